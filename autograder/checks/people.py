"""Names as people write them in a greeting or under a message. Judges nothing else."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from .reading import words

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam ma'am maam rev reverend sister herr frau mme m señor señora".split()
)
# A trade that stands before a first name too: 'Chef Adeline', 'Coach Bell'.
_TRADES = frozenset("chef captain coach matron nurse doctor pastor brother officer".split())
# What stands before a first name in some countries: 'Sir Rafael', 'Ma'am Beatriz'.
_BEFORE_FIRST = frozenset("sir madam ma'am maam miss sister brother".split())
_GENDER = {
    "mr": "m",
    "sir": "m",
    "herr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "madam": "f",
    "ma'am": "f",
    "maam": "f",
    "frau": "f",
    "mme": "f",
}
_PART = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SUFFIX = re.compile(r"-(?:san|sama|ji|sensei|nim)$", re.I)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without accents: 'Sølvi García' and 'solvi garcia' are the same name."""
    text = text.translate(str.maketrans("øØłŁđĐßæÆœŒ", "oOlLdDsaAoO"))
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def parts(name: str) -> list[str]:
    """The words of a name, folded, honorifics and polite suffixes included as they stand."""
    return [fold(_SUFFIX.sub("", part)) for part in _PART.findall(name)]


def bare(name: str) -> list[str]:
    """The words of a name without honorifics."""
    return [part for part in parts(name) if part not in TITLES]


def addresses(words: list[str], name: str, honorific: str | None) -> bool:
    """Whether folded words are a usual form of address for a person: first name, full name, title and surname."""
    own = bare(name)
    titles = [word for word in words if word in TITLES]
    trade = bool(words) and words[0] in _TRADES and words[0] not in own
    rest = [word for word in words[trade:] if word not in TITLES]
    if not own or not rest:
        return False
    if honorific and titles and clash(titles[0], fold(honorific).rstrip(".")):
        return False
    if rest == own or (len(own) > 2 and rest == [own[0], own[-1]]):
        return True
    surnames = [own[n:] for n in range(1, len(own))]
    if trade and rest in surnames:
        return True
    if titles and titles[0] in _BEFORE_FIRST and rest == own[:1]:
        return True
    if titles:
        return rest in surnames or (rest[0] == own[0] and rest[1:] in surnames)
    return rest == own[:1] or (len(own) > 2 and rest == own[:2]) or (len(own) > 1 and rest == [own[-1], *own[:-1]])


def clash(one: str, other: str) -> bool:
    """Whether two honorifics cannot be the same person's."""
    a, b = _GENDER.get(one), _GENDER.get(other)
    return bool(a and b and a != b)


def resembles(words: list[str], name: str) -> bool:
    """Whether folded words look like a misspelling of a person's name, or of a part of it."""
    rest = [word for word in words if word not in TITLES]
    return any(
        one != other and one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= 0.7
        for one in rest
        for other in bare(name)
    )


def signs(line: str, name: str) -> bool:
    """Whether a line under a message bears a person's own name: the first name, the full name, or an initial and the surname."""
    found, own = parts(line), bare(name)
    if not found or not own:
        return False
    while found and found[0] in TITLES:
        found = found[1:]
    while len(found) > 1 and not found[-1].strip("x"):  # a kiss
        found = found[:-1]
    if not found:
        return False
    if found[:1] == own[:1]:
        # 'Priya', 'Priya Nair', 'Priya N.', 'Priya Nair, shift supervisor' but not 'Priya Shah'
        following = found[1] if len(found) > 1 else own[-1]
        same_line = re.split(r"[,|(\n]", line, maxsplit=1)[0]
        alone = len(bare(same_line)) == 1
        return alone or following in own[1:] or (len(following) == 1 and own[-1].startswith(following)) or len(own) == 1
    initials = len(own) > 1 and found[0] == own[0][0]
    return found[: len(own)] == own or (initials and found[-1] == own[-1]) or found[:2] == [own[-1], own[0]]


def distinctive(employer: str) -> set[str]:
    """The words of an employer's name by which people call it: the first one, or the first after an article."""
    own = [fold(word) for word in words(employer)]
    own = [word for word in own if word not in ("the", "st", "saint")] or own
    return set(own[:1])
