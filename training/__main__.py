"""Trains every trained part of the grader from the data in this folder: `make train`. The same data give the same bytes."""

from __future__ import annotations

import json

from autograder.checks.trained import PATH

from . import mentions, sayings


def main() -> None:
    trained: dict[str, object] = {}
    for kind, row in mentions.train(report=False).items():
        trained[f"mentions_{kind}"] = {"weights": [row["weights"]], "intercept": [row["intercept"]], "classes": [kind]}
    for name in ("thanks", "interest", "promise", "tone"):
        row = sayings.train(name)
        cut = row.pop("cut")
        trained[name] = row
        if name == "tone":
            trained["tone_cut"] = {"weights": [[0.0]], "intercept": [cut], "classes": ["cut"]}
    PATH.write_text(json.dumps(trained, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {PATH.name}: {PATH.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
