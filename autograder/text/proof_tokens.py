"""A text as a row of tokens with their parts of speech, and as a string that patterns can search. Knows nothing of the rules.

The string has one entry for each token, ` word|TAG|c`: the word in lower case, its tag, and its letters' case (C for a capital
first, U for all capitals, l for none, - for no word). A token `<s>` stands where a sentence begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from .proof_words import words

# Tags are Harper's parts of speech, made finer by the form of the word.
_COARSE = {
    "ADJ": "JJ", "ADP": "IN", "ADV": "RB", "AUX": "MD", "CCONJ": "CC", "DET": "DT", "INTJ": "UH", "NOUN": "NN", "NUM": "CD",
    "PART": "RP", "PRON": "PR", "PROPN": "NP", "SCONJ": "SC", "VERB": "VB", "X": "XX",
}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<web>(?:https?://|www\.)\S+|[\w.+'-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<number>[£$€]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|k|m|am|pm)?%?(?![^\W\d_]))"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?(?:\.[a-zA-Z]\b\.?)*\d*)"
    r"|(?P<gap>\n[ \t]*\n\s*|\n)"
    r"|(?P<mark>[^\s\w]|_)",
)
# marks that mean something else in a pattern have names
_MARKS = {
    "?": "<q>", "!": "<bang>", "*": "<star>", "+": "<plus>", "|": "<bar>", "/": "<slash>", "<": "<lt>", ">": "<gt>", "_": "<line>",
    "(": "<open>", ")": "<close>", "[": "<open>", "]": "<close>", "{": "<open>", "}": "<close>",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"(?:mr|mrs|ms|mx|dr|prof|rev|st|vs|etc|approx|dept|ext|tel|ltd|inc|co|re|ie|eg|incl|excl|min|max|(?:[a-z]\.)+[a-z])$"
)
# a quotation that ends with a mark, in the middle of a sentence: I said "yes!" and left
_GOES_ON = re.compile(r"['\")\]]+\s+[a-z]")


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]`; `word` is in lower case, `tag` its finer part of speech, `case` one of C, U, l and -."""

    start: int
    end: int
    word: str
    tag: str
    case: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a text, the string that patterns search, and where each token begins in it."""

    text: str
    tokens: tuple[Token, ...]
    stream: str
    starts: tuple[int, ...]
    vocabulary: frozenset[str] = field(default_factory=frozenset)

    def at(self, offset: int) -> int:
        """The index of the token to which an offset of the stream belongs."""
        return bisect_right(self.starts, offset) - 1

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first token that begins at an offset of the text or later, and the first that begins at the end or later."""
        key = attrgetter("start")
        return bisect_left(self.tokens, start, key=key), bisect_left(self.tokens, end, key=key)


def tokens(text: str, parts: Mapping[int, str]) -> Row:
    """Reads a text into tokens; `parts` gives Harper's part of speech by the offset where a word begins."""
    row = _with_sentences(text, [_token(match, parts) for match in _TOKEN.finditer(text)])
    stream, starts = [" "], []
    at = 1
    for token in row:
        starts.append(at)
        entry = f"{token.word}|{token.tag}|{token.case} "
        stream.append(entry)
        at += len(entry)
    return Row(text, tuple(row), "".join(stream), tuple(starts), frozenset(token.word for token in row))


def _token(match: re.Match[str], parts: Mapping[int, str]) -> Token:
    start, end, kind = match.start(), match.end(), match.lastgroup
    found = match.group()
    if kind == "word":
        # an apostrophe at the end belongs to a plural's possessive only; else it closes a quotation
        if found.endswith("'") and not found[:-1].lower().endswith(("s", "n", "x", "z")):
            found, end = found[:-1], end - 1
        part = parts.get(start)
        return Token(
            start, end, found.lower(), _tag(found.lower(), part, found[0].isupper()), _case(found), part is not None
        )
    if kind == "number":
        return Token(start, end, found.lower(), "CD", "-")
    if kind == "web":
        return Token(start, end, "www", "NP", "-")
    if kind == "gap":
        return Token(start, end, "<p>" if found.count("\n") > 1 else "<n>", "P", "-")
    return Token(start, end, _MARKS.get(found, found), "P", "-")


def _case(word: str) -> str:
    if word.islower() or word == "I" or word.startswith("I'"):
        return "l"
    return "U" if len(word) > 1 and word.isupper() else "C"


def _tag(word: str, part: str | None, capital: bool) -> str:
    """The finer tag of a word. The closed classes are known by the word alone; verbs and nouns by their form."""
    closed = words().closed.get(word)
    if closed:
        return closed
    if word.endswith(("'s", "s'")):
        return "PS"
    tag = _COARSE.get(part or "", "NP" if capital else "UN")
    if tag == "NP" and not capital:
        tag = "NN"
    if tag in ("VB", "MD"):
        return _verb(word)
    if tag == "UN" and word not in words().singular and _plural(word):
        tag = "NNS"
    if tag == "NN" and word not in words().singular and (_plural(word) or word in words().plural):
        return "NNS"
    return tag


def _verb(word: str) -> str:
    known = words()
    if word in known.same:
        return "VBX"  # base, past and participle are one: put, read
    if word in known.base and word not in known.past | known.participle:
        return "VB"
    if word in known.past:
        return "VBN" if word in known.participle else "VBD"
    if word in known.participle:
        return "VBN"
    if word.endswith("ing") and len(word) > 4:
        return "VBG"
    if word.endswith("ed"):
        return "VBN"
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return "VBZ"
    return "VB"


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _with_sentences(text: str, found: list[Token]) -> list[Token]:
    """The tokens with a mark where each sentence begins: at a paragraph, and after a full stop and the like."""
    row: list[Token] = []
    fresh = True
    for n, token in enumerate(found):
        if fresh and (token.case != "-" or token.tag == "CD"):
            row.append(Token(token.start, token.start, "<s>", "S", "-"))
            fresh = False
        row.append(token)
        if token.word in ("<p>", "<n>"):
            fresh = fresh or token.word == "<p>" or _line_ends(text, found, n)
        elif token.word in (".", "<bang>", "<q>", "…"):
            before = text[max(0, token.start - 7) : token.start].rsplit(None, 1)
            stop = not (token.word == "." and before and _short(before[-1].lower()))
            stop = stop and not (text[token.end : token.end + 1].isalnum() or text[token.end : token.end + 1] == ".")
            trails = text[token.end - 2 : token.end] == ".." and text[token.end : token.end + 2].strip().islower()
            fresh = fresh or (stop and not trails and not _GOES_ON.match(text, token.end))
        elif (
            token.word in ("•", "<star>", "–", "-")
            and n
            and found[n - 1].tag == "P"
            and found[n - 1].word in ("<p>", "<n>")
        ):
            fresh = True
    return row


def _short(word: str) -> bool:
    """Whether the full stop behind a word belongs to it: an abbreviation or an initial."""
    bare = word.lstrip("(\"'")
    return bool(_ABBREVIATION.match(bare)) or (len(bare) == 1 and bare.isalpha() and bare != "i")


def _line_ends(text: str, found: list[Token], n: int) -> bool:
    """Whether a single line break ends a sentence: the next line begins with a capital, a figure or a bullet."""
    after = text[found[n].end : found[n].end + 3].lstrip()
    return not after[:1].islower()
