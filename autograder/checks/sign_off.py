"""Does the draft close with the candidate's own name, under a usual closing or alone?"""

from __future__ import annotations

import re

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
    if not signed and (found := _at_the_end(reading, own)):
        signed, name = True, found
    if signed and name is not None:
        spans = [span for span in (draft.closing, name) if span is not None]
        return met(reading.evidence(*spans), quote=" ".join(quote(reading, (span,)) for span in spans))
    if draft.closing is None and name is None:
        return missed("missing")
    if name is not None and people.bare(draft.of(name)):
        return missed("wrong_name", reading.evidence(name), quote=quote(reading, (name,)))
    return missed("no_name", reading.evidence(*(span for span in (draft.closing,) if span)))


# what people put round their name: kisses, a smile, 'from', a thank-you without a comma
_DECORATION = re.compile(
    r"^[ \t]*(?:(?:many|kind|kindest|best|warm|all the|thanks again|cheers|ta|thanks|thank you|regards|wishes|best|from|love|yours)"
    r"(?: (?:and |for everything|again|so much|regards|wishes|thanks))*[ ,/]+)+|[ \t]+x+[ \t]*$|[ \t]*(?::-?\)|[^\w\s.,!()|']+)[ \t]*$|[.!]+$",
    re.I,
)
_BRACKET = re.compile(r"\((?:mrs|mr|ms|miss|mx|dr)\.?\)", re.I)


def _at_the_end(reading: Reading, own: str) -> Span | None:
    """The candidate's name, dressed up or above a job title, an address or a postscript, or behind the last sentence."""
    draft = reading.draft
    text = draft.text[: draft.quoted[0].start] if draft.quoted else draft.text
    lines, at = list[Span](), draft.body.start
    for written in text[draft.body.start :].split("\n"):
        if any(c.isalpha() for c in written):
            lines.append(Span(at, at + len(written)))
        at += len(written) + 1
    for line in reversed(lines[-6:]):
        words = _bare(draft.text[line.start : line.end])
        head = words.split("|")[0].split(",")[0]
        if len(head.split()) <= 4 and head[:1].isupper() and people.signs(head, own):
            return line
    if lines:  # a message in one block: '... to meet you. Thanks, Reece'
        last = draft.text[lines[-1].start : lines[-1].end]
        tail = re.split(r"[.!?][ \t]+", last)[-1]
        words = _bare(tail)
        if tail != last and len(words.split()) <= 3 and words[:1].isupper() and people.signs(words, own):
            return Span(lines[-1].end - len(tail), lines[-1].end)
    return None


def _bare(line: str) -> str:
    words = _BRACKET.sub("", line).strip()
    for _ in range(3):
        words = _DECORATION.sub("", words).strip()
    return words


def _first_lines(text: str, block: Span) -> list[Span]:
    """The first two lines with words of a signature block: some programs put the name there."""
    lines, at = [], block.start
    for line in text[block.start : block.end].split("\n"):
        if any(c.isalpha() for c in line):
            lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return lines[:2]
