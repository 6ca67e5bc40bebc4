"""Protects the quiz: what a choice earns, what it gives away, and that clicking does what it says."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from autograder.model.course import Lesson
from autograder.model.quiz import Quiz
from autograder.notebook.progress import Progress
from autograder.notebook.quiz import Sitting, judge
from autograder.notebook.quiz_view import QuizView, show


@pytest.fixture
def quiz(lesson: Lesson) -> Quiz:
    assert lesson.quiz is not None
    return lesson.quiz


def view(quiz: Quiz, folder: Path) -> QuizView:
    return QuizView(Sitting(quiz, Progress(folder, "thank-you")))


def words(value: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", value)).split())


ONE, MANY = 0, 1
JUDGEMENTS = [
    (ONE, (0,), True, "Right."),
    (ONE, (1,), False, "Not this one. Read why, then try another."),
    (MANY, (0, 1), True, "Right."),
    (MANY, (0,), False, "Not quite: 1 more belongs here. Read why, then try again."),
    (
        MANY,
        (2,),
        False,
        "Not quite: 1 of your choices does not belong here, and 2 more belong here. Read why, then try again.",
    ),
    (MANY, (0, 1, 2), False, "Not quite: 1 of your choices does not belong here. Read why, then try again."),
]


@pytest.mark.parametrize(("question", "chosen", "right", "says"), JUDGEMENTS)
def test_what_a_choice_earns(quiz: Quiz, question: int, chosen: tuple[int, ...], right: bool, says: str) -> None:
    verdict = judge(quiz.questions[question], chosen)
    assert (verdict.right, verdict.says) == (right, says)
    assert [note.text for note in verdict.notes] == [quiz.questions[question].options[n].text for n in chosen]


def test_a_verdict_says_nothing_of_options_that_were_not_chosen(quiz: Quiz, tmp_path: Path) -> None:
    card = view(quiz, tmp_path).cards[MANY]
    card.options.choose([2])
    card.button.click()
    assert "Not at this point." in card.says.value
    assert "It is what the note is for." not in card.says.value


def test_the_summary_counts_first_goes(quiz: Quiz, tmp_path: Path) -> None:
    sitting = Sitting(quiz, Progress(tmp_path, "thank-you"))
    assert sitting.summary == "You have answered 0 of 2."
    sitting.check(quiz.questions[ONE], [1])
    sitting.check(quiz.questions[MANY], [0, 1])
    assert sitting.summary == "You have answered 2 of 2, 1 right at first go."
    sitting.check(quiz.questions[ONE], [0])  # right at last, and not at first go
    assert sitting.summary == "You have answered 2 of 2, 1 right at first go."


def test_an_empty_choice_is_asked_for_and_not_counted(quiz: Quiz, tmp_path: Path) -> None:
    page = view(quiz, tmp_path)
    page.cards[ONE].button.click()
    assert "Choose an answer first" in page.cards[ONE].says.value
    assert "answered 0 of 2" in page.summary.value
    assert not list(tmp_path.iterdir())


def test_the_title_is_left_to_the_heading_above(quiz: Quiz, tmp_path: Path) -> None:
    page = view(quiz, tmp_path)
    bundle = show(quiz, Progress(tmp_path, "thank-you"))._repr_mimebundle_()
    assert quiz.title not in page.box.children[0].value + bundle["text/html"]


def test_clicking_through(quiz: Quiz, tmp_path: Path) -> None:
    page = view(quiz, tmp_path)
    one, many = page.cards
    one.options.choose([1])
    one.button.click()
    assert words(one.says.value).endswith("Next week No. The choice is made by then.")
    one.options.choose([0])
    assert words(one.says.value) == "You have changed your answer. Check it again when you like."
    one.button.click()
    assert "They still remember you." in one.says.value
    many.options.choose([0, 1])
    many.button.click()
    assert "✓ Right." in words(many.says.value)
    assert "You have answered 2 of 2, 1 right at first go." in page.summary.value


def test_one_wrong_choice_after_another_is_told_why(quiz: Quiz, tmp_path: Path) -> None:
    """As a browser sends it: the number of the radio button, then the click."""
    card = view(quiz, tmp_path).cards[ONE]
    for chosen, why in (
        (1, "The choice is made by then."),
        (0, "They still remember you."),
        (1, "The choice is made by then."),
    ):
        card.options.box.set_state({"index": chosen})
        card.button.click()
        assert why in card.says.value


def test_choices_come_back_after_a_restart(quiz: Quiz, tmp_path: Path) -> None:
    before = view(quiz, tmp_path)
    before.cards[MANY].options.choose([0, 2])
    before.cards[MANY].button.click()
    kept = (tmp_path / "after-the-interview.progress.json").read_bytes()
    after = view(quiz, tmp_path)
    assert after.cards[ONE].options.chosen() == ()
    assert after.cards[MANY].options.chosen() == (0, 2)
    assert after.cards[MANY].says.value == before.cards[MANY].says.value
    assert after.summary.value == before.summary.value
    assert (tmp_path / "after-the-interview.progress.json").read_bytes() == kept


def test_an_option_that_the_quiz_no_longer_has_is_forgotten(quiz: Quiz, tmp_path: Path) -> None:
    view(quiz, tmp_path).sitting.check(quiz.questions[MANY], [0, 2])
    path = tmp_path / "after-the-interview.progress.json"
    path.write_text(path.read_text().replace("Your salary", "Something else"))
    assert view(quiz, tmp_path).cards[MANY].options.chosen() == (0,)


def test_without_widgets_it_reads_as_a_list_and_gives_no_answers_away(quiz: Quiz, tmp_path: Path) -> None:
    bundle = show(quiz, Progress(tmp_path, "thank-you"))._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for question in quiz.questions:
        assert question.ask in bundle["text/html"]
        for option in question.options:
            assert option.text in html.unescape(bundle["text/html"])
            assert option.feedback not in bundle["text/html"]
    assert "<b>" not in bundle["text/html"]
    assert bundle["text/plain"] == "Before you write: 2 questions"


ORDER, MATCH, JUDGE, SPOT = 0, 1, 2, 3
KINDS = Quiz.model_validate(
    {
        "title": "Four more kinds",
        "questions": [
            {"kind": "put_in_order", "id": "order", "ask": "In which order?", "misconception": "write-first",
             "steps": [{"text": "Ring", "feedback": "They wait."}, {"text": "Note", "feedback": "A day."}, {"text": "Plan", "feedback": "Last."}]},
            {"kind": "match", "id": "match", "ask": "What fits?",
             "pairs": [{"text": "Thanks", "fits": "Zoe", "feedback": "She met you."}, {"text": "News", "fits": "Adam", "feedback": "He asks."}]},
            {"kind": "judge", "id": "judge", "ask": "How good?",
             "actions": [{"text": "Ring", "rating": "good", "feedback": "At once."}, {"text": "Wait", "rating": "poor", "feedback": "They wonder."}]},
            {"kind": "spot", "id": "spot", "ask": "Where is the promise?",
             "lines": [{"speaker": "Ana", "text": "Hello", "feedback": "Only that."},
                       {"speaker": "Ana", "text": "I could tell you more", "right": True, "feedback": "It promises."},
                       {"text": "Bye", "feedback": "An end."}]},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "given", "right", "says"),
    [
        (ORDER, (0, 1, 2), True, "Right."),
        (ORDER, (0, 2, 1), False, "Not quite: 1 of 3 stands in place. Read why, then try again."),
        (MATCH, (0, 1), True, "Right."),
        (MATCH, (1, 0), False, "Not quite: 0 of 2 fit together. Read why, then try again."),
        (JUDGE, (0, 2), True, "Right."),
        (JUDGE, (0, 0), False, "Not quite: 1 of 2 agrees with ours. Read why, then try again."),
        (SPOT, (1,), True, "Right."),
        (SPOT, (0,), False, "Not quite: 1 of your choices does not belong here, and 1 more belongs here. Read why, then try again."),
    ],
)  # fmt: skip
def test_what_the_other_kinds_earn(question: int, given: tuple[int, ...], right: bool, says: str) -> None:
    verdict = judge(KINDS.questions[question], given)
    assert (verdict.right, verdict.says) == (right, says)
    assert all(note.feedback for note in verdict.notes)


@pytest.mark.parametrize(
    ("question", "given", "says"),
    [
        (ORDER, (0, 2, 1), ["They wait.", "A clue to its place: Last.", "A clue to its place: A day."]),
        (MATCH, (1, 0), ["A clue to what fits: She met you.", "A clue to what fits: He asks."]),
    ],
)
def test_a_wrong_order_or_match_explains_each_part(question: int, given: tuple[int, ...], says: list[str]) -> None:
    assert [note.feedback for note in judge(KINDS.questions[question], given).notes] == says


def test_a_match_never_names_what_would_fit() -> None:
    assert [note.text for note in judge(KINDS.questions[MATCH], (1, 0)).notes] == ["Thanks → Adam", "News → Zoe"]


def test_what_is_shown_first_is_never_the_right_answer(tmp_path: Path) -> None:
    page = view(KINDS, tmp_path)
    assert sorted(page.cards[ORDER].options.chosen()) == [0, 1, 2]
    assert page.cards[ORDER].options.chosen() != (0, 1, 2)
    assert page.cards[MATCH].options.chosen() == ()
    assert page.cards[JUDGE].options.chosen() == ()


def test_moving_steps_with_their_buttons(tmp_path: Path) -> None:
    card = view(KINDS, tmp_path).cards[ORDER]
    order = list(card.options.chosen())
    card.options.downs[0].click()
    assert list(card.options.chosen()) == [order[1], order[0], order[2]]
    card.options.ups[1].click()
    assert list(card.options.chosen()) == order


@pytest.mark.parametrize(("question", "given"), [(ORDER, (0, 2, 1)), (MATCH, (1, 0)), (JUDGE, (0, 0)), (SPOT, (0, 2))])
def test_the_other_kinds_come_back_after_a_restart(tmp_path: Path, question: int, given: tuple[int, ...]) -> None:
    card = view(KINDS, tmp_path).cards[question]
    card.options.choose(given)
    assert card.options.chosen() == given
    card.button.click()
    again = view(KINDS, tmp_path).cards[question]
    assert again.options.chosen() == given
    assert again.says.value == card.says.value


def test_the_other_kinds_read_as_a_list_and_give_nothing_away(tmp_path: Path) -> None:
    text = html.unescape(show(KINDS, Progress(tmp_path, "thank-you"))._repr_mimebundle_()["text/html"])
    for words_ in ("Ring", "Thanks: …", "… Adam", "Ana: Hello"):
        assert words_ in text
    assert text.index("Plan") < text.index("Ring") or text.index("Note") < text.index("Ring")
    assert "They wonder." not in text
