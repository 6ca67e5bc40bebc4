"""The exercise in which a learner decides what to do in situations of the story: its words and its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from .base import Content, Name, Slug, Text
from .sense import Sense, Senseless, repeated

KIND = "decisions"
OUTCOMES = ("met", "near", "differs", "missing", "unknown")
LETTERS = "abcdefgh"

Share = Annotated[float, Field(ge=0, le=1)]


class Choice(Content):
    """One thing that could be done. `earns` is its share of the point, from 0 to 1, or that share for each of the item's `asks`."""

    text: Text
    because: Text
    earns: Share | dict[Slug, Share] = 0.0

    def share(self, ask: str) -> float:
        return self.earns.get(ask, 0.0) if isinstance(self.earns, dict) else self.earns


class Item(Content):
    """One situation. It has `choices`, of which one is chosen for each of `asks`, or `order`: steps in their right order."""

    id: Slug
    about: Text
    asks: tuple[Slug, ...] = ()
    choices: Annotated[tuple[Choice, ...], Field(max_length=len(LETTERS))] = ()
    order: Annotated[tuple[Text, ...], Field(max_length=len(LETTERS))] = ()
    because: Text | None = None

    @model_validator(mode="after")
    def _can_be_answered(self) -> Item:
        if faults := list(self._faults()):
            raise Senseless(faults)
        return self

    def _faults(self) -> Iterator[Sense]:
        if bool(self.choices) == bool(self.order):
            yield (), "expected either choices, or order with its steps"
        elif self.order:
            if len(self.order) < 3 or self.because is None:
                yield ("order",), "expected at least three steps, and because with the reason for their order"
            if self.asks:
                yield ("asks",), "steps to be put in order have no asks"
        elif len(self.choices) < 2:
            yield ("choices",), "expected at least two choices"
        else:
            for ask in self.asks or ("",):
                if max(choice.share(ask) for choice in self.choices) < 1:
                    asked = f" to '{ask}'" if ask else ""
                    yield ("choices",), f"expected a choice that earns 1 as the answer{asked}"
            yield from repeated(self.asks, ("asks",))

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(Question(self, ask) for ask in self.asks or ("",))

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """What the learner chooses from or puts in order: (letter, text). Steps stand in an order that gives nothing away."""
        texts = sorted(self.order, key=str.casefold) if self.order else [choice.text for choice in self.choices]
        return tuple(zip(LETTERS, texts, strict=False))

    @property
    def key(self) -> str:
        """The letters of `order`'s steps in their right order."""
        letters = {text: letter for letter, text in self.shown}
        return "".join(letters[text] for text in self.order)


class Question(NamedTuple):
    """One line of the answer."""

    item: Item
    ask: str

    @property
    def id(self) -> str:
        return f"{self.item.id} {self.ask}".strip()

    @property
    def best(self) -> str:
        """What earns the whole point."""
        if self.item.order:
            return " ".join(self.item.key)
        shares = [choice.share(self.ask) for choice in self.item.choices]
        return LETTERS[shares.index(max(shares))]


class DecisionExercise(Content):
    """`feedback` says how a decision compares with the key; each choice says why itself."""

    title: Text
    task: Text
    why: Text
    hints: tuple[Text, Text]
    feedback: dict[Name, Text]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _all_there(self) -> DecisionExercise:
        faults: list[Sense] = list(repeated([item.id for item in self.items], ("items",), "id"))
        if missing := [word for word in OUTCOMES if word not in self.feedback]:
            faults.append((("feedback",), f"expected a sentence for {', '.join(missing)} as well"))
        faults += [
            (("feedback", word), f"expected one of {', '.join(OUTCOMES)}")
            for word in self.feedback
            if word not in OUTCOMES
        ]
        if faults:
            raise Senseless(faults)
        return self

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for item in self.items for question in item.questions)

    @property
    def max_score(self) -> float:
        return float(len(self.questions))


def starter(exercise: DecisionExercise) -> str:
    """What the learner finds in the answer cell: a line for each decision."""
    return "\n".join(f"{question.id}:" for question in exercise.questions)


def key(exercise: DecisionExercise) -> str:
    """The answer that earns everything."""
    return "\n".join(f"{question.id}: {question.best}" for question in exercise.questions)
