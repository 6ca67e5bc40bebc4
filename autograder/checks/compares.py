"""Does the draft say which other processes are under way and how this role compares, or that there are none?"""

from __future__ import annotations

import re

from ..findings import Finding, met
from ..model.rubric import Compares
from ..text.sentences import Span
from . import people
from .decision import decided
from .own import own_sentences
from .reading import Reading, quote, words
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


# That there is nothing else, in plain words.
_NONE = re.compile(
    r"(?:\b(?:have|has|having|got|are|is|with)|'ve(?: got)?|there's) (?:currently |at present )?no other "
    r"(?:interviews?|process(?:es)?|applications?|offers?|jobs?|irons?|roles?)\b"
    r"|n't (?:got |have )?any other (?:interviews?|process(?:es)?|applications?|offers?|jobs?|irons?|roles?)\b"
    r"|\b(?:nothing|not anything|n't anything|nowhere|nobody|no one|n't anyone) else (?:is |are |i have |i've )?"
    r"(?:under way|underway|going on|on the go|in (?:the|my) diary|in play|in the pipeline|booked|arranged|planned|lined up|pending)"
    r"(?= (?:at|right|just|yet|so|and|but)\b|\W|$)(?! \w+s\b)"
    r"|\b(?:the|my) only (?:interview|application|process|iron|one) "
    r"(?:i have|i've got|i have got|in (?:the|my)|under way|at the moment|right now|for now)\b"
    r"|\bonly (?:interview|application|process)\b[^.;]{0,20}\b(?:at the moment|at present|right now|just now|for now|so far)\b",
    re.I,
)


def _nothing_else(reading: Reading) -> Span | None:
    """The own sentence that says that there is nothing else, where the draft names no other employer."""
    if named(reading):
        return None
    units = [reading.units[row] for row in own_sentences(reading)]
    return next((unit.span for unit in units if _NONE.search(unit.text)), None)


def compares(check: Compares, reading: Reading) -> Finding:
    if plain := _nothing_else(reading):
        return met(reading.evidence(plain), quote=quote(reading, [plain]))
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
