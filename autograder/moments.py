"""Moments of a scenario in words and as a draft writes them. Knows no files and no widgets."""

from __future__ import annotations

from datetime import datetime

from .model.scenario import Scenario

# Not strftime's own names: those follow the machine's locale.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def when(moment: datetime, scenario: Scenario) -> str:
    """A moment in words, in the scenario's own time zone and manner."""
    at = scenario.local(moment).astimezone(scenario.zone)
    day, month = DAYS[at.weekday()], MONTHS[at.month - 1]
    if scenario.locale == "en-US":
        half = "a.m." if at.hour < 12 else "p.m."
        return f"{day}, {month} {at.day}, {at.year} at {at.hour % 12 or 12}:{at.minute:02d} {half}"
    return f"{day} {at.day} {month} {at.year} at {at.hour:02d}:{at.minute:02d}"


def stamp(moment: datetime, scenario: Scenario) -> str:
    """A moment as the Sent line of a draft has it."""
    return f"{scenario.local(moment).astimezone(scenario.zone):%Y-%m-%d %H:%M}"
