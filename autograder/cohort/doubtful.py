"""Marks answers for manual grading where the grader is not sure, if the trainer has asked for it. Grades nothing itself."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

DOUBTFUL = "autograder_doubtful"  # in nbconvert's resources: the grade ids of check cells with a doubtful criterion


class MarkDoubtful(NbGraderPreprocessor):
    """Runs behind nbgrader's SaveAutoGrades. The points that were given stay until a trainer has looked."""

    manual_grading = Bool(
        False,
        help="Whether an answer of which the grader is not sure is put on the formgrader's list for manual grading.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        doubtful = resources.get(DOUBTFUL, [])
        if not self.manual_grading or not doubtful:
            return nb, resources
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as book:
            for name in doubtful:
                grade = book.find_grade(name, about["notebook"], about["assignment"], about["student"])
                grade.needs_manual_grade = True
            book.db.commit()
        return nb, resources
