"""Dates, time limits and rhythms in a text: 'by Friday', 'on the 13th', 'twice a week', 'within the hour'. Judges nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from .sentences import Span

_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_DAYS = r"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekdays?|weekends?|weeknights?)"
_MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_NUMBER = r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an?|a couple of|a few)"
_UNIT = r"(?:minute|min|hour|hr|day|night|evening|morning|afternoon|lunchtime|week|fortnight|weekend|month|quarter|term|shift|round|year)s?"

TIME = re.compile(
    rf"\b{_DAYS}\b|\b(?:on|by|before|until|till|from|this|next|every|each|last thing|first thing|not later than|no later than) {_DAY}\b"
    rf"|(?<!\w)(?:mon|tues?|weds?|thur?s?|fri|sat|sun)\b(?=[ .,:/–-]*(?:\d|to {_DAY}|\w+:|[–:-]|morning|evening|afternoon|night|noon|am\b|pm\b))"
    rf"|\((?:mon|tues?|weds?|thur?s?|fri|sat|sun)\)|\b\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? (?:{_MONTH}|may)\b(?! i\b)"
    r"|\b(?:tmrw|tmr|tmw|2moro|eod|cob)\b|\b\d{1,2}-\d{1,2}-\d{2,4}\b|\b\d+ ?(?:hrs?|h)\b"
    r"|\b(?:by|before|at|until|till) (?:the )?(?:[1-9]|[12]\d|3[01])\b"
    r"(?! ?(?:%|per|people|of|questions|answers|agencies|applications|jobs|firms|places))"
    r"|\bhalf (?:five|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four)\b|\b(?:after|before) work\b(?! (?:is|was|has|had))|\bnext wk\b"
    rf"|\bevery (?:other |second |{_NUMBER} )?(?:wk|{_UNIT}|{_DAY})\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b(?:{_MONTH}|may)\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? may\b"
    rf"|\b(?:by|before|in|until|end of|mid-?|early|late|during|throughout)[ -](?:the )?(?:end of |middle of |start of )?(?:{_MONTH}|may)\b(?! i\b)"
    rf"|\b(?:the|by|on|before|until|till) (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b|\b\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?\b|\b\d{{4}}-\d\d-\d\d\b"
    r"|\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?!\w)|\b(?:noon|midday|midnight)\b"
    r"|\b(?:quarter|half|ten|five|twenty) (?:past|to) \w+\b"
    r"|\b(?:today|tonight|tomorrow|daily|weekly|nightly|fortnightly|monthly|hourly|quarterly|overnight|same[- ]day)\b"
    rf"|\b(?:within|in|after|over|during) (?:the )?(?:next |first |coming |following )?(?:{_NUMBER} )?(?:working )?{_UNIT}\b"
    rf"|\b(?:this|next|every|each|same|that|the same|all) (?:other |single |second |working )?(?:{_UNIT}|{_DAY})\b"
    rf"|\b(?:once|twice|three times|{_NUMBER}(?: \S+){{0,4}}) (?:a|an|per|every|each) {_UNIT}\b|\b(?:a|per|/) ?{_UNIT}\b(?= (?:at|from|until|i'll|i will)|[.,;:)]|$)"  # noqa: E501
    rf"|\b(?:by|before|until|till|at|ahead of|from) (?:the )?(?:end of (?:the|this|each|every|next) )?(?:{_UNIT}|lunch|breakfast|dinner|bedtime|close|closing|christmas|easter|handover|half-term)\b"  # noqa: E501
    rf"|\b(?:before|after|at the start of|at the end of|ahead of) (?:each|every|the|my|any)(?: \w+)? (?:{_UNIT}|interview|meeting|call|briefing|handover|round|lesson|class|audit|visit|deadline|service|start|exam)\b"  # noqa: E501
    r"|\b(?:immediately|right away|straight away|the (?:same|next|following|very same) (?:day|morning|evening|afternoon|night|week))\b",
    re.I,
)


@lru_cache(maxsize=512)  # several criteria ask it of the same sentence
def dated(text: str) -> bool:
    """Whether a text gives a date, a time limit or a rhythm."""
    return TIME.search(text) is not None


def times(text: str) -> list[Span]:
    """Where they stand."""
    return [Span(*found.span()) for found in TIME.finditer(text)]
