"""The trained parts of the grader: linear models, a few numbers each, made by `make train` from `training/`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

PATH = Path(__file__).with_name("trained.json")


@dataclass(frozen=True)
class Linear:
    """A linear model: above 0 is yes. `classes` names the rows of `weights` where there are several."""

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
def _all() -> dict[str, dict[str, list]]:
    return dict(json.loads(PATH.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def linear(name: str) -> Linear:
    """The trained model of this name."""
    row = _all()[name]
    return Linear(np.array(row["weights"]), np.array(row["intercept"]), tuple(row["classes"]))
