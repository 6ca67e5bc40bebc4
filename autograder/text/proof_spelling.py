"""Words that are spelled wrong. Names, jargon and words that are right in either variant of English pass. Knows no messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from . import proof_harper
from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip

# A word made with one of these from a word of the dictionary is new, not wrong: upskilling, onboard, reorganise.
_PREFIX = re.compile(
    "^(?:re|un|pre|co|multi|non|micro|cross|over|under|sub|inter|up|on|off|out|post|anti|semi|mid|self|de|mis|bio|neuro|tele|auto|"
    r"hydro|electro|photo|thermo|ultra|super|hyper|macro|nano|cyber|eco|cash|click|sign|full|e)-?(\w{4,})$"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS = ("aeiouy", "csz", "ck", "mn", "gj", "dt", "fv")
# So is one with one of these endings on such a word: traineeship, upskilling, lates. What changes the stem is left to the dictionary.
_SUFFIX = re.compile(
    r"^(\w{3,}?)(?:s|er|ers|ing|ed|ship|ships|less|able|wise|hood|dom|ish|ness|like|ly|ee|ees|ery)$|^(\w{3,})ies$"
)
_MOST = 25  # unknown words looked up in one text; beyond it the text is no prose, and the look-up is slow

_ORDINAL = re.compile(r"(?<![\w.,:/-])(?P<number>\d{1,4})(?P<ending>st|nd|rd|th)\b", re.I)


def misspellings(row: Row, allowed: frozenset[str]) -> Iterator[Slip]:
    """One slip for each misspelled word."""
    doubtful: list[Token] = []
    for n, token in enumerate(row.tokens):
        written = row.text[token.start + 1 : token.end]
        if (
            token.word in allowed
            or token.word in words().lists["jargon"]
            or token.case not in ("l", "C")
            or not written.islower()
        ):
            continue
        token = _owner(token)  # my dauhter's
        right = words().misspelled.get(token.word) or _day_or_month(token)
        if right:
            yield _slip(row.text, token, (right,))
        elif not token.known and token.case == "l" and _is_prose(row, n) and len(token.word) > 3:
            doubtful.append(token)
    yield from _looked_up(row.text, doubtful[:_MOST])


def _owner(token: Token) -> Token:
    """A word without the 's of the possessive, where the dictionary does not know it with one."""
    if token.known or not token.word.endswith("'s"):
        return token
    return replace(token, word=token.word[:-2], end=token.end - 2)


def _day_or_month(token: Token) -> str | None:
    """The day or month that an unknown word with a capital is meant for: Novemeber."""
    if token.known or token.case != "C" or len(token.word) < 6:
        return None
    names = words().lists["months"] | words().lists["weekdays"]
    if token.word.removesuffix("s") in names:
        return None
    return next((name for name in sorted(names) if len(name) > 5 and _one_off(token.word, name)), None)


def clipped(row: Row, allowed: frozenset[str]) -> Iterator[Slip]:
    """Short words that want a letter of a common word, or have two in the wrong order: whch, thnk.

    `misspellings` lets them pass, since in a learner's draft they may be jargon; an author can weigh that.
    """
    for n, token in enumerate(row.tokens):
        word = token.word
        if token.known or token.case != "l" or not 3 < len(word) < 7 or not _is_prose(row, n):
            continue
        if word in allowed or word in words().lists["jargon"] or word in words().misspelled:
            continue
        right = next(iter(proof_harper.spellings(word)), "")
        if right in words().lists["common"] and (_less(word, right) or sorted(word) == sorted(right)):
            yield _slip(row.text, token, (right,))


def _less(word: str, right: str) -> bool:
    """Whether a word is another without one of its letters, the first excepted."""
    return word in {right[:n] + right[n + 1 :] for n in range(1, len(right))}


def ordinals(row: Row) -> Iterator[Slip]:
    """A numeral with the ending of another: 21th, 3th, 2st."""
    for match in _ORDINAL.finditer(row.text):
        number = int(match["number"])
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        if match["ending"].lower() != ending:
            better = f"{number}{ending}"
            yield Slip(*match.span(), "spelling", f"“{match.group()}” is written “{better}”.", (better,))


def nameless(row: Row, allowed: frozenset[str], names: frozenset[str]) -> Iterator[Slip]:
    """A name with an s that belongs behind an apostrophe: Northgates depot."""
    for before, token in pairwise(row.tokens):
        name = token.word[:-1]
        if (
            token.case == "C"
            and not token.known
            and row.text[token.start + 1 : token.end].islower()
            and before.tag != "S"
            and before.word not in ("the", "both", "two", "all")  # both of the Renatas
            and token.word.endswith("s")
            and name in names
            and token.word not in allowed
        ):
            written = row.text[token.start : token.end]
            better = f"{written[:-1]}'s"
            yield Slip(
                token.start, token.end, "punctuation", f"“{written}” needs an apostrophe: “{better}”.", (better,)
            )


def uncapped(row: Row, names: frozenset[str]) -> Iterator[Slip]:
    """A name in lower case: I talked to lindenwald. One that is a word as well is left alone."""
    for n, token in enumerate(row.tokens):
        if token.case != "l" or token.word not in names or token.known or not _is_prose(row, n):
            continue
        if proof_harper.spellings(token.word):
            written = row.text[token.start : token.end]
            better = written.capitalize()
            message = f"“{written}” is a name and takes a capital letter."
            yield Slip(token.start, token.end, "capitals", message, (better,))


def _is_prose(row: Row, n: int) -> bool:
    """No part of an address, a file's name, a compound with a hyphen or a word with letters from elsewhere."""
    token, text = row.tokens[n], row.text
    beside = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    return (
        token.word.isascii()
        and token.word.removesuffix("'s").isalpha()
        and not any(char in "-/@_#&.\\" and char != "." for char in beside)
    )


def _looked_up(text: str, doubtful: list[Token]) -> Iterator[Slip]:
    known = proof_harper.known(stem for token in doubtful for stem in _stems(token.word))
    unknown = {token: found for token in doubtful if (found := proof_harper.spellings(token.word))}
    meant = {token: _meant(token.word, found, known) for token, found in unknown.items()}
    for token, (right, sure) in meant.items():
        if right and (sure or not _in_a_phrase(text, token, meant)):
            if right[0] == token.word.capitalize():
                message = f"“{token.word}” is a name and takes a capital letter."
                yield Slip(token.start, token.end, "capitals", message, right[:1])
            else:
                yield _slip(text, token, right)


def _meant(word: str, found: tuple[str, ...], known: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """What an unknown word is meant for, if anything, and whether that is a word so common that there is no doubt."""
    made = any(stem in known or not proof_harper.spellings(stem) for stem in _stems(word))
    common = _common(word, doubled=made)
    if not common and not made and found[0] in words().lists["common"]:
        common = found[:1] if len(word) > 7 and word[:2] == found[0][:2] else ()
    if not common and not made:
        common = tuple(right for right in found if right in words().lists["common"] and sorted(right) == sorted(word))
    if common or made:
        return common, len(word) > 5
    if found[0] == word.capitalize():
        return found[:1], False
    return tuple(right for right in found if near_miss(word, right))[:3], False


def _in_a_phrase(text: str, token: Token, meant: Mapping[Token, tuple[tuple[str, ...], bool]]) -> bool:
    """Whether an unknown word stands beside one that is not meant for any other: words of another language."""
    beside = [other for other in meant if {other.start - token.end, token.start - other.end} & {1}]
    return any(not meant[other][0] for other in beside)


def _common(word: str, doubled: bool) -> tuple[str, ...]:
    """The common words that are one slip of the keyboard or of the ear away; `doubled`: a letter written twice or a second vowel."""
    common = words().lists["common"]
    if len(word) < 5:
        return ()
    twice = [n for n in range(1, len(word)) if word[n] == word[n - 1] or {word[n], word[n - 1]} <= set("aeiou")]
    less = {word[:n] + word[n + 1 :] for n in (twice if doubled else range(1, len(word)))}
    if doubled:
        return tuple(sorted(less & common))
    swapped = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)}
    more = {word[:n] + letter + word[n:] for n in range(1, len(word) + 1) for letter in _LETTERS}
    found = sorted((less | swapped | more) & common)
    for n in range(1, len(word)):
        for letter in _LETTERS:
            alike = len(word) > 5 or any(letter in sounds and word[n] in sounds for sounds in _SOUNDS)
            other = word[:n] + letter + word[n + 1 :]
            if alike and other in common and other.replace("z", "s") != word.replace("z", "s"):
                found.append(other)
    return tuple(found[:3])


def _stems(word: str) -> list[str]:
    """The words that a new word may be made of, where they keep their form in it."""
    found = [match.group(1) for match in (_PREFIX.match(word),) if match]
    match = _SUFFIX.match(word)
    if match and match.group(1) and re.search(r"ers?$", word):
        found.append(match.group(1) + "e")
    if match and match.group(2):
        found.append(match.group(2) + "y")
    elif match and match.group(1) and word.endswith(("er", "ers")) and re.search(r"([bdgmnpt])\1$", match.group(1)):
        found.append(match.group(1)[:-1])
    elif match and not re.search(r"e$|[^aeiou]y$|[^aeiou][aeiou][^aeiouwxy]$", match.group(1)):
        found.append(match.group(1))
    elif match and word.endswith("s") and not match.group(1).endswith("y"):
        found.append(word[:-1])
    return found


def _slip(text: str, token: Token, right: tuple[str, ...]) -> Slip:
    written = text[token.start : token.end]
    better = tuple(r[0].upper() + r[1:] if written[0].isupper() else r for r in right)
    return Slip(
        token.start, token.end, "spelling", f"“{written}” is misspelled; perhaps “{better[0]}” is meant.", better
    )


def near_miss(wrong: str, right: str) -> bool:
    """Whether one word is a slip of the other: a letter too many or too few, two that changed places, a wrong vowel."""
    if wrong == right or not right or wrong.replace("z", "s") == right.replace("z", "s"):
        return False  # the last is a matter of British or American spelling
    if wrong[0] != right[0] and sorted(wrong) != sorted(right):
        return False
    if not right.islower():
        return False
    if len(wrong) < 7:  # a short word that is not known is as likely to be somebody's jargon
        return sorted(wrong) == sorted(right) and _one_off(wrong, right)
    if _one_off(wrong, right):
        return True
    if len(wrong) > 7 and abs(len(wrong) - len(right)) <= 1 and wrong[1] == right[1] and _frame(wrong) == _frame(right):
        return True
    # a long word that is right for most of its length, and two letters off at its end
    alike = next((n for n, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), 0)
    return len(wrong) > 8 and alike * 2 > len(wrong) and any(_one_off(wrong, r) for r in _one_less(right, alike))


def _one_less(word: str, start: int) -> list[str]:
    return [word[:n] + word[n + 1 :] for n in range(start, len(word))]


def _one_off(wrong: str, right: str) -> bool:
    """One letter too many or too few, two that have changed places, or one taken for another that sounds like it."""
    if abs(len(wrong) - len(right)) > 1:
        return False
    n = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    if wrong[n + 1 :] == right[n:] or wrong[n:] == right[n + 1 :]:
        return True
    if wrong[n : n + 2] == right[n : n + 2][::-1] and wrong[n + 2 :] == right[n + 2 :]:
        return True
    alike = any(wrong[n : n + 1] in sounds and right[n : n + 1] in sounds for sounds in _SOUNDS)
    return alike and wrong[n + 1 :] == right[n + 1 :]


def _frame(word: str) -> str:
    """The consonants of a word, doubled ones once."""
    return word[:1] + re.sub(r"(.)\1", r"\1", re.sub(r"[aeiouy]", "", word[1:]))
