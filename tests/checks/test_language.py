"""Which slips the language check reports, and where it looks for them."""

import pytest

from autograder.checks.language import language, names
from autograder.checks.reading import Reading
from autograder.model.rubric import Language
from autograder.model.scenario import Scenario

CLEAN = "Dear Helen,\n\nThank you for the tour of the yard. I would be glad to join you.\n\nBest wishes,\nSam"


def outcome(draft: str, scenario: Scenario) -> str:
    return language(Language(kind="language"), Reading(draft, scenario, "")).outcome


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", "met"),
        ("the tour", "teh tour", "errors"),
        ("Thank you", "Thanks you", "errors"),
        ("yard. I", "yard, I", "errors"),
        ("Dear Helen", "Dear Hellen", "met"),  # a name spelled wrong is the addressee's business
        ("the yard", "Northgate's yard", "met"),
        ("the yard", "the northgate yard", "errors"),
        ("Sam", "Sam\n\n> i recieve teh post, it are late", "met"),  # somebody else's words
    ],
)
def test_what_counts_as_an_error(before: str, after: str, expected: str, scenario: Scenario) -> None:
    assert outcome(CLEAN.replace(before, after) if before else CLEAN, scenario) == expected


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("I dont know", "“dont” needs an apostrophe."),
        ("Lets see", "“Lets” needs an apostrophe"),
        ("I recieve it", "“recieve” is misspelled; perhaps “receive” is meant."),
    ],
)
def test_what_to_do_about_a_slip_is_said(wrong: str, said: str, scenario: Scenario) -> None:
    draft = CLEAN.replace("I would be glad", f"{wrong}. I would be glad")
    assert said in language(Language(kind="language"), Reading(draft, scenario, "")).facts["list"]


def test_another_language_is_told(scenario: Scenario) -> None:
    text = "Hallo Helen,\n\nvielen Dank für das Gespräch, ich freue mich auf Ihre Antwort und die nächsten Schritte."
    assert outcome(text, scenario) == "not_english"


def test_names_are_those_of_people_and_firms(scenario: Scenario) -> None:
    found = names(scenario)
    assert "northgate" in found
    assert "operations" not in found
