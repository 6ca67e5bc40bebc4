"""Lists the pairs of small words that people put side by side, from the bank and the finished drafts: `autograder/checks/word_pairs.txt`."""

from __future__ import annotations

from collections import Counter

from autograder.checks.jumble import PAIRS, small_pairs

from .examples import bank, corpora

FEWEST_TEXTS = 2  # that must have a pair: what one writer of notes puts side by side is no usage


def write() -> None:
    texts = [example.text for example in bank()]
    texts += [row.text for rows in corpora().values() for row in rows if row.labels["complete"]]
    met = Counter(pair for text in texts for pair in set(small_pairs(text)))
    found = {pair for pair, times in met.items() if times >= FEWEST_TEXTS}
    PAIRS.write_text("".join(f"{first} {second}\n" for first, second in sorted(found)), encoding="utf-8")
