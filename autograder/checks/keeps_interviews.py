"""Does the plan keep every other interview that the scenario has in the diary, by name or plainly as a whole?"""

from __future__ import annotations

import re

from ..findings import Finding, met
from ..model.rubric import KeepsInterviews
from ..model.scenario import Process
from ..moments import DAYS, MONTHS
from . import people
from .decision import decided
from .own import own_sentences
from .reading import Reading, joined, words
from .saying import apart, clearest, of_row, strongest

_FAR = -8.0
_KEEPS, _CANCELS = "keeps_interview", "cancels_interview"
_ALL = re.compile(
    r"\b(?:both|all|every|each|either|neither|the (?:two|three|four|others?|rest)|whatever else|everything (?:else|that is)|"
    r"(?:my|the) (?:other |two |three )+(?:interviews?|meetings?|appointments?|calls?))\b",
    re.I,
)


def _kept(reading: Reading) -> tuple[list[str], list[str]]:
    """The employers whose interviews the plan names, and those that it does not."""
    said: set[str] = set()
    for row in own_sentences(reading):
        said |= {people.fold(word.removesuffix("'s")) for word in words(reading.units[row].text)}
    named = [p.employer for p in reading.scenario.other_processes if people.distinctive(p.employer) & said]
    return named, [p.employer for p in reading.scenario.other_processes if p.employer not in named]


def _of(process: Process, text: str) -> bool:
    """Whether a sentence speaks of an interview: by the employer's name, or by its day."""
    if people.distinctive(process.employer) & {people.fold(word.removesuffix("'s")) for word in words(text)}:
        return True
    day, weekday, month = process.when.day, DAYS[process.when.weekday()], MONTHS[process.when.month - 1][:3]
    return bool(
        re.search(
            rf"\b{weekday}\b|\b{day}(?:st|nd|rd|th)?(?: of)? {month}|\b{month}[a-z]* {day}\b|\bthe {day}(?:st|nd|rd|th)\b",
            text,
        )
    )


def _one_by_one(reading: Reading) -> list[tuple[float, float]]:
    """For each other interview, how surely any passage that speaks of it, or of all, keeps it, and how surely one cancels it."""
    found = []
    for process in reading.scenario.other_processes:
        rows = [
            row for row in own_sentences(reading)
            if _of(process, text := reading.units[row].text) or _ALL.search(text)
        ]  # fmt: skip
        keeps = max((of_row(reading, row, _KEEPS) for row in rows), default=_FAR)
        cancels = max((of_row(reading, row, _CANCELS) for row in rows), default=_FAR)
        found.append((max(_FAR, keeps), max(_FAR, cancels)))
    return found or [(0.0, _FAR)]


def features(reading: Reading) -> list[float]:
    named, left = _kept(reading)
    each = _one_by_one(reading)
    keeps = strongest(reading, _KEEPS)
    whole = any(_ALL.search(reading.draft.of(passage.span)) for passage in apart(reading, _KEEPS) if passage.score > 0)
    return [
        keeps.score,
        -strongest(reading, _CANCELS).score,
        -clearest(reading, _CANCELS).score,
        float(not left),
        float(whole),
        float(whole or not left) * min(3.0, max(0.0, keeps.score + 2)),
        len(named) / max(1, len(named) + len(left)),
        min(keep for keep, _ in each),
        max(cancel for _, cancel in each),
        min(keep - cancel for keep, cancel in each),
        sum(keep > 0 for keep, _ in each) / len(each),
    ]


def keeps_interviews(check: KeepsInterviews, reading: Reading) -> Finding:
    if not reading.scenario.other_processes:
        return met(quote="")
    named, left = _kept(reading)
    kept = [passage.span for passage in apart(reading, _KEEPS) if passage.score > 0 and passage.span]
    best = strongest(reading, _KEEPS)
    cancels = strongest(reading, _CANCELS)
    outcome = "cancelled" if cancels.score > 0 else "some" if named and left else "absent"
    because = [cancels.span] if outcome == "cancelled" and cancels.span else kept
    return decided(
        "keeps_interviews",
        features(reading),
        reading,
        met=kept or ([best.span] if best.span else []),
        missed=outcome,
        because=because,
        facts={"missing": joined(left or [p.employer for p in reading.scenario.other_processes], "and")},
    )
