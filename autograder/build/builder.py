"""Builds every lesson of a course for one scenario, or tells whether the built files are current. Grades nothing."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat

from ..model import decisions, verdicts
from ..model.course import Course, Lesson
from ..model.decisions import DecisionExercise
from ..model.document import read_text
from ..model.load import ContentError, Fault, load, load_course, load_quiz, load_rubric, load_scenario
from ..model.rubric import Rubric
from ..model.scenario import Scenario
from ..model.verdicts import VerdictExercise
from .notebook import Draft, kinds, marks, source_notebook, title
from .release import ignored, read_config, release
from .shape import asked, called, needs_all, shape_faults, unknown_kinds, unshown
from .template import fill, plain, render
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
        unwritten = _write_sources(book, folder)
        release(folder, config)
        built = read_files(folder)
    result = BuildResult(
        lessons=len(book.course.lessons),
        scenario=book.scenario.id,
        command=_command(scenario, out),
        checked=check,
        unwritten=unwritten,
        **compare(built, read_files(target, ignored(config))),
    )
    if not check:
        put(target, built, result)
    return result


def refusals(folder: Path) -> dict[str, tuple[Fault, ...]]:
    """What keeps each lesson of a course's folder from being built, for the interview that it is about. Writes nothing.

    Raises ContentError where not even the course, or an interview that it names, can be read.
    """
    book = _Book.read(folder, None)
    return {name: tuple(dict.fromkeys(_refused(book, name))) for name in book.course.lessons}


def _refused(book: _Book, name: str) -> Iterator[Fault]:
    """A lesson's faults, those of the model answers for other interviews among them."""
    try:
        _source(book, name)
    except ContentError as error:
        yield from error.faults
    for kind, (place, rubric) in book.rubrics.items():
        if place != book.folder / name:
            continue
        for path in sorted(place.glob(f"answers/*/{kind}.model.txt")):
            try:
                _model(path, rubric)
            except ContentError as error:
                yield from error.faults


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a lesson's lesson.json and of its notebook, and the model answers that nobody has written yet."""

    lesson: str
    notebook: str
    unwritten: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Book:
    """A course's folder, read for one scenario."""

    folder: Path
    course: Course
    scenario: Scenario
    own: Mapping[str, Scenario]  # of the lessons that are built for another scenario than the course
    rubrics: Mapping[str, tuple[Path, Rubric]]  # of every kind, with the folder of the lesson that it belongs to

    def scenario_of(self, lesson: str) -> Scenario:
        return self.own.get(lesson, self.scenario)

    def library(self) -> tuple[Scenario, ...]:
        """Every scenario of the course, that of this build first."""
        paths = sorted((self.folder / "scenarios").glob("*.yaml"))
        others = (load_scenario(path) for path in paths if path.stem != self.scenario.id)
        return (self.scenario, *others)

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
        own = {} if scenario is not None else _own_scenarios(folder, course, there)
        return cls(
            folder, course, load_scenario(folder / "scenarios" / f"{wanted}.yaml"), own, _all_rubrics(folder, course)
        )


def _own_scenarios(folder: Path, course: Course, there: list[str]) -> dict[str, Scenario]:
    for lesson, name in course.scenarios.items():
        if name not in there:
            message = f"there is no scenario '{name}'; there are: {', '.join(there)}"
            raise ContentError(Fault(str(folder / "course.yaml"), 0, f"scenarios.{lesson}", message))
    return {lesson: load_scenario(folder / "scenarios" / f"{name}.yaml") for lesson, name in course.scenarios.items()}


def _all_rubrics(folder: Path, course: Course) -> dict[str, tuple[Path, Rubric]]:
    """The rubric of each kind, from whichever lesson has it. What cannot be read is told with its lesson."""
    found: dict[str, tuple[Path, Rubric]] = {}
    for name in course.lessons:
        with suppress(ContentError):
            found |= {kind: (folder / name, rubric) for kind, rubric in _rubrics(folder / name).items()}
    return found


def _write_sources(book: _Book, folder: Path) -> tuple[str, ...]:
    """Writes source/ of every lesson, or raises the faults of all lessons at once.

    Returns the files in which model answers are still to be written, in the order of the lessons.
    """
    faults: list[Fault] = []
    unwritten: list[Path] = []
    for name in book.course.lessons:
        try:
            page = _source(book, name)
        except ContentError as error:
            faults += error.faults
            continue
        place = folder / "source" / name
        place.mkdir(parents=True)
        (place / f"{name}.ipynb").write_bytes(page.notebook.encode())
        (place / "lesson.json").write_bytes(page.lesson.encode())
        unwritten += page.unwritten
    if faults:
        raise ContentError(*dict.fromkeys(faults))
    return tuple(map(str, dict.fromkeys(unwritten)))


def _source(book: _Book, name: str) -> _Page:
    folder, scenario = book.folder / name, book.scenario_of(name)
    own = _rubrics(folder)
    quiz = load_quiz(folder / "quiz.yaml") if (folder / "quiz.yaml").exists() else None
    written = _text(folder / "lesson.md")
    _demand_shape(folder, written, [*dict.fromkeys([*own, *book.rubrics])])
    everything, wanted = needs_all(written), asked(written)
    borrowed = {
        kind: (place, rubric)
        for kind, (place, rubric) in book.rubrics.items()
        if (everything or kind in wanted) and kind not in own
    }
    rubrics = {**own, **{kind: rubric for kind, (_, rubric) in borrowed.items()}}
    rendered = render(folder / "lesson.md", written, book.course, scenario, list(rubrics.values()))
    draft = Draft(name, folder / "lesson.md", written, rendered)
    heading = title(draft)
    if heading is None:
        raise ContentError(draft.fault("there is no title; expected a line such as # Thank the interviewer"))
    judged = load(folder / "verdicts.yaml", VerdictExercise) if (folder / "verdicts.yaml").exists() else None
    decided = _decisions(folder / "decisions.yaml", book, scenario, list(rubrics.values()))
    places = dict.fromkeys(own, folder) | {kind: place for kind, (place, _) in borrowed.items()}
    graded = () if everything else kinds(draft)
    files = {kind: places[kind] / "answers" / scenario.id / f"{kind}.model.txt" for kind in graded if kind in rubrics}
    models = {kind: _model(path, rubrics[kind]) for kind, path in files.items()}
    if judged:
        models[verdicts.KIND] = verdicts.key(scenario)
    if decided:
        models[decisions.KIND] = decisions.key(decided)
    lesson = Lesson(
        id=name,
        title=plain(heading),
        pass_mark=book.course.pass_mark,
        scenario=scenario,
        rubrics=tuple(rubrics.values()),
        quiz=quiz,
        verdicts=judged,
        decisions=decided,
        library=book.library() if called(written, "practice") else (),
    )
    points = {kind: lesson.max_score(kind) or 0.0 for kind in lesson.kinds}
    notebook = source_notebook(draft, {} if everything else points, models)
    return _Page(
        lesson=lesson.model_dump_json(by_alias=True, indent=1) + "\n",
        notebook=nbformat.writes(notebook) + "\n",
        unwritten=tuple(path for path in files.values() if not path.exists()),
    )


def _demand_shape(folder: Path, written: str, known: list[str]) -> None:
    """Refuses a page of which a part would be lost, and one that asks for what is not there."""
    path, there = folder / "lesson.md", [file.name for file in folder.iterdir()]
    if found := [*shape_faults(path, written)] or [
        *unknown_kinds(path, written, known),
        *unshown(path, written, there),
    ]:
        raise ContentError(*found)


def _decisions(path: Path, book: _Book, scenario: Scenario, rubrics: list[Rubric]) -> DecisionExercise | None:
    """The situations in which a learner decides, filled in for the scenario."""
    if not path.exists():
        return None
    exercise = load(path, DecisionExercise)
    filled = fill(path, exercise.model_dump(), book.course, scenario, rubrics)
    return DecisionExercise.model_validate(filled)


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


def _model(path: Path, rubric: Rubric) -> str:
    """The model answer that stands in the source notebook; what a learner starts from where nobody has written one."""
    if not path.exists():
        return rubric.starter
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
