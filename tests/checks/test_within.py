"""`Sent` lies after the event and within the limit, in the scenario's own time zone unless it carries an offset."""

import pytest

from autograder.checks.reading import Reading
from autograder.checks.within import moment, within
from autograder.model.rubric import Within
from autograder.model.scenario import Scenario

# the interview ends on 2026-03-03 at 10:50 in London
CASES = [
    ("Sent: 2026-03-03 10:50", "met"),
    ("Sent: 2026-03-04 10:50", "met"),
    ("Sent: 2026-03-03T16:20", "met"),
    ("Sent: 2026-03-03 16:20:00", "met"),
    ("Sent: 2026-03-03 11:51 +01:00", "met"),
    ("Sent: Tuesday, 3 March 2026, 16:20", "met"),
    ("Sent: March 3, 2026 at 4:20 p.m.", "met"),
    ("Sent: 2026-03-03 4:20 PM", "met"),
    ("Sent: 2026-03-03 at 16:20", "met"),
    ("Sent: 3/3/26 16:20", "met"),
    ("Sent: 03-03-2026 16:20", "met"),
    ("Sent: 3 March 2026 4.20pm", "met"),
    ("Sent: 3 March 2026 4pm", "met"),
    ("Sent: Tue, 3 Mar 2026 16:20:00 +0000", "met"),
    ("Sent: 2026-03-03 11:49+01:00", "too_early"),
    ("Sent: 2026-03-03 09:00", "too_early"),
    ("Sent: 2026-03-04 10:51", "too_late"),
    ("Sent: 2027-03-03 16:20", "too_late"),
    ("Sent: tomorrow morning", "not_a_date"),
    ("Sent: 2026-13-03 16:20", "not_a_date"),
    ("Sent: 2026-03-03", "not_a_date"),
    ("Sent:", "missing"),
    ("Subject: no time", "missing"),
]


@pytest.mark.parametrize(("header", "expected"), CASES)
def test_sent(header: str, expected: str, scenario: Scenario) -> None:
    check = Within(kind="within", after="interview", hours=24)
    assert within(check, Reading(f"{header}\n\nDear Helen,", scenario, "")).outcome == expected


def test_the_news_has_its_own_moment(scenario: Scenario) -> None:
    check = Within(kind="within", after="outcome", hours=48)
    assert within(check, Reading("Sent: 2026-03-12 11:30\n\nHi", scenario, "")).outcome == "met"
    assert within(check, Reading("Sent: 2026-03-03 12:00\n\nHi", scenario, "")).outcome == "too_early"


@pytest.mark.parametrize("text", ["", "x" * 500, "99:99", "2026-02-30 10:00", "１２:００", "12:00 13:00 14:00"])
def test_no_text_breaks_it(text: str) -> None:
    assert moment(text) is None


def test_the_order_of_day_and_month_is_that_of_the_country() -> None:
    assert str(moment("2/10/2026 2:30 PM", month_first=True)) == "2026-02-10 14:30:00"
    assert str(moment("2/10/2026 14:30")) == "2026-10-02 14:30:00"
    assert str(moment("2/18/2026 6:10pm")) == "2026-02-18 18:10:00"
