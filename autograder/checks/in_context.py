"""What a letter or a plan says when its sentences are read one after another: a small trained network over what each says alone.

The adapter judges every sentence by itself. Whether 'Not this time.' withdraws, or 'You know where I am.' keeps the door open,
is clearer from the sentences around it, and from what else the draft says.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..text.encode import Vectors
from ..text.layers import WIDTH
from .own import own_sentences
from .reading import Reading
from .trained import context, context_names, sayings

MOST = 9.0  # beyond which a sentence says no more surely
_MORE = 6.0  # by which a clause may say it more surely than the sentence
_LONG = 30  # sentences beyond which a draft is not longer for the network


@lru_cache(maxsize=1)
def in_context(reading: Reading) -> dict[str, float]:
    """How surely the draft as a whole meets each of the models that the network knows, by name; above 0 it does."""
    models = context_names()[1]
    if not own_sentences(reading):
        return dict.fromkeys(models, 0.0)
    met = context()(features(reading, context().directions), said(reading))
    return dict(zip(models, map(float, met), strict=True))


def said(reading: Reading) -> Vectors:
    """How surely each own sentence alone says each thing that the network reads again, shape (sentences, things)."""
    columns = [sayings()[name] for name in context_names()[0]]
    return reading.scores[np.ix_(list(own_sentences(reading)), columns)]


def features(reading: Reading, directions: Vectors) -> NDArray[np.float32]:
    """What the network is told of each own sentence, shape (sentences, inputs).

    What it says, how much more surely a clause of it does, where it stands, how long it is, and its vector by the adapter
    along some `directions` (384, n).
    """
    own = list(own_sentences(reading))
    whole = reading.scores[own]
    parts = np.array(
        [reading.scores[[n for n, unit in enumerate(reading.units) if unit.sentence == row]].max(axis=0) for row in own]
    )
    place = np.linspace(0, 1, len(own)) if len(own) > 1 else np.zeros(1)
    lengths = np.log1p([len(reading.units[row].text.split()) for row in own])
    return np.hstack(
        [
            np.clip(whole, -MOST, MOST),
            np.clip(parts - whole, 0, _MORE),
            np.column_stack([place, np.full(len(own), min(len(own), _LONG) / 10), lengths]),
            reading.vectors[own][:, WIDTH:] @ directions,
        ]
    ).astype(np.float32)
