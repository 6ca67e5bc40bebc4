"""Harper behind three functions: what it finds, the part of speech of every word, and how a word is spelled.

The one place that knows Harper's API and its habits. Knows nothing of rules, messages or interviews. Not thread-safe: the caller
holds a lock.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

PARTS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "SCONJ",
    "VERB",
    "X",
)
_PART = "Part"
_TAGGING = frozenset(_PART + part for part in PARTS)
# Harper's parser has met every character of this set; anything else is read as a space, which keeps the offsets.
_STRANGE = re.compile(r"[^\n !-~£€À-ɏ–—…°•]")
# Looking up a word of many letters takes memory in proportion to their square, and ends the process.
_ENDLESS = re.compile(r"\S{41,}")
_PIECE = 4000


class Lint(NamedTuple):
    """One finding of Harper's, before any policy."""

    rule: str
    start: int
    end: int
    suggestions: tuple[str, ...]


class Reading(NamedTuple):
    """What Harper makes of a text: its findings, and the part of speech by the offset where a word begins."""

    lints: list[Lint]
    parts: dict[int, str]


def read(text: str) -> Reading:
    """Lints a text and tags its words. A word that is in no dictionary has no part of speech."""
    reading = Reading([], {})
    safe = plain(text)
    for start, end in _pieces(safe):
        try:
            found = {
                rule: hits
                for reader in (_reader(), _tagger())  # one that does both takes twice as long
                for rule, hits in reader.organized_lints(safe[start:end], language="plaintext", dedup=False).items()
            }
        except BaseException as error:  # a panic inside Harper is no Exception
            _forget(error)
            continue
        for rule, hits in found.items():
            if rule in _TAGGING:
                reading.parts.update((start + hit.span.start, rule[len(_PART) :]) for hit in hits)
            else:
                reading.lints.extend(
                    Lint(rule, start + hit.span.start, start + hit.span.end, _replacements(hit)) for hit in hits
                )
    reading.lints.sort()
    return reading


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a text that Harper reads in a time in proportion to their length: some paragraphs, or of a long one some words."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        if end < len(text):
            cut = max(text.rfind("\n\n", start, end), text.rfind(". ", start, end) + 1)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut if cut > start else end
        yield start, end
        start = end


def known(words: Iterable[str]) -> frozenset[str]:
    """Those of the words that are in the dictionary, whatever the variant of English."""
    wanted = sorted(set(words))
    if not wanted:
        return frozenset()
    text = "\n\n".join(wanted)
    try:
        found = _tagger().organized_lints(plain(text), language="plaintext", dedup=False)
    except BaseException as error:
        _forget(error)
        return frozenset(wanted)
    spans = {(hit.span.start, hit.span.end) for hits in found.values() for hit in hits}
    return frozenset(text[start:end] for start, end in spans) & frozenset(wanted)


def spellings(word: str) -> tuple[str, ...]:
    """What an unknown word may be meant for, the likeliest first; empty where Harper would let it pass."""
    try:
        hits = _speller().lint(plain(word), language="plaintext")
    except BaseException as error:
        _forget(error)
        return ()
    return _replacements(hits[0]) if hits else ()


def plain(text: str) -> str:
    """The text with all that Harper need not see as spaces; offsets stay."""
    return _ENDLESS.sub(lambda run: " " * len(run.group()), _STRANGE.sub(" ", text))


def _replacements(hit: Any) -> tuple[str, ...]:
    return tuple(s.replacement_text for s in hit.suggestions if s.kind == 0)


def _forget(error: BaseException) -> None:
    """Starts afresh after a failure inside Harper; what the user or the system asks for is passed on."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error
    for made in (_reader, _tagger, _speller):
        made.cache_clear()


@cache
def _switched_on() -> frozenset[str]:
    """The linters that find slips without crying wolf; the file says why the others are off."""
    lines = resources.files(__package__).joinpath("proof_linters.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines for name in line.partition("#")[0].split())


@cache
def _reader() -> Any:
    return _linter(_switched_on())


@cache
def _tagger() -> Any:
    return _linter(_TAGGING)


@cache
def _speller() -> Any:
    return _linter(frozenset({"SpellCheck"}))


def _linter(wanted: frozenset[str]) -> Any:
    import harper  # late: loading it takes a while, and most of the package does without

    linter = harper.Linter(harper.Dialect.BRITISH)
    linter.load_weirpack(_tagging_rules())
    linter.set_lint_config({rule: rule in wanted for rule in linter.get_lint_config()})
    return linter


def _tagging_rules() -> bytes:
    """Harper tells no parts of speech, but its rule language can ask for them: one rule for each finds its words."""
    pack = io.BytesIO()
    about = {
        "author": "after-the-interview",
        "version": "1.0.0",
        "description": "Parts of speech",
        "license": "BSD-3-Clause",
    }
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("manifest.json", json.dumps(about))
        for part in PARTS:
            rule = f'expr main {part}\n\nlet message "{part}"\nlet description "{part}"\nlet kind "Miscellaneous"\nlet becomes ""\n'
            archive.writestr(f"{_PART}{part}.weir", rule)
    return pack.getvalue()
