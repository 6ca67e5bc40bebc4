"""The two small networks of the grader: some matrices, and in which order they are applied.

They know nothing of drafts: `taken_up` and `in_context` make their inputs and name their outputs, `training.reviews` and
`training.context` train them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..text.layers import Vectors


class _Network:
    """`numbers` holds for each layer a `weight` (inputs, outputs) and a `bias`, and the `mean` and `spread` of the inputs."""

    REACH = 5.0  # standard deviations beyond which an input is no further from the mean

    def __init__(self, numbers: Mapping[str, Vectors]) -> None:
        self._numbers = numbers

    @property
    def inputs(self) -> int:
        return len(self._numbers["mean"])

    def _scaled(self, x: Vectors) -> Vectors:
        result: Vectors = np.clip((x - self._numbers["mean"]) / self._numbers["spread"], -self.REACH, self.REACH)
        return result

    def _layer(self, name: str, *parts: Vectors) -> Vectors:
        result: Vectors = np.maximum(self._linear(name, np.concatenate(parts, axis=-1)), 0)
        return result

    def _linear(self, name: str, x: Vectors) -> Vectors:
        result: Vectors = x @ self._numbers[f"{name}.weight"] + self._numbers[f"{name}.bias"]
        return result


class OfReviews(_Network):
    """Reads a review beside the answers of the interview."""

    # a layer each for a pair of sentence and answer, for the answers beside one another, for the sentences after one another,
    # and for a whole answer, and what is read off the last two
    LAYERS = ("pair", "answers", "sentences", "whole", "of_sentence", "of_answer")
    ACROSS = 0.5  # what a neighbour in another line counts for

    def __call__(self, x: Vectors, same: Vectors) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Scores of each sentence and answer (sentences, answers), and of each answer (outputs, answers).

        `x` has shape (sentences, answers, inputs); `same` (sentences,) is 1 where a sentence stands in one line with that before it.
        """
        x = self._layer("pair", self._scaled(x))
        x = self._layer("answers", x, _like(x.max(axis=1, keepdims=True), x), _like(x.mean(axis=1, keepdims=True), x))
        none = np.zeros_like(x[:1])
        before = same[:, None, None]
        after = np.append(same[1:], np.float32(0))[:, None, None]
        x = self._layer(
            "sentences", x,
            np.concatenate([none, x[:-1]]) * (self.ACROSS + (1 - self.ACROSS) * before),
            np.concatenate([x[1:], none]) * (self.ACROSS + (1 - self.ACROSS) * after),
            _like(x.max(axis=0, keepdims=True), x), _like(before, x[..., :1]), _like(after, x[..., :1]),
        )  # fmt: skip
        by_sentence = self._linear("of_sentence", x)[..., 0]
        shares = 1 / (1 + np.exp(-by_sentence[..., None]))
        typical = (shares * x).sum(axis=0) / (shares.sum(axis=0) + np.float32(0.3))
        whole = self._layer("whole", x.max(axis=0), typical, by_sentence.max(axis=0)[:, None])
        return by_sentence.astype(np.float64), self._linear("of_answer", whole).T.astype(np.float64)


class OfSentences(_Network):
    """Reads the sentences of a draft one after another."""

    # a layer each for a sentence and for its neighbours with it, what a sentence says after all, and what is read off the draft
    LAYERS = ("sentence", "neighbours", "says", "of_draft")

    @property
    def directions(self) -> Vectors:
        """The directions of the vectors that it looks at, shape (384, n)."""
        return self._numbers["directions"]

    def __call__(self, x: Vectors, said: Vectors) -> Vectors:
        """Scores of the draft, shape (outputs,). `x` has shape (sentences, inputs), `said` what each says alone (sentences, things)."""
        x = self._layer("sentence", self._scaled(x))
        none = np.zeros_like(x[:1])
        x = self._layer("neighbours", x, np.concatenate([none, x[:-1]]), np.concatenate([x[1:], none]))
        says = self._numbers["trust"] * said + self._linear("says", x)
        of_all = [says.max(axis=0), np.logaddexp.reduce(says, axis=0), x.max(axis=0), x.mean(axis=0)]
        return self._linear("of_draft", np.concatenate(of_all))


def _like(part: Vectors, whole: Vectors) -> Vectors:
    return np.broadcast_to(part, (*whole.shape[:-1], part.shape[-1]))
