"""Protects: a review's answers are found where they are named and where only the neighbours tell, and never where nothing is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.checks import Reading, grounding, review, taken_up
from autograder.checks.reading import see_together
from autograder.model.load import load_scenario
from training.examples import corpora, reviews, scenario

DEPOT = load_scenario(Path(__file__).parents[2] / "course" / "scenarios" / "depot-operations-manager.yaml")
REVIEW = """My review

When Helen asked about the budget I said it was more my manager's thing.
I made myself small there.

The cold store story went well. I had the times and the cost.
"""


def read(text: str) -> Reading:
    return Reading(text, DEPOT, "")


def taken(text: str) -> set[str]:
    return {about.turn for about in review.passages(read(text)).values() if about.sure > 0}


def test_how_far_each_score_is_above_the_others() -> None:
    assert list(grounding.beyond(np.array([3.0, 1.0, 2.0]))) == [1, -2, -1]
    assert list(grounding.beyond(np.array([3.0, 3.0]))) == [0, 0]
    assert list(grounding.beyond(np.array([3.0]))) == [0]


def test_lines_and_paragraphs_are_counted() -> None:
    assert taken_up.paragraphs(read(REVIEW)) == [0, 1, 2, 3, 3]


def test_an_answer_is_found_by_what_was_asked_or_said() -> None:
    assert taken(REVIEW) == {"t10", "t23"}


def test_an_answer_is_found_by_its_turn() -> None:
    text = "t10: Weak, all of it my manager's.\nt23: Good.\nt19: Caught out."
    assert taken(text) == {"t10", "t19", "t23"}


def test_the_other_drafts_that_were_seen_with_it_change_nothing() -> None:
    first, second = read("I was nervous. The room was cold."), read(REVIEW)
    see_together([first, second])
    assert np.allclose(taken_up.features(second), taken_up.features(read(REVIEW)), atol=1e-3)


def test_a_sentence_that_names_nothing_belongs_to_the_answer_before_it() -> None:
    about = review.passages(read(REVIEW))
    assert len(about["t10"].rows) == 2


@pytest.mark.parametrize("text", ["", "Hello", "It was fine.\n\nI was fine.", "- \n- "])
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert not taken(text)
    assert all(not about.rows for about in review.passages(read(text)).values())


def test_the_labelled_sentences_are_those_of_the_drafts() -> None:
    """A sentence that is split otherwise than when it was labelled would be lost to the training, without a word."""
    drafts = {row.id: row for rows in corpora().values() for row in rows}
    lost = []
    for draft, sentences in reviews().items():
        row = drafts[draft]
        reading = Reading(row.text, scenario(row.scenario), "", letter=False)
        as_letter = Reading(row.text, scenario(row.scenario), "")
        there = {" ".join(read.units[n].text.split()) for read in (reading, as_letter) for n in read.sentence_rows}
        turns = {answer.turn for answer in reading.scenario.answers}
        assert {turn for remark in sentences.values() for turn in remark.turns} <= turns, draft
        lost += [(draft, sentence) for sentence in sentences if sentence not in there]
    assert not lost


def test_how_surely_at_least_so_many_hold() -> None:
    assert review._at_least([5.0, 5.0, -5.0], 2) > 0 > review._at_least([5.0, -5.0, -5.0], 2)
    assert abs(review._at_least([0.0, 0.0], 1) - np.log(3)) < 1e-9
    assert review._at_least([], 1) < 0 < review._at_least([], 0)
