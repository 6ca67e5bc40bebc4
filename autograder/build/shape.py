"""What of a lesson.md would be lost, or shown by mistake, as its author wrote it: header, notes, boxes, fields, and what it asks for.

Reads the text before it is filled in, so that every line is the author's own. Knows no interview.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from ..model import decisions, verdicts
from ..model.document import Fault
from ..model.sense import printable, short

_NOTE = re.compile(r"\{#.*?#\}", re.S)
_NOTE_MARK = re.compile(r"\{#|#\}")
_HEADER = re.compile(r"\A---[ \t]*\n(?:[ \t]*[\w-]+:.*\n|[ \t]*-[ \t].*\n)*?---[ \t]*$", re.M)
_JUPYTEXT = re.compile(r"^jupytext:", re.M)
_FENCE = re.compile(r"^\s*(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_OPTION = re.compile(r"^:tags:")
_FIELD = re.compile(r"(\{+)-?\s*((?:scenario|course|limits|rubrics?)\b[^{}]*?)\s*-?(\}+)")
_ASKED = re.compile(r"""^(?:%%draft[ \t]+(?P<draft>\w+)|check\((["'])(?P<check>\w+)\2\))[ \t]*$""", re.M)
_JUDGED = (verdicts.KIND, decisions.KIND)
_OPENS = "```{code-cell} ipython3"


def shape_faults(path: Path, written: str) -> Iterator[Fault]:
    """What is not closed, not opened or closed by halves. Each slip is said once, on the line on which it shows."""
    for said in (_header(written), _notes(written), _boxes(unnoted(written)), half_fields(unnoted(written))):
        yield from (Fault(str(path), line, "", printable(message)) for line, message in said)


def unshown(path: Path, written: str, there: Collection[str]) -> Iterator[Fault]:
    """Cells that have no file to show, and files that no cell shows. `there` are the names of the files beside the page."""
    for function in ("quiz", "decisions"):
        file, line = f"{function}.yaml", called(written, function)
        if line and file not in there:
            message = (
                f"there is no {file} beside this page for {function}() to show; write that file, or take the cell out"
            )
            yield Fault(str(path), line, "", message)
        elif file in there and not line:
            message = f"no cell of this page shows {file}; add a cell with {function}(), or take that file away"
            yield Fault(str(path), 0, "", message)


def unknown_kinds(path: Path, written: str, known: Collection[str]) -> Iterator[Fault]:
    """What the page asks for that no lesson has a rubric for. `known` are the kinds of all rubrics."""
    text = unnoted(written)
    for match in _ASKED.finditer(text):
        kind = match["draft"] or match["check"]
        if kind not in known and not (match["check"] and kind in _JUDGED):
            message = (
                f"no lesson has a rubric of the kind '{short(kind)}'; expected one of {', '.join(known) or 'none'}"
            )
            yield Fault(str(path), _line(text, match.start()), "", message + _meant(kind, known))


def asked(written: str) -> list[str]:
    """The kinds of draft that a page asks for, in order."""
    return [match["draft"] for match in _ASKED.finditer(unnoted(written)) if match["draft"]]


def needs_all(written: str) -> bool:
    """Whether a cell calls one of the page's functions that need every rubric, and grade nothing."""
    return bool(called(written, "practice") or called(written, "own_interview"))


def called(written: str, function: str) -> int:
    """The line on which a cell calls a function of the page; 0 where none does."""
    text = unnoted(written)
    found = re.search(rf"^{function}\(", text, re.M)
    return _line(text, found.start()) if found else 0


def unnoted(written: str) -> str:
    """The text without its author's notes, with every line where it was."""
    return _NOTE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), written)


def half_fields(text: str) -> Iterator[tuple[int, str]]:
    """Fields that have one brace too few, with their lines."""
    for match in _FIELD.finditer(text):
        if (len(match[1]), len(match[3])) != (2, 2):
            said = short(match[2])
            yield _line(text, match.start()), f"a field has two braces on both sides; write {{{{ {said} }}}}"


def _header(text: str) -> Iterator[tuple[int, str]]:
    found = _JUPYTEXT.search(text)
    if found and not _HEADER.match(text):
        yield (
            _line(text, found.start()),
            "the header stands between two lines ---, one above jupytext: and one below its last line; one is missing",
        )


def _notes(text: str) -> Iterator[tuple[int, str]]:
    begun = 0  # the line of the note that is open
    for match in _NOTE_MARK.finditer(text):
        line = _line(text, match.start())
        if match.group() == "#}":
            if not begun:
                yield line, "#} ends no note here; write {# where the note begins"
            begun = 0
            continue
        if begun:
            yield (
                begun,
                f"the note that begins here has no end, and the page down to line {line} is lost; end it with #}}",
            )
        begun = line
    if begun:
        yield begun, "the note that begins here has no end, and the rest of the page is lost; end it with #}"


def _boxes(text: str) -> Iterator[tuple[int, str]]:
    """Boxes of code, and others between lines of ```, that nobody closed or opened."""
    mark, begun, bare = "", 0, False
    for line, said in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(said)
        if not mark:
            if fence:
                mark, begun, bare = fence["mark"], line, not fence["info"].strip()
            elif _OPTION.match(said):
                yield line, f"this line belongs to a box of code; write {_OPENS} above it"
                mark, begun, bare = "```", line, False
        elif fence and fence["mark"].startswith(mark):
            if not fence["info"].strip():
                mark = ""
            elif fence["info"].startswith("{") or bare:
                yield begun, _open(mark, bare, f"the box of line {line}")
                mark, begun, bare = fence["mark"], line, False
    if mark:
        yield begun, _open(mark, bare, "the end of the page")


def _open(mark: str, bare: bool, until: str) -> str:
    if bare:
        return f"this line {mark} closes nothing; write the line that opens its box, such as {_OPENS}, or take it out"
    return f"the box that begins here is not closed before {until}; end it with a line {mark}"


def _meant(kind: str, known: Collection[str]) -> str:
    close = get_close_matches(kind, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
