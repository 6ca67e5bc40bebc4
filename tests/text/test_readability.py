"""The reading level is told to authors, so its parts are held to words and sentences that were counted by hand."""

from __future__ import annotations

import pytest

from autograder.text.readability import reading_level, syllables

COUNTED = {
    1: "the a be he you year time sent wrote note asked called eye through great friend suit job they're world can't judged",
    2: "table handled handles settled being doing going playing trying quiet client reason lesson letter before someone didn't "
    "careful question writing buyer lately movement beyond message changes fluent people million every places needed",
    3: "employer interview various serious previous period radio idea usual actual criticism opinion consultant already "
    "important remember family however everything completed afterwards quality messages",
    4: "situation appreciate reality society evaluate interviewer information ability experience",
    5: "consideration opportunity university",
}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, count) for count, words in COUNTED.items() for word in words.split()],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"), [("Reader's", 2), ("reader’s", 2), ("candidates'", 3), ("WHEN", 1), ("x", 1)]
)
def test_syllables_of_a_word_as_it_is_written(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_level_by_hand() -> None:
    """0.39 times the words of a sentence, and 11.8 times the syllables of a word, less 15.59."""
    six_words_seven_syllables = "The cat sat on the table."
    assert reading_level([six_words_seven_syllables]) == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)
    two = "The cat sat on the table. It slept there."
    assert reading_level([two]) == pytest.approx(0.39 * 9 / 2 + 11.8 * 10 / 9 - 15.59)
    assert reading_level(["The cat sat on the table.", "It slept there."]) == reading_level([two])


def test_longer_sentences_and_words_raise_the_level() -> None:
    plain = "We met on Monday. You asked about the store. I said too little."
    heavy = "At our consultation on Monday you enquired about the refrigeration facility, and my explanation was insufficient."
    low, high = reading_level([plain]), reading_level([heavy])
    assert low is not None
    assert high is not None
    assert low < 3 < 12 < high


@pytest.mark.parametrize("text", ["", "12 + 3", "…"])
def test_where_there_is_no_word_there_is_no_level(text: str) -> None:
    assert reading_level([text]) is None
