"""Checks what the course's files say to learners, beyond their form: quizzes, pages and prose. Mends nothing, grades nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model.lint import COURSE, LintResult
from ..model.lint import lint as lint_form
from ..model.scenario import Scenario
from . import interviews
from .names import Names


def lint(folder: Path) -> LintResult:
    """What `model.lint` finds in a folder, and what is wrong or unusual in the content of its interviews and lessons."""
    result = lint_form(folder)
    scenarios = [(read, document) for read, document in result.contents.values() if isinstance(read, Scenario)]
    names = Names(scenarios)
    faults = [fault for _, document in scenarios for fault in interviews.faults(document)]
    notices = [fault for read, document in scenarios for fault in interviews.notices(read, document, names.words)]
    if (folder / COURSE).is_file():
        from .course import review  # late: it loads the build, and scenarios alone do without

        more = review(folder, result.contents, names, result.faults)
        faults += more[0]
        notices += more[1]
    return replace(result, faults=(*result.faults, *faults), notices=tuple(notices))


__all__ = ["lint"]
