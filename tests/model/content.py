"""Small files of content that the tests of the loader and of lint spoil: the café's scenario, a rubric, a quiz and a course."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAFE = ROOT / "tests" / "mini_course" / "scenarios" / "tiny-cafe.yaml"
SCENARIO = CAFE.read_text(encoding="utf-8")

RUBRIC = """\
kind: search_plan
title: Plan for the next weeks
task: Write down what you do next.
starter: Write your plan here.
criteria:
  - id: brief
    title: Keeps to the length
    points: 2
    check: {kind: length, words: [60, 300]}
    why: A short plan is kept.
    hints: ["How many words has it?", Count them.]
    feedback: {met: Good length., too_short: Too short., too_long: Too long.}
  - id: closing
    title: Closes with a name
    check:
      kind: sign_off
    why: It shows who wrote.
    hints: ["Who wrote it?", Look at the top.]
    feedback: {met: Signed., missing: No end., no_name: No name., wrong_name: Not you.}
"""

QUIZ = """\
title: What next
questions:
  - kind: choose_one
    id: when
    ask: When do you write?
    options:
      - {text: Today, feedback: "Yes, it is fresh.", right: yes}
      - {text: Next week, feedback: It is late by then., misconception: late-is-fine}
  - kind: choose_many
    id: what
    ask: What belongs in it?
    options:
      - {text: Thanks, feedback: Always., right: true}
      - {text: A photo, feedback: Hardly ever., right: false}
"""

COURSE = """\
title: A tiny course
scenario: tiny-cafe
pass_mark: 0.75
lessons: [01-first]
"""


def edited(text: str, old: str, new: str) -> str:
    """The text with one edit, which must find its place."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def written(files: Mapping[str, str]) -> Path:
    """A course of these files in the current folder."""
    for name, text in files.items():
        write(Path("course") / name, text)
    return Path("course")


def spoil(path: Path, old: str, new: str) -> None:
    """Makes one edit of a file, which must find its place."""
    write(path, edited(path.read_text(encoding="utf-8"), old, new))
