"""The greeting names a right recipient, spelled right, by a usual form; whatever else a greeting does is told apart."""

import pytest

from autograder.checks.addressee import addressee
from autograder.checks.reading import Reading
from autograder.model.rubric import Addressee
from autograder.model.scenario import Scenario


def outcome(greeting: str, scenario: Scenario, to: str = "panel") -> str:
    check = Addressee(kind="addressee", to=to)
    return addressee(check, Reading(f"{greeting}\n\nThe yard was busy.\n\nBest,\nPriya", scenario, "")).outcome


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Ms Marsh,", "Respected Ms Marsh,", "Dear Ma'am Helen,", "Dear Ms. Marsh:", "Hi Helen,", "Hello Helen and Kwame,", "Dear Helen Marsh,",
        "Good morning, Helen.",
        "Helen,", "Dear Mrs Marsh and Mr Boateng,", "dear helen", "Hi Kwame!", "Dear Helen, dear Kwame,", "Dear Ms Helen Marsh,",
        "Hi both, Helen and Kwame,", "DEAR MS MARSH", "Dear Ms\u00a0Marsh,", "Dear Hеlen,", "Hi Helen, thanks for today.",
        "Helen, count me in.", "Helen. Typing this on the bus.", "Helen: yes to this job.", "Helen", "Hey Helen girl!!",
        "Kwame, good morning still, just about.", "Hi Helen, typing this at the stop.",
        "Hi Helen, Priya here.", "Thanks Helen,", "OK Helen,", "Dearest Helen,", "Hi Helen thanks for ringing me.", "Hi Helen Thanks for today.",
        "Kia ora Helen,", "Namaste Helen", "G'day Kwame,", "Dear Chef Helen,", "Dear Captain Marsh,",
    ],
)  # fmt: skip
def test_right_recipients(greeting: str, scenario: Scenario) -> None:
    assert outcome(greeting, scenario) == "met"


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        ("", "missing"),
        ("Dear Sir Helen,", "impersonal"),
        ("Dear Sir or Madam,", "impersonal"),
        ("Dear Hiring Manager,", "impersonal"),
        ("To whom it may concern,", "impersonal"),
        ("Hello,", "impersonal"),
        ("Dear all,", "impersonal"),
        ("Dear Ms Marsch,", "misspelled"),
        ("Dear Hellen,", "misspelled"),
        ("Hi Kwamé and Helena,", "misspelled"),
        ("Dear Daniel,", "wrong_name"),
        ("Dear Priya,", "wrong_name"),
        ("Dear Mr Marsh,", "wrong_name"),
        ("Dear Marsh,", "wrong_name"),
        ("Dear Helen and Daniel,", "wrong_name"),
        ("Dear Mr Whitlock,", "wrong_name"),
        ("Dear Chef Daniel,", "wrong_name"),
        ("Dear Hel,", "misspelled"),
        ("Priya. I was there on time.", "wrong_name"),
        ("Yes, count me in.", "missing"),
    ],
)
def test_what_is_wrong(greeting: str, expected: str, scenario: Scenario) -> None:
    assert outcome(greeting, scenario) == expected


def test_a_short_form_is_right_where_the_interview_has_it(scenario: Scenario) -> None:
    first, *others = scenario.turns
    said = scenario.model_copy(
        update={"turns": (first.model_copy(update={"text": "Call me Hel, everybody does."}), *others)}
    )
    assert outcome("Dear Hel,", said) == "met"


def test_the_consultant_is_right_where_the_rubric_says_so(scenario: Scenario) -> None:
    assert outcome("Dear Mr Osei,", scenario, "consultant") == "met"
    assert outcome("Hi Daniel,", scenario, "consultant_or_panel") == "met"
    assert outcome("Hi Helen,", scenario, "consultant") == "wrong_name"
