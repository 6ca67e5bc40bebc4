"""The build as a whole: the same bytes everywhere, nothing of the answers released, every fault said in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.apps import GenerateAssignmentApp

from autograder.build import build
from autograder.build.tree import read_files
from autograder.grade import grade
from autograder.model.load import ContentError, load_lesson

from .conftest import LESSON, ROOT, Project, new_project

LESSON_MD = f"course/{LESSON}/lesson.md"
RUBRIC = f"course/{LESSON}/rubric.yaml"
ANSWER = f"course/{LESSON}/answers/tiny-cafe/follow_up_email.model.txt"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny course, built once. Tests that change something take a project of their own."""
    project = new_project(tmp_path_factory.mktemp("built"))
    build(project.root)
    return project


def test_a_lesson_is_a_notebook_and_its_data_in_both_folders(built: Project) -> None:
    names = [f"{step}/{LESSON}/{name}" for step in ("release", "source") for name in (f"{LESSON}.ipynb", "lesson.json")]
    assert sorted(read_files(built.root)) == sorted(names)
    assert built.notebook("source").cells[0].source == "# Hello to Copper Kettle\n\nThe first step:"
    texts = "\n".join(cell.source for cell in built.notebook("release").cells)
    assert "Read what Mina Walsh said on Tuesday 21 April 2026 at 15:00." in texts
    assert "Write 5 to 60 words within 24 hours. The end was\n`2026-04-21 15:20`." in texts


def test_lesson_json_is_all_that_the_notebook_needs(built: Project) -> None:
    lesson = load_lesson(built.root / "release" / LESSON / "lesson.json")
    assert (lesson.id, lesson.title, lesson.pass_mark) == (LESSON, "Hello to Copper Kettle", 0.6)
    assert lesson.scenario.id == "tiny-cafe"
    assert lesson.quiz
    assert [rubric.kind for rubric in lesson.rubrics] == ["follow_up_email"]


def test_the_instructor_s_answer_earns_every_point_and_the_learner_s_starter_none(built: Project) -> None:
    lesson = load_lesson(built.root / "source" / LESSON / "lesson.json")
    scores = {}
    for step in ("source", "release"):
        (cell,) = built.cells(step, "answer")
        text = cell.source.split("\n", 1)[1]
        scores[step] = grade(text, lesson.scenario, lesson.rubrics[0]).score
    assert scores == {"source": 3.5, "release": 0}


def test_no_sentence_of_the_model_answer_is_released(built: Project) -> None:
    lines = [line for line in built.answer.read_text(encoding="utf-8").split("\n") if len(line) > 10]
    released = b"\n".join(data for name, data in read_files(built.root).items() if name.startswith("release/")).decode()
    source = (built.root / "source" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert len(lines) >= 4
    assert all(line in source for line in lines)
    assert not [line for line in lines if line in released]


def test_nbgrader_has_locked_and_summed_what_is_released(built: Project) -> None:
    for tag in ("setup", "check"):
        (cell,) = built.cells("release", tag)
        assert (cell.metadata.editable, cell.metadata.deletable) == (False, False)
        assert len(cell.metadata.nbgrader.checksum) == 32
    (answer,) = built.cells("release", "answer")
    assert "editable" not in answer.metadata
    assert answer.metadata.deletable is False
    assert len(answer.metadata.nbgrader.checksum) == 32


def test_the_gradebook_is_not_touched(built: Project) -> None:
    assert not list(built.root.glob("gradebook*"))


def test_the_same_bytes_on_another_machine(built: Project, project: Project) -> None:
    script = "from pathlib import Path; from autograder.build import build; build(Path('.').resolve())"
    there = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    told = {**os.environ, **there, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", script], cwd=project.root, env=told, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert read_files(project.root) == read_files(built.root)


def test_a_trainer_s_own_command_releases_the_same_bytes(
    built: Project, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`nbgrader generate_assignment 01-hello --force`, which reads its own configuration and writes the gradebook."""
    shutil.copytree(built.root / "source", project.root / "source")
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(project.root / "none"))
    # nbgrader starts alembic by its bare name when it makes a gradebook.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    command = GenerateAssignmentApp()
    command.initialize([LESSON, "--force"])
    command.start()
    assert (project.root / "gradebook.db").exists()
    assert read_files(project.root) == read_files(built.root)


def test_a_check_is_content_right_after_a_build_and_writes_nothing(built: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.root.rglob("*")}
    result = build(built.root, check=True)
    assert not result.stale
    assert str(result) == "1 lesson for tiny-cafe: 4 files, all up to date."
    assert {path: path.stat().st_mtime_ns for path in built.root.rglob("*")} == before


def test_a_check_names_what_is_old_missing_and_stray_and_a_build_mends_it(built: Project, project: Project) -> None:
    for step in ("source", "release"):
        shutil.copytree(built.root / step, project.root / step)
    old = project.root / "release" / "00-gone"
    old.mkdir()
    data = (built.root / "release" / LESSON / "lesson.json").read_text(encoding="utf-8")
    (old / "lesson.json").write_text(data.replace(f'"id": "{LESSON}"', '"id": "00-gone"', 1), encoding="utf-8")
    (project.root / "source" / LESSON / "notes.txt").write_text("mine")
    (project.root / "source" / LESSON / "after-the-interview.progress.json").write_text("{}")
    (project.root / "release" / LESSON / "lesson.json").unlink()
    project.edit(LESSON_MD, "The first step:", "The very first step:")

    checked = build(project.root, check=True)
    assert checked.changed == (f"release/{LESSON}/{LESSON}.ipynb", f"source/{LESSON}/{LESSON}.ipynb")
    assert checked.missing == (f"release/{LESSON}/lesson.json",)
    assert checked.removed == ("release/00-gone/lesson.json",)
    assert checked.foreign == (f"source/{LESSON}/notes.txt",)
    assert "To mend this, run: python -m autograder build" in str(checked)
    assert old.exists()

    assert not build(project.root).stale
    assert not old.exists()
    assert build(project.root, check=True).stale == (f"source/{LESSON}/notes.txt",)


def test_another_scenario_can_be_built_elsewhere(project: Project, tmp_path: Path) -> None:
    project.add_scenario("tiny-shop")
    out = tmp_path / "elsewhere"
    assert build(project.root, scenario="tiny-shop", out=out).scenario == "tiny-shop"
    notebook = (out / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "Silver Spoon" in notebook
    assert "Tuesday, April 21, 2026 at 3:00 p.m." in notebook
    assert not (project.root / "source").exists()
    result = build(project.root, scenario="tiny-shop", check=True)
    assert "To mend this, run: python -m autograder build --scenario tiny-shop" in str(result)


def test_several_rubrics_in_one_lesson(project: Project) -> None:
    text = (project.root / RUBRIC).read_text(encoding="utf-8")
    second = text.replace("kind: follow_up_email", "kind: withdrawal").replace("Begin here.", "Say no here.")
    (project.lesson / "rubric.withdrawal.yaml").write_text(second, encoding="utf-8")
    shutil.copy(project.answer, project.answer.with_name("withdrawal.model.txt"))
    cells = "".join(
        f"\n```{{code-cell}} ipython3\n:tags: [{tag}]\n{source}\n```\n"
        for tag, source in (("answer", "%%draft withdrawal"), ("check", 'check("withdrawal")'))
    )
    with (project.root / LESSON_MD).open("a", encoding="utf-8") as file:
        file.write(cells)
    build(project.root)
    starts = [cell.source.split("\n", 1)[0] for cell in project.cells("release", "answer")]
    assert starts == ["%%draft follow_up_email", "%%draft withdrawal"]
    assert [cell.source.endswith("Say no here.") for cell in project.cells("release", "answer")] == [False, True]


# The file, the words in it, what the author wrote in their place, and what is said.
FAULTS = [
    (
        "course/course.yaml",
        "scenario: tiny-cafe",
        "scenario: tiny-bar",
        "course.yaml: scenario: there is no scenario 'tiny-bar'; there are: tiny-cafe",
    ),
    ("course/course.yaml", "[01-hello]", "[01-hello, 02-bye]", "02-bye/lesson.md: there is no such file"),
    (LESSON_MD, "scenario.employer.name", "scenario.employer.nam", "lesson.md:12: this cannot be filled in: "),
    (LESSON_MD, "# Hello", "## Hello", "lesson.md: there is no title; expected a line such as # Thank the interviewer"),
    (LESSON_MD, "The first step", "END HIDDEN TESTS", "lesson.md:14: 'END HIDDEN TESTS' means something to nbgrader"),
    (ANSWER, "Kind regards,", "### BEGIN SOLUTION", "model.txt:8: 'BEGIN SOLUTION' means something to nbgrader"),
    (RUBRIC, "Begin here.", "AUTOTEST", "rubric.yaml:4: 'AUTOTEST' means something to nbgrader"),
    (
        RUBRIC,
        "kind: follow_up_email",
        "kind: withdrawal",
        "no lesson has a rubric of the kind 'follow_up_email'; expected one of withdrawal",
    ),
    (RUBRIC, "points: 2", "points: lots", "rubric.yaml:"),
    (f"course/{LESSON}/quiz.yaml", "id: when", "id: When", "quiz.yaml:"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS)
def test_a_fault_is_a_line_with_the_file_and_changes_nothing(
    project: Project, name: str, old: str, new: str, said: str
) -> None:
    project.edit(name, old, new)
    with pytest.raises(ContentError) as caught:
        build(project.root)
    assert said in str(caught.value)
    assert not (project.root / "source").exists()
    assert not (project.root / "release").exists()


def test_an_unknown_scenario_lists_those_that_there_are(project: Project) -> None:
    project.add_scenario("tiny-shop")
    with pytest.raises(ContentError, match="there is no scenario 'shop'; there are: tiny-cafe, tiny-shop"):
        build(project.root, scenario="shop")


@pytest.mark.parametrize("check", [False, True])
def test_a_missing_model_answer_stops_nobody_and_is_named(project: Project, check: bool) -> None:
    """A trainer with a new interview can release it before the model answers are written."""
    project.add_scenario("tiny-shop")
    (project.lesson / "answers" / "tiny-shop" / "follow_up_email.model.txt").unlink()
    build(project.root, scenario="tiny-shop")
    result = build(project.root, scenario="tiny-shop", check=check)
    (name,) = result.unwritten
    assert name.endswith(str(Path("course", LESSON, "answers", "tiny-shop", "follow_up_email.model.txt")))
    assert not result.stale
    assert str(result).split("\n")[1:] == [
        "1 model answer is missing, and source/ has the learner's starting text instead. To add one, write the file:",
        f"  {name}",
    ]


def test_without_a_model_answer_both_notebooks_have_the_starter(project: Project) -> None:
    model = project.answer.read_text(encoding="utf-8")
    project.answer.unlink()
    build(project.root)
    cells = [project.cells(step, "answer")[0].source for step in ("source", "release")]
    assert cells == ["%%draft follow_up_email\nTo:\nSent:\n\nBegin here."] * 2
    project.answer.write_text(model, encoding="utf-8")
    assert build(project.root, check=True).changed == (f"source/{LESSON}/{LESSON}.ipynb",)


def test_an_empty_model_answer_is_no_model(project: Project) -> None:
    project.answer.write_text(" \n")
    with pytest.raises(ContentError, match=r"follow_up_email\.model\.txt: the model answer is empty"):
        build(project.root)


def test_two_rubrics_of_one_kind_are_refused(project: Project) -> None:
    shutil.copy(project.root / RUBRIC, project.lesson / "rubric.two.yaml")
    with pytest.raises(ContentError, match=r"kind: this lesson already has a rubric for 'follow_up_email'"):
        build(project.root)


def test_without_its_configuration_nothing_is_released(project: Project) -> None:
    (project.root / "nbgrader_config.py").unlink()
    with pytest.raises(ContentError, match=r"nbgrader_config\.py: there is no such file"):
        build(project.root)


def test_what_nbgrader_itself_refuses_is_said_in_a_sentence(project: Project) -> None:
    with (project.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('\nc.IncludeHeaderFooter.header = "no-such-header.ipynb"\n')
    with pytest.raises(ContentError, match=r"^nbgrader: FileNotFoundError: .*no-such-header\.ipynb'$"):
        build(project.root)


def test_the_committed_course_is_what_is_built_from_it() -> None:
    """Nobody edits a built notebook: source/ and release/ are what a fresh build makes."""
    assert str(build(ROOT, check=True)).endswith("all up to date.")
