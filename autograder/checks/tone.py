"""Would a professional reader be comfortable with the tone of every sentence?"""

from __future__ import annotations

import re

from ..findings import Finding, missed
from ..model.rubric import Tone
from ..text.sentences import Span
from .decision import decided
from .own import own_sentences
from .reading import Reading, quote
from .saying import clearest, of_row, spread, strongest

# What no reader takes well, whatever stands around it. The adapter finds the rest.
_PLAIN = {
    "pleading": r"\b(?:beg|begging|implore) you\b|\bplease,? please\b|\bi(?:'m| am) desperate\b|\bi(?:'ll| will) do anything\b",
    "entitled": r"\bi (?:demand|insist on)\b"
    r"|\bi (?:expect|want) (?:your|an|the) (?:answer|reply|offer|decision) (?:by|before|within|at once|today|now)\b"
    r"|\b(?:otherwise|or else|if not|or),? i(?:'ll| will| shall) (?:take|accept|sign|go with|go for|have to take) (?:the |an)?other\b"
    r"|\bif i (?:do not|don't|have not|haven't) hear\w*\b.{0,60}\bi(?:'ll| will| shall) (?:accept|take|sign|go with|assume|withdraw|look)\b",
    "arrogant": r"\b(?:best|strongest) (?:candidate|applicant|person) (?:that )?you(?:'ll|'re| will| are| could| can)\b"
    r"|\byou (?:would|'d|will|'ll) (?:be|regret)\b.{0,30}\b(?:foolish|fool|mad|crazy|stupid|sorry|it)\b",
    "self_deprecating": r"\bi (?:was|am|did|must have been|know (?:that )?i was) (?:so |really |absolutely |such an? |quite |very )?"
    r"(?:terrible|awful|hopeless|useless|rubbish|pathetic|idiot|a disaster|stupid|dreadful)\b|\b(?:complete|total|utter) idiot\b"
    r"|\bsorry (?:that |for )?(?:i |having )?(?:made|making|be) such an? (?:mess|hash|fool|poor|bad|mistake)\b",
    "aggressive": r"\bhow dare you\b|\bwaste of (?:my|everyone's) time\b"
    r"|\byou (?:wasted|are wasting) my (?:time|morning|afternoon|day)\b",
    "disparaging": r"\b(?:incompetent|clueless|morons?|idiots)\b",
    "familiar": r"(?<!\bmy )(?<!\ba )(?<!\bhis )(?<!\bher )\bmate\b|\b(?:dude|babe|hun|sweetheart|xoxo|lol|lmao)\b",
}
_COMPILED = {outcome: re.compile(pattern, re.I) for outcome, pattern in _PLAIN.items()}
BAD = "bad_tone"


def plain(reading: Reading) -> tuple[str, Span] | None:
    """The first sentence that no reader takes well, with its kind."""
    for row in own_sentences(reading):
        for outcome, pattern in _COMPILED.items():
            if pattern.search(reading.units[row].text):
                return outcome, reading.units[row].span
    return None


def exact(reading: Reading) -> tuple[str, Span] | None:
    """What needs no model: plain words of any kind but of running oneself down, which may stand in a sober look back."""
    found = plain(reading)
    return found if found and found[0] != "self_deprecating" else None


def features(reading: Reading) -> list[float]:
    """The least comfortable sentence, the least comfortable clause, and all sentences together; higher is more comfortable.

    Then the same of each of the bad tones, by its own name.
    """
    return [
        -strongest(reading, BAD).score,
        -clearest(reading, BAD).score,
        -spread(reading, BAD),
        float(plain(reading) is None),
        *(-strongest(reading, tone).score for tone in Tone.outcomes),
    ]


def tone(check: Tone, reading: Reading) -> Finding:
    if known := exact(reading):
        return missed(known[0], reading.evidence(known[1]), confidence=0.97, quote=quote(reading, [known[1]]))
    outcome, span = plain(reading) or (None, strongest(reading, BAD).span)
    if outcome is None and span is not None:
        row = next(row for row in own_sentences(reading) if reading.units[row].span == span)
        outcome = max(check.outcomes, key=lambda kind: of_row(reading, row, kind))
    return decided(
        "tone",
        features(reading),
        reading,
        met=(),
        missed=outcome or "familiar",
        because=[span] if span else [],
        by_silence=True,
    )
