"""The whole course builds for every interview, with a model answer for everything that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build import build
from autograder.model.load import load_course

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = sorted(path.stem for path in (ROOT / "course" / "scenarios").glob("*.yaml"))


def test_there_are_enough_of_them() -> None:
    assert len(SCENARIOS) >= 10


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_lesson_builds(name: str, tmp_path: Path) -> None:
    result = build(ROOT, scenario=name, out=tmp_path)
    assert result.lessons == len(load_course(ROOT / "course").lessons)
    assert not result.unwritten, "a model answer is missing"
    assert len(list((tmp_path / "release").glob("*/*.ipynb"))) == result.lessons
