"""Protects: a message about another interview earns nothing for its content, and a wrong or empty greeting alone costs only the greeting."""

from __future__ import annotations

import pytest

from autograder.checks import Reading
from autograder.checks.elsewhere import elsewhere
from autograder.model.scenario import Scenario

BODY = "Thank you for telling me so soon. I accept the decision, and I will practise the budget answer this week."


def about_another(greeting: str, scenario: Scenario, body: str = BODY) -> bool:
    return elsewhere(Reading(f"{greeting}\n\n{body}\n\nRegards,\nPriya", scenario, ""))


@pytest.mark.parametrize("greeting", ["Dear Graham,", "Dear [Consultant],", "Dear [name],", "Hello love,", "Dear XXX,"])
def test_a_greeting_alone_tells_of_no_other_interview(greeting: str, scenario: Scenario) -> None:
    assert not about_another(greeting, scenario)


def test_a_stranger_is_greeted_and_others_are_named(scenario: Scenario) -> None:
    assert about_another("Dear Dr Paquet,", scenario, f"{BODY} The ward in Mannheim was quieter than Rotterdam.")


def test_whoever_names_this_panel_writes_about_this_interview(scenario: Scenario) -> None:
    assert not about_another("Dear Dr Paquet,", scenario, f"{BODY} Please thank Helen Marsh, and the team in Mannheim.")
