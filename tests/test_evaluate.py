"""The figures that we report are computed as the field computes them, and the grader keeps the level that it has reached."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score, f1_score

from autograder.evaluate import CorpusError, Counts, evaluate, read_corpus
from autograder.model.load import load_scenario, rubrics
from training.figures import is_current

ROOT = Path(__file__).resolve().parent.parent
CORPORA = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))


@pytest.mark.parametrize("seed", range(5))
def test_kappa_and_f1_are_the_usual_ones(seed: int) -> None:
    dice = random.Random(seed)
    labels = [dice.random() < 0.7 for _ in range(60)]
    graded = [label if dice.random() < 0.8 else not label for label in labels]
    counts = Counts()
    for label, grade in zip(labels, graded, strict=True):
        counts.add(label, grade)
    assert counts.kappa == pytest.approx(cohen_kappa_score(labels, graded))
    assert counts.f1 == pytest.approx(f1_score(labels, graded))


def test_nothing_to_divide_by() -> None:
    assert (Counts(tn=5).precision, Counts(tn=5).recall, Counts(tn=5).f1, Counts(tn=5).kappa) == (1, 1, 1, 1)
    assert Counts(fp=5).kappa == 0


TEST_SET = ("depot-operations-manager", "financial-controller")  # docs/grading.md


@pytest.mark.parametrize("name", TEST_SET)
def test_the_level_reached_on_labelled_drafts(name: str) -> None:
    """What is reached counts only where nothing was trained: on the two scenarios of the test set."""
    rows = read_corpus(ROOT / "tests" / "corpus" / f"{name}.jsonl")
    scenario = load_scenario(ROOT / "course" / "scenarios" / f"{name}.yaml")
    known = rubrics(ROOT / "course")
    found = evaluate(rows, {name: scenario}, known).to_json()
    assert found["rows"] == len(rows)
    assert found["skipped"] == 0
    assert set(found["criteria"]) == {criterion.id for kind in known.values() for criterion in kind.criteria}
    assert found["macro_kappa"] > 0.7
    assert found["language"]["errors"] > found["language"]["found"] > 0


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.stem)
def test_every_corpus_has_all_labels_and_quotes_its_drafts(corpus: Path) -> None:
    known = rubrics(ROOT / "course")
    rows = read_corpus(corpus)
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert set(row.labels) == {criterion.id for criterion in known[row.kind].criteria}, row.id
        assert row.labels["language"] is not bool(row.errors), row.id
        quotes = [error.quote for error in row.errors] + [p.quote for ps in row.evidence.values() for p in ps]
        assert all(quote in row.text for quote in quotes), row.id


def test_the_figures_in_the_document_are_of_this_revision() -> None:
    assert is_current() is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "not a JSON object"),
        (json.dumps({"id": "a"}), "scenario: field required"),
        (json.dumps({"id": "a", "scenario": "x", "kind": "poem", "text": "", "labels": {}}), "kind: "),
    ],
)
def test_a_broken_corpus_is_one_sentence(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text("\n" + line + "\n")
    with pytest.raises(CorpusError, match=r"broken.jsonl:2: ") as error:
        read_corpus(path)
    assert says in str(error.value)
