"""Protects a learner's progress file: it is never lost, never written over when damaged, and never stops a lesson."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.notebook.progress import FILE, Progress, Record

RECORD = Record(("Thanks", "A topic 👍"), True, False)


def test_a_record_comes_back(tmp_path: Path) -> None:
    Progress(tmp_path, "one").keep("what", RECORD)
    assert Progress(tmp_path, "one").records() == {"what": RECORD}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_other_lessons_and_questions_are_kept(tmp_path: Path) -> None:
    one, two = Progress(tmp_path, "one"), Progress(tmp_path, "two")
    one.keep("a", RECORD)
    two.keep("b", RECORD)
    one.keep("c", RECORD)
    assert set(one.records()) == {"a", "c"}
    assert set(two.records()) == {"b"}


def _file(**changes: object) -> str:
    record = {"chosen": ["x"], "right": True, "first_right": True} | changes
    return json.dumps({"format": 1, "lessons": {"one": {"quiz": {"a": record}}}})


DAMAGED = [
    "", "{", "[]", "null", '"text"', "{}", '{"format": 2, "lessons": {}}', '{"format": 1, "lessons": []}',
    '{"format": 1, "lessons": {"one": []}}', '{"format": 1, "lessons": {"one": {"quiz": {"a": 1}}}}', "[" * 100_000,
    _file(chosen="x"), _file(chosen=[1]), _file(right="yes"), _file(first_right=None),
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_put_aside_and_not_written_over(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    progress = Progress(tmp_path, "one")
    assert progress.records() == {}
    progress.keep("a", RECORD)
    aside = tmp_path / "after-the-interview.damaged-1.progress.json"
    assert aside.read_text() == content
    assert progress.notice is not None
    assert aside.name in progress.notice
    assert Progress(tmp_path, "one").records() == {"a": RECORD}


def test_bytes_that_are_no_text_are_put_aside_too(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    assert Progress(tmp_path, "one").records() == {}
    assert (tmp_path / "after-the-interview.damaged-1.progress.json").read_bytes() == b"\xff\xfe\x00"


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for content in ("{", "["):
        (tmp_path / FILE).write_text(content)
        Progress(tmp_path, "one").records()
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == ["[", "{"]


def test_where_nothing_can_be_written_the_lesson_goes_on_and_says_so(tmp_path: Path) -> None:
    progress = Progress(tmp_path / "not-there", "one")
    progress.keep("a", RECORD)
    assert progress.records() == {}
    assert progress.notice is not None
    assert "could not be saved" in progress.notice


def test_a_folder_in_the_files_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    progress = Progress(tmp_path, "one")
    progress.keep("a", RECORD)
    assert (tmp_path / FILE).is_dir()
    assert progress.notice is not None


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress(tmp_path, "one")
    progress.keep("a", RECORD)
    before = (tmp_path / FILE).read_bytes()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("autograder.notebook.progress.os.replace", full)
    progress.keep("b", RECORD)
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
