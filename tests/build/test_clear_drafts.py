"""What stands in a learner's answer cell, whatever stood in the instructor's."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.build import build
from autograder.build.clear_drafts import ClearDrafts

from .conftest import LESSON, Project

STARTER = "%%draft follow_up_email\nTo:\nSent:\n\nBegin here."


@pytest.fixture
def lesson(project: Project) -> Path:
    build(project.root)
    return project.root / "source" / LESSON


def cleared(folder: Path, source: str, **flags: bool) -> str:
    watched = {"grade": False, "locked": False, "solution": True, "schema_version": 3, "grade_id": "a", "task": False}
    cell: NotebookNode = nbformat.v4.new_code_cell(source, metadata={"nbgrader": {**watched, **flags}})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    found, _ = ClearDrafts().preprocess(notebook, {"metadata": {"path": str(folder)}})
    return str(found.cells[0].source)


@pytest.mark.parametrize(
    "source",
    [
        "%%draft follow_up_email\nDear Ms Walsh,",
        "%%draft follow_up_email\n### BEGIN SOLUTION\nDear Ms Walsh,\n### END SOLUTION",
        "%%draft follow_up_email\nMine\n### BEGIN SOLUTION\nDear Ms Walsh,\n### END SOLUTION\nand more",
        "%%draft follow_up_email",
    ],
)
def test_an_answer_cell_gets_the_starter_of_its_rubric(lesson: Path, source: str) -> None:
    assert cleared(lesson, source) == STARTER


def test_other_solution_cells_are_nbgrader_s(lesson: Path) -> None:
    source = "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    assert cleared(lesson, source) == "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()"


def test_an_example_that_is_no_solution_stays(lesson: Path) -> None:
    assert cleared(lesson, "%%draft follow_up_email\nHello", solution=False) == "%%draft follow_up_email\nHello"


def test_a_kind_without_a_rubric_is_refused_rather_than_released(lesson: Path) -> None:
    with pytest.raises(RuntimeError, match=r"has no rubric for 'withdrawal'.*python -m autograder build"):
        cleared(lesson, "%%draft withdrawal\nThe answer")
