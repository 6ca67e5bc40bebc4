"""A lesson of the tests' own, and a notebook's shell to run cells in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output
from traitlets.config import Config

from autograder.model.course import Lesson
from autograder.model.load import load_scenario

SCENARIO = Path(__file__).parents[1] / "mini_course" / "scenarios" / "tiny-cafe.yaml"
STARTER = "To:\nSubject:\nSent: 2026-04-21 \n\n"
GOOD = (
    "To: Mina Walsh\nSubject: The barista's post\nSent: 2026-04-21 17:30\n\nDear Ms Walsh,\n\n"
    "It was good to meet you.\n\nKind regards,\nTom Adair\n"
)


def criterion(check: dict[str, Any], *outcomes: str) -> dict[str, Any]:
    words = {outcome: f"This is {outcome}." for outcome in ("met", *outcomes)}
    kind = check["kind"]
    return {
        "id": kind,
        "title": f"About {kind}",
        "check": check,
        "why": "Why.",
        "hints": ["Hint?", "Look."],
        "feedback": words,
    }


# checks of form only: these tests are not about meaning
CRITERIA = [
    criterion({"kind": "addressee", "to": "panel"}, "missing", "impersonal", "misspelled", "wrong_name"),
    criterion({"kind": "sign_off"}, "missing", "no_name", "wrong_name"),
    criterion({"kind": "length", "words": [10, 60]}, "too_short", "too_long") | {"points": 2},
]
RUBRICS = [
    {"kind": kind, "title": f"Your {kind}", "task": "Write.", "starter": starter, "criteria": criteria}
    for kind, starter, criteria in [
        ("follow_up_email", STARTER, CRITERIA),
        ("search_plan", "Write your plan here.", CRITERIA[2:]),
    ]
]
QUIZ = {
    "title": "Before you write",
    "questions": [
        {
            "kind": "choose_one", "id": "when", "ask": "When do you write?", "options": [
                {"text": "Within a day", "feedback": "They still remember you.", "right": True},
                {"text": "Next week", "feedback": "The choice is made by then.", "misconception": "wait"},
            ],
        },
        {
            "kind": "choose_many", "id": "what", "ask": "What goes in?", "options": [
                {"text": "Thanks", "feedback": "It is what the note is for.", "right": True},
                {"text": "A <b>topic</b>", "feedback": "It shows that you listened.", "right": True},
                {"text": "Your salary", "feedback": "Not at this point."},
            ],
        },
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    values = {"id": "thank-you", "title": "Say thank you", "pass_mark": 0.7, "rubrics": RUBRICS, "quiz": QUIZ}
    scenario = load_scenario(SCENARIO).model_dump(mode="json", by_alias=True)
    return Lesson.model_validate(values | {"scenario": scenario})


@pytest.fixture
def folder(tmp_path: Path, lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lesson's folder, which is where its notebook runs."""
    (tmp_path / "lesson.json").write_text(lesson.model_dump_json(by_alias=True), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Run = Callable[[str], list[RichOutput]]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
    config = Config({"HistoryManager": {"enabled": False}})
    yield InteractiveShell.instance(config=config)
    InteractiveShell.clear_instance()


@pytest.fixture
def run(shell: InteractiveShell) -> Run:
    """Runs a cell and gives what it shows. Nothing may go to standard error: nbgrader would give no points for it."""

    def run_cell(source: str) -> list[RichOutput]:
        with capture_output() as captured:
            done = shell.run_cell(source)
        assert done.success, captured.stdout
        assert captured.stderr == ""
        shown = list(captured.outputs)
        if done.result is not None:
            shown.append(RichOutput(data=dict(shell.display_formatter.format(done.result)[0])))
        return shown

    return run_cell
