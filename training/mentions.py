"""Trains how closely a sentence must refer to a point: a logistic regression on the features of `checks.grounding`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from autograder.checks.grounding import FEATURES, Source, features, source
from autograder.text.encode import encode_parts
from autograder.text.sentences import Span, clauses

BANK = Path(__file__).parent / "bank" / "mentions.yaml"


def rows(kind: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Features (n, len(FEATURES)), labels (n,), scenes (n,) and sentences, every sentence against every point of its scene."""
    x, y, groups, texts = [], [], [], []
    for number, scene in enumerate(yaml.safe_load(BANK.read_text(encoding="utf-8"))):
        points = scene["points"]
        read = {id(p): source(p["label"], [], [p["said"]]) for p in points}
        for target in (p for p in points if p["kind"] == kind):
            pairs = [(t, True) for t in target["hits"]] + [(t, False) for t in target["misses"] + scene["none"]]
            pairs += [(t, False) for p in points if p is not target for t in p["hits"]]
            for text, label in pairs:
                x.append(_features(text, read[id(target)]))
                y.append(label)
                groups.append(number)
                texts.append(f"{target['label'][:40]} <- {text}")
    return np.array(x), np.array(y), np.array(groups), texts


def _features(text: str, point: Source) -> np.ndarray:
    parts = list(clauses(text, Span(0, len(text))))
    return features(text, encode_parts([(text, parts if len(parts) > 1 else [])]), point)


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Coefficients on the raw features, shape (len(FEATURES),), and the intercept."""
    scaler = StandardScaler().fit(x)
    scaler.scale_[scaler.scale_ == 0] = 1
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=1000).fit(scaler.transform(x), y)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def train(report: bool = True) -> dict[str, dict[str, list[float] | float]]:
    trained: dict[str, dict[str, list[float] | float]] = {}
    for kind in ("topic", "gap"):
        x, y, groups, texts = rows(kind)
        if report:
            held = np.zeros(len(y))
            for g in sorted(set(groups)):
                w, b = fit(x[groups != g], y[groups != g])
                held[groups == g] = x[groups == g] @ w + b
            print(f"{kind}: {int(y.sum())} of {len(y)} refer; leave one scene out:")
            for cut in (-1.0, 0.0, 0.5, 1.0, 1.5, 2.0):
                hit, false = ((held > cut) & y).sum(), ((held > cut) & ~y).sum()
                print(f"  cut {cut:4}: found {hit / y.sum():.2f}, false {false / (~y).sum():.3f}")
            order = np.argsort(np.where(y, held, -held))
            for n in order[:14]:
                print(f"    {held[n]:6.2f} {'hit ' if y[n] else 'miss'} {texts[n]}")
        w, b = fit(x, y)
        trained[kind] = {"weights": [round(float(v), 4) for v in w], "intercept": round(b, 4)}
        print(kind, dict(zip(FEATURES, trained[kind]["weights"], strict=True)))  # type: ignore[arg-type]
    return trained


if __name__ == "__main__":
    train()
