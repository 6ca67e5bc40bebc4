"""Does the greeting name a right recipient, spelled right, by a usual form?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..findings import Finding, met, missed
from ..model.rubric import Addressee
from ..model.scenario import Scenario
from ..text.draft import GREETING_WORDS
from ..text.sentences import Span
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


_HERE = frozenset("here its it it's this is i'm im".split())  # Hi Shabnam, Kieran here.
_OPENERS = frozenset("thanks thank ok okay alright right well dearest annwyl helo shwmae cheers".split())  # OK Shabnam,
_CALL = re.compile(r"([A-ZÀ-Þ][\w'’.-]*[\w'’](?:[ \t]+[A-ZÀ-Þ][\w'’.-]*[\w'’]){0,2})[ \t]*(?:[,.:;!–—\n]|-[ \t])")


def _capitals(piece: str) -> str:
    """The words with a capital, where the first of them that is no filler has one: 'Helen my dear' is 'Helen'."""
    words = piece.split()
    own = [word for word in words if word.lower().strip(".") not in _FILLER | people.TITLES]
    if not own or not own[0][:1].isupper():
        return piece
    return " ".join(word for word in words if not word.islower() or word.strip(".") in people.TITLES)


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
    greeting = draft.greeting or _called(reading)
    if greeting is None:
        return missed("missing")
    spans = (greeting,)
    evidence = reading.evidence(*spans)
    words = quote(reading, spans)
    named = [piece for piece in _names(draft.of(greeting)) if piece]
    if not named:
        return missed("impersonal", evidence, quote=words)
    own = reading.scenario.candidate.name
    named = [piece for piece in named if not people.addresses([w for w in piece if w not in _HERE], own, None)] or named
    wrong = [
        piece for piece in named
        if not any(people.addresses(piece, r.name, r.honorific) or _short_form(piece, r.name, reading.scenario) for r in right)
    ]  # fmt: skip
    if not wrong:
        return met(evidence, quote=words)
    for piece in wrong:
        for person in right:
            if people.resembles(piece, person.name):
                return missed("misspelled", evidence, quote=words, name=person.name)
    if _IMPERSONAL.search(draft.of(greeting)) and len(wrong) == len(named):
        return missed("impersonal", evidence, quote=words)
    return missed("wrong_name", evidence, quote=words)


def _short_form(piece: list[str], name: str, scenario: Scenario) -> bool:
    """Whether a person was called so in the interview: 'Ben' for Benedict."""
    first = people.bare(name)[0]
    if len(piece) != 1 or len(piece[0]) < 3 or not first.startswith(piece[0]):
        return False
    return any(piece[0].capitalize() in re.findall(r"\w+", turn.text) for turn in scenario.turns)


def _called(reading: Reading) -> Span | None:
    """The name of somebody of this interview in front of the first sentence: 'Helen, count me in.'"""
    draft = reading.draft
    found = _CALL.match(draft.text, draft.content.start, draft.content.end)
    if found is None:
        return None
    folded = [part for part in people.parts(found[1]) if part not in _OPENERS]
    if not any(people.addresses(folded, person, None) for person in reading.scenario.people):
        return None
    return Span(found.start(1), found.end())


def _names(greeting: str) -> list[list[str]]:
    """The people that a greeting names, each as folded words: 'Dear Ms Marsh and Kwame,' -> [[ms, marsh], [kwame]]."""
    named = []
    pieces = _SPLIT.split(_OPENING.sub(" , ", greeting))
    named_with_capitals = any(piece != piece.lower() for piece in pieces)
    for piece in pieces:
        if named_with_capitals and piece.islower():
            continue  # the message begins: 'Hi Helen, typing this on the bus.'
        words = [word for word in people.parts(_capitals(piece)) if word not in _FILLER | _OPENERS]
        if words and not all(word in people.TITLES for word in words):
            named.append(words)
    return named
