"""Taking a quiz: what an answer earns and what is said of it. Knows the files of answers, and nothing of widgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model.first_answers import Chosen, FirstAnswer
from ..model.quiz import RATINGS, ChooseMany, ChooseOne, Judge, Match, PutInOrder, Question, Quiz, Spot
from .first_answers import FirstAnswersFile
from .progress import Progress, Record


class Note(NamedTuple):
    """What is said of one part of an answer."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an answer: of each of its parts, and a sentence about the whole."""

    right: bool
    says: str
    notes: tuple[Note, ...] = ()


def judge(question: Question, given: Collection[int]) -> Verdict:
    """Judges an answer, with the reason for each of its parts. Says how many right options are missing, never which."""
    given = tuple(given)
    match question:
        case ChooseOne() | ChooseMany() | Spot():
            return _judge_choice(question, given)
        case PutInOrder():
            steps = question.steps
            notes = [
                Note(steps[step].text, step == n, _why(steps[step].feedback, step == n, "its place"))
                for n, step in enumerate(given)
            ]
            return _judge_parts(notes, "stand", "in place")
        case Match():
            notes = [
                Note(f"{pair.text} → {question.pairs[n].fits}", n == m, _why(pair.feedback, n == m, "what fits"))
                for m, (pair, n) in enumerate(zip(question.pairs, given, strict=True))
            ]
            return _judge_parts(notes, "fit", "together")
        case Judge():
            notes = [
                Note(
                    f"{action.text} ({RATINGS[n]})",
                    RATINGS[n] == action.rating,
                    _why(action.feedback, RATINGS[n] == action.rating, "the rating"),
                )
                for action, n in zip(question.actions, given, strict=True)
            ]
            return _judge_parts(notes, "agree", "with ours")


def _judge_choice(question: ChooseOne | ChooseMany | Spot, given: tuple[int, ...]) -> Verdict:
    picked = [option for n, option in enumerate(question.options) if n in given]
    notes = tuple(Note(option.text, option.right, option.feedback) for option in picked)
    wrong = sum(not option.right for option in picked)
    missing = sum(option.right for option in question.options) - sum(option.right for option in picked)
    if not wrong and not missing:
        return Verdict(True, "Right.", notes)
    if isinstance(question, ChooseOne):
        return Verdict(False, "Not this one. Read why, then try another.", notes)
    parts = []
    if wrong:
        parts.append(f"{wrong} of your choices {'does' if wrong == 1 else 'do'} not belong here")
    if missing:
        parts.append(f"{missing} more {'belongs' if missing == 1 else 'belong'} here")
    return Verdict(False, f"Not quite: {', and '.join(parts)}. Read why, then try again.", notes)


def _why(feedback: str, right: bool, what: str) -> str:
    """The reason for a step or a pair. It is written about the right one, so it is a clue where another was given."""
    return feedback if right else f"A clue to {what}: {feedback}"


def _judge_parts(notes: Sequence[Note], verb: str, where: str) -> Verdict:
    right = sum(note.right for note in notes)
    if right == len(notes):
        return Verdict(True, "Right.", tuple(notes))
    verb += "s" if right == 1 else ""
    return Verdict(False, f"Not quite: {right} of {len(notes)} {verb} {where}. Read why, then try again.", tuple(notes))


def texts(question: Question) -> tuple[str, ...]:
    """What an answer's numbers stand for, as the progress file keeps it."""
    match question:
        case ChooseOne() | ChooseMany() | Spot():
            return tuple(option.text for option in question.options)
        case PutInOrder():
            return tuple(step.text for step in question.steps)
        case Match():
            return tuple(pair.fits for pair in question.pairs)
        case Judge():
            return RATINGS


def shows(question: Question, given: Sequence[int]) -> tuple[Chosen, ...]:
    """The misconceptions in an answer. An order or a match has one for the whole, with what was asked as its text."""
    wrong: list[tuple[str | None, str]] = []
    match question:
        case ChooseOne() | ChooseMany() | Spot():
            picked = [question.options[n] for n in given]
            wrong = [(option.misconception, option.text) for option in picked if not option.right]
        case PutInOrder() | Match():
            wrong = [(question.misconception, question.ask)] if not judge(question, given).right else []
        case Judge():
            rated = [(action, RATINGS[n]) for action, n in zip(question.actions, given, strict=True)]
            wrong = [(action.misconception, action.text) for action, rating in rated if rating != action.rating]
    return tuple(Chosen(misconception=name, text=text) for name, text in wrong if name)


class Sitting:
    """A learner taking a quiz: every question that was checked, here or before. `first` goes to a trainer, if there is one."""

    def __init__(self, quiz: Quiz, progress: Progress, first: FirstAnswersFile | None = None) -> None:
        self.quiz = quiz
        self.progress = progress
        self.first = first
        known = progress.records()
        self._records = {question.id: known[question.id] for question in quiz.questions if question.id in known}

    def check(self, question: Question, given: Collection[int]) -> Verdict:
        """Judges an answer and keeps it. The first one ever checked decides what counts as 'right at first go'."""
        if not given:
            return Verdict(False, "Choose an answer first, then check it.")
        verdict = judge(question, given)
        before = self._records.get(question.id)
        first_right = before.first_right if before else verdict.right
        said = texts(question)
        record = Record(tuple(said[n] for n in given), verdict.right, first_right)
        if self.first and before is None:
            answer = FirstAnswer(
                chosen=record.chosen, right=verdict.right, misconceptions=shows(question, tuple(given))
            )
            self.first.keep(question.id, answer)
        self._records[question.id] = record
        self.progress.keep(question.id, record)
        return verdict

    def chosen(self, question: Question) -> tuple[int, ...]:
        """The answer that was checked last, as far as the question still has its parts; else ()."""
        record = self._records.get(question.id)
        if record is None:
            return ()
        number = {text: n for n, text in enumerate(texts(question))}
        found = tuple(number[text] for text in record.chosen if text in number)
        if isinstance(question, PutInOrder):
            return found if sorted(found) == list(range(len(question.steps))) else ()
        if isinstance(question, Match):
            return found if len(found) == len(question.pairs) else ()
        if isinstance(question, Judge):
            return found if len(found) == len(question.actions) else ()
        return tuple(sorted(found))

    @property
    def notice(self) -> str | None:
        """What went wrong with a file of answers, if anything."""
        return self.progress.notice or (self.first.notice if self.first else None)

    @property
    def kept_in(self) -> str | None:
        """The name of the file that keeps the first answers; None where they are not kept."""
        return self.first.path.name if self.first and self.first.kept else None

    @property
    def summary(self) -> str:
        """'You have answered 4 of 6, 3 right at first go.'"""
        answered = len(self._records)
        first = sum(record.first_right for record in self._records.values())
        ending = f", {first} right at first go" if answered else ""
        return f"You have answered {answered} of {len(self.quiz.questions)}{ending}."
