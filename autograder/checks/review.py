"""The candidate's own review against the key: which answers it takes up, what it says of them, and what it would say now.

A passage belongs to the answer that it refers to; the sentences behind it go on about the same one until the paragraph ends or
another answer is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..findings import Finding
from ..model.rubric import BetterAnswer, Diagnosis, Strength, WeakAnswers
from ..text.numbers import figures
from ..text.sentences import Span
from .decision import decided
from .grounding import closeness
from .own import own_sentences
from .reading import Reading, in_words, joined
from .saying import of_row, spread, strongest
from .trained import linear

VERDICTS = {
    "off_guard": "off_guard", "vague": "vague", "arrogant": "arrogant_answer", "unassertive": "unassertive",
    "aggressive": "aggressive_answer", "unprepared": "unprepared",
}  # fmt: skip
_FAR = -8.0


@dataclass(frozen=True)
class About:
    """What a review says of one answer: the rows of its passage, and how surely each thing is said there."""

    turn: str
    verdict: str
    rows: tuple[int, ...]
    close: float  # how closely the passage refers to the answer
    own: float  # the same, of the sentences that refer to no other answer more closely
    diagnosed: float  # that it says what was wrong, in agreement with the key
    otherwise: float  # that it says something else was wrong
    better: float
    strong: float


@lru_cache(maxsize=1)
def passages(reading: Reading) -> dict[str, About]:
    """What the review says of each answer of the key, by turn."""
    close = closeness(reading, "answers")
    rows: dict[str, list[int]] = {answer.turn: [] for answer in reading.scenario.answers}
    current: str | None = None
    before: Span | None = None
    for row in own_sentences(reading):
        span = reading.units[row].span
        if before and "\n\n" in reading.draft.text[before.end : span.start].replace(" ", ""):
            current = None
        nearest = max(close[row], key=lambda turn: close[row][turn])
        if close[row][nearest] > 0 or (current is None and close[row][nearest] > -2):
            current = nearest
        if current is not None:
            rows[current].append(row)
        before = span
    return {a.turn: _about(reading, a.turn, a.verdict, rows[a.turn]) for a in reading.scenario.answers}


def _about(reading: Reading, turn: str, verdict: str, rows: Sequence[int]) -> About:
    close = closeness(reading, "answers")
    nearest = max((close[row][turn] for row in own_sentences(reading)), default=_FAR)
    own = max(
        (close[row][turn] for row in own_sentences(reading) if close[row][turn] == max(close[row].values())),
        default=_FAR,
    )

    def most(*sayings: str) -> float:
        return max((of_row(reading, row, saying) for row in rows for saying in sayings), default=_FAR)

    return About(
        turn,
        verdict,
        tuple(rows),
        nearest,
        max(own, _FAR),
        most(VERDICTS[verdict]) if verdict in VERDICTS else _FAR,
        most(*(saying for name, saying in VERDICTS.items() if name != verdict)),
        most("better_answer"),
        most("strength"),
    )


def weak(reading: Reading) -> list[About]:
    return [about for about in passages(reading).values() if about.verdict != "strong"]


def agreement(about: About) -> float:
    """How surely a passage takes up its answer and says of it what the key says."""
    return linear("diagnosis.turn").score(agreement_features(about))


def agreement_features(about: About) -> list[float]:
    near = min(about.close, 2.0)
    return [
        about.close,
        about.diagnosed,
        about.diagnosed - about.otherwise,
        float(bool(about.rows)),
        min(near, about.diagnosed),
        min(near, about.diagnosed - about.otherwise),
        about.own,
        min(min(about.own, 2.0), about.diagnosed),
        min(min(about.own, 2.0), about.diagnosed - about.otherwise),
    ]


def _kth(values: Sequence[float], wanted: int) -> list[float]:
    """The value that counts last, and the next one."""
    order = [*sorted(values, reverse=True), *[_FAR] * (wanted + 1)]
    return [order[wanted - 1], order[wanted]]


def _here(reading: Reading) -> list[float]:
    """How surely the review is about this interview: the answer that it refers to most closely, the next one and the third."""
    order = sorted((about.own for about in passages(reading).values()), reverse=True)
    return [*order, _FAR, _FAR, _FAR][:3]


def _wanted(at_least: int, reading: Reading) -> int:
    return min(at_least, len(weak(reading))) or 1


def strength_features(reading: Reading) -> list[float]:
    strong = [about for about in passages(reading).values() if about.verdict == "strong"]
    close = closeness(reading, "answers")
    keys = {answer.turn: answer.verdict == "strong" for answer in reading.scenario.answers}
    both, against = _FAR, _FAR
    for row in own_sentences(reading):
        said = of_row(reading, row, "strength")
        nearest = max(close[row], key=lambda turn: close[row][turn])
        if keys[nearest]:
            both = max(both, said + min(2.0, close[row][nearest]))
        else:
            against = max(against, said + min(2.0, close[row][nearest]))
    return [
        strongest(reading, "strength").score,
        both,
        against,
        max((min(about.close, about.strong) for about in strong), default=_FAR),
        max((min(about.own, about.strong) for about in strong), default=_FAR),
        max((min(about.own, about.strong) for about in weak(reading)), default=_FAR),
        *_here(reading),
    ]


def weak_features(at_least: int, reading: Reading) -> list[float]:
    wanted = _wanted(at_least, reading)
    close = [about.close for about in weak(reading)]
    lasting = [min(about.close, max(about.diagnosed, about.otherwise) + 2) for about in weak(reading)]
    return [
        *_kth(close, wanted),
        *_kth(lasting, wanted),
        *_kth([about.own for about in weak(reading)], wanted),
        *_kth([min(about.own, max(about.diagnosed, about.otherwise) + 2) for about in weak(reading)], wanted),
        min(3, sum(score > 0 for score in close)) - wanted,
        spread(reading, "weak_answer"),
        *_here(reading),
    ]


def diagnosis_features(at_least: int, reading: Reading) -> list[float]:
    wanted = _wanted(at_least, reading)
    agreed = [agreement(about) for about in weak(reading)]
    differs = sum(about.close > 0 and about.otherwise > max(0.0, about.diagnosed) for about in weak(reading))
    return [
        *_kth(agreed, wanted),
        min(3, sum(score > 0 for score in agreed)) - wanted,
        float(min(2, differs)),
        spread(reading, "diagnosed"),
        *_kth([min(2.0, about.own) + min(3.0, agreement(about)) for about in weak(reading)], wanted),
        *_here(reading),
    ]


def better_features(reading: Reading) -> list[float]:
    best = strongest(reading, "better_answer")
    fact = best.span is not None and next(figures(reading.draft.of(best.span)), None) is not None
    return [best.score, max((about.better for about in weak(reading)), default=_FAR), float(fact), *_here(reading)]


def strength(check: Strength, reading: Reading) -> Finding:
    best = strongest(reading, "strength")
    row = _row(reading, best.span)
    outcome = "absent"
    if best.score > -1 and row is not None:
        close = closeness(reading, "answers")[row]
        nearest = max(close, key=lambda turn: close[turn])
        wrong = passages(reading)[nearest].verdict != "strong" and close[nearest] > 0
        outcome = "weak_in_key" if wrong else "general"
    spans = [best.span] if best.span else []
    turns = [answer.turn for answer in reading.scenario.answers if answer.verdict == "strong"]
    return decided(
        "strength", strength_features(reading), reading, met=spans, missed=outcome,
        because=spans if outcome != "absent" else [], facts={"turns": joined(turns, "and")},
    )  # fmt: skip


def weak_answers(check: WeakAnswers, reading: Reading) -> Finding:
    wanted = _wanted(check.at_least, reading)
    order = sorted(weak(reading), key=lambda about: -about.close)
    taken = [about for about in order if about.close > 0]
    return decided(
        "weak_answers", weak_features(check.at_least, reading), reading,
        met=_spans(reading, order[:wanted] if len(taken) < wanted else taken),
        missed="too_few" if taken else "absent", because=_spans(reading, taken), facts=_counted(taken, wanted, order),
    )  # fmt: skip


def diagnosis(check: Diagnosis, reading: Reading) -> Finding:
    wanted = _wanted(check.at_least, reading)
    order = sorted(weak(reading), key=lambda about: -agreement(about))
    right = [about for about in order if agreement(about) > 0]
    other = [
        about for about in order if about not in right and about.close > 0 and about.otherwise > max(0, about.diagnosed)
    ]
    outcome = "differs" if other else "too_few" if right else "absent"
    return decided(
        "diagnosis", diagnosis_features(check.at_least, reading), reading,
        met=_spans(reading, right if len(right) >= wanted else order[:wanted]),
        missed=outcome, because=_spans(reading, other[:1] if other else right), facts=_counted(right, wanted, order),
    )  # fmt: skip


def better_answer(check: BetterAnswer, reading: Reading) -> Finding:
    best = strongest(reading, "better_answer")
    spans = [best.span] if best.span else []
    wish = strongest(reading, "wish")
    near = spans if best.score > -2 else [wish.span] if wish.span and wish.score > 0 else []
    return decided(
        "better_answer", better_features(reading), reading, met=spans, missed="no_fact" if near else "absent",
        because=near, facts={"turns": joined([about.turn for about in weak(reading)], "and")},
    )  # fmt: skip


def _counted(found: Sequence[About], wanted: int, order: Sequence[About]) -> dict[str, str]:
    turns = [about.turn for about in order if about not in found]
    return {"found": in_words(len(found)), "wanted": in_words(wanted), "turns": joined(sorted(turns), "and")}


def _row(reading: Reading, span: Span | None) -> int | None:
    return next((row for row in own_sentences(reading) if reading.units[row].span == span), None)


def _spans(reading: Reading, found: Sequence[About]) -> list[Span]:
    """The passage about each answer: its first sentence to its last on end."""
    spans = []
    for about in found:
        for row in about.rows[:3]:
            spans.append(reading.units[row].span)
    return spans
