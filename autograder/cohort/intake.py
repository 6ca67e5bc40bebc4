"""Looks at what was handed in before nbgrader does: the notebooks' names, and the interview. Grades and runs nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

from .source import CourseFault, Source

LESSON = "lesson.json"
LARGEST = 20_000_000  # bytes; a lesson's file has fifty thousand, a notebook with pictures some millions


class Withheld(Exception):
    """Why a submission is not graded, in one sentence for the trainer."""


def take_in(converter: Any, source: Source) -> None:
    """Gives notebooks their names back, and leaves out each submission that could only be graded wrongly.

    `converter` is nbgrader's autograde step before it converts anything; its `assignments` have the notebooks of each
    submission's folder. What was graded before stays as it is. Raises CourseFault where no submission is left.
    """
    reasons = []
    for name in sorted(converter.assignments):
        folder = Path(name)
        assignment, student = _whose(name, converter)
        if not _is_due(folder, assignment, student, converter):
            continue
        try:
            _check_scenario(folder, assignment, source)
            if converter.coursedir.notebook_id == "*":
                copies = _name_notebooks(folder, assignment, source)
                kept = [path for path in converter.assignments[name] if Path(path) not in copies]
                converter.assignments[name] = [*kept, *map(str, copies.values())]
                for path, to in copies.items():
                    converter.log.info("%s: '%s' was copied to %s.", _near(folder, converter), path.name, to.name)
        except Withheld as reason:
            reasons.append(f"{_near(folder, converter)}{reason}")
            del converter.assignments[name]
    if reasons and not converter.assignments:
        *reasons, last = reasons
    for sentence in reasons:
        converter.log.error("%s", sentence)
    if not converter.assignments:
        raise CourseFault(last)


def other_name(folder: Path, notebook: str) -> str | None:
    """The name under which a notebook was handed in, where it is not its own: that of a file with the same bytes."""
    try:
        others = sorted(path for path in folder.glob("*.ipynb") if path.stem != notebook)
        data = (folder / f"{notebook}.ipynb").read_bytes() if others else b""
        return next((path.name for path in others if path.read_bytes() == data), None)
    except OSError:
        return None


def _whose(folder: str, converter: Any) -> tuple[str, str]:
    """The assignment and the learner that nbgrader will take from the folder's name."""
    pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
    found = re.match(pattern, folder)
    return (found["assignment"], found["student"]) if found else (converter.coursedir.assignment_id, "")


def _is_due(folder: Path, assignment: str, student: str, converter: Any) -> bool:
    """Whether nbgrader will grade this submission, and not pass over it as graded already."""
    done = converter._format_dest(assignment, student)
    if converter.force or not os.path.exists(done):
        return True
    new, old = (converter.coursedir.get_existing_timestamp(str(path)) for path in (folder, done))
    return new is not None and old is not None and new > old


def _near(folder: Path, converter: Any) -> Path:
    """A folder as a trainer would write it."""
    return Path(os.path.relpath(folder, converter.coursedir.root))


# --- the interview --------------------------------------------------------------------------------------------


def _check_scenario(folder: Path, assignment: str, source: Source) -> None:
    """A submission's lesson.json is the learner's to change: it can keep their own answers from being graded, no more."""
    try:
        theirs = _dig(_read(folder / LESSON), "scenario", "id")
        ours = source.lesson(assignment).scenario.id if theirs else None
    except CourseFault:  # an assignment of programs has no lesson
        return
    if isinstance(theirs, str) and theirs != ours:
        raise Withheld(
            f"/{LESSON}: this submission is about the interview '{theirs[:60]}' and the lesson now about '{ours}', so it was "
            f"not graded: put '{theirs[:60]}' back into course/course.yaml and build, or delete this file to grade it all the same."
        )


# --- the notebooks' names -------------------------------------------------------------------------------------


def _name_notebooks(folder: Path, assignment: str, source: Source) -> dict[Path, Path]:
    """Copies a notebook such as 'lesson (1).ipynb' to its own name, where there is no doubt which one it is.

    Returns what was copied, and to where.
    """
    copies = {}
    names = source.notebooks(assignment)
    missing = [name for name in names if not (folder / f"{name}.ipynb").exists()]
    others = sorted(path for path in folder.glob("*.ipynb") if path.stem not in names)
    for name in missing:
        own = {cell.name for cell in source.cells(assignment, name) if cell.grade or cell.solution or cell.task}
        holders = [path for path in others if own & _grade_ids(path)]
        if len({path.read_bytes() for path in holders}) == 1:
            copies[holders[0]] = _copy(holders[0], folder / f"{name}.ipynb")
        elif missing == names:
            raise Withheld(_which(name, holders))
    return copies


def _which(name: str, holders: list[Path]) -> str:
    """What a trainer can do where the notebook is not known for certain."""
    lacks = f": there is no {name}.ipynb, and "
    if not holders:
        return f"{lacks}no other notebook there has this lesson's cells, so it was not graded: ask for the right file."
    found = ", ".join(f"'{path.name}'" for path in holders[:4])
    return f"{lacks}{found} could each be it, so it was not graded: give the one that counts that name."


def _copy(path: Path, to: Path) -> Path:
    try:
        shutil.copyfile(path, to)
    except OSError:
        raise Withheld(f": '{path.name}' is {to.name} and could not be copied to that name: rename it.") from None
    return to


def _grade_ids(path: Path) -> set[str]:
    """The names that nbgrader knows a notebook's cells by."""
    cells = _dig(_read(path), "cells")
    names = [_dig(cell, "metadata", "nbgrader", "grade_id") for cell in cells] if isinstance(cells, list) else []
    return {name for name in names if isinstance(name, str)}


def _read(path: Path) -> Any:
    """What a JSON file holds; None where it is none."""
    try:
        return json.loads(path.read_bytes()) if path.stat().st_size <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None


def _dig(data: Any, *names: str) -> Any:
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data
