"""Does the draft refer to the scenario's topics, or give the gaps, in any words and with the right facts?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..findings import Finding, met, missed
from ..model.rubric import Mentions
from ..model.scenario import Scenario
from ..text.sentences import Span
from .elsewhere import elsewhere
from .grounding import Source, contradicts, features, sources
from .own import listed, own_sentences
from .reading import Reading, quote
from .saying import scored
from .trained import linear

_KIND = {"topics": "topic", "gaps": "gap"}


def mentions(check: Mentions, reading: Reading) -> Finding:
    if elsewhere(reading):
        return missed("absent")
    points = _sources(reading.scenario, check.what)
    found: dict[str, tuple[float, Span]] = {}
    contrary: list[tuple[float, Span]] = []
    for row in own_sentences(reading):
        unit = reading.units[row]
        rows = [n for n, other in enumerate(reading.units) if other.sentence == row]
        for name, point in points.items():
            score = refers(unit.text, reading, rows, point, check.what)
            if score <= 0 or (check.what == "topics" and _about_a_gap(unit.text, reading, rows) > score):
                continue
            if check.what == "gaps" and _ASKED.search(unit.text):
                continue
            if contradicts(unit.text, point) or (check.what == "gaps" and _DENIED.search(unit.text)):
                contrary.append((score, unit.span))
            elif score > found.get(name, (0.0, unit.span))[0]:
                found[name] = score, unit.span
    if len(found) >= check.at_least:
        best = sorted(found, key=lambda name: -found[name][0])
        spans = sorted({found[name][1] for name in best})
        labels = {point.id: point.label for point in getattr(reading.scenario, check.what)}
        first = found[best[0]][1]
        return met(reading.evidence(*spans), quote=quote(reading, (first,)), label=labels[best[0]])
    if contrary:
        span = max(contrary)[1]
        return missed("contradicted", reading.evidence(span), quote=quote(reading, (span,)))
    if check.what == "gaps" and (promise := _promise(reading)):
        return missed("promised", reading.evidence(promise), quote=quote(reading, (promise,)))
    lists = listed(reading)
    if sum(len(reading.draft.of(span).split()) for span in lists) >= 8:
        return missed("listed", reading.evidence(*lists), quote=quote(reading, lists))
    return missed("absent")


def refers(sentence: str, reading: Reading, rows: Sequence[int], point: Source, what: str) -> float:
    """How surely a sentence refers to a point: above 0 it does."""
    model = linear(f"mentions_{_KIND[what]}")
    return model.score(features(sentence, reading.vectors[list(rows)], point))


# 'I have never held one' gives no certificate; 'I did not mention that I hold one' does
_DENIED = re.compile(
    r"\bnever (?:held|had|been|done|used|worked|taken|led|run|learn|got|owned)|\b(?:do|did|does) not (?:have|hold|own|speak|know)\b"
    r"|\b(?:don't|doesn't) (?:have|hold|own|speak|know)\b|\bhave no\b|\bhaven't (?:got|had|any)\b|\bI (?:lack|am without)\b",
    re.I,
)


# 'You asked about my training.' names the subject and gives nothing
_ASKED = re.compile(r"^(?:when )?\S+(?: \w+)? (?:asked|wanted to know|talked|spoke)\b[^,;:–—]*$", re.I)


def _about_a_gap(sentence: str, reading: Reading, rows: Sequence[int]) -> float:
    """How surely a sentence gives one of the gaps: then it recalls nothing that was discussed."""
    gaps = _sources(reading.scenario, "gaps")
    return max(refers(sentence, reading, rows, point, "gaps") for point in gaps.values())


@lru_cache(maxsize=32)
def _sources(scenario: Scenario, what: str) -> dict[str, Source]:
    return sources(getattr(scenario, what), scenario)


def _promise(reading: Reading) -> Span | None:
    """A sentence that announces information without giving it."""
    found = [(score, span) for score, span, whole in scored(reading, "promise") if whole]
    best = max(found, default=(0.0, Span(0, 0)))
    return best[1] if best[0] > 0 else None
