"""Does the proofreader stumble over the spelling, grammar, punctuation or capitals of the body?"""

from __future__ import annotations

from functools import lru_cache

from ..findings import Finding, met, missed
from ..model.rubric import Language
from ..model.scenario import Scenario
from ..text.proofread import looks_english, proofread
from ..text.sentences import Span
from .reading import Reading, words

MOST_NAMED = 5  # of the places where the proofreader stopped


def language(check: Language, reading: Reading) -> Finding:
    draft = reading.draft
    body = draft.of(draft.body)
    if not looks_english(draft.of(draft.content)):
        return missed("not_english")
    slips = [
        (slip, Span(draft.body.start + slip.start, draft.body.start + slip.end))
        for slip in proofread(body, jargon(reading.scenario), reading.scenario.locale, names(reading.scenario))
    ]
    slips = [(slip, span) for slip, span in slips if not any(q.start <= span.start < q.end for q in draft.quoted)]
    if not slips:
        return met()
    said = list(dict.fromkeys(slip.message for slip, _ in slips))
    return missed(
        "errors",
        reading.evidence(*(span for _, span in slips)),
        share=max(0.0, 1 - len(slips) / check.allowance),
        count=f"{len(slips)} place{'s' if len(slips) > 1 else ''}",
        list=" ".join(said[:MOST_NAMED]) + (" …" if len(said) > MOST_NAMED else ""),
    )


@lru_cache(maxsize=64)
def jargon(scenario: Scenario) -> frozenset[str]:
    """The scenario's names and special words: whatever its own text writes is no error in a draft."""
    texts = [
        *scenario.people, scenario.agency.name, scenario.employer.name, scenario.employer.about, scenario.role,
        scenario.candidate.current_job.title, scenario.candidate.current_job.employer,
        *(turn.text for turn in scenario.turns),
        *(point.label for point in (*scenario.topics, *scenario.gaps)),
        *(phrase for point in (*scenario.topics, *scenario.gaps) for phrase in point.phrases),
        *(process.employer + " " + process.role for process in scenario.other_processes),
        *(deliverable.label for deliverable in scenario.candidate.current_job.deliverables),
    ]  # fmt: skip
    return frozenset(word for text in texts for word in words(text) if len(word) > 2)


@lru_cache(maxsize=64)
def names(scenario: Scenario) -> frozenset[str]:
    """The names of people, and the words that firms' names begin with, in lower case."""
    firms = (
        scenario.agency.name, scenario.employer.name, scenario.candidate.current_job.employer,
        *(process.employer for process in scenario.other_processes),
    )  # fmt: skip
    found = [word for person in scenario.people for word in words(person)] + [
        word for firm in firms for word in words(firm)[:1]
    ]
    return frozenset(word for word in found if len(word) > 3)
