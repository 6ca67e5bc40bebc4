"""A learner's quiz results on disk, to come back after a restart. Never raises: a quiz works without them too."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "after-the-interview.progress.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A question's options last checked, by their text; whether they were right; whether the first try was."""

    chosen: tuple[str, ...]
    right: bool
    first_right: bool


class _Damaged(ValueError):
    """The file is there and is not what this module writes."""


class Progress:
    """The results of one lesson's quiz in the progress file of a folder. `notice` says what went wrong, if anything."""

    def __init__(self, folder: Path, lesson: str) -> None:
        self.path = folder / FILE
        self.lesson = lesson
        self.notice: str | None = None

    def records(self) -> dict[str, Record]:
        """What the file knows of this lesson's questions, by their ids."""
        return self._lesson_of(self._load() or {})

    def keep(self, question: str, record: Record) -> None:
        """Writes one question's record, leaving everything else that the file holds by now."""
        whole = self._load()
        if whole is None:
            return
        mine = {name: _as_json(found) for name, found in self._lesson_of(whole).items()}
        mine[question] = _as_json(record)
        lessons = {**whole.get("lessons", {}), self.lesson: {"quiz": mine}}
        try:
            write(self.path, json.dumps({"format": FORMAT, "lessons": lessons}, ensure_ascii=False, indent=1) + "\n")
        except (OSError, UnicodeError):
            self.notice = f"Your results could not be saved: {self.path.name} cannot be written here."

    def _lesson_of(self, whole: Mapping[str, Any]) -> dict[str, Record]:
        found = whole.get("lessons", {}).get(self.lesson, {}).get("quiz", {})
        return {name: Record(tuple(r["chosen"]), r["right"], r["first_right"]) for name, r in found.items()}

    def _load(self) -> dict[str, Any] | None:
        """What the file holds: {} if there is none or a damaged one was put aside, None if it must stay as it is."""
        try:
            whole = json.loads(self.path.read_text(encoding="utf-8"))
            _demand_sense(whole)
        except FileNotFoundError:
            return {}
        except OSError:
            self.notice = f"Your results cannot be saved: {self.path.name} cannot be read."
            return None
        except (ValueError, RecursionError):
            return self._put_aside()
        return dict(whole)

    def _put_aside(self) -> dict[str, Any] | None:
        """Keeps a damaged file under another name rather than writing over it."""
        aside = free_name(self.path)
        try:
            os.replace(self.path, aside)
        except OSError:
            self.notice = f"Your results cannot be saved: {self.path.name} is damaged and could not be put aside."
            return None
        self.notice = f"Your earlier results could not be read; the file is kept as {aside.name}."
        return {}


def _as_json(record: Record) -> dict[str, Any]:
    return {"chosen": list(record.chosen), "right": record.right, "first_right": record.first_right}


def _demand_sense(whole: object) -> None:
    """Raises _Damaged unless the file is what this module writes."""
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or not isinstance(whole.get("lessons"), dict):
        raise _Damaged
    for lesson in whole["lessons"].values():
        if not isinstance(lesson, dict) or not isinstance(lesson.get("quiz"), dict):
            raise _Damaged
        for record in lesson["quiz"].values():
            if not isinstance(record, dict) or not isinstance(record.get("chosen"), list):
                raise _Damaged
            if not all(isinstance(text, str) for text in record["chosen"]):
                raise _Damaged
            if not all(isinstance(record.get(name), bool) for name in ("right", "first_right")):
                raise _Damaged


def free_name(path: Path) -> Path:
    """A name for a damaged file that nothing has: `name.damaged-1.rest`."""
    head, _, tail = path.name.partition(".")
    number = 1
    while (aside := path.with_name(f"{head}.damaged-{number}.{tail}")).exists():
        number += 1
    return aside


def write(path: Path, text: str) -> None:
    """Writes the whole file or none of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".progress-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
