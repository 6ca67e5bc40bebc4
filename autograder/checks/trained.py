"""The trained parts of the grader, made by `make train` from `training/`.

`trained.npz` holds an adapter of the sentence model, `measures.npz` the measures of nearness, `reviews.npz` the network that
reads reviews and `context.npz` that which reads letters and plans, all in half precision; `trained.json` small linear models,
a few numbers each, and on what all was trained.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..text.encode import UPPER, Adapter
from ..text.layers import WIDTH, Vectors
from .network import OfReviews, OfSentences

HERE = Path(__file__).parent
LINEAR, ADAPTER, MEASURES = HERE / "trained.json", HERE / "trained.npz", HERE / "measures.npz"
REVIEWS, CONTEXT = HERE / "reviews.npz", HERE / "context.npz"
_PRODUCTS = ("qkv", "out", "up", "down")


@dataclass(frozen=True)
class Linear:
    """A logistic regression: above 0 is yes. `classes` names the rows of `weights` where there are several."""

    weights: NDArray[np.float64]  # (classes, features)
    intercept: NDArray[np.float64]  # (classes,)
    classes: tuple[str, ...]

    def scores(self, features: ArrayLike) -> NDArray[np.float64]:
        """The score of each class, shape (n, classes) for features of shape (n, features)."""
        result: NDArray[np.float64] = np.asarray(features, np.float64) @ self.weights.T + self.intercept
        return result

    def score(self, features: ArrayLike) -> float:
        """The score of the only class, for one row of features."""
        return float(self.scores(np.asarray(features)[None, :])[0, 0])


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    return dict(json.loads(LINEAR.read_text(encoding="utf-8")))


@lru_cache(maxsize=64)
def linear(name: str) -> Linear:
    """The trained model of this name."""
    row = _all()["models"][name]
    return Linear(np.array(row["weights"]), np.array(row["intercept"]), tuple(row["classes"]))


def probability(name: str, features: Sequence[float]) -> float:
    """How likely it is, 0 to 1, that a draft with these features meets what the model is named after."""
    score = max(-30.0, min(30.0, linear(name).score(features)))
    return 1 / (1 + math.exp(-score))


def _read(path: Path) -> dict[str, Vectors]:
    with np.load(path) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


@lru_cache(maxsize=1)
def reviews() -> OfReviews:
    """The network that reads reviews."""
    return OfReviews(_read(REVIEWS))


@lru_cache(maxsize=1)
def context() -> OfSentences:
    """The network that reads letters and plans."""
    return OfSentences(_read(CONTEXT))


def context_names() -> tuple[list[str], list[str]]:
    """What that network reads again in the sentences, and the models that it judges the draft by, in the order of its numbers."""
    names = _all()["context"]
    return names["sayings"], names["models"]


@lru_cache(maxsize=1)
def adapter() -> Adapter:
    """The adapter as the encoder takes it."""
    read = _read(ADAPTER)
    read["spread"][read["spread"] == 0] = np.inf  # a few numbers of the model never vary, and say nothing
    changes = tuple(
        tuple((read[f"{n}.{product}.a"], read[f"{n}.{product}.b"]) for product in _PRODUCTS) for n in range(UPPER)
    )
    return Adapter(changes, *(read[name] for name in ("looks", "heads", "bias", "middle", "spread")))


@lru_cache(maxsize=1)
def sayings() -> dict[str, int]:
    """The column of each class that the adapter knows."""
    return {name: n for n, name in enumerate(_all()["sayings"])}


@lru_cache(maxsize=4)
def measure(kind: str) -> tuple[Vectors, Vectors]:
    """What the vectors of sentences, and those of what they are compared with, are multiplied by, each of shape (768, 768)."""
    read = _read(MEASURES)
    ours, theirs = (
        np.eye(2 * WIDTH, dtype=np.float32) + read[f"{kind}.{side}.a"] @ read[f"{kind}.{side}.b"]
        for side in ("ours", "theirs")
    )
    return ours, theirs
