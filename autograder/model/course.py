"""The course as a whole, and a lesson as it is built for one scenario."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from . import decisions, verdicts
from .base import Content, Slug, Text
from .decisions import DecisionExercise
from .quiz import Quiz
from .rubric import Rubric
from .scenario import Scenario
from .verdicts import VerdictExercise


class Course(Content):
    """`course/course.yaml`: the title, the lessons in order, and the agency's policy.

    `pass_mark` is the share of the points, from 0 to 1, at which a lesson is passed. `scenarios` names the lessons that are
    about another interview than the rest, so that they bring something new.
    """

    title: Text
    scenario: Slug
    pass_mark: Annotated[float, Field(gt=0, le=1)]
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)]
    scenarios: dict[Slug, Slug] = Field(default_factory=dict)


class Lesson(Content):
    """Everything that a built lesson's notebook needs, in the one file `lesson.json` beside it.

    `library` has the scenarios that a page of practice lets the learner choose from.
    """

    id: Slug
    title: Text
    pass_mark: float
    scenario: Scenario
    rubrics: tuple[Rubric, ...] = ()
    quiz: Quiz | None = None
    verdicts: VerdictExercise | None = None
    decisions: DecisionExercise | None = None
    library: tuple[Scenario, ...] = ()

    def rubric(self, kind: str) -> Rubric | None:
        return next((rubric for rubric in self.rubrics if rubric.kind == kind), None)

    @property
    def kinds(self) -> list[str]:
        """What the lesson has answer cells for: verdicts, decisions, and kinds of draft."""
        judged = [(verdicts.KIND, self.verdicts), (decisions.KIND, self.decisions)]
        return [*(kind for kind, exercise in judged if exercise), *(rubric.kind for rubric in self.rubrics)]

    def max_score(self, kind: str) -> float | None:
        """The points that an answer of this kind can earn; None where the lesson has none."""
        if kind == verdicts.KIND:
            return float(len(self.scenario.answers)) if self.verdicts else None
        if kind == decisions.KIND:
            return self.decisions.max_score if self.decisions else None
        rubric = self.rubric(kind)
        return rubric.max_score if rubric else None

    def starter(self, kind: str) -> str | None:
        """What the learner finds in the answer cell of this kind; None where the lesson has none."""
        if kind == verdicts.KIND:
            return verdicts.starter(self.scenario) if self.verdicts else None
        if kind == decisions.KIND:
            return decisions.starter(self.decisions) if self.decisions else None
        rubric = self.rubric(kind)
        return rubric.starter if rubric else None
