"""Feedback worth reading: every criterion has all of its words, and an example for every learner that is not their own interview's."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.load import load_rubric
from autograder.model.rubric import Criterion

COURSE = Path(__file__).resolve().parent.parent / "course"
CRITERIA = [
    pytest.param(criterion, id=f"{path.parent.name}/{criterion.id}")
    for path in sorted(COURSE.glob("*/rubric*.yaml"))
    for criterion in load_rubric(path).criteria
]
SCENARIOS = {path.stem for path in (COURSE / "scenarios").glob("*.yaml")}


@pytest.mark.parametrize("criterion", CRITERIA)
def test_there_is_an_example_from_another_interview_for_everybody(criterion: Criterion) -> None:
    named = {example.scenario for example in criterion.examples}
    assert len(named) >= 2, "whoever works on one of the two sees the other"
    assert named <= SCENARIOS


@pytest.mark.parametrize("criterion", CRITERIA)
def test_the_two_hints_differ_and_the_first_asks(criterion: Criterion) -> None:
    assert len(criterion.hints) == 2
    assert criterion.hints[0].rstrip().endswith("?")
    assert criterion.hints[0] != criterion.hints[1]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_outcome_has_a_sentence_of_its_own(criterion: Criterion) -> None:
    assert set(criterion.check.outcomes) <= set(criterion.feedback)
    assert len(set(criterion.feedback.values())) == len(criterion.feedback)
    assert criterion.why


@pytest.mark.parametrize("criterion", CRITERIA)
def test_no_sentence_judges_the_person(criterion: Criterion) -> None:
    for said in (*criterion.feedback.values(), *criterion.hints, criterion.why):
        assert "!" not in said
        assert not any(words in said.lower() for words in ("you failed", "your mistake", "you are careless", "stupid"))
