"""A scenario: one mock interview and everything that its exercises need. The format is described in docs/formats.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, field_validator, model_validator

from .base import Content, Name, Slug, Text

Verdict = Literal["strong", "off_guard", "vague", "arrogant", "unassertive", "aggressive", "unprepared"]


def _moment(value: object) -> object:
    """A time as a person writes it: `2026-03-03 10:00`, with or without an offset."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("expected a time such as 2026-03-03 10:00") from None
    return value


Moment = Annotated[datetime, BeforeValidator(_moment)]
TurnId = Annotated[str, Field(pattern=r"^t\d{2,3}$")]


class Deliverable(Content):
    id: Name
    label: Text


class Job(Content):
    title: Text
    employer: Text
    deliverables: Annotated[tuple[Deliverable, ...], Field(min_length=3)]


class Candidate(Content):
    name: Text
    current_job: Job


class Consultant(Content):
    name: Text
    title: Text


class Agency(Content):
    name: Text
    consultant: Consultant


class Employer(Content):
    name: Text
    about: Text
    follow_up: Literal["expected", "neutral", "unwelcome"]
    follow_up_note: Text


class Panellist(Content):
    name: Text
    title: Text
    honorific: Text | None = None


class Interview(Content):
    starts: Moment
    ends: Moment
    format: Literal["in person", "video", "phone"]
    panel: Annotated[tuple[Panellist, ...], Field(min_length=1)]


class Turn(Content):
    id: TurnId
    speaker: Text
    text: Text


class Point(Content):
    """A topic that a follow-up could recall, or a gap: key information that the candidate forgot or got wrong."""

    id: Name
    label: Text
    turns: Annotated[tuple[TurnId, ...], Field(min_length=1)]
    phrases: tuple[Text, ...] = ()


class Answer(Content):
    turn: TurnId
    verdict: Verdict
    why: Text


class Process(Content):
    employer: Text
    role: Text
    stage: Text
    when: Moment


class Decision(Content):
    at: Moment
    why: Text


class Outcome(Content):
    at: Moment
    from_: Annotated[Text, Field(alias="from")]
    margin: Literal["narrow", "wide"]
    reasons: Annotated[tuple[Text, ...], Field(min_length=1)]


class Scenario(Content):
    id: Slug
    title: Text
    sector: Text
    level: Literal["entry", "mid", "senior"]
    locale: Literal["en-GB", "en-US"]
    timezone: Text
    candidate: Candidate
    agency: Agency
    employer: Employer
    role: Text
    interview: Interview
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    topics: Annotated[tuple[Point, ...], Field(min_length=3)]
    gaps: Annotated[tuple[Point, ...], Field(min_length=1)]
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    other_processes: tuple[Process, ...] = ()
    decision: Decision
    outcome: Outcome

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("expected the name of a time zone such as Europe/London") from None
        return value

    @model_validator(mode="after")
    def _makes_sense(self) -> Scenario:
        faults = list(self.faults())
        if faults:
            raise Senseless(faults)
        return self

    def faults(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        """Yields what the types alone cannot say, each as a path into the file and a sentence."""
        at = self.local
        if at(self.interview.ends) <= at(self.interview.starts):
            yield ("interview", "ends"), "expected a time after interview.starts"
        if at(self.decision.at) <= at(self.interview.ends):
            yield ("decision", "at"), "expected a time after the interview ends"
        if at(self.outcome.at) <= at(self.interview.ends):
            yield ("outcome", "at"), "expected a time after the interview ends"

        speakers = {self.candidate.name, *(person.name for person in self.interview.panel)}
        for n, turn in enumerate(self.turns):
            if turn.speaker not in speakers:
                known = ", ".join(sorted(speakers))
                yield ("turns", n, "speaker"), f"'{turn.speaker}' is not in this interview; expected one of {known}"
        messengers = speakers - {self.candidate.name} | {self.agency.consultant.name}
        if self.outcome.from_ not in messengers:
            known = ", ".join(sorted(messengers))
            yield ("outcome", "from"), f"'{self.outcome.from_}' is not known; expected one of {known}"

        said_by = {turn.id: turn.speaker for turn in self.turns}
        for field in ("topics", "gaps"):
            for n, point in enumerate(getattr(self, field)):
                for m, turn_id in enumerate(point.turns):
                    if turn_id not in said_by:
                        yield (field, n, "turns", m), f"there is no turn {turn_id}"
        for n, answer in enumerate(self.answers):
            if answer.turn not in said_by:
                yield ("answers", n, "turn"), f"there is no turn {answer.turn}"
            elif said_by[answer.turn] != self.candidate.name:
                yield ("answers", n, "turn"), f"{answer.turn} is not a turn of {self.candidate.name}"

        lists: dict[tuple[str, ...], list[str]] = {
            ("turns",): [turn.id for turn in self.turns],
            ("topics",): [point.id for point in self.topics],
            ("gaps",): [point.id for point in self.gaps],
            ("answers",): [answer.turn for answer in self.answers],
            ("candidate", "current_job", "deliverables"): [d.id for d in self.candidate.current_job.deliverables],
        }
        for path, ids in lists.items():
            for twice in [name for name, count in Counter(ids).items() if count > 1]:
                where = len(ids) - 1 - ids[::-1].index(twice)
                yield (*path, where), f"'{twice}' is already used above"
        order = [turn.id for turn in self.turns]
        for n in range(1, len(order)):
            if int(order[n][1:]) < int(order[n - 1][1:]):
                yield ("turns", n, "id"), f"{order[n]} comes after {order[n - 1]}; turns are numbered in order"

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """The moment with a zone: the scenario's own where it has none."""
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)

    def turn(self, turn_id: str) -> Turn:
        return next(turn for turn in self.turns if turn.id == turn_id)

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone with a name in this scenario: the panel, the consultant, the candidate."""
        return (*(p.name for p in self.interview.panel), self.agency.consultant.name, self.candidate.name)


class Senseless(ValueError):
    """A scenario whose fields are of the right types and do not fit together; `faults` are (path, sentence) pairs."""

    def __init__(self, faults: list[tuple[tuple[str | int, ...], str]]) -> None:
        super().__init__("; ".join(sentence for _, sentence in faults))
        self.faults = faults


__all__ = ["Moment", "Point", "Scenario", "Senseless", "Verdict"]
