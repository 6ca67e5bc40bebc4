"""Trains how closely a sentence must refer to a point: a logistic regression on the features of `checks.grounding`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from autograder.checks.grounding import contradicts, features, read_points
from autograder.text.encode import encode_parts
from autograder.text.sentences import Span, clauses

# Of the sentences that refer to nothing, how many may be taken for one: a draft has some eight, and one that refers is enough.
FALSE_ALARMS = {"topic": 0.015, "gap": 0.012}

BANK = Path(__file__).parent / "bank" / "mentions.yaml"


def rows(kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Features (n, len(FEATURES)), labels (n,), scenes (n,) and sentences, every sentence against every point of its scene."""
    x, y, groups, texts = [], [], [], []
    for number, scene in enumerate(_scenes()):
        points = scene["points"]
        sources = read_points([(p["label"], [], [p["said"]]) for p in points])
        read = {id(p): source for p, source in zip(points, sources, strict=True)}
        for target in (p for p in points if p["kind"] == kind):
            pairs = [(t, True) for t in target["hits"]]
            pairs += [(t, False) for t in target["misses"] + scene["none"] + generic()]
            pairs += [(t, False) for p in points if p is not target for t in p["hits"]]
            for text, label in pairs:
                if contradicts(text, read[id(target)]):
                    continue  # that is judged by the figures alone
                x.append(features(text, _vectors()[text], read[id(target)]))
                y.append(label)
                groups.append(number)
                texts.append(f"{target['label'][:40]} <- {text}")
    return np.array(x), np.array(y), np.array(groups), texts


@lru_cache
def _scenes() -> list[dict]:  # type: ignore[type-arg]
    return list(yaml.safe_load(BANK.read_text(encoding="utf-8")))


@lru_cache
def generic() -> list[str]:
    """Sentences that fit any message after an interview and refer to no point of any."""
    return (BANK.parent / "generic.txt").read_text(encoding="utf-8").splitlines()


def sentences() -> list[str]:
    """Every sentence of the file, whatever it refers to."""
    points = [point for scene in _scenes() for point in scene["points"]]
    return (
        generic()
        + [t for scene in _scenes() for t in scene["none"]]
        + [t for p in points for t in p["hits"] + p["misses"]]
    )


@lru_cache
def _vectors() -> dict[str, np.ndarray]:
    """The vectors of each sentence and its clauses, shape (units, 384)."""
    texts = sorted(set(sentences()))
    parts = [list(clauses(text, Span(0, len(text)))) for text in texts]
    parts = [some if len(some) > 1 else [] for some in parts]
    rows = iter(np.split(encode_parts(list(zip(texts, parts, strict=True))), np.cumsum([1 + len(p) for p in parts])))
    return dict(zip(texts, rows, strict=False))


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients on the raw features, shape (len(FEATURES),), and the intercept."""
    scaler = StandardScaler().fit(x)
    scaler.scale_[scaler.scale_ == 0] = 1
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=1000).fit(scaler.transform(x), y)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def train() -> dict[str, object]:
    trained: dict[str, object] = {}
    for kind in ("topic", "gap"):
        x, y, groups, texts = rows(kind)
        held = np.zeros(len(y))
        for group in sorted(set(groups)):
            w, b = fit(x[groups != group], y[groups != group])
            held[groups == group] = x[groups == group] @ w + b
        cut = float(np.quantile(held[~y], 1 - FALSE_ALARMS[kind]))
        found, false = (held[y] > cut).mean(), (held[~y] > cut).mean()
        print(
            f"{kind}: {y.sum()} of {len(y)} refer; of scenes held out, found {found:.3f}, false {false:.3f}; furthest off:"
        )
        for n in sorted(np.flatnonzero((held > cut) != y), key=lambda n: -abs(held[n] - cut))[:8]:
            print(f"   {held[n] - cut:6.2f} {'yes' if y[n] else 'no '} {texts[n]}")
        w, b = fit(x, y)
        trained[f"mentions_{kind}"] = {
            "weights": [[round(float(v), 3) for v in w]],
            "intercept": [round(b - cut, 3)],
            "classes": [kind],
        }
    return trained
