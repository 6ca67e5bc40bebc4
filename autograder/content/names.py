"""Finds what belongs to one interview and is written out where a lesson must serve every interview."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model.document import Document, Fault
from ..model.scenario import Scenario
from ..model.sense import Place
from ..moments import stamp, when
from .markdown import Page, Passage
from .prose import texts

# Figures that two texts hardly have in common by chance: sums of money, thousands and decimals.
_FIGURE = re.compile(r"[£$€]\d[\d,.]*\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d+\b")


class Names:
    """The people, the firms, the moments and the figures of all interviews, each interview with the file that says it."""

    def __init__(self, scenarios: Iterable[tuple[Scenario, Document]]) -> None:
        self._of: dict[str, dict[str, str]] = {}  # each interview that has it, and the field there
        self._figures: dict[str, str] = {}  # its interview
        self._documents: dict[str, Document] = {}
        for scenario, document in scenarios:
            self._documents[scenario.id] = document
            for figure in _FIGURE.findall(" ".join(turn.text for turn in scenario.turns)):
                self._figures.setdefault(figure, scenario.id)
            for said, field in _facts(scenario):
                self._of.setdefault(said, {}).setdefault(scenario.id, field)
        listed = sorted(self._of, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_spaced, listed))})(?!\w)")
        self.words = frozenset(word.lower() for said in listed for word in re.findall(r"[^\W\d_]+", said))

    def in_page(self, page: Page, own: str) -> Iterator[Fault]:
        """`own` is the interview that the page is about."""
        there = ((match, page.fault("", match.start())) for match in self._pattern.finditer(page.shown))
        return self._faults(there, own, fields=True)

    def in_document(self, document: Document, own: str, fields: bool) -> Iterator[Fault]:
        """`fields`: whether the file is filled in for an interview, as a lesson's text is."""
        there = (
            (match, document.fault(place, ""))
            for place, text in texts(document.data)
            for match in self._pattern.finditer(text)
        )
        return self._faults(there, own, fields)

    def _faults(self, found: Iterable[tuple[re.Match[str], Fault]], own: str, fields: bool) -> Iterator[Fault]:
        """A fact of the lesson's own interview was written out; one of another is there by chance, and is told there, once."""
        told = set()
        for match, place in found:
            said = " ".join(match.group().split())
            interview = own if own in self._of[said] else next(iter(self._of[said]))
            field = self._of[said][interview]
            if interview == own:
                write = f"write {{{{ {field} }}}} instead, or" if fields else "here"
                message = f"'{said}' belongs to the interview {interview}; {write} use a name that no interview has"
                yield replace(place, message=message)
            elif said not in told:
                told.add(said)
                meant = f", or write {{{{ {field} }}}} there if the lesson means it" if fields else ""
                message = f"'{said}' stands in {place.file} too, on line {place.line}; choose another here{meant}"
                yield self._documents[interview].fault(_place(field), message)

    def figures(self, passages: Iterable[Passage]) -> Iterator[Fault]:
        """A notice for each figure that an interview has as well: it may be chance."""
        for passage in passages:
            for match in _FIGURE.finditer(passage.text):
                if scenario := self._figures.get(match.group()):
                    message = (
                        f"'{match.group()}' is a figure of the interview {scenario} too; if it is meant, use a field"
                    )
                    yield passage.fault(message, match.start())


def _facts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What only this interview has, each with the field that a lesson has for it."""
    yield scenario.candidate.name, "scenario.candidate.name"
    yield scenario.candidate.current_job.employer, "scenario.candidate.current_job.employer"
    yield scenario.agency.name, "scenario.agency.name"
    yield scenario.agency.consultant.name, "scenario.agency.consultant.name"
    yield scenario.employer.name, "scenario.employer.name"
    for n, person in enumerate(scenario.interview.panel):
        yield person.name, f"scenario.interview.panel[{n}].name"
        if person.honorific:
            yield f"{person.honorific} {person.name.split()[-1]}", f"scenario.interview.panel[{n}].name"
    for n, process in enumerate(scenario.other_processes):
        yield process.employer, f"scenario.other_processes[{n}].employer"
    for moment, field in (
        (scenario.interview.starts, "scenario.interview.starts"),
        (scenario.interview.ends, "scenario.interview.ends"),
        (scenario.decision.at, "scenario.decision.at"),
        (scenario.outcome.at, "scenario.outcome.at"),
    ):
        yield when(moment, scenario), f"{field} | when"
        yield stamp(moment, scenario), f"{field} | stamp"


def _place(field: str) -> Place:
    """Where an interview's file has a lesson's field."""
    steps = re.findall(r"\w+", field.partition("|")[0])[1:]
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _spaced(said: str) -> str:
    """A name as a pattern, which may be broken between two lines."""
    return r"\s+".join(map(re.escape, said.split()))
