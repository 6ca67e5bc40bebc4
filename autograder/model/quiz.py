"""A quiz: questions whose every option explains itself. Knows nothing of widgets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Content, Slug, Text
from .sense import Senseless, repeated


class Option(Content):
    """One option of a question. A wrong one may name the `misconception` that it stands for."""

    text: Text
    feedback: Text
    right: bool = False
    misconception: Slug | None = None

    @model_validator(mode="after")
    def _misconceptions_are_wrong(self) -> Option:
        if self.right and self.misconception:
            raise Senseless([(("misconception",), "a right option has no misconception")])
        return self


class ChooseOne(Content):
    kind: Literal["choose_one"]
    id: Slug
    ask: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _one_is_right(self) -> ChooseOne:
        if sum(option.right for option in self.options) != 1:
            raise Senseless([(("options",), "expected exactly one option with right: true in a choose_one question")])
        return self


class ChooseMany(Content):
    kind: Literal["choose_many"]
    id: Slug
    ask: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _some_are_right(self) -> ChooseMany:
        if not 0 < sum(option.right for option in self.options) < len(self.options):
            raise Senseless([(("options",), "expected right options and wrong ones in a choose_many question")])
        return self


Question = Annotated[ChooseOne | ChooseMany, Field(discriminator="kind")]


class Quiz(Content):
    title: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Quiz:
        if faults := list(repeated([question.id for question in self.questions], ("questions",), "id")):
            raise Senseless(faults)
        return self
