"""What is no business of a grade changes no criterion: names of any culture, spelling, quotation marks, line ends, a signature block."""

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


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_british_and_american_spelling(path: Path) -> None:
    """The whole draft in the other spelling: no criterion changes, `language` among them."""
    table = other_spelling()
    changed = swapped(path.read_text("utf-8"), table)
    assert graded(path, lambda text: swapped(text, table)) == graded(path), changed


def test_the_models_have_words_that_differ() -> None:
    """Else the test above would show nothing."""
    table = other_spelling()
    assert sum(swapped(path.read_text("utf-8"), table) != path.read_text("utf-8") for path in MODELS) >= 2


# Words of the drafts and of letters in general that are spelled in two ways.
TWO_WAYS = (
    "organise/organize organised/organized organising/organizing realise/realize realised/realized recognise/recognize apologise/apologize "
    "practise/practice practising/practicing practised/practiced colour/color favour/favor labour/labor honour/honor neighbour/neighbor "
    "behaviour/behavior centre/center metre/meter theatre/theater programme/program travelling/traveling travelled/traveled "
    "cancelled/canceled cancelling/canceling labelled/labeled modelling/modeling fulfil/fulfill enrol/enroll licence/license "
    "defence/defense offence/offense catalogue/catalog dialogue/dialog cheque/check grey/gray jewellery/jewelry tyre/tire "
    "learnt/learned analyse/analyze analysed/analyzed judgement/judgment ageing/aging storey/story sceptical/skeptical"
)


def other_spelling() -> dict[str, str]:
    """From British to American; the scenario and its model answers are written in British spelling."""
    return dict(pair.split("/") for pair in TWO_WAYS.split())


def swapped(text: str, table: dict[str, str]) -> str:
    def one(found: re.Match[str]) -> str:
        new = table.get(found[0].lower(), found[0])
        return new.capitalize() if found[0][0].isupper() else new

    return re.sub(r"[A-Za-z]+", one, text)
