"""Our own prose, in pages and in YAML: its spelling, its tone of voice and how hard it is to read. Knows no lesson in particular."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model.document import Data, Document, Fault
from ..model.sense import Place
from ..text.house_spelling import house_spelling
from ..text.readability import reading_level, sentences_of, words
from .markdown import Page, Passage, unfilled

HARD = 8.0  # years of school; prose that asks for more leaves readers behind
# Fields, and all that is below them, in which we speak to learners. What stands in `examples` is a candidate's.
_SPOKEN = {"title", "ask", "text", "fits", "feedback", "about", "because", "task", "why", "hints", "meanings", "order"}
_NOT_OURS = {"examples", "check", "starter"}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|(?<!\w)‘[^’]*’(?!\w)")


def of_document(document: Document) -> list[Passage]:
    """What a YAML file says to learners. The fields of a template and the blanks of the grader are left out."""
    return [
        Passage(document.file, document.line(place), document.name(place), unfilled(text))
        for place, text in texts(document.data)
        if _SPOKEN.intersection(place) and not _NOT_OURS.intersection(place)
    ]


def texts(data: Data, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text of a file's data, with its place."""
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, (*place, name))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from texts(value, (*place, n))


def exclamations(passages: Iterable[Passage]) -> Iterator[Fault]:
    """A fault for each passage with an exclamation mark of ours; in a quotation it is somebody else's."""
    for passage in passages:
        at = _QUOTED.sub(lambda match: " " * len(match.group()), passage.text).find("!")
        if at >= 0:
            yield passage.fault("there is an exclamation mark here; end the sentence with a full stop", at)


def spelling(passages: list[Passage], names: frozenset[str], locale: str | None = None) -> Iterator[Fault]:
    """A notice for each word that is surely misspelled or foreign, the first time that a file has it.

    `locale` is that of an interview's file; what is the course's own is British.
    """
    seen = set()
    for n, slip in house_spelling([passage.text for passage in passages], names, locale):
        passage = passages[n]
        if (told := (passage.file, slip.message)) not in seen:
            seen.add(told)
            yield passage.fault(slip.message, slip.start)


def level(page: Page) -> Iterator[Fault]:
    """A notice of a page's reading level and, where that is high, one more at its longest sentence."""
    passages = [
        passage._replace(text=passage.text.replace("\n", " ")) for passage in page.passages if passage.kind == "text"
    ]
    found = reading_level(passage.text for passage in passages)
    if found is None:
        return
    yield Fault(str(page.path), 0, "", f"reading level {found:.1f}")
    if found > HARD:
        many, passage = max((_longest(passage), passage) for passage in passages)
        yield passage.fault(
            f"the page reads above level {HARD:.0f}; make its sentences shorter, beginning here with one of {many} words"
        )


def _longest(passage: Passage) -> int:
    """The words of a passage's longest sentence."""
    return max((len(words(sentence)) for sentence in sentences_of(passage.text)), default=0)
