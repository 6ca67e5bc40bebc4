"""Whatever file is submitted is read as a valid notebook, or refused with a sentence for its learner."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest

from autograder.cohort.submission import NOTES, Unreadable, read_notebook


def submitted(*cells: Any, **fields: Any) -> str:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **fields})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "It is not valid JSON (line 1)."),
        ("{\n\n'cells': []}", "It is not valid JSON (line 3)."),
        ("%PDF-1.7", "It is not valid JSON (line 1)."),
        ("[" * 100_000, "It is not valid JSON."),
        ("1" * 10_000, "It is not valid JSON."),
        ("[1, 2]", "It has no cells."),
        ("null", "It has no cells."),
        ('{"cells": {"0": "print(1)"}}', "It has no cells."),
    ],
)
def test_a_file_that_is_no_notebook_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_notebook(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        submitted({"cell_type": "code", "source": "x"}),  # neither metadata nor outputs
        submitted({"cell_type": "code", "source": ["a\n", 7, "b"], "metadata": [], "outputs": "none"}),
        submitted({"cell_type": "heading", "level": 1, "source": "An old kind of cell"}),
        submitted({"cell_type": "code", "source": None, "id": "with a space"}, "not a cell", None),
        submitted({"cell_type": "code", "source": "a", "id": "one"}, {"cell_type": "code", "source": "b", "id": "one"}),
        submitted({"cell_type": "code", "source": "half a pair: \ud83d"}),
        submitted({"cell_type": "code", "source": "x", "metadata": {"nbgrader": "mine"}}, metadata=None),
        "\ufeff" + submitted({"cell_type": "markdown", "source": "after a byte order mark"}),
        submitted(nbformat=3, nbformat_minor="?"),
    ],
)
def test_a_damaged_notebook_is_mended(text: str) -> None:
    notebook = read_notebook(text)
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()


def test_types_sources_and_claims_are_kept_and_nothing_else() -> None:
    cell = {
        "cell_type": "code",
        "id": "mine",
        "source": ["%%draft withdrawal\n", "Dear Daniel,"],
        "execution_count": 3,
        "metadata": {"tags": ["raises-exception"], "nbgrader": {"grade_id": "answer"}},
        "outputs": [{"output_type": "execute_result", "data": {"text/plain": "100"}}],
    }
    notebook = read_notebook(submitted(cell, metadata={"language_info": {"name": "bash"}, "widgets": {}}))
    (kept,) = notebook.cells
    assert (kept.cell_type, kept.id, kept.source) == ("code", "mine", "%%draft withdrawal\nDear Daniel,")
    assert kept.metadata == {"nbgrader": {"grade_id": "answer"}}
    assert (kept.outputs, kept.execution_count) == ([], None)
    assert notebook.metadata == {}


def test_reading_twice_changes_nothing() -> None:
    """nbgrader writes a mended notebook to disk and reads it again before it is graded."""
    first = read_notebook(submitted({"cell_type": "code", "source": "x"}, metadata={NOTES: ["A note."]}))
    assert read_notebook(nbformat.writes(first)) == first
    assert first.metadata[NOTES] == ["A note."]
