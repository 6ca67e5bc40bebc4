"""What the training data say: drafts without what decides a criterion, and sentences with what they were quoted for."""

from __future__ import annotations

import pytest

from autograder.checks import Reading
from autograder.evaluate import Row
from training.examples import FRESH, TEST_SET, corpora, labelled_sentences, scenario, silenced

TEXT = (
    "Dear Helen,\n\nI want to go on. The yard was busy. Put me down for Tuesday, and yes, I want it.\n\nRegards,\nPriya"
)
WANTS = [{"quote": "I want to go on."}, {"quote": "Put me down for Tuesday, and yes, I want it."}]


def row(**changes: object) -> Row:
    told = {
        "id": "ward-af-99", "scenario": "ward-sister-tolvane", "kind": "agency_feedback", "text": TEXT,
        "labels": {"stance": True, "reasons": True, "complete": True}, "errors": [], "tags": [],
        "evidence": {"stance": WANTS, "reasons": [{"quote": "The yard was busy."}]},
    }  # fmt: skip
    return Row.model_validate(told | changes)


def test_a_silenced_draft_lacks_each_sentence_that_says_it_and_no_other() -> None:
    left = silenced(row(), "stance")
    assert "go on" not in left
    assert "Tuesday" not in left
    assert "The yard was busy." in left


@pytest.mark.parametrize(
    ("changes", "criterion"),
    [
        ({}, "reasons"),  # what is left may well hold another reason
        ({"labels": {"stance": False, "complete": True}}, "stance"),
        ({"labels": {"stance": True, "complete": False}}, "stance"),
        ({"evidence": {}}, "stance"),
    ],
)
def test_nothing_is_silenced_where_that_does_not_tell_that_it_is_missed(changes: dict, criterion: str) -> None:
    assert silenced(row(**changes), criterion) == ""


def test_a_sentence_says_what_it_was_quoted_for() -> None:
    reading = Reading(TEXT, scenario("ward-sister-tolvane"), "")
    says = {reading.units[n].text: said for n, said, _ in labelled_sentences(row(), reading)}
    assert says["I want to go on."] == {"stance"}
    assert says["The yard was busy."] == {"reasons"}


def test_nothing_is_learnt_from_the_interviews_that_measure() -> None:
    assert not {*TEST_SET, *FRESH} & set(corpora())
