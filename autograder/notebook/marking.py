"""Marking turns of the interview: what the key marks and why, and how far a learner agrees. Knows no widgets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from ..answer import AnswerError
from ..model.scenario import Answer, Scenario

ASKS = {
    "topics": "Mark the moments worth remembering.",
    "gaps": "Mark the answers to which one of the notes at home belongs.",
    "weak": "Mark the answers that went less well.",
    "strong": "Mark the answers that went well.",
}
THINGS = {
    "topics": ("moment", "moments"),
    "gaps": ("missing fact", "missing facts"),
    "weak": ("weak answer", "weak answers"),
    "strong": ("strong answer", "strong answers"),
}


class Point(NamedTuple):
    """One thing that the key marks: the turns where it stands, any of which will do, and the reason."""

    turns: tuple[str, ...]
    why: str


def points(scenario: Scenario, what: str) -> tuple[Point, ...]:
    """What the key marks. Raises AnswerError for a thing that nothing is known of."""
    if what in ("topics", "gaps"):
        return tuple(Point(point.turns, point.label) for point in getattr(scenario, what))
    if what in ("weak", "strong"):
        rows = (answer for answer in scenario.answers if (answer.verdict == "strong") == (what == "strong"))
        return tuple(Point((row.turn,), _why(row)) for row in rows)
    raise AnswerError(f"There is nothing to mark of the kind '{str(what)[:40]}'. There are: {', '.join(ASKS)}.")


def _why(answer: Answer) -> str:
    """Why an answer is in the key; a weak one with the kind of its weakness."""
    return (
        answer.why if answer.verdict == "strong" else f"{answer.verdict.replace('_', ' ').capitalize()}: {answer.why}"
    )


def markable(scenario: Scenario, what: str) -> frozenset[str]:
    """The turns that can be marked: those of the candidate, or for moments all."""
    return frozenset(
        turn.id for turn in scenario.turns if what == "topics" or turn.speaker == scenario.candidate.name
    ) | frozenset(turn for point in points(scenario, what) for turn in point.turns)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a learner's marks and the key agree. `hits` of the `marked` turns are in the key; `found` of its points are marked."""

    marked: int
    hits: int
    found: int
    points: int

    @property
    def precision(self) -> float:
        return self.hits / self.marked if self.marked else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.points if self.points else 1.0


def agreement(key: tuple[Point, ...], marked: Collection[str]) -> Agreement:
    """Compares marked turns with the key."""
    right = {turn for point in key for turn in point.turns}
    found = sum(any(turn in marked for turn in point.turns) for point in key)
    return Agreement(len(marked), sum(turn in right for turn in marked), found, len(key))


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said beside a turn after the comparison: why it is in the key, if it is.

    `same_as` names the marked turns that have found its points already, where the turn itself is not marked.
    """

    marked: bool
    why: str = ""
    same_as: str = ""


def beside(key: tuple[Point, ...], marked: Collection[str], turn: str) -> Beside | None:
    """Compares one turn with the key; None where there is nothing to say. A point that is still open goes before one that is found."""
    here = [point for point in key if turn in point.turns]
    if turn in marked or not here:
        return Beside(turn in marked, _whys(here)) if turn in marked else None
    found = {point: next((other for other in point.turns if other in marked), "") for point in here}
    still = [point for point in here if not found[point]]
    same_as = "" if still else " and ".join(dict.fromkeys(found.values()))
    return Beside(False, _whys(still or here), same_as)


def _whys(key: list[Point]) -> str:
    return "; ".join(point.why for point in key)


def says(what: str, agreed: Agreement) -> str:
    """The agreement in plain words."""
    one, many = THINGS[what]
    if not agreed.marked:
        return "You have not marked anything yet."
    found = f"You found {agreed.found} of the {agreed.points} {one if agreed.points == 1 else many} in the key."
    turns = "turn" if agreed.marked == 1 else "turns"
    if agreed.hits == agreed.marked:
        return f"{found} Everything that you marked is in it."
    return f"{found} Of the {agreed.marked} {turns} that you marked, {agreed.hits or 'none'} {'is' if agreed.hits < 2 else 'are'} in it."
