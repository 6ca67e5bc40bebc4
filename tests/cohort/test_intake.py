"""A notebook under another name is found, an answer about another interview is not graded by this one, and nothing is lost."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException

from .conftest import KIND, LESSON, MODEL, CourseFolder

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's use of SQLAlchemy

FULL = {f"check_{KIND}": 4.5}
NEW = Callable[..., CourseFolder]


def letter(course: CourseFolder, text: str = MODEL) -> NotebookNode:
    notebook = course.released()
    (cell,) = (cell for cell in notebook.cells if cell.id == f"answer_{KIND}")
    cell.source = f"%%draft {KIND}\n{text}"
    return notebook


def submit_as(course: CourseFolder, student: str, *files: tuple[str, NotebookNode | str]) -> Path:
    """Hands in notebooks under names of their own."""
    course.submit(student, "")
    folder = course.root / "submitted" / student / LESSON
    (folder / f"{LESSON}.ipynb").unlink()
    for name, content in files:
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder


COPY = f"{LESSON} (1).ipynb"


def test_a_browsers_copy_counts_and_the_feedback_says_so(new_course: NEW) -> None:
    course = new_course()
    folder = submit_as(course, "jo", (COPY, letter(course)), ("notes.ipynb", nbformat.v4.new_notebook()))
    same = submit_as(course, "kim", (COPY, letter(course)), (f"{LESSON} (2).ipynb", letter(course)))
    course.submit("ada", letter(course))
    course.autograde()
    assert course.scores() == dict.fromkeys(("ada", "jo", "kim"), FULL)
    said = f"The notebook was handed in as '{COPY}'; it was graded as {LESSON}.ipynb."
    assert said in course.report("jo").replace("&#39;", "'")
    assert "handed in as" not in course.report("ada")
    assert f"submitted/jo/{LESSON}: '{COPY}' was copied to {LESSON}.ipynb." in course.said()
    assert course.said(logging.ERROR) == ""
    assert "Traceback" not in course.said()
    assert (folder / COPY).read_bytes() == (folder / f"{LESSON}.ipynb").read_bytes()
    assert (same / f"{LESSON} (2).ipynb").exists()


AMBIGUOUS = f"there is no {LESSON}.ipynb, and '{COPY}', '{LESSON} (2).ipynb' could each be it, so it was not graded: "
NOTHING = f"there is no {LESSON}.ipynb, and no other notebook there has this lesson's cells, so it was not graded: "


def test_where_it_is_not_certain_one_sentence_says_so_and_the_others_are_graded(new_course: NEW) -> None:
    course = new_course()
    submit_as(course, "jo", (COPY, letter(course)), (f"{LESSON} (2).ipynb", letter(course, "Thanks.")))
    submit_as(course, "kim", ("letter.ipynb", nbformat.v4.new_notebook()))
    submit_as(course, "lou", ("letter.ipynb", "[" * 100_000), ("b.ipynb", '{"cells": [1, {"metadata": []}]}'))
    course.submit("ada", letter(course))
    course.autograde()
    assert course.scores() == {"ada": FULL}
    assert course.said(logging.ERROR).splitlines() == [
        f"submitted/jo/{LESSON}: {AMBIGUOUS}give the one that counts that name.",
        f"submitted/kim/{LESSON}: {NOTHING}ask for the right file.",
        f"submitted/lou/{LESSON}: {NOTHING}ask for the right file.",
    ]


def test_a_notebook_of_the_right_name_is_the_one(new_course: NEW) -> None:
    course = new_course()
    course.submit("ada", letter(course))
    (course.root / "submitted" / "ada" / LESSON / COPY).write_text(json.dumps(letter(course, "Thanks.")), "utf-8")
    course.autograde()
    assert course.scores() == {"ada": FULL}
    assert "handed in as" not in course.report("ada")


def about_another(course: CourseFolder, student: str) -> Path:
    """Has a learner's lesson.json name another interview, as it does when course.yaml was changed after the release."""
    path = course.root / "submitted" / student / LESSON / "lesson.json"
    lesson = json.loads(path.read_text(encoding="utf-8"))
    lesson["scenario"]["id"] = "payroll-clerk"
    path.write_text(json.dumps(lesson), encoding="utf-8")
    return path


OTHER = "this submission is about the interview 'payroll-clerk' and the lesson now about 'depot-operations-manager', so it was "


def test_answers_about_another_interview_are_not_graded_and_earlier_grades_stay(new_course: NEW) -> None:
    course = new_course()
    for student in ("ada", "ben"):
        course.submit(student, letter(course))
    course.autograde()
    graded = course.autograded("ada").read_bytes()
    path = about_another(course, "ada")

    course.kept.lines.clear()
    course.autograde()  # both are graded already
    assert course.said(logging.ERROR) == ""

    shutil.rmtree(course.root / "autograded" / "ben")
    (course.root / "submitted" / "cy" / LESSON).mkdir(parents=True)
    shutil.copytree(path.parent, course.root / "submitted" / "cy" / LESSON, dirs_exist_ok=True)
    course.autograde()
    assert course.said(logging.ERROR).startswith(
        f"submitted/cy/{LESSON}/lesson.json: {OTHER}not graded: put 'payroll-clerk' "
    )
    assert course.said(logging.ERROR).count("\n") == 0
    assert course.scores() == {"ada": FULL, "ben": FULL}
    assert course.autograded("ada").read_bytes() == graded

    path.unlink()  # the sentence's other way
    (course.root / "submitted" / "cy" / LESSON / "lesson.json").unlink()
    course.autograde()
    assert course.scores() == dict.fromkeys(("ada", "ben", "cy"), FULL)


def test_where_no_submission_is_left_the_command_fails_with_the_sentence(new_course: NEW) -> None:
    course = new_course()
    course.submit("ada", letter(course))
    about_another(course, "ada")
    with pytest.raises(NbGraderException, match=OTHER):
        course.autograde()
    assert OTHER in course.said(logging.ERROR)
    assert "Traceback" not in course.said()
    assert not (course.root / "autograded").exists()


@pytest.mark.parametrize("content", ["", "[]", '{"scenario": 7}', '{"scenario": {"id": 7}}', "[" * 100_000])
def test_a_lesson_file_that_says_nothing_keeps_nobody_from_being_graded(new_course: NEW, content: str) -> None:
    course = new_course()
    course.submit("ada", letter(course))
    (course.root / "submitted" / "ada" / LESSON / "lesson.json").write_text(content, encoding="utf-8")
    course.autograde()
    assert course.scores() == {"ada": FULL}
