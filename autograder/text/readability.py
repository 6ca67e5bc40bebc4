"""How hard a text is to read: the syllables of its words, and Flesch and Kincaid's school grade. Knows nothing of lessons."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .sentences import Span, sentences

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GLIDE = re.compile(r"(?<=[aeiou])y(?=[aeiou])|^y(?=[aeiou])")  # a consonant here: employer, year
_VOWELS = re.compile(r"[aeiouy]+")
# an e that nobody hears; that of table, handles and settled is heard
_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![bcdfgkpstz]l)e$|(?<=[^aeiouy])(?<![sxzcg])(?<![cs]h)(?<![bcdfgkpstz]l)es$"
    r"|(?<=[^aeiouytd])(?<![bcdfgkpstz]l)ed$|(?<=[^aeiouyl])e(?=ful|ments?$|ly$|less|ness)|(?<=som)e(?=[^aeiounr])"
)
# vowels that stand side by side and are spoken apart
_APART = re.compile(
    r"[aeiouy]ing|(?<![tscg])ia(?!ge)|[ct]iat|(?<![tscgxn])(?<!ll)io|(?<!t)ie(?=t)|(?<![tc])ie(?=n[ct])|(?<![pgm])eo(?!u)"
    r"|(?<![qg])ua(?=[ltr])|crea(?=t)|react|real(?=[ist])|(?<![qg])ue(?=n[ct]|ls?$)|iu|[^aeiou]sm$|n['’]t$"
)
_KNOWN = {
    word: count
    for count, listed in {
        1: "can't don't won't aren't weren't",
        2: "business science people evening different conscience",
        3: "idea ideas area areas interested interesting",
        4: "society",
    }.items()
    for word in listed.split()
}


def syllables(word: str) -> int:
    """The syllables of an English word: at least one, and for a rare word sometimes one too many or too few."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if word in _KNOWN:
        return _KNOWN[word]
    spoken = _GLIDE.sub("-", word.replace("every", "evry"))
    return max(1, len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken)) - len(_SILENT.findall(spoken)))


def words(text: str) -> list[str]:
    """The words of a text. A compound with a hyphen is as many words as it has parts; figures are none."""
    return _WORD.findall(text)


def reading_level(texts: Iterable[str]) -> float | None:
    """Flesch and Kincaid's grade, the years of school that a text asks for, over all sentences; None where there is no word."""
    counts = [words(sentence) for text in texts for sentence in sentences_of(text)]
    counts = [found for found in counts if found]
    if not counts:
        return None
    total = sum(map(len, counts))
    spoken = sum(syllables(word) for found in counts for word in found)
    return 0.39 * total / len(counts) + 11.8 * spoken / total - 15.59


def sentences_of(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, Span(0, len(text)))]
