"""Grading is a pure function that no text can break, and the course's own answers get what they say."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.findings import Report
from autograder.grade import LONGEST, grade, grade_all
from autograder.model.load import load_rubric, load_scenario
from autograder.model.rubric import Rubric
from autograder.model.scenario import Scenario

COURSE = Path(__file__).resolve().parent.parent / "course"
LESSON = COURSE / "03-follow-up-email"
ANSWERS = sorted(COURSE.glob("*/answers/*/*.txt"))
SCENARIO = load_scenario(COURSE / "scenarios" / "depot-operations-manager.yaml")
RUBRIC = load_rubric(LESSON / "rubric.yaml")


def graded(draft: str, scenario: Scenario = SCENARIO, rubric: Rubric = RUBRIC) -> Report:
    return grade(draft, scenario, rubric)


def missed(report: Report) -> set[str]:
    return {result.id for result in report if not result.passed}


MODEL = (LESSON / "answers" / SCENARIO.id / "follow_up_email.model.txt").read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return f"{path.parents[2].name}/{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", ANSWERS, ids=_name)
def test_the_courses_own_answers_get_what_they_say(path: Path) -> None:
    """The model answer earns everything; a weak one misses exactly the criteria that its first line names."""
    text = path.read_text(encoding="utf-8")
    named: set[str] = set()
    if text.startswith("misses:"):
        first, _, text = text.partition("\n\n")
        named = {name.strip() for name in first.removeprefix("misses:").split(",")}
    scenario = load_scenario(COURSE / "scenarios" / f"{path.parent.name}.yaml")
    found = missed(graded(text, scenario, load_rubric(path.parents[2] / "rubric.yaml")))
    assert found == named


SHIPPED = ("depot-operations-manager", "ward-sister-tolvane")  # the interviews of lessons 1 to 7, and of the capstone


@pytest.mark.parametrize("scenario", SHIPPED)
@pytest.mark.parametrize("rubric", sorted(COURSE.glob("*/rubric*.yaml")), ids=lambda path: path.parent.name)
def test_every_criterion_is_missed_by_a_weak_answer(rubric: Path, scenario: str) -> None:
    read = load_rubric(rubric)
    named = set()
    for path in (rubric.parent / "answers" / scenario).glob(f"{read.kind}.weak-*.txt"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        named |= {name.strip() for name in first.removeprefix("misses:").split(",")}
    assert named == {criterion.id for criterion in read.criteria}


@pytest.mark.parametrize("draft", ["", "  \n\t\n", RUBRIC.starter, RUBRIC.starter.replace("\n", "\r\n") + "\n\n"])
def test_nothing_written_is_not_tried(draft: str) -> None:
    report = graded(draft)
    assert not report.tried
    assert report.score == 0
    assert {result.state for result in report} == {"not_tried"}


@pytest.mark.parametrize(
    "draft",
    [
        "🙂🙂🙂", "\x00\x01\x02" * 50, "To: Helen", "Merci beaucoup pour cet entretien. Je suis très intéressé par le poste.",
        "import os\nos.remove('gradebook.db')", "Subject: hi", "word " * 250_000, "\n" * 100_000, "a" * 1_000_000, ">" * 5_000,
        "Dear " * 3_000, "Best,\n" * 3_000, "1 " * 9_000, "(" * 9_000, "To: x\n" * 3_000, "., " * 6_000, "not " * 5_000,
    ],
    ids=lambda draft: ascii(draft[:12]),
)  # fmt: skip
def test_bad_input_is_graded_with_plain_sentences(draft: str) -> None:
    report = graded(draft)
    assert 0 <= report.score < report.max_score
    assert all(result.message for result in report)
    for result in report:
        for evidence in result.evidence:
            assert draft[evidence.start : evidence.end] == evidence.quote


def test_drafts_that_are_graded_together_get_what_each_gets_alone() -> None:
    drafts = [(path.read_text(encoding="utf-8"), path) for path in ANSWERS if path.parent.name == SCENARIO.id][::4]
    given = [(text, SCENARIO, load_rubric(path.parents[2] / "rubric.yaml")) for text, path in drafts]
    given[2:2] = [("", SCENARIO, RUBRIC)]
    together = [[(result.id, result.outcome, result.score) for result in report] for report in grade_all(given)]
    assert together == [[(result.id, result.outcome, result.score) for result in grade(*one)] for one in given]


def test_a_very_long_draft_says_how_much_was_read() -> None:
    report = graded("word " * LONGEST)
    assert any("only the first 20,000 were read" in note for note in report.notes)
    assert not report["brief"].passed


WORDS = st.sampled_from(
    [
        *MODEL.split(),
        "\n",
        "\n\n",
        "not",
        "\u200b",
        "’",
        "🙂",
        "Subject:",
        ">",
        "Hi Helen,",
        "[role]",
        "99.4",
        "{x}",
        "%s",
    ]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_no_text_fails_prints_warns_or_depends_on_another(capfd: pytest.CaptureFixture[str], draft: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = graded(draft)
        graded(MODEL)
        again = graded(draft)
    assert first == again
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")
    assert 0 <= first.score <= first.max_score


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace(" ", "\u00a0", 20),
        lambda text: text.rstrip() + "\n07700 900123 | 14 Mill Lane, Horbury\n",
        lambda text: text.rstrip() + "\n\n> On Monday you wrote:\n> We will see you at ten.\n",
        lambda text: text.replace("thank", "th\u200bank").replace("Thank", "Th\u200bank"),
        lambda text: text.replace("a", "а", 12),  # Cyrillic
    ],
    ids=["crlf", "curly", "no-break", "signature", "quoted reply", "zero width", "look-alike"],
)
def test_the_form_of_the_text_changes_no_criterion(change) -> None:  # type: ignore[no-untyped-def]
    assert missed(graded(change(MODEL))) == missed(graded(MODEL))


def test_messages_quote_the_learner() -> None:
    report = graded(MODEL)
    quoted = [result for result in report if result.evidence and result.evidence[0].quote[:20] in result.message]
    assert len(quoted) >= 4


def test_no_blank_is_left_in_a_message() -> None:
    for path in ANSWERS:
        for result in graded(path.read_text(encoding="utf-8")):
            assert "{" not in result.message + result.why + (result.hint or "")
