"""Nothing but writing it earns the points of content: not lists, copies, padding or noise, in any of the seven kinds."""

from __future__ import annotations

import random
import re
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grade import grade
from autograder.model.load import load_scenario, rubrics
from autograder.model.rubric import Rubric
from autograder.model.scenario import Scenario

COURSE = Path(__file__).resolve().parent.parent / "course"
RUBRICS = rubrics(COURSE)
NAMES = ("depot-operations-manager", "financial-controller")
SCENARIOS = {name: load_scenario(COURSE / "scenarios" / f"{name}.yaml") for name in NAMES}
OTHER = "ward-sister-tolvane"
# What is judged by the form, or passes while nothing is said against it.
FORM = {"addressee", "sign_off", "prompt", "brief", "language", "tone", "complete", "subject", "discretion"}
# What a plan says of no interview in particular.
ANYWHERE = {"action_plan", "new_steps", "until_signed", "perspective", "dated", "standards"}
KINDS = sorted(RUBRICS)


def model(kind: str, name: str) -> str:
    (path,) = COURSE.glob(f"*/answers/{name}/{kind}.model.txt")
    return path.read_text(encoding="utf-8")


def earned(draft: str, kind: str, name: str) -> set[str]:
    """The criteria of content that a draft meets."""
    return {result.id for result in grade(draft, SCENARIOS[name], RUBRICS[kind]) if result.passed} - FORM


def headers(kind: str, name: str) -> str:
    """The first lines of a message, with a subject that says nothing; nothing for a plan."""
    lines = model(kind, name).partition("\n\n")[0].split("\n")
    kept = ["Subject: Hello" if line.startswith("Subject:") else line for line in lines]
    return "\n".join(kept) + "\n\n" if lines[0].startswith("To:") else ""


def keywords(scenario: Scenario, rubric: Rubric) -> str:
    labels = [point.label for point in (*scenario.topics, *scenario.gaps)]
    labels += [deliverable.label for deliverable in scenario.candidate.current_job.deliverables]
    labels += [process.employer for process in scenario.other_processes] + [
        criterion.title for criterion in rubric.criteria
    ]
    return ", ".join(labels)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
class TestNothingIsEarned:
    def test_by_a_list_of_keywords(self, kind: str, name: str) -> None:
        assert not earned(headers(kind, name) + keywords(SCENARIOS[name], RUBRICS[kind]), kind, name)

    def test_by_the_exercise_pasted_back(self, kind: str, name: str) -> None:
        draft = headers(kind, name) + RUBRICS[kind].task
        report = grade(draft, SCENARIOS[name], RUBRICS[kind])
        assert not earned(draft, kind, name)
        assert not report["complete"].passed

    def test_by_the_transcript_pasted_back(self, kind: str, name: str) -> None:
        draft = headers(kind, name) + "\n".join(f"{turn.speaker}: {turn.text}" for turn in SCENARIOS[name].turns[4:14])
        report = grade(draft, SCENARIOS[name], RUBRICS[kind])
        assert not earned(draft, kind, name)
        assert not report["complete"].passed

    def test_by_the_words_of_the_model_in_another_order(self, kind: str, name: str) -> None:
        words = model(kind, name).split()
        random.Random(7).shuffle(words)
        assert len(earned(" ".join(words), kind, name)) <= 1

    def test_by_words_hidden_among_others(self, kind: str, name: str) -> None:
        noise = random.Random(7)
        filler = (
            "kettle orange under seven window paper quickly stone morning ladder garden against spoon river".split()
        )
        words = [part for word in model(kind, name).split() for part in (word, *noise.sample(filler, 3))]
        assert len(earned(" ".join(words), kind, name)) <= 1

    def test_by_gibberish(self, kind: str, name: str) -> None:
        dice = random.Random(7)
        words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 9))) for _ in range(120)]
        draft = headers(kind, name) + " ".join(words) + "."
        assert not earned(draft, kind, name)
        assert not grade(draft, SCENARIOS[name], RUBRICS[kind])["complete"].passed

    def test_by_the_model_of_another_interview(self, kind: str, name: str) -> None:
        """A message about another interview earns nothing, and a plan or review nothing for which this interview is needed."""
        found = earned(model(kind, OTHER), kind, name)
        assert not found if headers(kind, name) else not found - ANYWHERE


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_one_passage_repeated_is_no_finished_text(kind: str, name: str) -> None:
    text = model(kind, name)
    sentence = max(re.split(r"(?<=[.?])\s", text.partition("\n\n")[2]), key=len) + " "
    report = grade(headers(kind, name) + sentence * 12, SCENARIOS[name], RUBRICS[kind])
    assert not report["complete"].passed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_letters_that_look_alike_change_nothing(kind: str, name: str) -> None:
    text = model(kind, name)
    disguised = text.replace("a", "\u0430", 9).replace("o", "\u043e", 9).replace("th", "t\u200bh", 9)
    assert earned(disguised, kind, name) == earned(text, kind, name)


PIECES = st.sampled_from(
    [part for kind in KINDS for part in model(kind, NAMES[0]).split()[:40]]
    + [
        "\n",
        "\n\n",
        "-",
        ">",
        "Subject:",
        "Sent:",
        "To:",
        "\u200b",
        "🙂",
        "{x}",
        "%s",
        "[name]",
        "2026-03-03 10:00",
        "99.4",
    ]
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(kind=st.sampled_from(KINDS), draft=st.one_of(st.text(max_size=250), st.lists(PIECES, max_size=60).map(" ".join)))
def test_no_text_of_any_kind_fails_prints_warns_or_depends_on_another(
    capfd: pytest.CaptureFixture[str], kind: str, draft: str
) -> None:
    scenario = SCENARIOS[NAMES[0]]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = grade(draft, scenario, RUBRICS[kind])
        grade(model("withdrawal", NAMES[1]), SCENARIOS[NAMES[1]], RUBRICS["withdrawal"])
        again = grade(draft, scenario, RUBRICS[kind])
    assert first == again
    assert capfd.readouterr() == ("", "")
    assert 0 <= first.score <= first.max_score
    for result in first:
        assert result.message
        assert all(draft[e.start : e.end] == e.quote for e in result.evidence)
