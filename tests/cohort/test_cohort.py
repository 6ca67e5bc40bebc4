"""What a cohort does, from the built lesson to the feedback, with nbgrader's own commands and its formgrader."""

from __future__ import annotations

import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import nbformat
import pytest

from autograder.grade import grade
from autograder.model.load import load_lesson

ROOT = Path(__file__).parents[2]
LESSON = "03-follow-up-email"
KIND = "follow_up_email"
ANSWERS = ROOT / "course" / LESSON / "answers" / "depot-operations-manager"
TOKEN = "cohort"
# What each learner submits: the answer of this name, or the notebook as it was released.
COHORT = {"ada": f"{KIND}.model.txt", "ben": f"{KIND}.weak-late.txt", "cleo": None}


def environment(folder: Path) -> dict[str, str]:
    """Finds the commands beside this Python, and no configuration of whoever runs the tests."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"), "JUPYTER_NO_CONFIG": "1"}


def start(folder: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=240)
    assert process.returncode == 0, said
    return said


def submit(folder: Path, learner: str, answer: str | None) -> None:
    """Copies the released lesson, writes the answer into its cell and puts it where submissions are collected."""
    there = shutil.copytree(folder / "release" / LESSON, folder / "submitted" / learner / LESSON)
    path = there / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    if answer is not None:
        (cell,) = (cell for cell in notebook.cells if cell.source.startswith(f"%%draft {KIND}"))
        cell.source = f"%%draft {KIND}\n{answer}"
    nbformat.write(notebook, path)


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Cohort:
    """A course folder after everything that a trainer does with it, and what was said on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, str] = {}
        for step in ("source", "release"):
            shutil.copytree(ROOT / step, folder / step)
        self.built = read(folder / "release" / LESSON)
        shutil.copy(ROOT / "nbgrader_config.py", folder)
        drafts = {name: (ANSWERS / file).read_text(encoding="utf-8") if file else None for name, file in COHORT.items()}
        for learner, draft in drafts.items():
            submit(folder, learner, draft)
        lesson = load_lesson(folder / "source" / LESSON / "lesson.json")
        rubric = lesson.rubric(KIND)
        assert rubric is not None
        self.drafts = drafts
        self.points = {name: grade(draft or "", lesson.scenario, rubric).score for name, draft in drafts.items()}
        self.most = rubric.max_score
        self.whole = sum(lesson.max_score(kind) or 0.0 for kind in lesson.kinds)  # with what nobody here tried

    def run(self, *command: str) -> None:
        self.said[command[0]] = ended(start(self.folder, *command))


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    cohort = Cohort(tmp_path_factory.mktemp("cohort"))
    # The release is there already, and nbgrader would leave it and its gradebook alone.
    cohort.run("generate_assignment", LESSON, "--force")
    cohort.run("autograde", LESSON)
    cohort.run("generate_feedback", LESSON)
    cohort.run("export")
    return cohort


def test_what_a_cohort_leaves_behind_is_never_committed(cohort: Cohort) -> None:
    """Names, answers and grades are the learners'."""
    folder = cohort.folder
    shutil.copy(ROOT / ".gitignore", folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / "downloaded").mkdir(exist_ok=True)
    (folder / "downloaded" / "ada.zip").touch()
    git = ["git", "ls-files", "--others", "--exclude-standard", "--directory"]
    said = subprocess.run(git, cwd=folder, check=True, capture_output=True, text=True).stdout
    shutil.rmtree(folder / "downloaded")
    assert {line.rstrip("/") for line in said.splitlines()} <= {".gitignore", "nbgrader_config.py", "release", "source"}


def test_generating_the_assignment_gives_the_release_of_the_build(cohort: Cohort) -> None:
    assert len(cohort.built) == 2
    assert read(cohort.folder / "release" / LESSON) == cohort.built


def test_grading_says_nothing_that_sounds_like_an_error(cohort: Cohort) -> None:
    said = cohort.said["autograde"]
    assert not [line for line in said.splitlines() if "ERROR" in line or "Traceback" in line]
    assert "| WARNING]" not in said


def test_the_export_has_the_points_of_the_grader(cohort: Cohort) -> None:
    with (cohort.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == LESSON]
    assert {row["student_id"]: float(row["score"]) for row in rows} == cohort.points
    assert {float(row["max_score"]) for row in rows} == {cohort.whole}
    assert cohort.points["cleo"] == 0 < cohort.points["ben"] < cohort.points["ada"]


@pytest.mark.parametrize("learner", COHORT)
def test_the_feedback_has_the_points_and_the_learners_words(cohort: Cohort, learner: str) -> None:
    page = cohort.folder / "feedback" / learner / LESSON / f"{LESSON}.html"
    text = unescape(page.read_text(encoding="utf-8"))
    assert f"(Score: {cohort.points[learner]} / {cohort.most})" in text
    draft = cohort.drafts[learner]
    if draft is None:
        assert f"Not tried yet. {cohort.most:g} points to be had." in text
    else:
        assert f"{cohort.points[learner]:g} of {cohort.most:g} points" in text
        assert draft.strip().splitlines()[-1] in text[text.index('class="ati-report"') :]


def test_the_feedback_is_a_page_that_a_learner_can_read(cohort: Cohort) -> None:
    page = (cohort.folder / "feedback" / "ben" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    lesson = load_lesson(cohort.folder / "source" / LESSON / "lesson.json")
    contents = page[page.index('<div id="toc">') : page.index('id="notebook"')]
    for kind in lesson.kinds:
        rubric = lesson.rubric(kind) or lesson.decisions
        assert rubric is not None
        assert f'<a href="#{LESSON}-check-{kind}">{rubric.title}</a> (Score: ' in contents
        assert f'<span class="nbgrader-label">{rubric.title}</span>' in page
    assert "Test cell" not in page
    assert "Student&#39;s" not in page
    assert "Student's" not in page
    assert "¶" not in unescape(page)
    head = page[: page.index("</head>")]
    assert 'name="viewport"' in head
    assert "white-space: pre-wrap" in head


def test_the_learner_can_tell_a_finished_lesson_from_one_just_opened(cohort: Cohort) -> None:
    """`nbgrader validate`, which is the Validate button of JupyterLab; its exit status says nothing."""
    running = {way: start(cohort.folder, "validate", f"{way}/{LESSON}/{LESSON}.ipynb") for way in ("source", "release")}
    said = {way: ended(process) for way, process in running.items()}
    assert "Success! Your notebook passes all the tests." in said["source"]
    assert "VALIDATION FAILED ON 2 CELL(S)!" in said["release"]


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A Jupyter server with the formgrader, in the course's folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    extensions = {"nbgrader.server_extensions.formgrader": True}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyter_server",
                "--no-browser",
                "--allow-root",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={TOKEN}",
                f"--ServerApp.jpserver_extensions={extensions}",
            ],
            cwd=folder,
            env=environment(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}/formgrader"
    finally:
        process.terminate()
        process.wait(timeout=30)


def ask(url: str, method: str = "GET") -> str:
    request = Request(url, method=method, headers={"Authorization": f"token {TOKEN}"})
    with urlopen(request, timeout=120) as answer:
        return answer.read().decode()


def when_ready(url: str, seconds: float = 90) -> str:
    """Asks until the server answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            return ask(url)
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_the_formgrader_shows_the_same_scores_and_grades_the_same(cohort: Cohort) -> None:
    def scores() -> dict[str, float]:
        found: list[dict[str, Any]] = json.loads(ask(f"{url}/api/submissions/{LESSON}"))
        assert {row["max_score"] for row in found} == {cohort.whole}
        return {row["student"]: row["score"] for row in found}

    with server(cohort.folder) as url:
        assert "nbgrader" in when_ready(f"{url}/manage_assignments").lower()
        assert LESSON in ask(f"{url}/manage_submissions/{LESSON}")
        assert scores() == cohort.points
        graded = json.loads(ask(f"{url}/api/submission/{LESSON}/ben/autograde", "POST"))
        assert graded["success"], graded
        assert scores() == cohort.points
