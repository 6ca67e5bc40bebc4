"""Sentences, and the clauses in them, as spans of a text. Knows nothing of messages or interviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """`text[start:end]`"""

    start: int
    end: int


_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof rev sr jr st no vs etc approx dept est inc ltd co corp e.g i.e a.m p.m u.s u.k ph.d fig ref tel ext "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# names of months and days end sentences too: as abbreviations they count only before a figure or a name in lower case
_DATES = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun no".split()
)
_STOP = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)")
_BULLET = re.compile(r"^[ \t]*(?:[-*•·–—▪◦+>]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+")
_WRAPPED = 90  # characters of the longest line that was broken for width
_BLANK = re.compile(r"\n[ \t]*\n")


def sentences(text: str, within: Span, skip: tuple[Span, ...] = (), notes: bool = False) -> Iterator[Span]:
    """The sentences of a part of a text, in order. A paragraph, a bullet or a heading ends a sentence too.

    In `notes` a line of its own says a thing of its own, unless it was wrapped.
    """
    for block in _blocks(text, within, skip, notes):
        start = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if _ends(text, stop, start, block.end):
                yield from _worded(text, start, stop.end())
                start = stop.end()
        yield from _worded(text, start, block.end)


def clauses(text: str, sentence: Span, notes: bool = False) -> Iterator[Span]:
    """The clauses of a sentence: its parts between strong punctuation and conjunctions, where each has words enough.

    In `notes`, a second thing to do begins one too: 'ring two firms by Friday and hand in my CV on Saturday'.
    """
    cuts = [match.start() for match in (_CUT_NOTES if notes else _CUT).finditer(text, sentence.start, sentence.end)]
    start = sentence.start
    for cut in cuts:
        if _count(text, start, cut) >= 3 and _count(text, cut, sentence.end) >= 3:
            yield from _worded(text, start, cut)
            start = cut
    yield from _worded(text, start, sentence.end)


# verbs with which a plan goes on: ring two agencies by Friday and hand in my CV on Saturday
_ACTS = (
    "ring|call|phone|text|email|mail|send|hand|write|rewrite|ask|apply|go|visit|practise|practice|read|look|check|update|book|finish|prepare|"
    "record|rehearse|take|meet|register|sign|put|post|print|tell|learn|note|list|draft|fill|do|make|get|keep|drop|pop|speak|talk"
)
_CUT = re.compile(
    r"[;–—(]|(?<!\d):|:(?!\d)|\s-\s"
    r"|,\s+(?=(?:and|but|so|because|which|where|while|whereas|although|though|since|as|then|or|yet|i|we|you|it|he|she|they|my|the|that|"
    r"if|when|had|having|having|especially|particularly|in particular|above all|after|before|until|unless)\b)"
    r"|\s(?=(?:and|but|so|because|although|though|while|whereas)\s+(?:i|we|you|it|he|she|they|my|your|the|that|this|there|please|would|am|was)\b)",
    re.I,
)
_CUT_NOTES = re.compile(rf"{_CUT.pattern}|\s(?=(?:and|then)\s+(?:then\s+)?(?:{_ACTS})\s)", re.I)


def _blocks(text: str, within: Span, skip: tuple[Span, ...], notes: bool) -> Iterator[Span]:
    """Runs of lines that read on: a blank line, a bullet, a quoted line or a short line without a stop ends one."""
    start: int | None = None
    end = at = within.start
    while at < within.end:
        stop = text.find("\n", at, within.end)
        stop = within.end if stop < 0 else stop
        line = text[at:stop]
        skipped = any(s.start <= at < s.end for s in skip)
        bullet = _BULLET.match(line)
        if start is not None and (skipped or not line.strip() or bullet or not _reads_on(text[start:end], line, notes)):
            yield Span(start, end)
            start = None
        if not skipped and line.strip():
            if start is None:
                start = at + (bullet.end() if bullet else 0)
            end = stop
        at = stop + 1
    if start is not None:
        yield Span(start, end)


def _reads_on(so_far: str, line: str, notes: bool) -> bool:
    """Whether a line continues the one above: that one was wrapped, or this one begins in lower case."""
    last = so_far.rsplit("\n", 1)[-1].rstrip()
    if notes and (len(last) > _WRAPPED or "|" in line or (last.lstrip()[:1].islower() and len(last) < 60)):
        return False
    if line.lstrip()[:1].islower():
        return not last.endswith((".", "!", "?", ":", ";"))
    return len(last) >= 60 and not last.endswith((".", "!", "?", ":"))


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Whether a full stop ends a sentence."""
    after = text[stop.end() : end].lstrip()
    if not after:
        return True
    if stop.group().startswith((".", "…")):
        before = text[start : stop.start()].rsplit(None, 1)
        word = before[-1].lower().lstrip("(\"'") if before else ""
        if word in _DATES:
            return not (after[:1].isdigit() or after[:1].islower())
        if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
            return word in ("a.m", "p.m", "etc", "u.k", "u.s") and after[:1].isupper()
        if after[:1].islower():
            # 'thank you. i liked' is two sentences; 'approx. half' is not
            return len(word) > 3 and not stop.group().startswith("..") and bool(re.match(r"i\b|[a-z]+\s", after))
    return True


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and not (text[start].isalnum() or text[start] in "£$€\"'"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield Span(start, end)


def _count(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())
