"""Which answers of the key a review takes up, and in which of its sentences.

Three small models stand on one another: how closely a sentence alone refers to an answer (`grounding`), how surely it is about it
when it is read with its neighbours ('There I was vague.'), and how surely the review as a whole takes the answer up.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .grounding import beyond, closeness
from .own import own_sentences
from .reading import Reading
from .trained import linear

FAR = -8.0  # the score of what is not there
_NOTHING = -6.0  # the score that a sentence without a neighbour is read with

Scores = NDArray[np.float64]


def alone(reading: Reading) -> Scores:
    """How closely each own sentence refers to each answer, shape (sentences, answers); above 0 it does."""
    close = closeness(reading, "answers")
    turns = [answer.turn for answer in reading.scenario.answers]
    return np.array([[close[row][turn] for turn in turns] for row in own_sentences(reading)]).reshape(-1, len(turns))


@lru_cache(maxsize=1)
def followed(reading: Reading) -> Scores:
    """How surely each own sentence is about each answer, read with its neighbours; the same shape, above 0 it is."""
    features = sentence_features(reading)
    if not features.size:
        return np.zeros(features.shape[:2])
    flat = linear("about.sentence").scores(features.reshape(-1, features.shape[2]))
    return flat.reshape(features.shape[:2])


@lru_cache(maxsize=1)
def taken_up(reading: Reading) -> dict[str, float]:
    """How surely the review takes up each answer, by turn; above 0 it does."""
    turns = [answer.turn for answer in reading.scenario.answers]
    features = turn_features(reading)
    return {turn: linear("about.turn").score(row) for turn, row in zip(turns, features, strict=True)}


def paragraphs(reading: Reading) -> list[int]:
    """The number of the line or paragraph that each own sentence stands in."""
    numbers: list[int] = []
    end = 0
    for row in own_sentences(reading):
        span = reading.units[row].span
        new = bool(numbers) and "\n" in reading.draft.text[end : span.start]
        numbers.append(numbers[-1] + new if numbers else 0)
        end = span.end
    return numbers


def sentence_features(reading: Reading) -> Scores:
    """What tells whether a sentence is about an answer, shape (sentences, answers, 12)."""
    scores = alone(reading)
    number, answers = scores.shape
    line = np.array(paragraphs(reading))
    found = np.zeros((number, answers, 12))
    none = np.full(answers, _NOTHING)
    for n in range(number):
        others = (line == line[n]) & (np.arange(number) != n)
        before = scores[n - 1] if n and line[n - 1] == line[n] else none
        after = scores[n + 1] if n + 1 < number and line[n + 1] == line[n] else none
        near = scores[others].max(axis=0) if others.any() else none
        anywhere = np.delete(scores, n, axis=0).max(axis=0) if number > 1 else none
        share = np.exp(scores[n] - scores[n].max())
        # reviews go through the interview from its beginning to its end, more or less
        place = n / max(1, number - 1) - np.arange(answers) / max(1, answers - 1)
        found[n] = np.column_stack(
            [
                scores[n],
                before,
                after,
                near,
                anywhere,
                share / share.sum(),
                beyond(before),
                np.abs(place),
                place,
                beyond(near),
                np.full(answers, scores[n].max()),
                np.full(answers, float(not others.any())),
            ]
        )
    return found


def turn_features(reading: Reading) -> Scores:
    """What tells whether the review takes up an answer, shape (answers, 13)."""
    number = len(alone(reading))
    parts = [_at_most(scores) for scores in (alone(reading), followed(reading))]
    length = np.full((len(reading.scenario.answers), 1), float(min(number, 40)))
    return np.hstack([*parts, length])


def _at_most(scores: Scores) -> Scores:
    """The highest scores of each answer, and how they compare with those of the others, shape (answers, 6)."""
    if not len(scores):
        return np.tile([FAR, FAR, FAR, 0.0, 0.0, 0.0], (scores.shape[1], 1))
    scores = np.maximum(scores, FAR)
    order = np.sort(scores, axis=0)[::-1]
    nearest = scores == scores.max(axis=1, keepdims=True)
    return np.column_stack(
        [
            order[0],
            np.where(nearest, scores, FAR).max(axis=0),
            order[1] if len(scores) > 1 else np.full(scores.shape[1], FAR),
            (1 / (1 + np.exp(-scores))).sum(axis=0),
            (nearest & (scores > 0)).sum(axis=0),
            beyond(order[0]),
        ]
    )
