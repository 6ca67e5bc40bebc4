"""Does the draft say which other processes are under way and how this role compares, or that there are none?"""

from __future__ import annotations

from ..findings import Finding
from ..model.rubric import Compares
from . import people
from .decision import decided
from .reading import Reading, words
from .saying import strongest

_SAYINGS = ("others", "compares", "no_others", "comparison")


def named(reading: Reading) -> list[str]:
    """The employers of other processes that the draft names."""
    said = {people.fold(word.removesuffix("'s")) for word in words(reading.draft.of(reading.draft.content))}
    return [p.employer for p in reading.scenario.other_processes if people.distinctive(p.employer) & said]


def features(reading: Reading) -> list[float]:
    others, compares, none, both = (strongest(reading, name).score for name in _SAYINGS)
    names = len(named(reading))
    return [others, compares, none, both, min(others, compares), float(names > 0), float(names > 1)]


def compares(check: Compares, reading: Reading) -> Finding:
    others, ranks, none, both = (strongest(reading, name) for name in _SAYINGS)
    spans = (
        [none.span]
        if none.score > max(others.score, 0)
        else [s.span for s in (others, ranks) if s.score > -1] or [both.span]
    )
    outcome = "no_comparison" if others.score > 0 or named(reading) else "no_others" if ranks.score > 0 else "absent"
    because = others.span if outcome == "no_comparison" else ranks.span if outcome == "no_others" else None
    return decided(
        "compares",
        features(reading),
        reading,
        met=[span for span in spans if span],
        missed=outcome,
        because=[because] if because else [],
    )
