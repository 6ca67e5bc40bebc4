"""What an interview's file says to learners: its spelling, and the narrator's tone of voice. Knows no lesson.

What people say in the transcript is theirs: there only spelling is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.document import Document, Fault
from ..model.scenario import Scenario
from . import prose
from .markdown import Passage

# Fields in which we speak to learners.
_NARRATED = {"title", "sector", "role", "about", "follow_up_note", "label", "why", "stage", "reasons"}


def faults(document: Document) -> Iterator[Fault]:
    """Exclamation marks of the narrator's."""
    yield from prose.exclamations(_passages(document, spoken=False))


def notices(scenario: Scenario, document: Document, names: frozenset[str]) -> Iterator[Fault]:
    """Words that are surely misspelled, or at home in another variety of English than the interview's own."""
    yield from prose.spelling(_passages(document, spoken=True), names, scenario.locale)


def _passages(document: Document, spoken: bool) -> list[Passage]:
    return [
        Passage(document.file, document.line(place), document.name(place), text)
        for place, text in prose.texts(document.data)
        if _NARRATED.intersection(place) or (spoken and place[0] == "turns" and place[-1] == "text")
    ]
