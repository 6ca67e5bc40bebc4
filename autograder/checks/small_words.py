"""The small words that hold English sentences together."""

from __future__ import annotations

# Words without which nobody writes English sentences.
SMALL_WORDS = frozenset(
    "a an the and or but if so as of to in on at by for from with about into after before until than that this these those there it its "
    "i i'm i'd i've i'll me my mine we we're us our you you're your he she they them his her their who which what when where how why is am "
    "are was were be been being do does did have has had will would can could shall should may might must not no yes also just very more "
    "most some any all both each one".split()
)
