"""Is the body, without headers, signature block and quoted reply, within the word limits?"""

from __future__ import annotations

from typing import Any

from ..findings import Finding, met, missed
from ..model.rubric import Length
from .reading import Reading


def length(check: Length, reading: Reading) -> Finding:
    count = reading.draft.words
    low, high = check.words
    facts: dict[str, Any] = {"count": f"{count:,}", "low": str(low), "high": str(high)}
    if count < low:
        return missed("too_short", **facts)
    if count > high:
        return missed("too_long", **facts)
    return met(**facts)
