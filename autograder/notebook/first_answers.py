"""Keeps a learner's first answers in a small file beside the notebook, for a trainer to collect. Never raises, and sends nothing."""

from __future__ import annotations

import os
from pathlib import Path

from ..model.first_answers import FILE, FirstAnswer, FirstAnswers
from .progress import free_name, write


class FirstAnswersFile:
    """The first answers to one lesson's quiz. Where the folder takes no file, nothing is kept and nothing is said.

    `kept` tells whether answers are being kept; `notice` names a damaged file.
    """

    def __init__(self, folder: Path, lesson: str) -> None:
        self.path = folder / FILE
        self.lesson = lesson
        self.kept = os.access(folder, os.W_OK) and not _is_trainers(folder)
        self.notice: str | None = None

    def keep(self, question: str, answer: FirstAnswer) -> None:
        """Adds the answer unless the file has one to this question: what is there is never changed."""
        if not self.kept or (whole := self._load()) is None:
            return
        mine = whole.lessons.get(self.lesson, {})
        if question in mine:
            return
        lessons = {**whole.lessons, self.lesson: {**mine, question: answer}}
        try:
            write(self.path, FirstAnswers(lessons=lessons).model_dump_json(indent=1) + "\n")
        except (OSError, ValueError):
            self.kept = False

    def _load(self) -> FirstAnswers | None:
        """What the file holds: nothing if there is none or a damaged one was put aside, None if it must stay as it is."""
        try:
            return FirstAnswers.model_validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return FirstAnswers()
        except OSError:
            self.kept = False
            return None
        except ValueError:
            return self._put_aside()

    def _put_aside(self) -> FirstAnswers | None:
        """Keeps a damaged file under another name rather than writing over it."""
        aside = free_name(self.path)
        try:
            os.replace(self.path, aside)
        except OSError:
            self.kept = False
            self.notice = f"{self.path.name} is damaged and could not be put aside."
            return None
        self.notice = f"{self.path.name} was damaged. It is kept as {aside.name}, and a new one begins."
        return FirstAnswers()


def _is_trainers(folder: Path) -> bool:
    """Whether this is the course as a trainer releases it: answers kept there would be handed to every learner."""
    return folder.parent.name in ("source", "release") and (folder.parent.parent / "nbgrader_config.py").is_file()
