"""British and American spelling mixed in one text. Knows only words.

Oxford spelling (organize beside colour) is British too, so -ize is at odds with -ise alone, and -ise with American forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip

_ISE = re.compile(r"^(?P<stem>\w+?)i(?P<sound>[sz])(?P<end>e|es|ed|er|ers|ing|ation|ations|able)$")


def mixed(row: Row, locale: str) -> Iterator[Slip]:
    """Two slips where the spellings are mixed: the first word of each sort."""
    first: dict[str, Token] = {}
    for before, token in zip((None, *row.tokens), row.tokens, strict=False):
        # a name in the middle of a sentence keeps its own spelling: the Lincoln Center
        sort = (
            variant(token.word) if token.case == "l" or (token.case == "C" and before and before.tag == "S") else None
        )
        if sort:
            first.setdefault(sort, token)
    for one, other in (("british", "american"), ("ise", "american"), ("ise", "ize")):
        if one in first and other in first:
            yield from _said(row.text, first[one], first[other], locale)
            return


def _said(text: str, british: Token, american: Token, locale: str) -> Iterator[Slip]:
    home = "American" if locale == "en-US" else "British"
    message = (
        f"“{text[british.start : british.end]}” is British spelling and “{text[american.start : american.end]}” American: "
        f"keep to one of them, {home} for preference."
    )
    for token in sorted((british, american), key=lambda t: t.start):
        yield Slip(token.start, token.end, "mixed_variant", message)


def variant(given: str) -> str | None:
    """What a word in lower case is at odds by: `british`, `american`, `ise`, `ize` or None."""
    lists = words().lists
    word = given.removesuffix("'s")
    for sort in ("british", "american"):
        if word in lists[sort]:
            return sort
    match = _ISE.match(word)
    if match and match["stem"] in lists["ise_stems"]:
        return "ise" if match["sound"] == "s" else "ize"
    return None
