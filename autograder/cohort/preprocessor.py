"""Grades a notebook's answers inside nbgrader's autograde step, in place of Execute. Runs nothing of a learner's."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from nbgrader.utils import is_grade

from ..answer import Answers, first_line, mark, read_answer
from ..findings import Report
from ..model.course import Lesson
from ..report import points, to_html
from .doubtful import DOUBTFUL
from .preflight import grade_id
from .source import SourceCell, needs_kernel, source_of
from .submission import NOTES


class GradeAnswers(NbGraderPreprocessor):
    """Writes into each check cell what the kernel would write, so that the passes behind it work unchanged."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        about = resources["nbgrader"]
        source = source_of(self)
        cells = source.cells(about["assignment"], about["notebook"])
        if needs_kernel(cells):
            return self._in_kernel(nb, resources)
        if any(cell.checks for cell in cells):
            resources[DOUBTFUL] = grade_notebook(nb, cells, source.lesson(about["assignment"]))
        return nb, resources

    def _in_kernel(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook as released has exercises that are programs: nbgrader runs all of it, answers included."""
        about = resources["nbgrader"]
        self.log.info("%s of %s holds programs: it runs in a kernel.", about["notebook"], about["student"])
        nb, resources = Execute(parent=self.parent).preprocess(nb, resources)
        graded = [cell for cell in nb.cells if cell.cell_type == "code" and is_grade(cell)]
        if graded and nb.metadata.get(NOTES):
            graded[0].outputs.append(_note_output(nb.metadata[NOTES]))
        return nb, resources


def grade_notebook(notebook: NotebookNode, cells: list[SourceCell], lesson: Lesson) -> list[str]:
    """Reads the answers from top to bottom and evaluates each check cell where it stands.

    Returns the names of the check cells with a criterion of which the grader is not sure.
    """
    doubtful = []
    by_name = {cell.name: cell for cell in cells}
    notes = tuple(notebook.metadata.get(NOTES, ()))
    answers = Answers()
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        source = by_name.get(grade_id(cell) or "")
        # The source's own text is asked: a check is what the course says that it is.
        if source and source.checks:
            report = mark(lesson, answers, source.checks)
            found = (*report.notes, *_advice(notebook, place, source.checks, cells), *notes)
            cell.outputs = [_report_output(replace(report, notes=found), lesson)]
            doubtful += [source.name] if report.doubtful else []
        elif answer := read_answer(cell.source):
            answers.put(answer, cell.id)
    return doubtful


def _advice(notebook: NotebookNode, check: int, kind: str, cells: list[SourceCell]) -> list[str]:
    """What a learner can mend where an answer was not read, in sentences."""
    code = [(place, cell) for place, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    read = [(place, answer.kind) for place, cell in code if (answer := read_answer(cell.source))]
    notes = []
    if any(place > check and named == kind for place, named in read):
        notes.append(f"A cell below the check begins with {first_line(kind)}; only cells above the check are read.")
    if any(place < check and named == kind for place, named in read):
        return notes
    own = {cell.name for cell in cells if cell.answers == kind}
    for _, cell in code:
        answer = read_answer(cell.source)
        if grade_id(cell) not in own or not cell.source.strip() or (answer and answer.kind == kind):
            continue
        has = f"is {first_line(answer.kind[:60])}".rstrip() if answer else "is missing"
        notes.append(f"The first line of your answer's cell must be {first_line(kind)}; it {has}.")
    return notes


def _report_output(report: Report, lesson: Lesson) -> NotebookNode:
    """What `check` shows in a notebook. nbgrader takes the plain text, a number, as the points."""
    html = to_html(report, sender=lesson.scenario.candidate.name)
    bundle = {"text/html": html, "text/plain": points(report.score)}
    return nbformat.v4.new_output("execute_result", bundle)


def _note_output(notes: list[str]) -> NotebookNode:
    html = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return nbformat.v4.new_output("display_data", {"text/html": html, "text/plain": "\n".join(notes)})
