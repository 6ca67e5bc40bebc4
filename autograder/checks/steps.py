"""Does the plan have enough concrete steps, each with a date, a time limit or a rhythm?"""

from __future__ import annotations

from ..findings import Finding
from ..model.rubric import Steps
from ..text.times import dated
from .decision import decided
from .reading import Reading, in_words, quote
from .saying import Saying, apart, strongest

# What a dated step says, and one without a date.
_SAYINGS = {
    "search": ("search_step", "search_undated"),
    "practice": ("practice", "practice_undated"),
    "current_job": ("job_step", "job_undated"),
}
_NONE = -8.0


def found(what: str, reading: Reading) -> list[Saying]:
    """The passages with a time in them, those that most surely are dated steps first."""
    passages = [p for p in apart(reading, _SAYINGS[what][0]) if p.span and dated(reading.draft.of(p.span))]
    return sorted(passages, key=lambda passage: -passage.score)


def features(what: str, at_least: int, reading: Reading) -> list[float]:
    step, undated = _SAYINGS[what]
    every = sorted((p.score for p in apart(reading, step)), reverse=True) + [_NONE] * (at_least + 1)
    timed = [p.score for p in found(what, reading)] + [_NONE] * (at_least + 1)
    return [
        timed[at_least - 1],
        every[at_least - 1],
        min(4, sum(score > 0 for score in timed)),
        strongest(reading, undated).score,
    ]


def steps(check: Steps, reading: Reading) -> Finding:
    passages = [p for n, p in enumerate(found(check.what, reading)) if n < check.at_least or p.score > 0]
    spans = [p.span for p in passages if p.span]
    sure = [p.span for p in passages if p.span and p.score > 0]
    undated = strongest(reading, _SAYINGS[check.what][1])
    outcome = "too_few" if sure else "undated" if undated.score > 0 else "absent"
    because = sure or ([undated.span] if outcome == "undated" and undated.span else [])
    return decided(
        f"steps.{check.what}",
        features(check.what, check.at_least, reading),
        reading,
        met=spans,
        missed=outcome,
        because=because,
        facts={
            "found": in_words(len(sure)),
            "wanted": in_words(check.at_least),
            **({"quote": quote(reading, spans[:1])} if spans else {}),
        },
    )
