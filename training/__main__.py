"""Trains every trained part of the grader from the data in this repository: `make train`. On one machine the same data give the same bytes."""

from __future__ import annotations

import json
import shutil

from autograder.checks import trained

from . import context, decisions, folds, measures, mentions, reviews, word_pairs
from .examples import FRESH, TEST_SET, bank, corpora


def main() -> None:
    word_pairs.write()
    folds.prepare()
    known = {"sayings": folds.sayings(), "context": context.names()}
    write({**known, "models": {}})
    measures.prepare()
    reviews.prepare()
    context.prepare()
    models: dict[str, object] = dict(mentions.train())
    write({**known, "models": models})
    found = decisions.collect()
    table = decisions.left_out(found)
    for line in decisions.report(table):
        print(line)
    models |= {name: decisions.fit(data) for name, data in sorted(found.items())}
    drafts = sum(map(len, corpora().values()))
    about = f"{len(bank())} sentences of training/bank and {drafts} drafts of {', '.join(corpora())}; not on {' or '.join((*TEST_SET, *FRESH))}"
    write({"trained_on": about, **known, "models": models, "left_out": table})
    shutil.copyfile(folds.trained(), trained.HERE / "trained.npz")
    shutil.copyfile(measures.path(None), trained.HERE / "measures.npz")
    shutil.copyfile(reviews.path(None), trained.HERE / "reviews.npz")
    shutil.copyfile(context.path(None), trained.HERE / "context.npz")
    names = ("trained.npz", "measures.npz", "reviews.npz", "context.npz", "trained.json")
    print(f"wrote {', '.join(names)}: {sum((trained.HERE / name).stat().st_size for name in names) / 1e6:.2f} MB")


def write(parts: dict[str, object]) -> None:
    trained.LINEAR.write_text(json.dumps(parts, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    for cached in (trained._all, trained.linear, trained.sayings):
        cached.cache_clear()


if __name__ == "__main__":
    main()
