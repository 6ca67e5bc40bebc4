"""What the course itself says of an assignment: its cells, as the gradebook has them, and its lesson. No submission."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from ..answer import read_answer
from ..model.course import Lesson
from ..model.load import ContentError, load_lesson

SCHEMA = 3  # of nbgrader's cell metadata


class CourseFault(Exception):
    """Something that the trainer can mend before any submission is graded, in one sentence."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One of nbgrader's cells as `generate_assignment` recorded it. What a submission says of itself is not asked."""

    name: str
    cell_type: str
    source: str
    locked: bool
    checksum: str | None
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None

    @property
    def checks(self) -> str | None:
        """The kind of draft that this cell grades, where it is a check cell."""
        return checked_kind(self.source) if self.cell_type == "code" and self.grade and not self.solution else None

    @property
    def answers(self) -> str | None:
        """The kind of draft that is written in this cell, where it is an answer cell."""
        answer = read_answer(self.source) if self.cell_type == "code" and self.solution else None
        return answer.kind if answer else None

    @property
    def is_program(self) -> bool:
        """Whether only a kernel can grade this cell: a trainer's own exercise in Python, or its tests."""
        return self.cell_type == "code" and (self.grade or self.solution) and not (self.checks or self.answers)

    @property
    def metadata(self) -> dict[str, Any]:
        """The metadata that nbgrader gave this cell."""
        found: dict[str, Any] = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": SCHEMA,
            "solution": self.solution,
            "task": self.task,
        }
        return found if self.points is None else {**found, "points": self.points}

    def node(self) -> NotebookNode:
        """This cell as it was released."""
        make = nbformat.v4.new_code_cell if self.cell_type == "code" else nbformat.v4.new_markdown_cell
        return make(self.source, metadata={"nbgrader": self.metadata})


def checked_kind(source: str) -> str | None:
    """The kind in a source that is `check("<kind>")` and nothing else."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    match body:
        case [ast.Expr(ast.Call(func=ast.Name(id="check"), args=[ast.Constant(value=str(kind))], keywords=[]))]:
            return kind
    return None


class Source:
    """A course's assignments. One of these serves a whole run and reads nothing twice: opening a gradebook is slow."""

    def __init__(self, course: CourseDirectory) -> None:
        self.course = course
        self._cells: dict[tuple[str, str], list[SourceCell]] = {}
        self._lessons: dict[str, Lesson] = {}

    def cells(self, assignment: str, notebook: str) -> list[SourceCell]:
        """The cells of a notebook that nbgrader keeps watch on, in their order."""
        if (assignment, notebook) not in self._cells:
            order = _order(self._folder(assignment) / f"{notebook}.ipynb")
            cells = _kept_cells(self.course, assignment, notebook)
            cells.sort(key=lambda cell: order.get(cell.name, len(order)))
            self._cells[assignment, notebook] = cells
        return self._cells[assignment, notebook]

    def lesson(self, assignment: str) -> Lesson:
        """The course's own lesson. A submission may bring a file of the same name, which is never read."""
        if assignment not in self._lessons:
            self._lessons[assignment] = _read_lesson(self._folder(assignment) / "lesson.json")
        return self._lessons[assignment]

    def check(self, assignment: str) -> None:
        """Raises CourseFault where the lesson and the gradebook do not fit each other, which would spoil all grades."""
        for notebook in self.notebooks(assignment):
            for cell in self.cells(assignment, notebook):
                if cell.checks:
                    _check_points(cell, cell.checks, self.lesson(assignment), notebook)

    def notebooks(self, assignment: str) -> list[str]:
        """An assignment's notebooks; none where `generate_assignment` has not recorded it: nbgrader says so."""
        with Gradebook(self.course.db_url, self.course.course_id) as book:
            try:
                return [notebook.name for notebook in book.find_assignment(assignment).notebooks]
            except MissingEntry:
                return []

    def _folder(self, assignment: str) -> Path:
        return Path(self.course.format_path(self.course.source_directory, ".", assignment))


def source_of(part: Any) -> Source:
    """The course that an exporter or a preprocessor works for: that of the nearest owner that has one."""
    while part is not None:
        if isinstance(source := getattr(part, "course_source", None), Source):
            return source
        if isinstance(course := getattr(part, "coursedir", None), CourseDirectory):
            return Source(course)
        part = part.parent
    raise CourseFault("No course folder is known: run this through nbgrader autograde.")


def needs_kernel(cells: list[SourceCell]) -> bool:
    """Whether a notebook has exercises that are programs. The course decides this, never a submission."""
    return any(cell.is_program for cell in cells)


def _kept_cells(course: CourseDirectory, assignment: str, notebook: str) -> list[SourceCell]:
    with Gradebook(course.db_url, course.course_id) as book:
        kept = book.find_notebook(notebook, assignment)
        points = {cell.name: cell.max_score for cell in (*kept.grade_cells, *kept.task_cells)}
        grades = {cell.name for cell in kept.grade_cells}
        solutions = {cell.name for cell in kept.solution_cells}
        tasks = {cell.name for cell in kept.task_cells}
        return [
            SourceCell(
                name=cell.name,
                cell_type=cell.cell_type,
                source=cell.source or "",
                locked=cell.locked,
                checksum=cell.checksum,
                grade=cell.name in grades,
                solution=cell.name in solutions,
                task=cell.name in tasks,
                points=points.get(cell.name),
            )
            for cell in kept.source_cells
        ]


def _read_lesson(path: Path) -> Lesson:
    if not path.is_file():
        raise CourseFault(f"{path} is missing: build the course again, then grade.")
    try:
        return load_lesson(path)
    except ContentError:
        raise CourseFault(f"{path} is damaged: build the course again, then grade.") from None


def _check_points(cell: SourceCell, kind: str, lesson: Lesson, notebook: str) -> None:
    points = lesson.max_score(kind)
    if points is None:
        raise CourseFault(f"{notebook}.ipynb checks '{kind}', and the lesson has no rubric for it.")
    if cell.points is None or not isclose(cell.points, points):
        raise CourseFault(
            f"{notebook}.ipynb gives {cell.points} points for '{kind}', its rubric {points:g}: "
            "build the course again, then run nbgrader generate_assignment."
        )


def _order(path: Path) -> dict[str, int]:
    """The place of each of nbgrader's cells in a source notebook: the gradebook does not keep their order."""
    if not path.is_file():
        return {}
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nbformat.read(path, as_version=4).cells]
    return {name: place for place, name in enumerate(names) if name}
