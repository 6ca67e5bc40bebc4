"""What a check finds and what a report is made of. Plain values: no judgement and no rendering here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["met", "not_yet", "not_tried"]
SURE = 0.75  # a finding less likely than this to be a trainer's own is called doubtful


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the draft: `start` and `end` count Unicode characters of the draft as given."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How one check ended.

    `outcome` is `met` or one of the check's outcomes, `share` the part of the points that it earns (0 to 1), and `facts`
    fill the blanks in the rubric's sentence for that outcome. `confidence` (0.5 to 1) is how likely a careful trainer is to
    agree that it is met, or that it is not.
    """

    outcome: str
    share: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 1.0

    @property
    def passed(self) -> bool:
        return self.outcome == "met"


def met(evidence: Iterable[Evidence] = (), /, confidence: float = 1.0, **facts: str) -> Finding:
    return Finding("met", 1.0, tuple(evidence), facts, confidence)


def missed(
    outcome: str, evidence: Iterable[Evidence] = (), share: float = 0.0, confidence: float = 1.0, **facts: str
) -> Finding:
    return Finding(outcome, share, tuple(evidence), facts, confidence)


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion of a report.

    Where the criterion is met there are no `hints` and no `example`. `confidence` (0.5 to 1) is how likely a careful trainer
    is to agree; below SURE the message says that one may not.
    """

    id: str
    title: str
    state: State
    outcome: str
    score: float
    max_score: float
    message: str
    why: str
    hints: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    example: str | None = None
    confidence: float = 1.0

    @property
    def hint(self) -> str | None:
        """All that the hints say, in one text."""
        return " ".join(self.hints) or None

    @property
    def doubtful(self) -> bool:
        return self.state != "not_tried" and self.confidence < SURE

    @property
    def passed(self) -> bool:
        return self.state == "met"


@dataclass(frozen=True, slots=True)
class Report:
    """A graded draft. `notes` are sentences about the draft as a whole, such as why it was not graded."""

    scenario: str
    kind: str
    title: str
    draft: str
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __getitem__(self, criterion: str) -> Result:
        for result in self.results:
            if result.id == criterion:
                return result
        raise KeyError(criterion)

    @property
    def score(self) -> float:
        return round(sum(result.score for result in self.results), 4)

    @property
    def max_score(self) -> float:
        return round(sum(result.max_score for result in self.results), 4)

    @property
    def doubtful(self) -> bool:
        """Whether a trainer may well see one of the criteria differently."""
        return any(result.doubtful for result in self.results)

    @property
    def tried(self) -> bool:
        return any(result.state != "not_tried" for result in self.results)
