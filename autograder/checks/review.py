"""The candidate's own review against the key: which answers it takes up, what it says of them, and what it would say now.

What it says of each answer is for the network in `taken_up` to tell; here it is counted and explained.
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
from .own import own_sentences
from .reading import Reading, in_words, joined
from .saying import of_row, spread, strongest
from .taken_up import FAR, VERDICTS, TakenUp, taken_up


@dataclass(frozen=True)
class About:
    """What a review says of one answer: the rows of its passage, and how surely each thing is said there; above 0 it is."""

    turn: str
    verdict: str
    rows: tuple[int, ...]
    sure: float  # that the review takes the answer up
    agrees: float  # that it says what was wrong, in agreement with the key
    praised: float
    bettered: float
    fault: float  # how surely one sentence of the passage alone says what was wrong, in agreement with the key
    otherwise: float  # the same, of something else that was wrong


@lru_cache(maxsize=1)
def passages(reading: Reading) -> dict[str, About]:
    """What the review says of each answer of the key, by turn."""
    found = taken_up(reading)
    return {answer.turn: _about(reading, n, answer, found) for n, answer in enumerate(reading.scenario.answers)}


def _about(reading: Reading, n: int, answer: Answer, found: TakenUp) -> About:
    own, scores = own_sentences(reading), found.sentences[:, n]
    rows = tuple(row for row, score in zip(own, scores, strict=True) if score > 0)
    if not rows and found.taken[n] > 0:
        rows = (own[int(scores.argmax())],)

    def most(*sayings: str) -> float:
        return max((of_row(reading, row, saying) for row in rows for saying in sayings), default=FAR)

    fault = most(VERDICTS[answer.verdict]) if answer.verdict in VERDICTS else FAR
    otherwise = most(*(saying for name, saying in VERDICTS.items() if name != answer.verdict))
    # the network knows best what is said of the answer, the sentences what fault it is said to have
    agrees = float(found.diagnosed[n]) + 0.5 * max(-4.0, min(2.0, fault - otherwise))
    return About(
        answer.turn,
        answer.verdict,
        rows,
        float(found.taken[n]),
        agrees,
        float(found.praised[n]),
        float(found.bettered[n]),
        fault,
        otherwise,
    )


def weak(reading: Reading) -> list[About]:
    return [about for about in passages(reading).values() if about.verdict != "strong"]


def _strong(reading: Reading) -> list[About]:
    return [about for about in passages(reading).values() if about.verdict == "strong"]


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


def _counted_surely(scores: Sequence[float], wanted: int) -> list[float]:
    """How surely so many of these things hold: by the one that counts last and the next, by all, and by their number."""
    return [*_kth(scores, wanted), _at_least(scores, wanted), min(3, sum(score > 0 for score in scores)) - wanted]


def _here(reading: Reading) -> list[float]:
    """How surely the review is about this interview: the answer that it most surely takes up, the next one and the third."""
    order = sorted((about.sure for about in passages(reading).values()), reverse=True)
    return [*order, FAR, FAR, FAR][:3]


def _wanted(at_least: int, reading: Reading) -> int:
    return min(at_least, len(weak(reading))) or 1


def strength_features(reading: Reading) -> list[float]:
    strong = _strong(reading)
    return [
        strongest(reading, "strength").score,
        max((about.praised for about in strong), default=FAR),
        max((about.praised for about in weak(reading)), default=FAR),
        _at_least([about.praised for about in strong], 1),
        max((about.sure for about in strong), default=FAR),
        *_here(reading),
    ]


def weak_features(at_least: int, reading: Reading) -> list[float]:
    sure = [about.sure for about in weak(reading)]
    return [*_counted_surely(sure, _wanted(at_least, reading)), spread(reading, "weak_answer"), *_here(reading)]


def diagnosis_features(at_least: int, reading: Reading) -> list[float]:
    wanted = _wanted(at_least, reading)
    sure = [about.sure for about in weak(reading)]
    return [
        *_counted_surely([about.agrees for about in weak(reading)], wanted),
        *_kth(sure, wanted),
        _at_least(sure, wanted),
        spread(reading, "diagnosed"),
        *_here(reading),
        float(sum(map(_differs, weak(reading)))),
    ]


def _differs(about: About) -> bool:
    """Whether a passage says of its answer something else than the key."""
    return about.sure > 0 and about.otherwise > max(0, about.fault)


def better_features(reading: Reading) -> list[float]:
    best = strongest(reading, "better_answer")
    fact = best.span is not None and next(figures(reading.draft.of(best.span)), None) is not None
    return [
        best.score,
        max((about.bettered for about in weak(reading)), default=FAR),
        max((about.bettered for about in passages(reading).values()), default=FAR),
        float(fact),
        *_here(reading),
    ]


def strength(check: Strength, reading: Reading) -> Finding:
    best = strongest(reading, "strength")
    spans = [best.span] if best.span else []
    outcome = "general" if best.score > -1 else "absent"
    right, wrong = (_most_praised(reading, some) for some in (_strong(reading), weak(reading)))
    if wrong and outcome != "absent":
        outcome = "weak_in_key"
    turns = [answer.turn for answer in reading.scenario.answers if answer.verdict == "strong"]
    return decided(
        "strength", strength_features(reading), reading, met=right or spans, missed=outcome,
        because=wrong or (spans if outcome != "absent" else []), facts={"turns": joined(turns, "and")},
    )  # fmt: skip


def _most_praised(reading: Reading, answers: Sequence[About]) -> list[Span]:
    """The sentence that most surely praises one of these answers; nothing where none is praised."""
    praised = [about for about in answers if about.praised > 0 and about.rows]
    rows = max(praised, key=lambda about: about.praised).rows if praised else ()
    return [reading.units[max(rows, key=lambda row: of_row(reading, row, "strength"))].span] if rows else []


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
    order = sorted(weak(reading), key=lambda about: -about.agrees)
    right = [about for about in order if about.agrees > 0]
    other = [about for about in order if about not in right and _differs(about)]
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


def _spans(reading: Reading, found: Sequence[About]) -> list[Span]:
    """The passage about each answer: its first sentence to its last on end."""
    spans = []
    for about in found:
        for row in about.rows[:3]:
            spans.append(reading.units[row].span)
    return spans
