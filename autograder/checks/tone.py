"""Would a professional reader be comfortable with the tone of every sentence?"""

from __future__ import annotations

from ..findings import Finding, met, missed
from ..model.rubric import Tone
from .reading import Reading, quote
from .saying import scored
from .trained import linear

_CLAUSE_MARGIN = 0.7


def tone(check: Tone, reading: Reading) -> Finding:
    classes = linear("tone").classes
    fine = classes.index("fine")
    worst, outcome, where = 0.0, "", None
    for scores, span, whole in scored(reading, "tone"):
        margins = scores - scores[fine]
        bad = int(margins.argmax())
        score = float(margins[bad]) - linear("tone_cut").intercept[0] - (0.0 if whole else _CLAUSE_MARGIN)
        if bad != fine and score > worst:
            worst, outcome, where = score, classes[bad], span
    if where is None:
        return met()
    return missed(outcome, reading.evidence(where), quote=quote(reading, (where,)))
