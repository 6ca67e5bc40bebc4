"""What a cell shows: HTML with a plain text beside it. Knows nothing of lessons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..report import templates

HERE = Path(__file__).parent


class Shown:
    """A result that shows itself: in a notebook as HTML, anywhere else as text.

    For a locked cell of nbgrader the text is the points and nothing else: nbgrader reads a number as partial credit.
    """

    def __init__(self, text: str, html: str, **more: Any) -> None:
        self._bundle = {"text/plain": text, "text/html": html}
        self._bundle.update(more)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, Any]:
        return dict(self._bundle)

    def __repr__(self) -> str:
        return str(self._bundle["text/plain"])


def page(template: str, **values: Any) -> str:
    """A template of this room, filled in and escaped."""
    return templates(HERE).get_template(template).render(**values)


def sentence(words: str, text: str | None = None) -> Shown:
    """A sentence for the learner, such as what to mend. `text` replaces the plain text where that must be a number."""
    return Shown(words if text is None else text, page("sentence.html", words=words))
