"""Is the whole message plainly about another interview, such as the model answer of another scenario?"""

from __future__ import annotations

from . import people
from .reading import Reading, words


def elsewhere(reading: Reading) -> bool:
    """True where the greeting names a stranger and nothing in the message names this employer, role or panel."""
    draft, scenario = reading.draft, reading.scenario
    if draft.greeting is None:
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
    stranger = [part for part in greeted if part not in ("dear", "hi", "hello", "hey", "and", "sir", "madam")]
    return bool(stranger) and not role <= said
