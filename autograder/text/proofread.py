"""Proofreading behind one function: the slips of spelling, grammar, punctuation and capitals in a text. Knows nothing of interviews.

Harper finds a part of them; a policy in front of it drops what is no error. Rules of our own (proof_rules.toml) and checks of whole
sentences find others. A clean text that is flagged costs more trust than a slip that is missed: when in doubt, say nothing.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections.abc import Iterator

from . import (
    proof_clauses,
    proof_collocations,
    proof_harper,
    proof_relatives,
    proof_rules,
    proof_sentences,
    proof_verbs,
)
from .proof_policy import typed
from .proof_spelling import misspellings, nameless, ordinals, uncapped
from .proof_tokens import Row, tokens
from .proof_variants import mixed
from .proof_words import words
from .slips import Slip, merge

_LOCK = threading.Lock()
_FUNCTION_WORDS = frozenset(
    """the a an and or but of to in on at for with from by as is are was were be been have has had do does did will would can could should
    i you he she it we they me my your his her its our their this that these those not no if when which who what there so than then
    about after before because very more some any all please thank thanks""".split()
)
_LONGEST = 50_000  # characters; what is longer is no draft, and is read so far
_ENOUGH = 200  # words that are looked up to tell a language
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def proofread(
    text: str, allowed: frozenset[str] = frozenset(), locale: str = "en-GB", names: frozenset[str] = frozenset()
) -> list[Slip]:
    """The slips in a text, in order.

    `allowed` words are never misspelled, in any case; `names`, in lower case, are words that take a capital letter; `locale` is the home
    of the text's spelling.
    """
    if not any(char.isalpha() for char in text):
        return []
    text = text[:_LONGEST]
    allowed = frozenset(word.lower() for word in allowed)
    with _LOCK:  # a Linter must not be entered twice
        reading = proof_harper.read(text)
        row = tokens(text, reading.parts)
        slips = [
            *misspellings(row, allowed),
            *ordinals(row),
            *nameless(row, allowed, names),
            *uncapped(row, names),
            *_own(row, locale),
            *typed(row, reading.lints),
        ]
    quoted = quotations(text)
    return merge([slip for slip in slips if not _excused(row, slip, allowed, quoted)])


def _own(row: Row, locale: str) -> Iterator[Slip]:
    yield from proof_sentences.repetitions(row)
    yield from proof_rules.slips(row, locale)
    yield from mixed(row, locale)
    yield from proof_clauses.clauses(row)
    yield from proof_relatives.relatives(row)
    yield from proof_collocations.collocations(row)
    yield from proof_verbs.verbs(row)
    yield from proof_sentences.splices(row)
    yield from proof_sentences.capitals(row)
    yield from proof_sentences.unfinished(row)
    yield from proof_sentences.spacing(row)


def _excused(row: Row, slip: Slip, allowed: frozenset[str], quoted: list[tuple[int, int]]) -> bool:
    """Whether a slip lies in words that are allowed, in a quotation or in an address."""
    if slip.type == "spelling" and row.text[slip.start : slip.end].lower() in allowed:
        return True
    before = bisect_right(quoted, (slip.start, len(row.text))) - 1
    return before >= 0 and slip.end <= quoted[before][1]


def quotations(text: str) -> list[tuple[int, int]]:
    """Where somebody's words stand in quotation marks, on one line."""
    return [
        match.span()
        for match in re.finditer(r'"[^"\n]{1,300}"|(?<!\w)\'(?=\S)[^\n\']{1,300}(?:\'\w[^\n\']{0,300})*?\'(?!\w)', text)
    ]


def looks_english(text: str) -> bool:
    """Whether a text is meant to be English. True where there is nothing to judge.

    The share of the commonest words decides; a list of keywords has none of them, and is English where the dictionary knows it.
    """
    given = _WORD.findall(text)
    found = [word.lower() for word in given]
    if not found:
        return not any(char.isalpha() for char in text)
    if sum(word in _FUNCTION_WORDS for word in found) / len(found) >= 0.2:
        return True
    some = {word for word in given[:_ENOUGH] if len(word) > 3 and word.islower()}  # names are of no language
    with _LOCK:
        return len(some) > 0 and len(proof_harper.known(some) | (some & words().lists["common"])) / len(some) >= 0.7
