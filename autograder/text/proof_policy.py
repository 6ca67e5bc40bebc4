"""Which of Harper's findings count, and as what type of slip. Knows nothing of how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .proof_harper import Lint
from .proof_tokens import Row
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


def typed(row: Row, lints: Iterable[Lint]) -> Iterator[Slip]:
    """Harper's findings as slips, without those that the policy drops."""
    cases = {token.start: token.case for token in row.tokens}
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
        if lint.rule == "OrthographicConsistency" and (
            not written.islower() or lint.suggestions[0] != written.capitalize()
        ):
            continue  # only a name that is written in lower case
        if lint.rule == "AnA" and written.lower() == "an" and _MUTE.match(row.text, lint.end):
            continue
        quote = " ".join(written.split())
        better = tuple(s for s in lint.suggestions[:3] if s.strip() and s != written)
        yield Slip(lint.start, lint.end, _TYPES.get(lint.rule, "grammar"), _said(quote, better), better)


def _said(quote: str, better: tuple[str, ...]) -> str:
    return f"“{quote}” should perhaps be “{better[0]}”." if better else f"“{quote}” reads like a slip."
