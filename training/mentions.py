"""Trains how closely a sentence must refer to a point of the scenario: logistic regressions on the features of `checks.grounding`.

They learn from invented scenes (`bank/mentions.yaml`) and from the labelled drafts: a sentence that was quoted for a point
refers to it, and to no other of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from autograder.checks.grounding import (
    FEATURES,
    MEASURED,
    OF_THE_KEY,
    Source,
    compared,
    contradicts,
    features,
    measured,
    read_points,
    sources,
)
from autograder.checks.own import own_sentences
from autograder.checks.reading import Reading, Seen
from autograder.text.sentences import Span, clauses

from . import measures
from .examples import MEETS, corpora, labelled_sentences, said_of, scenario
from .scenes import generic, scenes

# Which criteria's quotations tell what a sentence refers to.
CRITERIA = {
    "topics": ("recalls_topic",),
    "gaps": ("adds_missing",),
    "deliverables": ("deliverables",),
    "answers": ("strength", "weak_answers", "diagnosis", "better_answer"),
    "interview": ("reasons",),
}
PARTS = 6  # of the scenes and scenarios, each left out in turn
# Of the sentences that refer to nothing, how many may be taken for one.
FALSE_ALARMS = {"topics": 0.015, "gaps": 0.012, "deliverables": 0.02, "answers": 0.03, "interview": 0.1}


class Pairs(NamedTuple):
    """Features (n, len(FEATURES) or more), labels (n,), the scene or scenario of each (n,), and what the pair is."""

    x: np.ndarray
    y: np.ndarray
    groups: np.ndarray
    texts: list[str]


@lru_cache
def pairs(what: str) -> Pairs:
    """Every sentence against every point of its scene, of one kind."""
    rows = [*_of_scenes({"topics": "topic", "gaps": "gap"}.get(what, "")), *_of_drafts(what)]
    return Pairs(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
        [row[3] for row in rows],
    )


Row = tuple[np.ndarray, bool, str, str]


def _of_scenes(kind: str) -> Iterator[Row]:
    for scene in scenes():
        fold = measures.fold_of(scene["scene"])
        measures.use(fold)
        points = scene["points"]
        read = dict(zip(map(id, points), read_points([(p["label"], [], [p["said"]]) for p in points]), strict=True))
        of_kind = {str(id(p)): read[id(p)] for p in points if p["kind"] == kind}
        for target in (p for p in points if p["kind"] == kind):
            some = [(t, True) for t in target["hits"]]
            some += [(t, False) for t in target["misses"] + scene["none"] + generic()]
            some += [(t, False) for p in points if p is not target for t in p["hits"]]
            for text, label in some:
                found = compared(text, _vectors(fold)[text], of_kind)[str(id(target))]
                near = measured(_vectors(fold)[text][0], [(point, point) for point in of_kind.values()], f"{kind}s")
                found = np.concatenate([found, near[[*of_kind].index(str(id(target)))]])
                yield from _row(text, found, read[id(target)], label, scene["scene"], target["label"])


def _of_drafts(what: str) -> Iterator[Row]:
    for name, rows in corpora().items():
        measures.use(measures.fold_of(name))
        points = sources(scenario(name), what)
        for row in rows:
            criteria = [criterion for criterion in CRITERIA[what] if criterion in row.labels]
            if not criteria or not row.labels["complete"]:
                continue
            reading = Reading(row.text, scenario(name), "")
            own = set(own_sentences(reading))
            for n, says, of in labelled_sentences(row, reading):
                if n not in own:
                    continue
                named = {point for criterion, point in of if criterion in criteria}
                if what == "interview":
                    named = {"interview"} if MEETS["reasons"] in says else set()
                elif not named and any(MEETS[criterion] in says for criterion in criteria):
                    continue  # it was quoted, and for which of the points nobody noted
                text = reading.units[n].text
                remark = said_of(row.id, text) if what == "answers" else None
                for point, values in features(reading, n, what).items():
                    if remark and point in remark.turns and point not in named:
                        continue  # it may be clear from its neighbours only
                    yield from _row(text, values, points[point], point in named, name, point)


def _row(text: str, found: np.ndarray, source: Source, label: bool, group: str, name: str) -> Iterator[Row]:
    if label or not contradicts(text, source):  # a contradiction is judged by the figures alone
        yield found, label, group, f"{name[:40]} <- {text}"


@lru_cache
def _vectors(fold: int) -> dict[str, np.ndarray]:
    """The vectors of each sentence of the scenes and of its clauses, shape (units, 768), by the adapter of a fold, which is in use."""
    points = [point for scene in scenes() for point in scene["points"]]
    texts = sorted(
        {*generic(), *(t for s in scenes() for t in s["none"]), *(t for p in points for t in p["hits"] + p["misses"])}
    )
    parts = [list(clauses(text, Span(0, len(text)))) for text in texts]
    parts = [some if len(some) > 1 else [] for some in parts]
    found = Seen(list(zip(texts, parts, strict=True))).vectors
    rows = np.split(found, np.cumsum([1 + len(p) for p in parts]))
    return dict(zip(texts, rows, strict=False))


def _but(data: Pairs, without: tuple[str, ...]) -> Pairs:
    inside = ~np.isin(data.groups, without)
    return Pairs(
        data.x[inside], data.y[inside], data.groups[inside], [t for t, i in zip(data.texts, inside, strict=True) if i]
    )


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients on the raw features, one each, and the intercept."""
    scaler = StandardScaler().fit(x)
    scaler.scale_[scaler.scale_ == 0] = 1
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=1000).fit(scaler.transform(x), y)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def held_out(data: Pairs) -> np.ndarray:
    """The score of every pair by a model that has not seen its scene, shape (n,)."""
    scores = np.zeros(len(data.y))
    groups = sorted(set(data.groups))
    for n in range(min(PARTS, len(groups))):
        inside = np.isin(data.groups, groups[n::PARTS])
        weights, intercept = fit(data.x[~inside], data.y[~inside])
        scores[inside] = data.x[inside] @ weights + intercept
    return scores


@lru_cache
def train(without: tuple[str, ...] = ()) -> dict[str, dict[str, object]]:
    """The models, trained on all scenes and scenarios but these."""
    trained: dict[str, dict[str, object]] = {}
    for what in CRITERIA:
        data = _but(pairs(what), without)
        held = held_out(data)
        cut = float(np.quantile(held[~data.y], 1 - FALSE_ALARMS[what]))
        found, false = (held[data.y] > cut).mean(), (held[~data.y] > cut).mean()
        if not without:
            print(
                f"refers.{what}: {data.y.sum()} of {len(data.y)} refer; held out, found {found:.3f}, false {false:.3f}"
            )
        weights, intercept = fit(data.x, data.y)
        trained[f"refers.{what}"] = {
            "weights": [[round(float(v), 3) for v in weights]],
            "intercept": [round(intercept - cut, 3)],
            "classes": [what],
            "features": [*FEATURES, *(f"the key: {FEATURES[n]}" for n in OF_THE_KEY if what == "answers"), *MEASURED],
        }
    return trained
