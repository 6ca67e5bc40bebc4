"""Which answers of the key a review takes up, in which of its sentences, and what it makes of them.

A small trained network reads the review's sentences in their order beside the answers of the interview. What a sentence is
about may be clear from its words ('the scrap question'), from its neighbours ('There I was vague.') or from what the other
sentences are about; so the network sees for each sentence and answer how near they are, what the sentence says, the sentences
around it and how the other answers compare.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.scenario import Scenario
from .grounding import beyond
from .grounding import features as nearness
from .matched import matched, words_of
from .own import own_sentences
from .reading import Reading
from .trained import reviews, sayings

FAR = -8.0  # the score of what is not there
# The verdicts of the key on an answer that is weak, each with what a sentence of a review says that agrees with it.
VERDICTS = {
    "off_guard": "off_guard", "vague": "vague", "arrogant": "arrogant_answer", "unassertive": "unassertive",
    "aggressive": "aggressive_answer", "unprepared": "unprepared",
}  # fmt: skip
_AGREES = {**VERDICTS, "strong": "strength"}
SAYINGS = (*_AGREES.values(), "weak_answer", "diagnosed", "better_answer", "practice", "wish", "practice_undated")
_LONG = 30  # sentences beyond which a review is not longer for the network
_TURN = re.compile(r"\bt\d{2,}\b")

Scores = NDArray[np.float64]


class TakenUp(NamedTuple):
    """How surely, above 0 it is so, each own sentence is about each answer (sentences, answers); and for each answer (answers,)
    that the review takes it up, says of it what the key says, says that it went well, and gives a better one."""

    sentences: Scores
    taken: Scores
    diagnosed: Scores
    praised: Scores
    bettered: Scores


@lru_cache(maxsize=1)
def taken_up(reading: Reading) -> TakenUp:
    """What the review takes up, by the trained network."""
    answers = len(reading.scenario.answers)
    if not own_sentences(reading) or not answers:
        return TakenUp(np.zeros((0, answers)), *(np.full(answers, FAR) for _ in range(4)))
    by_sentence, by_answer = reviews()(features(reading), same_line(reading))
    return TakenUp(by_sentence, *by_answer)


def paragraphs(reading: Reading) -> list[int]:
    """The number of the line or paragraph that each own sentence stands in."""
    numbers: list[int] = []
    end = 0
    for row in own_sentences(reading):
        span = reading.units[row].span
        new = bool(numbers) and "\n" in reading.draft.text[end : span.start]
        numbers.append(numbers[-1] + new if numbers else 0)
        end = span.end
    return numbers


def same_line(reading: Reading) -> NDArray[np.float32]:
    """1 for each own sentence that stands in the same line or paragraph as the one before it, else 0."""
    line = np.array(paragraphs(reading))
    return np.append(0, line[1:] == line[:-1]).astype(np.float32)[: len(line)]


def features(reading: Reading) -> NDArray[np.float32]:
    """What the network is told of each own sentence and each answer, shape (sentences, answers, features)."""
    own, answers = list(own_sentences(reading)), reading.scenario.answers
    near = [nearness(reading, row, "answers") for row in own]
    words = _matched(reading)
    said = reading.scores[np.ix_(own, [sayings()[name] for name in SAYINGS])]
    verdicts = np.array([[answer.verdict == name for name in _AGREES] for answer in answers], np.float32)
    faults = said[:, : len(_AGREES)]
    otherwise = np.where(verdicts[None] > 0, np.float32(-9), faults[:, None, :]).max(axis=2)
    place, turn = np.linspace(0, 1, len(own)), np.linspace(0, 1, len(answers))
    place = place if len(own) > 1 else np.zeros(1)
    # reviews go through the interview from its beginning to its end, more or less
    ahead = place[:, None] - turn[None]
    of_pairs = [
        np.array([[row[answer.turn] for answer in answers] for row in near]),
        words,
        beyond(words, axis=1),
        np.stack([faults @ verdicts.T, otherwise, ahead, np.abs(ahead), _named(reading)], axis=2),
        np.broadcast_to(verdicts, (len(own), *verdicts.shape)),
    ]
    lengths = np.log1p([len(reading.units[row].text.split()) for row in own])
    of_sentences = np.column_stack([said, lengths, place, np.full(len(own), min(len(own), _LONG) / 10)])
    of_sentences = np.broadcast_to(of_sentences[:, None], (len(own), len(answers), of_sentences.shape[1]))
    return np.concatenate([*of_pairs, of_sentences], axis=2).astype(np.float32)


def _matched(reading: Reading) -> Scores:
    """How well the words of each own sentence are met by each answer, by the model and by the adapter side by side."""
    plain, adapted = words_of(reading.scenario)
    found = []
    for tokens, by_adapter, rarities in reading.tokens(own_sentences(reading)):
        found.append(np.hstack([matched(tokens, rarities, plain), matched(by_adapter, rarities, adapted)]))
    return np.array(found)


def _named(reading: Reading) -> Scores:
    """1 where a sentence names an answer by its turn, or by that of the question ('t12: vague'), else 0."""
    turns = _turns(reading.scenario)
    named = [set(_TURN.findall(reading.units[row].text)) for row in own_sentences(reading)]
    return np.array([[float(bool(there & some)) for there in turns] for some in named])


@lru_cache(maxsize=16)
def _turns(scenario: Scenario) -> list[set[str]]:
    """The turns by which each answer may be named: its own, and that of the question before it."""
    order = [turn.id for turn in scenario.turns]
    at = [order.index(answer.turn) for answer in scenario.answers]
    return [{order[n], *order[max(0, n - 1) : n]} for n in at]
