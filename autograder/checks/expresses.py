"""Does the draft say a thing that people say in such messages and plans: thanks, a withdrawal, where to stop searching?

The trained adapter says how surely each sentence says it, or says the contrary; a small model weighs the two.
"""

from __future__ import annotations

import re

from ..findings import Finding, missed
from ..model.rubric import Expresses
from . import people
from .decision import absent, decided
from .elsewhere import about_another, elsewhere
from .reading import Reading, quote
from .saying import clearest, near, of_span, says, strongest

# The sayings that count for a thing, and those that speak against it.
FOR: dict[str, tuple[str, ...]] = {
    "asks_feedback": ("feedback", "asks_feedback", "takes_up"),
    "interest": ("interest", "stance"),
    "stance": ("stance", "withdraws"),
}
AGAINST: dict[str, tuple[str, ...]] = {
    "accepts": ("argues",),
    "until_signed": ("until_earlier",),
    "perspective": ("all_on_one",),
}


def features(what: str, reading: Reading) -> list[float]:
    """How surely the draft says it: by each saying that counts, each that only comes near it, and each that speaks against it."""
    pro = FOR.get(what, (what,))
    best = strongest(reading, *pro)
    return [
        *(strongest(reading, name).score for name in pro),
        clearest(reading, *pro).score,
        *(max(strongest(reading, name).score, -9.0) for name in near(*pro)),
        *(min(of_span(reading, best.span, name), best.score) for name in near(*pro)),
        about_another(reading, best.span),
        *(strongest(reading, name).score for name in AGAINST.get(what, ())),
    ]


def exact(what: str, reading: Reading) -> Finding | None:
    """What needs no model: a message about another interview, and a thing that is only said where it is denied."""
    if elsewhere(reading):
        return absent()
    said = strongest(reading, *FOR.get(what, (what,)))
    if said.span and _ruled_out(what, reading):
        return missed("negated", reading.evidence(said.span), confidence=0.8, quote=quote(reading, [said.span]))
    return None


def expresses(check: Expresses, reading: Reading) -> Finding:
    if (known := exact(check.what, reading)) is not None:
        return known
    said = strongest(reading, *FOR.get(check.what, (check.what,)))
    against = strongest(reading, *AGAINST[check.what]) if check.what in AGAINST else None
    denied = against if against and against.score > 0 and against.span else said
    close = denied.span if denied is not said or said.score > NEAR else None
    return decided(
        f"expresses.{check.what}",
        features(check.what, reading),
        reading,
        met=[said.span] if said.span else [],
        missed="negated" if close else "absent",
        because=[close] if close else [],
        facts={"quote": quote(reading, [said.span] if said.span else [])},
    )


# What the adapter sometimes takes for the thing: denial, condition, something still to come, somebody else.
_NOT = r"\b(?:not|never|no longer|hardly|scarcely|cannot|unable to)\b|n't\b"
_ENOUGH = re.compile(
    r"\b(?:enough|how (?:much|very|deeply|grateful|keen|glad)|not only|couldn't be (?:more|keener|happier)|could not be (?:more|keener|happier)|"
    r"nothing (?:i|i'd) |no(?:thing)? (?:less|more)|never (?:been|wanted|felt) (?:so|more|anything)|hasn't changed|has not changed|"
    r"doesn't (?:change|stop|put me off)|does not (?:change|stop|put me off)|without (?:hesitation|reservation|doubt)|didn't (?:just|only))\b",
    re.I,
)
_RULED_OUT = {
    "thanks": re.compile(
        rf"(?:{_NOT})[^.;]{{0,45}}\b(?:thank|grateful|gratitude|appreciat|obliged)"
        r"|\b(?:had|if|were|should) (?:you|i|it|we|the)\b[^;]{0,90}\b(?:would|could|might|should|'d)\b[^.;]{0,40}\b(?:thank|grateful|appreciat)"
        r"|\b(?:would|might|could) (?:have|be where|be the place)\b[^.;]{0,40}\b(?:thank|grateful|appreciat)"
        r"|\b(?:in advance|in anticipation|beforehand)\b|\bwould (?:be grateful|appreciate)\b|\bthank(?:s| you) for nothing\b"
        r"|\b(?:to|and) say (?:thanks|thank you)\b(?=[^.]{0,30}\b(?:told|asked|from)\b)",
        re.I,
    ),
    "interest": re.compile(
        rf"(?:{_NOT})[^.;]{{0,45}}\b(?:want|interested|interest|keen|decided|tempted|for me|see myself|sure|say yet|tell yet|convinced)\b"
        r"|\b(?:may or (?:may )?not|might consider|could imagine considering|undecided|unsure|in two minds|on the fence|keep my options)\b"
        r"|\b(?:withdraw|no longer)\b|\b(?:had|if) (?:you|the|it|i)\b[^.;]{0,70}\b(?:would have|might have|could have)\b"
        r"|\b(?:another|a different|some other) (?:role|post|job|position|vacancy|opening|department|team)\b"
        r"|\b(?:should|if) (?:you|your company|[A-Z]\w+) (?:ever|one day)\b",
        re.I,
    ),
}

NEAR = -2.5  # a sentence that says it less surely than this does not even come near it


def _ruled_out(what: str, reading: Reading) -> bool:
    """Whether every sentence that says it denies it after all, makes it conditional, or says it to somebody else."""
    if what not in _RULED_OUT:
        return False
    names = FOR.get(what, (what,))
    said = [p for p in (*says(reading, *names), clearest(reading, *names)) if p.score > 0 and p.span]
    return bool(said) and all(_denied(what, reading.draft.of(passage.span), reading) for passage in said)


def _denied(what: str, text: str, reading: Reading) -> bool:
    if _RULED_OUT[what].search(text) and not _ENOUGH.search(text):
        return True
    if what == "thanks" and not re.search(r"\b(?:you|your)\b", text, re.I):
        return bool(set(people.parts(text)) & _others(reading))
    return False


def _others(reading: Reading) -> set[str]:
    """The consultant's names, where the message goes to somebody else."""
    consultant = set(people.bare(reading.scenario.agency.consultant.name))
    greeted = set(people.bare(reading.draft.of(reading.draft.greeting)))
    return set() if consultant & greeted else consultant
