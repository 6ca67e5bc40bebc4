"""Does the draft say a thing that people say in such messages: thanks, interest?

A trained model finds the sentence; exact patterns rule out what it cannot see: denial, condition, somebody else.
"""

from __future__ import annotations

import re

from ..findings import Finding, met, missed
from ..model.rubric import Expresses
from . import people
from .elsewhere import elsewhere
from .reading import Reading, quote
from .saying import scored

_CLAUSE_MARGIN = 0.1  # a clause out of its sentence must be surer than the sentence

_NOT = r"\b(?:not|never|no longer|hardly|scarcely|cannot|unable to)\b|n't\b"
_ENOUGH = re.compile(
    r"\b(?:enough|how (?:much|very|deeply|grateful|keen|glad)|not only|couldn't be (?:more|keener|happier)|could not be (?:more|keener|happier)|"
    r"nothing (?:i|i'd) |no(?:thing)? (?:less|more)|never (?:been|wanted|felt) (?:so|more|anything)|hasn't changed|has not changed|"
    r"doesn't (?:change|stop|put me off)|does not (?:change|stop|put me off)|without (?:hesitation|reservation|doubt)|didn't (?:just|only))\b",
    re.I,
)
_RULED_OUT = {
    "thanks": re.compile(
        rf"(?:{_NOT})[^.;]{{0,45}}\b(?:thank|grateful|gratitude|appreciat|obliged)"
        r"|\b(?:had|if|were|should) (?:you|i|it|we|the)\b[^;]{0,90}\b(?:would|could|might|should|'d)\b[^.;]{0,40}\b(?:thank|grateful|appreciat)"
        r"|\b(?:would|might|could) (?:have|be where|be the place)\b[^.;]{0,40}\b(?:thank|grateful|appreciat)"
        r"|\b(?:in advance|in anticipation|beforehand)\b|\bwould (?:be grateful|appreciate)\b|\bthank(?:s| you) for nothing\b"
        r"|\b(?:to|and) say (?:thanks|thank you)\b(?=[^.]{0,30}\b(?:told|asked|from)\b)",
        re.I,
    ),
    "interest": re.compile(
        rf"(?:{_NOT})[^.;]{{0,45}}\b(?:want|interested|interest|keen|decided|tempted|for me|see myself|sure|say yet|tell yet|convinced)\b"
        r"|\b(?:may or (?:may )?not|might consider|could imagine considering|undecided|unsure|in two minds|on the fence|keep my options)\b"
        r"|\b(?:withdraw|no longer)\b|\b(?:had|if) (?:you|the|it|i)\b[^.;]{0,70}\b(?:would have|might have|could have)\b"
        r"|\b(?:another|a different|some other) (?:role|post|job|position|vacancy|opening|department|team)\b"
        r"|\b(?:should|if) (?:you|your company|[A-Z]\w+) (?:ever|one day)\b",
        re.I,
    ),
}
_TRIED = {
    "thanks": re.compile(r"\b(?:thank|grateful|gratitude|appreciat)", re.I),
    "interest": re.compile(r"\binterest(?:ed)?\b|\bwant\b|\bkeen\b", re.I),
}


def expresses(check: Expresses, reading: Reading) -> Finding:
    best, where = 0.0, None
    if not elsewhere(reading):
        for score, span, whole in scored(reading, check.what):
            score -= 0.0 if whole else _CLAUSE_MARGIN
            if score > best and not _ruled_out(check.what, reading.draft.of(span), reading):
                best, where = score, span
    if where is not None:
        return met(reading.evidence(where), quote=quote(reading, (where,)))
    for row in reading.sentence_rows:
        unit = reading.units[row]
        if _TRIED[check.what].search(unit.text) and _ruled_out(check.what, unit.text, reading):
            return missed("negated", reading.evidence(unit.span), quote=quote(reading, (unit.span,)))
    return missed("absent")


def _ruled_out(what: str, text: str, reading: Reading) -> bool:
    """Whether a sentence denies the thing, makes it conditional, or says it of somebody else."""
    if _RULED_OUT[what].search(text) and not _ENOUGH.search(text):
        return True
    if what == "thanks":
        consultant = people.bare(reading.scenario.agency.consultant.name)
        named = set(people.parts(text))
        return bool(named & set(consultant)) and not re.search(r"\b(?:you|your)\b", text, re.I)
    return False
