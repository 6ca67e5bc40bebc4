"""The spelling of our own prose: British in lessons, in an interview that of its locale. Says only what is sure. Knows no lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import proof_harper
from .proof_spelling import clipped, misspellings
from .proof_tokens import tokens
from .proof_variants import variant
from .slips import Slip, merge

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_AT_ONCE = 400  # words that the dictionary is asked for in one go; more take longer for each


def house_spelling(
    texts: Sequence[str], allowed: frozenset[str] = frozenset(), locale: str | None = None
) -> Iterator[tuple[int, Slip]]:
    """The slips of spelling in some texts, each with the number of its text. `allowed` words, in lower case, are right.

    `locale` is that of the interview which the texts are from; without it they are the course's own. A name, jargon or a new word
    passes. Not for two threads at once: the dictionary behind it is not.
    """
    texts = [text.replace("’", "'") for text in texts]
    known = _known({word for text in texts for word in _WORD.findall(text)})
    for n, text in enumerate(texts):
        parts = {match.start(): "" for match in _WORD.finditer(text) if match.group() in known}
        row = tokens(text, parts)
        for slip in merge([*misspellings(row, allowed), *clipped(row, allowed)]):
            yield n, slip
        for before, token in zip((None, *row.tokens), row.tokens, strict=False):
            # a name in the middle of a sentence keeps its own spelling: the Lincoln Center
            if token.case != "l" and not (token.case == "C" and (before is None or before.tag == "S")):
                continue
            if token.word not in allowed and (said := _foreign(text[token.start : token.end], locale)):
                yield n, Slip(token.start, token.end, "spelling", said)


def _known(wanted: set[str]) -> frozenset[str]:
    listed = sorted(wanted)
    found = (proof_harper.known(listed[n : n + _AT_ONCE]) for n in range(0, len(listed), _AT_ONCE))
    return frozenset().union(*found)


def _foreign(written: str, locale: str | None) -> str | None:
    """What is said of a word that is at home in the other variety of English. In lessons -ize is British too."""
    sort = variant(written.lower())
    if locale is None:
        return f"“{written}” is American spelling; the course keeps to British." if sort == "american" else None
    if locale == "en-US":
        other, home = {"british": "British", "ise": "British"}.get(sort or ""), "American"
    else:
        other, home = {"american": "American", "ize": "American"}.get(sort or ""), "British"
    return (
        f"“{written}” is {other} spelling; this interview, whose locale is {locale}, keeps to {home}."
        if other
        else None
    )
