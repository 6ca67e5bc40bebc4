"""Would a professional reader be comfortable with the tone of every sentence?"""

from __future__ import annotations

from ..findings import Finding, met, missed
from ..model.rubric import Tone
from .reading import Reading, quote
from .saying import features, own_units
from .trained import linear

_CLAUSE_MARGIN = 0.5  # a clause out of its sentence must be surer than the sentence


def tone(check: Tone, reading: Reading) -> Finding:
    units = own_units(reading)
    if not units:
        return met()
    x = features(reading)
    scores = linear("tone").scores(x)[:, 0]
    for n, row in enumerate(units):
        if reading.units[row].sentence != row:
            scores[n] -= _CLAUSE_MARGIN
    worst = int(scores.argmax())
    if scores[worst] <= 0:
        return met()
    kinds = linear("tone_kind")
    outcome = kinds.classes[int(kinds.scores(x[worst][None, :])[0].argmax())]
    span = reading.units[units[worst]].span
    return missed(outcome, reading.evidence(span), quote=quote(reading, (span,)))
