"""Does the draft say a thing that people say in such messages and plans: thanks, a withdrawal, where to stop searching?

The trained adapter says how surely each sentence says it, or says the contrary; a small model weighs the two.
"""

from __future__ import annotations

from ..findings import Finding
from ..model.rubric import Expresses
from .decision import absent, decided
from .elsewhere import elsewhere
from .reading import Reading, quote
from .saying import clearest, strongest

# The sayings that count for a thing, and those that speak against it.
FOR: dict[str, tuple[str, ...]] = {
    "accepts": ("accepts",),
    "asks_feedback": ("feedback", "asks_feedback", "takes_up"),
    "interest": ("interest", "stance"),
    "standards": ("standards",),
    "stance": ("stance", "withdraws"),
}
AGAINST: dict[str, tuple[str, ...]] = {
    "accepts": ("argues",),
    "until_signed": ("until_earlier",),
    "perspective": ("all_on_one",),
}


def features(what: str, reading: Reading) -> list[float]:
    """How surely the draft says it: by each saying that counts, and by each that speaks against it."""
    pro = FOR.get(what, (what,))
    return [
        *(strongest(reading, name).score for name in pro),
        clearest(reading, *pro).score,
        *(strongest(reading, name).score for name in AGAINST.get(what, ())),
    ]


def expresses(check: Expresses, reading: Reading) -> Finding:
    if elsewhere(reading):
        return absent()
    said = strongest(reading, *FOR.get(check.what, (check.what,)))
    against = strongest(reading, *AGAINST[check.what]) if check.what in AGAINST else None
    denied = against if against and against.score > 0 and against.span else said
    near = denied.span if denied is not said or said.score > NEAR else None
    return decided(
        f"expresses.{check.what}",
        features(check.what, reading),
        reading,
        met=[said.span] if said.span else [],
        missed="negated" if near else "absent",
        because=[near] if near else [],
        facts={"quote": quote(reading, [said.span] if said.span else [])},
    )


NEAR = -2.5  # a sentence that says it less surely than this does not even come near it
