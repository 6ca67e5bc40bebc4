"""Is the text, or one sentence of it, about another interview: the model answer of another scenario, a job elsewhere?"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.scenario import Scenario
from ..text.sentences import Span
from . import people
from .reading import Reading, words
from .subject import other_occupation

_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]{2,}(?:['-][A-Z]?[a-z]+)*")
# a friend or a colleague who is asked to help is nobody of another interview
_HELPER = re.compile(r"(?i:\b(?:ask|asking|get|with my \w+|let|help from)) [A-Z][\w'-]+(?: (?:and|or) [A-Z][\w'-]+)?")
_USUAL = frozenset(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thurs fri sat sun herr frau mrs miss "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "zoom teams google indeed reed glassdoor whatsapp facebook monster skype youtube outlook office "
    "november december christmas easter english british american european excel word linkedin internet".split()
)
# what stands in a greeting and is nobody's name
_NOBODY = frozenset(
    "dear hi hello hey and or sir sirs madam all everyone everybody both team there panel ladies gentlemen colleagues colleague folks friends "
    "to whom it may concern hiring manager managers recruiter interviewer interviewers good morning afternoon evening day again greetings my "
    "the whole you two three consultant love mate here".split()
)
# Dear [name]: a greeting that was never filled in names no stranger
_BLANK = re.compile(r"[\[\]{}<>_]|\bX{2,}|\.{3}|…")
COMMON = frozenset(
    "the and group county council school hospital university college limited bank hotel services care centre center company trust".split()
)


def elsewhere(reading: Reading) -> bool:
    """True where greeting and message name strangers or another trade, and nothing in the message names this employer, role or panel.

    A wrong name in the greeting alone is the addressee's business. Of the model answers of other interviews it is true for 24 in 25.
    """
    draft, scenario = reading.draft, reading.scenario
    if draft.greeting is None:
        return False
    if _BLANK.search(draft.of(draft.greeting)):
        return False
    greeted = people.bare(draft.of(draft.greeting))
    own = [part for name in scenario.people for part in people.bare(name)]
    if any(part in own or any(people.resembles([part], name) for name in scenario.people) for part in greeted):
        return False
    said = {people.fold(word.removesuffix("'s")) for word in words(draft.of(draft.content))}
    subject = draft.headers.get("subject")
    said |= {people.fold(word) for word in words(subject.value)} if subject else set()
    panel = {part for person in scenario.interview.panel for part in people.bare(person.name)}
    if said & (panel | {people.fold(word) for word in words(scenario.employer.name)[:1]}):
        return False
    role = {people.fold(word) for word in words(scenario.role) if len(word) > 3}
    stranger = [part for part in greeted if part not in _NOBODY]
    if not stranger or role <= said:
        return False
    text = draft.of(draft.content)
    return bool(_strangers(text, scenario)) or other_occupation(text, scenario)


def of_strangers(reading: Reading) -> bool:
    """True where a plan or a review names two strangers or more, and nobody and nothing of this interview.

    Of the labelled drafts with a point of their own interview in it, 1 in 80 does so; of the model answers of other interviews, 5 in 6.
    """
    draft, scenario = reading.draft, reading.scenario
    if draft.greeting is not None or draft.headers:
        return False
    text = draft.of(draft.content)
    said = {people.fold(word.removesuffix("'s")) for word in words(text)}
    return not said & _everybody(scenario) and len(_strangers(text, scenario)) >= 2


def about_another(reading: Reading, span: Span | None) -> float:
    """1 where a sentence names another employer of the candidate's, a stranger or another occupation, and nobody of this interview."""
    if span is None:
        return 0.0
    text, scenario = reading.draft.of(span), reading.scenario
    said = {people.fold(word.removesuffix("'s")) for word in words(text)}
    own, others = _called(scenario)
    if said & own:
        return 0.0
    strangers = _strangers(text, scenario)
    return float(bool(said & others or strangers or other_occupation(text, scenario)))


def _strangers(text: str, scenario: Scenario) -> set[str]:
    """The names in the middle of sentences that the scenario does not have."""
    helped = _HELPER.sub(" ", text)
    return {people.fold(name.removesuffix("'s")) for name in _NAME.findall(helped)} - _USUAL - _known(scenario)


@lru_cache(maxsize=8)
def _called(scenario: Scenario) -> tuple[frozenset[str], frozenset[str]]:
    """The words by which people call this employer and panel, and those by which they call the other employers."""
    own = {part for person in scenario.interview.panel for part in people.bare(person.name)} | people.distinctive(
        scenario.employer.name
    )
    others = {word for process in scenario.other_processes for word in people.distinctive(process.employer)}
    return frozenset(own), frozenset(others - own)


@lru_cache(maxsize=8)
def _everybody(scenario: Scenario) -> frozenset[str]:
    """The words by which a scenario's people and firms are known."""
    firms = [scenario.employer.name, scenario.agency.name, scenario.candidate.current_job.employer]
    firms += [process.employer for process in scenario.other_processes]
    called = {part for name in scenario.people for part in people.bare(name)}
    return frozenset(called | {people.fold(word) for firm in firms for word in words(firm) if len(word) > 3} - COMMON)


@lru_cache(maxsize=8)
def _known(scenario: Scenario) -> frozenset[str]:
    """Every word that the scenario has, in any of its fields."""
    return frozenset(people.fold(word) for word in words(scenario.model_dump_json()))
