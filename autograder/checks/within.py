"""Does the `Sent` header lie after the event that the message answers, and within the limit?"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from ..findings import Finding, met, missed
from ..model.rubric import Within
from ..model.scenario import Scenario
from ..moments import MONTHS
from ..text.sentences import Span
from .reading import Reading

EVENTS = {"interview": "the interview", "decision": "the decision", "outcome": "the news"}

_DAYS = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_ZONE = re.compile(r"\s*(?:\(?(?:gmt|utc|bst|cet|cest|[ecmp][sd]?t)\)?|z)$", re.I)
# A month in words is read before, as m03: strptime's own names follow the machine's locale.
_FORMATS = (
    "%d m%m %Y %H:%M",
    "m%m %d %Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d %H:%M",
)


def event(check: Within, scenario: Scenario) -> datetime:
    """The moment that the message answers, with its zone."""
    moments = {"interview": scenario.interview.ends, "decision": scenario.decision.at, "outcome": scenario.outcome.at}
    return scenario.local(moments[check.after])


def within(check: Within, reading: Reading) -> Finding:
    happened = event(check, reading.scenario)
    limit = happened.astimezone(UTC) + timedelta(hours=check.hours)
    facts: dict[str, Any] = {
        "event": EVENTS[check.after],
        "deadline": stamp(limit.astimezone(reading.scenario.zone)),
        "hours": f"{check.hours:g}",
    }
    header = reading.draft.headers.get("sent") or reading.draft.headers.get("date")
    if header is None or not header.value:
        return missed("missing", **facts)
    evidence = reading.evidence(Span(header.start, header.end))
    sent = moment(header.value, month_first=reading.scenario.locale == "en-US")
    if sent is None:
        return missed("not_a_date", evidence, quote=header.value[:80], **facts)
    sent = reading.scenario.local(sent).astimezone(UTC)
    facts["sent"] = stamp(sent.astimezone(reading.scenario.zone))
    if sent < happened.astimezone(UTC):
        return missed("too_early", evidence, **facts)
    if sent > limit:
        return missed("too_late", evidence, **facts)
    return met(evidence, **facts)


def moment(text: str, month_first: bool = False) -> datetime | None:
    """A date and time as people write it in a header, or None. A date without a time does not say when.

    `month_first` tells how 2/10/2026 is read; what has no sense so is read the other way.
    """
    text = " ".join(text.split())
    text = re.sub(r"\b(\d{1,2})\.([0-5]\d) ?(?=[ap]\.?m\b)", r"\1:\2 ", text, flags=re.I)  # 9.05am
    text = re.sub(r"(?<![:.\d])(\d{1,2}) ?(?=[ap]\.?m\b)", r"\1:00 ", text, flags=re.I)  # 9am
    text = re.sub(r"^(\d{4}-\d\d-\d\d)(?: at|,)? (\d:)", r"\1 0\2", text)
    text = re.sub(r"^(\d{4}-\d\d-\d\d)(?: at|,) ", r"\1 ", text)
    if not re.search(r"\d:\d\d|T\d\d", text):
        return None
    with suppress(TypeError, ValueError):
        if re.match(r"(?:mon|tue|wed|thu|fri|sat|sun), \d", text, re.I) and re.search(r"[+-]\d{4}$", text):
            return parsedate_to_datetime(text)
    try:
        return datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        pass
    plain = re.sub(rf"^{_DAYS}\.?,? ", "", _ZONE.sub("", text), flags=re.I)
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", plain.replace(",", " "), flags=re.I)
    plain = re.sub(r"\b(?:at|um|h)\b", " ", plain, flags=re.I)
    plain = re.sub(r"(:\d\d):\d\d", r"\1", plain)
    plain = re.sub(r"\b(1[0-2]|0?[1-9])(:[0-5]\d) ?([ap])\.?m\.?$", _in_24_hours, plain, flags=re.I)
    for number, month in enumerate(MONTHS, 1):
        plain = re.sub(rf"\b{month[:3]}(?:t|{month[3:]})?\b\.?", f"m{number:02d}", plain, flags=re.I)
    plain = " ".join(plain.split())
    first, last = ("%m/%d/%Y", "%d/%m/%Y") if month_first else ("%d/%m/%Y", "%m/%d/%Y")
    plain = re.sub(r"^(\d{1,2})[-.](\d{1,2})[-.](\d{4}|\d\d)\b", r"\1/\2/\3" if month_first else r"\1.\2.\3", plain)
    plain = re.sub(r"^(\d{1,2}[/.]\d{1,2}[/.])(\d\d)(?=\s)", r"\g<1>20\2", plain)
    for pattern in (f.replace("%d/%m/%Y", order) for order in (first, last) for f in _FORMATS):
        try:
            return datetime.strptime(plain, pattern)
        except ValueError:
            continue
    return None


def _in_24_hours(found: re.Match[str]) -> str:
    return f"{int(found[1]) % 12 + (12 if found[3] in 'pP' else 0)}{found[2]}"


def stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M")
