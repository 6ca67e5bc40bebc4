"""The one loader of everything under course/: a fault names file, line and field, and says what was expected.

Knows the types of the content, and nothing of grading or notebooks.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .course import Course, Lesson
from .quiz import Quiz
from .rubric import Rubric
from .scenario import Scenario, Senseless

T = TypeVar("T", bound=BaseModel)
Path_ = tuple[str | int, ...]

_LARGEST = 2_000_000  # bytes; a scenario has some 20,000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing in a file that its writer can mend."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


class ContentError(Exception):
    """Content that cannot be used; `faults` says why, and `str()` gives a line for each."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def load_scenario(path: Path) -> Scenario:
    scenario, lines = _load(path, Scenario)
    if scenario.id != path.stem:
        raise ContentError(
            Fault(str(path), lines.get(("id",), 0), "id", f"'{scenario.id}' differs from the file's name; expected '{path.stem}'")
        )
    return scenario


def load_rubric(path: Path) -> Rubric:
    return _load(path, Rubric)[0]


def load_quiz(path: Path) -> Quiz:
    return _load(path, Quiz)[0]


def load_course(path: Path) -> Course:
    """`path` is course.yaml, or the folder that it is in."""
    return _load(path / "course.yaml" if path.is_dir() else path, Course)[0]


def load_lesson(path: Path) -> Lesson:
    """A built lesson's `lesson.json`."""
    try:
        return Lesson.model_validate_json(_text(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ContentError(Fault(str(path), 0, where, "the file is damaged; copy it again from the course")) from None


def rubrics(course: Path) -> dict[str, Rubric]:
    """The rubrics of a course's lessons, by kind of draft."""
    return {rubric.kind: rubric for path in sorted(course.glob("*/rubric*.yaml")) for rubric in [load_rubric(path)]}


@dataclass
class LintResult:
    files: int = 0
    faults: list[Fault] = field(default_factory=list)


def lint(folder: Path) -> LintResult:
    """Checks every scenario in a folder or in its `scenarios/`; and the whole course where the folder has a course.yaml."""
    result = LintResult()
    course = folder / "course.yaml"
    places = [folder / "scenarios"] if course.exists() else [folder, folder / "scenarios"]
    files = [path for place in places if place.is_dir() for path in sorted(place.iterdir()) if path.suffix in (".yaml", ".yml")]
    if not files and not course.exists():
        result.faults.append(Fault(str(folder), 0, "", "there is no scenario file here; expected a folder with <id>.yaml files"))
        return result
    for path in files:
        _try(result, path, load_scenario)
    if course.exists():
        _lint_course(result, folder)
    result.faults.sort()
    return result


def _try(result: LintResult, path: Path, load: Any) -> Any:
    result.files += 1
    try:
        return load(path)
    except ContentError as error:
        result.faults.extend(error.faults)
        return None


def _lint_course(result: LintResult, folder: Path) -> None:
    path = folder / "course.yaml"
    course = _try(result, path, load_course)
    if course is None:
        return
    if not (folder / "scenarios" / f"{course.scenario}.yaml").exists():
        result.faults.append(Fault(str(path), 0, "scenario", f"there is no scenarios/{course.scenario}.yaml"))
    seen: dict[str, Path] = {}
    for lesson in course.lessons:
        if not (folder / lesson / "lesson.md").exists():
            result.faults.append(Fault(str(path), 0, "lessons", f"there is no {lesson}/lesson.md"))
        for rubric_path in sorted((folder / lesson).glob("rubric*.yaml")):
            rubric = _try(result, rubric_path, load_rubric)
            if rubric and rubric.kind in seen:
                message = f"'{rubric.kind}' has a rubric already, in {seen[rubric.kind]}"
                result.faults.append(Fault(str(rubric_path), 0, "kind", message))
            elif rubric:
                seen[rubric.kind] = rubric_path
        if (quiz := folder / lesson / "quiz.yaml").exists():
            _try(result, quiz, load_quiz)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ContentError(Fault(str(path), 0, "", f"the file is larger than {_LARGEST // 1_000_000} MB; expected a text file"))
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContentError(Fault(str(path), 0, "", f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise ContentError(Fault(str(path), line, "", "this is not UTF-8 text; save the file in UTF-8")) from None


def _load(path: Path, type_: type[T]) -> tuple[T, dict[Path_, int]]:
    """Reads a YAML file as a type, and tells on which line each of its fields stands."""
    lines: dict[Path_, int] = {}
    text = _text(path)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ContentError(Fault(str(path), mark.line + 1 if mark else 0, "", f"not valid YAML: {error.problem}")) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "it is nested too deeply"
        raise ContentError(Fault(str(path), 0, "", f"not valid YAML: {reason}")) from None
    if node is None:
        raise ContentError(Fault(str(path), 1, "", "the file is empty"))
    faults: list[Fault] = []
    try:
        data = _value(node, (), lines, faults, str(path), depth=0)
    except RecursionError:
        raise ContentError(Fault(str(path), 0, "", "it is nested too deeply")) from None
    if faults:
        raise ContentError(*faults)
    if not isinstance(data, dict):
        raise ContentError(Fault(str(path), 1, "", "expected fields such as 'id: ...'"))
    try:
        return type_.model_validate(data), lines
    except ValidationError as error:
        raise ContentError(*sorted(set(_faults(error, path, lines, type_)))) from None


def _value(node: yaml.Node, at: Path_, lines: dict[Path_, int], faults: list[Fault], file: str, depth: int) -> Any:
    """The plain value of a node. A scalar without quotes is text unless it is a number, true, false or null: no date, no yes."""
    lines[at] = node.start_mark.line + 1
    if depth > 30:
        raise RecursionError
    if isinstance(node, yaml.MappingNode):
        result = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or key_node.tag.endswith(":merge"):
                faults.append(Fault(file, key_node.start_mark.line + 1, _dotted(at), "expected a plain name before the colon"))
                continue
            if key in result:
                faults.append(Fault(file, key_node.start_mark.line + 1, _dotted((*at, key)), "this field stands here twice"))
            result[key] = _value(value_node, (*at, key), lines, faults, file, depth + 1)
            lines[(*at, key)] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*at, n), lines, faults, file, depth + 1) for n, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: Any) -> Any:
    if node.style is None:
        if node.tag.endswith(":null"):
            return None
        if node.value in ("true", "false"):
            return node.value == "true"
    return node.value


def _faults(error: ValidationError, path: Path, lines: dict[Path_, int], type_: type[BaseModel]) -> Iterator[Fault]:
    for details in error.errors():
        cause = (details.get("ctx") or {}).get("error")
        if isinstance(cause, Senseless):
            for where, sentence in cause.faults:
                yield Fault(str(path), _line(where, lines), _dotted(where), sentence)
            continue
        where = _place(details["loc"], lines)
        yield Fault(str(path), _line(where, lines), _dotted(where), _sentence(details, type_))


def _place(loc: tuple[str | int, ...], lines: dict[Path_, int]) -> Path_:
    """The path in the file: pydantic adds the tag of a union, which the file does not have."""
    place: Path_ = ()
    for n, part in enumerate(loc):
        last = n == len(loc) - 1
        if (*place, part) in lines or last:
            place = (*place, part)
    return place


def _line(where: Path_, lines: dict[Path_, int]) -> int:
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 1)


def _dotted(where: Path_) -> str:
    text = ""
    for part in where:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _sentence(details: ErrorDetails, type_: type[BaseModel]) -> str:
    """pydantic's complaint in plain words."""
    kind, context, found = details["type"], details.get("ctx") or {}, details["input"]
    shown = json.dumps(found, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    match kind:
        case "missing":
            return "this field is missing"
        case "extra_forbidden":
            name = str(details["loc"][-1])
            close = difflib.get_close_matches(name, _field_names(type_), 1, 0.7)
            return f"there is no such field{f'; did you mean {close[0]}?' if close else ''}"
        case "literal_error":
            return f"found {shown}, expected {context['expected']}"
        case "union_tag_invalid":
            return f"there is no kind {context['tag']!r}; expected one of {context['expected_tags']}"
        case "union_tag_not_found":
            return "the field 'kind' is missing"
        case "string_pattern_mismatch":
            return f"found {shown}, expected {_PATTERNS.get(str(context['pattern']), 'another form: ' + str(context['pattern']))}"
        case "too_short":
            return f"found {context['actual_length']} of them, expected at least {context['min_length']}"
        case "string_too_short":
            return "expected some text"
        case "string_type":
            return f"found {shown}, expected text"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"found {shown}, expected fields such as 'name: ...'"
        case "tuple_type" | "list_type":
            return f"found {shown}, expected a list"
        case "value_error":
            return str(context.get("error", details["msg"]))
        case "bool_parsing" | "bool_type":
            return f"found {shown}, expected true or false"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            limit = next(iter(context.values()))
            return f"found {shown}, expected a number {kind.replace('_', ' ').replace('equal', 'or equal to').replace('than or', 'than or')} {limit}"
        case _ if kind.startswith(("int_", "float_")):
            return f"found {shown}, expected a number"
        case _ if "date" in kind:
            return f"found {shown}, expected a time such as 2026-03-03 10:00"
        case _:
            return f"found {shown}: {details['msg'].lower()}"


_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and single hyphens",
    r"^[a-z][a-z0-9_]*$": "a name of lower-case letters, digits and underscores",
    r"^t\d{2,3}$": "the id of a turn, such as t07",
}


def _field_names(type_: type[BaseModel], seen: frozenset[type] = frozenset()) -> list[str]:
    """The names of all fields in a type and in the types inside it."""
    names: list[str] = []
    for name, info in type_.model_fields.items():
        names.append(info.alias or name)
        for inner in _models(info.annotation):
            if inner not in seen:
                names += _field_names(inner, seen | {type_, inner})
    return names


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)
