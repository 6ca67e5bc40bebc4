"""Does the draft say a thing that people say in such messages and plans: thanks, a withdrawal, where to stop searching?

The trained adapter says how surely each sentence says it, or says the contrary; a small model weighs the two.
"""

from __future__ import annotations

import re

from ..findings import Finding, met, missed
from ..model.rubric import Expresses
from ..text.sentences import Span
from . import people
from .decision import decided
from .elsewhere import about_another
from .own import own_sentences
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
        *_cued(what, reading),
        *_left_open(what, reading),
        *(strongest(reading, name).score for name in AGAINST.get(what, ())),
    ]


def exact(what: str, reading: Reading) -> Finding | None:
    """What needs no model: a thing that is only said where it is denied."""
    said = strongest(reading, *FOR.get(what, (what,)))
    if said.span and _ruled_out(what, reading):
        return missed("negated", reading.evidence(said.span), confidence=0.8, quote=quote(reading, [said.span]))
    return None


def expresses(check: Expresses, reading: Reading) -> Finding:
    if (known := exact(check.what, reading)) is not None:
        return known
    if check.what == "thanks" and (plain := _beyond_words(reading)):
        return met(reading.evidence(plain), quote=quote(reading, [plain]))
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


def _beyond_words(reading: Reading) -> Span | None:
    """'I can't thank you enough': the words deny it, and nobody takes them so."""
    rows = [reading.units[row] for row in own_sentences(reading)]
    return next((unit.span for unit in rows if _IDIOM.search(unit.text)), None)


_IDIOM = re.compile(
    r"\b(?:can't|cannot|can never|couldn't|could not) thank (?:you|him|her|them|everyone)\b[^.;]{0,20}\benough\b", re.I
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

# Plain words for a thing, which a short sentence may have and little else. One sign of several: a sentence without them may say it too.
_CUES = {
    "relay": (
        r"\blet (?:\S+ ){1,5}know\b|\btell (?:him|her|them|m(?:r|s|rs)\b|dr\b|the \w+|[A-Z]\w+)|\bpass (?:\S+ ){0,4}on\b|\binform\b|\bnotify\b",
        r"\b(?:give|break) (?:them|him|her|the news)\b|\bput (?:them|him|her) in the picture\b",
    ),
    "asks_feedback": (
        r"\b(?:what|which|where|how|any)\b[^.?!]*\?",
        r"\b(?:welcome|grateful for|glad of|appreciate|like|love|give|send|share|ask)\b[^.?!]*"
        r"\b(?:feedback|advice|comments?|notes?|pointers?|tips?|word|lines?|view|opinion)\b",
    ),
    "withdraws": (
        r"\bwithdraw|\bpull(?:ing|ed)? out\b|\b(?:my name|me) (?:off|out of)\b|\bout of the running\b|\bi'?m out\b|\bi am out\b",
        r"\bnot (?:be )?(?:going|taking|continuing|proceeding)\b|\bstep(?:ping)? (?:back|aside|away|down)\b|\bno longer (?:want|wish)",
        r"\bdecided (?:against|not to)\b|\bturn(?:ing)? (?:it|this) down\b",
    ),
    "accepts": (
        r"\baccept|\bfair\b|\bunderstand\b|\bso be it\b|\brespect\b|\b(?:good|right|sound|sensible) (?:choice|decision|call)\b|\bcongratulat",
        r"\bwish (?:her|him|them|the)\b|\b(?:they|you) (?:were|are) right\b|\bno hard feelings\b",
    ),
    "door_open": (
        r"\b(?:another|other|similar|future|later|next) (?:role|post|job|vacanc|opening|position|one|time|opportunit|chance)",
        r"\b(?:turns?|comes?) (?:up|along|in)\b|\bkeep me\b|\bring me\b|\bthink of me\b|\bin (?:the )?future\b|\bagain\b",
        r"\bif (?:something|anything)\b",
    ),
    "thanks": (r"\bthank|\bgrateful\b|\bappreciat|\bkind of you\b|\bgood of you\b|\bgenerous\b|\bobliged\b",),
    "interest": (r"\b(?:want|love|like|keen|eager|interested|delighted|glad|happy|hope)\b",),
}
_COMPILED = {what: re.compile("|".join(patterns), re.I) for what, patterns in _CUES.items()}
_TURNED = re.compile(rf"{_NOT}|\b(?:nothing|unless|until|if|would have|might|perhaps|before)\b", re.I)


def _cued(what: str, reading: Reading) -> list[float]:
    """Whether an own sentence has plain words for the thing: as it stands, and beside a denial or a condition."""
    if what not in _COMPILED:
        return []
    texts = [text for row in own_sentences(reading) if _COMPILED[what].search(text := reading.units[row].text)]
    plain = [text for text in texts if _ENOUGH.search(text) or not _TURNED.search(text)]
    return [float(bool(plain)), float(bool(texts) and not plain)]


# What is said of a decision that is still open. One sign of several: a yes with a reservation may have such words too.
_OPEN = {
    "stance": re.compile(
        r"\b(?:in|of) two minds\b|\bundecided\b|\bon the fence\b|\bsleep on\b|\bback and forth\b|\bsome days\b"
        r"|\b(?:can't|cannot|couldn't|can not|could not) (?:yet )?(?:say|tell)\b"
        r"|\b(?:don't|do not) (?:yet )?know (?:whether|if|yet|which|what)\b"
        r"|\bnot (?:yet )?(?:sure|certain|decided|made up)\b|\bhaven't (?:yet )?(?:decided|made up)\b"
        r"|\b(?:it|that|all|everything|much|a lot)(?:'ll| will| would)? (?:all )?(?:depends?|hangs?|turns?)\b|\bdepend(?:s|ing)? on\b"
        r"|\bnot against\b|\bopen to\b|\bwouldn't (?:rule|say no)\b|\bmay or may not\b"
        r"|\bthink (?:it|about it|this|things|that)? ?over\b|\bneed (?:time|a day|a night|to think)\b"
        r"|\b(?:for|points for) (?:it )?and (?:points )?against\b|\bpros and cons\b"
        r"|\b(?:might|may|could) (?:well )?(?:consider|be (?:interested|tempted|persuaded)|take a (?:second )?look|imagine|think about)\b"
        r"|\b(?:leave|leaving) (?:it|that|the decision) (?:with|to|up to) you\b|\bask me (?:again|another|tomorrow|next)\b"
        r"|\b(?:part|half) of me\b|\bwe(?:'ll| will| shall) see\b|\blet us see\b"
        r"|\bbefore i (?:say|decide|answer|commit)\b|\buntil i(?:'ve| have)?\b",
        re.I,
    )
}


def _left_open(what: str, reading: Reading) -> list[float]:
    """Whether an own sentence has words for a decision that is still open."""
    if what not in _OPEN:
        return []
    return [float(any(_OPEN[what].search(reading.units[row].text) for row in own_sentences(reading)))]


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
