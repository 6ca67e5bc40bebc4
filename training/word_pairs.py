"""Lists the pairs of small words that people put side by side, from the bank and the finished drafts: `autograder/checks/word_pairs.txt`."""

from __future__ import annotations

from autograder.checks.jumble import PAIRS, small_pairs

from .examples import bank, corpora


def write() -> None:
    texts = [example.text for example in bank()]
    texts += [row.text for rows in corpora().values() for row in rows if row.labels["complete"]]
    found = {pair for text in texts for pair in small_pairs(text)}
    PAIRS.write_text("".join(f"{first} {second}\n" for first, second in sorted(found)), encoding="utf-8")
