"""Protects the marking of turns: what the key marks, what agreement is worth, and that the key waits until it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.answer import AnswerError
from autograder.model.load import load_scenario
from autograder.notebook.marking import ASKS, Agreement, Beside, Point, agreement, beside, markable, points, says
from autograder.notebook.marking_view import MarkingView, show
from autograder.notebook.progress import Progress

ROOT = Path(__file__).parents[2]
SCENARIO = load_scenario(ROOT / "course/scenarios/depot-operations-manager.yaml")
KEY = (Point(("t02", "t03"), "robots"), Point(("t07",), "dock"))
SHARED = (Point(("t02", "t03"), "robots"), Point(("t02", "t07"), "dock"), Point(("t07", "t10"), "price"))


def view(folder: Path, what: str = "weak") -> MarkingView:
    return MarkingView(SCENARIO, what, Progress(folder, "lesson"))


@pytest.mark.parametrize(
    ("marked", "agreed"),
    [
        ((), Agreement(0, 0, 0, 2)),
        (("t02",), Agreement(1, 1, 1, 2)),
        (("t02", "t03"), Agreement(2, 2, 1, 2)),
        (("t03", "t07"), Agreement(2, 2, 2, 2)),
        (("t09",), Agreement(1, 0, 0, 2)),
    ],
)
def test_one_turn_of_a_point_is_enough(marked: tuple[str, ...], agreed: Agreement) -> None:
    assert agreement(KEY, marked) == agreed


def test_precision_and_recall() -> None:
    agreed = agreement(KEY, ("t02", "t03", "t09"))
    assert (agreed.precision, agreed.recall) == (2 / 3, 1 / 2)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ((), "You have not marked anything yet."),
        (("t02", "t07"), "You found 2 of the 2 missing facts in the key. Everything that you marked is in it."),
        (("t02", "t09"), "You found 1 of the 2 missing facts in the key. Of the 2 turns that you marked, 1 is in it."),
        (("t09",), "You found 0 of the 2 missing facts in the key. Of the 1 turn that you marked, none is in it."),
    ],
)
def test_agreement_in_plain_words(marked: tuple[str, ...], words: str) -> None:
    assert says("gaps", agreement(KEY, marked)) == words


@pytest.mark.parametrize(
    ("turn", "marked", "said"),
    [
        ("t02", ("t02",), Beside(True, "robots")),
        ("t03", ("t02",), Beside(False, "robots", "t02")),  # found already, though at another of its turns
        ("t03", ("t07",), Beside(False, "robots")),
        ("t09", ("t09",), Beside(True)),
        ("t09", ("t02",), None),
        ("t07", ("t02",), Beside(False, "price")),  # of its two points the one that is still open
        ("t07", ("t02", "t10"), Beside(False, "dock; price", "t02 and t10")),
        ("t07", ("t07",), Beside(True, "dock; price")),
    ],
)
def test_what_is_said_beside_a_turn(turn: str, marked: tuple[str, ...], said: Beside | None) -> None:
    key = KEY if turn in ("t02", "t03") else SHARED
    assert beside(key, marked, turn) == said


@pytest.mark.parametrize("what", ASKS)
@pytest.mark.parametrize("path", sorted((ROOT / "course/scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_key_can_be_marked_in_every_scenario(path: Path, what: str) -> None:
    scenario = load_scenario(path)
    key = points(scenario, what)
    assert key
    everything = {turn for point in key for turn in point.turns}
    assert everything <= markable(scenario, what)
    full = agreement(key, everything)
    assert (full.precision, full.recall) == (1, 1)


def test_a_thing_that_cannot_be_marked_is_named() -> None:
    with pytest.raises(AnswerError, match="There are: topics, gaps, weak, strong"):
        points(SCENARIO, "lies")


def test_the_key_waits_for_the_comparison_and_goes_when_marks_change(tmp_path: Path) -> None:
    page = view(tmp_path)
    assert not any(note.value for note in page.notes.values())
    page.button.click()
    assert "not marked anything" in page.says.value
    assert not any(note.value for note in page.notes.values())
    page.boxes["t12"].value = True
    page.button.click()
    assert "In the key too" in page.notes["t12"].value
    assert "not marked" in next(note.value for turn, note in page.notes.items() if note.value and turn != "t12")
    page.boxes["t12"].value = False
    assert not any(note.value for note in page.notes.values())


def test_a_moment_that_is_found_is_not_called_missed_at_its_other_turns(tmp_path: Path) -> None:
    point = next(point for point in points(SCENARIO, "topics") if len(point.turns) > 1)
    page = view(tmp_path, "topics")
    page.boxes[point.turns[1]].value = True
    page.button.click()
    note = page.notes[point.turns[0]].value
    assert f"The same moment as {point.turns[1]}:" in note
    assert "not marked" not in note


def test_marks_come_back(tmp_path: Path) -> None:
    page = view(tmp_path)
    page.boxes["t12"].value = True
    page.button.click()
    again = view(tmp_path)
    assert again.marked == ("t12",)
    assert again.says.value == page.says.value


def test_without_widgets_it_is_the_conversation_and_no_key(tmp_path: Path) -> None:
    bundle = show(SCENARIO, "weak", Progress(tmp_path, "lesson"))._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    weak = [answer.why for answer in SCENARIO.answers if answer.verdict != "strong"]
    assert weak
    assert not any(why in bundle["text/html"] for why in weak)
