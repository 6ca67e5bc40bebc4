"""The quiz as widgets: one card for each question. Lays out and passes on clicks; judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Protocol

import ipywidgets as widgets

from ..model.quiz import RATINGS, ChooseMany, ChooseOne, Judge, Match, PutInOrder, Question, Quiz, Spot
from .first_answers import FirstAnswersFile
from .progress import Progress
from .quiz import Sitting, Verdict, judge
from .shown import Shown, page

_VIEW = "application/vnd.jupyter.widget-view+json"


def show(quiz: Quiz, progress: Progress, first: FirstAnswersFile | None = None) -> Shown:
    """The quiz with its widgets, and as a plain list of its questions where no widgets can be shown."""
    view = QuizView(Sitting(quiz, progress, first))
    text = f"{quiz.title}: {len(quiz.questions)} questions"
    bundle = view.box._repr_mimebundle_() or {}
    more = {_VIEW: bundle[_VIEW]} if _VIEW in bundle else {}
    return Shown(text, page("quiz.html", quiz=quiz, how=HOW), **more)


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
        head = widgets.HTML(page("quiz_head.html"))
        self.box = widgets.VBox([head, *(card.box for card in self.cards), self.summary])
        self.box.add_class("ati-quiz")
        self.refresh()

    def refresh(self) -> None:
        sitting = self.sitting
        says = {"summary": sitting.summary, "notice": sitting.notice, "kept_in": sitting.kept_in}
        self.summary.value = page("quiz_summary.html", **says)


class QuestionCard:
    """One question: its options, a button, and what is said of the choice."""

    def __init__(self, view: QuizView, question: Question, place: str) -> None:
        self.view = view
        self.question = question
        self.options: Choice = _choice(question)
        self.button = widgets.Button(description="Check", tooltip=f"Check your answer to {place.lower()}")
        self.says = widgets.HTML()
        head = widgets.HTML(page("quiz_question.html", place=place, ask=question.ask, how=HOW[question.kind]))
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


# Up to this many characters a choice can be read in a menu that stands beside its text.
SHORT_CHOICE = 40

HOW = {
    "choose_one": "Choose one.",
    "choose_many": "Choose all that apply.",
    "put_in_order": "Move the steps into their order, the first one on top.",
    "match": "Choose what belongs to each.",
    "judge": "Rate each of these.",
    "spot": "Mark the lines.",
}


class Choice(Protocol):
    """What a learner answers with: its widgets, and the answer as numbers, () while it is not complete."""

    box: widgets.Widget

    def chosen(self) -> tuple[int, ...]: ...
    def choose(self, numbers: Sequence[int]) -> None: ...
    def on_change(self, call: Callable[..., None]) -> None: ...


def _choice(question: Question) -> Choice:
    match question:
        case ChooseOne():
            return OneOf([option.text for option in question.options])
        case ChooseMany():
            return ManyOf([option.text for option in question.options])
        case Spot():
            return ManyOf([f"{line.speaker}: {line.text}" if line.speaker else line.text for line in question.lines])
        case PutInOrder():
            return Ordered([step.text for step in question.steps], question.shown)
        case Match():
            fits = [(question.pairs[n].fits, n) for n in question.shown]
            return OneForEach([pair.text for pair in question.pairs], fits)
        case Judge():
            return OneForEach(
                [action.text for action in question.actions], [(word, n) for n, word in enumerate(RATINGS)]
            )


class OneOf:
    """Radio buttons."""

    def __init__(self, texts: Sequence[str]) -> None:
        options = [(text, n) for n, text in enumerate(texts)]
        self.box = widgets.RadioButtons(options=options, value=None, layout=widgets.Layout(width="auto"))
        self.box.add_class("ati-options")

    def chosen(self) -> tuple[int, ...]:
        return () if self.box.value is None else (self.box.value,)

    def choose(self, numbers: Sequence[int]) -> None:
        self.box.value = numbers[0] if numbers else None

    def on_change(self, call: Callable[..., None]) -> None:
        self.box.observe(call, names="value")


class ManyOf:
    """Checkboxes."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.boxes = [
            widgets.Checkbox(description=text, indent=False, layout=widgets.Layout(width="auto")) for text in texts
        ]
        self.box = widgets.VBox(self.boxes)
        self.box.add_class("ati-options")

    def chosen(self) -> tuple[int, ...]:
        return tuple(n for n, box in enumerate(self.boxes) if box.value)

    def choose(self, numbers: Sequence[int]) -> None:
        for n, box in enumerate(self.boxes):
            box.value = n in numbers

    def on_change(self, call: Callable[..., None]) -> None:
        for box in self.boxes:
            box.observe(call, names="value")


class OneForEach:
    """A menu beside each text. The answer is complete when every menu has a choice."""

    def __init__(self, texts: Sequence[str], choices: Sequence[tuple[str, int]]) -> None:
        # A menu's value of -1 stands for nothing chosen: a menu without a value takes its first entry in some browsers.
        self.menus = [widgets.Dropdown(options=[("choose …", -1), *choices], value=-1) for _ in texts]
        rows = []
        long = max(len(choice) for choice, _ in choices) > SHORT_CHOICE
        for text, menu in zip(texts, self.menus, strict=True):
            menu.add_class("ati-menu")
            menu.tooltip = text
            row = widgets.HBox([widgets.HTML(f"<p>{escape(text)}</p>"), menu])
            row.add_class("ati-row")
            if long:
                row.add_class("ati-long")
            rows.append(row)
        self.box = widgets.VBox(rows)
        self.box.add_class("ati-options")

    def chosen(self) -> tuple[int, ...]:
        values = tuple(menu.value for menu in self.menus)
        return () if -1 in values else values

    def choose(self, numbers: Sequence[int]) -> None:
        for menu, n in zip(self.menus, numbers or [-1] * len(self.menus), strict=True):
            menu.value = n

    def on_change(self, call: Callable[..., None]) -> None:
        for menu in self.menus:
            menu.observe(call, names="value")


class Ordered:
    """Steps with two buttons each, which move them up and down."""

    def __init__(self, texts: Sequence[str], shown: Sequence[int]) -> None:
        self.texts = texts
        self.order = list(shown)
        self.calls: list[Callable[..., None]] = []
        self.labels = [widgets.HTML() for _ in texts]
        self.ups = [widgets.Button(description="↑") for _ in texts]
        self.downs = [widgets.Button(description="↓") for _ in texts]
        rows = []
        for place, (label, up, down) in enumerate(zip(self.labels, self.ups, self.downs, strict=True)):
            up.on_click(lambda _, place=place: self._swap(place, place - 1))
            down.on_click(lambda _, place=place: self._swap(place, place + 1))
            up.disabled, down.disabled = place == 0, place == len(texts) - 1
            row = widgets.HBox([up, down, label])
            row.add_class("ati-row")
            rows.append(row)
        self.box = widgets.VBox(rows)
        self.box.add_class("ati-options")
        self.box.add_class("ati-ordered")
        self._show()

    def _swap(self, place: int, other: int) -> None:
        self.order[place], self.order[other] = self.order[other], self.order[place]
        self._show()
        for call in self.calls:
            call(None)

    def _show(self) -> None:
        for place, step in enumerate(self.order):
            text = self.texts[step]
            self.labels[place].value = f"<p><strong>{place + 1}</strong> {escape(text)}</p>"
            self.ups[place].tooltip, self.downs[place].tooltip = f"Move up: {text}", f"Move down: {text}"

    def chosen(self) -> tuple[int, ...]:
        return tuple(self.order)

    def choose(self, numbers: Sequence[int]) -> None:
        if numbers:
            self.order = list(numbers)
            self._show()

    def on_change(self, call: Callable[..., None]) -> None:
        self.calls.append(call)
