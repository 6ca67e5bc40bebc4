"""Templates work as they stand, and nothing that a trainer has written is ever lost to them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import get_args

import nbformat
import pytest
import yaml

from autograder.__main__ import main
from autograder.build import build
from autograder.model.lint import lint
from autograder.model.load import ContentError, load_course, load_quiz, load_scenario
from autograder.model.quiz import Question
from autograder.new import TEMPLATES, new_lesson, new_scenario

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The tiny course, whose one lesson has a rubric for the follow-up email."""
    shutil.copytree(ROOT / "tests" / "mini_course", tmp_path / "course")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def snapshot(project: Path) -> dict[str, bytes | None]:
    """Every file and folder of a project, so that nothing can change unseen."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(project.rglob("*"))}


def test_the_templates_have_no_fault_as_they_stand(project: Path) -> None:
    new_scenario(project, "ward-sister")
    new_lesson(project, "02-next")
    assert lint(project / "course").faults == ()
    assert load_course(project / "course").lessons == ("01-hello", "02-next")


def test_the_templates_are_part_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    buildapi = pytest.importorskip("flit_core.buildapi")
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / buildapi.build_wheel(str(tmp_path))
    packed = zipfile.ZipFile(wheel).namelist()
    files = [path.relative_to(ROOT).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()]
    assert len(files) == 3
    assert set(files) <= set(packed)


def test_the_scenario_has_what_the_lessons_need(project: Path) -> None:
    """A transcript to review needs a strong answer and two weak ones; whoever reads a page needs something to read."""
    new_scenario(project, "ward-sister")
    scenario = load_scenario(project / "course" / "scenarios" / "ward-sister.yaml")
    verdicts = [answer.verdict for answer in scenario.answers]
    assert verdicts.count("strong") >= 1
    assert len(verdicts) - verdicts.count("strong") >= 2
    assert len(scenario.topics) >= 3
    assert scenario.gaps
    assert scenario.other_processes


def test_every_field_of_the_scenario_has_a_note() -> None:
    """Each of the file's fields is explained on its own line or right above."""
    lines = (TEMPLATES / "scenario.yaml").read_text(encoding="utf-8").split("\n")
    for n, line in enumerate(lines):
        if line[:1].isalpha() and line.rstrip().endswith(":"):
            below = lines[n + 1]
            assert "#" in lines[n - 1] or "#" in line or "#" in below or line == "employer:" or line == "interview:", (
                line
            )
        elif line[:1].isalpha():
            assert "#" in line, line


def test_the_quiz_has_a_question_of_each_kind(project: Path) -> None:
    new_lesson(project, "02-next")
    quiz = load_quiz(project / "course" / "02-next" / "quiz.yaml")
    kinds = [get_args(type_.model_fields["kind"].annotation)[0] for type_ in get_args(get_args(Question)[0])]
    assert [question.kind for question in quiz.questions] == kinds


def test_the_lesson_can_be_built_and_its_notes_stay_behind(project: Path) -> None:
    new_scenario(project, "ward-sister")
    new_lesson(project, "02-next")
    build(project, scenario="ward-sister")
    page = nbformat.read(project / "release" / "02-next" / "02-next.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in page.cells)
    assert "Noor Haddad" in text
    assert "%%draft follow_up_email" in text
    assert "{#" not in text
    assert "for you" not in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["scenario", "tiny-cafe"], "course/scenarios/tiny-cafe.yaml: this exists already, and nothing is overwritten"),
        (["lesson", "01-hello"], "course/01-hello: this exists already, and nothing is overwritten"),
        (["lesson", "scenarios"], "course/scenarios: this exists already, and nothing is overwritten"),
        (["scenario", "Ward Sister"], "single hyphens, such as ward-sister; found 'Ward Sister'"),
        (["scenario", "../ward"], "single hyphens, such as ward; found '../ward'"),
        (["scenario", ""], "single hyphens, such as ward-sister; found ''"),
        (["scenario", "quiz"], "a file called quiz.yaml holds something else in this course"),
        (["scenario", "rubric-writer"], "a file called rubric-writer.yaml holds something else in this course"),
        (["lesson", "02_next"], "single hyphens, such as 02-next; found '02_next'"),
        (["lesson", "02-next\n"], "single hyphens, such as 02-next; found '02-next"),
    ],
)
def test_an_id_that_is_taken_or_is_none_is_one_sentence_and_changes_nothing(
    project: Path,
    words: list[str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("autograder.__main__.ROOT", project)
    before = snapshot(project)
    assert main(["new", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err
    assert snapshot(project) == before


def test_a_file_with_the_other_ending_is_a_scenario_too(project: Path) -> None:
    (project / "course" / "scenarios" / "old.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match=r"old\.yml: this exists already"):
        new_scenario(project, "old")


START = "# mine\ntitle: A tiny course\nscenario: tiny-cafe\npass_mark: 0.6\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lessons: [01-hello]\n", "lessons: [01-hello, 02-next]\n"),
        ("lessons: [ '01-hello' ]  # 01-hello\n", "lessons: [ '01-hello', 02-next ]  # 01-hello\n"),
        ("lessons:\n  - 01-hello\n", "lessons:\n  - 01-hello\n  - 02-next\n"),
        ("lessons:\n- 01-hello", "lessons:\n- 01-hello\n- 02-next\n"),
        (
            "lessons:  # in order\n  - 00-a\n  # the last\n  - 01-hello  # so far\n# end\nscenarios: {01-hello: tiny-cafe}\n",
            "lessons:  # in order\n  - 00-a\n  # the last\n  - 01-hello  # so far\n  - 02-next\n# end\nscenarios: {01-hello: tiny-cafe}\n",
        ),
        ("lessons:\r\n  - 01-hello\r\n# end\r\n", "lessons:\r\n  - 01-hello\r\n  - 02-next\r\n# end\r\n"),
        ("lessons: [\n  00-a,\n  01-hello\n]\n", None),
    ],
)
def test_the_list_of_lessons_keeps_its_comments_and_its_order(project: Path, old: str, new: str | None) -> None:
    """Where the list is written in a way that cannot be mended safely, its author is told and nothing is written."""
    path = project / "course" / "course.yaml"
    path.write_bytes((START + old).encode())
    if new is None:
        before = snapshot(project)
        with pytest.raises(ContentError, match=r"course\.yaml: lessons: the list is written in an unusual way"):
            new_lesson(project, "02-next")
        assert snapshot(project) == before
    else:
        new_lesson(project, "02-next")
        assert path.read_bytes().decode() == START + new
        assert yaml.safe_load(new)["lessons"][-1] == "02-next"


def test_a_listed_lesson_without_a_folder_is_not_listed_twice(project: Path) -> None:
    path = project / "course" / "course.yaml"
    path.write_text(START + "lessons: [01-hello, 02-next]\n", encoding="utf-8")
    with pytest.raises(ContentError, match="the lesson '02-next' is already listed here"):
        new_lesson(project, "02-next")
    assert not (project / "course" / "02-next").exists()


def test_a_course_with_a_fault_is_left_as_it_is(project: Path) -> None:
    (project / "course" / "course.yaml").write_text(START, encoding="utf-8")
    before = snapshot(project)
    with pytest.raises(ContentError, match=r"course\.yaml:\d+: lessons"):
        new_lesson(project, "02-next")
    assert snapshot(project) == before


def test_what_cannot_be_written_leaves_nothing_half_done(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = snapshot(project)
    monkeypatch.setattr("autograder.new._replace", full)
    with pytest.raises(ContentError, match=r"course\.yaml: this cannot be written: no space left on device"):
        new_lesson(project, "02-next")
    monkeypatch.setattr("autograder.new._write", full)
    with pytest.raises(ContentError, match=r"02-next: this cannot be written: no space left on device"):
        new_lesson(project, "02-next")
    with pytest.raises(ContentError, match=r"ward\.yaml: this cannot be written: no space left on device"):
        new_scenario(project, "ward")
    assert snapshot(project) == before
