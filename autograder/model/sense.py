"""How a type says that its fields do not fit together: where in the file, and in a sentence. Knows no type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]
Sense: TypeAlias = tuple[Place, str]


class Senseless(ValueError):
    """Content whose fields do not fit together; each of its `faults` is a place, seen from the type, and a sentence."""

    def __init__(self, faults: Iterable[Sense]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(sentence for _, sentence in self.faults))


def printable(text: str) -> str:
    """Text in one line, in which nothing is hidden and nothing steers a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def short(text: str, limit: int = 60) -> str:
    """Text of a file as a message quotes it: in one line, and no longer than helps."""
    line = printable(" ".join(text[: 4 * limit].split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def repeated(names: Iterable[str], place: Place, *field: str) -> Iterator[Sense]:
    """Yields a fault for each entry of a list that has the name of an earlier one, in this field of it."""
    seen = set()
    for n, name in enumerate(names):
        if name in seen:
            yield (*place, n, *field), f"'{short(name)}' is already used above"
        seen.add(name)
