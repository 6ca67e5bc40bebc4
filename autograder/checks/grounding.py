"""How closely a sentence refers to a point of the interview: the features, and a small trained model of them.

A point is known by its `label`; its phrases and what was said in its turns are further help. Meaning is compared by
embeddings, figures exactly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.scenario import Point, Scenario
from ..text.encode import Vectors, rarity
from ..text.layers import WIDTH
from ..text.numbers import figures
from ..text.sentences import Span, clauses, sentences
from .own import own_sentences
from .reading import Reading, Seen, words
from .small_words import SMALL_WORDS
from .trained import linear, measure

FEATURES = (
    "cosine to the label", "cosine to what was said", "rare words of the label", "share of the label's words",
    "rare words of what was said", "figures of the label", "figures of what was said", "rarest word", "speaks of it generally",
    "cosine to the label, beyond the next point's", "cosine to what was said, beyond the next", "rare words, beyond the next",
)  # fmt: skip
# The features of what the key says of an answer that are looked at besides: its label is all that there is to it.
OF_THE_KEY = [FEATURES.index(name) for name in (
    "cosine to the label", "rare words of the label", "share of the label's words", "figures of the label",
    "cosine to the label, beyond the next point's", "rare words, beyond the next",
)]  # fmt: skip
# What the trained measure adds for every kind: how near the sentence is to the first and to the second of what a point is known
# by, and how much nearer than to the next point.
MEASURED = (
    "measured to the label", "measured to what was said", "measured to the label, beyond the next",
    "measured to what was said, beyond the next",
)  # fmt: skip
_GENERAL = frozenset(
    "interview conversation discussion talk meeting chat call company team role position job post opportunity culture values experience "
    "challenge challenges future topic topics interesting everything people work atmosphere question questions answer answers".split()
)


_INITIALS = re.compile(r"\b[A-Z]{2}\b|\b[A-Z]&[A-Z]\b")  # HR, P&L: short, and yet a subject


@dataclass(frozen=True, eq=False)
class Source:
    """A point as sentences are compared with it. `names` and `said` hold vectors as those of a reading, shape (n, 768)."""

    names: Vectors
    said: Vectors
    label_stems: dict[str, float]
    said_stems: dict[str, float]
    label_figures: frozenset[tuple[float, str]]
    wrong_figures: frozenset[tuple[float, str]]
    said_figures: frozenset[tuple[float, str]]


def read_points(
    points: Sequence[tuple[str, Sequence[str], Sequence[str]]], names: frozenset[str] = frozenset()
) -> list[Source]:
    """Reads points, each a label, its phrases and what was said in its turns; all are embedded in one go.

    `names` are words that every draft of the scenario uses, such as the people's names.
    """
    said = [
        [text[s.start : s.end] for text in turns for s in sentences(text, Span(0, len(text)))] for _, _, turns in points
    ]
    texts: list[tuple[str, list[Span]]] = []
    for (label, phrases, _), turns in zip(points, said, strict=True):
        texts += [(name, []) for name in (label, *phrases)] + [(text, _parts(text)) for text in turns]
    rows = Seen(texts).vectors
    found, at = [], 0
    for (label, phrases, _), turns in zip(points, said, strict=True):
        middle = at + 1 + len(phrases)
        end = middle + sum(1 + len(_parts(text)) for text in turns)
        found.append(
            _source(" . ".join((label, *phrases)), " . ".join(turns), names, rows[at:middle], rows[middle:end])
        )
        at = end
    return found


def _parts(sentence: str) -> list[Span]:
    """The clauses of a sentence that was said, where it has several and they are long enough to mean something."""
    parts = list(clauses(sentence, Span(0, len(sentence))))
    return [p for p in parts if len(sentence[p.start : p.end].split()) >= 5] if len(parts) > 1 else []


def _source(label: str, said: str, names: frozenset[str], label_rows: Vectors, said_rows: Vectors) -> Source:
    label_stems = weights(label, names)
    found = list(figures(label))
    return Source(
        label_rows,
        said_rows,
        label_stems,
        {stem: w for stem, w in weights(said, names).items() if stem not in label_stems},
        frozenset((f.value, f.measure) for f in found if not f.negated),
        frozenset((f.value, f.measure) for f in found if f.negated),
        frozenset((f.value, f.measure) for f in figures(said)),
    )


@lru_cache(maxsize=16)
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


@lru_cache(maxsize=512)
def weights(text: str, names: frozenset[str] = frozenset()) -> dict[str, float]:
    """The stems of a text's content words, each with the rarity of its rarest form."""
    found = {initials.lower(): 1.0 for initials in _INITIALS.findall(text)}
    for word in (part for whole in words(text) for part in whole.removesuffix("'s").split("-")):
        if word in SMALL_WORDS or word in names or word in _GENERAL or len(word) < 3 or word.isdigit():
            continue
        found[stem(word)] = max(found.get(stem(word), 0.0), rarity(word))
    return found


def compared(sentence: str, rows: Vectors, points: Mapping[str, Source]) -> dict[str, NDArray[np.float64]]:
    """The features of one sentence for each point, shape (len(FEATURES),). `rows` are the vectors of its units (units, 768).

    The last three say how much nearer it is to this point than to the nearest other one of the same kind.
    """
    own, ours = weights(sentence), _said_figures(sentence)
    labels, said = _known_by(tuple(points.values()))
    near = np.column_stack([labels.nearest(rows[:, :WIDTH]), said.nearest(rows[:, :WIDTH])])
    of_the_sentence = [max(own.values(), default=0.0), min(3, sum(word in _GENERAL for word in words(sentence))) / 3]
    alone = np.array([[*_shared(own, ours, point), *of_the_sentence] for point in points.values()])
    alone = np.hstack([near, alone])
    measures = np.column_stack([alone[:, 0], alone[:, 1], alone[:, 2] + alone[:, 4]])
    further = np.column_stack([beyond(column) for column in measures.T])
    return dict(zip(points, np.hstack([alone, further]), strict=True))


class _Blocks(NamedTuple):
    """Unit vectors in blocks that stand one after the other; `starts` says where each begins."""

    vectors: Vectors
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, parts: Sequence[Vectors]) -> _Blocks:
        return cls(np.concatenate(parts), np.cumsum([0, *map(len, parts)])[:-1])

    def nearest(self, rows: Vectors) -> NDArray[np.float64]:
        """The highest cosine of any of the rows with any vector of each block, shape (blocks,)."""
        result: NDArray[np.float64] = np.maximum.reduceat((rows @ self.vectors.T).max(axis=0), self.starts)
        return result


@lru_cache(maxsize=64)
def _known_by(points: tuple[Source, ...]) -> tuple[_Blocks, _Blocks]:
    """The labels of points as the model sees them, and what was said in their turns; the label again where nothing was."""
    return (
        _Blocks.of([point.names[:, :WIDTH] for point in points]),
        _Blocks.of([(point.said if len(point.said) else point.names)[:, :WIDTH] for point in points]),
    )


def _shared(own: Mapping[str, float], ours: tuple[tuple[float, str], ...], point: Source) -> tuple[float, ...]:
    """The features of the stems and figures that a sentence shares with one point."""
    label = sum(w for s, w in own.items() if s in point.label_stems)
    total = sum(point.label_stems.values()) or 1.0
    said = sum(w for s, w in own.items() if s in point.said_stems)
    return (
        min(label, 3.0),
        min(label / total, 1.0),
        min(said, 3.0),
        sum(_same(f, point.label_figures) for f in ours),
        min(2, sum(_same(f, point.said_figures) for f in ours)),
    )


def compared_with(first: Source, second: Source) -> tuple[Vectors, Vectors]:
    """The two rows of vectors that the measure compares a sentence with.

    A point's label, and what was said of it; or of an answer all that was asked and answered, and what the key says of it.
    """
    if first is not second:
        return np.concatenate([first.names, first.said]), second.names
    return first.names, first.said if len(first.said) else first.names


def measured(sentence: Vectors, points: Sequence[tuple[Source, Source]], what: str) -> NDArray[np.float64]:
    """How near a sentence is to each point by the trained measure, shape (points, len(MEASURED)). `sentence` has shape (768,)."""
    ours, _ = measure(_measure_of(what))
    said = sentence @ ours
    said /= np.linalg.norm(said)
    close = np.column_stack([side.nearest(said[None]) for side in _theirs(tuple(points), what)])
    return np.hstack([close, np.column_stack([beyond(column) for column in close.T])])


@lru_cache(maxsize=64)
def _theirs(points: tuple[tuple[Source, Source], ...], what: str) -> tuple[_Blocks, _Blocks]:
    """What the points are known by, on both sides, as the trained measure sees it."""
    _, theirs = measure(_measure_of(what))

    def seen(rows: Vectors) -> Vectors:
        turned = rows @ theirs
        result: Vectors = turned / np.linalg.norm(turned, axis=1, keepdims=True)
        return result

    sides = zip(*(compared_with(first, second) for first, second in points), strict=True)
    one, other = (_Blocks.of([seen(rows) for rows in side]) for side in sides)
    return one, other


def _measure_of(what: str) -> str:
    return "answers" if what == "answers" else "points"


def beyond(scores: NDArray[Any], axis: int = 0) -> NDArray[Any]:
    """How far each score is above the highest of the others along an axis, the same shape."""
    if scores.shape[axis] < 2:
        return np.zeros_like(scores)
    second, best = np.moveaxis(np.partition(scores, -2, axis=axis), axis, 0)[-2:]
    second, best = np.expand_dims(second, axis), np.expand_dims(best, axis)
    result: NDArray[Any] = scores - np.where(scores == best, second, best)
    return result


@lru_cache(maxsize=512)
def _said_figures(sentence: str) -> tuple[tuple[float, str], ...]:
    """The figures that a sentence asserts."""
    return tuple((f.value, f.measure) for f in figures(sentence) if not f.negated)


def _same(figure: tuple[float, str], others: frozenset[tuple[float, str]]) -> bool:
    """Whether a figure is one of the others. A large one fits without its measure; 'four times' is not 'four weeks'."""
    value, measure = figure
    if not measure and value < 4:
        return False
    return any(value == v and (measure == m or (value > 12 and not (measure and m))) for v, m in others)


def contradicts(sentence: str, point: Source) -> bool:
    """Whether a sentence gives, for a figure of the point, another value of the same measure and not the right one."""
    ours = _said_figures(sentence)
    known = point.label_figures | point.said_figures
    for unit in {m for _, m in point.label_figures if m and m != "year"}:
        given = [f for f in ours if f[1] == unit]
        right = frozenset(f for f in point.label_figures if f[1] == unit)
        if any(_same(f, right) for f in given):
            continue
        if any(_same(f, point.wrong_figures) or not _same(f, known) for f in given):
            return True
    right_at_all = any(_same(f, point.label_figures) for f in ours)
    return not right_at_all and any(_same(f, point.wrong_figures) for f in ours)


@lru_cache(maxsize=64)
def sources(scenario: Scenario, what: str) -> dict[str, Source]:
    """What of a scenario sentences are compared with, by id.

    `topics` and `gaps` are known by their labels and the turns they rest on, `deliverables` by their labels alone, `answers`
    (by the turn of the answer) by question and answer, `verdicts` by what the key says of them. `interview` is one source: all
    that the panel said and what is known of the employer.
    """
    read = dict(zip(*_named(scenario, what), strict=True))
    return dict(zip(read, read_points(list(read.values()), _names(scenario)), strict=True))


def _named(scenario: Scenario, what: str) -> tuple[list[str], list[tuple[str, Sequence[str], Sequence[str]]]]:
    said = {turn.id: turn.text for turn in scenario.turns}
    if what == "deliverables":
        owed = scenario.candidate.current_job.deliverables
        return [d.id for d in owed], [(d.label, (), ()) for d in owed]
    if what == "answers":
        asked = [question(scenario, answer.turn) for answer in scenario.answers]
        return [a.turn for a in scenario.answers], [
            (q, (), (q, said[a.turn])) for q, a in zip(asked, scenario.answers, strict=True)
        ]
    if what == "verdicts":
        return [a.turn for a in scenario.answers], [(a.why, (), ()) for a in scenario.answers]
    if what == "interview":
        panel = [turn.text for turn in scenario.turns if turn.speaker != scenario.candidate.name]
        return ["interview"], [(scenario.employer.about, (), panel)]
    points: Sequence[Point] = getattr(scenario, what)
    return [p.id for p in points], [(p.label, p.phrases, [said[t] for t in p.turns]) for p in points]


def question(scenario: Scenario, answer: str) -> str:
    """What the panel said last before an answer (its turn)."""
    order = [turn.id for turn in scenario.turns]
    before = [turn for turn in scenario.turns[: order.index(answer)] if turn.speaker != scenario.candidate.name]
    return before[-1].text if before else scenario.turns[order.index(answer)].text


def _names(scenario: Scenario) -> frozenset[str]:
    return frozenset(
        part.lower() for name in (*scenario.people, scenario.employer.name) for part in re.split(r"\W+", name)
    )


def features(reading: Reading, row: int, what: str) -> dict[str, NDArray[np.float64]]:
    """What tells whether the sentence of a row refers to each source, by id, as the model of this kind reads it."""
    points = sources(reading.scenario, what)
    if not points:
        return {}
    text = reading.units[row].text
    ours = reading.vectors[[n for n, unit in enumerate(reading.units) if unit.sentence == row]]
    found, second = compared(text, ours, points), points
    if what == "answers":
        second = sources(reading.scenario, "verdicts")
        of_the_key = compared(text, ours, second)
        found = {turn: np.concatenate([values, of_the_key[turn][OF_THE_KEY]]) for turn, values in found.items()}
    by_measure = measured(ours[0], [(points[name], second[name]) for name in points], what)
    return {name: np.concatenate([values, by_measure[n]]) for n, (name, values) in enumerate(found.items())}


@lru_cache(maxsize=2)
def closeness(reading: Reading, what: str) -> dict[int, dict[str, float]]:
    """How surely each own sentence refers to each source, above 0 it does: by row of `reading.units`, then by id."""
    model = linear(f"refers.{what}")
    return {
        row: {name: model.score(values) for name, values in features(reading, row, what).items()}
        for row in own_sentences(reading)
    }
