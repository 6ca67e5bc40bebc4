"""What a lesson's text may ask of the scenario, and what its author is told where it cannot be had."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from autograder.build.template import limits, names, plain, render, stamp, when
from autograder.model.load import ContentError, load_course, load_rubric, load_scenario
from autograder.model.scenario import Scenario

MINI = Path(__file__).parents[1] / "mini_course"


@pytest.fixture(scope="module")
def cafe() -> Scenario:
    return load_scenario(MINI / "scenarios" / "tiny-cafe.yaml")


def filled(text: str, scenario: Scenario) -> str:
    rubric = load_rubric(MINI / "01-hello" / "rubric.yaml")
    return render(Path("lesson.md"), text, load_course(MINI), scenario, [rubric])


@pytest.mark.parametrize(
    ("moment", "british", "american"),
    [
        ("2026-03-03 10:00", "Tuesday 3 March 2026 at 10:00", "Tuesday, March 3, 2026 at 10:00 a.m."),
        ("2026-12-31 00:05", "Thursday 31 December 2026 at 00:05", "Thursday, December 31, 2026 at 12:05 a.m."),
        ("2026-01-04 12:30", "Sunday 4 January 2026 at 12:30", "Sunday, January 4, 2026 at 12:30 p.m."),
        ("2026-07-01 23:59", "Wednesday 1 July 2026 at 23:59", "Wednesday, July 1, 2026 at 11:59 p.m."),
        ("2026-07-01 12:00+00:00", "Wednesday 1 July 2026 at 13:00", "Wednesday, July 1, 2026 at 1:00 p.m."),
    ],
)
def test_when_says_a_moment_as_the_scenario_s_country_does(
    moment: str, british: str, american: str, cafe: Scenario
) -> None:
    at = datetime.fromisoformat(moment)
    assert when(at, cafe) == british
    assert when(at, cafe.model_copy(update={"locale": "en-US"})) == american


def test_stamp_is_what_the_sent_line_has_in_the_scenario_s_zone(cafe: Scenario) -> None:
    assert stamp(datetime.fromisoformat("2026-03-03 09:05"), cafe) == "2026-03-03 09:05"
    assert stamp(datetime.fromisoformat("2026-07-01 23:30+00:00"), cafe) == "2026-07-02 00:30"


@pytest.mark.parametrize(
    ("people", "said"),
    [([], ""), (["Ann"], "Ann"), (["Ann", "Bo"], "Ann and Bo"), (["Ann", "Bo", "Cy"], "Ann, Bo and Cy")],
)
def test_names_lists_as_a_sentence_does(people: list[str], said: str) -> None:
    assert names(people) == said


def test_names_takes_people(cafe: Scenario) -> None:
    assert names(cafe.interview.panel) == "Mina Walsh"


def test_limits_are_those_of_the_rubric() -> None:
    assert limits(load_rubric(MINI / "01-hello" / "rubric.yaml")) == {"hours": 24, "words": (5, 60)}
    assert limits(None) == {}


def test_a_limit_that_a_kind_does_not_have_names_the_kind(cafe: Scenario) -> None:
    rubric = load_rubric(MINI / "01-hello" / "rubric.yaml")
    bare = rubric.model_copy(update={"criteria": ()})
    for name, words in (("hours", "time limit"), ("words", "limit of words")):
        said = f"the kind 'follow_up_email' has no {words}; take the sentence with limits.{name} out"
        with pytest.raises(ContentError, match=said):
            render(Path("lesson.md"), f"{{{{ limits.{name} }}}}", load_course(MINI), cafe, [bare])


def test_what_a_scenario_says_is_never_markdown(cafe: Scenario) -> None:
    """Two dollar signs in a paragraph are a formula in a notebook, and pay is what interviews are about."""
    paid = cafe.model_copy(update={"role": "Barista ($20 to $25) *now*"})
    rendered = filled("**{{ scenario.role }}** for $1", paid)
    assert rendered == r"**Barista (\$20 to \$25) \*now\*** for $1"
    assert plain(rendered[2:-9]) == paid.role


def test_code_and_braces_that_are_not_the_template_s_stay(cafe: Scenario) -> None:
    text = "```{code-cell} ipython3\n:tags: [show]\nprint({1: 2}, f'{x}', 10 % 3)\n```\n\n{ref}`here` 100 %\n"
    assert filled(text, cafe) == text


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a\n{{ scenario.titel }}", 2, "this scenario has no 'titel'; did you mean 'title'?"),
        ("{{ scenario.interview.room }}", 1, "this interview has no 'room'; it has starts, ends, format and panel"),
        ("a\nb\n{{ scenarios.title }}", 3, "there is no variable 'scenarios'; known are course, limits, rubric, "),
        ("{{ limits.days }}", 1, "limits has no 'days'; it has hours and words"),
        ("{% if scenario %}\nx", 1, "unexpected end of template"),
        ("a\n{{ scenario.title | whenn }}", 2, "no filter named 'whenn'"),
        ("a\n\n{{ scenario.title | when }}", 3, "this cannot be filled in: "),
        (
            "a\n{{ scenario.role }",
            2,
            "a brace is missing or alone in this line; write {{ scenario.role }}, or {% ... %}",
        ),
        (
            "{{ the role }}",
            1,
            "this field does not end where it should; write {{ scenario.role }}, with dots and no blanks",
        ),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("a\n{% include 'other.md' %}", 2, "this cannot be filled in: "),
    ],
)
def test_a_text_that_cannot_be_filled_in_names_its_line(text: str, line: int, said: str, cafe: Scenario) -> None:
    with pytest.raises(ContentError) as caught:
        filled(text, cafe)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("lesson.md", line)
    assert said in fault.message
    assert "\n" not in str(fault)


def test_a_lesson_without_a_rubric_has_no_limits(cafe: Scenario) -> None:
    with pytest.raises(
        ContentError, match=r"this lesson has no rubric, and so no limits; take the sentence with limits\.hours out"
    ):
        render(Path("lesson.md"), "{{ limits.hours }}", load_course(MINI), cafe, [])
    with pytest.raises(ContentError, match="this lesson has no rubric"):
        render(Path("lesson.md"), "{{ rubric.title }}", load_course(MINI), cafe, [])
