"""What many tests need: the course's folder and one of its scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.load import load_scenario
from autograder.model.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return load_scenario(ROOT / "course" / "scenarios" / "depot-operations-manager.yaml")
