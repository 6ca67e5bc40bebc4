"""The exercise in which a learner judges the answers of the transcript: its words. The key itself is in the scenario."""

from __future__ import annotations

from typing import get_args

from pydantic import model_validator

from .base import Content, Name, Text
from .scenario import Scenario, Verdict
from .sense import Senseless

KIND = "verdicts"
OUTCOMES = ("met", "near", "differs", "missing", "unknown")


class VerdictExercise(Content):
    """`meanings` says what each verdict means, `feedback` how one that was given compares with the key.

    `near` is for an answer that the key calls weak too, but for another reason; it earns half.
    """

    title: Text
    task: Text
    why: Text
    hints: tuple[Text, Text]
    meanings: dict[Name, Text]
    feedback: dict[Name, Text]

    @model_validator(mode="after")
    def _all_there(self) -> VerdictExercise:
        faults: list[tuple[tuple[str | int, ...], str]] = []
        for name, there, wanted in (
            ("meanings", self.meanings, get_args(Verdict)),
            ("feedback", self.feedback, OUTCOMES),
        ):
            if missing := [word for word in wanted if word not in there]:
                faults.append(((name,), f"expected a sentence for {', '.join(missing)} as well"))
            faults += [((name, word), f"expected one of {', '.join(wanted)}") for word in there if word not in wanted]
        if faults:
            raise Senseless(faults)
        return self


def starter(scenario: Scenario) -> str:
    """What the learner finds in the answer cell: a line for each answer."""
    return "".join(f"{answer.turn}:\n" for answer in scenario.answers).rstrip("\n")


def key(scenario: Scenario) -> str:
    """The answer that earns everything."""
    return "\n".join(f"{answer.turn}: {answer.verdict}" for answer in scenario.answers)
