"""A scenario: one mock interview and everything that its exercises need. The format is described in docs/formats.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from .base import Content, Name, Slug, Text
from .sense import Place, Sense, Senseless, repeated, short

Verdict = Literal["strong", "off_guard", "vague", "arrogant", "unassertive", "aggressive", "unprepared"]


def _moment(value: object) -> object:
    """A time as a person writes it: `2026-03-03 10:00`, with or without an offset. A day alone is not enough."""
    if isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and ":" in value:
            return datetime.fromisoformat(value.strip())
    except ValueError:
        pass
    raise ValueError("expected a time such as 2026-03-03 10:00")


# Editors know only `date-time`, which is stricter than what people write.
MOMENT_SCHEMA = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$",
    "description": "A time such as 2026-03-03 10:00, in the scenario's time zone unless it carries an offset.",
}
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema(MOMENT_SCHEMA)]
TurnId = Annotated[str, Field(pattern=r"^t\d{2,3}$")]


class Deliverable(Content):
    """Something that the candidate owes to the current employer, with its date where it has one."""

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
    about: Annotated[Text, Field(description="One or two sentences.")]
    follow_up: Annotated[
        Literal["expected", "neutral", "unwelcome"],
        Field(description="What the agency knows of this client: how a message after the interview is received."),
    ]
    follow_up_note: Annotated[Text, Field(description="What the consultant passes on about this client.")]


class Panellist(Content):
    """An interviewer. `honorific` is what goes before the surname, such as Ms or Dr."""

    name: Text
    title: Text
    honorific: Text | None = None


class Interview(Content):
    starts: Moment
    ends: Moment
    format: Literal["in person", "video", "phone"]
    panel: Annotated[tuple[Panellist, ...], Field(min_length=1)]


class Turn(Content):
    """What one person says before the next speaks. The ids count up: t01, t02 and so on."""

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
    """How good one of the candidate's answers was, and why."""

    turn: TurnId
    verdict: Verdict
    why: Text


class Process(Content):
    """Another interview or application of the candidate."""

    employer: Text
    role: Text
    stage: Text
    when: Moment


class Decision(Content):
    """The setting of the withdrawal: when the candidate's mind changed, and what changed it."""

    at: Moment
    why: Text


class Outcome(Content):
    """The setting of the rejection: when the news comes, from whom, and for what reasons."""

    at: Moment
    from_: Annotated[Text, Field(alias="from")]
    margin: Literal["narrow", "wide"]
    reasons: Annotated[tuple[Text, ...], Field(min_length=1)]


class Scenario(Content):
    """One mock interview and everything that its exercises need."""

    def __hash__(self) -> int:
        """By the id alone: what is kept for a scenario is looked up many times a draft, and all its text takes long to hash."""
        return hash(self.id)

    id: Annotated[Slug, Field(description="The name of the file without .yaml.")]
    title: Text
    sector: Text
    level: Literal["entry", "mid", "senior"]
    locale: Annotated[Literal["en-GB", "en-US"], Field(description="The spelling of the scenario's own text.")]
    timezone: Annotated[Text, Field(description="An IANA name such as Europe/London.")]
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

    def faults(self) -> Iterator[Sense]:
        """Yields what the types alone cannot say, each as a path into the file and a sentence."""
        yield from self._times()
        yield from self._names()
        yield from self._references()
        yield from self._repetitions()

    def _times(self) -> Iterator[Sense]:
        ends = self.local(self.interview.ends)
        if ends <= self.local(self.interview.starts):
            yield ("interview", "ends"), "expected a time after interview.starts"
        if self.local(self.decision.at) <= ends:
            yield ("decision", "at"), "expected a time after the interview ends"
        if self.local(self.outcome.at) <= ends:
            yield ("outcome", "at"), "expected a time after the interview ends"

    def _names(self) -> Iterator[Sense]:
        panel = [person.name for person in self.interview.panel]
        speakers = [self.candidate.name, *panel]
        for n, name in enumerate(panel):
            if name in (self.candidate.name, *panel[:n]):
                yield ("interview", "panel", n, "name"), f"'{name}' is already the name of somebody else here"
        if self.agency.consultant.name == self.candidate.name:
            yield ("agency", "consultant", "name"), f"'{self.candidate.name}' is already the name of the candidate"
        for n, turn in enumerate(self.turns):
            if turn.speaker not in speakers:
                yield ("turns", n, "speaker"), _not_one_of(turn.speaker, speakers)
        messengers = [self.agency.consultant.name, *panel]
        if self.outcome.from_ not in messengers:
            yield ("outcome", "from"), _not_one_of(self.outcome.from_, messengers)

    def _references(self) -> Iterator[Sense]:
        said_by = {turn.id: turn.speaker for turn in self.turns}
        there = f"the turns are {self.turns[0].id} to {self.turns[-1].id}"
        for field in ("topics", "gaps"):
            for n, point in enumerate(getattr(self, field)):
                for m, turn_id in enumerate(point.turns):
                    if turn_id not in said_by:
                        yield (field, n, "turns", m), f"there is no turn {turn_id}; {there}"
        for n, answer in enumerate(self.answers):
            if answer.turn not in said_by:
                yield ("answers", n, "turn"), f"there is no turn {answer.turn}; {there}"
            elif said_by[answer.turn] != self.candidate.name:
                yield ("answers", n, "turn"), f"{answer.turn} is not a turn of {self.candidate.name}"

    def _repetitions(self) -> Iterator[Sense]:
        job = self.candidate.current_job
        lists: dict[Place, tuple[str, list[str]]] = {
            ("turns",): ("id", [turn.id for turn in self.turns]),
            ("topics",): ("id", [point.id for point in self.topics]),
            ("gaps",): ("id", [point.id for point in self.gaps]),
            ("answers",): ("turn", [answer.turn for answer in self.answers]),
            ("candidate", "current_job", "deliverables"): ("id", [due.id for due in job.deliverables]),
        }
        for path, (field, ids) in lists.items():
            yield from repeated(ids, path, field)
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


def _not_one_of(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.7)
    meant = f"; did you mean '{close[0]}'?" if close else ""
    return f"expected one of {', '.join(known)}; found '{short(name)}'{meant}"


__all__ = ["Moment", "Point", "Scenario", "Senseless", "Verdict"]
