"""Does the draft close with the candidate's own name, under a usual closing or alone?"""

from __future__ import annotations

from ..findings import Finding, met, missed
from ..model.rubric import SignOff
from ..text.sentences import Span
from . import people
from .reading import Reading, quote


def sign_off(check: SignOff, reading: Reading) -> Finding:
    draft, own = reading.draft, reading.scenario.candidate.name
    name = draft.name
    signed = name is not None and people.signs(draft.of(name), own)
    if not signed and draft.signature is not None:
        for line in _first_lines(draft.text, draft.signature):
            if people.signs(draft.text[line.start : line.end], own):
                signed, name = True, line
                break
    if signed and name is not None:
        spans = [span for span in (draft.closing, name) if span is not None]
        return met(reading.evidence(*spans), quote=" ".join(quote(reading, (span,)) for span in spans))
    if draft.closing is None and name is None:
        return missed("missing")
    if name is not None and people.bare(draft.of(name)):
        return missed("wrong_name", reading.evidence(name), quote=quote(reading, (name,)))
    return missed("no_name", reading.evidence(*(span for span in (draft.closing,) if span)))


def _first_lines(text: str, block: Span) -> list[Span]:
    """The first two lines with words of a signature block: some programs put the name there."""
    lines, at = [], block.start
    for line in text[block.start : block.end].split("\n"):
        if any(c.isalpha() for c in line):
            lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return lines[:2]
