"""Makes slips in clean sentences, as careless and second-language writers make them: what the model of slips learns from.

Each maker yields edits (start, end, new text) of a sentence; what is marked as wrong afterwards is the new text, or, where words were
left out, the word that follows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from autograder.text import proof_harper
from autograder.text.proof_tokens import Row, Token, tokens
from autograder.text.proof_words import words

Edit = tuple[int, int, str]

_PAIRS = """their there,there their,their they're,they're their,they're there,your you're,you're your,its it's,it's its,loose lose,lose loose,
losing loosing,then than,than then,to too,too to,of off,off of,affect effect,effect affect,advice advise,advise advice,quite quiet,quiet quite,
whose who's,who's whose,past passed,passed past,were where,where were,were we're,we're were,by buy,accept except,except accept,weather whether,
whether weather,led lead,hear here,here hear,role roll,roles rolls,moral morale,morale moral,brought bought,bought brought,choose chose,chose choose,
personal personnel,personnel personal,no know,know no,know now,now know,new knew,knew new,right write,write right,peace piece,piece peace,
breath breathe,breathe breath,principle principal,principal principle,compliment complement,complement compliment,waist waste,wait weight,
our are,are our,an and,and an,as has,has as,is his,his is,this these,these this,this that,those that,that those,one won,would wood,been being,
being been,bare bear,bear bare,conscious conscience,sight site,site sight,fair fare,plain plane,week weak,weak week,meat meet,meet meat,threw through,
through threw,through though,thorough through,though through,every very,very every,form from,from form,an a,a an,everyday every_day,
every_day everyday,maybe may_be,sometime some_time,already all_ready,altogether all_together,into in_to,onto on_to,have of,"""
_SWAPS = [(a.replace("_", " "), b.replace("_", " ")) for a, b in (p.split(" ") for p in "".join(_PAIRS.split("\n")).split(",") if p)]
_COMMON = frozenset("to and one as is this that are is an every every from been being no".split())  # so that they don't outnumber the rest
_PREPOSITIONS = "in on at to for with of from by about into since during".split()
_UNCOUNTABLE = "advice information feedback equipment experience knowledge homework furniture progress training research evidence software news".split()
_AGREE = {
    "was": "were", "were": "was", "is": "are", "are": "is", "has": "have", "have": "has", "does": "do", "doesn't": "don't", "don't": "doesn't",
    "wasn't": "weren't", "isn't": "aren't", "hasn't": "haven't", "am": "is", "there's": "there are",
}  # fmt: skip
_QUANTITY = {"much": "many", "many": "much", "few": "little", "little": "few", "fewer": "less", "less": "fewer", "each": "every", "some": "any", "any": "some"}
_ADVERB = re.compile(r"[a-z]{3,}ly$")
_SUBJECTS = frozenset("i you he she it we they who that which this these those".split())


@dataclass(frozen=True)
class Spoilt:
    """A sentence with slips, and where they are."""

    text: str
    wrong: tuple[tuple[int, int], ...]


def read(text: str) -> Row:
    return tokens(text, proof_harper.read(text).parts)


def spoilt(text: str, rng: random.Random, most: int = 2) -> Spoilt | None:
    """A sentence with one slip or a few; None where none can be made."""
    row = read(text)
    made: list[tuple[int, int, str]] = []
    for _ in range(1 if rng.random() < 0.7 else most):
        for maker in rng.choices(*_WEIGHTED, k=12):
            edits = [e for e in maker(row, rng) if text[e[0] : e[1]] != e[2]]
            if edits:
                edit = rng.choice(edits)
                if all(edit[1] + 2 < a or edit[0] > b + 2 for a, b, _ in made):
                    made.append(edit)
                break
    if not made:
        return None
    out, wrong, at = [], [], 0
    for start, end, new in sorted(made):
        out.append(text[at:start])
        begun = sum(map(len, out))
        out.append(new)
        wrong.append((begun, begun + len(new)))
        at = end
    out.append(text[at:])
    whole = "".join(out)
    marked = []
    for a, b in wrong:
        if not whole[a:b].strip():  # words were left out: the next word shows it
            after = re.compile(r"\W*\w+").match(whole, a)
            before = re.search(r"\w+\W*$", whole[:a])
            a, b = (a, after.end()) if after else (before.start() if before else 0, b)
        while a < b and whole[a].isspace():
            a += 1
        if a < b:
            marked.append((a, b))
    return Spoilt(whole, tuple(marked)) if marked else None


def _like(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() and old != "I" else new


def _drop(row: Row, n: int) -> Edit:
    """Leaves a token out, with the space behind it."""
    token = row.tokens[n]
    end = token.end + (row.text[token.end : token.end + 1] == " ")
    return token.start, end, ""


def _replace(token: Token, row: Row, new: str) -> Edit:
    return token.start, token.end, _like(new, row.text[token.start : token.end])


def article_left_out(row: Row, rng: random.Random) -> Iterator[Edit]:
    for n, token in enumerate(row.tokens):
        if token.word in ("a", "an", "the"):
            yield _drop(row, n)


def article_too_many(row: Row, rng: random.Random) -> Iterator[Edit]:
    for before, token in pairwise(row.tokens):
        if token.tag in ("NNS", "NN") and before.tag in ("IN", "VB", "VBG", "VBD", "VBN", "TO") and before.word != "of":
            if token.tag == "NNS" or token.word in _UNCOUNTABLE:
                yield token.start, token.start, rng.choice(("the ", "a " if token.word in _UNCOUNTABLE else "the "))
        if token.word in ("my", "your", "our", "their", "his", "her", "both") and before.tag in ("IN", "VB", "VBD", "S"):
            yield token.start, token.start, "the "


def agreement(row: Row, rng: random.Random) -> Iterator[Edit]:
    for n, token in enumerate(row.tokens):
        if token.word in _AGREE and n and token.word != "there's":
            before = row.tokens[n - 1]
            if token.word in ("have", "has") and before.tag in ("MD", "TO"):
                continue
            if token.word in ("have", "do", "don't", "are", "were") and before.tag in ("S",):
                continue
            if token.word == "were" and before.word in ("i", "he", "she", "it"):
                continue
            yield _replace(token, row, _AGREE[token.word])
        if token.tag == "VBZ" and token.word.endswith("s") and len(token.word) > 3:
            yield _replace(token, row, _stripped(token.word))
        if token.tag == "VB" and n and row.tokens[n - 1].word in ("i", "we", "they", "you", "people") and token.word not in _AGREE:
            yield _replace(token, row, _third(token.word))
        if token.tag == "VB" and n > 1 and row.tokens[n - 1].tag in ("TO", "MD") and token.word not in ("be", "have", "do"):
            yield _replace(token, row, _third(token.word))


def tense(row: Row, rng: random.Random) -> Iterator[Edit]:
    forms = words().forms
    back = _back()
    for n, token in enumerate(row.tokens):
        before = row.tokens[n - 1] if n else None
        if token.tag in ("VBD", "VBN", "VBX") and token.word in back:
            base, past, participle = back[token.word]
            for other in {base, past.split("/")[0], participle.split("/")[0]} - {token.word}:
                if before is not None and (before.tag in ("HV", "BE") or before.word in _SUBJECTS or before.tag in ("NN", "NP", "NNS", "RB")):
                    yield _replace(token, row, other)
        elif token.tag in ("VBN", "VBD") and token.word.endswith("ed") and len(token.word) > 4 and before is not None:
            if before.word in _SUBJECTS or before.tag in ("HV", "BE", "RB"):
                yield _replace(token, row, token.word[:-1] if token.word[:-2].endswith(("g", "v", "c", "s", "r")) else token.word[:-2])
        if token.tag == "VB" and before is not None and (before.tag in ("MD", "TO") or before.word in ("did", "didn't", "does", "don't", "doesn't")):
            past = forms[token.word][1].split("/")[0] if token.word in forms else _regular(token.word)
            yield _replace(token, row, past)
            if before.tag in ("MD", "TO"):
                yield _replace(token, row, _gerund(token.word))
        if token.tag == "VBG" and before is not None:
            yield _replace(token, row, _base_of(token.word))
            if before.tag == "IN" and before.word not in ("to",):
                yield token.start, token.end, "to " + _base_of(token.word)
        if token.tag == "HV" and before is not None and before.word in _SUBJECTS and token.word in ("had", "have"):
            yield _drop(row, n)


def word_left_out(row: Row, rng: random.Random) -> Iterator[Edit]:
    for n, token in enumerate(row.tokens):
        if not n or token.tag == "P":
            continue
        if token.tag in ("BE", "TO", "HV", "MD") or token.word in ("to", "for", "of", "on", "at", "it", "in", "with", "not", "do", "did"):
            after = row.tokens[n + 1] if n + 1 < len(row.tokens) else None
            if after is not None and after.tag != "P":
                yield _drop(row, n)


def preposition(row: Row, rng: random.Random) -> Iterator[Edit]:
    for before, token in pairwise(row.tokens):
        if token.word in _PREPOSITIONS and before.tag not in ("S", "P"):
            yield _replace(token, row, rng.choice([p for p in _PREPOSITIONS if p != token.word]))
        if before.word in ("discuss", "discussed", "mention", "mentioned", "explain", "explained", "ask", "asked", "enter", "phone", "tell", "told", "answer", "reach"):
            if token.tag in ("DT", "PR", "NN", "NP") or token.word in ("me", "him", "her", "them", "my", "the"):
                yield token.start, token.start, rng.choice(("about ", "to "))


def number(row: Row, rng: random.Random) -> Iterator[Edit]:
    for n, token in enumerate(row.tokens):
        before = row.tokens[n - 1] if n else None
        if token.tag == "NNS" and token.word.endswith("s") and before is not None:
            if before.tag == "CD" or before.word in ("two", "three", "four", "many", "few", "several", "these", "those", "all", "both", "of", "other", "some", "five", "six"):
                yield _replace(token, row, _stripped(token.word))
        if token.tag == "NN" and before is not None and before.word in ("a", "an", "one", "this", "each", "every", "another"):
            yield _replace(token, row, _third(token.word))
        if token.word in _UNCOUNTABLE and before is not None and token.word != "news":
            yield _replace(token, row, token.word + "s")
        if token.word in _QUANTITY:
            yield _replace(token, row, _QUANTITY[token.word])
        if token.word in ("this", "that") and n + 1 < len(row.tokens) and row.tokens[n + 1].tag == "NN":
            yield _replace(token, row, "these" if token.word == "this" else "those")
        if token.word in ("these", "those"):
            yield _replace(token, row, "this" if token.word == "these" else "that")


def confused(row: Row, rng: random.Random) -> Iterator[Edit]:
    for wrong_for, wrong in _SWAPS:
        if wrong_for in _COMMON and rng.random() < 0.85:
            continue
        for match in re.finditer(rf"(?<![\w'-]){re.escape(wrong_for)}(?![\w'-])", row.text, re.I):
            if wrong == "of" and not re.search(r"\b(?:could|should|would|might|must)(?:n't)? $", row.text[: match.start()]):
                continue
            yield match.start(), match.end(), _like(wrong, match.group())


def apostrophe(row: Row, rng: random.Random) -> Iterator[Edit]:
    for token in row.tokens:
        if "'" in token.word and token.tag != "P":
            yield token.start, token.end, row.text[token.start : token.end].replace("'", "")
        if token.tag == "NNS" and token.word.endswith("s") and rng.random() < 0.4:
            yield token.start, token.end, row.text[token.start : token.end][:-1] + "'s"


def splice(row: Row, rng: random.Random) -> Iterator[Edit]:
    """Two sentences run together: a text of two sentences is needed."""
    for match in re.finditer(r"[.;] (?=[A-Z])", row.text):
        following = row.text[match.end() :]
        first = re.match(r"\w+", following)
        if first and (first.group().lower() in _SUBJECTS | {"my", "the", "there", "what", "next", "then"}) and len(row.text[: match.start()].split()) > 2:
            word = first.group() if first.group() == "I" or first.group().startswith("I'") else first.group().lower()
            yield match.start(), match.end() + first.end(), ("," if rng.random() < 0.8 else "") + " " + word
    for match in re.finditer(r", (?:and|but|so|because) (?=(?:i|he|she|it|we|they|you|there)\b)|(?: because| so that) (?=(?:i|he|she|it|we|they)\b)", row.text, re.I):
        first = re.match(r"\w+(?:'\w+)?", row.text[match.end() :])
        if first and rng.random() < 0.7:
            yield match.start(), match.end() + first.end(), ", " + first.group()


def form(row: Row, rng: random.Random) -> Iterator[Edit]:
    """An adjective for an adverb and the other way about; degrees; pronouns."""
    for n, token in enumerate(row.tokens):
        before = row.tokens[n - 1] if n else None
        if before is not None and _ADVERB.match(token.word) and token.word not in ("only", "early", "family", "likely", "reply", "july", "friendly", "apply", "daily", "weekly"):
            base = token.word[:-3] + "y" if token.word.endswith("ily") else token.word[:-2]
            yield _replace(token, row, base)
        if token.word == "well" and before is not None and before.tag not in ("S", "P"):
            yield _replace(token, row, "good")
        if token.tag == "JJ" and before is not None and before.word in ("more", "very", "really"):
            yield _replace(token, row, token.word + "ly")
        if token.word in ("better", "easier", "clearer", "stronger", "sooner", "longer", "harder"):
            yield token.start, token.start, "more "
        if token.word in ("i", "me", "he", "him", "she", "her", "they", "them", "we", "us") and before is not None and before.tag in ("CC", "IN", "VB", "VBD"):
            swap = {"me": "I", "him": "he", "them": "they", "us": "we", "i": "me", "he": "him", "they": "them", "we": "us", "she": "her", "her": "she"}
            yield token.start, token.end, swap[token.word]
        if token.word == "who" and before is not None and before.tag in ("NN", "NNS"):
            yield _replace(token, row, "which")


def order(row: Row, rng: random.Random) -> Iterator[Edit]:
    """Two words in the wrong order."""
    for one, two in pairwise(row.tokens):
        if one.tag in ("BE", "HV", "MD", "RB", "JJ", "DT") and two.tag in ("RB", "PR", "NN", "NP", "VBN", "JJ") or (one.word in _SUBJECTS and two.tag in ("BE", "MD", "HV")):
            if one.word == "i" or two.word == "i" or row.text[one.end : two.start] != " ":
                continue
            a, b = row.text[one.start : one.end], row.text[two.start : two.end]
            yield one.start, two.end, f"{b} {a}"


def doubled(row: Row, rng: random.Random) -> Iterator[Edit]:
    for token in row.tokens:
        if token.word in ("the", "to", "a", "in", "of", "and", "at", "for", "is", "my", "was", "as", "by", "i"):
            written = row.text[token.start : token.end]
            yield token.start, token.end, f"{written} {written if written == 'I' else written.lower()}"


def misspelt(row: Row, rng: random.Random) -> Iterator[Edit]:
    for token in row.tokens:
        if token.case == "l" and len(token.word) > 5 and token.word.isalpha():
            at = rng.randrange(1, len(token.word) - 2)
            w = token.word
            kind = rng.randrange(4)
            new = (w[:at] + w[at + 1] + w[at] + w[at + 2 :], w[:at] + w[at + 1 :], w[:at] + w[at] + w[at:], w[:at] + rng.choice("aeiou") + w[at + 1 :])[kind]
            yield token.start, token.end, new


_WEIGHTED: tuple[list[Callable[[Row, random.Random], Iterator[Edit]]], list[float]] = (
    [article_left_out, article_too_many, agreement, tense, word_left_out, preposition, number, confused, apostrophe, splice, form, order, doubled, misspelt],
    [1.2, 0.6, 1.5, 1.6, 1.0, 1.0, 1.2, 2.0, 0.8, 1.8, 0.7, 0.4, 0.2, 0.4],
)


def _back() -> dict[str, tuple[str, str, str]]:
    found = {}
    for base, past, participle in words().forms.values():
        for form_ in (*past.split("/"), *participle.split("/")):
            found[form_] = (base, past, participle)
    return found


def _third(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s")


def _stripped(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "sses", "xes", "oes")) else word[:-1]


def _regular(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _gerund(word: str) -> str:
    return (word[:-1] if word.endswith("e") and not word.endswith("ee") else word) + "ing"


def _base_of(gerund: str) -> str:
    stem = gerund[:-3]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem + "e" if stem.endswith(("v", "c", "k" * 9, "iz", "uc", "at", "ag", "ng" * 9, "us", "ur" * 9, "iv", "id")) or stem in ("tak", "mak", "writ", "tim", "com", "us", "hop", "com", "hav") else stem
