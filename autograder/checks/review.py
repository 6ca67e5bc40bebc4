"""The candidate's own review against the key: which answers it takes up, what it says of them, and what it would say now.

Which answers it takes up, and where, is for `taken_up` to say; here stands what it says of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from ..findings import Finding
from ..model.rubric import BetterAnswer, Diagnosis, Strength, WeakAnswers
from ..model.scenario import Answer
from ..text.numbers import figures
from ..text.sentences import Span
from .decision import decided
from .grounding import closeness
from .own import own_sentences
from .reading import Reading, in_words, joined
from .saying import of_row, spread, strongest
from .taken_up import FAR, Scores, alone, followed, taken_up
from .trained import linear

VERDICTS = {
    "off_guard": "off_guard", "vague": "vague", "arrogant": "arrogant_answer", "unassertive": "unassertive",
    "aggressive": "aggressive_answer", "unprepared": "unprepared",
}  # fmt: skip


@dataclass(frozen=True)
class About:
    """What a review says of one answer: the rows of its passage, and how surely each thing is said there."""

    turn: str
    verdict: str
    rows: tuple[int, ...]
    sure: float  # how surely the review takes the answer up; above 0 it does
    close: float  # how closely the passage refers to the answer
    own: float  # the same, of the sentences that refer to no other answer more closely
    diagnosed: float  # that it says what was wrong, in agreement with the key
    otherwise: float  # that it says something else was wrong
    better: float
    strong: float


@lru_cache(maxsize=1)
def passages(reading: Reading) -> dict[str, About]:
    """What the review says of each answer of the key, by turn."""
    scores, near = followed(reading), alone(reading)
    sure = taken_up(reading)
    return {
        answer.turn: _about(reading, answer, scores[:, n], near[:, n], near.max(axis=1, initial=FAR), sure[answer.turn])
        for n, answer in enumerate(reading.scenario.answers)
    }


def _about(reading: Reading, answer: Answer, scores: Scores, near: Scores, nearest: Scores, sure: float) -> About:
    """`scores` say how surely each own sentence is about the answer, `near` how closely it alone refers to it (n,)."""
    own = own_sentences(reading)
    rows = tuple(row for row, score in zip(own, scores, strict=True) if score > 0)
    if not rows and sure > 0:
        rows = (own[int(near.argmax())],)

    def most(*sayings: str) -> float:
        return max((of_row(reading, row, saying) for row in rows for saying in sayings), default=FAR)

    return About(
        answer.turn,
        answer.verdict,
        rows,
        sure,
        float(near.max(initial=FAR)),
        float(near[near == nearest].max(initial=FAR)),
        most(VERDICTS[answer.verdict]) if answer.verdict in VERDICTS else FAR,
        most(*(saying for name, saying in VERDICTS.items() if name != answer.verdict)),
        most("better_answer"),
        most("strength"),
    )


def weak(reading: Reading) -> list[About]:
    return [about for about in passages(reading).values() if about.verdict != "strong"]


def agreement(about: About) -> float:
    """How surely a passage takes up its answer and says of it what the key says."""
    return linear("diagnosis.turn").score(agreement_features(about))


def agreement_features(about: About) -> list[float]:
    against = about.diagnosed - about.otherwise
    features = [about.diagnosed, against, float(bool(about.rows))]
    for taken in (about.sure, about.close, about.own):
        features += [taken, min(taken, 2.0, about.diagnosed), min(taken, 2.0, against)]
    return features


def _kth(values: Sequence[float], wanted: int) -> list[float]:
    """The value that counts last, and the next one."""
    order = [*sorted(values, reverse=True), *[FAR] * (wanted + 1)]
    return [order[wanted - 1], order[wanted]]


def _at_least(scores: Sequence[float], wanted: int) -> float:
    """How surely at least so many of these things hold, each as sure as its score: log odds."""
    exactly = [1.0]  # how likely it is that none, one, two ... of those so far hold
    for score in scores:
        p = 1 / (1 + exp(-max(FAR, score)))
        exactly = [a * (1 - p) + b * p for a, b in zip([*exactly, 0.0], [0.0, *exactly], strict=True)]
    p = min(1 - 1e-4, max(1e-4, sum(exactly[wanted:])))
    return log(p / (1 - p))


def _here(reading: Reading) -> list[float]:
    """How surely the review is about this interview: the answer that it refers to most closely, the next one and the third."""
    order = sorted((about.own for about in passages(reading).values()), reverse=True)
    return [*order, FAR, FAR, FAR][:3]


def _wanted(at_least: int, reading: Reading) -> int:
    return min(at_least, len(weak(reading))) or 1


def strength_features(reading: Reading) -> list[float]:
    strong = [about for about in passages(reading).values() if about.verdict == "strong"]
    close = closeness(reading, "answers")
    keys = {answer.turn: answer.verdict == "strong" for answer in reading.scenario.answers}
    both, against = FAR, FAR
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
        max((min(about.close, about.strong) for about in strong), default=FAR),
        max((min(about.own, about.strong) for about in strong), default=FAR),
        max((min(about.sure, about.strong) for about in strong), default=FAR),
        max((min(about.sure, about.strong) for about in weak(reading)), default=FAR),
        max((min(about.own, about.strong) for about in weak(reading)), default=FAR),
        *_here(reading),
    ]


def weak_features(at_least: int, reading: Reading) -> list[float]:
    wanted = _wanted(at_least, reading)
    sure = [about.sure for about in weak(reading)]
    blamed = [min(about.sure, max(about.diagnosed, about.otherwise) + 2) for about in weak(reading)]
    return [
        *_kth(sure, wanted),
        *_kth(blamed, wanted),
        *_kth([about.own for about in weak(reading)], wanted),
        sum(1 / (1 + exp(-score)) for score in sure) - wanted,
        min(3, sum(score > 0 for score in sure)) - wanted,
        spread(reading, "weak_answer"),
        *_here(reading),
    ]


def diagnosis_features(at_least: int, reading: Reading) -> list[float]:
    wanted = _wanted(at_least, reading)
    agreed = [agreement(about) for about in weak(reading)]
    differs = sum(about.sure > 0 and about.otherwise > max(0.0, about.diagnosed) for about in weak(reading))
    return [
        *_kth(agreed, wanted),
        _at_least(agreed, wanted),
        min(3, sum(score > 0 for score in agreed)) - wanted,
        float(min(2, differs)),
        spread(reading, "diagnosed"),
        *_kth([min(2.0, about.own) + min(3.0, agreement(about)) for about in weak(reading)], wanted),
        *_here(reading),
    ]


def better_features(reading: Reading) -> list[float]:
    best = strongest(reading, "better_answer")
    fact = best.span is not None and next(figures(reading.draft.of(best.span)), None) is not None
    return [best.score, max((about.better for about in weak(reading)), default=FAR), float(fact), *_here(reading)]


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
    order = sorted(weak(reading), key=lambda about: -about.sure)
    taken = [about for about in order if about.sure > 0]
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
        about for about in order if about not in right and about.sure > 0 and about.otherwise > max(0, about.diagnosed)
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
