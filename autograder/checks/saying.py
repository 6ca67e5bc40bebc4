"""What a sentence says, as a trained model sees it: its embedding and a few exact marks of negation, condition and report.

Embeddings do not see negation ('I do not thank you' is near to 'I thank you'); the marks do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..text.encode import Vectors
from ..text.sentences import Span
from .own import own_sentences
from .reading import Reading
from .trained import linear

_MARKS: dict[str, str] = {
    "negated": r"\b(?:not|no|never|nothing|nobody|none|neither|nor|hardly|barely|cannot|without)\b|n't\b",
    "conditional": r"\b(?:if|unless|had (?:you|i|the|we|it)|would have|could have|might have|were (?:you|i|it))\b",
    "hedged": r"\b(?:might|may|perhaps|maybe|possibly|suppose|guess|unsure|undecided|consider|whether|depends?|sure|yet|probably)\b",
    "reported": r"\b(?:told|said|says|asked|according|thinks?|suggested|advised|insisted|asks?|reminded|wants me|tells)\b",
    "in advance": r"\b(?:in advance|in anticipation|ahead of time|beforehand)\b",
    "thanks": r"\b(?:thank|thanks|thankful|thanked|thanking|grateful|gratefully|gratitude|appreciate[sd]?|appreciation|obliged|"
    r"indebted|ta|cheers|thx|kind of you|good of you|generous|thnx|thanx)\b",
    "plain thanks": r"\b(?:thank you|thanks|thank) (?:so much |very much |once more |both |again |all |sincerely )*(?:for|to)\b|"
    r"\bgrateful (?:to you )?for\b|\bmy (?:sincere )?thanks\b|\bappreciated? (?:the|your|you|both)\b",
    "plain interest": r"\b(?:interested|interest|keen) (?:in|on|to)\b|"
    r"\b(?:want|like|love|delighted|glad|happy|proud|eager|hope|pleased) (?:to |the |this )"
    r"(?:job|role|post|position|join|work|take|do this|come back|come in|be considered|become|be part|start)\b|\binterests? me\b|\bmore interested\b",
    "you": r"\b(?:you|your|yours|you're|you've|you'd|you'll|both)\b",
    "interview": r"\b(?:interview|time|conversation|talk|talking|chat|chatting|meeting|meet|seeing|call|afternoon|morning|today|yesterday|tour|"
    r"visit|hour|explaining|showing|hospitality|patience|listening|opportunity|having me|inviting|questions)\b",
    "wish": r"\b(?:want|wanted|keen|interested|interest|love|excited|eager|delighted|enthusiastic|motivated|hope|join|joining|thrilled|"
    r"welcome the chance|like to|looking forward|glad|happy|proud|committed|hoping)\b",
    "role": r"\b(?:role|job|post|position|team|company|opportunity|work for|work with|working with|join|joining|part of|vacancy|ward|shop|"
    r"kitchen|school|practice|place|next step|second (?:interview|conversation|round)|offer|come back|start)\b",
    "other role": r"\b(?:another|other|different|elsewhere|instead|in (?:the )?future|ever|should you|some day|one day|later)\b",
    "past": r"\b(?:was|were|used to|had been|until|at first|before)\b",
    "first person": r"\b(?:i|i'm|i'd|i've|i'll|me|my|we|our)\b",
    "third person": r"\b(?:he|she|they|his|her|their|him|them|consultant|agency|colleague|team|boss|wife|husband|mother|sister|friend|partner)\b",
    "promise": r"\b(?:ring|call me|tell you|let you know|explain|fill you in|happy to|on request|ask me|share|send|discuss|details|later|more)\b",
    "figure": r"\d",
    "question": r"\?",
    "exclamation": r"!",
    "superlative": r"\b(?:best|only|nobody|no one|every|always|never|obviously|clearly|of course|frankly|honestly|lucky|fool|foolish)\b",
    "demand": r"\b(?:expect|demand|insist|must|need|deserve|immediately|at once|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow)|"
    r"deadline|owe|owed|entitled|latest)\b",
    "plea": r"\b(?:please|beg|begging|desperate|desperately|anything|chance|last|mercy|pray|praying|sorry|apologi[sz]e|forgive)\b",
    "slang": r"\b(?:mate|dude|lol|haha|gonna|wanna|hun|babe|guys|buddy|pal|omg|btw|xx+|bro|yeah|cheers|awesome|cool|legend)\b",
    "contempt": r"\b(?:stupid|ridiculous|incompetent|clueless|waste|rude|useless|joke|pathetic|idiot|terrible|awful|dreadful|so-called)\b",
}
_COMPILED = tuple(re.compile(pattern, re.I) for pattern in _MARKS.values())
_WHOLE = tuple(list(_MARKS).index(name) for name in ("conditional", "reported", "in advance"))
_SCALE = 0.35  # brings a mark to the size of an embedding's differences

WIDTH = 384 + len(_MARKS) + len(_WHOLE)


@lru_cache(maxsize=512)
def marks(text: str) -> NDArray[np.float64]:
    """Which of the marks a text has, 1 or 0 each."""
    return np.array([float(bool(pattern.search(text))) for pattern in _COMPILED])


def said(text: str, sentence: str, vector: Vectors) -> NDArray[np.float64]:
    """The features of a clause, or of a whole sentence: shape (WIDTH,)."""
    own = marks(text)
    whole = own if text == sentence else marks(sentence)
    return np.concatenate([vector, _SCALE * own, _SCALE * whole[list(_WHOLE)]])


@lru_cache(maxsize=1)
def own_units(reading: Reading) -> tuple[int, ...]:
    """The rows of `reading.units` that are the candidate's own sentences, and the clauses of these."""
    own = set(own_sentences(reading))
    return tuple(row for row, unit in enumerate(reading.units) if unit.sentence in own)


@lru_cache(maxsize=1)
def features(reading: Reading) -> NDArray[np.float64]:
    """The features of the own units of a draft, shape (len(own_units(reading)), WIDTH)."""
    units = reading.units
    return np.stack(
        [said(units[r].text, units[units[r].sentence].text, reading.vectors[r]) for r in own_units(reading)]
    )


def scored(reading: Reading, model: str) -> Iterator[tuple[float, Span, bool]]:
    """How surely each own sentence and clause says it: (score, span, whether it is a whole sentence)."""
    rows = own_units(reading)
    if not rows:
        return
    for row, scores in zip(rows, linear(model).scores(features(reading)), strict=True):
        unit = reading.units[row]
        yield float(scores[0]), unit.span, unit.sentence == row
