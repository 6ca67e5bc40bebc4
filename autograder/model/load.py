"""The one loader of what people write under course/, and of the lesson.json that is built from it.

Every function raises ContentError, whose faults name file, line and field. Knows nothing of grading.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from .base import Content
from .course import Course, Lesson
from .document import ContentError, Document, Fault, read_text
from .explain import explain, read_as
from .lint import LintResult, lint
from .quiz import Quiz
from .rubric import Rubric
from .scenario import Scenario

T = TypeVar("T", bound=Content)


def load(path: Path, type_: type[T]) -> T:
    """What a YAML file says, as a type."""
    return read_as(path, type_)[0]


def load_scenario(path: Path) -> Scenario:
    """A scenario, whose `id` is the name of its file."""
    scenario, document = read_as(path, Scenario)
    if scenario.id != path.stem:
        message = f"expected '{path.stem}', as the file is named; found '{scenario.id}'"
        raise ContentError(document.fault(("id",), message))
    return scenario


def load_rubric(path: Path) -> Rubric:
    return load(path, Rubric)


def load_quiz(path: Path) -> Quiz:
    return load(path, Quiz)


def load_course(path: Path) -> Course:
    """`path` is course.yaml, or the folder that it is in."""
    return load(path / "course.yaml" if path.is_dir() else path, Course)


def rubrics(course: Path) -> dict[str, Rubric]:
    """The rubrics of all the lessons in a course's folder, by kind of draft."""
    return {rubric.kind: rubric for rubric in map(load_rubric, sorted(course.glob("*/rubric*.yaml")))}


def load_lesson(path: Path) -> Lesson:
    """The lesson.json that the build wrote beside a notebook."""
    text = read_text(path)
    try:
        return Lesson.model_validate_json(text)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] == "json_invalid":
            raise ContentError(Fault(str(path), 0, "", "this is not a built lesson; build the course again")) from None
        # A built file has no lines worth naming, since nobody edits it.
        raise ContentError(*explain(Document(str(path)), error, Lesson)) from None


__all__ = [
    "ContentError",
    "Fault",
    "LintResult",
    "lint",
    "load",
    "load_course",
    "load_lesson",
    "load_quiz",
    "load_rubric",
    "load_scenario",
    "rubrics",
]
