"""The nbgrader pass that puts each rubric's starter in the place of the model answer. Knows no grading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_solution

from ..answer import first_line, read_answer
from ..model.load import load_lesson


class ClearDrafts(ClearSolutions):
    """nbgrader's ClearSolutions, which has one stub for all, with a starter of its own for each kind of draft.

    Of an answer cell nothing but the magic's line is kept, whatever else was written into it. Other solution cells,
    such as a trainer's exercises in Python, are left to nbgrader.
    """

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> tuple[NotebookNode, Any]:
        answer = read_answer(cell.source) if cell.cell_type == "code" and is_solution(cell) else None
        if answer is None:
            return super().preprocess_cell(cell, resources, cell_index)
        cell.source = f"{first_line(answer.kind)}\n{_starter(answer.kind, resources)}"
        return cell, resources


def _starter(kind: str, resources: Any) -> str:
    """What a learner finds below the magic's line, as the lesson.json beside the notebook has it."""
    path = Path(resources["metadata"]["path"]) / "lesson.json"
    starter = load_lesson(path).starter(kind)
    if starter is None:
        raise RuntimeError(f"{path} has no rubric for '{kind}'; build the course again: python -m autograder build")
    return starter
