"""Does the draft give a reason, or a point of the candidate's own performance, that belongs to this interview and to no other?"""

from __future__ import annotations

from ..findings import Finding
from ..model.rubric import Grounded
from .decision import decided
from .grounding import closeness
from .own import own_sentences
from .reading import Reading
from .saying import clearest, of_row, spread, strongest

_SOURCE = {"reasons": "interview", "reflection": "answers"}


def features(what: str, reading: Reading) -> list[float]:
    """How surely it is said; and how surely where the sentence is close to something in the scenario."""
    close = closeness(reading, _SOURCE[what])
    both = max(
        (of_row(reading, row, what) + max(close[row].values(), default=0.0) for row in own_sentences(reading)),
        default=-12.0,
    )
    return [strongest(reading, what).score, clearest(reading, what).score, spread(reading, what), both]


def grounded(check: Grounded, reading: Reading) -> Finding:
    said = strongest(reading, check.what)
    near = [said.span] if said.span and said.score > -2 else []
    return decided(
        f"grounded.{check.what}",
        features(check.what, reading),
        reading,
        met=[said.span] if said.span else [],
        missed="general" if near else "absent",
        because=near,
    )
