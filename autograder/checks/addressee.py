"""Does the greeting name a right recipient, spelled right, by a usual form?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..findings import Finding, met, missed
from ..model.rubric import Addressee
from ..model.scenario import Scenario
from ..text.draft import GREETING_WORDS
from . import people
from .reading import Reading, quote

_OPENING = re.compile(rf"\b(?:{GREETING_WORDS})\b", re.I)
_SPLIT = re.compile(r"[,;:/&!–—]|\band\b|\s-\s", re.I)
_FILLER = frozenset(
    "all both there again everyone everybody team colleagues you my to the of at in for panel interview members fellow very dear hi "
    "hello good morning afternoon evening day and also as well from folks".split()
)
_IMPERSONAL = re.compile(
    r"\b(?:sirs?|madams?|sir/madam|whom it may concern|hiring (?:manager|team|committee)|recruit(?:er|ing|ment) (?:manager|team)?|"
    r"interviewers?|hr|human resources|employer|company|sirs)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    honorific: str | None


def recipients(check: Addressee, scenario: Scenario) -> list[Recipient]:
    """The people to whom this message may go, the panel before the consultant."""
    panel = [Recipient(person.name, person.honorific) for person in scenario.interview.panel]
    consultant = [Recipient(scenario.agency.consultant.name, None)]
    return {"panel": panel, "consultant": consultant, "consultant_or_panel": [*consultant, *panel]}[check.to]


def addressee(check: Addressee, reading: Reading) -> Finding:
    draft = reading.draft
    right = recipients(check, reading.scenario)
    if draft.greeting is None:
        return missed("missing")
    spans = (draft.greeting,)
    evidence = reading.evidence(*spans)
    words = quote(reading, spans)
    named = [piece for piece in _names(draft.of(draft.greeting)) if piece]
    if not named:
        return missed("impersonal", evidence, quote=words)
    wrong = [piece for piece in named if not any(people.addresses(piece, r.name, r.honorific) for r in right)]
    if not wrong:
        return met(evidence, quote=words)
    for piece in wrong:
        for person in right:
            if people.resembles(piece, person.name):
                return missed("misspelled", evidence, quote=words, name=person.name)
    if _IMPERSONAL.search(draft.of(draft.greeting)) and len(wrong) == len(named):
        return missed("impersonal", evidence, quote=words)
    return missed("wrong_name", evidence, quote=words)


def _names(greeting: str) -> list[list[str]]:
    """The people that a greeting names, each as folded words: 'Dear Ms Marsh and Kwame,' -> [[ms, marsh], [kwame]]."""
    named = []
    for piece in _SPLIT.split(_OPENING.sub(" , ", greeting)):
        words = [word for word in people.parts(piece) if word not in _FILLER]
        if words and not all(word in people.TITLES for word in words):
            named.append(words)
    return named
