"""Does the message say which role or employer it is about?"""

from __future__ import annotations

import re

from ..findings import Finding, met, missed
from ..model.rubric import NamesRole
from ..text.sentences import Span
from . import people
from .elsewhere import COMMON, elsewhere
from .own import own_sentences
from .reading import Reading, quote, words
from .subject import OCCUPATION, other_occupation

_SMALL = frozenset("of and the a an for in at to senior junior lead head".split())

_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+")
_POST = frozenset("post role job position vacancy".split())


def names_role(check: NamesRole, reading: Reading) -> Finding:
    if elsewhere(reading):
        return missed("absent", confidence=0.9)
    for span in _places(reading):
        if _names(reading, span):
            return met(reading.evidence(span), confidence=0.9, quote=quote(reading, (span,)))
    for span in _places(reading):
        if other_occupation(reading.draft.of(span), reading.scenario):
            return missed("other", reading.evidence(span), confidence=0.8, quote=quote(reading, (span,)))
    return missed("absent", confidence=0.85)


def _places(reading: Reading) -> list[Span]:
    """The own sentences, and the subject line."""
    subject = reading.draft.headers.get("subject")
    spans = [reading.units[row].span for row in own_sentences(reading)]
    return [*spans, *([Span(subject.start, subject.end)] if subject else [])]


def _names(reading: Reading, span: Span) -> bool:
    said = {people.fold(word.removesuffix("'s")) for word in words(reading.draft.of(span))}
    if people.distinctive(reading.scenario.employer.name) & said:
        return True
    capital = {people.fold(word.removesuffix("'s")) for word in _CAPITAL.findall(reading.draft.of(span))}
    if capital & {people.fold(word) for word in words(reading.scenario.employer.name) if len(word) > 3} - COMMON:
        return True  # the Creek, for Halcyra Creek Hotel
    if any(people.distinctive(process.employer) & said for process in reading.scenario.other_processes):
        return False
    role = [people.fold(word) for word in words(reading.scenario.role) if word not in _SMALL]
    stems = {word[:5] for word in said}
    found = [word for word in role if word[:5] in stems]
    # 'the adviser's post' is enough for 'Senior adviser, water policy'
    as_post = bool(_POST & said) and any(OCCUPATION.fullmatch(word) for word in found)
    return bool(role) and (as_post or len(found) * 2 > len(role) - 1)
