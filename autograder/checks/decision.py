"""From what a draft says to a finding with a confidence: the one place where a learned check decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..findings import Finding, missed
from ..text.sentences import Span
from .in_context import in_context
from .own import own_sentences
from .reading import Reading, quote
from .trained import context_names, probability

_SURE_OF_NOTHING = 0.9  # that a message about another interview, or one without words, does not say it


def decided(
    model: str,
    features: Sequence[float],
    reading: Reading,
    *,
    met: Sequence[Span],
    missed: str,
    because: Sequence[Span] = (),
    facts: Mapping[str, str] | None = None,
    by_silence: bool = False,
) -> Finding:
    """Met, with the passages `met` as evidence, where the model finds that likelier than not; else `missed`, with `because`.

    Without a passage it is met only where saying nothing is enough (`by_silence`).
    """
    facts = facts or {}
    if not own_sentences(reading) and not by_silence:
        return _missed(reading, missed, because, facts, _SURE_OF_NOTHING)
    chance = probability(model, told(model, features, reading))
    if chance >= 0.5 and (met or by_silence):
        return _met(reading, met, facts, chance)
    return _missed(reading, missed, because, facts, max(0.5, 1 - chance))


def told(model: str, features: Sequence[float], reading: Reading) -> list[float]:
    """What a model is told: its own features, and what the network that reads the whole draft makes of it, where it knows the model."""
    if model not in context_names()[1]:
        return list(features)
    return [*features, in_context(reading)[model]]


def _met(reading: Reading, spans: Sequence[Span], facts: Mapping[str, str], confidence: float) -> Finding:
    words = {"quote": quote(reading, spans), **facts}
    return Finding("met", 1.0, reading.evidence(*sorted(set(spans))), words, confidence)


def _missed(
    reading: Reading, outcome: str, spans: Sequence[Span], facts: Mapping[str, str], confidence: float
) -> Finding:
    words = {**facts, "quote": quote(reading, spans)}
    return Finding(outcome, 0.0, reading.evidence(*sorted(set(spans))), words, confidence)


def absent() -> Finding:
    """Nothing of it is there."""
    return missed("absent", confidence=_SURE_OF_NOTHING)
