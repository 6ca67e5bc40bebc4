"""Fills every page in for every interview, and tells which field of a template has nothing to stand for. Builds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..build.shape import asked, half_fields, needs_all
from ..build.template import render
from ..model.course import Course
from ..model.document import ContentError, Document, Fault
from ..model.rubric import Rubric
from ..model.scenario import Scenario
from .markdown import Page
from .prose import texts

_FIELD = re.compile(r"\{\{|\{%")


class Filling:
    """A course with all its interviews. `rubrics` are each lesson's own; `whole`: none of them has a fault and is left out."""

    def __init__(
        self, course: Course, scenarios: list[Scenario], rubrics: Mapping[str, list[Rubric]], whole: bool = True
    ) -> None:
        self.course, self.scenarios, self.own, self.whole = course, scenarios, rubrics, whole

    @property
    def kinds(self) -> list[str]:
        """Those of all rubrics."""
        return [rubric.kind for rubrics in self.own.values() for rubric in rubrics]

    def page_faults(self, lesson: str, page: Page) -> Iterator[Fault]:
        rubrics = self._rubrics(lesson, page.text)
        for message, line in self._faults(page.path, page.text, rubrics):
            yield Fault(str(page.path), line, "", message)

    def document_faults(self, lesson: str, page: Page, document: Document) -> Iterator[Fault]:
        """Those of a file that is filled in as the page beside it is."""
        rubrics = self._rubrics(lesson, page.text)
        for place, text in texts(document.data):
            if half := [message for _, message in half_fields(text)]:
                yield document.fault(place, half[0])
            elif _FIELD.search(text):
                for message, _ in self._faults(Path(document.file), text, rubrics):
                    yield document.fault(place, message)

    def left_open(self, document: Document) -> Iterator[Fault]:
        """Faults for a file that is never filled in."""
        for place, text in texts(document.data):
            if _FIELD.search(text):
                yield document.fault(
                    place, "nothing is filled in here, and learners would see the braces; write it out"
                )

    def _rubrics(self, lesson: str, written: str) -> list[Rubric]:
        """Those that the build gives a lesson: its own, and of the others' what it asks for."""
        own = list(self.own.get(lesson, ()))
        wanted, kinds, everything = asked(written), {rubric.kind for rubric in own}, needs_all(written)
        others = {rubric.kind: rubric for listed in self.own.values() for rubric in listed if rubric.kind not in kinds}
        return own + [rubric for kind, rubric in others.items() if everything or kind in wanted]

    def _faults(self, path: Path, text: str, rubrics: list[Rubric]) -> Iterator[tuple[str, int]]:
        """What cannot be filled in, and its line; once for all interviews, with the first of them where only some fail."""
        failed: dict[tuple[str, int], list[str]] = {}
        for scenario in self.scenarios:
            for fault in _failing(path, text, self.course, scenario, rubrics):
                failed.setdefault((fault.message, fault.line), []).append(scenario.id)
        for (message, line), among in failed.items():
            some = f" (in the interview {among[0]})" if len(among) < len(self.scenarios) else ""
            yield message + some, line


def _failing(path: Path, text: str, course: Course, scenario: Scenario, rubrics: Iterable[Rubric]) -> tuple[Fault, ...]:
    try:
        render(path, text, course, scenario, list(rubrics))
    except ContentError as error:
        return error.faults
    return ()
