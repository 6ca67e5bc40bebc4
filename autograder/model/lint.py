"""Checks every file of a course that people write, and what the files say of each other. Mends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from .base import Content
from .course import Course
from .decisions import DecisionExercise
from .document import ContentError, Document, Fault
from .explain import read_as
from .quiz import Quiz
from .rubric import Rubric
from .scenario import Scenario
from .sense import Sense, repeated, short
from .verdicts import VerdictExercise

T = TypeVar("T", bound=Content)

COURSE, RUBRICS, TEXT = "course.yaml", "rubric*.yaml", "lesson.md"
QUIZ, VERDICTS, DECISIONS = "quiz.yaml", "verdicts.yaml", "decisions.yaml"
READ = (".yaml", ".yml", ".md")
WRITERS = (
    ".txt",
    ".text",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
)  # what a program for texts puts behind the name that was meant
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class LintResult:
    """How many files were checked, and what is wrong with them, in the order of the files and lines.

    `notices` are what an author should weigh, in the same form. `contents` has what could be read of each file, with the lines on
    which it is said, so that nobody need read it twice.
    """

    files: int
    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...] = ()
    contents: Mapping[Path, tuple[Any, Document]] = field(default_factory=dict)


def lint(folder: Path) -> LintResult:
    """Checks the scenarios in a folder or in `scenarios/` beneath it; where the folder is a course, its lessons too."""
    if not folder.is_dir():
        message = f"this is a file; give the folder {_around(folder)}" if folder.exists() else "there is no such folder"
        return LintResult(0, (Fault(str(folder), 0, "", message),))
    linter = _Linter()
    linter.scenarios(folder)
    if (folder / COURSE).exists():
        linter.course(folder)
    linter.exercises(folder)  # where the folder is that of one lesson
    if not linter.ids and not linter.files:
        linter.complain(folder, "there are no scenarios here; expected files such as depot-operations-manager.yaml")
    return LintResult(linter.files, tuple(linter.faults), contents=linter.contents)


def _meant(path: Path) -> Path | None:
    """The name that a file was to have where it ends in .yaml.txt or .YAML; None where it is read, or nobody's business."""
    named = path
    if path.suffix.lower() in WRITERS:
        named = path.with_suffix("")
    elif path.suffix in READ:
        return None
    if path.name.startswith(".") or named.suffix.lower() not in READ:
        return None
    return named.with_suffix(named.suffix.lower())


def _around(file: Path) -> Path:
    """The course that a file belongs to, or else the folder that it is in."""
    return next((folder for folder in file.parents if (folder / COURSE).is_file()), file.parent)


@dataclass
class _Linter:
    files: int = 0
    faults: list[Fault] = field(default_factory=list)
    ids: dict[str, Path] = field(default_factory=dict)
    kinds: dict[str, Path] = field(default_factory=dict)
    contents: dict[Path, tuple[Any, Document]] = field(default_factory=dict)

    def complain(self, path: Path, message: str) -> None:
        self.faults.append(Fault(str(path), 0, "", message))

    def read(self, path: Path, type_: type[T]) -> tuple[T, Document] | None:
        self.files += 1
        try:
            read = read_as(path, type_)
        except ContentError as error:
            self.faults += error.faults
            return None
        self.contents[path] = read
        self.faults += _cut(read[1])
        return read

    def strays(self, folder: Path) -> None:
        """Files whose names an editor or a system has changed, so that nobody reads them."""
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            meant = _meant(path)
            if meant is None or path.is_dir():
                continue
            if not meant.exists():
                self.complain(path, f"nobody reads a file of this name; rename it to {meant.name}")
            elif not path.samefile(meant):  # where capitals make no difference, it is read
                self.complain(path, f"nobody reads this file, since {meant.name} is there too; take one of them away")

    def scenarios(self, folder: Path) -> None:
        for place in (folder, folder / "scenarios"):
            self.strays(place)
        for path in scenario_files(folder):
            read = self.read(path, Scenario)
            if read is None:
                self.ids.setdefault(path.stem, path)  # it is there, whatever is wrong with it
                continue
            scenario, document = read
            self.faults += sorted(_scenario_faults(scenario, document, path), key=lambda fault: fault.line)
            if scenario.id in self.ids:
                message = f"'{scenario.id}' is also the id of {self.ids[scenario.id]}"
                self.faults.append(document.fault(("id",), message))
            self.ids.setdefault(scenario.id, path)

    def course(self, folder: Path) -> None:
        if not self.ids:
            self.complain(folder / "scenarios", "there are no scenarios in it; expected at least one")
        read = self.read(folder / COURSE, Course)
        if read is None:
            return
        course, document = read
        if self.ids and course.scenario not in self.ids:
            message = f"there is no scenario '{course.scenario}'; expected one of {', '.join(sorted(self.ids))}"
            self.faults.append(document.fault(("scenario",), message))
        self.scenarios_of_lessons(course, document)
        for n, lesson in enumerate(course.lessons):
            if lesson in course.lessons[:n]:
                self.faults.append(document.fault(("lessons", n), f"'{lesson}' is already listed above"))
                continue
            if (folder / lesson / TEXT).is_file():
                self.files += 1
            else:
                self.faults.append(document.fault(("lessons", n), f"there is no {lesson}/{TEXT} beside this file"))
            self.strays(folder / lesson)
            self.exercises(folder / lesson)

    def scenarios_of_lessons(self, course: Course, document: Document) -> None:
        for lesson, name in course.scenarios.items():
            if lesson not in course.lessons:
                message = f"'{lesson}' is no lesson of this course; expected one of {', '.join(course.lessons)}"
                self.faults.append(document.fault(("scenarios", lesson), message))
            if self.ids and name not in self.ids:
                message = f"there is no scenario '{name}'; expected one of {', '.join(sorted(self.ids))}"
                self.faults.append(document.fault(("scenarios", lesson), message))

    def exercises(self, folder: Path) -> None:
        if (folder / QUIZ).exists():
            self.read(folder / QUIZ, Quiz)
        if (folder / VERDICTS).exists():
            self.read(folder / VERDICTS, VerdictExercise)
        if (folder / DECISIONS).exists():
            self.read(folder / DECISIONS, DecisionExercise)
        for path in sorted(folder.glob(RUBRICS)):
            self.rubric(path)

    def rubric(self, path: Path) -> None:
        if (read := self.read(path, Rubric)) is None:
            return
        rubric, document = read
        if rubric.kind in self.kinds:
            message = f"'{rubric.kind}' already has a rubric, {self.kinds[rubric.kind]}; a course has one for each kind"
            self.faults.append(document.fault(("kind",), message))
        self.kinds.setdefault(rubric.kind, path)


def scenario_files(folder: Path) -> list[Path]:
    """The scenario files in a folder and in `scenarios/` beneath it, in a fixed order."""
    return [
        path
        for place in (folder, folder / "scenarios")
        for path in sorted([*place.glob("*.yaml"), *place.glob("*.yml")])
        if path.name not in (COURSE, QUIZ, VERDICTS, DECISIONS)
        and not path.match(RUBRICS)
        and not path.name.startswith(".")
    ]


def _cut(document: Document) -> Iterator[Fault]:
    """Texts of which a part was read as a comment."""
    for place, (line, lost) in document.cut.items():
        message = (
            f"'{short(lost, 40)}' is a comment here and nobody sees it; put the whole text in quotes, or two blanks before "
            "the # of a comment and one behind it"
        )
        yield document.fault(place, message, line)


def _scenario_faults(scenario: Scenario, document: Document, path: Path) -> Iterator[Fault]:
    """What a scenario can be loaded with, and nobody means."""
    for place, message in (*_misnamed(scenario, path), *_slips(scenario)):
        yield document.fault(place, message)


def _misnamed(scenario: Scenario, path: Path) -> Iterator[Sense]:
    if scenario.id != path.stem:
        yield ("id",), f"expected '{path.stem}', as the file is named; found '{scenario.id}'"


def _slips(scenario: Scenario) -> Iterator[Sense]:
    begins, ends = scenario.local(scenario.interview.starts), scenario.local(scenario.interview.ends)
    if ends - begins > LONGEST:
        yield ("interview", "ends"), "the interview lasts longer than a day; one of its times is wrong"
    order = {turn.id: n for n, turn in enumerate(scenario.turns)}
    for n in range(1, len(scenario.answers)):
        this, last = scenario.answers[n].turn, scenario.answers[n - 1].turn
        if order[this] < order[last]:
            yield ("answers", n, "turn"), f"{this} comes after {last}; answers are listed in the order of their turns"
    for name in ("topics", "gaps"):
        for n, point in enumerate(getattr(scenario, name)):
            for list_ in ("turns", "phrases"):
                yield from repeated(getattr(point, list_), (name, n, list_))


__all__ = ["LintResult", "lint", "scenario_files"]
