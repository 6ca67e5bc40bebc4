"""The command line does what the formats promise to whoever measures it: JSON, exit statuses, one line for a fault."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
SCENARIO = ROOT / "course" / "scenarios" / "depot-operations-manager.yaml"
MODEL = ROOT / "course" / "03-follow-up-email" / "answers" / SCENARIO.stem / "follow_up_email.model.txt"
OPTIONS = ["--scenario", str(SCENARIO), "--kind", "follow_up_email"]


def test_check_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(MODEL), *OPTIONS, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["scenario"], found["kind"], found["score"], found["max_score"]) == (
        SCENARIO.stem,
        "follow_up_email",
        12,
        12,
    )
    text = MODEL.read_text(encoding="utf-8")
    for row in found["criteria"]:
        assert set(row) == {"id", "passed", "score", "max_score", "message", "hint", "evidence"}
        assert (row["passed"], row["hint"]) == (True, None)
        for evidence in row["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_check_takes_the_id_of_an_interview(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(MODEL), "--scenario", SCENARIO.stem, "--kind", "follow_up_email", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scenario"] == SCENARIO.stem


def test_an_id_that_no_interview_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(MODEL), "--scenario", "depot-operation-manager", "--kind", "follow_up_email"]) == 2
    assert capsys.readouterr().err == (
        "--scenario: there is no file 'depot-operation-manager', and no interview of the course has that ID; did you mean "
        "depot-operations-manager?\n"
    )


def test_check_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Hi Helen, thanks for today.")))
    assert main(["check", "-", *OPTIONS]) == 0
    assert "of 12 points" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere.txt", *OPTIONS], "nowhere.txt: cannot be read"),
        (["check", str(MODEL), "--scenario", "nowhere.yaml", "--kind", "follow_up_email"], "nowhere.yaml"),
        (["evaluate", "nowhere.jsonl", "--scenarios", str(SCENARIO.parent)], "nowhere.jsonl: cannot be read"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_status_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_a_draft_that_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.jpg").write_bytes(bytes(range(256)))
    assert main(["check", str(tmp_path / "photo.jpg"), *OPTIONS]) == 2
    assert "not UTF-8 text" in capsys.readouterr().err


def test_lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(SCENARIO.parent)]) == 0
    (tmp_path / SCENARIO.name).write_text(
        SCENARIO.read_text(encoding="utf-8").replace("turn: t12", "turn: t99"), encoding="utf-8"
    )
    assert main(["lint", str(tmp_path)]) == 1
    assert "there is no turn t99; the turns are t01 to t" in capsys.readouterr().out


def test_a_missing_sentence_model_is_one_line(tmp_path: Path) -> None:
    """In a process of its own: the model is loaded once, and this one may have it."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "check", str(MODEL), *OPTIONS],
        env={**os.environ, "AUTOGRADER_MODEL": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr == "The sentence model cannot be read: tokenizer.json: No such file or directory.\n"
