"""What the sentences of a draft say: how surely each one says each of the things that the trained adapter knows.

The adapter was trained on labelled sentences, many of them denied, hedged, conditional or about somebody else (`training/bank/`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..text.sentences import Span
from .own import own_sentences
from .reading import Reading
from .trained import sayings

_NOTHING = -12.0  # how surely a draft without sentences says anything


class Saying(NamedTuple):
    """How surely a passage says a thing; above 0 it rather does."""

    score: float
    span: Span | None


def of_row(reading: Reading, row: int, saying: str) -> float:
    """How surely one unit says it."""
    return float(reading.scores[row, sayings()[saying]])


def strongest(reading: Reading, *what: str) -> Saying:
    """The own sentence that most surely says any of the things."""
    return _best(reading, list(own_sentences(reading)), what)


def says(reading: Reading, *what: str) -> list[Saying]:
    """How surely each own sentence says any of the things."""
    return [_best(reading, [row], what) for row in own_sentences(reading)]


def clearest(reading: Reading, *what: str) -> Saying:
    """The clause of an own sentence that most surely says any of the things, or the sentence where it has only one."""
    rows = [n for row in own_sentences(reading) for n in _clauses(reading, row) or [row]]
    return _best(reading, rows, what)


def _best(reading: Reading, rows: list[int], what: tuple[str, ...]) -> Saying:
    if not rows:
        return Saying(_NOTHING, None)
    scores = reading.scores[np.ix_(rows, [sayings()[name] for name in what])].max(axis=1)
    n = int(scores.argmax())
    return Saying(float(scores[n]), reading.units[rows[n]].span)


def apart(reading: Reading, what: str) -> Iterator[Saying]:
    """How surely each own passage says it, for counting: a sentence, or its clauses where two or more of them say it."""
    column = sayings()[what]
    for row in own_sentences(reading):
        parts = [n for n in _clauses(reading, row) if reading.scores[n, column] > 0]
        for n in parts if len(parts) > 1 else [row]:
            yield Saying(float(reading.scores[n, column]), reading.units[n].span)


def _clauses(reading: Reading, row: int) -> list[int]:
    return [n for n in range(row + 1, len(reading.units)) if reading.units[n].sentence == row]


def spread(reading: Reading, what: str) -> float:
    """How surely the whole draft says it, where several sentences together make it likely (log of the sum of odds)."""
    column = sayings()[what]
    rows = list(own_sentences(reading))
    if not rows:
        return _NOTHING
    return float(np.logaddexp.reduce(reading.scores[rows, column].astype(np.float64)))


def near(*what: str) -> tuple[str, ...]:
    """The sayings that only come near any of the things: denied, hedged, conditional, about somebody else."""
    return tuple(name for said in what if (name := f"near_{said}") in sayings())


def of_span(reading: Reading, span: Span | None, saying: str) -> float:
    """How surely the unit that stands there says it."""
    row = next((n for n, unit in enumerate(reading.units) if unit.span == span), None)
    return _NOTHING if row is None else of_row(reading, row, saying)
