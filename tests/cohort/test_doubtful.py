"""A trainer who asks for it finds the answers of which the grader is not sure on the list for manual grading, points and all."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.cohort.doubtful import DOUBTFUL, MarkDoubtful

from .conftest import KIND, LESSON, MODEL, CourseFolder

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's use of SQLAlchemy


@pytest.mark.parametrize(
    ("wanted", "doubtful", "marked"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_doubtful_answers_wait_for_a_trainer(
    new_course: Callable[..., CourseFolder], wanted: bool, doubtful: bool, marked: bool
) -> None:
    course = new_course()
    notebook = course.released()
    for cell in notebook.cells:
        if cell.id == f"answer_{KIND}":
            cell.source = f"%%draft {KIND}\n{MODEL}"
    course.submit("amy", notebook)
    course.autograde()
    before = course.scores()["amy"]
    about = {"db_url": course.gradebook, "notebook": LESSON, "assignment": LESSON, "student": "amy"}
    resources = {"nbgrader": about, DOUBTFUL: [f"check_{KIND}"] if doubtful else []}
    config = Config({"MarkDoubtful": {"manual_grading": wanted}})
    MarkDoubtful(config=config).preprocess(nbformat.v4.new_notebook(), resources)
    with Gradebook(course.gradebook, "tiny") as book:
        assert book.find_grade(f"check_{KIND}", LESSON, LESSON, "amy").needs_manual_grade is marked
    assert course.scores()["amy"] == before
