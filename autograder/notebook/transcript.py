"""The mock interview as a conversation to read. Shows who said what; never the key (verdicts, topics, gaps)."""

from __future__ import annotations

import textwrap
from datetime import datetime

from ..answer import AnswerError
from ..model.scenario import Scenario, Turn
from ..moments import DAYS, MONTHS
from .shown import Shown, page


def conversation(scenario: Scenario, first: str | None = None, last: str | None = None) -> Shown:
    """The turns from `first` to `last`; all, if neither is given. Raises AnswerError for a turn that is not there."""
    turns = _range(scenario, first, last)
    whole = len(turns) == len(scenario.turns)
    html = page(
        "transcript.html",
        **facts(scenario),
        turns=turns,
        whole=whole,
        titles={person.name: person.title for person in scenario.interview.panel},
        introduced=_first_turns(turns),
    )
    return Shown(_text(scenario, turns), html)


def facts(scenario: Scenario) -> dict[str, object]:
    """What the templates of the interview's head and foot are filled in with."""
    where = _FORMATS[scenario.interview.format]
    return {"scenario": scenario, "agency": scenario.agency, "when": _when(scenario), "where": where}


_FORMATS = {"in person": "In person", "video": "By video", "phone": "By telephone"}


def _range(scenario: Scenario, first: str | None, last: str | None) -> tuple[Turn, ...]:
    ids = [turn.id for turn in scenario.turns]
    for name in (first, last):
        if name is not None and name not in ids:
            raise AnswerError(f"The transcript has no turn '{str(name)[:40]}'. Its turns are {ids[0]} to {ids[-1]}.")
    start = ids.index(first) if first is not None else 0
    end = ids.index(last) + 1 if last is not None else len(ids)
    if start >= end:
        raise AnswerError(f"Turn {first} comes after turn {last}: give the earlier one first.")
    return scenario.turns[start:end]


def _first_turns(turns: tuple[Turn, ...]) -> frozenset[str]:
    """The turns in which a speaker speaks for the first time: only there is the title needed."""
    seen: dict[str, str] = {}
    for turn in turns:
        seen.setdefault(turn.speaker, turn.id)
    return frozenset(seen.values())


def _when(scenario: Scenario) -> str:
    """'Tuesday 3 March 2026, 10:00 to 10:50'."""
    starts, ends = scenario.interview.starts, scenario.interview.ends
    return f"{_day(starts)}, {starts:%H:%M} to {ends:%H:%M}"


def _day(moment: datetime) -> str:
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _text(scenario: Scenario, turns: tuple[Turn, ...]) -> str:
    lines = [f"{scenario.role}, {scenario.employer.name}. {_when(scenario)}."]
    for turn in turns:
        said = textwrap.fill(turn.text, 80, initial_indent="     ", subsequent_indent="     ")
        lines += ["", f"{turn.id}  {turn.speaker}:", said]
    return "\n".join(lines)
