"""Figures in a text, in digits or in words, with what they count. Facts are compared with these, never by meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .sentences import Span


class Figure(NamedTuple):
    """A number and its measure: `percent`, `money`, `year`, a unit of time such as `week`, or '' for a bare number."""

    value: float
    measure: str
    span: Span
    negated: bool = False


_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SHORT = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "mn": 1_000_000}
_NUMBER_WORD = "|".join([*_ONES, *_TENS, *_SCALES])

_FIGURE = re.compile(
    rf"(?:(?P<currency>[£$€])\s?)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?(?P<short>k|m|mn|bn)\b|\s(?P<scale>hundred|thousand|million|billion)\b)?"
    rf"|\b(?P<words>(?:half a dozen|a dozen|(?:{_NUMBER_WORD})(?:(?:\s|-|\sand\s)(?:{_NUMBER_WORD}))*))\b",
    re.I,
)
_MEASURE = re.compile(
    r"\s*-?\s*(?:(?P<percent>%|per\s?cent\b|percentage)|(?P<money>pounds?\b|dollars?\b|euros?\b|gbp\b|usd\b|eur\b|quid\b)"
    r"|(?P<time>minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b)",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|rather than|instead of|no longer|far from|as opposed to)\s+(?:the\s+|about\s+|a\s+)?$", re.I
)
_TIME = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour"}


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text in order: '£410,000', '6 %', 'forty-five million dollars', 'half a dozen', 'in 2024'."""
    for found in _FIGURE.finditer(text):
        value = _value(found)
        if value is None:
            continue
        after = _MEASURE.match(text, found.end())
        end = found.end()
        measure = "money" if found["currency"] else ""
        if after:
            end = after.end()
            if after["percent"]:
                measure = "percent"
            elif after["money"]:
                measure = "money"
            elif not measure:
                unit = after["time"].lower()
                measure = _TIME.get(unit, unit.removesuffix("s"))
        if not measure and found["digits"] and re.fullmatch(r"(?:19|20)\d\d", found["digits"]):
            measure = "year"
        before = text[max(0, found.start() - 24) : found.start()]
        yield Figure(value, measure, Span(found.start(), end), bool(_NOT.search(before)))


def _value(found: re.Match[str]) -> float | None:
    if found["digits"]:
        value = float(found["digits"].replace(",", ""))
        if found["short"]:
            value *= _SHORT[found["short"].lower()]
        if found["scale"]:
            value *= _SCALES[found["scale"].lower()]
        return value
    return _in_words(found["words"].lower())


def _in_words(words: str) -> float | None:
    """'forty-five million' -> 45000000; 'half a dozen' -> 6. A lone 'one' is seldom a figure."""
    if "dozen" in words:
        return 6 if words.startswith("half") else 12
    total = current = 0
    parts = [part for part in re.split(r"[\s-]+", words) if part != "and"]
    if parts == ["one"]:
        return None
    for part in parts:
        if part in _SCALES:
            scale = _SCALES[part]
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, 0
        else:
            current += _ONES.get(part, _TENS.get(part, 0))
    return float(total + current)
