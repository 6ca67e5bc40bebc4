"""How a lesson's Markdown becomes a notebook that nbgrader knows, and what its author is told where it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.build.notebook import MARKS, Draft, kinds, line_of, marks, source_notebook, title
from autograder.model.load import ContentError, load_rubric

MINI = Path(__file__).parents[1] / "mini_course"
WRITTEN = (MINI / "01-hello" / "lesson.md").read_text(encoding="utf-8")
POINTS = {"follow_up_email": load_rubric(MINI / "01-hello" / "rubric.yaml").max_score}
MODELS = {"follow_up_email": "Dear Ms Walsh,\n\nThank you."}


def draft(text: str = WRITTEN) -> Draft:
    """A lesson whose text needs no filling in."""
    return Draft("01-hello", Path("lesson.md"), text, text)


def built(text: str = WRITTEN) -> dict[str, dict]:
    notebook = source_notebook(draft(text), POINTS, MODELS)
    return {cell.metadata.get("tags", [cell.cell_type])[0]: cell for cell in notebook.cells}


def test_points_stand_with_the_check_cell_alone() -> None:
    cells = built()
    plain = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
    assert cells["setup"].metadata.nbgrader == {**plain, "locked": True, "grade_id": "01-hello-setup"}
    answer = {**plain, "solution": True, "grade_id": "01-hello-answer-follow_up_email"}
    assert cells["answer"].metadata.nbgrader == answer
    check = {**plain, "grade": True, "locked": True, "points": 3.5, "grade_id": "01-hello-check-follow_up_email"}
    assert cells["check"].metadata.nbgrader == check
    assert "nbgrader" not in cells["show"].metadata
    assert "nbgrader" not in cells["code"].metadata


def test_the_answer_cell_holds_the_model_answer_and_nothing_else() -> None:
    """A mark of nbgrader's around it would be read as its first line, and the model answer would fail its own check."""
    assert built()["answer"].source == "%%draft follow_up_email\nDear Ms Walsh,\n\nThank you."


def test_learners_need_not_see_what_sets_up_and_shows() -> None:
    cells = built()
    hidden = {tag for tag, cell in cells.items() if cell.metadata.get("jupyter") == {"source_hidden": True}}
    assert hidden == {"setup", "show"}


def test_ids_come_from_the_lesson_and_the_place() -> None:
    ids = [cell.id for cell in source_notebook(draft(), POINTS, MODELS).cells]
    assert ids == [f"01-hello-{n:02d}" for n in range(1, len(ids) + 1)]
    long = Draft("a" * 80, Path("lesson.md"), WRITTEN, WRITTEN)
    assert all(len(cell.id) <= 64 for cell in source_notebook(long, POINTS, MODELS).cells)


def test_nothing_of_this_machine_is_in_the_notebook() -> None:
    notebook = source_notebook(draft(), POINTS, MODELS)
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    }
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)
    json.dumps(notebook)


def test_title_and_kinds() -> None:
    assert title(draft("# One\n\n# Two\n")) == "One"
    assert title(draft("Text\n\n## Not a title\n")) is None
    assert title(draft("```python\n# a comment\n```\n\n# The title #\n")) == "The title"
    assert kinds(draft()) == ["follow_up_email"]


def test_line_of_finds_the_first_line_of_a_passage() -> None:
    assert line_of("a\nb c\nb", "b c\nd") == 2
    assert line_of("the cell `b` here\nb", "b") == 2
    assert line_of("a", "b") == 0
    assert line_of("a", "") == 0


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_is_found_where_nbgrader_would_find_it(mark: str) -> None:
    assert list(marks(f"one\nsay {mark} now")) == [(2, mark)]


ANSWER = "%%draft follow_up_email"
CHECK = 'check("follow_up_email")'
CODE = "```{code-cell} ipython3"

# What the author wrote, what stood there before, the line that is named, what is said.
FAULTS = [
    (":tags: [answer]", ":tags: [anwser]", "the tag 'anwser' is not known; expected one of setup, show, answer, check"),
    (":tags: [answer]\n", "", "a cell that begins with %%draft, %%verdicts or %%decisions needs the tag answer"),
    (":tags: [check]\n", "", "a cell that holds check(...) needs the tag check"),
    (
        ":tags: [check]",
        ":tags: [check, show]",
        "a cell has one of the tags setup, show, answer, check; found check, show",
    ),
    (
        ANSWER,
        f"{ANSWER}\nDear Ms Walsh,",
        "an answer cell holds the line %%draft with a kind, %%verdicts or %%decisions, and nothing else",
    ),
    (
        ANSWER,
        "%%draft",
        "an answer cell holds the line %%draft with a kind, %%verdicts or %%decisions, and nothing else",
    ),
    (CHECK, f"{CHECK}\nprint(1)", 'a check cell holds check("...") with a kind, and nothing else'),
    (CHECK, "check()", 'a check cell holds check("...") with a kind, and nothing else'),
    (ANSWER, "%%draft followup", "there is no rubric for 'followup' in this lesson; it has: follow_up_email"),
    (CHECK, 'check("withdrawal")', "there is no rubric for 'withdrawal' in this lesson; it has: follow_up_email"),
    (":tags: [setup]", ":tags: [show]", "expected one cell tagged setup, above all other code"),
    (f":tags: [show]\n{'quiz()'}", ":tags: [setup]\nquiz()", "expected one cell tagged setup, above all other code"),
    ("The first step:", f"{CODE}\n1\n```\n", "expected one cell tagged setup, above all other code"),
    ("The first step:", "Where it says ### BEGIN SOLUTION:", "'BEGIN SOLUTION' means something to nbgrader"),
    ("Goodbye", "AUTOTEST", "'AUTOTEST' means something to nbgrader"),
    (f"{CODE}\n:tags: [check]\n{CHECK}\n```\n", "", "'follow_up_email' has a rubric and no check cell"),
    (f"{CODE}\n:tags: [answer]\n{ANSWER}\n```\n", "", "no answer cell for 'follow_up_email' stands above this check"),
    (
        f"{CODE}\n:tags: [answer]\n{ANSWER}\n```\n",
        f"{CODE}\n:tags: [answer]\n{ANSWER}\n```\n" * 2,
        "'follow_up_email' has two answer cells; expected one",
    ),
    (
        f"{CODE}\n:tags: [check]\n{CHECK}\n```\n",
        f"{CODE}\n:tags: [check]\n{CHECK}\n```\n" * 2,
        "'follow_up_email' has two check cells; expected one",
    ),
    ("quiz()", "quiz(", "this cell is no Python, and learners would see an error: '(' was never closed"),
    (":tags: [setup]", ":tags: [setup", "this is not a notebook in MyST Markdown: "),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_a_lesson_that_cannot_be_built_says_why(old: str, new: str, said: str) -> None:
    assert old in WRITTEN
    with pytest.raises(ContentError) as caught:
        source_notebook(draft(WRITTEN.replace(old, new, 1)), POINTS, MODELS)
    messages = [fault.message for fault in caught.value.faults]
    assert any(said in message for message in messages)
    assert all(message.count("\n") == 0 for message in messages)


def test_a_fault_names_the_author_s_line_and_not_the_filled_in_one() -> None:
    written = WRITTEN.replace(":tags: [answer]\n", "")
    filled_in = Draft("01-hello", Path("lesson.md"), written, "More\n\nlines\n\n" + written)
    with pytest.raises(ContentError) as caught:
        source_notebook(filled_in, POINTS, MODELS)
    (fault,) = caught.value.faults
    assert written.split("\n")[fault.line - 1] == ANSWER


def test_all_faults_are_said_at_once() -> None:
    text = WRITTEN.replace("[setup]", "[setpu]").replace(ANSWER, "%%draft letter")
    with pytest.raises(ContentError) as caught:
        source_notebook(draft(text), POINTS, MODELS)
    assert len(caught.value.faults) >= 3
