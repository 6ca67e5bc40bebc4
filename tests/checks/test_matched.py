"""Protects: the words of a sentence are looked up in each part of each answer, and rare ones count for more."""

from __future__ import annotations

import numpy as np

from autograder.checks.matched import FEATURES, Words, matched, words_of
from autograder.model.scenario import Scenario

X, Y, Z = np.eye(3, dtype=np.float32)
# of each answer what was asked, what was said and the key
ANSWERS = Words(np.array([X, Y, Z, Z, Z, Y, Z]), np.array([0, 1, 2, 3, 5, 6]))


def found(tokens: list[np.ndarray], rarities: list[float]) -> np.ndarray:
    return matched(np.array(tokens).reshape(-1, 3), np.array(rarities, np.float32), ANSWERS)


def test_a_word_is_found_in_the_part_that_has_it() -> None:
    first, second = found([X], [1.0])
    assert np.allclose(first[[0, 3, 6]], [1, 0, 0], atol=1e-5)
    assert np.allclose(second[[0, 3, 6]], 0)


def test_a_rare_word_counts_for_more() -> None:
    rare, common = found([X, Z], [0.9, 0.1])[0], found([X, Z], [0.1, 0.9])[0]
    assert rare[0] > 0.85 > 0.15 > common[0]


def test_what_lies_near_every_answer_is_left_out_of_the_excess() -> None:
    near = (X * 0.4 + Z * np.float32(0.84**0.5)).astype(np.float32)
    assert found([near], [1.0])[0][2] < 1e-6 < found([X], [1.0])[0][2]


def test_a_sentence_without_words_is_met_by_nothing() -> None:
    assert found([], []).shape == (2, FEATURES)
    assert not found([], []).any()


def test_the_words_of_an_interview_stand_in_their_parts(scenario: Scenario) -> None:
    for words in words_of(scenario):
        assert len(words.starts) == 3 * len(scenario.answers)
        assert (np.diff(words.starts) > 0).all()
        assert np.allclose(np.linalg.norm(words.vectors, axis=1), 1, atol=1e-4)
