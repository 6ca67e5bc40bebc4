"""Does the plan keep the search out of the workplace, and the current job up? Silence passes."""

from __future__ import annotations

from ..findings import Finding
from ..model.rubric import Discretion
from .decision import decided
from .reading import Reading
from .saying import clearest, spread, strongest

_BAD, _GOOD = "indiscreet", "discreet"


def features(reading: Reading) -> list[float]:
    return [
        -strongest(reading, _BAD).score,
        -clearest(reading, _BAD).score,
        -spread(reading, _BAD),
        strongest(reading, _GOOD).score,
    ]


def discretion(check: Discretion, reading: Reading) -> Finding:
    worst, best = strongest(reading, _BAD), strongest(reading, _GOOD)
    return decided(
        "discretion",
        features(reading),
        reading,
        met=[best.span] if best.span and best.score > 0 else [],
        missed="indiscreet",
        because=[worst.span] if worst.span else [],
        by_silence=True,
    )
