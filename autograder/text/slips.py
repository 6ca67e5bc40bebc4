"""What a proofreader reports: a slip, where it is and what it is. Knows nothing of how slips are found."""

from __future__ import annotations

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
        if slip.start < slip.end and not any(slip.start < k.end and k.start < slip.end for k in kept):
            kept.append(slip)
    return sorted(kept, key=lambda slip: (slip.start, slip.end))
