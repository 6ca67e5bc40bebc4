"""What a quiz must have before it teaches: a belief behind each wrong answer, questions enough, and keys that give nothing away.

Counts and compares; what a question means it does not know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model.document import Document, Fault
from ..model.quiz import ChooseMany, ChooseOne, Judge, Match, PutInOrder, Question, Quiz
from ..model.sense import Place
from .prose import texts

FEWEST_QUESTIONS, FEWEST_KINDS = 8, 4
SAME_PLACE = 0.6  # the share of keys at one place from which a learner may learn the place
FEW = 3  # keys that say nothing of a habit

_OF_THE_ABOVE = re.compile(r"\b(?:all|both|none|neither|any) of the (?:above|below|others)\b", re.I)
_ADD = "add misconception: with a short name for the mistaken belief, such as silence-is-neutral"


def faults(quiz: Quiz, document: Document, graded: bool) -> Iterator[Fault]:
    """`graded`: the lesson has an exercise of its own that earns points."""
    if graded and len(quiz.questions) < FEWEST_QUESTIONS:
        yield document.fault(("questions",), f"{_too_few(quiz)}; add {FEWEST_QUESTIONS - len(quiz.questions)} more")
    for n, question in enumerate(quiz.questions):
        for place, what in _without_belief(question):
            yield document.fault(("questions", n, *place), f"{what} has no misconception; {_ADD}")
    for place, text in texts(document.data):
        if place[-1] == "text" and (found := _OF_THE_ABOVE.search(text)):
            message = f"an option may not say '{found.group()}', since it tests logic; say what is meant"
            yield document.fault(place, message)


def notices(quiz: Quiz, document: Document, borrows: bool) -> Iterator[Fault]:
    """`borrows`: the lesson is graded, but only by rubrics of other lessons."""
    if borrows and len(quiz.questions) < FEWEST_QUESTIONS:
        yield document.fault(("questions",), _too_few(quiz))
    if (kinds := len({question.kind for question in quiz.questions})) < FEWEST_KINDS:
        message = f"the questions are of {kinds} kind{'s' * (kinds > 1)}; with {FEWEST_KINDS} or more they stay lively"
        yield document.fault(("questions",), message)
    chosen = [question for question in quiz.questions if isinstance(question, ChooseOne)]
    yield from (document.fault(("questions",), message) for message in (*_lengths(chosen), *_places(chosen)))


def _too_few(quiz: Quiz) -> str:
    many = len(quiz.questions)
    return (
        f"the quiz has {many} question{'s' * (many > 1)}, and that of a graded lesson has at least {FEWEST_QUESTIONS}"
    )


def _without_belief(question: Question) -> Iterator[tuple[Place, str]]:
    """The wrong answers of a question that name no belief behind them, each with its place in the question."""
    if isinstance(question, PutInOrder | Match):
        if not question.misconception:
            yield (), "this question"
    elif isinstance(question, ChooseOne | ChooseMany):
        for n, option in enumerate(question.options):
            if not option.right and not option.misconception:
                yield ("options", n), "this wrong option"
    elif isinstance(question, Judge):
        for n, action in enumerate(question.actions):
            if action.rating == "poor" and not action.misconception:
                yield ("actions", n), "this poor action"


def _lengths(chosen: list[ChooseOne]) -> Iterator[str]:
    """The right option is the longest at least three times, and twice as often as chance would have it."""
    longest = sum(_is_longest(question) for question in chosen)
    share = sum(1 / len(question.options) for question in chosen)
    if longest >= max(FEW, 2 * share):
        yield (
            f"the right option is the longest in {longest} of {len(chosen)} choose_one questions, where {share:.0f} would be "
            "its share; shorten some of them or lengthen a wrong one"
        )


def _is_longest(question: ChooseOne) -> bool:
    right = next(len(option.text) for option in question.options if option.right)
    return all(len(option.text) < right for option in question.options if not option.right)


def _places(chosen: list[ChooseOne]) -> Iterator[str]:
    places = Counter(place for question in chosen for place, option in enumerate(question.options, 1) if option.right)
    for place, many in places.items():
        if many >= FEW and many > SAME_PLACE * len(chosen):
            yield f"the right option is number {place} in {many} of {len(chosen)} choose_one questions; move some of them"
