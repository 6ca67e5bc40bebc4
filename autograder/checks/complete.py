"""Is it finished text of the candidate's own: no placeholder, nothing pasted, no bare keywords, gibberish or padding?"""

from __future__ import annotations

import re
from collections import Counter

from ..findings import Finding, met, missed
from ..model.rubric import Complete
from ..text.sentences import Span
from .jumble import jumbled
from .own import content_lines, mere_lists, pasted, placed_words
from .reading import Reading, quote, words
from .small_words import SMALL_WORDS

# a bracket in which the writer says something, or that is there to be ticked
_ASIDE = (
    r"[ xX✓✔]?\]|(?![^\[\]\n]*\b(?:name|company|date|role|title|topic|employer|position|amount|project|detail|figure|example)s?\b)"
    r"(?:the|a|an|in|on|at|my|sic|see|which|who|about|and|but|not|no|yes|i) \S+ [^\[\]\n]+\]"
)
_PLACEHOLDER = re.compile(
    rf"\[(?!{_ASIDE})[^\[\]\n]{{1,60}}\]|<[a-z][a-z '/_-]{{1,40}}>|\{{[a-z][\w '/-]{{1,40}}\}}|«[^»\n]{{1,40}}»|\bx{{3,}}\b"
    r"|(?<![_\n])_{3,}(?!_*$)|(?<![\w)!?])\?{3,}|\b(?:TODO|FIXME)\b|(?:^|:)[ \t]*TB[CD]\b(?=[ .]*$)"
    r"|\byour (?:full |first )?name(?: here)?\b(?=\s*$)|\b(?:insert|add|enter|put) (?:your |the )?(?:[a-z]+ )?(?:name|date|role|title|company|"
    r"topic|here)\b[^.\n]{0,12}(?:here)?(?=[\])}]|\s*$)|\b(?:your|company|interviewer'?s?|job|candidate) (?:name|title) here\b|\blorem ipsum\b",
    re.I | re.M,
)
_KISSES = re.compile(r"(?<=[a-z]) x{3,}[ \t]*$", re.M)  # Kieran xxx
_STARTER = re.compile(
    r"\bwrite (?:your )?(?:message|answer|email|plan|review|text|here)\b[^.\n]{0,50}\b(?:here|line)\b", re.I
)
_CODE = re.compile(
    r"^[ \t]*(?:import \w+|from \w+ import|def \w+\(|class \w+[(:]|print\(|for \w+ in .*:|if .*:|return\b|\w+ ?= ?['\"\[{(\d]|#|@\w+|"
    r"\w+\(.*\)|[\]})]+,?)[ \t]*",
)


def complete(check: Complete, reading: Reading) -> Finding:
    draft = reading.draft
    own = Span(0, draft.quoted[0].start if draft.quoted else len(draft.text))
    if found := placeholder(draft.text, own) or _STARTER.search(draft.text, own.start, own.end):
        return _missed("placeholder", reading, Span(*found.span()))
    if not words(draft.of(draft.content)):
        return missed("empty")
    for outcome, spans in (
        ("code", _code(reading)),
        ("pasted", pasted(reading)),
        ("gibberish", _gibberish(reading)),
        ("keywords", mere_lists(reading)),
        ("repeated", _repeated(reading)),
    ):
        if spans:
            return _missed(outcome, reading, *spans)
    return met()


def placeholder(text: str, within: Span) -> re.Match[str] | None:
    """The first thing that stands for words still to come. Kisses under a message are none."""
    for found in _PLACEHOLDER.finditer(text, within.start, within.end):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.end()]
        if not (found.group().islower() and len(line.split()) <= 3 and _KISSES.search(line)):
            return found
    return None


def _missed(outcome: str, reading: Reading, *spans: Span) -> Finding:
    return missed(outcome, reading.evidence(*spans), quote=quote(reading, spans))


def _code(reading: Reading) -> tuple[Span, ...]:
    """Lines of a program, where they are at least half of the content."""
    lines = list(content_lines(reading))
    code = [span for span in lines if _CODE.match(reading.draft.of(span)) and not _prose(reading.draft.of(span))]
    return tuple(code) if len(code) * 2 >= max(2, len(lines)) else ()


def _prose(line: str) -> bool:
    said = words(line)
    return len(said) >= 5 and sum(word in SMALL_WORDS for word in said) / len(said) > 0.3 and "=" not in line


def _gibberish(reading: Reading) -> tuple[Span, ...]:
    """Words that no language has, where they are half of the content."""
    content = reading.draft.content
    if jumbled(reading.draft.of(content)):
        return (Span(content.start, min(content.end, content.start + 60)),)
    said = [(word, span) for word, span in placed_words(reading) if word.isalpha() and len(word) > 2]
    odd = [(word, span) for word, span in said if _unsayable(word)]
    if len(said) >= 3 and len(odd) * 2 >= len(said):
        return (Span(odd[0][1].start, odd[min(len(odd), 6) - 1][1].end),)
    return ()


_HARD = re.compile(r"[^aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüýœ]{5,}|(.)\1{2,}|^[^aeiouyà-ÿœ]{3,}$|(..+)\2{2,}")
_ROW = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _unsayable(word: str) -> bool:
    if word in ("hr", "cfo", "ceo", "cv", "phd", "mbps"):
        return False
    rows = any(word[n : n + 4] in row or word[n : n + 4] in row[::-1] for row in _ROW for n in range(len(word) - 3))
    return bool(_HARD.search(word)) or (
        rows and word not in ("were", "power", "pretty", "property", "properties", "poor")
    )


def _repeated(reading: Reading) -> tuple[Span, ...]:
    """A passage that stands there more than once."""
    seen: Counter[tuple[str, ...]] = Counter()
    again = []
    total = 0
    for sentence in reading.draft.sentences:
        said = tuple(words(reading.draft.of(sentence)))
        total += len(said)
        if len(said) >= 4:
            seen[said] += 1
            if seen[said] > 1:
                again.append((sentence, len(said)))
    if again and sum(count for _, count in again) >= max(8, 0.1 * total):
        return (again[0][0],)
    return ()
