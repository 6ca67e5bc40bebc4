"""The schemas for editors say what the types say, and take the course's own files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from autograder.model.explain import PATTERNS
from autograder.model.schema import main, schemas, stale, write

from .content import COURSE, QUIZ, ROOT, RUBRIC, SCENARIO, edited

FOLDER = ROOT / "docs" / "schema"


def problems(kind: str, text: str) -> list[str]:
    """What an editor underlines in a text. The strings of times stay strings, as they do in editors."""
    validator = jsonschema.Draft202012Validator(json.loads(schemas()[f"{kind}.schema.json"]))
    return [error.message for error in validator.iter_errors(yaml.safe_load(text))]


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(part)


def test_the_schemas_in_the_docs_are_those_of_the_types() -> None:
    assert stale(FOLDER) == [], "run: python -m autograder.model.schema"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_a_schema(name: str) -> None:
    text = schemas()[name]
    assert text.endswith("}\n")
    assert text == schemas()[name]
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("scenario", SCENARIO),
        ("rubric", RUBRIC),
        ("quiz", edited(QUIZ, "right: yes", "right: true")),
        ("course", COURSE),
    ],
)
def test_sound_content_is_not_underlined(kind: str, text: str) -> None:
    assert problems(kind, text) == []


@pytest.mark.parametrize("path", sorted((ROOT / "course").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_courses_own_files_are_not_underlined(path: Path) -> None:
    kind = "scenario" if path.parent.name == "scenarios" else path.stem.split("-")[0]
    if f"{kind}.schema.json" in schemas():
        assert problems(kind, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [
        ("scenario", SCENARIO, "level: entry", "level: low"),
        ("scenario", SCENARIO, "role: Barista", "rôle: Barista"),
        ("scenario", SCENARIO, "starts: 2026-04-21 15:00", "starts: this afternoon"),
        ("scenario", SCENARIO, "turn: t06", "turn: six"),
        ("rubric", RUBRIC, "kind: length", "kind: lenght"),
        ("rubric", RUBRIC, "points: 2", "points: 0"),
        ("quiz", QUIZ, "kind: choose_one", "kind: essay"),
        ("course", COURSE, "0.75", "75"),
    ],
)
def test_a_fault_is_underlined(kind: str, text: str, old: str, new: str) -> None:
    assert problems(kind, edited(text, old, new))


def test_every_pattern_of_the_types_has_words_for_people() -> None:
    found = {part["pattern"] for text in schemas().values() for part in parts(json.loads(text)) if "pattern" in part}
    times = {pattern for pattern in found if re.fullmatch(pattern, "2026-03-03 10:00")}
    assert found - times == set(PATTERNS)


def test_the_titles_of_fields_are_left_out_and_the_fields_named_title_are_not() -> None:
    scenario = json.loads(schemas()["scenario.schema.json"])
    assert scenario["properties"]["title"] == {"minLength": 1, "type": "string"}
    assert not [part for part in parts(scenario) if isinstance(part.get("title"), str)]


def test_the_check_says_which_files_are_out_of_date_and_changes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 0
    assert main(["--check", str(tmp_path)]) == 0
    (tmp_path / "quiz.schema.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "course.schema.json").unlink()
    (tmp_path / "exam.schema.json").write_text("{}\n", encoding="utf-8")
    assert main(["--check", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Out of date: course.schema.json, exam.schema.json, quiz.schema.json. Run:")
    assert (tmp_path / "quiz.schema.json").read_text(encoding="utf-8") == "{}\n"
    write(tmp_path)
    assert stale(tmp_path) == ["exam.schema.json"]
