"""The scenes of `training/bank/mentions.yaml`, and the sentences that refer to nothing. Trains nothing."""

from __future__ import annotations

from functools import lru_cache

import yaml

from .examples import BANK


@lru_cache
def scenes() -> list[dict]:  # type: ignore[type-arg]
    """Points of invented interviews, with sentences that refer to them and sentences that come near."""
    return list(yaml.safe_load((BANK / "mentions.yaml").read_text(encoding="utf-8")))


@lru_cache
def generic() -> list[str]:
    """Sentences that fit any message after an interview and refer to no point of any."""
    return (BANK / "generic.txt").read_text(encoding="utf-8").splitlines()
