"""Goes through a course's lessons and gives each file to the checks that it needs. Knows the files' names, and no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from ..build import refusals
from ..build.shape import shape_faults, unknown_kinds
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


def review(
    folder: Path, contents: Contents, names: Names, said: Collection[Fault] = ()
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The faults and the notices of a course, lesson by lesson.

    `contents` has what could be read of its files, `names` are those of its interviews, and `said` is what is wrong with the
    form of the files.
    """
    scenarios = [content for content, _ in contents.values() if isinstance(content, Scenario)]
    course = contents[folder / COURSE][0] if folder / COURSE in contents else None
    if course is None or not scenarios:
        return (), ()  # what is wrong with those has been said
    rubrics = {name: [contents[path][0] for path in _rubrics(folder / name, contents)] for name in course.lessons}
    whole = all(path in contents for name in course.lessons for path in (folder / name).glob(RUBRICS))
    filling = Filling(course, scenarios, rubrics, whole)
    refused, faults = _refusals(folder, said) if whole else ({}, [])
    notices: list[Fault] = []
    for name in dict.fromkeys(course.lessons):
        try:
            lesson = _Lesson.read(folder / name, contents)
        except ContentError as error:
            faults += error.faults
            continue
        unfilled = [*lesson.unfilled(filling)]
        # what keeps a page from being filled in keeps it from being built, and is said in better words
        unbuilt = [] if unfilled else [fault for fault in refused.get(name, ()) if fault not in said]
        faults += sorted([*unfilled, *lesson.faults(course, names, filling), *unbuilt], key=_place)
        notices += sorted(lesson.notices(names), key=_place)
    return tuple(faults), tuple(notices)


def _refusals(folder: Path, said: Collection[Fault]) -> tuple[Mapping[str, tuple[Fault, ...]], list[Fault]]:
    """What keeps each lesson from being built, and what keeps the course; nothing where a file that they need has a fault."""
    try:
        refused = refusals(folder)
    except ContentError as error:
        return {}, [] if said else list(error.faults)
    spoilt = {Path(fault.file).parent for fault in said}
    return {name: faults for name, faults in refused.items() if folder / name not in spoilt}, []


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

    def unfilled(self, filling: Filling) -> Iterator[Fault]:
        """What keeps the page, or the situations beside it, from being filled in."""
        if not self.page:
            return
        if misshapen := self.misshapen:
            yield from misshapen
            return
        strange = [*unknown_kinds(self.page.path, self.page.text, filling.kinds)]
        if strange:
            yield from strange if filling.whole else ()
            return
        yield from filling.page_faults(self.folder.name, self.page)
        if self.decisions:
            yield from filling.document_faults(self.folder.name, self.page, self.decisions[1])

    def faults(self, course: Course, names: Names, filling: Filling) -> Iterator[Fault]:
        own = course.scenarios.get(self.folder.name, course.scenario)
        if self.page and not self.misshapen:  # which would be read in a wrong way
            yield from names.in_page(self.page, own)
            yield from page_faults(self.page, self.folder.name, course.lessons)
        if self.quiz:
            yield from quizzes.faults(*self.quiz, graded=bool(self.decisions or self.others))
            yield from names.in_document(self.quiz[1], own, fields=False)
        if self.decisions:
            yield from names.in_document(self.decisions[1], own, fields=True)
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
    def misshapen(self) -> list[Fault]:
        """What of the page would be lost or shown by mistake."""
        return [*shape_faults(self.page.path, self.page.text)] if self.page else []

    @property
    def asked(self) -> list[Document]:
        """The files with questions and situations, which serve every interview."""
        return [read[1] for read in (self.quiz, self.decisions) if read]

    def passages(self, documents: list[Document]) -> list[Passage]:
        """What the page and these files say to learners."""
        return list(
            chain(self.page.passages if self.page and not self.misshapen else (), *map(prose.of_document, documents))
        )


def _content(path: Path, contents: Contents, type_: type[C]) -> tuple[C, Document] | None:
    content, document = contents.get(path, (None, None))
    return (content, document) if isinstance(content, type_) and document else None
