"""Which files are written, removed, left alone or named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.build.tree import BuildResult, compare, put, read_files
from autograder.model.load import ContentError

NOTEBOOK = "source/02-old/02-old.ipynb"


def notebook(*ids: str) -> bytes:
    return json.dumps({"cells": [{"id": one} for one in ids]}).encode()


def result(checked: bool = False, **found: tuple[str, ...]) -> BuildResult:
    return BuildResult(lessons=1, scenario="tiny-cafe", command="mend all", checked=checked, **found)


def test_files_are_sorted_into_what_is_to_be_done() -> None:
    found = compare({"a": b"1", "b": b"2", "c": b"3"}, {"b": b"2", "c": b"4", "d": b"5"})
    expected = {"current": ("b",), "changed": ("c",), "missing": ("a",), "removed": (), "foreign": ("d",)}
    assert found == expected


def test_model_answers_that_are_missing_are_counted_and_stop_no_check() -> None:
    found = result(checked=True, unwritten=("a.model.txt", "b.model.txt"))
    assert not found.stale
    assert str(found).split("\n")[1:] == [
        "2 model answers are missing, and source/ has the learner's starting text instead. To add one, write the file:",
        "  a.model.txt",
        "  b.model.txt",
    ]


@pytest.mark.parametrize(
    ("name", "data", "ours"),
    [
        (NOTEBOOK, notebook("02-old-01", "02-old-02"), True),
        (NOTEBOOK, notebook("02-old-01", "3f0c"), False),  # somebody has added a cell
        (NOTEBOOK, notebook(), False),
        (NOTEBOOK, b"no notebook", False),
        (NOTEBOOK, b"[1]", False),
        ("source/02-old/other.ipynb", notebook("02-old-01"), False),
        ("source/02-old.ipynb", notebook("02-old-01"), False),
        ("release/02-old/lesson.json", b'{"id": "02-old", "scenario": {"id": "x"}}', True),
        ("release/02-mine/lesson.json", b'{"id": "02-old", "scenario": {"id": "x"}}', False),
        ("source/02-old/figure.png", b"\x89PNG", False),
    ],
)
def test_only_what_the_build_made_is_removed(name: str, data: bytes, ours: bool) -> None:
    found = compare({}, {name: data})
    assert found["removed"] == ((name,) if ours else ())
    assert found["foreign"] == (() if ours else (name,))


def test_line_ends_of_another_machine_are_no_difference(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a").write_bytes(b"1\r\n2\r\n")
    assert read_files(tmp_path) == {"source/a": b"1\n2\n"}


def test_what_nbgrader_ignores_is_ignored(tmp_path: Path) -> None:
    for name in ("source/01/.ipynb_checkpoints/x.ipynb", "source/01/my.progress.json", "source/01/a.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert list(read_files(tmp_path, [".ipynb_checkpoints", "*.progress.json"])) == ["source/01/a.ipynb"]


def test_put_writes_removes_and_leaves_alone(tmp_path: Path) -> None:
    for name in ("old/x", "kept/y", "kept/z"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"before")
    put(tmp_path, {"new/a": b"1", "kept/y": b"2"}, result(missing=("new/a",), changed=("kept/y",), removed=("old/x",)))
    there = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {"new/a": b"1", "kept/y": b"2", "kept/z": b"before"}
    assert not (tmp_path / "old").exists()


def test_a_file_that_cannot_be_written_is_said_and_leaves_no_half(tmp_path: Path) -> None:
    (tmp_path / "source").write_text("a file where a folder should be")
    with pytest.raises(ContentError, match=r"source/a: this cannot be written: "):
        put(tmp_path, {"source/a": b"1"}, result(missing=("source/a",)))
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a").mkdir()  # os.replace refuses
    with pytest.raises(ContentError, match="this cannot be written"):
        put(tmp_path, {"kept/a": b"1"}, result(missing=("kept/a",)))
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["a"]


def test_a_check_names_every_file_and_the_command() -> None:
    found = result(changed=("a",), missing=("b",), removed=("c",), foreign=("d",))
    checked = BuildResult(1, "tiny-cafe", "mend all", True, (), *(("a",), ("b",), ("c",), ("d",)))
    assert checked.stale == ("a", "b", "c", "d")
    assert str(checked).split("\n") == [
        "a is out of date",
        "b is missing",
        "c is stray: no lesson makes it any more",
        "d is stray: the build did not make it, so delete it or move it",
        "To mend this, run: mend all",
    ]
    assert found.stale == ()
    assert str(found).split("\n") == [
        "1 lesson built for tiny-cafe: 2 files written, 0 already up to date.",
        "c was removed: no lesson makes it any more",
        "d was left alone: the build did not make it",
    ]


def test_the_command_is_not_named_where_it_would_not_help() -> None:
    only_foreign = BuildResult(1, "tiny-cafe", "mend all", True, foreign=("d",))
    assert "mend all" not in str(only_foreign)
    fine = BuildResult(1, "tiny-cafe", "mend all", True, current=("a", "b"))
    assert str(fine) == "1 lesson for tiny-cafe: 2 files, all up to date."
    assert not fine.stale
