"""Which of Harper's findings count, and as what type of slip. Knows nothing of how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .proof_harper import Lint
from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip, SlipType

_TYPES: dict[str, SlipType] = {
    "CapitalizePersonalPronouns": "capitals", "OrthographicConsistency": "capitals", "Months": "capitals",
    "WrongApostrophe": "punctuation", "Cant": "punctuation", "ElsePossessive": "punctuation", "TomorrowPossessiveModifier": "punctuation",
    "ThenThan": "confused_word", "ItsPossessive": "confused_word",
    "WereWhere": "confused_word", "TheirToThere": "confused_word", "ThereToTheir": "confused_word",
    "TheirToTheyre": "confused_word", "TheyreToTheir": "confused_word", "QuiteQuiet": "confused_word", "NounVerbConfusion": "confused_word",
    "ToLoseTooLoose": "confused_word",
}  # fmt: skip

_MUTE = re.compile(
    r"\s+(?:hono|hour|heir|honest)|\s+(?:[A-Z]\b|[A-Z]{2})"
)  # 'an honour', and letters that are spelled out: 'an MRI'

_AS_SUBJECT = re.compile(
    r"\s+(?:are|were|have|had|do|did|will|would|can|could|may|might|must|shall|should|all|also|never)\b"
)
_HARMLESS = re.compile(r"\b(?:every|news|enough|two|three|four|five|six|hundred|thousand|dozen)\b")


def typed(row: Row, lints: Iterable[Lint]) -> Iterator[Slip]:
    """Harper's findings as slips, without those that the policy drops."""
    cases = {token.start: token.case for token in row.tokens}
    before = {token.start: previous for previous, token in pairwise(row.tokens)}
    for lint in lints:
        written = row.text[lint.start : lint.end]
        if not written.strip() or "\n" in written or cases.get(lint.start) == "U" or not lint.suggestions:
            continue
        if (
            len(written) == 1
            and written in "ABCDEFGHJK"
            and row.text[lint.start - 1 : lint.start] not in ("", "\n", " ")
        ):
            continue  # a class or a grade: CPL(A)
        if _doubtful(lint, written, row.text[lint.start - 1 : lint.end + 3], before.get(lint.start)):
            continue
        if lint.rule == "AnA" and written.lower() == "an" and _MUTE.match(row.text, lint.end):
            continue
        if lint.rule == "AnA" and row.text[lint.start - 1 : lint.start] == "(":
            continue  # (a) the first of a list
        if lint.rule == "TheirToThere" and re.match(r"\s+(?:own|right|in-)", row.text[lint.end :]):
            continue
        if lint.rule == "SimplePastToPastParticiple" and re.match(r"\s+(?:not|n't)\b", row.text[lint.end :]):
            continue  # those that he has did not work
        if lint.rule == "TheyToThem" and _AS_SUBJECT.match(row.text, lint.end):
            continue  # for they are good firms
        quote = " ".join(written.split())
        better = tuple(s for s in lint.suggestions[:3] if s.strip() and s != written)
        yield Slip(lint.start, lint.end, _TYPES.get(lint.rule, "grammar"), _said(quote, better), better)


def _doubtful(lint: Lint, written: str, around: str, before: Token | None) -> bool:
    """Where a linter is known to cry wolf."""
    if lint.rule == "OrthographicConsistency":  # only a name that is written in lower case
        name = (
            len(written) > 3
            and written.isalpha()
            and "@" not in around
            and written.islower()
            and lint.suggestions[0] == written.capitalize()
        )
        return not name or written in words().lists["jargon"]
    if lint.rule == "AnA":  # 5 a.m., A&E, an A for the answer
        return around[1 + len(written) :][:1] in (".", "&", "/", "-") or (
            written == "A" and before is not None and before.tag != "S"
        )
    if lint.rule == "ItsPossessive":
        return (
            before is None
            or before.tag not in ("IN", "VB", "VBZ", "VBD", "VBG", "TO", "CC")
            or (
                before.word
                in (
                    "think",
                    "thinks",
                    "believe",
                    "hope",
                    "say",
                    "says",
                    "know",
                    "knows",
                    "guess",
                    "suppose",
                    "of",
                    "see",
                )
            )
        )
    if lint.rule == "ProgressiveNeedsBe":
        return before is None or before.tag not in ("S", "CC", "SC", "P")
    if lint.rule == "ThereIsAgreement":  # there is lots to do; if there were cause
        return bool(
            re.search(
                r"\b(?:news|lots|plenty|loads|heaps|always|sometimes|were (?:cause|need|time|reason|room))\b", written
            )
        )
    if lint.rule in ("GoodAt", "NoLonger"):
        return True  # what was good in it; it is not longer
    if lint.rule == "QuiteQuiet":
        return written.lower() != "quiet"
    if lint.rule == "DoubleModal":
        return "May " in written or "dare" in written
    if lint.rule == "AdjectiveDoubleDegree":
        return written.endswith("est")  # more modest, more honest
    if lint.rule == "SubjectPronoun":
        return before is None or before.tag != "S"
    if lint.rule == "CapitalizePersonalPronouns" and around.startswith("(") and ")" in around:
        return True  # (i) the first of a list
    if lint.rule == "OneOfTheSingular" and before is not None and before.word == "the":
        return True  # the best one of the day
    if lint.rule == "OneOfTheSingular" and written.lower() in (words().closed.keys() | words().lists["collective"]):
        return True
    return (
        bool(_HARMLESS.search(written))
        if lint.rule in ("SinceDuration", "ThereIsAgreement", "OneOfTheSingular")
        else False
    )


def _said(quote: str, better: tuple[str, ...]) -> str:
    return f"“{quote}” should perhaps be “{better[0]}”." if better else f"“{quote}” reads like a slip."
