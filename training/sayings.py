"""Trains what a sentence says (thanks, interest, promise, tone) from the labelled sentences in `bank/`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from autograder.checks.saying import said
from autograder.text.encode import encode

from .mentions import sentences

BANK = Path(__file__).parent / "bank"
FALSE_ALARMS = {
    "thanks": 0.06,
    "interest": 0.12,
    "promise": 0.1,
    "tone": 0.025,
}  # of sentences that do not say it: a draft has some eight

Trained = dict[str, object]


@lru_cache
def rows(name: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Features (n, saying.WIDTH), labels (n,) and the sentences of one file of the bank."""
    lines = [json.loads(line) for line in (BANK / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]
    texts = [line["text"] for line in lines]
    return features(texts), np.array([str(line["label"]) for line in lines]), texts


def features(texts: list[str]) -> np.ndarray:
    return np.stack([said(text, text, vector) for text, vector in zip(texts, encode(texts), strict=True)])


def saying(name: str) -> Trained:
    """A model of one saying: above 0 the sentence says it."""
    x, labels, texts = rows(name)
    y = labels == "True"
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=3000)
    values = _held_out(model, x, y)
    cut = _cut(name, values[~y])
    _report(name, values, y, texts, cut)
    return _numbers(model.fit(x, y), [name], cut)


def tone() -> tuple[Trained, Trained]:
    """Two models: whether a sentence's tone is bad (above 0 it is), and if so, of which kind."""
    x, labels, texts = rows("tone")
    fine = _fine_sentences()
    everything = np.vstack([x, features(fine)])
    bad = np.concatenate([labels != "fine", np.zeros(len(fine), bool)])
    model = LogisticRegression(C=1.0, max_iter=3000)
    values = _held_out(model, everything, bad)
    cut = _cut("tone", values[~bad])
    _report("tone", values, bad, texts + fine, cut)
    trained = _numbers(model.fit(everything, bad), ["bad"], cut)
    kinds = LogisticRegression(C=1.0, max_iter=3000).fit(x[labels != "fine"], labels[labels != "fine"])
    return trained, _numbers(kinds, list(kinds.classes_))


def _fine_sentences() -> list[str]:
    """Sentences of the other files, which a reader would be comfortable with."""
    texts = []
    for name in ("thanks", "interest"):
        _, labels, some = rows(name)
        texts += [text for text, label in zip(some, labels, strict=True) if label == "True"]
    texts += sentences()
    return texts


def _held_out(model: LogisticRegression, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The score of every row by a model that has not seen it, shape (n,)."""
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    result: np.ndarray = cross_val_predict(model, x, y, cv=folds, method="decision_function")
    return result


def _cut(name: str, others: np.ndarray) -> float:
    """The score above which no more than the allowed share of the sentences that do not say it stand."""
    return float(np.quantile(others, 1 - FALSE_ALARMS[name]))


def _numbers(model: LogisticRegression, classes: list[str], cut: float = 0.0) -> Trained:
    return {
        "weights": np.round(model.coef_, 3).tolist(),
        "intercept": np.round(model.intercept_ - cut, 3).tolist(),
        "classes": [str(name) for name in classes],
    }


def _report(name: str, values: np.ndarray, y: np.ndarray, texts: list[str], cut: float) -> None:
    found, false = (values[y] > cut).mean(), (values[~y] > cut).mean()
    print(
        f"{name}: {y.sum()} of {len(y)} say it; of sentences held out, found {found:.3f}, false {false:.3f}; furthest off:"
    )
    wrong = np.flatnonzero((values > cut) != y)
    for n in sorted(wrong, key=lambda n: -abs(values[n] - cut))[:8]:
        print(f"   {values[n] - cut:6.2f} {'yes' if y[n] else 'no '} {texts[n]}")
