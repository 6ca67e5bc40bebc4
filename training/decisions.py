"""Trains when a draft meets a criterion: a logistic regression of a few features for each learned check, and reports how well.

The features come from adapters that have not seen the draft's scenario, and so do the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from autograder.checks import LEARNED, Reading, grounding, learned, review, trained
from autograder.evaluate import Counts
from autograder.model.load import rubrics

from . import context, folds, measures, mentions, reviews
from .examples import ROOT, corpora, scenario, silenced

STRENGTH = 0.5  # of the regularisation: smaller is stronger
SHARE = 0.15  # what a silenced draft counts for: some say it somewhere else too


@dataclass
class Data:
    """What one model learns from: features, labels, the scenario and the draft of each row."""

    x: list[list[float]] = field(default_factory=list)
    y: list[bool] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)  # (draft, criterion)
    known: list[tuple[str, str, bool]] = field(
        default_factory=list
    )  # (draft, criterion, label) of what is missed without a model
    silenced: list[tuple[list[float], str]] = field(
        default_factory=list
    )  # features and scenario of drafts without the sentences that say it

    def add(self, features: list[float], label: bool, group: str, name: tuple[str, str]) -> None:
        self.x.append(features)
        self.y.append(label)
        self.groups.append(group)
        self.names.append(name)


def collect() -> dict[str, Data]:
    """The features of every draft, as models see it that were trained without its scenario."""
    found: dict[str, Data] = defaultdict(Data)
    silent: list[tuple[str, str, bool]] = []
    model_of: dict[str, str] = {}
    known = rubrics(ROOT / "course")
    for left_out in folds.folds():
        use_without(left_out)
        for name in left_out:
            for row in corpora()[name]:
                rubric = known[row.kind]
                reading = Reading(row.text, scenario(name), rubric.task, rubric.letter)
                for criterion in rubric.criteria:
                    if (result := learned(criterion.check, reading)) is None:
                        if isinstance(criterion.check, LEARNED):
                            silent.append((row.id, criterion.id, row.labels[criterion.id]))
                        continue
                    model_name, features = result
                    model_of[criterion.id] = model_name
                    found[model_name].add(features, row.labels[criterion.id], name, (row.id, criterion.id))
                    if without := silenced(row, criterion.id):
                        again = learned(criterion.check, Reading(without, scenario(name), rubric.task, rubric.letter))
                        if again is not None:
                            found[model_name].silenced.append((again[1], name))
    for draft, criterion_id, label in silent:
        found[model_of[criterion_id]].known.append((draft, criterion_id, label))
    return dict(found)


def use_without(left_out: tuple[str, ...]) -> None:
    """Lets the checks work with models that have not seen some scenarios."""
    refers = mentions.train(left_out)
    fold = folds.folds().index(left_out)
    measures.use(fold)
    reviews.use(fold)
    context.use(fold)
    use(refers)


def use(models: Mapping[str, object]) -> None:
    """Lets the checks work with other models of what a sentence refers to."""
    trained._all()["models"].update(models)
    trained.linear.cache_clear()
    for cached in (grounding.closeness, review.passages):
        cached.cache_clear()


def fit(data: Data, without: tuple[str, ...] = ()) -> dict[str, object]:
    """A logistic regression on the raw features, trained without some scenarios."""
    inside = np.array([group not in without for group in data.groups])
    x, y = np.array(data.x)[inside], np.array(data.y)[inside]
    scaler = StandardScaler().fit(x)
    scaler.scale_[scaler.scale_ == 0] = 1
    more = np.array([features for features, group in data.silenced if group not in without]).reshape(-1, x.shape[1])
    shares = np.concatenate([np.ones(len(x)), np.full(len(more), SHARE)])
    y = np.concatenate([y, np.zeros(len(more), bool)])
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(scaler.transform(np.concatenate([x, more])), y, shares)
    weights = model.coef_[0] / scaler.scale_
    return {
        "weights": [[round(float(w), 4) for w in weights]],
        "intercept": [round(float(model.intercept_[0] - weights @ scaler.mean_), 4)],
        "classes": ["met"],
    }


def held_out(data: Data) -> np.ndarray:
    """The score of each row by a model that has not seen its scenario, shape (n,)."""
    scores = np.zeros(len(data.y))
    for group in sorted(set(data.groups)):
        model = fit(data, (group,))
        inside = np.array([g == group for g in data.groups])
        scores[inside] = np.array(data.x)[inside] @ np.array(model["weights"])[0] + np.array(model["intercept"])[0]
    return scores


def left_out(found: dict[str, Data]) -> dict[str, dict[str, object]]:
    """How each criterion's verdicts agree with the labels, on scenarios that nothing was trained on, by criterion.

    `non_native` and `others` are pairs: of the drafts that meet it, how many the grader misses, and how many there are.
    """
    foreign = {row.id for rows in corpora().values() for row in rows if "non_native" in row.tags}
    table: dict[str, dict[str, object]] = {}
    for name, data in sorted(found.items()):
        graded = [*zip(data.names, data.y, held_out(data) > 0, strict=True)]
        graded += [((draft, criterion), label, False) for draft, criterion, label in data.known]
        for criterion in sorted({c for _, c in data.names}):
            counts, missed = Counts(), {True: [0, 0], False: [0, 0]}
            for (draft, c), label, met in graded:
                if c != criterion:
                    continue
                counts.add(label, bool(met))
                if label:
                    missed[draft in foreign][0] += not met
                    missed[draft in foreign][1] += 1
            key = criterion if criterion not in table else f"{criterion} ({name})"
            table[key] = {
                "n": counts.n,
                "precision": round(counts.precision, 4),
                "recall": round(counts.recall, 4),
                "kappa": round(counts.kappa, 4),
                "non_native": [int(n) for n in missed[True]],
                "others": [int(n) for n in missed[False]],
            }
    return table


def report(table: dict[str, dict[str, object]]) -> Iterator[str]:
    for name, row in table.items():
        yield f"{name:26}{row['n']:5}  precision {row['precision']:.2f}  recall {row['recall']:.2f}  kappa {row['kappa']:.2f}"
    kappas = [float(row["kappa"]) for row in table.values()]  # type: ignore[arg-type]
    yield f"mean kappa over the {len(kappas)} learned criteria, scenarios left out in turn: {np.mean(kappas):.3f}"
