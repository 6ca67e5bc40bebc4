"""Would a professional reader be comfortable with the tone of every sentence?"""

from __future__ import annotations

import re

from ..findings import Finding, met, missed
from ..model.rubric import Tone
from ..text.sentences import Span
from .own import own_sentences
from .reading import Reading, quote
from .saying import features, own_units
from .trained import linear

# What no reader takes well, whatever stands around it. The model finds the rest.
_PLAIN = {
    "pleading": r"\b(?:beg|begging|implore) you\b|\bplease,? please\b|\bi(?:'m| am) desperate\b|\bi(?:'ll| will) do anything\b",
    "entitled": r"\bi (?:demand|insist on)\b"
    r"|\bi (?:expect|want) (?:your|an|the) (?:answer|reply|offer|decision) (?:by|before|within|at once|today|now)\b",
    "arrogant": r"\byou (?:would|'d|will|'ll) (?:be|regret)\b.{0,30}\b(?:foolish|fool|mad|crazy|stupid|sorry|it)\b",
    "self_deprecating": r"\bi (?:was|am|did|must have been|know (?:that )?i was) (?:so |really |absolutely |such an? |quite |very )?"
    r"(?:terrible|awful|hopeless|useless|rubbish|pathetic|idiot|a disaster|stupid|dreadful)\b|\b(?:complete|total|utter) idiot\b",
    "aggressive": r"\bhow dare you\b|\bwaste of (?:my|everyone's) time\b"
    r"|\byou (?:wasted|are wasting) my (?:time|morning|afternoon|day)\b",
    "disparaging": r"\b(?:incompetent|clueless|morons?|idiots)\b",
    "familiar": r"\b(?:mate|dude|babe|hun|sweetheart|xoxo|lol|lmao)\b",
}
_COMPILED = {outcome: re.compile(pattern, re.I) for outcome, pattern in _PLAIN.items()}
_CLAUSE_MARGIN = 0.5  # a clause out of its sentence must be surer than the sentence


def tone(check: Tone, reading: Reading) -> Finding:
    for row in own_sentences(reading):
        for outcome, pattern in _COMPILED.items():
            if pattern.search(reading.units[row].text):
                return _missed(outcome, reading.units[row].span, reading)
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
    return _missed(outcome, reading.units[units[worst]].span, reading)


def _missed(outcome: str, span: Span, reading: Reading) -> Finding:
    return missed(outcome, reading.evidence(span), quote=quote(reading, (span,)))
