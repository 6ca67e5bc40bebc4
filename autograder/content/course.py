"""Goes through a course's lessons and gives each file to the checks that it needs. Knows the files' names, and no rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from ..model.base import Content
from ..model.course import Course
from ..model.decisions import DecisionExercise
from ..model.document import ContentError, Document, Fault, read_text
from ..model.lint import COURSE, DECISIONS, QUIZ, RUBRICS, TEXT, VERDICTS
from ..model.quiz import Quiz
from ..model.scenario import Scenario
from . import prose, quizzes
from .filling import Filling
from .markdown import Page, Passage
from .names import Names
from .pages import page_faults

Contents = Mapping[Path, tuple[Any, Document]]

C = TypeVar("C", bound=Content)


def review(folder: Path, contents: Contents) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The faults and the notices of a course, lesson by lesson. `contents` has what could be read of its files."""
    scenarios = [content for content, _ in contents.values() if isinstance(content, Scenario)]
    course = contents[folder / COURSE][0] if folder / COURSE in contents else None
    if course is None or not scenarios:
        return (), ()  # what is wrong with those has been said
    names = Names(scenarios)
    rubrics = {name: [contents[path][0] for path in _rubrics(folder / name, contents)] for name in course.lessons}
    filling = Filling(course, scenarios, rubrics)
    faults: list[Fault] = []
    notices: list[Fault] = []
    for name in dict.fromkeys(course.lessons):
        try:
            lesson = _Lesson.read(folder / name, contents)
        except ContentError as error:
            faults += error.faults
            continue
        faults += sorted(lesson.faults(course, names, filling), key=_place)
        notices += sorted(lesson.notices(names), key=_place)
    return tuple(faults), tuple(notices)


def _rubrics(folder: Path, contents: Contents) -> list[Path]:
    """The files of a lesson's own rubrics that could be read."""
    return [path for path in sorted(folder.glob(RUBRICS)) if path in contents]


def _place(fault: Fault) -> tuple[str, int]:
    return fault.file, fault.line


@dataclass(frozen=True, slots=True)
class _Lesson:
    """One lesson's folder: its page, if it has one, and what could be read of its other files."""

    folder: Path
    page: Page | None
    quiz: tuple[Quiz, Document] | None
    decisions: tuple[DecisionExercise, Document] | None
    others: tuple[Document, ...]  # rubrics and verdicts, of which nothing is filled in

    @classmethod
    def read(cls, folder: Path, contents: Contents) -> _Lesson:
        """Raises ContentError where the page is no text."""
        path = folder / TEXT
        page = Page(path, read_text(path).replace("\r\n", "\n")) if path.is_file() else None
        others = [path for path in (folder / VERDICTS, *_rubrics(folder, contents)) if path in contents]
        return cls(
            folder,
            page,
            _content(folder / QUIZ, contents, Quiz),
            _content(folder / DECISIONS, contents, DecisionExercise),
            tuple(contents[path][1] for path in others),
        )

    def faults(self, course: Course, names: Names, filling: Filling) -> Iterator[Fault]:
        if self.page:
            yield from filling.page_faults(self.folder.name, self.page)
            yield from names.in_page(self.page)
            yield from page_faults(self.page, self.folder.name, course.lessons)
            if self.decisions:
                yield from filling.document_faults(self.folder.name, self.page, self.decisions[1])
        if self.quiz:
            yield from quizzes.faults(*self.quiz, graded=bool(self.decisions or self.others))
            yield from names.in_document(self.quiz[1], fields=False)
        if self.decisions:
            yield from names.in_document(self.decisions[1], fields=True)
        for document in ([self.quiz[1]] if self.quiz else []) + [*self.others]:
            yield from filling.left_open(document)
        yield from prose.exclamations(self.passages([*self.asked, *self.others]))

    def notices(self, names: Names) -> Iterator[Fault]:
        if self.page:
            yield from prose.level(self.page)
        if self.quiz:
            borrows = bool(self.page and self.page.is_graded and not self.decisions and not self.others)
            yield from quizzes.notices(*self.quiz, borrows)
        yield from names.figures(self.passages(self.asked))
        yield from prose.spelling(self.passages([*self.asked, *self.others]), names.words)

    @property
    def asked(self) -> list[Document]:
        """The files with questions and situations, which serve every interview."""
        return [read[1] for read in (self.quiz, self.decisions) if read]

    def passages(self, documents: list[Document]) -> list[Passage]:
        """What the page and these files say to learners."""
        return list(chain(self.page.passages if self.page else (), *map(prose.of_document, documents)))


def _content(path: Path, contents: Contents, type_: type[C]) -> tuple[C, Document] | None:
    content, document = contents.get(path, (None, None))
    return (content, document) if isinstance(content, type_) and document else None
