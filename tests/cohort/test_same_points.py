"""A submission earns the same points from the cohort's grader as from nbgrader's own run in a kernel.

A kernel takes seconds to start, so that each submission here holds one case for each exercise of a lesson of seven.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import get_args

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.model.rubric import Kind

from .conftest import MODEL, CourseFolder, tiny_lesson, tiny_source

KINDS: tuple[str, ...] = get_args(Kind)

# What the answer cell holds, with KIND for the kind; None where the learner deleted the cell.
SOURCES: dict[str, str | None] = {
    "untouched": "%%draft KIND\nWrite your message here.",
    "model": "%%draft KIND\n" + MODEL,
    "no_headers": "%%draft KIND\n" + MODEL.split("\n\n", 1)[1],
    "no_name": "%%draft KIND\n" + MODEL.replace("Priya Nair", ""),
    "weak": "%%draft KIND\nHi,\n\nThanks.\n",
    "empty": "%%draft KIND\n",
    "first_line_alone": "%%draft KIND",
    "long": "%%draft KIND\n" + MODEL * 400,
    "megabyte_without_spaces": "%%draft KIND\n" + "a" * 1_000_000,
    "control_characters": "%%draft KIND\n" + "\x00\x01\x7f\x1b[31m " * 50,
    "emoji": "%%draft KIND\n" + "🙂🎉" * 40,
    "french": "%%draft KIND\nBonjour Madame Marsh, je vous remercie pour cet entretien.\n\nCordialement,\nPriya Nair",
    "program": "%%draft KIND\ndef grade():\n    return 100\nprint(grade())",
    "braces": "%%draft KIND\n{grade} $HOME {1/0} %%draft other !ls\n" + MODEL,
    "wrong_kind": "%%draft followup\n" + MODEL,
    "no_kind": "%%draft\n" + MODEL,
    "no_first_line": MODEL,
    "indented_first_line": "\n\n%%draft KIND  \n" + MODEL,
    "windows_lines": ("%%draft KIND\n" + MODEL).replace("\n", "\r\n"),
    "deleted": None,
}

Cells = list[NotebookNode]

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's use of SQLAlchemy


def second_answer(text: str) -> Callable[[Cells, str], Cells]:
    def add(cells: Cells, kind: str) -> Cells:
        return [*cells[:2], nbformat.v4.new_code_cell(f"%%draft {kind}\n{text}"), *cells[2:]]

    return add


def below_the_check(cells: Cells, kind: str) -> Cells:
    cells[1].source = f"%%draft {kind}\n{MODEL}"
    return [cells[0], *cells[2:], cells[1]]


def in_a_text_cell(cells: Cells, kind: str) -> Cells:
    cells[1] = nbformat.v4.new_markdown_cell(f"%%draft {kind}\n{MODEL}", id=cells[1].id, metadata=cells[1].metadata)
    return cells


def put(source: str | None) -> Callable[[Cells, str], Cells]:
    def answer(cells: Cells, kind: str) -> Cells:
        if source is None:
            return [cells[0], *cells[2:]]
        cells[1].source = source.replace("KIND", kind)
        return cells

    return answer


CASES: dict[str, Callable[[Cells, str], Cells]] = {
    **{name: put(source) for name, source in SOURCES.items()},
    "second_is_worse": lambda cells, kind: second_answer("Thanks.")(put(SOURCES["model"])(cells, kind), kind),
    "second_is_better": second_answer(MODEL),
    "below_the_check": below_the_check,
    "in_a_text_cell": in_a_text_cell,
}
PLACES = {name: (f"learner{n // len(KINDS)}", KINDS[n % len(KINDS)]) for n, name in enumerate(CASES)}

Points = dict[str, float | None]


def submissions(released: NotebookNode) -> dict[str, NotebookNode]:
    found: dict[str, NotebookNode] = {}
    for name, (learner, kind) in PLACES.items():
        notebook = found.setdefault(learner, nbformat.from_dict(released))
        start = next(n for n, cell in enumerate(notebook.cells) if cell.id == f"task_{kind}")
        notebook.cells[start : start + 4] = CASES[name](notebook.cells[start : start + 4], kind)
    return found


@pytest.fixture(scope="module")
def courses(new_course: Callable[..., CourseFolder]) -> dict[str, CourseFolder]:
    """The same submissions, graded both ways."""
    ours = new_course(tiny_source(KINDS), tiny_lesson(KINDS))
    for learner, notebook in submissions(ours.released()).items():
        ours.submit(learner, notebook)
    kernel = ours.copy(ours.root.with_name("kernel"), ours=False)
    for course in (kernel, ours):
        course.autograde()
        assert not course.said(logging.ERROR)
    return {"kernel": kernel, "cohort": ours}


@pytest.fixture(scope="module")
def graded(courses: dict[str, CourseFolder]) -> dict[str, Points]:
    """The points of each case."""
    found = {}
    for way, course in courses.items():
        scores = course.scores()
        found[way] = {name: scores[learner][f"check_{kind}"] for name, (learner, kind) in PLACES.items()}
    return found


@pytest.mark.parametrize("case", [case for case in CASES if case != "no_first_line"])
def test_points_are_those_of_the_kernel(graded: dict[str, Points], case: str) -> None:
    assert graded["cohort"][case] == graded["kernel"][case]
    assert graded["cohort"][case] is not None


def test_a_first_line_is_put_back_where_answers_are_graded_as_data(graded: dict[str, Points]) -> None:
    """The one difference: in a notebook a letter without it is a program that cannot run."""
    assert (graded["kernel"]["no_first_line"], graded["cohort"]["no_first_line"]) == (0, 4.5)


@pytest.mark.parametrize("case", ["untouched", "model", "no_name", "weak", "emoji", "long"])
def test_a_check_says_what_it_says_in_the_notebook(courses: dict[str, CourseFolder], case: str) -> None:
    """Title, points, counts and notes. The whole report follows in the cohort's: in a notebook it stands below the answer."""
    learner, kind = PLACES[case]
    shown = {way: course.outputs(learner, f"check_{kind}") for way, course in courses.items()}
    ((cohort_type, cohort),), ((kernel_type, kernel),) = shown["cohort"], shown["kernel"]
    assert (cohort_type, cohort["text/plain"]) == (kernel_type, kernel["text/plain"])
    assert head(cohort) == head(kernel)
    assert "ati-score" in head(kernel)
    assert '<div class="ati-checklist">' in cohort["text/html"]
    assert '<div class="ati-checklist">' not in kernel["text/html"]


def head(data: dict[str, str]) -> str:
    """What a report and its summary begin with."""
    inside = data["text/html"].split("</style>")[1]
    return re.split(r'<div class="ati-columns">|<p class="ati-open">|</div>', inside)[0].strip()


def test_the_cases_differ_in_points(graded: dict[str, Points]) -> None:
    """Two graders that gave everyone the same would agree as well."""
    points = graded["cohort"]
    for full in ("model", "indented_first_line", "windows_lines", "second_is_better", "in_a_text_cell"):
        assert points[full] == 4.5
    for part in ("no_headers", "no_name"):
        assert 0 < (points[part] or 0) < 4.5
    for nothing in ("untouched", "empty", "deleted", "wrong_kind", "below_the_check"):
        assert points[nothing] == 0
