"""Counts which misconceptions are common, from the first answers that learners handed in. Reads files, and changes none."""

from __future__ import annotations

import os
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .model.first_answers import FILE, FirstAnswer, FirstAnswers
from .model.quiz import RATINGS

# nbgrader copies what was submitted into these, where it would be counted again.
COPIES = ("autograded", "feedback")
LARGEST = 1_000_000  # bytes; a quiz of a hundred questions makes a twentieth of it
WIDTH = 60


class CollectError(ValueError):
    """Why nothing could be counted, in one sentence."""


class Row(NamedTuple):
    """One way in which a misconception was chosen, by `chosen` of the `answered` learners who had that question.

    `text` is what they chose or, where `asked` is true, the question that they answered with a wrong order or match.
    """

    lesson: str
    question: str
    misconception: str
    text: str
    asked: bool
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
        heads, said = [("lesson", "misconception", "learners")], [["what they chose"]]
        for row in self.rows:
            heads.append((row.lesson, row.misconception, f"{row.chosen} of {row.answered}"))
            said.append(_shown(row))
        widths = [max(map(len, column)) for column in zip(*heads, strict=True)]
        lines = []
        for cells, parts in zip(heads, said, strict=True):
            first = "".join(f"{cell:{width}}  " for cell, width in zip(cells, widths, strict=True))
            lines += [(" " * len(first) if n else first) + part for n, part in enumerate(parts)]
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
    chosen: Counter[tuple[str, str, str, str, bool]] = Counter()
    for file in files:
        for lesson, answers in file.lessons.items():
            for question, answer in answers.items():
                answered[lesson, question] += 1
                chosen.update(
                    {
                        (lesson, question, one.misconception, one.text, _is_asked(one.text, answer))
                        for one in answer.misconceptions
                    }
                )
    rows = (Row(*key, chosen=many, answered=answered[key[:2]]) for key, many in chosen.items())
    return tuple(sorted(rows, key=lambda row: (-row.chosen, row.answered, row)))


def _is_asked(text: str, answer: FirstAnswer) -> bool:
    """Whether a text is the question's, as it is with an order and a match. A rated action is neither asked nor in `chosen`."""
    return text not in answer.chosen and not set(answer.chosen) <= set(RATINGS)


def _shown(row: Row) -> list[str]:
    """A text as lines. Signs that could move a terminal's cursor are left out."""
    text = f"(wrong answer to:) {row.text}" if row.asked else row.text
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return textwrap.wrap(" ".join(plain.split()), WIDTH) or [""]
