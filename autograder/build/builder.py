"""Builds every lesson of a course for one scenario, or tells whether the built files are current. Grades nothing."""

from __future__ import annotations

import shlex
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat

from ..model.course import Course, Lesson
from ..model.document import read_text
from ..model.load import ContentError, Fault, load, load_course, load_quiz, load_rubric, load_scenario
from ..model.rubric import Rubric
from ..model.scenario import Scenario
from ..model.verdicts import KIND, VerdictExercise, key
from .notebook import Draft, kinds, marks, source_notebook, title
from .release import ignored, read_config, release
from .template import plain, render
from .tree import BuildResult, compare, put, read_files

COMMAND = "python -m autograder build"


def build(root: Path, scenario: str | None = None, out: Path | None = None, check: bool = False) -> BuildResult:
    """Makes source/ and release/ from `root`/course, in `root` or in `out`; with `check` it only compares.

    Raises ContentError, a line for each fault, where the course cannot be built; then nothing has been changed.
    """
    root = _short(root)
    target = out if out is not None else root
    config = read_config(root)
    book = _Book.read(root / "course", scenario)
    with tempfile.TemporaryDirectory(prefix="autograder-") as temporary:
        folder = Path(temporary).resolve()
        _write_sources(book, folder)
        release(folder, config)
        built = read_files(folder)
    result = BuildResult(
        lessons=len(book.course.lessons),
        scenario=book.scenario.id,
        command=_command(scenario, out),
        checked=check,
        **compare(built, read_files(target, ignored(config))),
    )
    if not check:
        put(target, built, result)
    return result


@dataclass(frozen=True, slots=True)
class _Book:
    """A course's folder, read for one scenario."""

    folder: Path
    course: Course
    scenario: Scenario

    @classmethod
    def read(cls, folder: Path, scenario: str | None) -> _Book:
        course = load_course(folder / "course.yaml")
        wanted = scenario if scenario is not None else course.scenario
        there = sorted(path.stem for path in (folder / "scenarios").glob("*.yaml"))
        if wanted not in there:
            known = ", ".join(there) or "none"
            message = f"there is no scenario '{wanted}'; there are: {known}"
            asked = ("--scenario", "") if scenario is not None else (str(folder / "course.yaml"), "scenario")
            raise ContentError(Fault(asked[0], 0, asked[1], message))
        return cls(folder, course, load_scenario(folder / "scenarios" / f"{wanted}.yaml"))


def _write_sources(book: _Book, folder: Path) -> None:
    """Writes source/ of every lesson, or raises the faults of all lessons at once."""
    faults: list[Fault] = []
    for name in book.course.lessons:
        try:
            lesson, notebook = _source(book, name)
        except ContentError as error:
            faults += error.faults
            continue
        place = folder / "source" / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_bytes(notebook.encode())
        (place / "lesson.json").write_bytes(lesson.encode())
    if faults:
        raise ContentError(*dict.fromkeys(faults))


def _source(book: _Book, name: str) -> tuple[str, str]:
    """The text of a lesson's lesson.json and of its notebook."""
    folder = book.folder / name
    rubrics = _rubrics(folder)
    quiz = load_quiz(folder / "quiz.yaml") if (folder / "quiz.yaml").exists() else None
    written = _text(folder / "lesson.md")
    rendered = render(folder / "lesson.md", written, book.course, book.scenario, list(rubrics.values()))
    draft = Draft(name, folder / "lesson.md", written, rendered)
    heading = title(draft)
    if heading is None:
        raise ContentError(draft.fault("there is no title; expected a line such as # Thank the interviewer"))
    models = {kind: _model(folder, book.scenario, kind) for kind in kinds(draft) if kind in rubrics}
    points = {kind: rubric.max_score for kind, rubric in rubrics.items()}
    judged = load(folder / "verdicts.yaml", VerdictExercise) if (folder / "verdicts.yaml").exists() else None
    if judged:
        models[KIND], points[KIND] = key(book.scenario), float(len(book.scenario.answers))
    notebook = source_notebook(draft, points, models)
    lesson = Lesson(
        id=name,
        title=plain(heading),
        pass_mark=book.course.pass_mark,
        scenario=book.scenario,
        rubrics=tuple(rubrics.values()),
        quiz=quiz,
        verdicts=judged,
    )
    return lesson.model_dump_json(by_alias=True, indent=1) + "\n", nbformat.writes(notebook) + "\n"


def _rubrics(folder: Path) -> dict[str, Rubric]:
    """A lesson's rubrics by kind, in the order of their files' names."""
    found: dict[str, Rubric] = {}
    for path in sorted(folder.glob("rubric*.yaml")):
        rubric = load_rubric(path)
        if rubric.kind in found:
            raise ContentError(Fault(str(path), 0, "kind", f"this lesson already has a rubric for '{rubric.kind}'"))
        _demand_no_marks(path, rubric.starter)
        found[rubric.kind] = rubric
    return found


def _model(folder: Path, scenario: Scenario, kind: str) -> str:
    """The model answer that stands in the source notebook."""
    path = folder / "answers" / scenario.id / f"{kind}.model.txt"
    if not path.exists():
        message = f"the model answer for {scenario.id} is missing; write it in this file"
        raise ContentError(Fault(str(path), 0, "", message))
    text = _text(path).strip()
    if not text:
        raise ContentError(Fault(str(path), 0, "", "the model answer is empty; write it in this file"))
    _demand_no_marks(path, text)
    return text


def _demand_no_marks(path: Path, text: str) -> None:
    for line, mark in marks(text):
        message = f"'{mark}' means something to nbgrader wherever it stands; say it in other words"
        raise ContentError(Fault(str(path), line, "", message))


def _text(path: Path) -> str:
    return read_text(path).replace("\r\n", "\n")


def _short(root: Path) -> Path:
    """The folder as messages had best name it: from where the user stands, if it lies there."""
    try:
        return root.resolve().relative_to(Path.cwd().resolve())
    except ValueError:
        return root


def _command(scenario: str | None, out: Path | None) -> str:
    """What the user types to mend what a check finds."""
    chosen = ["--scenario", scenario] if scenario is not None else []
    chosen += ["--out", str(out)] if out is not None else []
    return shlex.join([*COMMAND.split(), *chosen])
