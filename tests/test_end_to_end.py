"""The whole loop in a browser: a learner studies, writes, reads what is missing, mends it and passes; a trainer grades it.

Set SCREENSHOTS to a folder to keep what the learner saw.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from autograder.model.load import load_lesson

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).resolve().parent.parent
LESSON, KIND = "03-follow-up-email", "follow_up_email"
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-dev-shm-usage"
).split()
WEAK = """To: Helen Marsh
Subject: Hi
Sent: 2026-03-03 16:20

Dear Ms Marsh,

Thank you for your time this morning. I remain very interested in the role.

Kind regards,
Priya Nair
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: sudo apt install chromium")


def environment(folder: Path) -> dict[str, str]:
    """The configuration of whoever runs the tests is left out; the page's application is opened to the test."""
    config = folder / "config"
    config.mkdir(exist_ok=True)
    (config / "jupyter_lab_config.json").write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "JUPYTER_CONFIG_DIR": str(config), "JUPYTER_DATA_DIR": str(folder / "data")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def course(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The learner's folder, and the address at which the course is served."""
    folder = tmp_path / "my-course"
    command = [
        sys.executable,
        "-m",
        "autograder",
        "start",
        "--dir",
        str(folder),
        "--no-browser",
        "--port",
        str(free_port()),
    ]
    said = (tmp_path / "server.log").open("w+")
    server = subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path), stdout=said, stderr=subprocess.STDOUT)
    try:
        yield folder, address(server, tmp_path / "server.log")
    finally:
        server.terminate()
        server.wait(timeout=30)
        said.close()


def address(server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(240):
        found = re.search(r"http://\S+", log.read_text())
        if found:
            return found.group()
        assert server.poll() is None, log.read_text()
        time.sleep(0.5)
    raise AssertionError(log.read_text())


class Learner:
    """What a learner does with the page."""

    def __init__(self, page: sync_api.Page) -> None:
        self.page = page

    def opens(self, url: str) -> None:
        """Opens a notebook and waits until it is this one that is shown, and its kernel is ready."""
        self.page.goto(url)
        name = url.split("?")[0].rsplit("/", 1)[1]
        self.page.wait_for_function(
            """name => { const widget = window.jupyterapp?.shell.currentWidget; const session = widget?.sessionContext;
            const kernel = session?.session?.kernel;
            return widget?.context?.path?.endsWith(name) && widget.context.isReady && session?.isReady
                && kernel?.status === 'idle' && kernel?.connectionStatus === 'connected' }""",
            arg=name,
            timeout=120_000,
        )

    def runs_everything(self, until: sync_api.Locator) -> None:
        """Runs all cells until something is seen. JupyterLab may lose a run that is asked for while a page settles."""
        for attempt in range(4):
            self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
            try:
                until.wait_for(timeout=45_000)
                return
            except sync_api.TimeoutError:
                if attempt == 3:
                    raise

    def answer_cell(self) -> sync_api.Locator:
        return self.page.locator(".jp-CodeCell").filter(has_text=f"%%draft {KIND}").first

    def writes(self, text: str) -> None:
        """Replaces everything below the first line, as somebody who types into the cell does, and runs the cell."""
        editor = self.answer_cell().locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(f"%%draft {KIND}\n{text}")
        self.page.keyboard.press("Control+Enter")

    def sees(self, name: str) -> None:
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"))

    def states(self) -> dict[str, str]:
        rows = self.answer_cell().locator(".ati-row")
        names, states = rows.locator(".ati-name").all_inner_texts(), rows.locator(".ati-state").all_inner_texts()
        return {re.sub(r"^\d+\. ", "", name): state.strip().lower() for name, state in zip(names, states, strict=True)}


def test_a_learner_passes_and_the_gradebook_says_the_same(course: tuple[Path, str], tmp_path: Path) -> None:
    folder, url = course
    lesson = load_lesson(folder / LESSON / "lesson.json")
    rubric = lesson.rubric(KIND)
    assert rubric is not None
    with sync_api.sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1500, "height": 1000}
        )
        page = context.pages[0]
        learner = Learner(page)
        learner.opens(url)
        learner.sees("1-welcome")
        token = url.split("?", 1)[1]
        learner.opens(f"{url.split('/lab')[0]}/lab/tree/{LESSON}/{LESSON}.ipynb?{token}")
        options = page.locator(".ati-question")
        learner.runs_everything(until=options.first)
        assert lesson.quiz is not None
        questions = len(lesson.quiz.questions)
        assert options.count() == questions
        options.first.scroll_into_view_if_needed()
        options.first.locator("input[type=radio], input[type=checkbox]").first.check()
        options.first.get_by_role("button", name="Check", exact=True).click()
        page.get_by_text(re.compile(rf"answered 1 of {questions}")).first.wait_for(timeout=30_000)
        learner.sees("2-quiz")

        learner.answer_cell().get_by_text("Not tried yet").first.wait_for(timeout=60_000)
        learner.writes(WEAK)
        learner.answer_cell().locator(".ati-not_yet .ati-message").first.wait_for(timeout=60_000)
        weak = {name for name, state in learner.states().items() if state == "not yet"}
        titles = {criterion.id: criterion.title for criterion in rubric.criteria}
        assert weak == {titles[name] for name in ("brief", "subject", "recalls_topic", "adds_missing")}
        learner.answer_cell().locator(".ati-report").scroll_into_view_if_needed()
        learner.sees("3-weak")

        model = ROOT / "course" / LESSON / "answers" / lesson.scenario.id / f"{KIND}.model.txt"
        learner.writes(model.read_text(encoding="utf-8"))
        full = f"{rubric.max_score:g} of {rubric.max_score:g} points"
        learner.answer_cell().get_by_text(full).wait_for(timeout=60_000)
        assert set(learner.states().values()) == {"met"}
        learner.answer_cell().locator(".ati-report").scroll_into_view_if_needed()
        learner.sees("4-strong")

        check = page.locator(".jp-CodeCell").filter(has=page.locator(".ati-report")).last
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        check.get_by_text(full).wait_for(timeout=60_000)
        page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
        saved = folder / LESSON / f"{LESSON}.ipynb"
        for _ in range(60):
            if "Lindqvist" in saved.read_text(encoding="utf-8") or "IOSH" in saved.read_text(encoding="utf-8"):
                break
            time.sleep(0.5)
        context.close()
    graded(folder, tmp_path, full)


def graded(folder: Path, tmp_path: Path, full: str) -> None:
    """The trainer's side: the same notebook through nbgrader's own commands."""
    cohort = tmp_path / "cohort"
    for name in ("source", "release"):
        shutil.copytree(ROOT / name, cohort / name)
    shutil.copy(ROOT / "nbgrader_config.py", cohort)
    shutil.copytree(folder / LESSON, cohort / "submitted" / "priya" / LESSON)
    for command in (
        ["generate_assignment", LESSON, "--force"],
        ["autograde", LESSON],
        ["generate_feedback", LESSON],
        ["export"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *command],
            cwd=cohort,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    rows = [
        row
        for row in csv.DictReader((cohort / "grades.csv").open())
        if row["student_id"] == "priya" and row["assignment"] == LESSON
    ]
    lesson = load_lesson(folder / LESSON / "lesson.json")
    most = {kind: lesson.max_score(kind) or 0.0 for kind in lesson.kinds}
    assert [float(row["max_score"]) for row in rows] == [sum(most.values())]
    assert [float(row["score"]) for row in rows] == [most[KIND]]  # the decisions were left for another day
    page = unescape((cohort / "feedback" / "priya" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8"))
    assert full in page
