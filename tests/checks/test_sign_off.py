"""A draft ends with the candidate's own name, under a usual closing or alone."""

import pytest

from autograder.checks.reading import Reading
from autograder.checks.sign_off import sign_off
from autograder.model.rubric import SignOff
from autograder.model.scenario import Scenario


def outcome(ending: str, scenario: Scenario) -> str:
    reading = Reading(f"Dear Helen,\n\nI am Priya Nair, and the yard was busy.\n\n{ending}", scenario, "")
    return sign_off(SignOff(kind="sign_off"), reading).outcome


@pytest.mark.parametrize(
    "ending",
    [
        "Kind regards,\nPriya Nair", "Best,\nPriya", "Yours sincerely\n\nPriya Nair", "Thanks again, Priya", "Best wishes,\nPriya 🙂",
        "Kind regards,\nPriya Nair, Shift supervisor", "Warmly,\nPriya N.", "Regards,\nP. Nair", "All the best,\nPRIYA NAIR",
        "With kind regards\nMs Priya Nair", "Many thanks and best wishes,\nPriya\n07700 900142", "Best,\n--\nPriya Nair\nCalder Foods",
        "Thanks once more for your time and patience,\nPriya", "Priya", "Priya Nair", "Priya N.", "Bye for now,\nPriya xx", "See ya, Priya",
        "Priya Nair\n07700 900142", "Priya\n(sent from my phone, excuse typos)", "Priya Nair\nShift supervisor\n+44 7700 900142",
        "Priya Nair\nWakefield\n07700 900142", "Priya\n\nPS: I'm around all day.", "Priya.", "Priya!", "Priya x", "Priya :)", "Priya 👍",
        "From Priya", "Cheers Priya", "Many thanks Priya", "Kind regards Priya Nair", "Thanks for everything, Priya",
        "See you on Monday. Thanks again, Priya Nair", "I'll ring you. Priya", "P Nair (Ms)",
    ],
)  # fmt: skip
def test_closing_and_own_name(ending: str, scenario: Scenario) -> None:
    assert outcome(ending, scenario) == "met"


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("", "missing"),
        ("Kind regards,", "no_name"),
        ("Kind regards,\nHelen Marsh", "wrong_name"),
        ("Best,\nPriya Shah", "wrong_name"),
        ("Best,\nPria", "wrong_name"),
        ("Best,\nM", "no_name"),  # a title and nothing else
    ],
)
def test_what_is_missing(ending: str, expected: str, scenario: Scenario) -> None:
    assert outcome(ending, scenario) == expected
