"""Decisions are graded against the key of the exercise: a choice earns its share, an order what its pairs are worth, and nothing fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.decisions import grade_decisions
from autograder.findings import Report
from autograder.model.decisions import DecisionExercise, key, starter
from autograder.model.load import ContentError, load, load_scenario

SCENARIO = load_scenario(Path(__file__).resolve().parent.parent / "course/scenarios/depot-operations-manager.yaml")
WRITTEN = """
title: Four decisions
task: Decide.
why: It matters.
hints: ["Who reads it?", "Read it again."]
feedback:
  met: "Yes: {given} {because}"
  near: "In part: {given} {because}"
  differs: "No: {given} {because}"
  missing: Nothing yet.
  unknown: "“{given}” is none of {choices}."
items:
  - id: quarry
    about: The quarry has no view.
    choices:
      - {text: Send it, because: It may help., earns: 1}
      - {text: Ask first, because: Safe., earns: 0.5}
      - {text: Send flowers, because: Too much.}
  - id: late
    about: You are late.
    asks: [best, worst]
    choices:
      - {text: Ring, because: They know., earns: {best: 1}}
      - {text: Wait, because: They wonder., earns: {worst: 1}}
  - id: week
    about: The week.
    order: [Ring the agency, Write the note, Plan the search]
    because: First who decides, then who waits.
"""


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> DecisionExercise:
    path = tmp_path_factory.mktemp("content") / "decisions.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    return load(path, DecisionExercise)


def graded(text: str, exercise: DecisionExercise) -> Report:
    return grade_decisions(text, SCENARIO, exercise)


def test_the_key_earns_everything(exercise: DecisionExercise) -> None:
    report = graded(key(exercise), exercise)
    assert report.score == report.max_score == exercise.max_score == 4


def test_what_has_not_been_filled_in_is_not_tried(exercise: DecisionExercise) -> None:
    for text in ("", starter(exercise), starter(exercise).replace("\n", "\r\n")):
        report = graded(text, exercise)
        assert not report.tried
        assert report.score == 0


@pytest.mark.parametrize(
    ("line", "name", "outcome", "score"),
    [
        ("quarry: a", "quarry", "met", 1.0),
        ("Quarry:  A.", "quarry", "met", 1.0),
        ("quarry: b", "quarry", "near", 0.5),
        ("quarry: c", "quarry", "differs", 0.0),
        ("quarry: send it", "quarry", "unknown", 0.0),
        ("quarry: a\nquarry: c", "quarry", "differs", 0.0),
        ("late best: a\nlate worst: a", "late-best", "met", 1.0),
        ("late best: a\nlate worst: a", "late-worst", "differs", 0.0),
        ("week: b, c, a", "week", "met", 1.0),
        ("week: BCA", "week", "met", 1.0),
        ("week: b a c", "week", "near", 0.33),  # two of three pairs are in order: tau is 1/3
        ("week: b c", "week", "unknown", 0.0),
        ("week: a b c", "week", "differs", 0.0),
        ("quarry: a", "week", "missing", 0.0),
        # whatever stands between the name and the letter
        ("quarry a", "quarry", "met", 1.0),
        ("QUARRY\tB", "quarry", "near", 0.5),
        ("quarry. a", "quarry", "met", 1.0),
        ("quarry - a", "quarry", "met", 1.0),
        ("quarry-a", "quarry", "met", 1.0),
        ("quarry – a", "quarry", "met", 1.0),
        ("quarry -> a", "quarry", "met", 1.0),
        ("quarry = a", "quarry", "met", 1.0),
        ("quarry=(a)", "quarry", "met", 1.0),
        ("quarry a) because it may help", "quarry", "met", 1.0),
        ("quarry b because it is safe", "quarry", "near", 0.5),
        ("quarry - send it", "quarry", "unknown", 0.0),
        ("- quarry a", "quarry", "met", 1.0),
        ("* **Quarry**: a", "quarry", "met", 1.0),
        ("1. quarry a", "quarry", "met", 1.0),
        ("late best a\nlate worst. b", "late-best", "met", 1.0),
        ("late best a\nlate worst. b", "late-worst", "met", 1.0),
        ("late-best - a", "late-best", "met", 1.0),
        ("week b a c", "week", "near", 0.33),
        ("week. BCA", "week", "met", 1.0),
        ("week - b > c > a", "week", "met", 1.0),
        ("quarry a\nquarry:", "quarry", "met", 1.0),  # the line that the learner was given, left empty below
        # prose that begins with a name is no answer
        ("quarry: a\nQuarry c could be worse than it looks.", "quarry", "met", 1.0),
        ("quarry: c\nQuarry. A view would be a good thing.", "quarry", "differs", 0.0),
        ("quarry: a\nquarry-stone: c", "quarry", "met", 1.0),
    ],
)
def test_one_line(exercise: DecisionExercise, line: str, name: str, outcome: str, score: float) -> None:
    assert [text for _, text in exercise.items[2].shown] == ["Plan the search", "Ring the agency", "Write the note"]
    result = graded(line, exercise)[name]
    assert (result.outcome, result.score) == (outcome, score)
    assert bool(result.example) == (result.outcome != "met"), "the key waits behind the hints"


def test_a_line_that_is_none_of_the_exercises_is_named(exercise: DecisionExercise) -> None:
    for line in ("zoo: b", "zoo b", "zoo - b", "Zoo. B"):
        assert "“zoo”" in graded(f"quarry: a\n{line}", exercise).notes[0].lower()
    assert not graded("quarry: a\nI would take care of a view.", exercise).notes


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    exercise = DecisionExercise.model_validate(_data())
    report = graded(text + "\nquarry:" + text, exercise)
    assert 0 <= report.score <= report.max_score
    for result in report:
        for evidence in result.evidence:
            assert evidence.quote in text + "\nquarry:" + text


def _data() -> dict[str, object]:
    import yaml

    return dict(yaml.safe_load(WRITTEN))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("earns: 1}", "earns: 0.9}", "expected a choice that earns 1 as the answer"),
        ("{worst: 1}", "{worst: 0}", "as the answer to 'worst'"),
        ("    because: First who decides, then who waits.\n", "", "because with the reason for their order"),
        ("  met:", "  mett:", "expected a sentence for met as well"),
        ("id: late", "id: quarry", "'quarry' is already used above"),
    ],
)
def test_an_exercise_that_cannot_be_answered_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "decisions.yaml"
    assert old in WRITTEN
    path.write_text(WRITTEN.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        load(path, DecisionExercise)
