"""Protects what a learner meets in an answer cell and in the locked cell below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput

from autograder.answer import Answer, read_answer
from autograder.grade import grade
from autograder.model.course import Lesson
from autograder.notebook.session import _todo

from .conftest import GOOD, STARTER, Run


@pytest.fixture
def loaded(folder: Path, run: Run) -> Run:
    run("%load_ext autograder")
    return run


def html(shown: list[RichOutput]) -> str:
    assert len(shown) == 1
    return str(shown[0].data["text/html"])


def text(shown: list[RichOutput]) -> str:
    assert len(shown) == 1
    return str(shown[0].data["text/plain"])


def test_loading_says_that_it_is_ready_and_brings_the_style_of_letters(folder: Path, run: Run) -> None:
    shown = run("%load_ext autograder")
    assert text(shown) == "Ready: Say thank you."
    assert ".ati-write" in html(shown)


def test_loading_twice_changes_nothing(loaded: Run, shell: InteractiveShell) -> None:
    loaded("%reload_ext autograder")
    ours = [t for t in shell.input_transformers_cleanup if getattr(t, "__module__", "").startswith("autograder")]
    assert len(ours) == 1
    assert "Not tried yet" in text(loaded("%%draft follow_up_email"))


def test_the_set_up_cell_can_be_run_again_and_loses_no_answer(loaded: Run) -> None:
    loaded(f"%%draft follow_up_email\n{GOOD}")
    assert text(loaded("%load_ext autograder")) == "Ready: Say thank you."
    assert text(loaded('check("follow_up_email")')) == "4"


def test_a_draft_shows_the_card_and_the_checklist(loaded: Run) -> None:
    shown = loaded(f"%%draft follow_up_email\n{GOOD}")
    assert "4 of 4 points" in html(shown)
    assert "4 of 4 points" in text(shown)
    assert 'class="ati-draft"' in html(shown)
    assert "Tom Adair" in html(shown)


def test_check_has_the_points_and_what_is_open_and_leaves_the_checklist_to_the_draft(loaded: Run) -> None:
    unsigned = GOOD.replace("\n\nKind regards,\nTom Adair\n", " The new roaster sounds fun.")
    assert "ati-checklist" in html(loaded(f"%%draft follow_up_email\n{unsigned}")).split("</style>")[1]
    shown = html(loaded('check("follow_up_email")')).split("</style>")[1]
    assert "2. About sign_off" in shown
    assert "About length" not in shown
    assert "ati-checklist" not in shown
    assert "roaster" not in shown


def test_check_shows_the_points_as_a_plain_number(loaded: Run) -> None:
    unsigned = GOOD.replace("\n\nKind regards,\nTom Adair\n", " The new roaster sounds fun.")
    loaded(f"%%draft follow_up_email\n{unsigned}")
    shown = loaded('check("follow_up_email")')
    assert text(shown) == "3"
    assert "3 of 4 points" in html(shown)


@pytest.mark.parametrize(
    "draft",
    [
        GOOD, GOOD.replace("\n", "\r\n"), "  indented\n    more", "Hello\n>>> quoted\n>>> reply", ">>> Hello\nThere",
        "Costs {1/0} and $HOME and {{x}}", "In [1]: print(1)", "!rm -rf x\n?\n%magic\n%%draft again",
        "'\"\"\" \\ \\n \\", "\n\n\n",
    ],
)  # fmt: skip
def test_what_is_graded_is_what_is_typed(loaded: Run, lesson: Lesson, shell: InteractiveShell, draft: str) -> None:
    source = f"%%draft follow_up_email\n{draft}"
    shell.get_parent = lambda: {"content": {"code": source}, "metadata": {"cellId": "one"}}  # as a kernel has it
    loaded(source)
    answer = read_answer(source)
    rubric = lesson.rubric("follow_up_email")
    assert answer is not None
    assert rubric is not None
    expected = grade(answer.text, lesson.scenario, rubric).score
    assert float(text(loaded('check("follow_up_email")'))) == expected


@pytest.mark.parametrize("body", ["", "\n", "\n\n  \n", f"\n{STARTER}"])
def test_nothing_written_is_not_tried_and_says_what_to_do(loaded: Run, body: str) -> None:
    shown = loaded(f"%%draft follow_up_email{body}")
    assert "not tried yet" in html(shown)
    assert "Write below the first line of this cell" in html(shown)
    assert 'class="ati-row ati-not_yet"' not in html(shown)
    assert text(loaded('check("follow_up_email")')) == "0"


@pytest.mark.parametrize(
    ("kind", "text", "where"),
    [
        ("verdicts", "t04:\nt06:\n", "after each colon in"),
        ("decisions", "quarry:\n", "after each colon in"),
        ("decisions", "", "below the first line of"),
        ("follow_up_email", STARTER, "below the first line of"),
    ],
)
def test_an_untouched_cell_is_told_where_to_write(kind: str, text: str, where: str) -> None:
    assert _todo(Answer(kind, text)).startswith(f"Write {where} this cell")


def test_a_check_before_its_answer_cell_was_run_says_so(loaded: Run) -> None:
    shown = loaded('check("follow_up_email")')
    assert text(shown) == "0"
    assert "Run the cell that begins with %%draft follow_up_email first" in html(shown)


MISTAKES = [
    (
        "%%draft follow_up_mail\nHello",
        "Did you mean %%draft follow_up_email? This lesson has: follow_up_email, search_plan.",
    ),
    ("%%draft Search Plan\nHello", "Did you mean %%draft search_plan?"),
    ("%%draft zzz\nHello", "no writing of the kind 'zzz'. This lesson has: follow_up_email, search_plan."),
    ("%%draft\nHello", "Say which piece of writing this is: %%draft follow_up_email."),
    ("%%draft", "Say which piece of writing this is: %%draft follow_up_email."),
    ("%%draft <script>\nHello", "no writing of the kind '<script>'."),
    ("%%draft {1/0} $PATH\nHello", "no writing of the kind '{1/0} $PATH'."),
]


@pytest.mark.parametrize(("source", "sentence"), MISTAKES)
def test_a_wrong_kind_gets_a_sentence(loaded: Run, source: str, sentence: str) -> None:
    shown = loaded(source)
    assert sentence in text(shown)
    assert "<script>" not in html(shown)


@pytest.mark.parametrize("call", ['check("follow_up_mail")', "check()", "check(None)", "check(7)", "check(['x'])"])
def test_a_check_of_no_known_kind_is_a_sentence_and_no_points(loaded: Run, call: str) -> None:
    shown = loaded(call)
    assert text(shown) == "0"
    assert "This lesson has: follow_up_email, search_plan." in html(shown)


def test_the_last_of_two_answers_counts_and_the_report_says_so(loaded: Run, shell: InteractiveShell) -> None:
    for cell, draft in [("one", "Too short."), ("two", GOOD), ("two", GOOD)]:
        source = f"%%draft follow_up_email\n{draft}"
        shell.get_parent = lambda s=source, c=cell: {"content": {"code": s}, "metadata": {"cellId": c}}
        shown = loaded(source)
    assert "2 cells begin with %%draft follow_up_email; the last one is the one that counts." in html(shown)
    assert text(loaded('check("follow_up_email")')) == "4"


def test_a_cell_that_is_run_twice_is_one_answer(loaded: Run) -> None:
    loaded(f"%%draft follow_up_email\n{GOOD}")
    assert "cells begin with" not in html(loaded(f"%%draft follow_up_email\n{GOOD}"))


@pytest.mark.parametrize(("content", "says"), [(None, "is missing"), ("{", "is damaged"), ('{"id": 1}', "is damaged")])
def test_without_a_lesson_every_cell_says_what_to_do(folder: Path, run: Run, content: str | None, says: str) -> None:
    if content is None:
        (folder / "lesson.json").unlink()
    else:
        (folder / "lesson.json").write_text(content)
    for source in ("%load_ext autograder", "%%draft follow_up_email\nHello", "quiz()", "transcript()"):
        assert says in text(run(source))
    assert says in html(run('check("follow_up_email")'))
    assert text(run('check("follow_up_email")')) == "0"


def test_a_lesson_that_is_put_back_works_without_a_restart(folder: Path, run: Run) -> None:
    kept = (folder / "lesson.json").read_text()
    (folder / "lesson.json").unlink()
    run("%load_ext autograder")
    (folder / "lesson.json").write_text(kept)
    assert "4 of 4 points" in text(run(f"%%draft follow_up_email\n{GOOD}"))
