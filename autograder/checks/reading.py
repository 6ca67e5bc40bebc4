"""A draft as the checks read it: its parts, and its sentences and clauses with their embeddings, worked out once.

Knows the scenario, but judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..findings import Evidence
from ..model.scenario import Scenario
from ..text import encode
from ..text.draft import Draft, read
from ..text.encode import Vectors
from ..text.sentences import Span, clauses
from .trained import adapter

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


MOST_SENTENCES = 200  # that are read for their meaning; a message has some ten


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a clause of one: what a check looks at. `sentence` is the row of the whole sentence."""

    span: Span
    text: str
    sentence: int


class Seen:
    """Sentences and clauses as the sentence model sees them, one row each. What nothing asks for is not worked out."""

    def __init__(self, parts: encode.Parts) -> None:
        self._parts = parts

    @cached_property
    def _encoded(self) -> encode.Encoded:
        return encode.read(self._parts)

    @cached_property
    def adapted(self) -> tuple[Vectors, Vectors]:
        """Unit vectors by the adapter, and what it says, shape (rows, classes)."""
        return self._encoded.by(adapter())

    @cached_property
    def vectors(self) -> Vectors:
        """Unit vectors by the model as it is, and by the adapter, side by side, shape (rows, 768)."""
        return np.hstack([self._encoded.vectors(), self.adapted[0]])

    @cached_property
    def tokens(self) -> list[tuple[Vectors, Vectors, Vectors]]:
        """Of each sentence the unit vectors of its tokens by the model as it is and by the adapter, and how rare they are."""
        encoded = self._encoded
        return [*zip(encoded.tokens(None), encoded.tokens(adapter()), encoded.rarities(), strict=True)]


class Reading:
    """One draft of one scenario. `task` is the exercise's own text, which a draft must not repeat.

    A `letter` has a greeting and a sign-off, a plan or a review has not.
    """

    def __init__(self, given: str, scenario: Scenario, task: str, letter: bool = True) -> None:
        self.draft: Draft = read(given, letter)
        self.scenario = scenario
        self.task = task
        self.letter = letter
        self.rows = slice(None)  # those of the units among all that were seen together
        self.before = 0  # sentences of other drafts that were seen together with this one's and stand before them

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every sentence of the content, each followed by its clauses where it has several."""
        units: list[Unit] = []
        for sentence in self.draft.sentences[:MOST_SENTENCES]:
            row = len(units)
            units.append(Unit(sentence, self.draft.of(sentence), row))
            parts = list(clauses(self.draft.text, sentence, notes=not self.letter))
            if len(parts) > 1:
                units.extend(Unit(part, self.draft.of(part), row) for part in parts)
        return tuple(units)

    @cached_property
    def parts(self) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
        """The sentences with the places of their clauses, as the sentence model takes them."""
        found: list[tuple[str, list[tuple[int, int]]]] = []
        for row, unit in enumerate(self.units):
            if unit.sentence == row:
                found.append((unit.text, []))
            else:
                start = self.units[unit.sentence].span.start
                found[-1][1].append((unit.span.start - start, unit.span.end - start))
        return tuple((text, tuple(places)) for text, places in found)

    @cached_property
    def seen(self) -> Seen:
        """The units as the sentence model sees them; `see_together` may have put it there."""
        return Seen(self.parts)

    @property
    def vectors(self) -> Vectors:
        """Two unit vectors of each of `units` side by side, shape (len(units), 768): by the model as it is, and by the adapter."""
        return self.seen.vectors[self.rows]

    @property
    def scores(self) -> Vectors:
        """How surely each of `units` says each of the things that the adapter knows, shape (len(units), classes)."""
        return self.seen.adapted[1][self.rows]

    def tokens(self, rows: Iterable[int]) -> list[tuple[Vectors, Vectors, Vectors]]:
        """The tokens of some sentences, by their rows: as `Seen.tokens` has them."""
        at = {row: self.before + n for n, row in enumerate(self.sentence_rows)}
        return [self.seen.tokens[at[row]] for row in rows]

    @cached_property
    def sentence_rows(self) -> tuple[int, ...]:
        return tuple(row for row, unit in enumerate(self.units) if unit.sentence == row)

    def evidence(self, *spans: Span) -> tuple[Evidence, ...]:
        """Passages of the cleaned text as evidence in the draft as given."""
        return tuple(Evidence(*self.draft.given(span)) for span in spans if span.end > span.start)


def see_together(readings: Sequence[Reading]) -> None:
    """Lets the sentence model see several drafts at once, which takes less time than one after the other."""
    seen = Seen([part for reading in readings for part in reading.parts])
    at = before = 0
    for reading in readings:
        reading.seen, reading.rows, reading.before = seen, slice(at, at + len(reading.units)), before
        at += len(reading.units)
        before += len(reading.parts)


def words(text: str) -> list[str]:
    """The words of a text in lower case; a figure is a word, a full stop inside it belongs to it."""
    return [word.lower() for word in _WORD.findall(text)]


def joined(names: Sequence[str], last: str = "or") -> str:
    """'Helen Marsh', 'Helen Marsh or Kwame Boateng', 'a, b or c'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""


def shorten(text: str, length: int = 110) -> str:
    """A quotation that fits into a sentence: white space closed up, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def quote(reading: Reading, spans: Iterable[Span]) -> str:
    """The first of the passages, as given, fit for a sentence."""
    for span in spans:
        return shorten(reading.draft.given(span)[2])
    return ""


_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def in_words(number: int) -> str:
    """A small number as a sentence says it: 'no', 'one', 'two'."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
