"""What is no business of a grade changes no criterion: names of any culture, kinds of quotation mark, line ends, a signature block."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.findings import Report
from autograder.grade import grade
from autograder.model.load import load_scenario, rubrics
from autograder.model.scenario import Scenario

COURSE = Path(__file__).resolve().parent.parent / "course"
SCENARIO = load_scenario(COURSE / "scenarios" / "depot-operations-manager.yaml")
RUBRICS = rubrics(COURSE)
MODELS = sorted(COURSE.glob(f"*/answers/{SCENARIO.id}/*.model.txt"))
SIGNED = [
    path for path in MODELS if path.name.split(".")[0] not in ("performance_review", "search_plan", "commitment_plan")
]

# Whole names for the candidate, the two of the panel and the consultant, of the same sexes as the scenario's own.
NAMES = [
    ("Oluwaseun Adebayo", "Siobhan Kearney", "Tomasz Wojcik", "Hiroshi Tanaka"),
    ("Fatima Haddad", "Ingrid Solberg", "Jamal Freeman", "Rajesh Iyer"),
    ("Emily Carter", "Nomvula Dlamini", "Wei Zhang", "Pedro Almeida"),
]
OWN = ("Priya Nair", "Helen Marsh", "Kwame Boateng", "Daniel Osei")


def verdicts(report: Report) -> dict[str, bool]:
    return {result.id: result.passed for result in report}


def graded(path: Path, change: Callable[[str], str] = str, scenario: Scenario = SCENARIO) -> dict[str, bool]:
    return verdicts(grade(change(path.read_text("utf-8")), scenario, RUBRICS[path.name.split(".")[0]]))


def renamed(text: str, names: tuple[str, ...]) -> str:
    """The text with other people in it: whole names, first names and surnames."""
    for old, new in zip(OWN, names, strict=True):
        for a, b in zip(old.split(), new.split(), strict=True):
            text = re.sub(rf"\b{a}\b", b, text)
            text = re.sub(rf"\b{a.lower()}\b(?=[.@])|(?<=\.){a.lower()}\b", b.lower(), text)
    return text


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_names_of_any_culture(path: Path, names: tuple[str, ...]) -> None:
    told = renamed(json.dumps(SCENARIO.model_dump(mode="json", by_alias=True)), names)
    scenario = Scenario.model_validate_json(told)
    assert graded(path, lambda text: renamed(text, names), scenario) == graded(path)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
        lambda text: text.replace(" the ", "\u00a0the\u00a0"),
    ],
    ids=["Windows line ends", "curly quotes", "straight quotes", "no-break spaces"],
)
def test_signs_and_line_ends(path: Path, change: Callable[[str], str]) -> None:
    assert graded(path, change) == graded(path)


@pytest.mark.parametrize("path", SIGNED, ids=lambda path: path.stem)
def test_a_signature_block(path: Path) -> None:
    block = "\n--\nMobile 07700 900123\n14 Mill Lane, Leeds LS1 4DY\n"
    assert graded(path, lambda text: text.rstrip() + "\n" + block) == graded(path)
