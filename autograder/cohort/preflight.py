"""Mends a submitted notebook before nbgrader's own passes, which fail on a copied or altered cell. Grades nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from ..answer import first_line, read_answer
from .intake import other_name
from .source import SourceCell, source_of
from .submission import NOTES, UNREADABLE


class Preflight(NbGraderPreprocessor):
    """Gives every one of nbgrader's cells its released metadata, once, and leaves sentences about it for the report."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        about = resources["nbgrader"]
        cells = source_of(self).cells(about["assignment"], about["notebook"])
        notes = mend(nb, cells)
        if other := other_name(Path(resources["metadata"]["path"]), about["notebook"]):
            notes.insert(0, f"The notebook was handed in as '{other}'; it was graded as {about['notebook']}.ipynb.")
        if UNREADABLE in resources:
            notes = [resources.pop(UNREADABLE)]  # an empty notebook lacks every cell: no use in saying so as well
        nb.metadata[NOTES] = notes  # always set: what a submission brings under this name is not ours
        for note in notes:
            self.log.info("%s, %s: %s", about["student"], about["notebook"], note)
        return nb, resources


def mend(notebook: NotebookNode, cells: list[SourceCell]) -> list[str]:
    """Mends the notebook in place, and says what was mended."""
    by_name = {cell.name: cell for cell in cells}
    notes = _drop_copies(notebook, by_name)
    present = {name for cell in notebook.cells if (name := grade_id(cell))}
    stranger = bool(cells) and not present
    notes += _restore(notebook, by_name)
    notes += _put_first_lines_back(notebook, by_name)
    missing = [cell for cell in cells if cell.name not in present and _must_be_there(cell)]
    for cell in missing:
        _put_back(notebook, cell, [known.name for known in cells])
    if stranger:
        return [*notes, "None of this lesson's own cells is in the file: please make sure that it is the right one."]
    return notes + [f"{_describe(cell)} was missing from the notebook; it was put back." for cell in missing]


def grade_id(cell: NotebookNode) -> str | None:
    """The name that nbgrader knows a cell by."""
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def _drop_copies(notebook: NotebookNode, by_name: dict[str, SourceCell]) -> list[str]:
    """Takes nbgrader's metadata from copies and unknown cells. Of copies the last keeps it, as in nbgrader."""
    notes: list[str] = []
    seen: set[str] = set()
    for cell in reversed(notebook.cells):
        name = grade_id(cell)
        if name in by_name and name not in seen:
            seen.add(name)
            continue
        cell.metadata.pop("nbgrader", None)
        # Of two answers the report speaks for itself.
        if name in by_name and not by_name[name].answers:
            note = f"{_describe(by_name[name])} was in the notebook more than once; only the last one counts."
            notes += [] if note in notes else [note]
    return notes


def _restore(notebook: NotebookNode, by_name: dict[str, SourceCell]) -> list[str]:
    """Puts the released cell in the place of each that claims to be it. In a solution cell the learner's text stays."""
    notes = []
    for place, cell in enumerate(notebook.cells):
        source = by_name.get(grade_id(cell) or "")
        if source is None:
            continue
        released = source.node()
        released.id = cell.id
        # Hidden tests make other locked cells differ from what was released; check cells have none.
        if source.checks and cell.source.strip() != source.source.strip():
            notes.append(f"{_describe(source)} had been changed; it was put back as it was.")
        if not source.locked:
            released.source = cell.source
        notebook.cells[place] = released
    return notes


def _put_first_lines_back(notebook: NotebookNode, by_name: dict[str, SourceCell]) -> list[str]:
    """Gives each answer cell the line that makes it one, unless another cell has the answer. An empty cell stays empty."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    there = {answer.kind for cell in code if (answer := read_answer(cell.source))}
    notes = []
    for cell in code:
        source = by_name.get(grade_id(cell) or "")
        kind = source.answers if source else None
        if kind is None or kind in there or not cell.source.strip() or read_answer(cell.source):
            continue
        first = first_line(kind)
        cell.source = f"{first}\n{_without(cell.source, first)}"
        notes.append(f"The first line of your answer's cell, {first}, was missing; it was put back.")
    return notes


def _without(text: str, first: str) -> str:
    """A text without the line that should have been its first, be it damaged or further down."""
    lines = text.splitlines(keepends=True)
    place = next((n for n, line in enumerate(lines) if _letters(line) == _letters(first)), None)
    return "".join(line for n, line in enumerate(lines) if n != place)


def _letters(line: str) -> str:
    return "".join(line.lower().replace("%", "").split())


def _must_be_there(cell: SourceCell) -> bool:
    """A deleted answer is not put back: no answer is a grade of its own. Without the others there is no grade."""
    return cell.locked or cell.grade or cell.task


def _put_back(notebook: NotebookNode, cell: SourceCell, order: list[str]) -> None:
    """Inserts a cell before the next of nbgrader's; a check right below the last code there: all answers count."""
    later = set(order[order.index(cell.name) + 1 :])
    places = (place for place, other in enumerate(notebook.cells) if grade_id(other) in later)
    place = next(places, len(notebook.cells))
    below_code = place
    while below_code and notebook.cells[below_code - 1].cell_type != "code":
        below_code -= 1
    if cell.grade and below_code:
        place = below_code
    released = cell.node()
    released.id = _free_id(notebook, f"restored-{order.index(cell.name)}")
    notebook.cells.insert(place, released)


def _free_id(notebook: NotebookNode, wanted: str) -> str:
    taken = {cell.id for cell in notebook.cells}
    return wanted if wanted not in taken else nbformat.v4.new_code_cell().id


def _describe(cell: SourceCell) -> str:
    """How a learner knows a cell: by what it says."""
    first = cell.source.strip().split("\n", 1)[0][:60]
    return f"The check cell {first}" if cell.checks else f"The cell that begins with '{first}'"
