"""Reads a YAML file into plain data and remembers the line of everything in it. Knows nothing of scenarios or rubrics.

Every scalar stays the text that its author typed (`no`, `12:30` and `99.40` included): the type of its field says what
it is read as, so that YAML's own guesses surprise nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from .sense import Place, printable, short

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
NOTHING = {"", "~", "null", "Null", "NULL"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML's wheels have the fast one

# What the parser says, and what it means to somebody who writes a scenario. The first that fits is taken.
SYNTAX = {
    "mapping values are not allowed": "a colon and a space begin a new field here; put the text in quotes, or mend the "
    "indentation",
    "found unexpected end of stream": "a quotation mark is opened here and never closed",
    "could not find expected ':'": "expected a colon after the name of a field; check the indentation",
    "did not find expected ',' or ']'": "the list that begins here with [ is not closed, or text in it needs quotes",
    "did not find expected ',' or '}'": "the fields that begin here with { are not closed, or text there needs quotes",
    "unexpected ':'": "text with a colon in it needs quotes between [ and ], or { and }",
    "tab character": "lines are indented with spaces, never with tabs",
    "did not find expected '-'": "expected another - of the list; check the indentation",
    "did not find expected key": "expected the next field; check the indentation and the quotes, here and above",
    "block sequence entries are not allowed": "a list begins on a line of its own, below the name of its field",
    "alphabetic or numeric": "text that begins with * or & needs quotes",
    "cannot start any token": "text that begins with this character needs quotes, and lines are indented with "
    "spaces, never with tabs",
    "node content": "expected a value here; a bracket above is not closed, or a comma is too many",
    "unknown escape": "this backslash has no meaning in double quotes; use single quotes",
    "comment or line break": "text that begins with | or > needs quotes",
    "mapping keys are not allowed": "text that begins with ? needs quotes",
    "whitespace or line break": "text that begins with ! needs quotes",
    "incompatible YAML": "remove the line that begins with %",
    "directive name": "remove the line that begins with %",
    "<document start>": "nothing may follow the line ...",
}
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # where YAML begins a new line
# A comment of ours stands behind two blanks and has a blank after its sign, unless a whole line is one.
_LOST = re.compile(r"[ \t]+(#[^#\s].*)|[ \t](#.*)")
# Where one of these begins is of help; where the parser gave up is not.
BEGINS = ("found unexpected end of stream", "could not find expected ':'", "did not find expected ','")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a file of the course. `line` is 0 and `field` is empty where it is the file as a whole."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.field, self.message) if part)


class ContentError(ValueError):
    """Content that cannot be used; `faults` says all that is wrong with it, and str() says it a line each."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(slots=True)
class Document:
    """A file as data, the line of each place in it, and what was wrong with it before any type was asked.

    `cut` has what looks like the end of a text without quotes, and is a comment to YAML: `form #12 is here`.
    """

    file: str
    data: Data = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: dict[Place, Fault] = field(default_factory=dict)
    cut: dict[Place, tuple[int, str]] = field(default_factory=dict)  # the line, and what YAML took for a comment there

    def fault(self, place: Place, message: str, line: int | None = None) -> Fault:
        return Fault(self.file, line or self.line(place), self.name(place), printable(message))

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)

    def name(self, place: Place) -> str:
        """A place as people say it: dotted, with the id of a list's entry where it has one (`turns[t07].speaker`)."""
        said = ""
        for n, step in enumerate(place):
            if isinstance(step, int):
                said += f"[{self._id(place[: n + 1]) or step}]"
            else:
                said += f".{short(step)}" if said else short(step)
        return said

    def at(self, place: Place) -> Data:
        """The data at a place; None where there is none."""
        data = self.data
        for step in place:
            if isinstance(data, dict) and isinstance(step, str):
                data = data.get(step)
            elif isinstance(data, list) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data

    def _id(self, place: Place) -> str | None:
        entry = self.at(place)
        known = entry.get("id", entry.get("turn")) if isinstance(entry, dict) else None
        return short(known) if isinstance(known, str) and known else None


def read_text(path: Path) -> str:
    """The text of a file of the course, or ContentError."""

    def refuse(message: str, line: int = 0) -> ContentError:
        return ContentError(Fault(str(path), line, "", message))

    try:
        if path.is_dir():
            raise refuse("this is a folder; expected a file")
        if not path.exists():
            raise refuse("there is no such file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse(f"the file cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    if len(raw) > MAX_BYTES:
        raise refuse(f"the file is too large; expected at most {MAX_BYTES // 1_000_000} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse("the file is not in UTF-8; save it with that encoding", line) from None


def read_document(path: Path) -> Document:
    """Reads a YAML file, or raises ContentError where it is not YAML at all; lesser faults are kept in the document."""
    document = Document(str(path))
    text = read_text(path)
    try:
        _Builder(document, yaml.parse(text, Loader=LOADER), _BREAK.split(text)).read()
    except yaml.YAMLError as error:
        raise ContentError(_syntax_fault(document.file, text, error)) from None
    return document


class _Builder:
    """Builds a document from the parser's events. Aliases are refused, so a small file cannot grow into a large one."""

    def __init__(self, document: Document, events: Iterator[Event], lines: list[str]) -> None:
        self.document = document
        self.events = events
        self.lines = lines

    def read(self) -> None:
        next(self.events)  # the start of the stream
        if not isinstance(start := next(self.events), DocumentStartEvent):
            raise ContentError(Fault(self.document.file, 0, "", "the file is empty"))
        self.document.lines[()] = _line(start)
        self.document.data = self.node(next(self.events), ())
        next(self.events)  # the end of the document
        if isinstance(second := next(self.events), DocumentStartEvent):
            message = "a second document begins here; remove the line ---"
            raise ContentError(Fault(self.document.file, _line(second), "", message))

    def node(self, event: Event, place: Place) -> Data:
        _not_too_deep(self.document, event, len(place))
        self.document.lines.setdefault(place, _line(event))  # a field keeps the line of its name
        if refusal := _refusal(event):
            self.refuse(event, place, refusal)
            return None
        if isinstance(event, ScalarEvent):
            self.look_behind(event, place)
            return None if not event.style and event.value in NOTHING else event.value
        return self.mapping(place) if isinstance(event, MappingStartEvent) else self.sequence(place)

    def look_behind(self, event: ScalarEvent, place: Place) -> None:
        """Keeps what looks like the end of a text without quotes and was read as a comment."""
        end: Any = event.end_mark
        if not event.style and event.value and (lost := _LOST.match(self.lines[end.line], end.column)):
            self.document.cut[place] = end.line + 1, lost[1] or lost[2]

    def sequence(self, place: Place) -> list[Data]:
        found: list[Data] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            found.append(self.node(event, (*place, len(found))))
        return found

    def mapping(self, place: Place) -> dict[str, Data]:
        found: dict[str, Data] = {}
        while not isinstance(key := next(self.events), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self.refuse(key, place, "expected the name of a field before the colon")
                self.skip(next(self.events))
                continue
            here = (*place, key.value)
            if key.value in found:
                message = f"this field is already given on line {self.document.lines[here]}"
                self.refuse(next(self.events), here, message, _line(key))
                continue
            self.document.lines[here] = _line(key)
            found[key.value] = self.node(next(self.events), here)
        return found

    def refuse(self, event: Event, place: Place, message: str, line: int | None = None) -> None:
        self.document.faults.setdefault(place, self.document.fault(place, message, line or _line(event)))
        self.skip(event)

    def skip(self, event: Event) -> None:
        depth = 0
        while True:
            _not_too_deep(self.document, event, depth)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth == 0:
                return
            event = next(self.events)


def _refusal(event: Event) -> str | None:
    """Why a node of the file is not taken, if it is not."""
    if isinstance(event, AliasEvent):
        return f"*{event.anchor} stands for nothing here; text that begins with * needs quotes"
    if isinstance(event, NodeEvent) and event.anchor:
        return f"&{event.anchor} stands for nothing here; text that begins with & needs quotes"
    if tag := getattr(event, "tag", None):
        typed = short(tag.replace("tag:yaml.org,2002:", "!!"))
        return f"{typed} stands for nothing here; text that begins with ! needs quotes"
    return None


def _not_too_deep(document: Document, event: Event, depth: int) -> None:
    """Stops reading at once where brackets go too deep: the parser is slow with those."""
    if isinstance(event, CollectionStartEvent) and depth >= MAX_DEPTH:
        raise ContentError(Fault(document.file, _line(event), "", "lists and fields are nested too deeply here"))


def _line(event: Event) -> int:
    mark: Any = event.start_mark
    return int(mark.line) + 1


def _syntax_fault(file: str, text: str, error: yaml.YAMLError) -> Fault:
    problem = getattr(error, "problem", None) or ""
    mark = getattr(error, "problem_mark", None)
    if isinstance(error, yaml.reader.ReaderError):
        line = text.encode().count(b"\n", 0, error.position) + 1
        return Fault(file, line, "", "a control character is in this line; remove it")
    said = next((words for part, words in SYNTAX.items() if part in problem), f"this is not YAML: {problem}")
    if any(part in problem for part in BEGINS):
        mark = getattr(error, "context_mark", None) or mark
    return Fault(file, mark.line + 1 if mark else 0, "", said)
