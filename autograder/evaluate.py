"""Compares the grader with labelled drafts: counts, precision, recall, F1 and Cohen's kappa for every criterion."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from .findings import Report
from .grade import grade_all
from .model.base import Content
from .model.rubric import Kind, Rubric
from .model.scenario import Scenario


class ListedError(Content):
    quote: Annotated[str, Field(min_length=1)]
    type: str


class Passage(Content):
    """Words of a draft that decide a label, and what of the scenario they are about: a topic, a gap, a turn."""

    quote: Annotated[str, Field(min_length=1)]
    of: str | None = None


class Row(Content):
    """One labelled draft of a corpus. `evidence` may name, for a criterion, the passages that its label rests on."""

    id: str
    scenario: str
    kind: Kind
    text: str
    labels: dict[str, bool]
    errors: tuple[ListedError, ...] = ()
    tags: tuple[str, ...] = ()
    evidence: dict[str, tuple[Passage, ...]] = Field(default_factory=dict)


_TOGETHER = 16  # drafts that are graded at once


class CorpusError(ValueError):
    """A corpus that cannot be read, in one sentence with file and line."""


@dataclass
class Counts:
    """How the grader and the labels agree on one criterion."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    def add(self, label: bool, graded: bool) -> None:
        name = ("tp" if graded else "fn") if label else ("fp" if graded else "tn")
        setattr(self, name, getattr(self, name) + 1)

    @property
    def n(self) -> int:
        return self.tp + self.fp + self.fn + self.tn

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp + self.fp + self.fn else 1.0

    @property
    def kappa(self) -> float:
        """Cohen's kappa (Cohen 1960): agreement beyond what the margins alone would give; 1 where all agree."""
        if not self.n:
            return 1.0
        agreed = (self.tp + self.tn) / self.n
        chance = ((self.tp + self.fp) * (self.tp + self.fn) + (self.fn + self.tn) * (self.fp + self.tn)) / self.n**2
        return 1.0 if agreed == 1 else (agreed - chance) / (1 - chance) if chance < 1 else 0.0


@dataclass
class Evaluation:
    """What `evaluate` prints. `skipped` counts the rows of kinds that no rubric grades."""

    rows: int = 0
    skipped: int = 0
    criteria: dict[str, Counts] = field(default_factory=dict)
    language: dict[str, int] = field(default_factory=lambda: {"errors": 0, "found": 0, "clean": 0, "flagged": 0})
    disagreements: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        names = sorted(self.criteria)
        return {
            "rows": self.rows,
            "skipped": self.skipped,
            "criteria": {name: _figures(self.criteria[name]) for name in names},
            "macro_f1": _mean([self.criteria[name].f1 for name in names]),
            "macro_kappa": _mean([self.criteria[name].kappa for name in names]),
            "language": self.language,
            "disagreements": self.disagreements,
            "seconds_per_draft": round(self.seconds / max(1, self.rows), 4),
        }

    def to_text(self) -> str:
        found = self.to_json()
        lines = [
            f"{'criterion':<16}{'n':>5}{'tp':>5}{'fp':>5}{'fn':>5}{'tn':>5}{'precision':>11}{'recall':>8}{'F1':>7}{'kappa':>8}"
        ]
        for name, c in found["criteria"].items():
            lines.append(
                f"{name:<16}{c['n']:>5}{c['tp']:>5}{c['fp']:>5}{c['fn']:>5}{c['tn']:>5}"
                f"{c['precision']:>11.2f}{c['recall']:>8.2f}{c['f1']:>7.2f}{c['kappa']:>8.2f}"
            )
        lang = self.language
        lines += [
            "",
            f"{self.rows} drafts graded, {self.skipped} skipped (no rubric for their kind).",
            f"Mean over the criteria: F1 {found['macro_f1']:.2f}, kappa {found['macro_kappa']:.2f}.",
            f"Language: {lang['found']} of {lang['errors']} listed errors found, {lang['flagged']} of {lang['clean']} clean drafts flagged.",
            f"{found['seconds_per_draft'] * 1000:.0f} ms a draft.",
        ]
        lines += [
            f"  {d['id']}: {d['criterion']} is labelled {_yes(d['label'])}, graded {_yes(d['graded'])}"
            for d in self.disagreements
        ]
        return "\n".join(lines)


def _figures(c: Counts) -> dict[str, Any]:
    ratios = {name: round(getattr(c, name), 4) for name in ("precision", "recall", "f1", "kappa")}
    return {"n": c.n, "tp": c.tp, "fp": c.fp, "fn": c.fn, "tn": c.tn, **ratios}


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _yes(value: bool) -> str:
    return "met" if value else "not met"


def read_corpus(path: Path) -> list[Row]:
    """The rows of a labelled corpus. Raises CorpusError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise CorpusError(f"{path}: cannot be read: {reason}") from None
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(Row.model_validate(json.loads(line)))
        except json.JSONDecodeError as error:
            raise CorpusError(f"{path}:{number}: not a JSON object: {error.msg}") from None
        except ValidationError as error:
            first = error.errors()[0]
            field_ = ".".join(str(part) for part in first["loc"])
            raise CorpusError(f"{path}:{number}: {field_}: {first['msg'].lower()}") from None
    return rows


def evaluate(
    rows: Iterable[Row],
    scenarios: Mapping[str, Scenario],
    rubrics: Mapping[str, Rubric],
    progress: Callable[[int], None] = lambda done: None,
) -> Evaluation:
    """Grades every row and compares it with its labels. Rows of a kind without a rubric are counted as skipped."""
    result = Evaluation()
    batch: list[tuple[Row, Rubric]] = []

    def finish() -> None:
        started = time.perf_counter()
        reports = list(grade_all([(row.text, scenarios[row.scenario], rubric) for row, rubric in batch]))
        result.seconds += time.perf_counter() - started
        for (row, _), report in zip(batch, reports, strict=True):
            _compare(row, report, result)
        result.rows += len(batch)
        batch.clear()
        progress(result.rows + result.skipped)

    for row in rows:
        rubric = rubrics.get(row.kind)
        if rubric is None:
            result.skipped += 1
            continue
        if row.scenario not in scenarios:
            raise CorpusError(f"{row.id}: there is no scenario '{row.scenario}' in the folder")
        batch.append((row, rubric))
        if len(batch) == _TOGETHER:
            finish()
    finish()
    return result


def _compare(row: Row, report: Report, result: Evaluation) -> None:
    for graded in report:
        label = row.labels.get(graded.id)
        if label is None:
            continue
        result.criteria.setdefault(graded.id, Counts()).add(label, graded.passed)
        if label != graded.passed:
            result.disagreements.append({"id": row.id, "criterion": graded.id, "label": label, "graded": graded.passed})
    if "language" in row.labels:
        _compare_language(row, report, result.language)


def _compare_language(row: Row, report: Report, counts: dict[str, int]) -> None:
    """A listed error is found where the proofreader's evidence overlaps its quotation."""
    evidence = report["language"].evidence
    for error in row.errors:
        counts["errors"] += 1
        start = row.text.find(error.quote)
        end = start + len(error.quote)
        counts["found"] += any(e.start < end and start < e.end for e in evidence) if start >= 0 else 0
    if row.labels["language"]:
        counts["clean"] += 1
        counts["flagged"] += not report["language"].passed
