"""Rules that are rows of a table: patterns over words and their parts of speech. Reads proof_rules.toml. Knows nothing of messages.

A pattern is a row of items between spaces; each stands for one token:

    look/looks      one of these words              @modals         one of the words of a list in proof_words.toml
    <VB>            a token with one of these tags  <VB/VBX>        (proof_tokens.py says what they mean)
    good<JJ>        both                            *ing            a word with this ending; `un*` with this beginning
    _               any word                        <ANY>           any token
    !x              what comes next is not x (takes no token)
    ( a b | c )     one of these rows               !( a b | c !)   what comes next is none of these rows
    <q> <s>         a question mark, the beginning of a sentence; other marks stand for themselves
    [ ]             the slip is what stands between; without them, all of it
    x? x{0,3}       after any item or group: how often. `x:l` is written in lower case, `x:C` with a capital
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import itemgetter
from typing import cast

from .proof_tokens import Row
from .proof_words import words
from .slips import Slip, SlipType

_ITEM = re.compile(r"^(!?)(\(|\)|\||\[|\]|.*?)(\?|\{\d,?\d*\})?$")
_ANY_TAG = r"\|[^| ]+\|[^ ] "
_BEFORE, _BEHIND = 3, 8  # tokens of the sentences beside one that a pattern may look at


Window = tuple[int, int, int]  # of a stream: where to begin, where a match may begin no more, and where to end


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its patterns, what it says, and rows of text that it must and must not find."""

    id: str
    type: SlipType
    message: str
    becomes: tuple[str, ...]
    patterns: tuple[str, ...]
    needs: tuple[tuple[frozenset[str], ...], ...]
    not_in: frozenset[str]  # the homes of spelling where it does not hold
    bad: tuple[str, ...]
    good: tuple[str, ...]

    def slips(self, row: Row) -> Iterator[Slip]:
        for pattern, needs in zip(self.patterns, self.needs, strict=True):
            if not any(need.isdisjoint(row.vocabulary) for need in needs):
                yield from self.matches(pattern, row)

    def matches(self, pattern: str, row: Row, window: Window | None = None) -> Iterator[Slip]:
        """What one of its patterns finds in the row's stream, or in a part of it."""
        expression = compiled(pattern)
        start, stop, end = window or (0, len(row.stream), len(row.stream))
        for match in expression.finditer(row.stream, start, end):
            if match.start() >= stop:
                break
            marked = "slip" in expression.groupindex and match.group("slip") is not None
            start, end = match.span("slip") if marked else match.span()
            first, last = row.at(start), row.at(end - 1)
            while first < last and row.tokens[first].tag == "S":
                first += 1
            yield self._slip(row.text, row.tokens[first].start, row.tokens[last].end)

    def _slip(self, text: str, start: int, end: int) -> Slip:
        quote = " ".join(text[start:end].split())
        better = tuple(b.capitalize() if quote[:1].isupper() and not quote.startswith("I") else b for b in self.becomes)
        return Slip(start, end, self.type, self.message.replace("{quote}", quote), better)


def slips(row: Row, locale: str) -> Iterator[Slip]:
    """What every rule of the table finds that holds for the home of the spelling, in the table's order."""
    first, table = _by_word()
    found: dict[tuple[int, int, int], Slip] = {}
    for window, vocabulary in _windows(row):
        for n in set(first.get("", ())).union(*(first[word] for word in vocabulary if word in first)):
            rule, pattern, others = table[n]
            for need in others:
                if need.isdisjoint(vocabulary):
                    break
            else:
                if locale not in rule.not_in:
                    found |= {(n, slip.start, slip.end): slip for slip in rule.matches(pattern, row, window)}
    for _, slip in sorted(found.items(), key=itemgetter(0)):
        yield slip


def _windows(row: Row) -> Iterator[tuple[Window, frozenset[str]]]:
    """Each sentence with a few tokens on both sides: where it stands in the stream, and its words. What a rule finds lies in one."""
    begins = [n for n, token in enumerate(row.tokens) if token.tag == "S"]
    for n, begin in enumerate(begins):
        first = max(0, begin - _BEFORE)
        last, stop = len(row.tokens), len(row.stream)
        if n + 1 < len(begins):
            last, stop = min(last, begins[n + 1] + _BEHIND), row.starts[begins[n + 1]]
        end = row.starts[last] if last < len(row.tokens) else len(row.stream)
        yield (row.starts[first] - 1, stop, end), frozenset(token.word for token in row.tokens[first:last])


@cache
def _by_word() -> tuple[dict[str, list[int]], list[tuple[Rule, str, tuple[frozenset[str], ...]]]]:
    """Which patterns to try where a text has a word, and by '' those that need none; then all of them, in order.

    A pattern stands with its rule and the other sets of words of each of which the text must have one. It is found by the set of
    which a text is the least likely to have a word.
    """
    first: dict[str, list[int]] = {}
    table: list[tuple[Rule, str, tuple[frozenset[str], ...]]] = []
    closed = words().closed.keys()
    for rule in rules():
        for pattern, needs in zip(rule.patterns, rule.needs, strict=True):
            order = sorted(needs, key=lambda need: (len(need & closed), len(need)))
            for word in order[0] if order else ("",):
                first.setdefault(word, []).append(len(table))
            table.append((rule, pattern, tuple(order[1:])))
    return first, table


@cache
def rules() -> tuple[Rule, ...]:
    """The table. Its patterns are compiled when a text has the words that they need."""
    data = tomllib.loads(resources.files(__package__).joinpath("proof_rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(entry) for entry in data["rule"])


def _rule(entry: dict[str, object]) -> Rule:
    patterns = _listed(entry["pattern"])
    return Rule(
        id=str(entry["id"]),
        type=cast(SlipType, entry["type"]),
        message=str(entry["message"]),
        becomes=_listed(entry.get("becomes", [])),
        patterns=patterns,
        needs=tuple(_needs(pattern) for pattern in patterns),
        not_in=frozenset(_listed(entry.get("not_in", []))),
        bad=_listed(entry["bad"]),
        good=_listed(entry["good"]),
    )


def _listed(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(v) for v in cast("list[object]", value))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression for a pattern."""
    return re.compile(r"(?<= )" + "".join(_expression(item) for item in pattern.split()))


def _expression(item: str) -> str:
    match = _ITEM.match(item)
    assert match is not None
    no, core, often = match.group(1), match.group(2), match.group(3) or ""
    if core == "(":
        return "(?!(?:" if no else "(?:"
    if core == ")":
        return "))" if no else ")" + often
    if core == "|":
        return "|"
    if core == "[":
        return "(?P<slip>"
    if core == "]":
        return ")"
    token = _token(core)
    return f"(?!{token})" if no else f"(?:{token}){often}"


def _token(core: str) -> str:
    core, _, case = core.partition(":") if re.search(r".:[lCU-]$", core) else (core, "", "")
    ending = rf"\|{case} " if case else r"\|[^ ] "
    match = re.match(r"^(.*?)(?:<([A-Z$/]+)>)?$", core)
    assert match is not None
    word, tags = match.group(1), match.group(2)
    tag = "(?:" + "|".join(tags.split("/")) + ")" if tags and tags != "ANY" else "[^| ]+"
    return f"{_word(word)}\\|{tag}{ending}"


def _word(word: str) -> str:
    if word == "":
        return "[^| ]+"
    if word == "_":
        return r"[^|<., :;!?()\-\"]+"
    if word.startswith("@"):
        return "(?:" + "|".join(map(re.escape, sorted(words().lists[word[1:]]))) + ")"
    return "(?:" + "|".join(re.escape(part).replace(r"\*", "[^| ]+") for part in word.split("/")) + ")"


def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of words of each of which the text must have one for the pattern to match. They spare most searches."""
    found, _ = _needed(pattern.split(), 0)
    return tuple(sorted(set(found), key=len))


def _needed(items: Sequence[str], at: int) -> tuple[list[frozenset[str]], int]:
    """The sets that a row of items needs, up to the bracket that closes it, and where that is."""
    rows: list[list[frozenset[str]]] = [[]]
    while at < len(items) and not items[at].startswith((")", "!)")):
        item = items[at]
        if item in ("(", "!("):
            inside, at = _needed(items, at + 1)
            often = items[at][1:]
            if item == "(" and not often.startswith(("?", "{0")):
                rows[-1] += inside
        elif item == "|":
            rows.append([])
        else:
            outright = _outright(item)
            if outright:
                rows[-1].append(outright)
        at += 1
    if len(rows) == 1:
        return rows[0], at
    if all(rows):  # whichever of the rows it is, it needs its shortest set
        return [frozenset().union(*(min(row, key=len) for row in rows))], at
    return [], at


def _outright(item: str) -> frozenset[str]:
    """The words that an item names outright; none where it names none, may be absent or may not be there."""
    match = _ITEM.match(item)
    assert match is not None
    no, core, often = match.group(1), match.group(2), match.group(3) or ""
    word = re.sub(r"(?:<[A-Z$/]+>)?(?::[lCU-])?$", "", core) if core not in (":", ",") else core
    if no or often.startswith(("?", "{0")) or word in ("", "_", "[", "]", "<s>") or "*" in word:
        return frozenset()
    named = words().lists[word[1:]] if word.startswith("@") else frozenset(word.split("/"))
    return frozenset() if "<s>" in named else named
