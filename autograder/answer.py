"""Answer cells: a magic's line and plain text below it. Reads them as data; runs nothing and renders nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .decisions import grade_decisions
from .findings import Report
from .grade import grade
from .model import decisions, verdicts
from .model.course import Lesson
from .verdicts import grade_verdicts

_MAGIC = re.compile(r"\A\s*%%(?:(?P<judged>verdicts|decisions)|draft(?:[ \t]+(?P<kind>[^\n]*?))?)[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer cell holds: the kind that its magic names, and the text below the magic as it was typed."""

    kind: str
    text: str


class AnswerError(ValueError):
    """Something about an answer cell that its writer can mend, in one sentence."""


def read_answer(source: str) -> Answer | None:
    """The answer in a cell's source, or None where the cell is not an answer cell."""
    found = _MAGIC.match(source.replace("\r\n", "\n"))
    if not found:
        return None
    kind = found["judged"] or found["kind"] or ""
    return Answer(kind, source.replace("\r\n", "\n")[found.end() :])


class Answers:
    """The answers of one notebook, by kind. Of two answers of one kind in different cells, the later one counts."""

    def __init__(self, found: Iterable[tuple[str, Answer]] = ()) -> None:
        self._texts: dict[str, str] = {}
        self._cells: dict[str, set[str]] = {}
        for cell, answer in found:
            self.put(answer, cell)

    def put(self, answer: Answer, cell: str) -> None:
        self._texts[answer.kind] = answer.text
        self._cells.setdefault(answer.kind, set()).add(cell)

    def text(self, kind: str) -> str | None:
        return self._texts.get(kind)

    def cells(self, kind: str) -> int:
        return len(self._cells.get(kind, ()))


def mark(lesson: Lesson, answers: Answers, kind: str) -> Report:
    """Grades the answer of this kind: what `check(kind)` shows and what the gradebook records.

    Raises AnswerError where the lesson has no rubric for the kind.
    """
    text = answers.text(kind)
    report = _graded(lesson, kind, text or "")
    if text is None:
        return replace(report, notes=(f"No answer cell was found that begins with the line {first_line(kind)}.",))
    if answers.cells(kind) > 1:
        note = f"{answers.cells(kind)} cells begin with {first_line(kind)}; the last one is the one that counts."
        return replace(report, notes=(*report.notes, note))
    return report


def _graded(lesson: Lesson, kind: str, text: str) -> Report:
    if kind == verdicts.KIND and lesson.verdicts:
        return grade_verdicts(text, lesson.scenario, lesson.verdicts)
    if kind == decisions.KIND and lesson.decisions:
        return grade_decisions(text, lesson.scenario, lesson.decisions)
    rubric = lesson.rubric(kind)
    if rubric is None:
        known = ", ".join(lesson.kinds) or "none"
        raise AnswerError(f"This lesson has no writing of the kind '{kind}'. It has: {known}.")
    return grade(text, lesson.scenario, rubric)


def first_line(kind: str) -> str:
    """The line with which an answer cell of this kind begins."""
    return f"%%{kind}" if kind in (verdicts.KIND, decisions.KIND) else f"%%draft {kind}"
