"""The slips that a trained model sees: words that do not fit the rest of their sentence. Knows nothing of interviews.

`proof_model.npz` is made by `make train`: a low-rank change of the sentence model's upper layers, and one head that scores each token.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from .encode import UPPER, Changes, Encoded, Vectors
from .slips import Slip

NUMBERS = Path(__file__).with_name("proof_model.npz")
_PRODUCTS = ("qkv", "out", "up", "down")
SURE = 0.0  # the score from which a token is marked
NEXT = -1.5  # and the score from which its neighbours belong to it


@lru_cache(maxsize=1)
def _loaded() -> tuple[Changes, Vectors, float]:
    with np.load(NUMBERS) as file:
        read = {name: file[name].astype(np.float32) for name in file.files}
    changes = tuple(
        tuple((read[f"{n}.{product}.a"], read[f"{n}.{product}.b"]) for product in _PRODUCTS) for n in range(UPPER)
    )
    return changes, read["heads"][:, 0], float(read["bias"][0])


def scored(encoded: Encoded) -> list[list[tuple[int, int, float]]]:
    """The words of each text as (start, end, score): the score of the surest of a word's tokens."""
    return [_words(tokens) for tokens in encoded.marks(*_loaded())]


def _words(tokens: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    words: list[tuple[int, int, float]] = []
    for start, end, score in tokens:
        if words and words[-1][1] == start:
            words[-1] = (words[-1][0], end, max(score, words[-1][2]))
        else:
            words.append((start, end, score))
    return words


def slips(text: str, words: Sequence[tuple[int, int, float]], sure: float = SURE) -> list[Slip]:
    """The slips of one text, given its words with their scores."""
    found, n = [], 0
    while n < len(words):
        if words[n][2] < NEXT:
            n += 1
            continue
        first = n
        while n < len(words) and words[n][2] >= NEXT:
            n += 1
        if max(score for _, _, score in words[first:n]) >= sure:
            start, end = words[first][0], words[n - 1][1]
            found.append(Slip(start, end, "grammar", f"“{text[start:end]}” reads like a slip."))
    return found
