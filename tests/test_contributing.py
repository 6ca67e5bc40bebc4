"""CONTRIBUTING.md can be followed to the letter: its commands, in its order, bring a trainer's own interview or lesson into release/."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.model.load import load_lesson

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ["python", "-m", "autograder"]

# The part of the template, and what the trainer writes in its place.
INTERVIEW = [
    ("Noor Haddad", "Bela Nagy"),
    ("Noor", "Bela"),
    ("Isla Campbell", "Grace Lund"),
    ("Larkmoor Cycles", "Hazel Lane School"),
    ("role: Workshop manager", "role: Kitchen manager"),
    ("holds a certificate in servicing electric drives", "holds the certificate in food hygiene"),
]
PAGE = [
    ("# The title of your lesson", "# Ask for a second interview"),
    ("In this lesson you ...", "In this lesson you write one message."),
    (
        "A panel meets several people, and the talks run together ...",
        "The second talk is about what the first left open.",
    ),
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all that a trainer writes in, in which the command line works."""
    shutil.copytree(ROOT / "course", tmp_path / "course")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    monkeypatch.setattr("autograder.__main__.ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def section(heading: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^## {heading}\n(.*?)(?=^## )", text, re.M | re.S)
    return str(found)


def commands(heading: str) -> list[list[str]]:
    """The commands that stand by themselves in the numbered steps of a section, without `python -m autograder`."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```$", section(heading), re.M | re.S)
    typed = [shlex.split(line) for block in blocks for line in block.splitlines()]
    assert all(words[:3] == COMMAND for words in typed)
    return [words[3:] for words in typed]


def fill(path: Path, replacements: list[tuple[str, str]]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints; it must succeed and complain of nothing."""
    status = main(words)
    out, err = capsys.readouterr()
    assert (status, err) == (0, ""), out
    return out


@pytest.mark.parametrize("heading", ["Add a scenario", "Add a lesson"])
def test_steps_are_numbered_without_a_gap(heading: str) -> None:
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", section(heading), re.M)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 5


def test_a_trainer_s_interview_reaches_the_released_course(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new, lint, preview, build = commands("Add a scenario")
    name = new[-1]
    written = project / "course" / "scenarios" / f"{name}.yaml"
    assert f"Written: course/scenarios/{name}.yaml" in run(new, capsys)
    fill(written, INTERVIEW)
    assert "no fault found" in run(lint, capsys)

    assert name in preview
    told = run(preview, capsys)
    assert f"course/03-follow-up-email/answers/{name}/follow_up_email.model.txt" in told.replace("\\", "/")
    assert f"course/03-follow-up-email/answers/{name}/follow_up_email.model.txt" in section("Add a scenario").replace(
        "kitchen-manager", name
    )
    assert "Bela Nagy" in (project / "try/release/03-follow-up-email/03-follow-up-email.ipynb").read_text("utf-8")
    assert not (project / "release").exists()

    course = project / "course" / "course.yaml"
    course.write_text(re.sub(r"(?m)^scenario: .*$", f"scenario: {name}", course.read_text("utf-8")), "utf-8")
    assert "no fault found" in run(lint, capsys)
    run(build, capsys)
    released = project / "release" / "03-follow-up-email"
    assert load_lesson(released / "lesson.json").scenario.id == name
    page = (released / "03-follow-up-email.ipynb").read_text("utf-8")
    for said in ("Bela Nagy", "Hazel Lane School", "Kitchen manager", "holds the certificate in food hygiene"):
        assert said in page


def test_a_trainer_s_lesson_reaches_the_released_course(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new, lint, preview, build = commands("Add a lesson")
    name = new[-1]
    assert "course/course.yaml" in run(new, capsys)
    fill(project / "course" / name / "lesson.md", PAGE)
    assert "no fault found" in run(lint, capsys)
    run(preview, capsys)
    assert (project / "try" / "release" / name / f"{name}.ipynb").exists()
    assert not (project / "release").exists()
    run(build, capsys)
    lesson = load_lesson(project / "release" / name / "lesson.json")
    assert (lesson.title, [rubric.kind for rubric in lesson.rubrics]) == (
        "Ask for a second interview",
        ["follow_up_email"],
    )
    assert lesson.quiz
