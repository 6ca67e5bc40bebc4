"""The word lists of the proofreader, read once from proof_words.toml. Knows nothing of the rules that use them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

# what looks like the regular past of an irregular verb, and is a word of its own
_REGULAR_TOO = frozenset("bed seed hanged lighted ringed shined winded leaded grounded".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table of collocations: the prepositions that are wrong behind a word, and the right one, if any."""

    wrong: frozenset[str]
    right: str
    person: bool  # a person may stand between
    guarded: bool  # a time or a place behind the preposition makes it right
    noun: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes by word; the forms of irregular verbs; plurals and singulars that their form does not tell; other lists."""

    closed: dict[str, str]
    base: frozenset[str]
    past: frozenset[str]
    participle: frozenset[str]
    same: frozenset[str]
    forms: dict[str, tuple[str, str, str]]
    plural: frozenset[str]
    singular: frozenset[str]
    misspelled: dict[str, str]
    lists: dict[str, frozenset[str]]
    thirds: frozenset[str]  # verbs with the s of the third person
    collocations: dict[str, Entry]


@cache
def words() -> Words:
    data = tomllib.loads(resources.files(__package__).joinpath("proof_words.toml").read_text(encoding="utf-8"))
    forms: dict[str, tuple[str, str, str]] = {}
    for line in data["irregular_verbs"].split("\n"):
        row = line.split()
        if len(row) == 3:
            forms[row[0]] = (row[0], row[1], row[2])
    same = frozenset(base for base, past, part in forms.values() if base == past)
    return Words(
        closed={word: tag for tag, listed in data["closed"].items() for word in listed.split()},
        base=frozenset(forms) | frozenset(data["base_forms"].split()),
        past=frozenset(p for _, past, _ in forms.values() for p in past.split("/")),
        participle=frozenset(p for _, _, part in forms.values() for p in part.split("/")),
        same=same,
        forms=forms,
        plural=frozenset(data["plural"].split()),
        singular=frozenset(data["singular"].split()),
        misspelled=_regularised(forms) | _pairs(data["misspelled"]),
        lists={name: frozenset(listed.split()) for name, listed in data["lists"].items()},
        thirds=frozenset(data["lists"]["verbs3"].split())
        | {_third(base) for base in data["lists"]["bareverbs"].split()},
        collocations=_collocations(data["collocations"], forms),
    )


def _collocations(tables: dict[str, str], forms: dict[str, tuple[str, str, str]]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for kind, lines in tables.items():
        for line in lines.splitlines():
            given, _, rest = line.partition(" | ")
            wrong, _, right = rest.partition(" | ")
            for word in given.split():
                base = word.rstrip("*+")
                entry = Entry(
                    frozenset(wrong.split()), right.strip(), word.endswith("+"), kind != "always", kind == "nouns"
                )
                for form in inflected(base, forms) if word != base else {base}:
                    found[form] = entry
    return found


def inflected(base: str, forms: dict[str, tuple[str, str, str]]) -> set[str]:
    """All forms of a verb."""
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye")) else base
    third = _third(base)
    past = base[:-1] + "ied" if third.endswith("ies") else stem + "ed"
    made = {base, third, stem + "ing"}
    if base in forms:
        return made | {part for form in forms[base][1:] for part in form.split("/")}
    return made | {past}


def _regularised(forms: dict[str, tuple[str, str, str]]) -> dict[str, str]:
    """Irregular verbs in the past with a regular ending: catched, sayed."""
    good = {part for _, past, participle in forms.values() for part in f"{past}/{participle}".split("/")}
    made = {
        base + ("d" if base.endswith("e") else "ed"): past.split("/")[0]
        for base, past, _ in forms.values()
        if past != base
    }
    return {wrong: right for wrong, right in made.items() if wrong not in good and wrong not in _REGULAR_TOO}


def _pairs(lines: str) -> dict[str, str]:
    """`wrong right` a line; an underscore in the right word stands for a space."""
    rows = (line.split() for line in lines.splitlines())
    return {row[0]: row[1].replace("_", " ") for row in rows if len(row) == 2}


def _third(base: str) -> str:
    """A verb with the s of the third person."""
    if base.endswith(("s", "sh", "ch", "x", "z")) or base in ("go", "do"):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in "aeou" else base + "s"
