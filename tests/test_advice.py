"""Protects docs/advice.md: each piece of the agency's advice is taught, asked about and graded, in places that exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
LESSONS = {folder.name[:2]: folder for folder in sorted((ROOT / "course").glob("[0-9][0-9]-*"))}

_REFERENCE = re.compile(r"`([^`]+)`")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.M)
_FENCED = re.compile(r"^```.*?^```", re.M | re.S)  # a comment in a code cell is no heading


def rows() -> list[list[str]]:
    """The cells of the table's rows, without its head."""
    _, table = (ROOT / "docs" / "advice.md").read_text(encoding="utf-8").split("\n## The table\n", 1)
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def read(path: Path) -> dict[str, Any]:
    """What a file of a lesson holds; nothing where the lesson has no such file."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def ids(things: Iterable[dict[str, Any]]) -> set[str]:
    return {thing["id"] for thing in things}


@cache
def headings(number: str) -> set[str]:
    text = (LESSONS[number] / "lesson.md").read_text(encoding="utf-8")
    return {f"{number} {heading}" for heading in _HEADING.findall(_FENCED.sub("", text))}


@cache
def questions(number: str) -> set[str]:
    return {f"{number}/{name}" for name in ids(read(LESSONS[number] / "quiz.yaml").get("questions", ()))}


@cache
def graded(number: str) -> set[str]:
    """The criteria, decisions and verdicts that a lesson has of its own."""
    folder = LESSONS[number]
    criteria = {name for path in folder.glob("rubric*.yaml") for name in ids(read(path)["criteria"])}
    decisions = ids(read(folder / "decisions.yaml").get("items", ()))
    verdicts = set(read(folder / "verdicts.yaml").get("meanings", ()))
    names = (*criteria, *(f"decisions/{name}" for name in decisions), *(f"verdicts/{name}" for name in verdicts))
    return {f"{number}/{name}" for name in names}


COLUMNS = {"taught": headings, "asked": questions, "graded": graded}
REFERENCES = [
    (column, reference)
    for row in rows()
    for column, cell in zip(COLUMNS, row[1:], strict=True)
    for reference in _REFERENCE.findall(cell)
]


def test_the_table_is_read() -> None:
    """Else every other test here would pass on an empty table."""
    assert len(rows()) >= 30
    assert len({row[0] for row in rows()}) == len(rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_advice_is_taught_asked_about_and_graded(row: list[str]) -> None:
    for column, cell in zip(COLUMNS, row[1:], strict=True):
        assert _REFERENCE.search(cell), f"docs/advice.md, '{row[0]}': the column '{column}' is empty"
        stray = _REFERENCE.sub("", cell).strip()
        assert not stray, f"docs/advice.md, '{row[0]}': '{stray}' in '{column}' is no reference; put it in backticks"


@pytest.mark.parametrize(("column", "reference"), sorted(set(REFERENCES)))
def test_what_the_table_names_is_there(column: str, reference: str) -> None:
    number = reference[:2]
    assert number in LESSONS, f"docs/advice.md names '{reference}', and there is no lesson {number}"
    there = COLUMNS[column](number)
    assert reference in there, f"docs/advice.md, '{column}': '{reference}' is not in {LESSONS[number].name}"
