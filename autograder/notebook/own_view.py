"""The form for the learner's own interview, its deadlines, and a desk for the drafts. Lays out; knows nothing of checking."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets

from ..model.course import Lesson
from ..model.rubric import Rubric
from ..moments import when
from . import own
from .desk_view import Desk, shown
from .drafts import Kept
from .shown import Shown, page

FILE = "after-the-interview.my-interview.json"


def show(lesson: Lesson, folder: Path) -> Shown:
    """The form and the desk; a sentence where no widgets can be shown."""
    return shown(
        OwnView(lesson, Kept(folder / FILE)).box, "Your own interview: a form, your deadlines and your drafts."
    )


class OwnView:
    """What is typed is kept at once, on this machine, in one file beside the page."""

    def __init__(self, lesson: Lesson, kept: Kept) -> None:
        self.kept = kept
        self.rubrics: dict[str, Rubric] = {rubric.kind: rubric for rubric in lesson.rubrics if rubric.kind in own.KINDS}
        self.fields: dict[str, widgets.DOMWidget] = {}
        rows = []
        for field in own.FORM:
            box = self._field(field)
            rows.append(widgets.VBox([widgets.HTML(page("own_label.html", field=field)), box]))
        self.deadlines = widgets.HTML()
        self.kind = widgets.Dropdown(
            options=[(rubric.title, kind) for kind, rubric in self.rubrics.items()],
            description="Writing",
            layout=widgets.Layout(width="min(46rem, 100%)"),
        )
        self.kind.observe(self._refresh, names="value")
        self.needs = widgets.HTML()
        self.desk = Desk(self.rubrics, kept)
        self.box = widgets.VBox([*rows, self.deadlines, self.kind, self.needs, self.desk.box])
        self.box.add_class("ati-own-interview")
        self._refresh()

    def _field(self, field: own.Field) -> widgets.DOMWidget:
        kind = widgets.Text if field.lines == 1 else widgets.Textarea
        height = "auto" if field.lines == 1 else f"{1.6 * field.lines + 0.8}em"
        box = kind(
            value=self.kept.get(f"form/{field.name}"),
            continuous_update=False,
            layout=widgets.Layout(width="min(46rem, 100%)", height=height),
        )
        box.tooltip = field.label
        box.observe(lambda _, field=field: self._typed(field), names="value")
        self.fields[field.name] = box
        return box

    @property
    def form(self) -> dict[str, str]:
        return {name: box.value for name, box in self.fields.items()}

    def _typed(self, field: own.Field) -> None:
        self.kept.put(f"form/{field.name}", self.fields[field.name].value)
        self._refresh()

    def _refresh(self, _change: object = None) -> None:
        form = self.form
        lacking, unread = own.missing(form), own.unread(form)
        about = None if lacking or unread else own.scenario(form)
        told = [(f"Until {when(d.until, about)}" if d.until and about else d.by, d.what) for d in own.deadlines(form)]
        self.deadlines.value = page("own_deadlines.html", deadlines=told, notice=self.kept.notice)
        needed = f"Still needed above: {'; '.join(lacking)}." if lacking else ""
        words = " ".join(filter(None, (needed, unread)))
        self.needs.value = page("sentence.html", words=words) if words else ""
        self.desk.box.layout.display = "none" if words else ""
        if about is not None:
            kind = self.kind.value
            self.desk.about(about, kind, f"draft/{kind}", own.rubric(self.rubrics[kind], form))
