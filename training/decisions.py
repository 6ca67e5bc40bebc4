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

from . import folds, mentions
from .examples import ROOT, corpora, scenario

STRENGTH = 0.5  # of the regularisation: smaller is stronger


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


def collect() -> dict[str, Data]:
    """The features of every draft, as an adapter sees it that was trained without its scenario."""
    found: dict[str, Data] = defaultdict(Data)
    silent: list[tuple[str, str, bool]] = []
    model_of: dict[str, str] = {}
    known = rubrics(ROOT / "course")
    for left_out in folds.folds():
        use(folds.trained(left_out), mentions.train(left_out))
        for name in left_out:
            turns(name, found["diagnosis.turn"])
    model = fit(found["diagnosis.turn"])
    trained._all()["models"]["diagnosis.turn"] = model
    for left_out in folds.folds():
        use(folds.trained(left_out), mentions.train(left_out))
        for name in left_out:
            for row in corpora()[name]:
                rubric = known[row.kind]
                reading = Reading(row.text, scenario(name), rubric.task)
                for criterion in rubric.criteria:
                    if (result := learned(criterion.check, reading)) is None:
                        if isinstance(criterion.check, LEARNED):
                            silent.append((row.id, criterion.id, row.labels[criterion.id]))
                        continue
                    model_name, features = result
                    model_of[criterion.id] = model_name
                    data = found[model_name]
                    data.x.append(features)
                    data.y.append(row.labels[criterion.id])
                    data.groups.append(name)
                    data.names.append((row.id, criterion.id))
    for draft, criterion_id, label in silent:
        found[model_of[criterion_id]].known.append((draft, criterion_id, label))
    return dict(found)


def turns(name: str, data: Data) -> None:
    """For each weak answer, whether a review says of it what the key says."""
    for row in corpora()[name]:
        if row.kind != "performance_review":
            continue
        reading = Reading(row.text, scenario(name), "")
        right = {
            turn
            for passage in row.evidence.get("diagnosis", ())
            for turn in (passage.of or "").replace(",", " ").split()
        }
        if not right and row.labels["diagnosis"]:
            continue
        for about in review.weak(reading):
            data.x.append(review.agreement_features(about))
            data.y.append(about.turn in right)
            data.groups.append(name)
            data.names.append((row.id, about.turn))


def use(adapter: object, models: Mapping[str, object]) -> None:
    """Lets the checks work with another adapter and with other models of what a sentence refers to."""
    trained._all()["models"].update(models)
    trained.linear.cache_clear()
    grounding.closeness.cache_clear()
    trained.ADAPTER = adapter  # type: ignore[assignment]
    trained.adapter.cache_clear()
    review.passages.cache_clear()


def fit(data: Data, without: str = "") -> dict[str, object]:
    """A logistic regression on the raw features, trained without one scenario."""
    inside = np.array([group != without for group in data.groups])
    x, y = np.array(data.x)[inside], np.array(data.y)[inside]
    scaler = StandardScaler().fit(x)
    scaler.scale_[scaler.scale_ == 0] = 1
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(scaler.transform(x), y)
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
        model = fit(data, group)
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
        if name == "diagnosis.turn":
            continue
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
