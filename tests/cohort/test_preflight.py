"""A copied, altered or deleted cell of nbgrader's is mended in place, and said."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.cohort.preflight import grade_id, mend
from autograder.cohort.source import SourceCell

from .conftest import KIND, STARTER, watched

ANSWER, CHECK = f"%%draft {KIND}\n{STARTER}", f'check("{KIND}")'
CELLS = [
    SourceCell("setup", "code", "%load_ext autograder", locked=True, checksum="a"),
    SourceCell("answer", "code", ANSWER, locked=False, checksum="b", solution=True),
    SourceCell("check", "code", CHECK, locked=True, checksum="c", grade=True, points=4.5),
]
Change = Callable[[NotebookNode], None]


def released() -> NotebookNode:
    text = nbformat.v4.new_markdown_cell
    cells = [text("Title"), CELLS[0].node(), text("Task"), CELLS[1].node(), text("Now"), CELLS[2].node(), text("End")]
    return nbformat.v4.new_notebook(cells=cells)


def named(notebook: NotebookNode) -> list[str]:
    """The notebook as a list: nbgrader's names, and the first line of every other cell."""
    return [grade_id(cell) or cell.source.split("\n")[0] for cell in notebook.cells]


def copy_cell(place: int, to: int, source: str | None = None) -> Change:
    def change(notebook: NotebookNode) -> None:
        copy = nbformat.from_dict(notebook.cells[place])
        copy.id = "copy"
        copy.source = copy.source if source is None else source
        notebook.cells.insert(to, copy)

    return change


def delete(*places: int) -> Change:
    def change(notebook: NotebookNode) -> None:
        notebook.cells = [cell for place, cell in enumerate(notebook.cells) if place not in places]

    return change


def claim(place: int, **claims: object) -> Change:
    return lambda notebook: notebook.cells[place].metadata.nbgrader.update(claims)


WHOLE = ["Title", "setup", "Task", "answer", "Now", "check", "End"]
TWICE = " was in the notebook more than once; only the last one counts."
LOST = 'The check cell check("follow_up_email") was missing from the notebook; it was put back.'


@pytest.mark.parametrize(
    ("change", "order", "notes"),
    [
        pytest.param(lambda notebook: None, WHOLE, [], id="untouched"),
        pytest.param(
            copy_cell(3, 4, f"%%draft {KIND}\nA second try."),
            ["Title", "setup", "Task", f"%%draft {KIND}", "answer", "Now", "check", "End"],
            [],
            id="answer copied",
        ),
        pytest.param(
            copy_cell(5, 7),
            ["Title", "setup", "Task", "answer", "Now", CHECK, "End", "check"],
            ['The check cell check("follow_up_email")' + TWICE],
            id="check copied",
        ),
        pytest.param(
            copy_cell(1, 2),
            ["Title", "%load_ext autograder", "setup", *WHOLE[2:]],
            ["The cell that begins with '%load_ext autograder'" + TWICE],
            id="set-up copied",
        ),
        pytest.param(
            delete(5), ["Title", "setup", "Task", "answer", "check", "Now", "End"], [LOST], id="check deleted"
        ),
        pytest.param(
            delete(1),
            ["Title", "Task", "setup", "answer", "Now", "check", "End"],
            ["The cell that begins with '%load_ext autograder' was missing from the notebook; it was put back."],
            id="set-up deleted",
        ),
        pytest.param(delete(3), ["Title", "setup", "Task", "Now", "check", "End"], [], id="answer deleted"),
        pytest.param(delete(3, 4, 5, 6), ["Title", "setup", "check", "Task"], [LOST], id="all below deleted"),
        pytest.param(claim(5, grade=False), WHOLE, [], id="says that it is not graded"),
        pytest.param(claim(5, points=1000), WHOLE, [], id="says that it is worth more"),
        pytest.param(claim(5, points="many"), WHOLE, [], id="points are no number"),
        pytest.param(claim(5, schema_version=1), WHOLE, [], id="an old schema"),
        pytest.param(claim(3, grade=True, points=9), WHOLE, [], id="an answer that says that it is graded"),
        pytest.param(claim(5, solution=True, locked=False), WHOLE, [], id="a check that says that it is open"),
    ],
)
def test_every_cell_is_there_once_with_what_it_was_released_with(
    change: Change, order: list[str], notes: list[str]
) -> None:
    notebook = released()
    change(notebook)
    answers = [cell.source for cell in notebook.cells if cell.source.startswith("%%draft")]
    assert mend(notebook, CELLS) == notes
    assert named(notebook) == order
    known = {cell.name: cell for cell in CELLS}
    for cell in notebook.cells:
        if name := grade_id(cell):
            assert cell.metadata == {"nbgrader": known[name].metadata}
        else:
            assert "nbgrader" not in cell.metadata
    assert [cell.source for cell in notebook.cells if cell.source.startswith("%%draft")] == answers
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_a_changed_check_is_put_back() -> None:
    notebook = released()
    notebook.cells[5].source = f"{CHECK}\n4.5"
    (note,) = mend(notebook, CELLS)
    assert note == 'The check cell check("follow_up_email") had been changed; it was put back as it was.'
    assert notebook.cells[5].source == CHECK


def test_a_cell_of_another_type_keeps_its_text() -> None:
    notebook = released()
    notebook.cells[3] = nbformat.v4.new_raw_cell("My letter.", metadata=watched("answer", solution=True))
    assert mend(notebook, CELLS) == [FIRST]
    assert (notebook.cells[3].cell_type, notebook.cells[3].source) == ("code", f"%%draft {KIND}\nMy letter.")


FIRST = f"The first line of your answer's cell, %%draft {KIND}, was missing; it was put back."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("My letter.", "My letter."),
        ("\nMy letter.\n", "\nMy letter.\n"),
        (STARTER, STARTER),
        (f"%draft {KIND}\nMy letter.", "My letter."),
        (f"draft {KIND.upper()} \r\nMy letter.", "My letter."),
        (f"Dear Ms Marsh,\n%%draft {KIND}\nMy letter.", "Dear Ms Marsh,\nMy letter."),
        ("%%decision\nMy letter.", "%%decision\nMy letter."),
    ],
)
def test_the_first_line_of_an_answer_is_put_back(source: str, expected: str) -> None:
    notebook = released()
    notebook.cells[3].source = source
    assert mend(notebook, CELLS) == [FIRST]
    assert notebook.cells[3].source == f"%%draft {KIND}\n{expected}"


@pytest.mark.parametrize("source", [ANSWER, "", " \n", "%%draft withdrawal\nMy letter.", f"\n%%draft {KIND}\nMine."])
def test_a_cell_that_has_a_first_line_or_nothing_at_all_stays_as_it_is(source: str) -> None:
    notebook = released()
    notebook.cells[3].source = source
    assert mend(notebook, CELLS) == []
    assert notebook.cells[3].source == source


def test_an_answer_elsewhere_is_not_outdone_by_the_cell_that_was_left() -> None:
    """Who writes into a cell of their own and keeps notes in the lesson's has one answer, and it counts."""
    notebook = released()
    notebook.cells[3].source = "Notes: the roof, the leak."
    notebook.cells.insert(3, nbformat.v4.new_code_cell(f"%%draft {KIND}\nMy letter."))
    assert mend(notebook, CELLS) == []
    assert notebook.cells[4].source == "Notes: the roof, the leak."


def test_unknown_cells_lose_nbgraders_metadata() -> None:
    notebook = released()
    notebook.cells.append(nbformat.v4.new_code_cell("100", metadata=watched("bonus", grade=True, points=100)))
    notebook.cells.append(nbformat.v4.new_code_cell("100", metadata={"nbgrader": {"grade_id": ["check"]}}))
    mend(notebook, CELLS)
    assert not notebook.cells[-1].metadata
    assert not notebook.cells[-2].metadata


def test_another_notebook_is_told_so_once() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    (note,) = mend(notebook, CELLS)
    assert note.startswith("None of this lesson's own cells is in the file")
    assert [grade_id(cell) for cell in notebook.cells] == [None, "setup", "check"]
