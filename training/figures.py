"""Writes the measured figures into docs/grading.md, between its two marks: `make evaluate`. Changes nothing else, and trains nothing.

The intervals are those of 2,000 bootstrap samples of whole drafts (percentiles 2.5 and 97.5), and of Wilson for shares.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from autograder.checks import trained
from autograder.evaluate import Counts, Row, _compare_language, read_corpus
from autograder.findings import Report
from autograder.grade import grade
from autograder.model.load import load_scenario, rubrics

from .examples import CORPORA, FRESH, ROOT, SCENARIOS, TEST_SET

DOC = ROOT / "docs" / "grading.md"
BEGIN, END = "<!-- figures: begin (written by make evaluate) -->", "<!-- figures: end -->"
SAMPLES = 2000
SHARES = (0.0, 0.05, 0.1, 0.2, 0.3)
# What the figures depend on, from the project's folder.
DEPENDS = ("autograder/checks/*", "autograder/text/*", "autograder/grade.py", "course/*/rubric.yaml")


@dataclass(frozen=True)
class Verdict:
    """One criterion of one draft: what the label says, what the grader said, and how sure it was."""

    draft: int
    criterion: str
    label: bool
    graded: bool
    confidence: float


def digest() -> str:
    """What the figures in the document were measured with, in twelve characters."""
    found = hashlib.sha256()
    paths = [
        path for pattern in DEPENDS for path in sorted(ROOT.glob(pattern)) if path.is_file() and path.suffix != ".pyc"
    ]
    for path in [
        *paths,
        *(CORPORA / f"{name}.jsonl" for name in (*TEST_SET, *FRESH)),
        *(SCENARIOS / f"{name}.yaml" for name in (*TEST_SET, *FRESH)),
    ]:
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def stale(text: str) -> str | None:
    """What is wrong with the figures of a document, in a sentence; None where they are of this revision."""
    if BEGIN not in text or END not in text:
        return f"{DOC.name} has no place for its figures: expected the lines {BEGIN} and {END}"
    if f"Revision of the grader: {digest()}" not in text:
        return f"the figures in {DOC.name} are of another revision of the grader; run make evaluate"
    return None


def main() -> None:
    rows, fresh = _rows(TEST_SET), _rows(FRESH)
    reports, of_fresh = list(_graded(rows)), list(_graded(fresh))
    text = DOC.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    if not rest or not tail:
        sys.exit(stale(text))
    block = "\n".join([*_lines(rows, reports), *_fresh(fresh, of_fresh), *_left_out()])
    DOC.write_text(f"{head}{BEGIN}\n\n{block}\n\n{END}{tail}", encoding="utf-8")
    print(block)
    print(f"\nWritten into {DOC.relative_to(ROOT)}.")


def _rows(names: Iterable[str]) -> list[Row]:
    return [row for name in names for row in read_corpus(CORPORA / f"{name}.jsonl")]


def _graded(rows: Sequence[Row]) -> Iterator[Report]:
    known = rubrics(ROOT / "course")
    scenarios = {name: load_scenario(SCENARIOS / f"{name}.yaml") for name in {row.scenario for row in rows}}
    for n, row in enumerate(rows, 1):
        yield grade(row.text, scenarios[row.scenario], known[row.kind])
        if sys.stderr.isatty():
            print(f"\r{n} of {len(rows)} drafts", end="\n" if n == len(rows) else "", file=sys.stderr, flush=True)


def verdicts(rows: Sequence[Row], reports: Sequence[Report]) -> list[Verdict]:
    return [
        Verdict(n, result.id, row.labels[result.id], result.passed, result.confidence)
        for n, (row, report) in enumerate(zip(rows, reports, strict=True))
        for result in report
        if result.id in row.labels
    ]


def counts(found: Iterable[Verdict]) -> dict[str, Counts]:
    """How grader and labels agree, by criterion."""
    result: dict[str, Counts] = {}
    for v in found:
        result.setdefault(v.criterion, Counts()).add(v.label, v.graded)
    return dict(sorted(result.items()))


def macro(found: Iterable[Verdict]) -> float:
    """The mean of kappa over the criteria."""
    return float(np.mean([c.kappa for c in counts(found).values()]))


def interval(found: Sequence[Verdict], drafts: int, figure: Callable[[list[Verdict]], float]) -> tuple[float, float]:
    """The figure's bootstrap interval, drafts drawn with replacement."""
    random = np.random.default_rng(0)
    of: list[list[Verdict]] = [[] for _ in range(drafts)]
    for v in found:
        of[v.draft].append(v)
    values = [figure([v for n in random.integers(0, drafts, drafts) for v in of[n]]) for _ in range(SAMPLES)]
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not whole:
        return 0.0, 1.0
    z, p = 1.96, part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return middle - half, middle + half


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part} of {whole} ({part / whole:.0%}; {low:.0%} to {high:.0%})" if whole else "none"


def _agreement(rows: Sequence[Row], found: Sequence[Verdict]) -> Iterator[str]:
    low, high = interval(found, len(rows), macro)
    right = sum(v.label == v.graded for v in found)
    yield f"**{macro(found):.2f}** (95 % interval {low:.2f} to {high:.2f}); {right} of {len(found)} verdicts as labelled ({right / len(found):.1%})."
    for name in sorted({row.scenario for row in rows}):
        part = [v for v in found if rows[v.draft].scenario == name]
        yield f"For `{name}` alone: {macro(part):.2f}."
    yield ""


def _lines(rows: Sequence[Row], reports: Sequence[Report]) -> Iterator[str]:
    found = verdicts(rows, reports)
    yield f"Revision of the grader: {digest()}."
    yield ""
    yield f"**Test set** ({len(rows)} drafts of the two interviews that nothing was trained on, {len(counts(found))} criteria): mean kappa "
    yield from _agreement(rows, found)
    yield "| criterion | drafts | missed in truth | precision | recall | kappa | 95 % interval |"
    yield "|---|---|---|---|---|---|---|"
    for name, c in counts(found).items():
        own = [v for v in found if v.criterion == name]
        drafts = sorted({v.draft for v in own})
        place = {draft: n for n, draft in enumerate(drafts)}
        renamed = [Verdict(place[v.draft], v.criterion, v.label, v.graded, v.confidence) for v in own]
        low, high = interval(renamed, len(drafts), macro)
        yield f"| {name} | {c.n} | {c.fp + c.tn} | {c.precision:.2f} | {c.recall:.2f} | {c.kappa:.2f} | {low:.2f} to {high:.2f} |"
    yield ""
    yield from _language(rows, reports)
    yield from _doubt(found)
    yield from _fairness(rows, found)


def _fresh(rows: Sequence[Row], reports: Sequence[Report]) -> Iterator[str]:
    found = verdicts(rows, reports)
    yield f"**Fresh drafts** ({len(rows)} drafts of two more interviews, written and labelled when the training data were closed; "
    yield f"{len(counts(found))} criteria): mean kappa "
    yield from _agreement(rows, found)
    weakest = sorted(counts(found).items(), key=lambda item: item[1].kappa)[:8]
    yield f"The weakest criteria there: {', '.join(f'{name} {c.kappa:.2f} ({c.n} drafts)' for name, c in weakest)}."
    yield ""
    yield from _language(rows, reports)


def _language(rows: Sequence[Row], reports: Sequence[Report]) -> Iterator[str]:
    told = {"errors": 0, "found": 0, "clean": 0, "flagged": 0}
    for row, report in zip(rows, reports, strict=True):
        _compare_language(row, report, told)
    yield f"**Language** on these drafts: {_share(told['found'], told['errors'])} of the listed errors found, "
    yield f"{_share(told['flagged'], told['clean'])} of the clean drafts flagged."
    yield ""


def _doubt(found: Sequence[Verdict]) -> Iterator[str]:
    yield "**Doubt.** Verdicts of the test set by how sure the grader was, the least sure set aside first:"
    yield ""
    yield "| set aside | verdicts left | as labelled |"
    yield "|---|---|---|"
    order = sorted(found, key=lambda v: -v.confidence)
    for share in SHARES:
        kept = order[: round(len(order) * (1 - share))]
        yield f"| {share:.0%} | {len(kept)} | {sum(v.label == v.graded for v in kept) / len(kept):.1%} |"
    yield ""
    yield "| the grader's confidence | verdicts | mean confidence | as labelled |"
    yield "|---|---|---|---|"
    for low, high in ((0.5, 0.75), (0.75, 0.9), (0.9, 0.97), (0.97, 1.001)):
        some = [v for v in found if low <= v.confidence < high]
        if some:
            sure = np.mean([v.confidence for v in some])
            right = np.mean([v.label == v.graded for v in some])
            yield f"| {low:.2f} to {min(high, 1):.2f} | {len(some)} | {sure:.2f} | {right:.1%} |"
    yield ""


def _fairness(rows: Sequence[Row], found: Sequence[Verdict]) -> Iterator[str]:
    yield "**Second-language writers.** Of the criteria other than `language` that a draft meets, the grader misses:"
    yield ""
    for name, wanted in (("drafts tagged `non_native`", True), ("the other drafts", False)):
        met = [
            v for v in found if v.label and v.criterion != "language" and ("non_native" in rows[v.draft].tags) is wanted
        ]
        yield f"- {name}: {_share(sum(not v.graded for v in met), len(met))}"
    yield ""


def _left_out() -> Iterator[str]:
    table = json.loads(trained.LINEAR.read_text(encoding="utf-8")).get("left_out", {})
    if not table:
        return
    kappas = [row["kappa"] for row in table.values()]
    yield f"**Training interviews, each left out in turn** ({len(table)} learned criteria; these drafts hold more near misses): mean kappa "
    yield f"{np.mean(kappas):.2f}. As measured by `make train`:"
    yield ""
    yield "| criterion | drafts | precision | recall | kappa | second-language writers: met and missed | others |"
    yield "|---|---|---|---|---|---|---|"
    for name, row in sorted(table.items()):
        yield (
            f"| {name} | {row['n']} | {row['precision']:.2f} | {row['recall']:.2f} | {row['kappa']:.2f} "
            f"| {_missed(row['non_native'])} | {_missed(row['others'])} |"
        )


def _missed(pair: Sequence[int]) -> str:
    return f"{pair[0]} of {pair[1]}"


def is_current() -> str | None:
    return stale(DOC.read_text(encoding="utf-8"))


__all__ = ["counts", "digest", "interval", "is_current", "macro", "stale", "verdicts", "wilson"]

if __name__ == "__main__":
    main()
