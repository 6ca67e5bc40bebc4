"""Reads a file as a type, and says in sentences what keeps it from being one. Knows no type in particular."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .base import Content
from .document import ContentError, Data, Document, Fault, read_document
from .sense import Place, Senseless, short

T = TypeVar("T", bound=Content)

# The patterns that content's types use, in words. A test asserts that none is left out.
PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and hyphens, such as depot-operations-manager",
    r"^[a-z][a-z0-9_]*$": "lower-case letters, digits and underscores, such as cold_store",
    r"^t\d{2,3}$": "the id of a turn, such as t07",
}
WORDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    datetime: "a time such as 2026-03-03 10:00",
}
BOUNDS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}


def read_as(path: Path, type_: type[T]) -> tuple[T, Document]:
    """What a YAML file says, with the lines on which it says it; or ContentError with all that is wrong with it."""
    document = read_document(path)
    faults = list(document.faults.values())
    content = None
    try:
        content = type_.model_validate(document.data)
    except ValidationError as error:
        # What the reader has refused is empty in the data: that it is empty is not said as well.
        said = {fault.field for fault in faults}
        faults += [fault for fault in explain(document, error, type_) if fault.field not in said]
    if content is None or faults:
        raise ContentError(*sorted(faults, key=lambda fault: fault.line))
    return content, document


def explain(document: Document, error: ValidationError, type_: Any) -> list[Fault]:
    """Every fault that pydantic found in a document that was to be of this type."""
    details = error.errors(include_url=False)
    resolved = [(detail, *resolve(type_, detail["loc"])) for detail in details]
    suggestions = {
        place: suggestion
        for detail, place, _ in resolved
        if detail["type"] == "extra_forbidden" and (suggestion := _meant(document, type_, place))
    }
    # A misspelt name is one slip: it is not said again that the right one is missing.
    mended = {(*place[:-1], suggestion) for place, suggestion in suggestions.items()}
    faults = []
    for detail, place, expected in resolved:
        if (detail["type"] == "missing" and place in mended) or _is_echo(detail):
            continue
        if detail["type"] == "extra_forbidden":
            faults.append(document.fault(place, _unknown(document, type_, place, suggestions.get(place))))
        else:
            faults.extend(document.fault(*pair) for pair in _sentences(detail, place, expected, document))
    return faults


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because an entry of it has a fault, which is said anyway."""
    given = detail["input"]
    return detail["type"] == "too_short" and isinstance(given, list) and len(given) >= detail["ctx"]["min_length"]


def resolve(type_: Any, location: Iterable[str | int]) -> tuple[Place, Any]:
    """Follows pydantic's location through the types: the place in the file, and the type that is expected there.

    The two differ because pydantic also names the kind that it chose of a union, which no file has as a field.
    """
    place: list[str | int] = []
    for step in location:
        type_ = _bare(type_)
        if _is_union(type_):
            type_ = next((member for member in get_args(type_) if step in _kinds(member)), None)
        elif step == "[key]":
            continue
        else:
            place.append(step)
            type_ = _inner(type_, step)
    return tuple(place), _bare(type_)


def _bare(type_: Any) -> Any:
    """The type without what is annotated to it, and without `None`."""
    if get_origin(type_) is Annotated:
        return _bare(get_args(type_)[0])
    if _is_union(type_):
        members = [member for member in get_args(type_) if member is not type(None)]
        return _bare(members[0]) if len(members) == 1 else type_
    return type_


def _is_union(type_: Any) -> bool:
    return get_origin(type_) in (Union, types.UnionType)


def _is_model(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """A model's fields by the names that a file has for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _kinds(type_: Any) -> tuple[Any, ...]:
    """The values of `kind` that one member of a tagged union has."""
    type_ = _bare(type_)
    field = type_.model_fields.get("kind") if _is_model(type_) else None
    return get_args(field.annotation) if field else ()


def _inner(type_: Any, step: str | int) -> Any:
    """The type of a field or of an entry; None where the type says nothing of it."""
    if _is_model(type_):
        field = _fields(type_).get(str(step))
        return field.annotation if field else None
    arguments = get_args(type_)
    if get_origin(type_) is tuple and arguments[-1] is not Ellipsis:
        return arguments[step] if isinstance(step, int) and step < len(arguments) else None
    if get_origin(type_) is dict:
        return arguments[1]
    return arguments[0] if arguments else None


def _meant(document: Document, type_: Any, place: Place) -> str | None:
    """The field that a misspelt one was probably meant to be, of those that are not given."""
    given = document.at(place[:-1])
    open_ = [name for name in _siblings(document, type_, place) if not isinstance(given, dict) or name not in given]
    close = get_close_matches(str(place[-1]).lower(), open_, n=1, cutoff=0.6)
    return close[0] if close else None


def _siblings(document: Document, type_: Any, place: Place) -> list[str]:
    """The fields that may stand where this one does."""
    owner = _bare(type_)
    for n, step in enumerate(place):
        if _is_union(owner):
            given = document.at((*place[:n], "kind"))
            owner = _bare(next((member for member in get_args(owner) if given in _kinds(member)), None))
        if n == len(place) - 1:
            break
        owner = _bare(_inner(owner, step))
    return list(_fields(owner)) if _is_model(owner) else []


def _unknown(document: Document, type_: Any, place: Place, suggestion: str | None) -> str:
    if suggestion:
        return f"unknown field; did you mean '{suggestion}'?"
    if document.at(place) is None:  # {label: cold, dry} reads 'dry' as a field of its own
        return "unknown field; if it is part of a text with a comma in it, put the text in quotes"
    known = _siblings(document, type_, place)
    return f"unknown field; the fields here are {', '.join(known)}" if known else "unknown field"


def _sentences(detail: ErrorDetails, place: Place, expected: Any, document: Document) -> Iterator[tuple[Place, str]]:
    """What is wrong, as (place, sentence) pairs: one, or as many as a scenario that makes no sense has faults."""
    fault, context = detail["type"], detail.get("ctx", {})
    reason = context.get("error")
    if isinstance(reason, Senseless):
        yield from ((place + inner, sentence) for inner, sentence in reason.faults)
    elif fault == "missing" and place and isinstance(place[-1], int):
        given = document.at(place[:-1])
        yield place[:-1], f"expected {place[-1] + 1} entries; found {len(given) if isinstance(given, list) else 0}"
    elif fault == "missing":
        yield place, f"this field is missing; expected {describe(expected)}"
    elif fault in ("union_tag_invalid", "union_tag_not_found"):
        yield (*place, "kind"), _bad_kind(fault, context, expected)
    elif reason is not None:
        given = detail["input"]  # that of a whole type says nothing that its sentence does not
        yield place, str(reason) if isinstance(given, dict) else f"{reason}; found {_found(given)}"
    else:
        yield place, f"expected {_wanted(fault, context, expected)}; found {_given(fault, detail['input'], expected)}"


def _bad_kind(fault: str, context: dict[str, Any], expected: Any) -> str:
    kinds = [kind for member in get_args(expected) for kind in _kinds(member)]
    known = f"expected one of {', '.join(kinds)}"
    if fault == "union_tag_not_found":
        return f"this field is missing; {known}"
    return f"{known}; found '{short(str(context.get('tag')))}'{_suggest(context.get('tag'), kinds)}"


def _wanted(fault: str, context: dict[str, Any], expected: Any) -> str:
    """What the field takes, in words."""
    for name, words in BOUNDS.items():
        if name in context:
            return f"{words} {context[name]:g}"
    if fault == "too_short":
        return f"at least {_entries(context['min_length'])}"
    if fault == "too_long":
        return f"at most {_entries(context['max_length'])}"
    if fault == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], "text of another form")
    return describe(expected)


def _given(fault: str, given: Data, expected: Any) -> str:
    """What the field has, in words."""
    if fault in ("too_short", "too_long") and isinstance(given, list):
        return str(len(given))
    if fault == "literal_error":
        return _found(given) + _suggest(given, [str(value) for value in get_args(expected)])
    if fault == "tuple_type" and given is None:
        return "nothing (an empty list is written [])"
    return _found(given)


def _suggest(given: Any, known: list[str]) -> str:
    close = get_close_matches(given.lower(), known, n=1, cutoff=0.6) if isinstance(given, str) else []
    return f"; did you mean '{close[0]}'?" if close else ""


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _found(given: Data) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, list):
        return "a list"
    if isinstance(given, dict):
        return "fields"
    return f"'{short(str(given))}'" if str(given).strip() else "nothing"


def describe(type_: Any) -> str:
    """What a field of this type takes, in words."""
    type_ = _bare(type_)
    if get_origin(type_) is Literal:
        return f"one of {', '.join(map(str, get_args(type_)))}"
    if get_origin(type_) in (tuple, list, frozenset, set):
        return "a list"
    if _is_model(type_):
        return f"fields such as {' and '.join(list(_fields(type_))[:2])}"
    if _is_union(type_):
        return "fields, kind among them"
    if get_origin(type_) is dict:
        return "fields"
    return WORDS.get(type_, "text")
