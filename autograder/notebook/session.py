"""One notebook's session: its lesson, the answers that were run, and what `check`, `quiz` and `transcript` show."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from ..answer import Answer, AnswerError, Answers, first_line, mark
from ..findings import Report
from ..model import decisions, verdicts
from ..model.course import Lesson
from ..report import points, summary_to_html, to_html, to_text
from .first_answers import FirstAnswersFile
from .progress import Progress
from .shown import Shown, page, sentence
from .transcript import conversation

LESSON_FILE = "lesson.json"


class Session:
    """What the notebook in `folder` has to work with."""

    def __init__(self, folder: Path, lesson: Lesson | None = None) -> None:
        self.folder = folder
        self.answers = Answers()
        self._lesson = lesson

    @property
    def lesson(self) -> Lesson:
        """The lesson beside the notebook, read when it is first needed. Raises AnswerError where it cannot be read."""
        if self._lesson is None:
            self._lesson = _read_lesson(self.folder / LESSON_FILE)
        return self._lesson

    def welcome(self) -> Shown:
        """What the set-up cell shows. Its HTML carries the style that makes answer cells look like letters."""
        try:
            words = f"Ready: {self.lesson.title}."
        except AnswerError as fault:
            return sentence(str(fault))
        return Shown(words, page("welcome.html", words=words))

    def draft(self, answer: Answer, cell: str) -> Shown:
        """What an answer cell shows when it is run: the draft as its reader gets it, and the checklist."""
        try:
            kind = self._known(answer.kind, first_line("{}"))
            self.answers.put(answer, cell)
            report = self._mark(kind)
        except AnswerError as fault:
            return sentence(str(fault))
        if not report.tried:
            report = replace(report, notes=(*report.notes, _todo(answer)))
        return Shown(to_text(report), f'<div class="ati-draft">{self._html(report)}</div>')

    def check(self, kind: str = "") -> Shown:
        """The points of the answer of this kind, and what is still open: the checklist stands below the answer itself.

        Its plain text is the points, for the gradebook.
        """
        try:
            report = self._mark(self._known(kind, 'check("{}")'))
        except AnswerError as fault:
            return sentence(str(fault), text="0")
        if self.answers.text(report.kind) is None:
            first = f"Run the cell that begins with {first_line(report.kind)} first, then run this one again."
            report = replace(report, notes=(first,))
        return Shown(points(report.score), summary_to_html(report))

    def quiz(self) -> Shown:
        """The lesson's quiz."""
        try:
            lesson = self.lesson
        except AnswerError as fault:
            return sentence(str(fault))
        if lesson.quiz is None:
            return sentence("This lesson has no quiz.")
        from .quiz_view import show  # widgets take a moment to import, and most cells need none

        with _quiet():
            return show(lesson.quiz, Progress(self.folder, lesson.id), FirstAnswersFile(self.folder, lesson.id))

    def marking(self, what: str = "gaps") -> Shown:
        """The interview with a box at each turn: `what` is to be marked, gaps, topics, weak or strong."""
        from .marking import points

        try:
            lesson = self.lesson
            points(lesson.scenario, what)
        except AnswerError as fault:
            return sentence(str(fault))
        from .marking_view import show

        with _quiet():
            return show(lesson.scenario, what, Progress(self.folder, lesson.id))

    def practice(self) -> Shown:
        """A desk for any kind of writing about any interview of the library. Nothing there is graded."""
        return self._desk("practice")

    def own_interview(self) -> Shown:
        """A form for the learner's real interview, its deadlines, and a desk for the drafts. Nothing there is graded."""
        return self._desk("own_interview")

    def _desk(self, name: str) -> Shown:
        try:
            lesson = self.lesson
        except AnswerError as fault:
            return sentence(str(fault))
        from . import desk_view, own_view

        show = {"practice": desk_view.show, "own_interview": own_view.show}[name]
        with _quiet():
            return show(lesson, self.folder)

    def decisions(self) -> Shown:
        """The situations in which the learner decides, with what can be done in each."""
        try:
            exercise = self.lesson.decisions
        except AnswerError as fault:
            return sentence(str(fault))
        if exercise is None:
            return sentence("This lesson has no decisions.")
        lines = [
            f"{item.id}: {item.about}\n" + "\n".join(f"   {a}  {text}" for a, text in item.shown)
            for item in exercise.items
        ]
        return Shown("\n\n".join(lines), page("decisions.html", exercise=exercise))

    def transcript(self, first: str | None = None, last: str | None = None) -> Shown:
        """The interview as a conversation: all of it, or the turns from `first` to `last`."""
        try:
            return conversation(self.lesson.scenario, first, last)
        except AnswerError as fault:
            return sentence(str(fault))

    def _html(self, report: Report) -> str:
        return to_html(report, sender=self.lesson.scenario.candidate.name)

    def _mark(self, kind: str) -> Report:
        from ..text.encode import ModelError

        try:
            with _quiet():
                return mark(self.lesson, self.answers, kind)
        except ModelError as fault:
            raise AnswerError(str(fault)) from None

    def _known(self, kind: object, usage: str) -> str:
        """The kind, if this lesson has it. Raises AnswerError with what to write instead."""
        kinds = self.lesson.kinds
        if isinstance(kind, str) and kind in kinds:
            return kind
        if not kinds:
            raise AnswerError("This lesson has nothing to write that is graded.")
        there = f"This lesson has: {', '.join(kinds)}."
        if not kind:
            raise AnswerError(f"Say which piece of writing this is: {usage.format(kinds[0])}. {there}")
        meant = get_close_matches(str(kind).strip().lower().replace("-", "_").replace(" ", "_"), kinds, n=1)
        ask = f" Did you mean {usage.format(meant[0])}?" if meant else ""
        raise AnswerError(f"This lesson has no writing of the kind '{str(kind)[:60]}'.{ask} {there}")


def _todo(answer: Answer) -> str:
    """What to do with a cell in which nothing is written yet. One to judge in has a line with a colon for each thing."""
    judged = answer.kind in (verdicts.KIND, decisions.KIND) and ":" in answer.text
    where = "after each colon in" if judged else "below the first line of"
    return f"Write {where} this cell, then run the cell again with Shift and Enter."


def _read_lesson(path: Path) -> Lesson:
    from ..model.load import ContentError, load_lesson

    folder = f"the folder '{path.parent.name}'"
    again = "download the lesson's folder again (your own notebook can stay) and restart the kernel"
    if not path.is_file():
        missing = f"The file {path.name} is missing from {folder}."
        raise AnswerError(f"{missing} Keep the notebook in its lesson's folder, or {again}.")
    try:
        return load_lesson(path)
    except (ContentError, OSError, UnicodeError):
        raise AnswerError(f"The file {path.name} in {folder} is damaged or of another version: {again}.") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps warnings off the cell's output: nbgrader gives no points to a cell with anything on standard error."""
    with warnings.catch_warnings(), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
