"""The links and images of a lesson's page. Looks at no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from ..model.document import Fault
from .markdown import Page

_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\((?P<at>[^()\s]*)[^()\n]*\)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\n[^\]\n]+)?\]\(\s*<?(?P<at>[^()\s<>]*)>?[^()\n]*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?(?P<at>[^\s<>]+)", re.M)
_TAG = re.compile(r"<(?:img|a)\b[^>]*>", re.I)
_ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*["'](?P<at>[^"']*)["']""", re.I)
_ALT = re.compile(r"""\balt\s*=\s*(?:"[^"]*\w|'[^']*\w)""", re.I)
_DIRECTIVE = re.compile(r"^(?P<fence>```+|:::+)\{(?:image|figure)\}(?P<inside>.*?)^(?P=fence)\s*$", re.M | re.S)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_NO_ALT = "this image has no alternative text; say in a few words what it shows, for those who do not see it"


def page_faults(page: Page, lesson: str, lessons: Sequence[str]) -> Iterator[Fault]:
    """`lesson` is the page's own, `lessons` are those of the course."""
    yield from (page.fault(_NO_ALT, at) for at in _without_alt(page))
    # in a released course there are the lessons' notebooks, and the build puts nothing else beside them
    there = {f"../{name}/{name}.ipynb" for name in lessons} | {f"{lesson}.ipynb"}
    for at, target in _targets(page.markdown):
        place = unquote(target.partition("#")[0])
        if target and not _ELSEWHERE.match(target) and place not in {*there, ""}:
            yield page.fault(f"'{target}' leads nowhere; {_instead(place, lessons)}", at)


def _without_alt(page: Page) -> Iterator[int]:
    for match in _IMAGE.finditer(page.markdown):
        if not match["alt"].strip():
            yield match.start()
    for match in _TAG.finditer(page.markdown):
        if match.group().lower().startswith("<img") and not _ALT.search(match.group()):
            yield match.start()
    for match in _DIRECTIVE.finditer(page.shown):
        if not re.search(r"^:alt:\s*\S", match["inside"], re.M):
            yield match.start()


def _targets(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_IMAGE, _LINK, _REFERENCE):
        yield from ((match.start(), match["at"]) for match in pattern.finditer(text))
    for tag in _TAG.finditer(text):
        yield from ((tag.start(), match["at"]) for match in _ADDRESS.finditer(tag.group()))


def _instead(place: str, lessons: Sequence[str]) -> str:
    name = PurePosixPath(place).stem
    if name in lessons:
        return f"write ../{name}/{name}.ipynb"
    if place.endswith(".ipynb"):
        return f"course.yaml has no lesson '{name}'"
    return (
        f"expected a lesson, such as ../{lessons[-1]}/{lessons[-1]}.ipynb, or a whole address that begins with https://"
    )
