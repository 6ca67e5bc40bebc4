"""Trains every trained part of the grader from the data in this folder: `make train`. The same data give the same bytes."""

from __future__ import annotations

import json

from autograder.checks.trained import PATH

from . import mentions, sayings


def main() -> None:
    trained = mentions.train()
    for name in ("thanks", "interest", "promise"):
        trained[name] = sayings.saying(name)
    trained["tone"], trained["tone_kind"] = sayings.tone()
    PATH.write_text(json.dumps(trained, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {PATH.name}: {PATH.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
