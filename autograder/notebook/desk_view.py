"""A desk to write at: a box for a draft, what it has to do, and the same feedback as in the lessons. Nothing is graded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import ipywidgets as widgets

from ..grade import grade
from ..model.course import Lesson
from ..model.rubric import Rubric
from ..model.scenario import Scenario
from ..moments import stamp, when
from ..report import to_html
from ..text.encode import ModelError
from .drafts import Kept
from .shown import Shown, page
from .transcript import conversation

FILE = "after-the-interview.practice.json"
_VIEW = "application/vnd.jupyter.widget-view+json"


def show(lesson: Lesson, folder: Path) -> Shown:
    """Two menus, the interview and the desk; a sentence where no widgets can be shown."""
    view = PracticeView(lesson, Kept(folder / FILE))
    return shown(view.box, "Practice: choose a kind of writing and an interview.")


def shown(box: widgets.Widget, words: str) -> Shown:
    bundle = box._repr_mimebundle_() or {}
    more = {_VIEW: bundle[_VIEW]} if _VIEW in bundle else {}
    return Shown(words, page("sentence.html", words=f"{words} Run this cell to begin."), **more)


class PracticeView:
    """Chooses what the desk is about."""

    def __init__(self, lesson: Lesson, kept: Kept) -> None:
        self.scenarios = {scenario.id: scenario for scenario in lesson.library}
        rubrics: dict[str, Rubric] = {rubric.kind: rubric for rubric in lesson.rubrics}
        self.kind = widgets.Dropdown(
            options=[(rubric.title, kind) for kind, rubric in rubrics.items()], description="Writing"
        )
        titles = [(scenario.title, name) for name, scenario in self.scenarios.items()]
        self.scenario = widgets.Dropdown(options=titles, description="Interview")
        for menu in (self.kind, self.scenario):
            menu.layout.width = "min(46rem, 100%)"
            menu.observe(self._choose, names="value")
        self.reading = widgets.Accordion([widgets.HTML()], titles=["Read the interview"])
        self.desk = Desk(rubrics, kept)
        self.box = widgets.VBox([self.kind, self.scenario, self.reading, self.desk.box])
        self._choose()

    def _choose(self, _change: object = None) -> None:
        scenario = self.scenarios[self.scenario.value]
        self.reading.children[0].value = str(conversation(scenario)._repr_mimebundle_()["text/html"])
        self.desk.about(scenario, self.kind.value, f"{scenario.id}/{self.kind.value}")


class Desk:
    """One draft at a time: the task, a box, a button, and what the checklist says."""

    def __init__(self, rubrics: Mapping[str, Rubric], kept: Kept) -> None:
        self.rubrics, self.kept = rubrics, kept
        self.name = ""
        self.scenario: Scenario | None = None
        self.rubric: Rubric | None = None
        self.task = widgets.HTML()
        self.text = widgets.Textarea(
            layout=widgets.Layout(width="min(46rem, 100%)", height="18em"), continuous_update=False
        )
        self.button = widgets.Button(description="Look at my draft")
        self.says = widgets.HTML()
        self.box = widgets.VBox([self.task, self.text, self.button, self.says])
        self.box.add_class("ati-desk")
        self.text.observe(self._keep, names="value")
        self.button.on_click(self._look)

    def about(self, scenario: Scenario, kind: str, name: str, rubric: Rubric | None = None) -> None:
        """Turns to another draft; the one that lay here is kept. With a `rubric` of its own the desk tells no facts: the form has them."""
        self._keep()
        self.name = ""  # until the new text is there
        self.scenario, self.rubric = scenario, rubric or self.rubrics[kind]
        facts = _facts(scenario, kind) if rubric is None else []
        self.task.value = page("desk_task.html", rubric=self.rubric, scenario=scenario, facts=facts)
        self.text.value = self.kept.get(name, self.rubric.starter)
        self.says.value = ""
        self.name = name

    def _keep(self, _change: object = None) -> None:
        if self.name and self.text.value != self.kept.get(self.name, self.rubric.starter if self.rubric else ""):
            self.kept.put(self.name, self.text.value)
            if self.kept.notice:
                self.says.value = page("sentence.html", words=self.kept.notice)

    def _look(self, _button: object) -> None:
        if self.scenario is None or self.rubric is None:
            return
        self._keep()
        try:
            report = grade(self.text.value, self.scenario, self.rubric)
            self.says.value = to_html(report, sender=self.scenario.candidate.name)
        except ModelError as fault:
            self.says.value = page("sentence.html", words=str(fault))


def _facts(scenario: Scenario, kind: str) -> list[str]:
    """What a writer of this kind must know that the interview does not tell."""
    ends = scenario.interview.ends
    facts = [
        f"The interview ended on {when(ends, scenario)} ({stamp(ends, scenario)} on a line that begins with “Sent:”)."
    ]
    if kind == "follow_up_email" and scenario.gaps:
        facts += ["The notes at home say: " + "; ".join(gap.label for gap in scenario.gaps) + "."]
        facts += [scenario.employer.follow_up_note]
    if kind in ("agency_feedback", "search_plan") and scenario.other_processes:
        others = (f"{p.role} at {p.employer} ({p.stage}, {when(p.when, scenario)})" for p in scenario.other_processes)
        facts += ["Other interviews: " + "; ".join(others) + "."]
    if kind == "commitment_plan":
        job = scenario.candidate.current_job
        facts = [
            f"The present job is that of {job.title} at {job.employer}. It needs: "
            + "; ".join(d.label for d in job.deliverables)
            + "."
        ]
    if kind == "withdrawal":
        facts = [
            scenario.decision.why,
            f"The decision falls on {when(scenario.decision.at, scenario)} ({stamp(scenario.decision.at, scenario)}).",
        ]
    if kind == "rejection_reply":
        at = scenario.outcome.at
        facts = [
            f"{scenario.outcome.from_} brings the no on {when(at, scenario)} ({stamp(at, scenario)}). The reasons: "
            + "; ".join(scenario.outcome.reasons)
            + "."
        ]
    return facts
