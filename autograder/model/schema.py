"""Writes the JSON Schemas of docs/schema from the types, for editors. Knows nothing of what is done with them.

Run it with python -m autograder.model.schema [--check] [FOLDER].
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .base import Content
from .course import Course
from .decisions import DecisionExercise
from .quiz import Quiz
from .rubric import Rubric
from .scenario import Scenario
from .verdicts import VerdictExercise

FOLDER = Path("docs/schema")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUFFIX = ".schema.json"
TYPES: dict[str, type[Content]] = {
    "scenario": Scenario, "rubric": Rubric, "quiz": Quiz, "course": Course, "verdicts": VerdictExercise,
    "decisions": DecisionExercise,
}  # fmt: skip


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    return {name + SUFFIX: _text(type_) for name, type_ in TYPES.items()}


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def stale(folder: Path) -> list[str]:
    """The names of the schemas in a folder that are not what the types say, or that are missing or of no type."""
    wanted = schemas()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob(f"*{SUFFIX}")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def _text(type_: type[Content]) -> str:
    schema = {"$schema": DIALECT, **_tidy(type_.model_json_schema(by_alias=True))}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _tidy(schema: Any) -> Any:
    """The schema without the titles that only repeat the names of fields. A field named `title` is no such title."""
    if isinstance(schema, list):
        return [_tidy(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _tidy(part) for name, part in schema.items() if not (name == "title" and isinstance(part, str))}


def main(arguments: list[str] | None = None) -> int:
    about = "Writes the schemas of the course's files."
    parser = argparse.ArgumentParser(prog="python -m autograder.model.schema", description=about)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where they are kept (docs/schema)")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where one is out of date")
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.folder)
        return 0
    old = stale(options.folder)
    if old:
        print(f"Out of date: {', '.join(old)}. Run: python -m autograder.model.schema", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
