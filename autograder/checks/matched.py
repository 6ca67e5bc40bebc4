"""How well each word of a sentence is met by the words of an answer, both read in their context.

A sentence has one vector however many things it names; its words have one each ('the scrap question: waffle'). The words of
a sentence are looked up among those of what was asked, of what was answered and of what the key says (Khattab and Zaharia
2020), and the rarer a word the more it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.scenario import Scenario
from ..text.encode import Adapter, Encoded, Vectors, read
from ..text.sentences import Span, sentences
from .grounding import question
from .trained import adapter

# For what was asked, what was answered and the key: the mean over the words, the best word, and what lies above a cosine of 0.4;
# then the mean by the first two together and by all, and what lies above 0.5 of all.
FEATURES = 12
_OVER, _FAR_OVER = 0.4, 0.5
_PARTS = 3


class Words(NamedTuple):
    """Unit vectors of words (words, 384), part after part of answer after answer; `starts` says where each part begins."""

    vectors: Vectors
    starts: NDArray[np.int64]


@lru_cache(maxsize=4)
def words_of(scenario: Scenario) -> tuple[Words, Words]:
    """The words of the answers: by the model as it is, and by the adapter."""
    said = {turn.id: turn.text for turn in scenario.turns}
    parts = [text for a in scenario.answers for text in (question(scenario, a.turn), said[a.turn], a.why)]
    split = [[text[s.start : s.end] for s in sentences(text, Span(0, len(text)))] or [text] for text in parts]
    encoded = read([(sentence, ()) for texts in split for sentence in texts])
    return _words(encoded, split, None), _words(encoded, split, adapter())


def _words(encoded: Encoded, split: Sequence[Sequence[str]], by: Adapter | None) -> Words:
    tokens = iter(encoded.tokens(by))
    parts = [np.concatenate([next(tokens) for _ in texts]) for texts in split]
    return Words(np.concatenate(parts), np.cumsum([0, *map(len, parts)])[:-1])


def matched(tokens: Vectors, rarities: Vectors, answers: Words) -> Vectors:
    """How well the tokens of one sentence (tokens, 384) are met by each answer, shape (answers, FEATURES)."""
    best = np.maximum.reduceat(tokens @ answers.vectors.T, answers.starts, axis=1)
    best = best.reshape(len(tokens), len(answers.starts) // _PARTS, _PARTS).transpose(2, 0, 1)  # part, token, answer
    rare = rarities[:, None]
    asked_or_said, any_of_them = best[:2].max(axis=0), best.max(axis=0)
    total = rarities.sum() + np.float32(1e-6)
    columns = []
    for part in best:
        columns += [
            (rare * part).sum(axis=0) / total,
            (rare * part).max(axis=0, initial=0.0),
            (rare * np.maximum(part - _OVER, 0)).sum(axis=0),
        ]
    columns += [
        (rare * asked_or_said).sum(axis=0) / total,
        (rare * any_of_them).sum(axis=0) / total,
        (rare * np.maximum(any_of_them - _FAR_OVER, 0)).sum(axis=0),
    ]
    result: Vectors = np.column_stack(columns)
    return result
