"""What a proofreader reports: a slip, where it is and what it is. Knows nothing of how slips are found."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, TypeAlias

SlipType: TypeAlias = Literal[
    "spelling", "grammar", "punctuation", "capitals", "confused_word", "repetition", "mixed_variant"
]


@dataclass(frozen=True, slots=True)
class Slip:
    """`text[start:end]` holds an error of this type; `message` is one plain sentence that quotes the words."""

    start: int
    end: int
    type: SlipType
    message: str
    suggestions: tuple[str, ...] = ()


def merge(slips: list[Slip]) -> list[Slip]:
    """The slips in order of place, one for each passage: of slips that overlap the first given wins."""
    kept: list[Slip] = []
    for slip in slips:
        at = bisect_left(kept, slip.start, key=lambda k: k.end)
        at += at < len(kept) and kept[at].end == slip.start
        if slip.start < slip.end and (at == len(kept) or kept[at].start >= slip.end):
            kept.insert(at, slip)
    return kept
