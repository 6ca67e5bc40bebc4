"""Fills a scenario's names, times and limits into a lesson's text. Knows Jinja; knows nothing of notebooks."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.utils import missing
from pydantic import BaseModel

from ..model.course import Course
from ..model.load import ContentError, Fault
from ..model.rubric import Length, Rubric, Within
from ..model.scenario import Scenario
from ..moments import stamp, when

# What has a meaning in Markdown, money's dollar sign (which opens a formula in a notebook) among it.
_MARKDOWN = re.compile(r"[\\`*_$<\[]")
# What Jinja says of a field or a command that ends by halves, and what its author can do.
_HALF = {
    "unexpected '}'": "a brace is missing or alone in this line; write {{ scenario.role }}, or {% ... %}",
    "end of print statement": "this field does not end where it should; write {{ scenario.role }}, with dots and no blanks in it",
}
_LIMITS = {"hours": "time limit", "words": "limit of words"}
_ESCAPED = re.compile(r"\\([\\`*_$<\[])")


def render(path: Path, text: str, course: Course, scenario: Scenario, rubrics: Sequence[Rubric]) -> str:
    """The text of lesson.md for one scenario. Raises ContentError with the line that cannot be filled in."""
    rubric = rubrics[0] if rubrics else None
    known = {"course": course, "scenario": scenario, "rubric": rubric, "rubrics": tuple(rubrics)}
    try:
        return _environment(scenario).from_string(text).render(known, limits=limits(rubric))
    except TemplateSyntaxError as error:
        raise ContentError(Fault(str(path), error.lineno, "", _sentence(error))) from None
    except Exception as error:  # a template can fail in as many ways as a program; each is its author's to mend
        raise ContentError(Fault(str(path), _line(error), "", _sentence(error))) from None


def fill(path: Path, data: Any, course: Course, scenario: Scenario, rubrics: Sequence[Rubric]) -> Any:
    """The data of a file with every text in it filled in for one scenario, as plain text and not as Markdown."""
    if isinstance(data, str):
        return plain(render(path, data, course, scenario, rubrics)) if "{{" in data or "{%" in data else data
    if isinstance(data, Mapping):
        return {name: fill(path, value, course, scenario, rubrics) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [fill(path, value, course, scenario, rubrics) for value in data]
    return data


class Limits(dict[str, Any]):
    """The limits of a rubric by name, and the kind of writing that they are for."""

    kind: str | None = None


def limits(rubric: Rubric | None) -> Limits:
    """The limits that a rubric sets: `hours` of its `within` check, `words` of its `length` check."""
    found = Limits()
    found.kind = rubric.kind if rubric else None
    for criterion in rubric.criteria if rubric else ():
        if isinstance(criterion.check, Within):
            hours = criterion.check.hours
            found["hours"] = int(hours) if hours == int(hours) else hours
        elif isinstance(criterion.check, Length):
            found["words"] = criterion.check.words
    return found


def names(people: Iterable[Any]) -> str:
    """People's names, or plain words, as a sentence lists them."""
    said = [str(getattr(person, "name", person)) for person in people]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def plain(markdown: str) -> str:
    """A line of rendered text without the backslashes that `render` put in front of Markdown's own signs."""
    return _ESCAPED.sub(r"\1", markdown)


class _Unknown(StrictUndefined):
    """A name that a template uses and nothing has: says so, and what was perhaps meant."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if owner is missing:
            return f"there is no variable '{name}'; known are course, limits, rubric, rubrics and scenario"
        if isinstance(owner, Limits) and name in _LIMITS:
            sets = (
                f"the kind '{owner.kind}' has no {_LIMITS[name]}"
                if owner.kind
                else "this lesson has no rubric, and so no limits"
            )
            return f"{sets}; take the sentence with limits.{name} out"
        known = _fields(owner)
        close = get_close_matches(name, known, n=1)
        meant = f"did you mean '{close[0]}'?" if close else f"it has {names(known) or 'no fields'}"
        return f"{_called(owner)} has no '{name}'; {meant}"


def _fields(owner: Any) -> list[str]:
    if isinstance(owner, BaseModel):
        return list(type(owner).model_fields)
    return [str(key) for key in owner] if isinstance(owner, Mapping) else []


def _called(owner: Any) -> str:
    """What a person calls the thing that was asked for a field."""
    if owner is None:
        return "this lesson has no rubric, so it"
    return "limits" if isinstance(owner, Mapping) else f"this {type(owner).__name__.lower()}"


def _environment(scenario: Scenario) -> Environment:
    environment = Environment(undefined=_Unknown, keep_trailing_newline=True, autoescape=False, finalize=_as_text)
    environment.filters["when"] = lambda moment: when(moment, scenario)
    environment.filters["stamp"] = lambda moment: stamp(moment, scenario)
    environment.filters["names"] = names
    environment.filters["later"] = lambda moment, **by: scenario.local(moment) + timedelta(**by)
    return environment


def _as_text(value: Any) -> Any:
    """What a scenario or a rubric says is plain text: none of its signs means anything in Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", value) if isinstance(value, str) else value


def _line(error: Exception) -> int:
    """The line of the template in which an error arose. Jinja lends the template's lines to the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno or 0 if frames else 0


def _sentence(error: Exception) -> str:
    message = error.message if isinstance(error, TemplateError) else str(error)
    if isinstance(error, TemplateSyntaxError):
        message = next((words for part, words in _HALF.items() if part in (message or "")), message)
    said = " ".join((message or type(error).__name__).split())
    return f"this cannot be filled in: {said[0].lower() + said[1:]}"
