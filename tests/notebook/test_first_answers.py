"""Protects what a trainer gets of a quiz: each question's first answer, never changed, and never a reason for a quiz to stop."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

import pytest

from autograder.build.release import ignored, read_config
from autograder.model.course import Lesson
from autograder.model.first_answers import FILE, FirstAnswer
from autograder.model.quiz import Quiz
from autograder.notebook.first_answers import FirstAnswersFile
from autograder.notebook.progress import Progress
from autograder.notebook.quiz import Sitting, shows
from autograder.notebook.quiz_view import QuizView
from autograder.notebook.session import Session

from .test_quiz import JUDGE, KINDS, MATCH, ORDER, SPOT

ROOT = Path(__file__).resolve().parents[2]
ANSWER = FirstAnswer(chosen=("Next week",), right=False)
SAYS = f"kept in {FILE} beside this page"


@pytest.fixture
def quiz(lesson: Lesson) -> Quiz:
    assert lesson.quiz is not None
    return lesson.quiz


def sitting(quiz: Quiz, folder: Path) -> Sitting:
    return Sitting(quiz, Progress(folder, "thank-you"), FirstAnswersFile(folder, "thank-you"))


def test_the_first_answer_stays_whatever_comes_after_it(quiz: Quiz, tmp_path: Path) -> None:
    when, what = quiz.questions
    sitting(quiz, tmp_path).check(when, [1])
    for again in (sitting(quiz, tmp_path), sitting(quiz, tmp_path)):
        again.check(when, [0])
        again.check(what, [0, 1])
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8")) == {
        "format": 1,
        "lessons": {
            "thank-you": {
                "when": {
                    "chosen": ["Next week"],
                    "right": False,
                    "misconceptions": [{"misconception": "wait", "text": "Next week"}],
                },
                "what": {"chosen": ["Thanks", "A <b>topic</b>"], "right": True, "misconceptions": []},
            }
        },
    }


def test_an_answer_of_before_this_file_is_not_taken_for_a_first(quiz: Quiz, tmp_path: Path) -> None:
    Sitting(quiz, Progress(tmp_path, "thank-you")).check(quiz.questions[0], [1])
    sitting(quiz, tmp_path).check(quiz.questions[0], [0])
    assert not (tmp_path / FILE).exists()


def test_the_file_decides_where_the_progress_was_lost(quiz: Quiz, tmp_path: Path) -> None:
    sitting(quiz, tmp_path).check(quiz.questions[0], [1])
    before = (tmp_path / FILE).read_bytes()
    (tmp_path / "after-the-interview.progress.json").unlink()
    sitting(quiz, tmp_path).check(quiz.questions[0], [0])
    assert (tmp_path / FILE).read_bytes() == before


BELIEFS = Quiz.model_validate(
    {
        "title": "Beliefs",
        "questions": [
            *(question for question in KINDS.model_dump(mode="json")["questions"] if question["id"] in ("order", "match")),
            {"kind": "judge", "id": "judge", "ask": "How good?",
             "actions": [{"text": "Ring", "rating": "good", "feedback": "At once."},
                         {"text": "Wait", "rating": "poor", "feedback": "They wonder.", "misconception": "silence-is-polite"}]},
            {"kind": "spot", "id": "spot", "ask": "Where is the promise?",
             "lines": [{"text": "Hello", "feedback": "Only that.", "misconception": "greeting-is-promise"},
                       {"text": "I could tell you more", "right": True, "feedback": "It promises."},
                       {"text": "Bye", "feedback": "An end."}]},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        (ORDER, (0, 1, 2), []),
        (ORDER, (1, 0, 2), [("write-first", "In which order?")]),
        (MATCH, (1, 0), []),  # names none
        (JUDGE, (0, 2), []),
        (JUDGE, (0, 1), [("silence-is-polite", "Wait")]),
        (JUDGE, (1, 2), []),
        (SPOT, (1,), []),
        (SPOT, (0, 2), [("greeting-is-promise", "Hello")]),
    ],
)
def test_the_misconceptions_in_an_answer(
    question: int, given: tuple[int, ...], expected: list[tuple[str, str]]
) -> None:
    found = shows(BELIEFS.questions[question], given)
    assert [(one.misconception, one.text) for one in found] == expected


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 2, "lessons": {}}', '{"lessons": {"a": 1}}', "[" * 9999]
)
def test_a_damaged_file_is_put_aside_with_a_sentence(quiz: Quiz, tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    page = QuizView(sitting(quiz, tmp_path))
    page.cards[0].options.choose([1])
    page.cards[0].button.click()
    assert (tmp_path / "quiz-answers.damaged-1.json").read_text() == content
    assert "It is kept as quiz-answers.damaged-1.json, and a new one begins." in page.summary.value
    assert "when" in json.loads((tmp_path / FILE).read_text())["lessons"]["thank-you"]


def test_other_lessons_in_the_file_are_kept(tmp_path: Path) -> None:
    FirstAnswersFile(tmp_path, "one").keep("a", ANSWER)
    FirstAnswersFile(tmp_path, "two").keep("a", ANSWER)
    assert set(json.loads((tmp_path / FILE).read_text())["lessons"]) == {"one", "two"}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    file = FirstAnswersFile(tmp_path / "not-there", "one")
    file.keep("a", ANSWER)
    assert (file.kept, file.notice) == (False, None)


def test_a_folder_in_the_files_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    file = FirstAnswersFile(tmp_path, "one")
    file.keep("a", ANSWER)
    assert (file.kept, file.notice) == (False, None)
    assert (tmp_path / FILE).is_dir()


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = FirstAnswersFile(tmp_path, "one")
    file.keep("a", ANSWER)
    before = (tmp_path / FILE).read_bytes()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("autograder.notebook.progress.os.replace", full)
    file.keep("b", ANSWER)
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert file.kept is False


def test_the_quiz_says_so_where_answers_are_kept_and_only_there(quiz: Quiz, tmp_path: Path) -> None:
    assert SAYS in QuizView(sitting(quiz, tmp_path)).summary.value
    assert SAYS not in QuizView(sitting(quiz, tmp_path / "not-there")).summary.value
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("step", ["source", "release"])
def test_a_trainer_who_tries_the_quiz_hands_no_answers_out(quiz: Quiz, tmp_path: Path, step: str) -> None:
    folder = tmp_path / step / "01"
    folder.mkdir(parents=True)
    assert FirstAnswersFile(folder, "one").kept is True  # a learner's folder may have this name
    (tmp_path / "nbgrader_config.py").touch()
    sitting(quiz, folder).check(quiz.questions[0], [1])
    assert not (folder / FILE).exists()
    assert SAYS not in QuizView(sitting(quiz, folder)).summary.value


def test_a_lessons_quiz_keeps_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    views: list[QuizView] = []
    init = QuizView.__init__
    monkeypatch.setattr(QuizView, "__init__", lambda self, given: (init(self, given), views.append(self))[0])
    Session(folder).quiz()
    views[0].cards[0].options.choose([1])
    views[0].cards[0].button.click()
    assert (folder / FILE).is_file()


def test_nbgrader_carries_the_file_along() -> None:
    patterns = ignored(read_config(ROOT))
    assert not any(fnmatch(FILE, pattern) for pattern in patterns)
    assert any(fnmatch("after-the-interview.progress.json", pattern) for pattern in patterns)
