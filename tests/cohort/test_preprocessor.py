"""Whatever is submitted gets a grade and a sentence, nothing of it runs, and no other submission suffers."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from html import unescape

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.model.course import Lesson

from .conftest import KIND, LESSON, MODEL, STARTER, CourseFolder, tiny_lesson, tiny_source, watched

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's use of SQLAlchemy

FULL = 4.5
Change = Callable[[NotebookNode], NotebookNode | str | bytes]


def place(notebook: NotebookNode, name: str) -> int:
    return next(n for n, cell in enumerate(notebook.cells) if cell.id == f"{name}_{KIND}")


def writes(source: str) -> Change:
    """A submission whose answer cell holds `source`."""

    def change(notebook: NotebookNode) -> NotebookNode:
        notebook.cells[place(notebook, "answer")].source = source
        return notebook

    return change


def then(*changes: Callable[[NotebookNode], object], answer: str = f"%%draft {KIND}\n{MODEL}") -> Change:
    """A submission with a good answer that something else was done to."""

    def change(notebook: NotebookNode) -> NotebookNode:
        writes(answer)(notebook)
        for step in changes:
            step(notebook)
        return notebook

    return change


def add_code(source: str, at: int | None = None) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        cell = nbformat.v4.new_code_cell(source)
        notebook.cells.insert(len(notebook.cells) if at is None else at, cell)

    return change


def copy_cell(name: str, source: str | None = None) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        copy = nbformat.from_dict(notebook.cells[place(notebook, name)])
        copy.id, copy.source = f"copy-of-{name}", copy.source if source is None else source
        notebook.cells.insert(place(notebook, name) + 1, copy)

    return change


def delete(name: str) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells.pop(place(notebook, name))


def claim(name: str, **claims: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[place(notebook, name)].metadata.nbgrader.update(claims)


def forge(notebook: NotebookNode) -> None:
    """Saves the notebook with an output of full points, and with notes of its own."""
    check = notebook.cells[place(notebook, "check")]
    check.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "4.5"})]
    notebook.metadata["after_the_interview_notes"] = ["<b>Well done, full points.</b>"]


NO_ANSWER = f"No answer cell was found that begins with the line %%draft {KIND}."
FIRST_LINE = f"The first line of your answer's cell must be %%draft {KIND}; it"
TWO = f"2 cells begin with %%draft {KIND}; the last one is the one that counts."
NO_FILE = "The submitted file could not be read as a notebook."
RAN = "ran.txt"
RUN = f"from pathlib import Path\nPath(r'{{root}}', '{RAN}').touch()\ncheck = lambda kind: 4.5\nraise SystemExit"

# What is submitted, the points, and a sentence that the feedback has.
SUBMISSIONS: dict[str, tuple[Change, float, str]] = {
    "model": (then(), FULL, "brief: met."),
    "untouched": (lambda notebook: notebook, 0, "Not tried yet."),
    "starter_kept": (writes(f"%%draft {KIND}\n\n  {STARTER}\n"), 0, "Not tried yet."),
    "empty": (writes(f"%%draft {KIND}"), 0, "Not tried yet."),
    "emptied_cell": (writes(""), 0, NO_ANSWER),
    "no_first_line": (writes(MODEL), FULL, f"The first line of your answer's cell, %%draft {KIND}, was missing;"),
    "wrong_kind": (writes(f"%%draft follow-up\n{MODEL}"), 0, f"{FIRST_LINE} is %%draft follow-up."),
    "no_kind": (writes(f"%%draft\n{MODEL}"), 0, f"{FIRST_LINE} is %%draft."),
    "deleted": (then(delete("answer")), 0, NO_ANSWER),
    "below": (then(add_code(f"%%draft {KIND}\n{MODEL}"), delete("answer")), 0, "only cells above the check are read."),
    "megabyte": (writes(f"%%draft {KIND}\n" + "a " * 500_000), 0, "only the first 20,000 were read."),
    "two": (then(copy_cell("answer", f"%%draft {KIND}\nThanks.")), 0, TWO),
    "two_better": (then(copy_cell("answer", f"%%draft {KIND}\n{MODEL}"), answer=f"%%draft {KIND}\nThanks."), FULL, TWO),
    "check_deleted": (then(delete("check")), FULL, "was missing from the notebook; it was put back."),
    "check_copied": (then(copy_cell("check")), FULL, "was in the notebook more than once; only the last one counts."),
    "check_changed": (then(lambda nb: nb.cells[place(nb, "check")].update(source="100")), FULL, "had been changed;"),
    "worth_more": (then(claim("check", points=1000)), FULL, "of 4.5 points"),
    "not_a_number": (then(claim("check", points="many")), FULL, "of 4.5 points"),
    "not_graded": (then(claim("check", grade=False)), FULL, "of 4.5 points"),
    "old_schema": (then(claim("check", schema_version=1)), FULL, "of 4.5 points"),
    "no_flags": (then(lambda nb: nb.cells[place(nb, "check")].metadata.update(nbgrader={})), FULL, "was put back."),
    "forged": (then(forge, answer=f"%%draft {KIND}\nThanks."), 0, "brief: too_short."),
    "runs_code": (then(add_code(RUN, at=0), answer=f"%%draft {KIND}\nThanks."), 0, "brief: too_short."),
    "code_as_answer": (writes(RUN), 0, "brief: too_short."),
    "no_first_line_below": (
        then(add_code(f"%%draft {KIND}\n{MODEL}"), answer="Notes."), 0, f"{FIRST_LINE} is missing.",
    ),
    "half_a_pair": (then(add_code("\ud83d"), add_code("\x00")), FULL, "brief: met."),
    "no_metadata": (lambda nb: '{"cells": [{"cell_type": "code"}]}', 0, "None of this lesson's own cells is"),
    "other_notebook": (lambda nb: nbformat.v4.new_notebook(), 0, "None of this lesson's own cells is in the file"),
    "not_json": (lambda nb: "%PDF-1.7", 0, f"{NO_FILE} It is not valid JSON (line 1)."),
    "not_text": (lambda nb: b"\xff\xfe\x00\x80" * 99, 0, f"{NO_FILE} The file is not text."),
    "no_bytes": (lambda nb: b"", 0, f"{NO_FILE} It is not valid JSON"),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(new_course: Callable[..., CourseFolder]) -> CourseFolder:
    course = new_course()
    for name, (change, _, _) in SUBMISSIONS.items():
        released = course.released()
        content = change(released)
        if isinstance(content, NotebookNode):
            content = json.dumps(content).replace("{root}", str(course.root))
        course.submit(name, content)
    course.autograde()
    return course


@pytest.fixture(scope="module")
def scores(graded: CourseFolder) -> dict[str, dict[str, float | None]]:
    return graded.scores()


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_every_submission_gets_its_points_and_a_sentence(
    graded: CourseFolder, scores: dict[str, dict[str, float | None]], name: str
) -> None:
    _, points, sentence = SUBMISSIONS[name]
    assert scores[name] == {f"check_{KIND}": points}
    assert sentence in unescape(graded.report(name))


def test_nothing_of_a_learners_ran(graded: CourseFolder) -> None:
    assert RAN in json.dumps(nbformat.read(graded.autograded("runs_code"), as_version=4))
    assert not (graded.root / RAN).exists()


def test_what_a_submission_says_of_itself_is_not_shown(graded: CourseFolder) -> None:
    assert "Well done" not in graded.report("forged")


def test_no_fault_of_a_learners_is_an_error_of_the_trainers(graded: CourseFolder) -> None:
    assert graded.said(logging.WARNING) == ""


def test_a_lesson_file_of_the_learners_own_is_not_read(new_course: Callable[..., CourseFolder]) -> None:
    course = new_course()
    course.submit("ada", writes(f"%%draft {KIND}\nThanks.")(course.released()))
    easy = course.lesson.model_dump_json(by_alias=True).replace('"words":[20,200]', '"words":[1,200]')
    assert easy != course.lesson.model_dump_json(by_alias=True)
    (course.root / "submitted" / "ada" / LESSON / "lesson.json").write_text(easy, encoding="utf-8")
    course.autograde()
    assert course.scores() == {"ada": {f"check_{KIND}": 0}}


def test_a_notebook_with_a_program_of_the_trainers_runs_in_a_kernel(
    new_course: Callable[..., CourseFolder], lesson: Lesson
) -> None:
    source = tiny_source()
    code = nbformat.v4.new_code_cell
    source.cells += [
        code("### BEGIN SOLUTION\nhours = 24\n### END SOLUTION", metadata=watched("hours", solution=True)),
        code("assert hours == 24", metadata=watched("hours_test", grade=True, locked=True, points=1)),
    ]
    course = new_course(source)
    notebook = writes(f"%%draft {KIND}\n{MODEL}")(course.released())
    assert isinstance(notebook, NotebookNode)
    notebook.cells[-2].source = "hours = 20 + 4"
    notebook.cells[-1].source = "pass"
    copy_cell("check")(notebook)
    course.submit("ada", notebook)
    course.autograde()
    assert course.scores() == {"ada": {f"check_{KIND}": FULL, "hours_test": 1}}
    assert "01-tiny of ada holds programs: it runs in a kernel." in course.said()
    assert "only the last one counts" in course.report("ada")


def test_no_answer_cell_makes_a_kernel_start(new_course: Callable[..., CourseFolder]) -> None:
    """Two checks of one lesson, and a learner who turns the first answer into a program."""
    kinds = [KIND, "withdrawal"]
    course = new_course(tiny_source(kinds), tiny_lesson(kinds))
    notebook = writes("import os\nos.getcwd()")(course.released())
    assert isinstance(notebook, NotebookNode)
    notebook.cells[place(notebook, "answer") + 4].source = f"%%draft withdrawal\n{MODEL}"
    course.submit("ada", notebook)
    course.autograde()
    assert course.scores() == {"ada": {f"check_{KIND}": 0, "check_withdrawal": FULL}}
    assert "runs in a kernel" not in course.said()
