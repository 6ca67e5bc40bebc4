"""The learner's own interview: from a form to what a draft can be checked against, and to a list of deadlines. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from ..model import scenario as types
from ..model.rubric import Rubric
from ..model.scenario import Point, Scenario

KINDS = ("agency_feedback", "follow_up_email", "search_plan", "commitment_plan", "withdrawal", "rejection_reply")


class Field(NamedTuple):
    """One field of the form. `lines` is the height of its box; of more than one line each is a thing of its own."""

    name: str
    label: str
    lines: int = 1
    hint: str = ""


EXAMPLE = "2026-03-03 10:50"
FORM = (
    Field("name", "Your name"),
    Field("role", "The post"),
    Field("employer", "The employer"),
    Field("panel", "Who asked the questions", 2, "one name on each line, as its owner spells it"),
    Field("ended", "When it ended", 1, f"such as {EXAMPLE}"),
    Field("agency", "The agency", 1, "leave it empty if there is none"),
    Field("consultant", "Your consultant there"),
    Field("discussed", "What you talked about", 5, "one thing on each line"),
    Field("forgotten", "What you forgot or got wrong", 4, "one fact on each line, as it should have been"),
    Field("others", "Other interviews", 3, "one employer on each line"),
    Field("duties", "What your present job needs from you now", 3, "one thing on each line"),
)
_NOBODY = "the agency"


class Deadline(NamedTuple):
    """Something to do, and until when; None where only the learner can say. `by` is said where no hour is to be named."""

    until: datetime | None
    what: str
    by: str = ""


def missing(form: Mapping[str, str]) -> list[str]:
    """What the form still needs before a draft can be looked at, in the words of its labels."""
    need = ("name", "role", "employer", "panel", "ended")
    return [field.label for field in FORM if field.name in need and not form.get(field.name, "").strip()]


def unread(form: Mapping[str, str]) -> str:
    """A sentence on what stands under When it ended and is no day and hour; empty where it can be read, or nothing stands there."""
    text = form.get("ended", "").strip()
    if not text or moment(form):
        return ""
    shown = text if len(text) <= 60 else f"{text[:60]} …"
    return f"When it ended: “{shown}” cannot be read as a date and a time. Write it like this: {EXAMPLE}"


def moment(form: Mapping[str, str]) -> datetime | None:
    """When the interview ended; None where the field holds no day and time."""
    text = form.get("ended", "").strip()
    try:
        return datetime.fromisoformat(text) if ":" in text else None
    except ValueError:
        return None


def lines(form: Mapping[str, str], name: str) -> list[str]:
    """The things that a field lists, without bullets."""
    return [line for raw in form.get(name, "").splitlines() if (line := re.sub(r"^[\s•*–-]+", "", raw).strip())]


def scenario(form: Mapping[str, str]) -> Scenario:
    """What drafts are checked against. The form must have nothing `missing` and nothing `unread`. Fields that a learner cannot know stay out."""
    ended = moment(form)
    assert ended is not None
    value = {field.name: form.get(field.name, "").strip() for field in FORM}
    name = value["name"]
    panel = tuple(types.Panellist(name=person, title="interviewer") for person in lines(form, "panel"))
    topics, gaps = list(_points(form, "discussed", 1)), list(_points(form, "forgotten", 501))
    said = [types.Turn(id=p.turns[0], speaker=panel[0].name, text=p.label) for p in topics]
    said += [types.Turn(id=p.turns[0], speaker=name, text=p.label) for p in gaps]
    later = ended + timedelta(days=1)
    consultant = types.Consultant(name=value["consultant"] or _NOBODY, title="consultant")
    duties = tuple(types.Deliverable(id=f"d{n}", label=text) for n, text in enumerate(lines(form, "duties")))
    return Scenario.model_construct(
        id="own",
        title=f"{value['role']} at {value['employer']}",
        sector="own",
        level="mid",
        locale="en-GB",
        timezone="UTC",
        candidate=types.Candidate.model_construct(
            name=name,
            current_job=types.Job.model_construct(title="your job", employer="your employer", deliverables=duties),
        ),
        agency=types.Agency(name=value["agency"] or _NOBODY, consultant=consultant),
        employer=types.Employer(
            name=value["employer"], about=value["employer"], follow_up="neutral", follow_up_note="Ask your consultant."
        ),
        role=value["role"],
        interview=types.Interview(starts=ended - timedelta(hours=1), ends=ended, format="in person", panel=panel),
        turns=tuple(said),
        topics=tuple(topics),
        gaps=tuple(gaps),
        answers=(),
        other_processes=tuple(
            types.Process(employer=other, role="post", stage="interview", when=later) for other in lines(form, "others")
        ),
        decision=types.Decision(at=later, why="You have decided against it."),
        outcome=types.Outcome.model_construct(at=later, from_=consultant.name, margin="narrow", reasons=()),
    )


def _points(form: Mapping[str, str], name: str, first: int) -> Iterator[Point]:
    for n, label in enumerate(lines(form, name)[:90], first):
        yield Point(id=f"p{n}", label=label, turns=(f"t{n:02d}",))


# Criteria that need something which only an invented interview has, or which the form may lack.
_NEEDS = {
    "recalls_topic": "discussed",
    "adds_missing": "forgotten",
    "deliverables": "duties",
    "keeps_interviews": "others",
}
_NEVER = {"withdrawal": ("prompt",), "rejection_reply": ("prompt",)}


def rubric(given: Rubric, form: Mapping[str, str]) -> Rubric:
    """The rubric without the criteria that nothing in the form can be compared with."""
    kept = tuple(
        criterion
        for criterion in given.criteria
        if criterion.id not in _NEVER.get(given.kind, ())
        and (criterion.id not in _NEEDS or lines(form, _NEEDS[criterion.id]))
        and not (
            criterion.id in ("addressee", "relay")
            and given.kind != "follow_up_email"
            and not form.get("consultant", "").strip()
        )
    )
    return given.model_copy(update={"criteria": kept})


def deadlines(form: Mapping[str, str]) -> list[Deadline]:
    """What to do after the interview and until when, in order; as far as the form says when it ended."""
    ended = moment(form)

    def after(**time: int) -> datetime | None:
        return ended + timedelta(**time) if ended else None

    agency = bool(form.get("agency", "").strip() or form.get("consultant", "").strip())
    who = (form.get("consultant", "").strip() or "your consultant") if agency else "the employer"
    tell = (
        f"Tell {who} how it went, and how this post compares with your others. Ask whether this employer likes a note."
    )
    job = "Plan the work that you have" if lines(form, "duties") else "If you have a job, plan its work"
    return [
        Deadline(
            None,
            "Write down the names, the questions, one moment of the talk, and what you forgot.",
            "On the same day, before anything else",
        ),
        *([Deadline(after(hours=3), tell)] if agency else []),
        Deadline(
            after(hours=24),
            "Thank the interviewer, if this employer welcomes a note: one thing from the talk, one fact that was missing.",
        ),
        Deadline(after(days=2), "Review your answers, and plan two things to practise."),
        Deadline(after(days=3), "Plan the next steps of your search. Keep every other interview."),
        Deadline(after(days=7), f"{job}: what is due, by when, and who can see that it is well done."),
        Deadline(None, f"If they named a day for their answer and it passes: ask {who} once, a day or two later."),
        Deadline(None, f"If it is not for you after all: tell {who} within a day of deciding."),
        Deadline(None, "If the answer is no: reply within two days, and ask what you can learn from it."),
        Deadline(
            None, "If it is a yes: ask for it in writing on the same day, and go on until you have accepted or signed."
        ),
    ]
