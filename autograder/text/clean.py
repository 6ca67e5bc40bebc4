"""Text as a person sees it, with the way back to the text as given. Knows nothing of messages.

Windows line ends, no-break spaces, zero-width characters, look-alike letters, full-width letters and curly quotes are read
as what they look like; `Clean.span` turns an offset in the cleaned text into one in the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_QUOTES = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "⁃": "-", "−": "-",
}  # fmt: skip
_BREAKS = {"\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\x0b": "\n", "\x0c": "\n"}

# Letters of other scripts that are drawn like Latin ones. Read as Latin only inside a word that also has a Latin letter,
# or in a word made of nothing else within a text that is mainly Latin.
_LOOKALIKE = dict(
    zip(
        "аеорсухіјѕԁԛԝһӏᴠАВЕКМНОРСТУХІЈЅԌԚԜαεικνορτυχγωΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոցɡıꓐΥ",
        "aeopcyxijsdqwhlvABEKMHOPCTYXIJSGQWaeikvoptuxywABEZHIKMNOPTYXouncgiBY",
        strict=True,
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\n\t -~]+")  # what needs no reading


@dataclass(frozen=True, slots=True)
class Clean:
    """`text` is what a person sees; `at[i]` is where its character `i` begins in `given`, `at[len(text)]` is the end."""

    given: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of `given` that `text[start:end]` was read from."""
        if start >= end:
            return self.at[start], self.at[start]
        return self.at[start], max(self.at[end - 1] + 1, self._end_of(end - 1))

    def _end_of(self, i: int) -> int:
        """Where the character `i` ends in `given`: what follows it and is not seen is not part of it."""
        given, stop = self.at[i], self.at[i + 1]
        end = given + 1
        while end < stop and unicodedata.combining(self.given[end]):
            end += 1
        return end


def clean(given: str) -> Clean:
    """Reads a text as a person sees it. Linear in its length; never fails."""
    if not given or _PLAIN.fullmatch(given):
        return Clean(given, given, tuple(range(len(given) + 1)))
    chars: list[str] = []
    at: list[int] = []

    def put(seen: str, where: int) -> None:
        chars.extend(seen)
        at.extend([where] * len(seen))

    i, n = 0, len(given)
    while i < n:
        if run := _PLAIN.match(given, i):
            chars.extend(run.group())
            at.extend(range(i, run.end()))
            i = run.end()
            # a combining mark after a plain letter makes one letter with it
            if i < n and unicodedata.combining(given[i]):
                i = _compose(given, i, chars)
            continue
        char = given[i]
        if char == "\r":
            put("\n", i)
            i += 2 if i + 1 < n and given[i + 1] == "\n" else 1
            continue
        put(_seen(char), i)
        i += 1
        if i < n and unicodedata.combining(given[i]):
            i = _compose(given, i, chars)
    at.append(n)
    return Clean(given, _latin("".join(chars)), tuple(at))


def _seen(char: str) -> str:
    """What one character that is not ASCII looks like: itself, another one, or nothing."""
    if char in _QUOTES:
        return _QUOTES[char]
    if char in _BREAKS:
        return _BREAKS[char]
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cf", "Cc", "Co", "Cs", "Cn") or "\ufe00" <= char <= "\ufe0f":
        return ""
    if "\uff01" <= char <= "\uff5e" or "\ufb00" <= char <= "\ufb06" or "\U0001d400" <= char <= "\U0001d7ff":
        return unicodedata.normalize("NFKC", char)
    return char


def _compose(given: str, i: int, chars: list[str]) -> int:
    """Joins the combining marks at `i` to the last character; returns where they end. Marks that join nothing vanish."""
    while i < len(given) and unicodedata.combining(given[i]):
        if chars:
            joined = unicodedata.normalize("NFC", chars[-1] + given[i])
            if len(joined) == 1:
                chars[-1] = joined
        i += 1
    return i


def _latin(text: str) -> str:
    """The text with look-alike letters read as the Latin ones that a person sees."""
    if text.isascii():
        return text
    letters = [c for c in text if c.isalpha()]
    mainly_latin = sum(c < "\u0250" for c in letters) * 2 > len(letters)

    def read(word: re.Match[str]) -> str:
        found = word.group()
        if found.isascii() or not any(c in _LOOKALIKE for c in found):
            return found
        some_latin = any(c < "\u0250" for c in found)
        only_alike = all(c < "\u0250" or c in _LOOKALIKE for c in found)
        if only_alike and (some_latin or mainly_latin):
            return "".join(_LOOKALIKE.get(c, c) for c in found)
        return found

    return _WORD.sub(read, text)
