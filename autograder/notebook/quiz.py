"""Taking a quiz: what a choice earns and what is said of it. Knows the progress file, and nothing of widgets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..model.quiz import ChooseMany, ChooseOne, Option, Quiz
from .progress import Progress, Record


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a choice: of every option that was chosen, and a sentence about the whole."""

    right: bool
    says: str
    chosen: tuple[Option, ...] = ()


def judge(question: ChooseOne | ChooseMany, chosen: Collection[int]) -> Verdict:
    """Judges the options with these numbers (from 0). Says how many right ones are missing, never which."""
    picked = tuple(option for n, option in enumerate(question.options) if n in chosen)
    wrong = sum(not option.right for option in picked)
    missing = sum(option.right for option in question.options) - sum(option.right for option in picked)
    if not wrong and not missing:
        return Verdict(True, "Right.", picked)
    if isinstance(question, ChooseOne):
        return Verdict(False, "Not this one. Read why, then try another.", picked)
    parts = []
    if wrong:
        parts.append(f"{wrong} of your choices {'does' if wrong == 1 else 'do'} not belong here")
    if missing:
        parts.append(f"{missing} more {'belongs' if missing == 1 else 'belong'} here")
    return Verdict(False, f"Not quite: {', and '.join(parts)}. Read why, then try again.", picked)


class Sitting:
    """A learner taking a quiz: every question that was checked, here or before."""

    def __init__(self, quiz: Quiz, progress: Progress) -> None:
        self.quiz = quiz
        self.progress = progress
        known = progress.records()
        self._records = {question.id: known[question.id] for question in quiz.questions if question.id in known}

    def check(self, question: ChooseOne | ChooseMany, chosen: Collection[int]) -> Verdict:
        """Judges a choice and keeps it. The first choice ever checked decides what counts as 'right at first go'."""
        if not chosen:
            return Verdict(False, "Choose an answer first, then check it.")
        verdict = judge(question, chosen)
        before = self._records.get(question.id)
        first_right = before.first_right if before else verdict.right
        record = Record(tuple(option.text for option in verdict.chosen), verdict.right, first_right)
        self._records[question.id] = record
        self.progress.keep(question.id, record)
        return verdict

    def chosen(self, question: ChooseOne | ChooseMany) -> tuple[int, ...]:
        """The numbers of the options that were checked last, as far as the question still has them."""
        record = self._records.get(question.id)
        if record is None:
            return ()
        return tuple(n for n, option in enumerate(question.options) if option.text in record.chosen)

    @property
    def summary(self) -> str:
        """'You have answered 4 of 6, 3 right at first go.'"""
        answered = len(self._records)
        first = sum(record.first_right for record in self._records.values())
        ending = f", {first} right at first go" if answered else ""
        return f"You have answered {answered} of {len(self.quiz.questions)}{ending}."
