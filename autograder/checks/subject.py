"""Does the subject line say what the message is about, for this role or meeting?"""

from __future__ import annotations

import re
from typing import Any

from ..findings import Finding, met, missed
from ..model.rubric import Subject
from ..model.scenario import Scenario
from ..text.sentences import Span
from . import people
from .reading import Reading, words

_MEETING = frozenset(
    "interview interviews interviewing interviewed trial session assessment panel "
    "meeting meet met conversation conversations call discussion chat talk visit tour today yesterday "
    "morning afternoon evening monday tuesday wednesday thursday friday role position post job vacancy application opportunity "
    "withdrawal withdraw decision feedback candidacy outcome update".split()
)
_EMPTY = frozenset(
    "hi hello hey email e-mail mail message re fw fwd aw subject note question important urgent please read greetings info information "
    "regarding about your my the a an from to of for and just quick follow following up followup follow-up thanks thank you many so much "
    "again attention dear news no none untitled test".split()
)
# Words for people who do a job. With the scenario's own role absent, one of these says that the message is about another.
OCCUPATION = re.compile(
    r"\b(?:manager|assistant|officer|engineer|nurse|teacher|clerk|driver|chef|cook|baker|analyst|developer|designer|consultant|director|"
    r"administrator|coordinator|supervisor|technician|accountant|controller|lecturer|librarian|receptionist|secretary|carer|caretaker|"
    r"electrician|plumber|welder|pharmacist|physiotherapist|paramedic|midwife|solicitor|lawyer|paralegal|editor|journalist|writer|"
    r"representative|advis[eo]r|buyer|planner|scientist|researcher|tester|architect|surveyor|operator|foreman|steward|waiter|bartender|"
    r"hairdresser|gardener|apprentice|trainee|intern|programmer|auditor|treasurer|headteacher|tutor|trainer|mechanic|curator|executive|"
    r"partner|lead|head|specialist|associate|agent|cashier|porter|cleaner|guard|translator|interpreter)s?\b",
    re.I,
)


def subject(check: Subject, reading: Reading) -> Finding:
    header = reading.draft.headers.get("subject")
    if header is None:
        return missed("missing")
    line = reading.draft.text[header.start : header.end].strip()
    said = words(line)
    if not said:
        return missed("empty")
    evidence = reading.evidence(Span(header.start, header.end))
    about = _about(said, reading.scenario)
    facts: dict[str, Any] = {"quote": header.value}
    if other_occupation(line, reading.scenario) and not about & {"role", "people"}:
        return missed("other_matter", evidence, **facts)
    if about:
        return met(evidence, **facts)
    if set(said) <= _EMPTY or len(set(said) - _EMPTY) < 2:
        return missed("says_nothing", evidence, **facts)
    return missed("other_matter", evidence, **facts)


def other_occupation(text: str, scenario: Scenario) -> bool:
    """Whether a text names an occupation, and none of the words of this scenario's role stands in it."""
    return bool(OCCUPATION.search(text)) and "role" not in _about(words(text), scenario)


def _about(said: list[str], scenario: Scenario) -> set[str]:
    """What of this scenario the subject line names: the role, the employer, the people, the meeting."""
    folded = {people.fold(word.removesuffix("'s")) for word in said}
    stems = {word[:6] for word in folded if len(word) > 3}
    role = {people.fold(word) for word in words(scenario.role)}
    employer = {people.fold(word) for word in words(scenario.employer.name)}
    met_people = {part for person in scenario.interview.panel for part in people.bare(person.name)}
    about = set()
    if {word[:6] for word in role if len(word) > 3} & stems or role & folded - {"of", "and", "the"}:
        about.add("role")
    if any(len(word) > 3 for word in employer & folded):
        about.add("employer")
    if met_people & folded:
        about.add("people")
    if _MEETING & set(said):
        about.add("meeting")
    return about
