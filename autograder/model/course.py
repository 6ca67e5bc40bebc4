"""The course as a whole, and a lesson as it is built for one scenario."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from . import verdicts
from .base import Content, Slug, Text
from .quiz import Quiz
from .rubric import Rubric
from .scenario import Scenario
from .verdicts import VerdictExercise


class Course(Content):
    """`course/course.yaml`: the title, the lessons in order, and the agency's policy.

    `pass_mark` is the share of the points, from 0 to 1, at which a lesson is passed.
    """

    title: Text
    scenario: Slug
    pass_mark: Annotated[float, Field(gt=0, le=1)]
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Lesson(Content):
    """Everything that a built lesson's notebook needs, in the one file `lesson.json` beside it."""

    id: Slug
    title: Text
    pass_mark: float
    scenario: Scenario
    rubrics: tuple[Rubric, ...] = ()
    quiz: Quiz | None = None
    verdicts: VerdictExercise | None = None

    def rubric(self, kind: str) -> Rubric | None:
        return next((rubric for rubric in self.rubrics if rubric.kind == kind), None)

    @property
    def kinds(self) -> list[str]:
        """What the lesson has answer cells for: kinds of draft, and verdicts."""
        return [*([verdicts.KIND] if self.verdicts else []), *(rubric.kind for rubric in self.rubrics)]

    def starter(self, kind: str) -> str | None:
        """What the learner finds in the answer cell of this kind; None where the lesson has none."""
        if kind == verdicts.KIND:
            return verdicts.starter(self.scenario) if self.verdicts else None
        rubric = self.rubric(kind)
        return rubric.starter if rubric else None
