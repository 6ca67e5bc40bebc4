"""Protects the whole way through a real kernel: what nbgrader would record, with nothing on standard error."""

from __future__ import annotations

from pathlib import Path

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from .conftest import GOOD


def test_a_notebook_runs_and_its_check_is_worth_its_points(folder: Path) -> None:
    graded = {"grade": True, "grade_id": "check", "points": 4, "locked": True, "solution": False, "schema_version": 3}
    sources = [
        "%load_ext autograder",
        "transcript()",
        "quiz()",
        "%%draft search_plan",
        f"%%draft follow_up_email\n{GOOD}",
    ]
    cells = [new_code_cell(source) for source in sources]
    cells.append(new_code_cell('check("follow_up_email")', metadata={"nbgrader": graded}))
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    assert {output.output_type for output in outputs} == {"display_data", "execute_result"}
    assert all("text/html" in output.data and "text/plain" in output.data for output in outputs)
    assert "application/vnd.jupyter.widget-view+json" in notebook.cells[2].outputs[0].data
    assert determine_grade(notebook.cells[-1]) == (4.0, 4.0)
