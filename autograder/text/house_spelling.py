"""The spelling of our own prose, which is British. Says only what is sure: a name, jargon or a new word passes. Knows no lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import proof_harper
from .proof_spelling import misspellings
from .proof_tokens import Token, tokens
from .proof_words import words
from .slips import Slip

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_AT_ONCE = 400  # words that the dictionary is asked for in one go; more take longer for each


def house_spelling(texts: Sequence[str], allowed: frozenset[str] = frozenset()) -> Iterator[tuple[int, Slip]]:
    """The slips of spelling in some texts, each with the number of its text. `allowed` words, in lower case, are right.

    Not for two threads at once: the dictionary behind it is not.
    """
    texts = [text.replace("’", "'") for text in texts]
    known = _known({word for text in texts for word in _WORD.findall(text)})
    for n, text in enumerate(texts):
        parts = {match.start(): "" for match in _WORD.finditer(text) if match.group() in known}
        row = tokens(text, parts)
        for slip in misspellings(row, allowed):
            yield n, slip
        for token in row.tokens:
            if token.case == "l" and token.word in words().lists["american"] - allowed:
                yield n, _american(text, token)


def _known(wanted: set[str]) -> frozenset[str]:
    listed = sorted(wanted)
    found = (proof_harper.known(listed[n : n + _AT_ONCE]) for n in range(0, len(listed), _AT_ONCE))
    return frozenset().union(*found)


def _american(text: str, token: Token) -> Slip:
    written = text[token.start : token.end]
    return Slip(token.start, token.end, "spelling", f"“{written}” is American spelling; the course keeps to British.")
