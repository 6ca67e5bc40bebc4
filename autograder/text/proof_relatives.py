"""Slips of agreement where the subject is a pronoun: somebody who work there, everyone know it, the course, which begin in May.

Reads the parts of speech of a row of tokens; says nothing where one of them could be read in two ways. Knows no messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .proof_sentences import sentences
from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip

_ANYONE = frozenset(
    "everyone everybody someone somebody anyone anybody nobody everything something anything nothing whatever whoever each".split()
)
_SEVERAL = frozenset("both two three four five six many several some few them these those all they we us".split())
_ADVERBS = frozenset("also always ever never still really just often usually only now sometimes already even".split())
# what lets a bare verb follow, or asks for one: help somebody find it, insist that everyone come
_BARE = frozenset(
    """let lets letting make makes made making have having had help helps helped helping see saw seeing hear heard hearing watch watched
    suggest suggested recommend recommended ask asked insist insisted propose proposed demand demanded require required do does did didn't
    don't doesn't can can't could couldn't will won't would wouldn't should shouldn't shall may might must cannot essential important vital
    necessary rather lest feel felt""".split()
)
_PLURAL = frozenset("are have do don't aren't haven't were weren't".split())
_SINGULAR = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_AFTER = ("DT", "PO", "PR", "PC", "IN", "TO", "P", "CD", "RB", "SC", "NP")
_OPENS = frozenset("that sure think know hope believe said say what how why where when so then".split())
_MARKS = frozenset([",", ";", ":", "–", "—", "<open>"])
# what an employer does, whose name may take a plural: if Kirkbeck advertise again
_OF_EMPLOYERS = frozenset(
    "and advertise offer want hire ring call pay decide recruit interview need choose expand".split()
)
_TIMES = frozenset("until when if because before after while once where unless what".split())


def relatives(row: Row) -> Iterator[Slip]:
    """All slips of this kind."""
    for sentence in sentences(row):
        for n in range(len(sentence) - 1):
            verb = _wrong_verb(sentence, n)
            if verb:
                quote = " ".join(row.text[sentence[n].start : sentence[verb].end].split())
                message = f"Subject and verb do not agree in “{quote}”."
                yield Slip(sentence[n].start, sentence[verb].end, "grammar", message)


def _wrong_verb(sentence: Sequence[Token], n: int) -> int:
    """Where the verb stands that does not agree with the pronoun or name at `n`; zero where all is well."""
    token, before = sentence[n], sentence[n - 1] if n else None
    if before and token.word in ("who", "which", "that"):
        at = _past_adverbs(sentence, n + 1)
        number = _antecedent(sentence, n)
        group = before.word == "," and sentence[n - 2].tag == "NN"  # the practice, who are to call
        if number == 1 and _bare(sentence, at, plural=not group):
            return at
        if number == 2 and (_third(sentence, at) or (token.word == "who" and _ends_in_s(sentence, at))):
            return at
    elif before and token.word == "who's" and _antecedent(sentence, n) == 2:
        return n
    elif token.word in _ANYONE:
        opens = before is None or before.word in _MARKS or before.tag in ("SC", "CC") or before.word in _OPENS
        if _lets(sentence, n) or not (opens or token.word == "whatever"):
            return 0
        if token.word == "each" and sentence[n + 1].word != "of":
            return 0
        at = n + 1 + (sentence[n + 1].word == "else")
        at = _past_adverbs(sentence, _past_phrase(sentence, at) if token.word != "whatever" else at)
        if _bare(sentence, at, plural=token.word != "whatever"):
            return at
    elif before and token.tag == "NP" and token.case == "C" and before.word in _TIMES and not _lets(sentence, n - 1):
        at = _past_adverbs(sentence, n + 1)
        if _bare(sentence, at, plural=False) and sentence[at].word not in _OF_EMPLOYERS:
            return at
    return 0


def _antecedent(sentence: Sequence[Token], n: int) -> int:
    """The number of the noun that a relative pronoun stands for; zero where it is not plain."""
    comma = sentence[n - 1].word == ","
    at = n - 2 if comma else n - 1
    word = sentence[n].word
    if at < 1 or (comma and word == "that"):
        return 0
    noun, lists = sentence[at], words().lists
    earlier = [token.word for token in sentence[max(0, at - 8) : at]]
    if noun.word in ("people", "children") and word == "who" and not comma and at > 0:
        before = sentence[at - 1]
        one = {"one", "each", "any", "none"} & set(earlier[-4:])
        tags = ("VB", "VBD", "VBN", "VBZ", "SC", "CD", "JJ", "DT", "PO", "IN", "CC")
        return 2 if before.tag in tags and not one else 0
    if noun.word in _ANYONE - {"each", "whatever", "whoever"} and not comma and word != "which":
        return 1
    if noun.word in lists["collective"] | lists["others"] or noun.word in words().singular:
        return 0
    if noun.tag == "NP" and word == "who":
        if noun.word.endswith("s") and sentence[at - 1].word in ("the", "both", "all", "two", "three"):
            return 0  # both of the Renatas who were there
        if sentence[at - 1].tag in ("IN", "SC"):  # the drivers in Leeds who wait; with the Crown, who pay well
            return 0
        return 0 if "and" in earlier[-3:] or "or" in earlier[-3:] else 1
    if noun.tag == "NNS" and not comma and noun.case == "l":
        start = at - 1
        while start > 0 and sentence[start].tag in ("JJ", "DT", "PO", "CD", "NN") and at - start < 5:
            start -= 1
        inside = sentence[start].tag in ("IN", "TO", "CC") and sentence[start - 1].tag in (
            "NN",
            "NNS",
            "NP",
            "CD",
            "DT",
            "PR",
        )
        asked = {"one", "each", "only", "number", "ask", "know", "tell", "see", "wonder", "asked"} & set(earlier[-6:])
        return (
            0 if asked or (inside and sentence[start - 1].word not in ("me", "us", "you", "him", "her", "them")) else 2
        )
    if noun.tag != "NN" or noun.case != "l" or {"and", "or", "of"} & set(earlier[-5:]):
        return 0
    if any(token.tag == "NNS" or token.word == "people" for token in sentence[max(0, at - 8) : at]):
        return 0
    if comma:
        several = any(t.tag == "CD" or t.word in _SEVERAL for t in sentence[max(0, at - 8) : at])
        return 0 if several else 1
    start = at - 1
    while start > 0 and sentence[start].tag in ("JJ", "NN", "VBN", "VBG") and at - start < 4:
        start -= 1
    if word == "that":  # the hope that people have, the day that trains run; only of a thing that is plainly one
        return 1 if sentence[start].word in ("a", "an") else 0
    return (
        1
        if sentence[start].word in ("a", "an", "the", "my", "our", "your", "his", "her", "this", "that", "their")
        else 0
    )


def _past_adverbs(sentence: Sequence[Token], at: int) -> int:
    while at < len(sentence) and sentence[at].word in _ADVERBS:
        at += 1
    return at


def _past_phrase(sentence: Sequence[Token], at: int) -> int:
    """Behind a phrase that says where or of what: nobody at my bank, each of the shops."""
    if at >= len(sentence) or sentence[at].word not in ("at", "in", "of", "from", "on"):
        return at
    to = at + 1
    while to < len(sentence) and sentence[to].tag in ("DT", "PO", "CD", "JJ") and to < at + 4:
        to += 1
    inside = to
    while to < len(sentence) and sentence[to].tag in ("NN", "NNS", "NP", "PR") and to < inside + 3:
        to += 1
    return to if to > inside else len(sentence)


def _bare(sentence: Sequence[Token], at: int, plural: bool) -> bool:
    """Whether a verb without the s of the third person stands here, and no noun that looks like one."""
    if at >= len(sentence) - 1:
        return False
    verb, after = sentence[at], sentence[at + 1]
    if verb.word in _PLURAL:
        return plural
    if verb.word in ("past", "like"):  # everything past the timetable, something like it
        return False
    if verb.case != "l" or after.tag not in _AFTER:
        return False
    known = words().lists
    return (
        verb.tag == "VB"
        or verb.word in ("come", "run", "become")
        or (verb.tag == "NN" and verb.word in known["anyverb"] and after.tag in ("DT", "PO", "PR", "IN", "TO"))
    )


def _third(sentence: Sequence[Token], at: int) -> bool:
    return at < len(sentence) and (sentence[at].word in _SINGULAR or sentence[at].word in words().thirds)


def _ends_in_s(sentence: Sequence[Token], at: int) -> bool:
    """Whether what follows 'who' must be a verb with the s of the third person, though it could be a noun: who promises a number."""
    if at >= len(sentence) - 1:
        return False
    verb, after = sentence[at], sentence[at + 1]
    return (
        verb.case == "l"
        and verb.word.endswith("s")
        and not verb.word.endswith(("ss", "us", "'s"))
        and verb.tag in ("VBZ", "NNS", "VB")
        and after.tag in ("DT", "PO", "PR", "IN", "TO", "CD")
    )


def _lets(sentence: Sequence[Token], n: int) -> bool:
    """Whether one of the words before asks for a bare verb; 'make sure' does not."""
    near = [token.word for token in sentence[max(0, n - 6) : n]]
    if near and near[-1] in (",", ";", "and", "but"):
        near = [word for word in near if word.startswith(("let", "ma", "he", "in", "su")) and word in _BARE]
    return any(word in _BARE and not (word.startswith("ma") and "sure" in near) for word in near)
