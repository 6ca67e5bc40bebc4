"""Reads a submitted file as a notebook, whatever is in it. Knows nothing of grades, and runs nothing."""

from __future__ import annotations

import json
import re
from typing import Any, TextIO

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException

from .intake import take_in
from .source import CourseFault, source_of

NOTES = "after_the_interview_notes"  # in the notebook's metadata: sentences for the learner
UNREADABLE = "unreadable"  # in the resources: the one sentence about a file that is no notebook

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ADVICE = "Open your notebook in JupyterLab, save it and submit that file again."


class Unreadable(ValueError):
    """The file is not a notebook. The sentence is for the learner."""


class SubmissionExporter(NotebookExporter):
    """The exporter of nbgrader's autograde step, for files that people send in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.course_source = source_of(self)
        try:
            self.course_source.check(self.course_source.course.assignment_id)
            take_in(self.parent, self.course_source)
        except CourseFault as fault:
            # Here nbgrader stops with this sentence; once it reads submissions it would print a traceback for each.
            self.log.error("%s", fault)
            raise NbGraderException(str(fault)) from None

    def from_file(
        self, file_stream: TextIO, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        resources = {} if resources is None else resources
        try:
            notebook = read_notebook(file_stream.read())
        except (Unreadable, UnicodeDecodeError) as fault:
            sentence = str(fault) if isinstance(fault, Unreadable) else "The file is not text."
            resources[UNREADABLE] = f"The submitted file could not be read as a notebook. {sentence} {_ADVICE}"
            notebook = nbformat.v4.new_notebook()
        return self.from_notebook_node(notebook, resources, **kw)


def read_notebook(text: str) -> NotebookNode:
    """A valid notebook of what a file holds: its cells' types and sources, and what they claim to nbgrader to be.

    Nothing else is kept: outputs, tags and other metadata are the learner's to change, and nothing may hang on them.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
        # Half of a surrogate pair is valid JSON and cannot be written to any file.
        data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    except json.JSONDecodeError as fault:
        raise Unreadable(f"It is not valid JSON (line {fault.lineno}).") from None
    except (ValueError, RecursionError):
        raise Unreadable("It is not valid JSON.") from None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise Unreadable("It has no cells.")
    notebook = nbformat.v4.new_notebook(metadata=_notebook_metadata(data.get("metadata")))
    notebook.cells = [_cell(raw) for raw in data["cells"] if isinstance(raw, dict)]
    _give_ids(notebook, data["cells"])
    return notebook


def _notebook_metadata(raw: Any) -> dict[str, Any]:
    notes = raw.get(NOTES) if isinstance(raw, dict) else None
    kernel = raw.get("kernelspec") if isinstance(raw, dict) else None
    return {
        **({NOTES: [str(note) for note in notes]} if isinstance(notes, list) else {}),
        **({"kernelspec": kernel} if isinstance(kernel, dict) else {}),
    }


def _cell(raw: dict[str, Any]) -> NotebookNode:
    source = raw.get("source")
    lines = source if isinstance(source, list) else [source]
    source = "".join(line for line in lines if isinstance(line, str))
    metadata = raw.get("metadata")
    claims = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    kept = {"nbgrader": claims} if isinstance(claims, dict) else {}
    match raw.get("cell_type"):
        case "code":
            return nbformat.v4.new_code_cell(source, metadata=kept)
        case "markdown":
            return nbformat.v4.new_markdown_cell(source, metadata=kept)
    return nbformat.v4.new_raw_cell(source, metadata=kept)


def _give_ids(notebook: NotebookNode, raw: list[Any]) -> None:
    """Keeps the ids that are valid and differ, and numbers the other cells."""
    claimed = [cell.get("id") for cell in raw if isinstance(cell, dict)]
    used: set[str] = set()
    for place, (cell, name) in enumerate(zip(notebook.cells, claimed, strict=True)):
        valid = isinstance(name, str) and _CELL_ID.fullmatch(name) and name not in used
        cell.id = name if valid else f"submitted-{place}"
        used.add(cell.id)
