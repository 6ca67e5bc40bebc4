"""A trainer learns which misconceptions are common, whatever else lies in the folder; each file counts once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.model.first_answers import FILE
from autograder.model.quiz import Quiz
from autograder.notebook.first_answers import FirstAnswersFile
from autograder.notebook.progress import Progress
from autograder.notebook.quiz import Sitting

from .notebook.conftest import QUIZ

LONG = "Next week, when they have had the time to think it over and to talk to all of the others"


def answer(*chosen: tuple[str, str], right: bool = False) -> dict[str, Any]:
    texts = [text for _, text in chosen] or ["Today"]
    beliefs = [{"misconception": name, "text": text} for name, text in chosen]
    return {"chosen": texts, "right": right, "misconceptions": beliefs}


def submit(folder: Path, learner: str, lesson: str, **answers: dict[str, Any]) -> Path:
    path = folder / learner / lesson / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": 1, "lessons": {lesson: answers}}), encoding="utf-8")
    return path


@pytest.fixture
def submitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three learners of one lesson, of whom two waited and one sent a photo as well; one has done the next lesson too."""
    monkeypatch.chdir(tmp_path)
    folder = Path("submitted")
    submit(folder, "ana", "03-email", when=answer(("wait", LONG)), what=answer(right=True))
    submit(folder, "ben", "03-email", when=answer(("wait", LONG)), what=answer(("more-is-better", "A photo")))
    submit(folder, "cy", "03-email", when=answer(right=True))
    submit(folder, "cy", "04-search", plan=answer(("wish-is-a-plan", "Hope\x1b[2J for the best")))
    return folder


def test_the_table(submitted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misconceptions", "submitted"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out == (
        "lesson     misconception   learners  what they chose\n"
        "03-email   wait            2 of 3    Next week, when they have had the time to think it over and\n"
        "                                     to talk to all of the others\n"
        "04-search  wish-is-a-plan  1 of 1    Hope [2J for the best\n"
        "03-email   more-is-better  1 of 2    A photo\n"
        "\n"
        "4 files read.\n"
    )


def test_an_order_and_a_match_are_shown_by_what_was_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They have no one option: the whole question is there, and said to be one. A rated action is what it was."""
    beliefs = [{"misconception": "write-first", "text": "In which order?"}]
    order = {"chosen": ["Wait", "Thank", "Note"], "right": False, "misconceptions": beliefs}
    rated = [{"misconception": "silence-is-polite", "text": "He waits"}]
    judge = {"chosen": ["good", "poor"], "right": False, "misconceptions": rated}
    submit(tmp_path, "ana", "03-email", steps=order, rate=judge)
    assert main(["misconceptions", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("  ")[-1] == "He waits"
    assert lines[2].split("  ")[-1] == "(wrong answer to:) In which order?"
    assert main(["misconceptions", str(tmp_path), "--json"]) == 0
    found = {row["question"]: row["asked"] for row in json.loads(capsys.readouterr().out)["misconceptions"]}
    assert found == {"steps": True, "rate": False}


def test_as_json(submitted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misconceptions", "submitted", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["files"], found["skipped"]) == (4, [])
    assert found["misconceptions"][0] == {
        "lesson": "03-email",
        "question": "when",
        "misconception": "wait",
        "text": LONG,
        "asked": False,
        "chosen": 2,
        "answered": 3,
    }


@pytest.mark.parametrize("copy", ["autograded/ana/03-email", "feedback/ana/03-email", "submitted/ana/.Trash"])
def test_copies_are_not_counted_again(submitted: Path, copy: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(copy).mkdir(parents=True)
    (Path(copy) / FILE).write_bytes((submitted / "ana" / "03-email" / FILE).read_bytes())
    assert main(["misconceptions", "."]) == 0
    assert "4 files read." in capsys.readouterr().out


BROKEN = [b"", b"{", b"\xff\xfe", b"[]", b'{"format": 2, "lessons": {}}', b'{"lessons": {"a": {"b": 1}}}', b"[" * 9999, b" " * 1_000_001]  # fmt: skip


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_damaged_file_is_named_and_passed_over(
    submitted: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = submitted / "cy" / "03-email" / FILE
    path.write_bytes(content)
    assert main(["misconceptions", "submitted"]) == 0
    out, err = capsys.readouterr()
    assert err == f"{path}: skipped, because it is damaged or no file of quiz answers.\n"
    assert "wait            2 of 2" in out
    assert path.read_bytes() == content
    assert main(["misconceptions", "submitted", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["skipped"] == [path.as_posix()]


def test_where_there_is_nothing_to_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["misconceptions", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'nowhere'}: there is no such folder.\n"
    assert main(["misconceptions", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{tmp_path}: there is no {FILE} in it or below it; ")
    assert err.count("\n") == 1
    submit(tmp_path, "ana", "03-email", when=answer(right=True))
    assert main(["misconceptions", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 file read. No first answer there shows a misconception.\n"


def test_what_a_quiz_keeps_is_what_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiz = Quiz.model_validate(QUIZ)
    Sitting(quiz, Progress(tmp_path, "one"), FirstAnswersFile(tmp_path, "one")).check(quiz.questions[0], [1])
    assert main(["misconceptions", str(tmp_path)]) == 0
    assert "one     wait           1 of 1    Next week" in capsys.readouterr().out
