"""Lint finds what is wrong between the files of a course, and is silent about what is merely unusual."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.lint import lint

from .content import COURSE, QUIZ, ROOT, RUBRIC, SCENARIO, spoil, write, written


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound course of one lesson; the current folder is the one that it is in."""
    monkeypatch.chdir(tmp_path)
    files = {
        "course.yaml": COURSE,
        "scenarios/tiny-cafe.yaml": SCENARIO,
        "01-first/lesson.md": "# First\n",
        "01-first/rubric.yaml": RUBRIC,
        "01-first/quiz.yaml": QUIZ,
    }
    return written(files)


def said(folder: Path) -> list[str]:
    return [str(fault) for fault in lint(folder).faults]


def test_a_sound_course_has_no_faults(course: Path) -> None:
    result = lint(course)
    assert result.faults == ()
    assert result.files == 5


@pytest.mark.parametrize("folder", ["course/scenarios", "course/01-first"])
def test_a_part_of_a_course_can_be_checked_alone(course: Path, folder: str) -> None:
    assert said(Path(folder)) == []
    assert lint(Path(folder)).files > 0


def test_the_projects_own_scenarios_have_no_faults() -> None:
    assert said(ROOT / "course" / "scenarios") == []
    assert said(ROOT / "tests" / "mini_course" / "scenarios") == []


def test_a_folder_that_is_not_there_or_has_nothing_in_it(course: Path) -> None:
    Path("empty").mkdir()
    assert said(Path("nowhere")) == ["nowhere: there is no such folder"]
    for file in ("course.yaml", "scenarios/tiny-cafe.yaml"):
        assert said(course / file) == [f"course/{file}: this is a file; give the folder course"]
    write(Path("loose/x.yaml"), SCENARIO)
    assert said(Path("loose/x.yaml")) == ["loose/x.yaml: this is a file; give the folder loose"]
    assert said(Path("empty")) == [
        "empty: there are no scenarios here; expected files such as depot-operations-manager.yaml"
    ]
    assert lint(Path("empty")).files == 0


def test_a_course_without_scenarios(course: Path) -> None:
    (course / "scenarios" / "tiny-cafe.yaml").unlink()
    assert said(course) == ["course/scenarios: there are no scenarios in it; expected at least one"]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "course.yaml",
            "tiny-cafe",
            "tiny-bar",
            "2: scenario: there is no scenario 'tiny-bar'; expected one of tiny-cafe",
        ),
        (
            "course.yaml",
            "[01-first]",
            "[01-first, 02-next]",
            "4: lessons[1]: there is no 02-next/lesson.md beside this file",
        ),
        ("course.yaml", "[01-first]", "[01-first, 01-first]", "4: lessons[1]: '01-first' is already listed above"),
        ("course.yaml", "pass_mark", "passmark", "3: passmark: unknown field; did you mean 'pass_mark'?"),
        (
            "01-first/rubric.yaml",
            "points: 2",
            "points: -2",
            "8: criteria[brief].points: expected more than 0; found '-2'",
        ),
        ("01-first/quiz.yaml", "title: What next", "title:", "1: title: expected text; found nothing"),
        (
            "scenarios/tiny-cafe.yaml",
            "level: entry",
            "level: low",
            "4: level: expected one of entry, mid, senior; found 'low'",
        ),
        (
            "scenarios/tiny-cafe.yaml",
            "id: tiny-cafe",
            "id: tiny-bar",
            "1: id: expected 'tiny-cafe', as the file is named; found 'tiny-bar'",
        ),
        (
            "scenarios/tiny-cafe.yaml",
            "  starts: 2026-04-21",
            "  starts: 2025-04-21",
            "25: interview.ends: the interview lasts longer than a day; one of its times is wrong",
        ),
        (
            "scenarios/tiny-cafe.yaml",
            "phrases: [roaster, Porto]",
            "phrases: [roaster, roaster]",
            "39: topics[roaster].phrases[1]: 'roaster' is already used above",
        ),
        (
            "scenarios/tiny-cafe.yaml",
            "turns: [t01, t02]",
            "turns: [t01, t01]",
            "40: topics[early].turns[1]: 't01' is already used above",
        ),
        (
            "scenarios/tiny-cafe.yaml",
            "answers:\n",
            "answers:\n  - {turn: t04, verdict: vague, why: Says little.}\n",
            "46: answers[t02].turn: t02 comes after t04; answers are listed in the order of their turns",
        ),
    ],
)
def test_a_fault_of_one_file(course: Path, name: str, old: str, new: str, expected: str) -> None:
    spoil(course / name, old, new)
    assert f"course/{name}:{expected}" in said(course)


def test_what_was_read_need_not_be_read_again(course: Path) -> None:
    """The checks of content go on from there; a file with a fault is not among them."""
    spoil(course / "01-first" / "quiz.yaml", "title: What next", "title:")
    contents = lint(course).contents
    assert [path.name for path in contents] == ["tiny-cafe.yaml", "course.yaml", "rubric.yaml"]
    assert all(document.file == str(path) for path, (_, document) in contents.items())


def test_an_odd_scenario_is_no_fault(course: Path) -> None:
    path = course / "scenarios" / "tiny-cafe.yaml"
    early = "[{employer: Quay Street Bakery, role: Baker, stage: first interview, when: 2026-04-01 09:00}]"
    spoil(
        path, "other_processes: []", f"other_processes: {early}"
    )  # before this interview, and nothing wrong with that
    spoil(path, "phrases: [level 2]", "phrases: []")
    spoil(path, "  at: 2026-04-22 09:00", "  at: 2026-04-25 09:00")  # a decision after the outcome: two exercises
    assert said(course) == []


def test_the_same_id_in_two_files(course: Path) -> None:
    write(course / "scenarios" / "tiny-cafe.yml", SCENARIO)
    assert said(course) == [
        "course/scenarios/tiny-cafe.yml:1: id: 'tiny-cafe' is also the id of course/scenarios/tiny-cafe.yaml"
    ]


def test_a_second_rubric_for_one_kind_of_draft(course: Path) -> None:
    spoil(course / "course.yaml", "[01-first]", "[01-first, 02-next]")
    write(course / "02-next" / "lesson.md", "# Next\n")
    write(course / "02-next" / "rubric.yaml", RUBRIC)
    assert said(course) == [
        "course/02-next/rubric.yaml:1: kind: 'search_plan' already has a rubric, course/01-first/rubric.yaml; "
        "a course has one for each kind"
    ]


def test_a_lesson_may_be_text_alone(course: Path) -> None:
    (course / "01-first" / "rubric.yaml").unlink()
    (course / "01-first" / "quiz.yaml").unlink()
    assert lint(course).files == 3
    assert said(course) == []


def test_what_an_editor_leaves_behind_is_no_scenario(course: Path) -> None:
    write(course / "scenarios" / ".#tiny-cafe.yaml", "x: [")
    write(course / "scenarios" / "tiny-cafe.yaml~", "x: [")
    assert said(course) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("scenarios/new.yaml.txt", "new.yaml"),
        ("scenarios/NEW.YAML", "NEW.yaml"),
        ("scenarios/new.yml.docx", "new.yml"),
        ("02-next/lesson.md.txt", "lesson.md"),
    ],
)
def test_a_file_that_nobody_reads_is_named(course: Path, name: str, meant: str) -> None:
    """Some editors put an ending of their own behind the one that was typed."""
    spoil(course / "course.yaml", "[01-first]", "[01-first, 02-next]")
    if not name.endswith("lesson.md.txt"):
        write(course / "02-next" / "lesson.md", "# Next\n")
    write(course / name, SCENARIO)
    assert f"course/{name}: nobody reads a file of this name; rename it to {meant}" in said(course)
    (course / name).rename((course / name).with_name("notes.txt"))
    assert not any("nobody reads" in fault for fault in said(course))


def test_a_file_that_nobody_reads_beside_the_one_that_is_read(course: Path) -> None:
    write(course / "01-first" / "quiz.yaml.txt", "x: [")
    assert said(course) == [
        "course/01-first/quiz.yaml.txt: nobody reads this file, since quiz.yaml is there too; take one of them away"
    ]


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("Yes, form #12 is here", "#12 is here"),
        ("Yes, form # 12 is here", "# 12 is here"),
        ("Yes, form  #12", "#12"),
        ("Yes, a form  # ours", None),
        ("Yes,\tform#12", None),
        ("'Yes, form #12 is here'", None),
        ('"Yes, form" # 12', None),
        ("# 12", None),
    ],
)
def test_a_text_that_goes_on_behind_the_sign_of_a_comment(course: Path, written: str, lost: str | None) -> None:
    line = next(line for line in SCENARIO.split("\n") if line.startswith("sector: "))
    spoil(course / "scenarios" / "tiny-cafe.yaml", line, f"sector: {written}")
    at = SCENARIO.split("\n").index(line) + 1
    message = (
        f"'{lost}' is a comment here and nobody sees it; put the whole text in quotes, or two blanks before the # of a comment "
        "and one behind it"
    )
    expected = f"course/scenarios/tiny-cafe.yaml:{at}: sector: {message}"
    assert [fault for fault in said(course) if "comment" in fault] == ([expected] if lost else [])


def test_the_interviews_of_single_lessons(course: Path) -> None:
    with (course / "course.yaml").open("a", encoding="utf-8") as file:
        file.write("scenarios: {01-first: tiny-bar, 02-next: tiny-cafe}\n")
    assert said(course) == [
        "course/course.yaml:5: scenarios.01-first: there is no scenario 'tiny-bar'; expected one of tiny-cafe",
        "course/course.yaml:5: scenarios.02-next: '02-next' is no lesson of this course; expected one of 01-first",
    ]


def test_a_broken_scenario_does_not_hide_the_faults_of_the_rest(course: Path) -> None:
    write(course / "scenarios" / "tiny-cafe.yaml", "id: [")
    spoil(course / "course.yaml", "0.75", "75")
    first, second = said(course)
    assert first.startswith("course/scenarios/tiny-cafe.yaml:2: expected a value here; a bracket above is not closed")
    assert second == "course/course.yaml:3: pass_mark: expected at most 1; found '75'"
