"""Protects the transcript: all that was said, none of the key."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from autograder.model.course import Lesson
from autograder.notebook.session import Session


@pytest.fixture
def session(lesson: Lesson) -> Session:
    return Session(Path("nowhere"), lesson)


def page(session: Session, *turns: str) -> str:
    return html.unescape(str(session.transcript(*turns)._repr_mimebundle_()["text/html"]))


def test_it_shows_every_turn_and_the_setting(session: Session, lesson: Lesson) -> None:
    shown = page(session)
    assert all(turn.text in shown and turn.id in shown for turn in lesson.scenario.turns)
    assert "Tuesday 21 April 2026, 15:00 to 15:20" in shown
    assert "In person" in shown
    assert "Barista at Copper Kettle" in shown
    assert "Mina Walsh, Owner" in shown
    assert lesson.scenario.employer.follow_up_note in shown


def test_it_does_not_show_the_key(session: Session, lesson: Lesson) -> None:
    text = repr(session.transcript())
    assert not any(answer.verdict in text for answer in lesson.scenario.answers)
    for shown in (page(session), text):
        assert not any(answer.why in shown for answer in lesson.scenario.answers)
        assert not any(gap.label in shown for gap in lesson.scenario.gaps)
        assert not any(reason in shown for reason in lesson.scenario.outcome.reasons)
        assert lesson.scenario.decision.why not in shown


def test_a_range_shows_these_turns_only(session: Session, lesson: Lesson) -> None:
    shown, turns = page(session, "t03", "t05"), lesson.scenario.turns
    assert [turn.id for turn in turns if turn.text in shown] == ["t03", "t04", "t05"]
    assert "From the interview: t03 to t05" in shown


def test_one_end_of_a_range_is_enough(session: Session) -> None:
    assert "t07 to t08" in page(session, "t07")


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("t99",), "The transcript has no turn 't99'. Its turns are t01 to t08."),
        (("t01", "5"), "The transcript has no turn '5'. Its turns are t01 to t08."),
        (("t05", "t02"), "Turn t05 comes after turn t02: give the earlier one first."),
    ],
)
def test_a_wrong_range_gets_a_sentence(session: Session, turns: tuple[str, ...], sentence: str) -> None:
    assert repr(session.transcript(*turns)) == sentence
