"""Does the draft say a thing that people say in such messages: thanks, interest?"""

from __future__ import annotations

import re

from ..findings import Finding, met, missed
from ..model.rubric import Expresses
from .reading import Reading, quote
from .saying import scored

_CLAUSE_MARGIN = 0.5  # a clause out of its sentence must be surer than the sentence
_TRIED = {"thanks": re.compile(r"\b(?:thank|grateful|gratitude|appreciat)", re.I), "interest": re.compile(r"\binterest|\bwant\b|\bkeen\b", re.I)}


def expresses(check: Expresses, reading: Reading) -> Finding:
    best, where = 0.0, None
    for score, span, whole in scored(reading, check.what):
        score -= 0.0 if whole else _CLAUSE_MARGIN
        if score > best:
            best, where = score, span
    if where is not None:
        return met(reading.evidence(where), quote=quote(reading, (where,)))
    for row in reading.sentence_rows:
        unit = reading.units[row]
        if _TRIED[check.what].search(unit.text):
            return missed("negated", reading.evidence(unit.span), quote=quote(reading, (unit.span,)))
    return missed("absent")
