"""Protects: a candidate who says plainly that there is nothing else has compared."""

from __future__ import annotations

import pytest

from autograder.checks import Reading
from autograder.checks.compares import compares
from autograder.model.rubric import Compares
from autograder.model.scenario import Scenario

LETTER = "Dear Daniel,\n\nThe interview went well and I want to go on. {}\n\nRegards,\nPriya"


def passes(sentence: str, scenario: Scenario) -> bool:
    return compares(Compares(kind="compares"), Reading(LETTER.format(sentence), scenario, "")).passed


@pytest.mark.parametrize(
    "sentence",
    [
        "I have no other interviews at the moment.",
        "There is nothing else in my diary.",
        "I haven't any other applications out.",
        "It's the only interview I have.",
        "There's nobody else in play right now.",
    ],
)
def test_that_there_is_nothing_else_is_a_comparison(sentence: str, scenario: Scenario) -> None:
    assert passes(sentence, scenario)


@pytest.mark.parametrize(
    "sentence", ["Nothing else in the diary matters.", "I have no other plans.", "I saw the yard."]
)
def test_what_only_sounds_like_it_is_none(sentence: str, scenario: Scenario) -> None:
    assert not passes(sentence, scenario)
