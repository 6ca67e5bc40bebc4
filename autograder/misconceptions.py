"""Counts which misconceptions are common, from the first answers that learners handed in. Reads files, and changes none."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .model.first_answers import FILE, FirstAnswers

# nbgrader copies what was submitted into these, where it would be counted again.
COPIES = ("autograded", "feedback")
LARGEST = 1_000_000  # bytes; a quiz of a hundred questions makes a twentieth of it
WIDTH = 60


class CollectError(ValueError):
    """Why nothing could be counted, in one sentence."""


class Row(NamedTuple):
    """One way in which a misconception was chosen, by `chosen` of the `answered` learners who had that question."""

    lesson: str
    question: str
    misconception: str
    text: str
    chosen: int
    answered: int


@dataclass(frozen=True, slots=True)
class Misconceptions:
    """What `misconceptions` prints. `files` were read; `skipped` are damaged."""

    rows: tuple[Row, ...]
    files: int
    skipped: tuple[Path, ...]

    def to_json(self) -> dict[str, Any]:
        rows = [row._asdict() for row in self.rows]
        return {"files": self.files, "skipped": [path.as_posix() for path in self.skipped], "misconceptions": rows}

    def to_text(self) -> str:
        read = f"{self.files} file{'' if self.files == 1 else 's'} read."
        if not self.rows:
            return f"{read} No first answer there shows a misconception."
        table = [("lesson", "misconception", "learners", "what they chose")]
        table += [(r.lesson, r.misconception, f"{r.chosen} of {r.answered}", _short(r.text)) for r in self.rows]
        widths = [max(len(line[n]) for line in table) for n in range(3)]
        lines = [
            "  ".join([*(cell.ljust(width) for cell, width in zip(line[:3], widths, strict=True)), line[3]])
            for line in table
        ]
        return "\n".join([*lines, "", read])


def misconceptions(folder: Path) -> Misconceptions:
    """Counts the first answers in a folder and all below it, the most common first. Raises CollectError.

    Each file is one learner's: nbgrader's own copies of it, and hidden folders, are passed over.
    """
    if not folder.is_dir():
        raise CollectError(f"{folder}: there is no such folder.")
    paths = sorted(_files(folder))
    if not paths:
        raise CollectError(
            f"{folder}: there is no {FILE} in it or below it; learners who answer a quiz have one in the lesson's folder."
        )
    read = [(path, _read(path)) for path in paths]
    whole = [answers for _, answers in read if answers is not None]
    return Misconceptions(_rows(whole), len(whole), tuple(path for path, answers in read if answers is None))


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in COPIES]
        if FILE in names:
            yield Path(place, FILE)


def _read(path: Path) -> FirstAnswers | None:
    """None where the file cannot be read, or is not what a quiz writes."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        return FirstAnswers.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None


def _rows(files: list[FirstAnswers]) -> tuple[Row, ...]:
    answered: Counter[tuple[str, str]] = Counter()
    chosen: Counter[tuple[str, str, str, str]] = Counter()
    for file in files:
        for lesson, answers in file.lessons.items():
            for question, answer in answers.items():
                answered[lesson, question] += 1
                chosen.update({(lesson, question, one.misconception, one.text) for one in answer.misconceptions})
    rows = (Row(*key, chosen=many, answered=answered[key[:2]]) for key, many in chosen.items())
    return tuple(sorted(rows, key=lambda row: (-row.chosen, row.answered, row)))


def _short(text: str) -> str:
    """The beginning of a text, on one line. Signs that could move a terminal's cursor are left out."""
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 2].rstrip() + " …"
