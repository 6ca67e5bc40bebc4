"""Checks what the course's files say to learners, beyond their form: quizzes, pages and prose. Mends nothing, grades nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model.lint import COURSE, LintResult
from ..model.lint import lint as lint_form


def lint(folder: Path) -> LintResult:
    """What `model.lint` finds in a folder and, where the folder is a course, what is wrong or unusual in its content."""
    result = lint_form(folder)
    if not (folder / COURSE).is_file():
        return result
    from .course import review  # late: it loads the build, and scenarios alone do without

    faults, notices = review(folder, result.contents)
    return replace(result, faults=(*result.faults, *faults), notices=notices)


__all__ = ["lint"]
