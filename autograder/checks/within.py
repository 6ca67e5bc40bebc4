"""Does the `Sent` header lie after the event that the message answers, and within the limit?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from ..findings import Finding, met, missed
from ..model.rubric import Within
from ..model.scenario import Scenario
from ..text.sentences import Span
from .reading import Reading

EVENTS = {"interview": "the interview", "decision": "the decision", "outcome": "the news"}

_DAYS = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_ZONE = re.compile(r"\s*(?:\(?(?:gmt|utc|bst|cet|cest|[ecmp][sd]?t)\)?|z)$", re.I)
_DAY_AND_TIME = (
    "%d %B %Y %H:%M",
    "%d %b %Y %H:%M",
    "%B %d %Y %H:%M",
    "%b %d %Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%Y/%m/%d %H:%M",
)
_FORMATS = (*_DAY_AND_TIME, *(f.replace("%H:%M", "%I:%M %p") for f in _DAY_AND_TIME))


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
    sent = moment(header.value)
    if sent is None:
        return missed("not_a_date", evidence, quote=header.value[:80], **facts)
    sent = reading.scenario.local(sent).astimezone(UTC)
    facts["sent"] = stamp(sent.astimezone(reading.scenario.zone))
    if sent < happened.astimezone(UTC):
        return missed("too_early", evidence, **facts)
    if sent > limit:
        return missed("too_late", evidence, **facts)
    return met(evidence, **facts)


def moment(text: str) -> datetime | None:
    """A date and time as people write it in a header, or None. A date without a time does not say when."""
    text = " ".join(text.split())
    if not re.search(r"\d:\d\d|T\d\d", text):
        return None
    try:
        return datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        pass
    plain = re.sub(rf"^{_DAYS}\.?,? ", "", _ZONE.sub("", text), flags=re.I)
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", plain.replace(",", " "), flags=re.I)
    plain = re.sub(r"\b(?:at|um|h)\b", " ", plain, flags=re.I)
    plain = re.sub(r"([ap])\.?m\.?$", r" \1m", plain, flags=re.I)
    plain = re.sub(r"(:\d\d):\d\d", r"\1", plain)
    plain = " ".join(plain.split())
    for pattern in _FORMATS:
        try:
            return datetime.strptime(plain, pattern)
        except ValueError:
            continue
    return None


def stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M")
