"""Trains what a sentence says (thanks, interest, promise, tone) from the labelled sentences in `bank/`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from autograder.checks.saying import said
from autograder.text.encode import encode

BANK = Path(__file__).parent / "bank"
_STRENGTH = 1.0  # the inverse of the penalty, chosen by cross-validation on the bank


def rows(name: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Features (n, saying.WIDTH), labels (n,) and the sentences of one file of the bank."""
    lines = [json.loads(line) for line in (BANK / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]
    texts = [line["text"] for line in lines]
    x = np.stack([said(t, t, v) for t, v in zip(texts, encode(texts), strict=True)])
    return x, np.array([str(line["label"]) for line in lines]), texts


def model() -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=5000)


def held_out(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Decision values of every row by a model that has not seen it, and the classes of their columns."""
    out = None
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(x, y):
        fitted = model().fit(x[train], y[train])
        values = fitted.decision_function(x[test])
        values = values[:, None] if values.ndim == 1 else values
        if out is None:
            out = np.zeros((len(y), values.shape[1]))
        out[test] = values
    assert out is not None
    return out, list(fitted.classes_)


def train(name: str, report: bool = True) -> dict[str, object]:
    x, y, texts = rows(name)
    values, classes = held_out(x, y)
    cut = 0.0
    if name == "tone":
        cut = _tone_cut(values, classes, y, texts, report)
    elif report:
        hit, real = values[:, 0] > 0, y == "True"
        print(f"{name}: {real.sum()} of {len(y)}; held out: found {(hit & real).sum() / real.sum():.3f}, false {(hit & ~real).sum() / (~real).sum():.3f}")
        wrong = sorted(np.flatnonzero(hit != real), key=lambda n: -abs(values[n, 0]))[:12]
        for n in wrong:
            print(f"   {values[n, 0]:6.2f} {'yes' if real[n] else 'no '} {texts[n]}")
    fitted = model().fit(x, y)
    return {
        "weights": np.round(fitted.coef_, 3).tolist(),
        "intercept": np.round(fitted.intercept_, 3).tolist(),
        "classes": [name] if len(classes) == 2 else [str(c) for c in fitted.classes_],
        "cut": cut,
    }


def _tone_cut(values: np.ndarray, classes: list[str], y: np.ndarray, texts: list[str], report: bool) -> float:
    """How far a bad tone must stand above a fine one for one fine sentence in a hundred to be called bad."""
    fine = classes.index("fine")
    margin = np.delete(values, fine, axis=1).max(axis=1) - values[:, fine]
    cut = float(np.quantile(margin[y == "fine"], 0.985))
    if report:
        bad = y != "fine"
        print(f"tone: {bad.sum()} bad of {len(y)}; held out at {cut:.2f}: found {(margin[bad] > cut).mean():.3f}, false {(margin[~bad] > cut).mean():.3f}")
        print(f"   at 0: found {(margin[bad] > 0).mean():.3f}, false {(margin[~bad] > 0).mean():.3f}")
        for n in sorted(np.flatnonzero((margin > cut) != bad), key=lambda n: -abs(margin[n] - cut))[:15]:
            print(f"   {margin[n]:6.2f} {y[n]:12} {texts[n]}")
    return round(max(cut, 0.0), 3)
