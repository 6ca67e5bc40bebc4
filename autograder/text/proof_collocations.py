"""Words with a preposition that does not go with them: it depends from the weather. Reads a table; knows no messages.

A row of the table is `words | wrong prepositions | the right one`; a verb with a star stands for all its forms, with a plus also for
those before a person: invite me at. What follows must be a noun of no time or place, or a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator

from .proof_tokens import Row
from .proof_words import words
from .slips import Slip

_OBJECT = ("DT", "PO", "NN", "NNS", "NP", "PR", "VBG")
_PERSONS = frozenset("me us you him her them".split())
# what begins another thought: I applied, of course; it depends at times
_NO_OBJECT = frozenset(
    """all first last least most times once present course work home school night noon lunch breakfast which what whom i we he she they it's
    there here that one particular person general fact turn front addition return advance time short reply response""".split()
)
_WHEN_AND_WHERE = frozenset(
    """time times moment day days week weeks month months year years morning afternoon evening night minute hour hours end beginning start
    weekend phone telephone way spot side place whole front back top floor company office school university desk table meeting interview
    future past same summer winter spring autumn case event age stage level level's point points rate occasion occasions behalf basis
    ground grounds monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december town city hospital kitchen shop room street building road hall ward home page paper train bus""".split()
)


def collocations(row: Row) -> Iterator[Slip]:
    """A slip for each word with a preposition that the table calls wrong."""
    known = words().collocations
    spoken = row.tokens
    for n, token in enumerate(spoken[:-2]):
        entry = known.get(token.word)
        if entry is None or (token.tag == "NP" and token.case == "C"):
            continue
        at = n + 1
        if entry.person and spoken[at].word in _PERSONS:
            at += 1
        if at + 1 >= len(spoken):
            continue
        wrong, after = spoken[at], spoken[at + 1]
        if wrong.word not in entry.wrong or after.tag not in _OBJECT or after.word in _NO_OBJECT:
            continue
        if any(t.word in _WHEN_AND_WHERE for t in spoken[at + 1 : at + 5]) and entry.guarded:
            continue
        if wrong.word == "on" and after.word == "the" and [t.tag for t in spoken[at + 2 : at + 3]] == ["CD"]:
            continue  # the post that I'm discussing on the 19th
        if n and spoken[n - 1].word in ("of", "that", "which", "who", "what", "-") and entry.noun:
            continue
        quote = " ".join(row.text[token.start : wrong.end].split())
        right = entry.right
        message = f"“{quote}”: this word goes with “{right}”." if right else f"“{quote}” needs no preposition."
        yield Slip(token.start, wrong.end, "grammar", message)
