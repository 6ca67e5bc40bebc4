"""The file that goes to the trainer: a learner's first answer to each question of a quiz. Knows nothing of who reads or writes it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Content, Slug

FILE = "quiz-answers.json"


class Chosen(Content):
    """A misconception that an answer shows, and the text behind it: an option's, or what was asked."""

    misconception: Slug
    text: str


class FirstAnswer(Content):
    """What was chosen, by its text; whether it was right; the misconceptions in it."""

    chosen: tuple[str, ...]
    right: bool
    misconceptions: tuple[Chosen, ...] = ()


class FirstAnswers(Content):
    """The whole file: for each lesson, by the ids of its questions."""

    format: Literal[1] = 1
    lessons: dict[Slug, dict[Slug, FirstAnswer]] = Field(default_factory=dict)
