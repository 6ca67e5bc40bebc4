"""A quiz: questions of six kinds, whose every part explains itself. Knows nothing of widgets.

A question is answered with a tuple of numbers from 0: the options chosen, the steps in their order, for each pair the number of
what was matched with it, or for each action the number of its rating.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from .base import Content, Slug, Text
from .sense import Senseless, repeated

RATINGS = ("good", "fair", "poor")


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


class Line(Option):
    """One line of a conversation, a letter or a diary, which shows something or does not."""

    speaker: Text | None = None


class Step(Content):
    text: Text
    feedback: Text


class Pair(Content):
    """What belongs together, and why."""

    text: Text
    fits: Text
    feedback: Text


class Action(Content):
    """Something that could be done, and how well it serves."""

    text: Text
    rating: Literal["good", "fair", "poor"]
    feedback: Text
    misconception: Slug | None = None


class _Asked(Content):
    id: Slug
    ask: Text


class ChooseOne(_Asked):
    kind: Literal["choose_one"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _one_is_right(self) -> ChooseOne:
        if sum(option.right for option in self.options) != 1:
            raise Senseless([(("options",), "expected exactly one option with right: true in a choose_one question")])
        return self


class ChooseMany(_Asked):
    kind: Literal["choose_many"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _some_are_right(self) -> ChooseMany:
        if not 0 < sum(option.right for option in self.options) < len(self.options):
            raise Senseless([(("options",), "expected right options and wrong ones in a choose_many question")])
        return self


class Spot(_Asked):
    """Marks the lines of a passage that show what is asked for."""

    kind: Literal["spot"]
    lines: Annotated[tuple[Line, ...], Field(min_length=3)]

    @model_validator(mode="after")
    def _some_are_right(self) -> Spot:
        if not 0 < sum(line.right for line in self.lines) < len(self.lines):
            raise Senseless([(("lines",), "expected right lines and wrong ones in a spot question")])
        return self

    @property
    def options(self) -> tuple[Line, ...]:
        return self.lines


class PutInOrder(_Asked):
    """`steps` stand in their right order; `shown` is the order in which a learner finds them."""

    kind: Literal["put_in_order"]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=7)]
    misconception: Slug | None = None

    @model_validator(mode="after")
    def _steps_differ(self) -> PutInOrder:
        if faults := list(repeated([step.text for step in self.steps], ("steps",), "text")):
            raise Senseless(faults)
        return self

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the steps by alphabet, which gives nothing away; backwards where that is the right order."""
        order = sorted(range(len(self.steps)), key=lambda n: self.steps[n].text.casefold())
        return tuple(order if order != sorted(order) else reversed(order))


class Match(_Asked):
    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=7)]
    misconception: Slug | None = None

    @model_validator(mode="after")
    def _sides_differ(self) -> Match:
        faults = list(repeated([pair.text for pair in self.pairs], ("pairs",), "text"))
        if faults := faults or list(repeated([pair.fits for pair in self.pairs], ("pairs",), "fits")):
            raise Senseless(faults)
        return self

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the pairs by the alphabet of their right sides."""
        return tuple(sorted(range(len(self.pairs)), key=lambda n: self.pairs[n].fits.casefold()))


class Judge(_Asked):
    kind: Literal["judge"]
    actions: Annotated[tuple[Action, ...], Field(min_length=2, max_length=7)]

    @model_validator(mode="after")
    def _ratings_differ(self) -> Judge:
        if len({action.rating for action in self.actions}) < 2:
            raise Senseless([(("actions",), "expected actions of at least two different ratings")])
        return self


Question: TypeAlias = Annotated[ChooseOne | ChooseMany | PutInOrder | Match | Judge | Spot, Field(discriminator="kind")]


class Quiz(Content):
    title: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Quiz:
        if faults := list(repeated([question.id for question in self.questions], ("questions",), "id")):
            raise Senseless(faults)
        return self
