"""Which sentences are the candidate's own: not copied from the exercise, not mere lists of words. Earns no points by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.scenario import Scenario
from ..text.sentences import Span
from ..text.times import dated
from .jumble import jumbled
from .reading import Reading, words
from .small_words import SMALL_WORDS

# The same for the neighbouring languages: a draft in French is no list of keywords.
_FOREIGN = frozenset(
    "le la les un une des du et ou pour par dans avec sur que qui je vous nous il elle est sont mon ma mes votre vos cette ce au aux en ne "
    "pas der die das den dem ein eine einen und oder für mit auf zu von ich sie wir ist sind mein meine ihr ihre nicht im am el los las "
    "una y por con que yo usted es son mi su del al no gli di per che io lei è sono mio sua non het een voor met ik u is zijn mijn uw niet "
    "o os uma com eu é são meu sua não".split()
)
# What happened: a sentence tells it ('The cold store story went well'), a list of keywords does not.
_TOLD = frozenset(
    "went said told gave came got felt made kept took knew thought spoke talked answered asked lost left forgot froze stood ran saw heard "
    "began became worked sounded seemed stayed tried wanted needed".split()
)
# How a note of a plan begins, and what it is about: 'Fri: Kessling interview'.
_ACTS = frozenset(
    "ring call phone text email send hand write rewrite ask apply go visit practise practice read look check update book finish prepare "
    "record rehearse take meet register sign put post print tell learn note list draft fill do make get keep drop refresh revise review "
    "search reply chase confirm interview trial meeting assessment".split()
)
_SPEAKER = re.compile(r"^[ \t>*-]*(?:t\d{2}\b[ \t:.-]*)?(?P<name>[^:\n]{2,40}):[ \t]+\S")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
BARE = 0.22  # of the words hold sentences together in a text of keywords, or fewer; in no finished draft of 2,108 under 0.24
FEWEST = 20  # words of which that can be said
MOST_NOTED = 16  # words of a line of notes
_RUN = 12  # words on end that two texts share only when one was copied from the other


def content_lines(reading: Reading) -> Iterator[Span]:
    """The lines with words of the content, without quoted ones."""
    draft = reading.draft
    at = draft.content.start
    for line in draft.of(draft.content).split("\n"):
        if line.strip() and not any(q.start <= at < q.end for q in draft.quoted):
            yield Span(at, at + len(line))
        at += len(line) + 1


def placed_words(reading: Reading) -> Iterator[tuple[str, Span]]:
    """The words of the content in lower case, each with its place."""
    content = reading.draft.content
    for found in _WORD.finditer(reading.draft.text, content.start, content.end):
        yield found.group().lower(), Span(*found.span())


@lru_cache(maxsize=1)
def pasted(reading: Reading) -> tuple[Span, ...]:
    """Lines of the transcript's dialogue, and long runs of words out of the transcript or the exercise."""
    speakers = {turn.speaker for turn in reading.scenario.turns}
    names = speakers | {name.split()[0] for name in speakers}
    dialogue = [
        span
        for span in content_lines(reading)
        if (found := _SPEAKER.match(reading.draft.of(span))) and found["name"].strip(" *") in names
    ]
    return (*(dialogue if len(dialogue) >= 2 else ()), *_copied_runs(reading), *_instructions(reading))


# How an exercise speaks: of the candidate, of the text and of what it must hold.
_INSTRUCTION = re.compile(
    r"\bthe candidate(?:'s)?\b|\b\d+ to \d+ words\b|\bthe (?:scenario|exercise|rubric)\b"
    r"|^\W*(?:says|names|gives|asks|keeps|leaves|takes up|treats|accepts|refers|closes with|greets|thanks the|says that|states)\b"
    r"|^\W*(?:it|he|she|this (?:message|plan|review|email|letter)|the (?:message|plan|review|draft|email|letter|note|reply)) "
    r"(?:says|names|gives|asks|keeps|leaves|takes up|treats|accepts|refers|closes|greets|thanks|has at least)\b"
    r"|^\W*(?:at least (?:one|two|three)|(?:say|name|give|mention|state|write|ask for|keep|take up|plan|recall|close|greet)\b[^.]{0,60}\b"
    r"(?:at least|the interviewer|the consultant|the employer|the role|your own words|your answers?|a sentence or two))\b",
    re.I,
)


def _instructions(reading: Reading) -> tuple[Span, ...]:
    """Sentences that tell what such a text should hold, where there are several of them."""
    found = [span for span in reading.draft.sentences if _INSTRUCTION.search(reading.draft.of(span))]
    return tuple(found) if len(found) >= 3 or (len(found) == 2 and len(reading.draft.sentences) <= 5) else ()


@lru_cache(maxsize=8)
def _runs(scenario: Scenario, task: str) -> frozenset[tuple[str, ...]]:
    """Every run of words of the transcript and of the exercise."""
    sources = [turn.text for turn in scenario.turns]
    sources += [task, scenario.employer.follow_up_note, scenario.employer.about]
    return frozenset(
        tuple(w[n : n + _RUN]) for source in sources for w in [words(source)] for n in range(len(w) - _RUN + 1)
    )


def _copied_runs(reading: Reading) -> Iterator[Span]:
    runs = _runs(reading.scenario, reading.task)
    own = list(placed_words(reading))
    said = [word for word, _ in own]
    start: int | None = None
    for n in range(len(own) - _RUN + 2):
        copied = n <= len(own) - _RUN and tuple(said[n : n + _RUN]) in runs
        if copied and start is None:
            start = n
        if not copied and start is not None:
            yield Span(own[start][1].start, own[n + _RUN - 2][1].end)
            start = None


@lru_cache(maxsize=1)
def listed(reading: Reading) -> tuple[Span, ...]:
    """Sentences that are mere lists of words: hardly any of the words that hold English sentences together, or short items in a row."""
    found = []
    for sentence in reading.draft.sentences:
        said = words(reading.draft.of(sentence))
        function = sum(_holds(word) for word in said)
        note = dated(reading.draft.of(sentence)) and _begins_to_act(said)  # Wed: ring two agencies
        bare = function / len(said) < 0.17 and not note if said else False
        if len(said) >= 2 and (bare or _enumerates(reading.draft.of(sentence), said)):
            found.append(sentence)
    return tuple(found)


_ASKED = frozenset("please kindly let off up out once over".split())  # take my name off, please
# There's, I'd, they're, hasn't
_SHORTENED = re.compile(r"(?:there|it|that|here|what|who|where|how|let|he|she)'s|[a-z]+n't|[a-z]+'(?:ll|re|ve|d|m)")


def _holds(word: str) -> bool:
    """Whether a word holds a sentence together, or tells what happened."""
    past = len(word) > 4 and word.endswith("ed")
    return (
        past
        or word in _ASKED
        or word in SMALL_WORDS
        or word in _FOREIGN
        or word in _TOLD
        or bool(_SHORTENED.fullmatch(word))
    )


def _begins_to_act(said: list[str]) -> bool:
    """Whether one of the first words is a thing to do, or an appointment."""
    return bool(_ACTS & set(said[:5]))


def _enumerates(text: str, said: list[str]) -> bool:
    """Whether a sentence is four or more items of one to three words, or a long row of items, and none says what anybody does."""
    items = [words(item) for item in re.split(r"[,;:•|/]", text)]
    items = [item for item in items if item]
    short = len(items) >= 4 and len(said) <= 2.5 * len(items) and not _WHO & set(said)
    return short or (len(items) >= 10 and sum(bool(_FIRST & set(item)) for item in items) <= 0.15 * len(items))


_FIRST = frozenset("i i'm i'd i've i'll me my we we're our".split())
_WHO = _FIRST | frozenset(
    "you you're he she they it's that's there's what's is are was were didn't don't doesn't wasn't weren't couldn't can't won't wouldn't "
    "hadn't haven't".split()
)


@lru_cache(maxsize=1)
def mere_lists(reading: Reading) -> tuple[Span, ...]:
    """The lists of words, where they are the larger part of the content, or all of it: then nothing in it is said."""
    lists = listed(reading)
    count = sum(len(words(reading.draft.of(span))) for span in lists)
    said = words(reading.draft.of(reading.draft.content))
    if len(said) >= FEWEST and sum(map(_holds, said)) < BARE * len(said):
        return reading.draft.sentences
    return lists if len(said) >= 6 and count * 2 >= len(said) else ()


def _noted(reading: Reading, sentence: Span) -> bool:
    """Whether a bare sentence is a line of somebody's notes ('Green grams: best answer.', 'Tue, Saltgrass, 15.30'), and no list.

    Notes that say nothing else are no notes: `mere_lists` has seen to them.
    """
    text = reading.draft.of(sentence)
    said = words(text)
    return not reading.letter and len(said) <= MOST_NOTED and (dated(text) or not _enumerates(text, said))


@lru_cache(maxsize=1)
def own_sentences(reading: Reading) -> tuple[int, ...]:
    """The rows of `reading.units` that are whole sentences and the candidate's own."""
    if mere_lists(reading) or jumbled(reading.draft.of(reading.draft.content)):
        return ()
    copied = pasted(reading)
    lists = {span for span in listed(reading) if not _noted(reading, span)}
    return tuple(
        row
        for row in reading.sentence_rows
        for span in [reading.units[row].span]
        if not any(p.start < span.end and span.start < p.end for p in copied)
        and not (span in lists and len(words(reading.units[row].text)) >= 4)
    )
