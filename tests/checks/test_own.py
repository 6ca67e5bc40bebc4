"""Protects: which sentences count as the candidate's own, so that a line of notes is read and a list of keywords is not."""

from __future__ import annotations

import pytest

from autograder.checks import Reading, own_sentences
from autograder.model.scenario import Scenario

NOTES = """I took some time tonight to look at how the interview went, question by question.

{}

The cold store story was fine, because I said what I did and how long it took me.
"""


def kept(line: str, scenario: Scenario, letter: bool) -> bool:
    reading = Reading(NOTES.format(line), scenario, "", letter)
    return line in {reading.units[row].text for row in own_sentences(reading)}


@pytest.mark.parametrize(
    "line",
    [
        "Best answer: cold store, three figures.",
        "Tuesday, Brannel Foods, 15.30, second interview.",
        "Apologised twice, mind blank, certificate forgotten.",
        "Scrap figures every Monday before ten.",
    ],
)
def test_a_line_of_notes_counts_in_notes_only(line: str, scenario: Scenario) -> None:
    assert kept(line, scenario, letter=False)
    assert not kept(line, scenario, letter=True)


@pytest.mark.parametrize(
    "line",
    [
        "Cold store, error rate, shift plan, budget, automation trial.",
        "Budget / errors / turnover / training / robots / Leeds.",
    ],
)
def test_a_row_of_keywords_counts_nowhere(line: str, scenario: Scenario) -> None:
    assert not kept(line, scenario, letter=False)
    assert not kept(line, scenario, letter=True)


def test_a_note_with_several_commas_that_tells_something_is_no_list(scenario: Scenario) -> None:
    assert kept("Rota: didn't see it coming, in either sense, and froze.", scenario, letter=False)


def test_a_shortened_verb_makes_a_sentence(scenario: Scenario) -> None:
    assert kept("There's nobody else in play right now.", scenario, letter=True)


def test_a_request_is_no_list(scenario: Scenario) -> None:
    assert kept("Please take my name off Skelder's list.", scenario, letter=True)


def test_a_text_that_hardly_holds_together_says_nothing(scenario: Scenario) -> None:
    text = (
        "Tarn Foods, Friday. Oakhurst Pharma, Monday. Applications, networking, job boards, two websites. "
        "Contract, signature. Several options, one favourite. Diary, notes."
    )
    assert own_sentences(Reading(text, scenario, "", letter=False)) == ()


def test_a_short_sentence_with_few_small_words_is_said(scenario: Scenario) -> None:
    text = "I manage £410,000 worth of agency labour every year."
    assert len(own_sentences(Reading(text, scenario, "", letter=False))) == 1
