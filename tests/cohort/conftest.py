"""A tiny course in a folder of its own, which nbgrader's commands can be run on."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.cohort.config import configure
from autograder.model.course import Lesson
from autograder.model.load import load_lesson
from autograder.model.rubric import Rubric
from autograder.model.scenario import Scenario

ROOT = Path(__file__).parents[2]
LESSON = "01-tiny"
KIND = "follow_up_email"
STARTER = "Write your message here."

MODEL = """\
To: Helen Marsh
Subject: Thank you for the interview on Tuesday
Sent: 2026-03-03 16:20

Dear Ms Marsh,

Thank you for making time for me this morning. I enjoyed hearing how the picking robots are doing in Leeds, and I would
like to be part of that work. I forgot to mention that I hold the IOSH Managing Safely certificate, which I gained in
2024. I look forward to hearing from you.

Kind regards,
Priya Nair
"""


def criterion(name: str, check: dict[str, Any], points: float, outcomes: Iterable[str]) -> dict[str, Any]:
    feedback = {outcome: f"{name}: {outcome}." for outcome in ("met", *outcomes)}
    words = {"title": name, "why": "Why.", "hints": ["Hint?", "Look."]}
    return {"id": name, "points": points, "check": check, "feedback": feedback, **words}


def tiny_rubric(kind: str) -> Rubric:
    rubric = {
        "kind": kind,
        "title": kind.replace("_", " ").capitalize(),
        "task": "Write to the interviewer.",
        "starter": STARTER,
        "criteria": [
            criterion("brief", {"kind": "length", "words": [20, 200]}, 2, ["too_short", "too_long"]),
            criterion("sign_off", {"kind": "sign_off"}, 1.5, ["missing", "no_name", "wrong_name"]),
            criterion("subject", {"kind": "subject"}, 1, ["missing", "empty", "says_nothing", "other_matter"]),
        ],
    }
    return Rubric.model_validate(rubric)


def tiny_lesson(kinds: Iterable[str] = (KIND,)) -> Lesson:
    scenario = yaml.safe_load((ROOT / "course/scenarios/depot-operations-manager.yaml").read_text(encoding="utf-8"))
    return Lesson(
        id=LESSON,
        title="Tiny",
        pass_mark=0.7,
        scenario=Scenario.model_validate(scenario),
        rubrics=tuple(tiny_rubric(kind) for kind in kinds),
    )


def watched(name: str, **flags: Any) -> dict[str, Any]:
    """nbgrader's metadata for a cell of a source notebook."""
    plain = {"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return {"nbgrader": {**plain, **flags}}


def tiny_source(kinds: Iterable[str] = (KIND,), points: float = 4.5) -> NotebookNode:
    code, text = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.cells = [
        text("# A tiny lesson", id="title"),
        code("%load_ext autograder", id="setup", metadata=watched("setup", locked=True)),
    ]
    for kind in kinds:
        answer = f"%%draft {kind}\n### BEGIN SOLUTION\n{MODEL}### END SOLUTION"
        answered, checked = f"answer_{kind}", f"check_{kind}"
        notebook.cells += [
            text(f"Write {kind}.", id=f"task_{kind}"),
            code(answer, id=answered, metadata=watched(answered, solution=True)),
            text("And now:", id=f"now_{kind}"),
            code(f'check("{kind}")', id=checked, metadata=watched(checked, grade=True, locked=True, points=points)),
        ]
    notebook.cells.append(text("The end.", id="end"))
    return notebook


class _Keeper(logging.Handler):
    """Keeps each line of a log with its level. What a line names may be gone later: it is made at once."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno, record.getMessage()))


class CourseFolder:
    """A course folder, and what a trainer does in it."""

    def __init__(self, root: Path, *, ours: bool = True) -> None:
        self.root = root
        self.ours = ours
        self.gradebook = f"sqlite:///{root / 'gradebook.db'}"
        self.log = logging.Logger(root.name)
        self.kept = _Keeper()
        self.log.addHandler(self.kept)

    def said(self, level: int = logging.INFO) -> str:
        """What nbgrader's log has from `level` upward."""
        return "\n".join(line for of, line in self.kept.lines if of >= level)

    def copy(self, to: Path, *, ours: bool = True) -> CourseFolder:
        return CourseFolder(shutil.copytree(self.root, to), ours=ours)

    def generate(self) -> None:
        self._start(GenerateAssignment)

    def autograde(self) -> None:
        self._start(Autograde)

    def _start(self, step: type[BaseConverter]) -> None:
        config = Config()
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.assignment_id = LESSON
        config.CourseDirectory.course_id = "tiny"
        config.ClearSolutions.code_stub = {"python": STARTER}
        if self.ours:
            configure(config)
        course = CourseDirectory(config=config, log=self.log)
        step(coursedir=course, config=config, log=self.log).start()

    def write_source(self, notebook: NotebookNode, lesson: Lesson) -> None:
        folder = self.root / "source" / LESSON
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / f"{LESSON}.ipynb")
        (folder / "lesson.json").write_text(lesson.model_dump_json(by_alias=True), encoding="utf-8")

    @property
    def lesson(self) -> Lesson:
        return load_lesson(self.root / "source" / LESSON / "lesson.json")

    def released(self) -> NotebookNode:
        return nbformat.read(self.root / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)

    def submit(self, student: str, content: NotebookNode | str | bytes) -> None:
        folder = self.root / "submitted" / student / LESSON
        folder.mkdir(parents=True)
        if isinstance(content, NotebookNode):
            content = json.dumps(content)
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{LESSON}.ipynb").write_bytes(data)
        shutil.copy(self.root / "release" / LESSON / "lesson.json", folder)

    def scores(self) -> dict[str, dict[str, float | None]]:
        """Each learner's points for each graded cell, as the gradebook has them."""
        with Gradebook(self.gradebook, "tiny") as book:
            found = book.find_assignment(LESSON).submissions
            return {
                submission.student_id: {
                    grade.name: grade.auto_score for notebook in submission.notebooks for grade in notebook.grades
                }
                for submission in found
            }

    def autograded(self, student: str) -> Path:
        return self.root / "autograded" / student / LESSON / f"{LESSON}.ipynb"

    def outputs(self, student: str, name: str) -> list[tuple[str, dict[str, str]]]:
        """The type and the content of each output that a graded submission's cell has."""
        cells = nbformat.read(self.autograded(student), as_version=4).cells
        (cell,) = (cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
        return [(output.output_type, dict(output.data)) for output in cell.outputs]

    def report(self, student: str) -> str:
        """The HTML that the tiny lesson's check cell shows."""
        return "".join(data["text/html"] for _, data in self.outputs(student, f"check_{KIND}"))


@pytest.fixture(scope="session", autouse=True)
def _alembic_is_found() -> None:
    """nbgrader starts alembic by its bare name when it makes a gradebook."""
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    return tiny_lesson()


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory, lesson: Lesson) -> CourseFolder:
    """A course whose tiny lesson has been released, to copy: making a gradebook takes seconds."""
    folder = CourseFolder(tmp_path_factory.mktemp("released"))
    folder.write_source(tiny_source(), lesson)
    folder.generate()
    return folder


@pytest.fixture(scope="module")
def new_course(
    tmp_path_factory: pytest.TempPathFactory, released: CourseFolder, lesson: Lesson
) -> Callable[..., CourseFolder]:
    """Makes a course folder whose lesson, the tiny one or another, has been released."""

    def make(source: NotebookNode | None = None, lesson: Lesson = lesson) -> CourseFolder:
        folder = released.copy(tmp_path_factory.mktemp("course") / "folder")
        if source is not None:
            shutil.rmtree(folder.root / "release")
            folder.write_source(source, lesson)
            folder.generate()
        return folder

    return make
