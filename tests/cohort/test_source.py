"""What counts as a check cell, what needs a kernel, and what a trainer is told of a course that does not fit."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.converters.base import NbGraderException

from autograder.cohort.source import SourceCell, _check_points, checked_kind, needs_kernel
from autograder.model.course import Lesson
from autograder.model.load import load_lesson

from .conftest import LESSON, ROOT, CourseFolder, tiny_lesson, tiny_source

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's use of SQLAlchemy


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ('check("withdrawal")', "withdrawal"),
        ("# the check\ncheck('withdrawal')\n", "withdrawal"),
        ("check(kind)", None),
        ('check(f"{kind}")', None),
        ('check("a", "b")', None),
        ('check(kind="a")', None),
        ("check(b'a')", None),
        ("check(7)", None),
        ('check("a"); check("b")', None),
        ('x = check("a")', None),
        ('other.check("a")', None),
        ('assert answer == 3\ncheck("a")', None),
        ('%time\ncheck("a")', None),
        ("Dear Ms Marsh,", None),
        ("\x00", None),
        ("(" * 5000, None),
    ],
)
def test_a_check_cell_is_one_call_with_one_plain_word(source: str, kind: str | None) -> None:
    assert checked_kind(source) == kind


def cell(source: str, **fields: Any) -> SourceCell:
    return SourceCell("x", fields.pop("cell_type", "code"), source, locked=False, checksum=None, **fields)


@pytest.mark.parametrize(
    ("watched", "kernel"),
    [
        (cell("%load_ext autograder"), False),
        (cell("import os"), False),  # locked, not graded: only set-up
        (cell("%%draft withdrawal\n", solution=True), False),
        (cell('check("withdrawal")', grade=True), False),
        (cell("Write here.", cell_type="markdown", grade=True, solution=True), False),  # a person grades it
        (cell("def add(a, b):\n    ...", solution=True), True),
        (cell("", solution=True), True),
        (cell("assert add(1, 2) == 3", grade=True), True),
        (cell("# %%draft withdrawal", solution=True), True),
    ],
)
def test_programs_need_a_kernel_and_answers_do_not(watched: SourceCell, kernel: bool) -> None:
    assert needs_kernel([watched]) is kernel


def no_lesson(course: CourseFolder) -> None:
    (course.root / "source" / LESSON / "lesson.json").unlink()


def damaged_lesson(course: CourseFolder) -> None:
    (course.root / "source" / LESSON / "lesson.json").write_text('{"id": "01-tiny"}', encoding="utf-8")


def other_points(course: CourseFolder) -> None:
    rubric = course.lesson.rubrics[0]
    dearer = rubric.criteria[0].model_copy(update={"points": 20})
    changed = rubric.model_copy(update={"criteria": (dearer, *rubric.criteria[1:])})
    course.write_source(tiny_source(), course.lesson.model_copy(update={"rubrics": (changed,)}))


def other_rubric(course: CourseFolder) -> None:
    course.write_source(tiny_source(), tiny_lesson(["withdrawal"]))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (no_lesson, "lesson.json is missing: build the course again, then grade."),
        (damaged_lesson, "lesson.json is damaged: build the course again, then grade."),
        (other_points, "gives 4.5 points for 'follow_up_email', its rubric 22.5: build the course again"),
        (other_rubric, "checks 'follow_up_email', and the lesson has no rubric for it."),
    ],
)
def test_a_course_that_does_not_fit_is_said_before_anything_is_graded(
    new_course: Callable[..., CourseFolder], lesson: Lesson, spoil: Callable[[CourseFolder], None], sentence: str
) -> None:
    course = new_course()
    course.submit("ada", course.released())
    spoil(course)
    with pytest.raises(NbGraderException):
        course.autograde()
    assert sentence in course.said(logging.ERROR)
    assert "Traceback" not in course.said()
    assert not (course.root / "autograded").exists()
    assert course.scores() == {}


@pytest.mark.parametrize("path", sorted((ROOT / "source").glob("*/lesson.json")), ids=lambda path: path.parent.name)
def test_the_points_of_the_course_are_those_of_its_lessons(path: Path) -> None:
    """Whatever is graded, drafts or not: a check cell whose lesson knows nothing of it would stop every grading."""
    lesson = load_lesson(path)
    notebook = nbformat.read(path.with_name(f"{path.parent.name}.ipynb"), as_version=4)
    points = {
        checked_kind(c.source): c.metadata.nbgrader.points
        for c in notebook.cells
        if "nbgrader" in c.metadata and c.metadata.nbgrader.grade
    }
    graded = bool(points) or path.parent.name not in ("09-your-own-interview", "practice")
    assert points == ({kind: lesson.max_score(kind) for kind in lesson.kinds} if graded else {})
    for kind, worth in points.items():
        assert kind is not None
        check = cell(f'check("{kind}")', grade=True, points=worth)
        _check_points(check, kind, lesson, path.parent.name)
