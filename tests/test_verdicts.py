"""Verdicts are graded against the scenario's key: agreement earns a point, another weakness half, and nothing typed makes it fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.findings import Report
from autograder.model.load import load, load_scenario
from autograder.model.verdicts import VerdictExercise, key, starter
from autograder.verdicts import grade_verdicts

COURSE = Path(__file__).resolve().parent.parent / "course"
SCENARIO = load_scenario(COURSE / "scenarios" / "depot-operations-manager.yaml")
EXERCISE = load(COURSE / "02-review-your-performance" / "verdicts.yaml", VerdictExercise)
VERDICT = {answer.turn: answer.verdict for answer in SCENARIO.answers}


def graded(text: str) -> Report:
    return grade_verdicts(text, SCENARIO, EXERCISE)


def test_the_key_earns_everything() -> None:
    report = graded(key(SCENARIO))
    assert report.score == report.max_score == len(SCENARIO.answers)


@pytest.mark.parametrize("text", ["", "   \n", starter(SCENARIO), starter(SCENARIO).replace("\n", "\r\n")])
def test_nothing_judged_is_not_tried(text: str) -> None:
    report = graded(text)
    assert not report.tried
    assert report.score == 0


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("t12: off_guard", "met"),
        ("T12 - Off guard.", "met"),
        ("- t12: caught off guard", "met"),
        ("12: off-gaurd", "met"),
        ("t12: vague", "near"),
        ("t12: strong", "differs"),
        ("t12: superb", "unknown"),
        ("t12:", "missing"),
        ("t12 off guard", "met"),
        ("T12 OFF GUARD", "met"),
        ("t12. off guard", "met"),
        ("t12 = off guard", "met"),
        ("t12 – off guard", "met"),
        ("t12 -> off guard", "met"),
        ("• **t12**: off guard", "met"),
        ("1. t12: off guard", "met"),
        ("t 12: off guard", "met"),
        ("t12 off guard\nt12:", "met"),  # the line that the learner was given, left empty below
    ],
)
def test_a_verdict_on_one_answer(line: str, outcome: str) -> None:
    assert VERDICT["t12"] == "off_guard"
    other = "\nt06: strong"
    result = graded(line + other)["t12"]
    assert result.outcome == outcome
    assert result.score == {"met": 1.0, "near": 0.5}.get(outcome, 0.0)
    assert bool(result.example) == (outcome != "met"), "the key waits behind the hints until it is asked for"
    assert result.message


@pytest.mark.parametrize(
    ("line", "says"),
    [("t12: off gaurd", "You say off guard,"), ("t12: VAGUE!", "You say vague."), ("t12: borring", "“borring”")],
)
def test_a_verdict_is_quoted_by_its_own_word(line: str, says: str) -> None:
    assert says in graded(line)["t12"].message


def test_of_two_verdicts_on_one_answer_the_later_counts() -> None:
    assert graded("t12: strong\nt12: off guard")["t12"].outcome == "met"


def test_a_turn_that_is_no_answer_is_named() -> None:
    assert any("t01" in note for note in graded("t01: vague\nt12: vague").notes)


@given(st.text(max_size=400))
def test_nothing_typed_makes_it_fail(text: str) -> None:
    report = graded(text)
    assert 0 <= report.score <= report.max_score
    assert all(text[e.start : e.end] == e.quote for result in report for e in result.evidence)
