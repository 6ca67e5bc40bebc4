"""A lesson's Markdown as its author wrote it: the lines of everything, and its prose without what a program reads.

Knows no rule of style. Masked text has spaces in the place of what was taken out, so that every offset stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from ..model.document import Fault
from ..model.sense import printable

_COMMENT = re.compile(r"\{#.*?#\}", re.S)
_PROGRAM = re.compile(
    r"\A---\n.*?\n---$"  # the header
    r"|^(?P<fence>```+|~~~+).*?^(?P=fence)"
    r"|\{%-?\s*macro\b.*?endmacro\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}|`[^`\n]*`",
    re.M | re.S,
)
_MARKUP = re.compile(r"<[^<>\n]*>|!?\[(?=[^\]\n]*\]\()|(?<=\])\([^()\n]*\)|\](?=\s)|\*+|(?<!\w)_+|_+(?!\w)|→|\\(?=\W)")
_BEGINS = re.compile(r"^\s*(?:[-*+]|\d+[.)]|>)\s+")
_BLANK = re.compile(r"\{\w*\}")
_GRADED = re.compile(r"""^check\((["'])\w+\1\)""", re.M)


class Passage(NamedTuple):
    """A piece of prose: the file, the line on which it begins, the field, and its text.

    A `heading`, or a cell of a table, has no sentences that tell how hard a page is to read.
    """

    file: str
    line: int
    field: str
    text: str
    kind: Literal["text", "cell", "heading"] = "text"

    def fault(self, message: str, at: int = 0) -> Fault:
        """What is wrong at an offset of the text. In YAML a text has the line of its field."""
        below = 0 if self.field else self.text.count("\n", 0, at)
        return Fault(self.file, self.line + below, self.field, printable(message))


@dataclass(frozen=True)
class Page:
    path: Path
    text: str

    def fault(self, message: str, at: int) -> Fault:
        """What is wrong at an offset of the page's text."""
        return Fault(str(self.path), self.text.count("\n", 0, at) + 1, "", printable(message))

    @property
    def is_graded(self) -> bool:
        return _GRADED.search(self.text) is not None

    @cached_property
    def shown(self) -> str:
        """The text without the notes that its author wrote for authors."""
        return _COMMENT.sub(_spaces, self.text)

    @cached_property
    def markdown(self) -> str:
        """The text without header, code and template."""
        return _PROGRAM.sub(_spaces, self.shown)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs, the entries of lists, the headings and the cells of tables, without the signs of Markdown."""
        return tuple(passage for passage in self._passages() if any(char.isalpha() for char in passage.text))

    def _passages(self) -> Iterator[Passage]:
        begun, lines = 0, list[str]()
        for n, line in enumerate([*_MARKUP.sub(_spaces, self.markdown).split("\n"), ""], 1):
            alone = not line.strip() or line.startswith(("#", "|", "+++"))
            if lines and (alone or _BEGINS.match(line)):
                yield self._passage(begun, "\n".join(lines))
                lines = []
            if line.startswith("|"):
                yield from (self._passage(n, cell.strip(), "cell") for cell in line.split("|"))
            elif line.startswith("#"):
                yield self._passage(n, line.lstrip("# "), "heading")
            elif not alone:
                begun = begun if lines else n
                lines.append(_BEGINS.sub("", line).strip())

    def _passage(self, line: int, text: str, kind: Literal["text", "cell", "heading"] = "text") -> Passage:
        return Passage(str(self.path), line, "", text, kind)


def unfilled(text: str) -> str:
    """A text of a YAML file without what is filled in: the fields of a template, and the blanks of the grader."""
    return _BLANK.sub(_spaces, _PROGRAM.sub(_spaces, text))


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())
