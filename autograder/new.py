"""Writes the templates of a new scenario or lesson into course/. Overwrites nothing; knows nothing of grading.

The templates are in the folder templates/ beside this module, and can be built as they stand.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from .model.base import Slug
from .model.document import read_document, read_text
from .model.lint import COURSE, DECISIONS, QUIZ, RUBRICS, VERDICTS
from .model.load import ContentError, Fault, load_course

TEMPLATES = Path(__file__).resolve().parent / "templates"
ID = "<id>"  # what a template has in the place of the new ID
LINT = "python -m autograder lint course"


def new_scenario(root: Path, name: str) -> str:
    """Writes `root`/course/scenarios/<name>.yaml; returns what to tell its author.

    Raises ContentError, one line, where the name cannot be an ID or is taken, and where nothing can be written.
    """
    _demand_id(name, "ward-sister")
    path = root / "course" / "scenarios" / f"{name}.yaml"
    if path.name in (COURSE, QUIZ, VERDICTS, DECISIONS) or path.match(RUBRICS):
        raise _refused("ID", f"a file called {path.name} holds something else in this course; choose another ID")
    _demand_free(path, root)
    _demand_free(path.with_suffix(".yml"), root)
    template = read_text(TEMPLATES / "scenario.yaml").replace(ID, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, template)
    except OSError as error:
        raise _cannot(path, root, error) from None
    return f"Written: {_said(path, root)}\nPut your interview in the place of its example, then run: {LINT}"


def new_lesson(root: Path, name: str) -> str:
    """Writes the folder `root`/course/<name> and adds it to the lessons in course.yaml; returns what to tell its author.

    Raises ContentError, one line for each fault, and then has changed nothing.
    """
    _demand_id(name, "09-second-interview")
    folder, course = root / "course" / name, root / "course" / COURSE
    _demand_free(folder, root)
    listed = _with_lesson(course, root, name)
    templates = {path.name: read_text(path) for path in sorted((TEMPLATES / "lesson").iterdir()) if path.is_file()}
    try:
        _write_folder(folder, templates)
    except OSError as error:
        raise _cannot(folder, root, error) from None
    try:
        _replace(course, listed)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _cannot(course, root, error) from None
    written = [_said(folder / file, root) for file in templates]
    return "\n".join(
        [
            *(f"Written: {file}" for file in written),
            f"Added to the end of the lessons in {_said(course, root)}: {name}",
            f"Put your lesson in the place of the example, then run: {LINT}",
        ]
    )


def _demand_id(name: str, example: str) -> None:
    try:
        TypeAdapter(Slug).validate_python(name)
    except ValidationError:
        meant = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or example
        message = f"expected lower-case letters, digits and single hyphens, such as {meant}; found '{name}'"
        raise _refused("ID", message) from None


def _demand_free(path: Path, root: Path) -> None:
    if os.path.lexists(path):
        raise _refused(_said(path, root), "this exists already, and nothing is overwritten; choose another ID")


def _with_lesson(path: Path, root: Path, name: str) -> str:
    """The text of course.yaml with one more lesson at the end of its list, and every other character as it was."""
    if name in load_course(path).lessons:
        raise _refused(_said(path, root), f"the lesson '{name}' is already listed here; choose another ID")
    text = read_text(path)
    added = _add(text, path, name)
    before, after = (yaml.load(one, Loader=yaml.BaseLoader) for one in (text, added))
    if after != {**before, "lessons": [*before["lessons"], name]}:
        message = f"the list is written in an unusual way; put each lesson on a line of its own, such as '  - {name}'"
        raise _refused(_said(path, root), message, "lessons")
    return added


def _add(text: str, path: Path, name: str) -> str:
    """Adds an entry behind the last lesson: on a line of its own, or behind a comma where the list is in brackets."""
    document = read_document(path)
    lessons: Any = document.at(("lessons",))
    number = document.line(("lessons", len(lessons) - 1)) - 1
    lines = text.splitlines(keepends=True)
    line = lines[number]
    if block := re.match(r"\s*- +", line):
        end = "\r\n" if line.endswith("\r\n") else "\n"
        lines[number] = line.rstrip("\r\n") + f"{end}{block[0]}{name}{end}"
    else:
        entry = re.compile(rf"""(["']?)\b{re.escape(lessons[-1])}\1(?=\s*[],])""")
        lines[number] = entry.sub(rf"\g<0>, {name}", line, count=1)
    return "".join(lines)


def _write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """The whole folder or none of it."""
    folder.mkdir()
    try:
        for name, text in files.items():
            _write(folder / name, text)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _replace(path: Path, text: str) -> None:
    """The whole file or none of it, with the line ends that the text has."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(text.encode())
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def _said(path: Path, root: Path) -> str:
    """A file as its author finds it from the project's folder."""
    return path.relative_to(root).as_posix()


def _cannot(path: Path, root: Path, error: OSError) -> ContentError:
    return _refused(_said(path, root), f"this cannot be written: {(error.strerror or 'unknown reason').lower()}")


def _refused(file: str, message: str, field: str = "") -> ContentError:
    return ContentError(Fault(file, 0, field, message))
