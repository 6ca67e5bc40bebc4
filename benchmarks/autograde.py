"""How long autograding a cohort takes: nbgrader's own way, with a kernel for each submission, and ours. Judges no answer.

python -m benchmarks.autograde [--submissions N]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.answer import read_answer
from autograder.model.load import load_course

ROOT = Path(__file__).resolve().parent.parent
# Takes this project's part out of the configuration again: what is left is nbgrader as it comes.
AS_IT_COMES = """
for name in ("exporter_class", "sanitize_preprocessors", "autograde_preprocessors"):
    c.Autograde.pop(name, None)
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.autograde", description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=_count, default=40, metavar="N", help="how many to grade (default: 40)")
    number = parser.parse_args().submissions
    with tempfile.TemporaryDirectory(prefix="autograde-") as temporary:
        ours = Path(temporary, "ours")
        lesson = prepare(ours, number)
        stock = shutil.copytree(ours, Path(temporary, "nbgrader"))
        with (stock / "nbgrader_config.py").open("a", encoding="utf-8") as file:
            file.write(AS_IT_COMES)
        ways = {"without a kernel": ours, "with a kernel each": stock}
        seconds = {way: autograde(way, folder, lesson, number) for way, folder in ways.items()}
        given = [points(folder, lesson) for folder in (ours, stock)]
    fast, slow = seconds.values()
    for way, taken in seconds.items():
        print(f"{number} submissions {way}: {taken:.1f} s, {taken / number:.2f} s each")
    print(f"ratio: {slow / fast:.1f}")
    differ = [
        f"{name}: {got:g} without, {given[1][name]:g} with" for name, got in given[0].items() if got != given[1][name]
    ]
    print("\n".join(["The points differ:", *differ]) if differ else "Both ways gave every learner the same points.")
    return 1 if differ else 0


def prepare(folder: Path, number: int) -> str:
    """Makes a course folder with one released lesson and `number` submissions to it. Returns the lesson's name."""
    folder.mkdir()
    for step in ("source", "release"):
        shutil.copytree(ROOT / step, folder / step)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    course = load_course(ROOT / "course")
    answers = next(found for lesson in course.lessons if (found := ROOT / "course" / lesson / "answers").is_dir())
    lesson = answers.parent.name
    drafts = sorted((answers / course.scenario).glob("*.txt"))
    for learner, draft in zip(range(number), cycle(drafts), strict=False):
        _submit(folder, lesson, f"learner{learner:03}", draft)
    _demand(run(folder, "generate_assignment", lesson, "--force").wait() == 0, folder)
    return lesson


def _submit(folder: Path, lesson: str, learner: str, draft: Path) -> None:
    """A submission whose answer cell of the draft's kind holds the draft."""
    there = shutil.copytree(folder / "release" / lesson, folder / "submitted" / learner / lesson)
    notebook = nbformat.read(there / f"{lesson}.ipynb", as_version=4)
    kind = draft.name.split(".")[0]
    for cell in notebook.cells:
        answer = read_answer(cell.source)
        if answer and answer.kind == kind:
            cell.source = f"%%draft {kind}\n{draft.read_text(encoding='utf-8')}"
    nbformat.write(notebook, there / f"{lesson}.ipynb")


def autograde(way: str, folder: Path, lesson: str, number: int) -> float:
    """The seconds from starting `nbgrader autograde` to its end, start-up and all."""
    began = time.perf_counter()
    process = run(folder, "autograde", lesson)
    told = -1
    while process.poll() is None:
        done = len(list(folder.glob("autograded/*")))
        if done != told:
            print(f"\r{way}: {done} of {number}, {time.perf_counter() - began:.0f} s ", end="", flush=True)
            told = done
        time.sleep(0.05)
    taken = time.perf_counter() - began
    _demand(process.returncode == 0, folder)
    print(f"\r{way}: {number} of {number}, {taken:.0f} s ", flush=True)
    return taken


def run(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    """Starts one of nbgrader's commands; what it says goes to a file."""
    # nbgrader starts alembic by its bare name when it makes a gradebook.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    with (folder / "log.txt").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "nbgrader", *command],
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdout=log,
            stderr=log,
        )


def _demand(done: bool, folder: Path) -> None:
    """Ends the benchmark with what nbgrader said last where one of its commands failed."""
    if not done:
        sys.exit(
            "\nnbgrader failed:\n" + "\n".join((folder / "log.txt").read_text(errors="replace").splitlines()[-10:])
        )


def points(folder: Path, lesson: str) -> dict[str, float]:
    """Each learner's points, as the gradebook has them."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "after-the-interview") as book:
        return {submission.student_id: submission.score for submission in book.find_assignment(lesson).submissions}


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number of submissions from 1 upward, such as 40; got '{text}'")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
