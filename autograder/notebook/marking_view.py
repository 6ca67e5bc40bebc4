"""The interview with a box at each turn to mark. Lays out and passes on clicks; compares nothing itself."""

from __future__ import annotations

import ipywidgets as widgets

from ..model.scenario import Scenario, Turn
from .marking import ASKS, THINGS, agreement, beside, markable, points, says
from .progress import Progress, Record
from .shown import Shown, page
from .transcript import conversation, facts

_VIEW = "application/vnd.jupyter.widget-view+json"


def show(scenario: Scenario, what: str, progress: Progress) -> Shown:
    """The interview with its boxes, and as a plain conversation where no widgets can be shown."""
    view = MarkingView(scenario, what, progress)
    plain = conversation(scenario)._repr_mimebundle_()
    bundle = view.box._repr_mimebundle_() or {}
    more = {_VIEW: bundle[_VIEW]} if _VIEW in bundle else {}
    return Shown(f"{ASKS[what]}\n{plain['text/plain']}", str(plain["text/html"]), **more)


class MarkingView:
    """All turns, those that can be marked with a box, and after the comparison the key beside them."""

    def __init__(self, scenario: Scenario, what: str, progress: Progress) -> None:
        self.what, self.progress, self.name = what, progress, f"marking-{what}"
        self.key = points(scenario, what)
        self.boxes: dict[str, widgets.Checkbox] = {}
        self.notes: dict[str, widgets.HTML] = {}
        can = markable(scenario, what)
        rows = [self._row(turn, turn.id in can, turn.speaker == scenario.candidate.name) for turn in scenario.turns]
        self.button = widgets.Button(description="Compare with the key", layout=widgets.Layout(width="auto"))
        self.button.add_class("ati-check")
        self.button.on_click(self._compare)
        self.says = widgets.HTML()
        head = widgets.HTML(page("marking_head.html", **facts(scenario), ask=ASKS[what]))
        foot = widgets.HTML(page("marking_foot.html", **facts(scenario)))
        self.box = widgets.VBox([head, *rows, foot, self.button, self.says])
        self.box.add_class("ati-quiz")
        self.box.add_class("ati-marking")
        record = progress.records().get(self.name)
        if record is not None:
            for turn in record.chosen:
                if turn in self.boxes:
                    self.boxes[turn].value = True
            self._say()

    def _row(self, turn: Turn, can: bool, own: bool) -> widgets.Box:
        said = widgets.HTML(page("marking_turn.html", turn=turn))
        self.notes[turn.id] = widgets.HTML()
        parts: list[widgets.Widget] = [said, self.notes[turn.id]]
        if can:
            self.boxes[turn.id] = widgets.Checkbox(description=f"Mark {turn.id}", indent=False)
            self.boxes[turn.id].layout.width = "auto"
            self.boxes[turn.id].observe(self._changed, names="value")
            parts.insert(1, self.boxes[turn.id])
        row = widgets.VBox(parts)
        row.add_class("ati-marked-turn")
        row.add_class("ati-own" if own else "ati-panel")
        return row

    @property
    def marked(self) -> tuple[str, ...]:
        return tuple(turn for turn, box in self.boxes.items() if box.value)

    def _changed(self, _change: object) -> None:
        """The key goes while the learner marks anew."""
        for note in self.notes.values():
            note.value = ""
        self.says.value = page("quiz_changed.html") if self.says.value else ""

    def _compare(self, _button: object) -> None:
        marked = self.marked
        if marked:
            before = self.progress.records().get(self.name)
            agreed = agreement(self.key, marked)
            right = agreed.precision == 1 and agreed.recall == 1
            self.progress.keep(self.name, Record(marked, right, before.first_right if before else right))
        self._say()

    def _say(self) -> None:
        marked = self.marked
        agreed = agreement(self.key, marked)
        self.says.value = page("marking_says.html", says=says(self.what, agreed), notice=self.progress.notice)
        if not marked:
            return
        for turn, note in self.notes.items():
            if said := beside(self.key, marked, turn):
                note.value = page("marking_note.html", said=said, thing=THINGS[self.what][0])
