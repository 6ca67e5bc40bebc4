"""Is a text a jumble of words, such as a good answer shaken up? Small words that nobody puts side by side give it away."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from .small_words import SMALL_WORDS

PAIRS = Path(__file__).with_name("word_pairs.txt")  # written by `make train`
FEWEST = 8  # pairs without which nothing can be said
STRANGE = 0.24  # of the pairs; each interview left out in turn, 1 of 2,000 finished drafts had as many, and 16 of as many shaken ones fewer
_PIECE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:!?()\n\"“”–—-]")


def small_pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of small words that stand side by side with nothing between them, in lower case."""
    pieces = [piece.lower().replace("’", "'") for piece in _PIECE.findall(text)]
    return [(a, b) for a, b in pairwise(pieces) if a in SMALL_WORDS and b in SMALL_WORDS]


def jumbled(text: str) -> bool:
    """Whether many of a text's pairs of small words are such as nobody writes."""
    pairs = small_pairs(text)
    return len(pairs) >= FEWEST and sum(pair not in _known() for pair in pairs) >= STRANGE * len(pairs)


@lru_cache(maxsize=1)
def _known() -> frozenset[tuple[str, str]]:
    lines = PAIRS.read_text(encoding="utf-8").split("\n")
    return frozenset((first, second) for line in lines if line for first, second in [line.split()])
