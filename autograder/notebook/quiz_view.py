"""The quiz as widgets: one card for each question. Lays out and passes on clicks; judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets as widgets

from ..model.quiz import ChooseMany, ChooseOne, Quiz
from .progress import Progress
from .quiz import Sitting, Verdict, judge
from .shown import Shown, page

_VIEW = "application/vnd.jupyter.widget-view+json"


def show(quiz: Quiz, progress: Progress) -> Shown:
    """The quiz with its widgets, and as a plain list of its questions where no widgets can be shown."""
    view = QuizView(Sitting(quiz, progress))
    text = f"{quiz.title}: {len(quiz.questions)} questions"
    bundle = view.box._repr_mimebundle_() or {}
    more = {_VIEW: bundle[_VIEW]} if _VIEW in bundle else {}
    return Shown(text, page("quiz.html", quiz=quiz), **more)


class QuizView:
    """All questions of a quiz on one page, with a line that says how many are done."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.summary = widgets.HTML()
        count = len(sitting.quiz.questions)
        self.cards = [
            QuestionCard(self, question, f"Question {n} of {count}")
            for n, question in enumerate(sitting.quiz.questions, start=1)
        ]
        head = widgets.HTML(page("quiz_head.html", title=sitting.quiz.title))
        self.box = widgets.VBox([head, *(card.box for card in self.cards), self.summary])
        self.box.add_class("ati-quiz")
        self.refresh()

    def refresh(self) -> None:
        notice = self.sitting.progress.notice
        self.summary.value = page("quiz_summary.html", summary=self.sitting.summary, notice=notice)


class QuestionCard:
    """One question: its options, a button, and what is said of the choice."""

    def __init__(self, view: QuizView, question: ChooseOne | ChooseMany, place: str) -> None:
        self.view = view
        self.question = question
        self.options: Choice = ManyOf(question) if isinstance(question, ChooseMany) else OneOf(question)
        self.button = widgets.Button(description="Check", tooltip=f"Check your answer to {place.lower()}")
        self.says = widgets.HTML()
        many = isinstance(question, ChooseMany)
        head = widgets.HTML(page("quiz_question.html", place=place, ask=question.ask, many=many))
        self.box = widgets.VBox([head, self.options.box, self.button, self.says])
        self.box.add_class("ati-question")
        self.button.add_class("ati-check")
        before = view.sitting.chosen(question)
        if before:
            self.options.choose(before)
            self._say(judge(question, before))
        self.button.on_click(self._check)
        self.options.on_change(self._changed)

    def _check(self, _button: object) -> None:
        self._say(self.view.sitting.check(self.question, self.options.chosen()))
        self.view.refresh()

    def _changed(self, _change: object) -> None:
        """What was said is about another choice now: it goes, so that nobody reads it as about this one."""
        if self.says.value:
            self.says.value = page("quiz_changed.html")

    def _say(self, verdict: Verdict) -> None:
        self.says.value = page("quiz_says.html", verdict=verdict)


class OneOf:
    """Radio buttons."""

    def __init__(self, question: ChooseOne) -> None:
        options = [(option.text, n) for n, option in enumerate(question.options)]
        self.box = widgets.RadioButtons(options=options, value=None, layout=widgets.Layout(width="auto"))
        self.box.add_class("ati-options")

    def chosen(self) -> tuple[int, ...]:
        return () if self.box.value is None else (self.box.value,)

    def choose(self, numbers: Sequence[int]) -> None:
        self.box.value = numbers[0] if numbers else None

    def on_change(self, call: object) -> None:
        self.box.observe(call, names="value")


class ManyOf:
    """Checkboxes."""

    def __init__(self, question: ChooseMany) -> None:
        self.boxes = [
            widgets.Checkbox(description=option.text, indent=False, layout=widgets.Layout(width="auto"))
            for option in question.options
        ]
        self.box = widgets.VBox(self.boxes)
        self.box.add_class("ati-options")

    def chosen(self) -> tuple[int, ...]:
        return tuple(n for n, box in enumerate(self.boxes) if box.value)

    def choose(self, numbers: Sequence[int]) -> None:
        for n, box in enumerate(self.boxes):
            box.value = n in numbers

    def on_change(self, call: object) -> None:
        for box in self.boxes:
            box.observe(call, names="value")


Choice = OneOf | ManyOf
