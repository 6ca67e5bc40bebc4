"""Grades one draft: a pure function of the draft, the scenario and the rubric. No file, clock, network or chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from .checks import Reading, run
from .checks.addressee import recipients
from .checks.reading import in_words, joined, see_together
from .findings import SURE, Finding, Report, Result
from .model.rubric import (
    Addressee,
    Check,
    Criterion,
    Diagnosis,
    Grounded,
    Length,
    Mentions,
    Rubric,
    Steps,
    Strength,
    WeakAnswers,
    Within,
)
from .model.scenario import Scenario
from .text.clean import clean

DOUBT = "A trainer may see this differently."
LONGEST = 20_000  # characters of a draft that are read; no message is a tenth of it


def grade(draft: str, scenario: Scenario, rubric: Rubric) -> Report:
    """Grades a draft by a rubric.

    An empty draft, or the starter of the answer cell as it came, is not tried yet: it scores 0 and nothing is called wrong.
    The report's evidence counts characters of `draft` as given.
    """
    return next(grade_all([(draft, scenario, rubric)]))


def grade_all(drafts: Sequence[tuple[str, Scenario, Rubric]]) -> Iterator[Report]:
    """The same for several drafts, in their order. The sentence model reads them together: of sixteen, each takes less time."""
    readings = [
        Reading(_read_part(draft), scenario, rubric.task, rubric.letter) if tried(draft, rubric) else None
        for draft, scenario, rubric in drafts
    ]
    see_together([reading for reading in readings if reading])
    for (draft, scenario, rubric), reading in zip(drafts, readings, strict=True):
        if reading is None:
            yield _report(draft, scenario, rubric, tuple(_not_tried(c, scenario) for c in rubric.criteria))
        else:
            results = tuple(_result(c, run(c.check, reading), scenario) for c in rubric.criteria)
            yield _report(draft, scenario, rubric, results, _notes(draft))


def tried(draft: str, rubric: Rubric) -> bool:
    """Whether there is anything in the draft that the starter of the answer cell did not have."""
    return bool(ours := _squeezed(draft)) and ours != _squeezed(rubric.starter)


@lru_cache(maxsize=16)
def _squeezed(text: str) -> str:
    return " ".join(clean(text[:LONGEST]).text.split())


def _read_part(draft: str) -> str:
    return draft if len(draft) <= LONGEST else draft[:LONGEST]


def _notes(draft: str) -> tuple[str, ...]:
    notes = []
    if len(draft) > LONGEST:
        notes.append(f"This draft has {len(draft):,} characters; only the first {LONGEST:,} were read.")
    strange = sum(1 for c in draft[:LONGEST] if c == "\ufffd" or (ord(c) < 32 and c not in "\n\r\t"))
    if strange > 20:
        notes.append("Much of this is not text that a person could read; paste the message itself.")
    return tuple(notes)


def _report(
    draft: str, scenario: Scenario, rubric: Rubric, results: tuple[Result, ...], notes: tuple[str, ...] = ()
) -> Report:
    return Report(scenario.id, rubric.kind, rubric.title, draft, results, notes)


def _not_tried(criterion: Criterion, scenario: Scenario) -> Result:
    facts = _facts(criterion, scenario)
    return Result(
        criterion.id, criterion.title, "not_tried", "not_tried", 0.0, criterion.points, "Not tried yet.",
        _filled(criterion.why, facts), _hints(criterion, facts), example=_example(criterion, scenario),
    )  # fmt: skip


def _result(criterion: Criterion, finding: Finding, scenario: Scenario) -> Result:
    facts = _facts(criterion, scenario) | dict(finding.facts)
    message = _filled(criterion.feedback[finding.outcome], facts)
    return Result(
        criterion.id,
        criterion.title,
        "met" if finding.passed else "not_yet",
        finding.outcome,
        round(criterion.points * finding.share, 2),
        criterion.points,
        message if finding.confidence >= SURE else f"{message} {DOUBT}",
        _filled(criterion.why, facts),
        () if finding.passed else _hints(criterion, facts),
        finding.evidence,
        None if finding.passed else _example(criterion, scenario),
        round(finding.confidence, 2),
    )


def _hints(criterion: Criterion, facts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_filled(hint, facts) for hint in criterion.hints)


def _example(criterion: Criterion, scenario: Scenario) -> str | None:
    """How it was done in another scenario than this one."""
    return next((example.text for example in criterion.examples if example.scenario != scenario.id), None)


def _facts(criterion: Criterion, scenario: Scenario) -> dict[str, str]:
    """What any sentence of a criterion may name, whatever the draft says."""
    check = criterion.check
    to = check if isinstance(check, Addressee) else Addressee(kind="addressee", to="panel")
    facts = {
        "recipient": joined([person.name for person in recipients(to, scenario)]),
        "candidate": scenario.candidate.name,
        "employer": scenario.employer.name,
        "role": scenario.role,
        "consultant": scenario.agency.consultant.name,
    }
    if isinstance(check, Within):
        facts["hours"] = f"{check.hours:g}"
    if isinstance(check, Length):
        facts |= {"low": str(check.words[0]), "high": str(check.words[1])}
    facts["turns"] = joined(_turns(check, scenario), "and")
    if isinstance(check, Mentions | Steps | WeakAnswers | Diagnosis):
        facts["wanted"] = in_words(check.at_least)
    return facts


def _turns(check: Check, scenario: Scenario) -> list[str]:
    """The turns of the transcript that are worth looking at."""
    if isinstance(check, Mentions) and check.what != "deliverables":
        return sorted({turn for point in getattr(scenario, check.what) for turn in point.turns})
    strong = isinstance(check, Strength)
    return [a.turn for a in scenario.answers if isinstance(check, Grounded) or (a.verdict == "strong") is strong]


class _Blanks(dict[str, str]):
    """A blank that has no words stays empty rather than failing: a trainer's sentence must never stop a grade."""

    def __missing__(self, key: str) -> str:
        return ""


def _filled(sentence: str, facts: Mapping[str, str]) -> str:
    return sentence.format_map(_Blanks(facts))
