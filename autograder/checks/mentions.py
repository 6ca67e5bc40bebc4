"""Does the draft refer to the scenario's topics or deliverables, or give the gaps, in any words and with the right facts?"""

from __future__ import annotations

import re

from ..findings import Finding
from ..model.rubric import Mentions
from ..text.sentences import Span
from .decision import decided
from .grounding import closeness, contradicts, sources
from .own import listed, own_sentences
from .reading import Reading, in_words, joined, quote
from .saying import of_row, strongest

_SAYING = {"topics": "recalls", "gaps": "adds", "deliverables": "deliverable"}


def referring(what: str, reading: Reading) -> tuple[dict[str, tuple[float, Span]], list[tuple[float, Span]]]:
    """The closest sentence to each point, with its score; and the sentences that contradict one."""
    found: dict[str, tuple[float, Span]] = {}
    contrary: list[tuple[float, Span]] = []
    points = sources(reading.scenario, what)
    close = closeness(reading, what)
    for row in own_sentences(reading):
        unit = reading.units[row]
        for name, score in close[row].items():
            if what == "gaps" and _ASKED.search(unit.text):
                continue
            if (what != "deliverables" and score > 0 and contradicts(unit.text, points[name])) or (
                what == "gaps" and score > 0 and _DENIED.search(unit.text)
            ):
                contrary.append((score, unit.span))
            elif name not in found or score > found[name][0]:
                found[name] = score, unit.span
    return found, contrary


def features(what: str, at_least: int, reading: Reading) -> list[float]:
    """The closest sentence to the point that counts last, the next one, and what the adapter says of the sentences."""
    found, contrary = referring(what, reading)
    best = sorted((score for score, _ in found.values()), reverse=True) + [_FAR] * (at_least + 1)
    saying = _SAYING[what]
    close = closeness(reading, what)
    both = max(
        (max(close[row].values(), default=0.0) + of_row(reading, row, saying) for row in own_sentences(reading)),
        default=_FAR,
    )
    worst = max((score for score, _ in contrary), default=0.0)
    return [best[at_least - 1], best[at_least], strongest(reading, saying).score, both, worst]


_FAR = -8.0


def mentions(check: Mentions, reading: Reading) -> Finding:
    found, contrary = referring(check.what, reading)
    order = sorted(found, key=lambda name: -found[name][0])
    counted = [name for n, name in enumerate(order) if n < check.at_least or found[name][0] > 0]
    spans = [found[name][1] for name in counted]
    labels = {point.id: point.label for point in _points(reading, check.what)}
    outcome, because = _why_not(check, reading, contrary)
    close = [found[name][1] for name in order if found[name][0] > 0]
    return decided(
        f"mentions.{check.what}",
        features(check.what, check.at_least, reading),
        reading,
        met=spans,
        missed=outcome,
        because=because or close[:2],
        facts={
            "label": joined([labels[name] for name in counted[: check.at_least]], "and"),
            "found": in_words(len(close)),
            "wanted": in_words(check.at_least),
            **({"quote": quote(reading, spans[:1])} if spans else {}),
        },
    )


def _points(reading: Reading, what: str):  # type: ignore[no-untyped-def]
    return (
        reading.scenario.candidate.current_job.deliverables
        if what == "deliverables"
        else getattr(reading.scenario, what)
    )


def _why_not(check: Mentions, reading: Reading, contrary: list[tuple[float, Span]]) -> tuple[str, list[Span]]:
    """How it ends where it is not met, and the passages that show it."""
    if contrary:
        return "contradicted", [max(contrary)[1]]
    promise = strongest(reading, "promise")
    if check.what == "gaps" and promise.span and promise.score > 0:
        return "promised", [promise.span]
    lists = listed(reading)
    if sum(len(reading.draft.of(span).split()) for span in lists) >= 8:
        return "listed", list(lists)
    return "absent", []


# 'I have never held one' gives no certificate; 'I did not mention that I hold one' does
_DENIED = re.compile(
    r"\bnever (?:held|had|been|done|used|worked|taken|led|run|learn|got|owned)|\b(?:do|did|does) not (?:have|hold|own|speak|know)\b"
    r"|\b(?:don't|doesn't) (?:have|hold|own|speak|know)\b|\bhave no\b|\bhaven't (?:got|had|any)\b|\bI (?:lack|am without)\b",
    re.I,
)

# 'You asked about my training.' names the subject and gives nothing
_ASKED = re.compile(r"^(?:when )?\S+(?: \w+)? (?:asked|wanted to know|talked|spoke)\b[^,;:–—]*$", re.I)
