"""One lesson's source notebook: cells from Markdown, marked for nbgrader. Knows no file but the lesson's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from ..answer import first_line, read_answer
from ..model.load import ContentError, Fault

ROLES = ("setup", "show", "answer", "check")
HIDDEN = {"setup", "show"}  # a learner need not see what these cells say

# nbgrader acts on these wherever they stand in a line, prose included. AUTOTEST makes it run the notebook.
MARKS = (
    "BEGIN SOLUTION",
    "END SOLUTION",
    "BEGIN HIDDEN TESTS",
    "END HIDDEN TESTS",
    "BEGIN MARK SCHEME",
    "END MARK SCHEME",
    "AUTOTEST",
)

SCHEMA = 3  # of nbgrader's cell metadata

# As a fresh notebook has it, without the version of this machine's Python.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}

_CHECK = re.compile(r"""check\((["'])(?P<kind>\w+)\1\)""")
_TITLE = re.compile(r"^# +(.+?)[ #]*$", re.M)
_FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.M | re.S)  # a comment in an example is no heading
_PARSER_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson.md filled in for one scenario. `written` is the text before that, whose lines messages name."""

    lesson: str
    path: Path
    written: str
    rendered: str

    def fault(self, message: str, near: str = "") -> Fault:
        """What is wrong, at the line that begins with `near`'s first line where the author wrote such a line."""
        return Fault(str(self.path), line_of(self.written, near), "", message)


def line_of(text: str, passage: str) -> int:
    """The line on which a passage's first line stands in a text, alone if it can be found so; 0 where it does not."""
    first = passage.strip().split("\n", 1)[0].strip()
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if first and first in line]
    alone = (n for n, line in lines if line.strip() == first)
    return next(alone, lines[0][0] if lines else 0)


def source_notebook(draft: Draft, points: Mapping[str, float], models: Mapping[str, str]) -> NotebookNode:
    """The instructor's notebook. `points` and `models` have the maximum and the model answer of each kind."""
    notebook = nbformat.v4.new_notebook(metadata=METADATA)
    notebook.nbformat_minor = 5
    parsed = _parse(draft)
    faults = [*_faults(draft, parsed, points)]
    if faults:
        raise ContentError(*faults)
    notebook.cells = [_finish(cell, n, draft, points, models) for n, cell in enumerate(parsed, 1)]
    return notebook


def kinds(draft: Draft) -> list[str]:
    """The kinds of draft that a lesson asks for, in order."""
    answers = (read_answer(cell.source) for cell in _parse(draft) if _role(cell) == "answer")
    return [answer.kind for answer in answers if answer]


def title(draft: Draft) -> str | None:
    """A lesson's first heading."""
    for cell in _parse(draft):
        if cell.cell_type == "markdown" and (found := _TITLE.search(_FENCED.sub("", cell.source))):
            return found[1]
    return None


def marks(text: str) -> Iterator[tuple[int, str]]:
    """The words in a text that nbgrader would act on, each with its line."""
    for n, line in enumerate(text.split("\n"), 1):
        yield from ((n, mark) for mark in MARKS if mark in line)


def _parse(draft: Draft) -> list[NotebookNode]:
    try:
        return list(jupytext.reads(draft.rendered, fmt="md:myst").cells)
    except Exception as error:  # jupytext lets whatever its parsers raise through
        said = " ".join(str(error).split()) or type(error).__name__
        found = _PARSER_LINE.search(said)
        lines = draft.rendered.split("\n")
        fence = lines[int(found[1])] if found and int(found[1]) < len(lines) else ""
        raise ContentError(draft.fault(f"this is not a notebook in MyST Markdown: {said}", fence)) from None


def _role(cell: NotebookNode) -> str | None:
    return next((tag for tag in _tags(cell) if tag in ROLES), None)


def _tags(cell: NotebookNode) -> list[str]:
    tags = cell.metadata.get("tags") or []
    return [str(tag) for tag in tags] if isinstance(tags, list) else [str(tags)]


def _faults(draft: Draft, cells: list[NotebookNode], kinds: Iterable[str]) -> Iterator[Fault]:
    """All that the cells of a lesson must agree on before nbgrader sees them."""
    code = [cell for cell in cells if cell.cell_type == "code"]
    for cell in code:
        yield from (draft.fault(said, cell.source) for said in _cell_faults(cell))
    for n, mark in marks(draft.rendered):
        passage = draft.rendered.split("\n")[n - 1]
        yield draft.fault(f"'{mark}' means something to nbgrader wherever it stands; say it in other words", passage)
    roles = [_role(cell) for cell in code]
    used = [role for role in roles if role]
    if used and (used.count("setup") != 1 or roles[0] != "setup"):
        yield draft.fault("expected one cell tagged setup, above all other code")
    yield from _kind_faults(draft, code, list(kinds))


def _cell_faults(cell: NotebookNode) -> Iterator[str]:
    tags, role = _tags(cell), _role(cell)
    for tag in tags:
        if tag not in ROLES:
            yield f"the tag '{tag}' is not known; expected one of {', '.join(ROLES)}"
    if len([tag for tag in tags if tag in ROLES]) > 1:
        yield f"a cell has one of the tags {', '.join(ROLES)}; found {', '.join(tags)}"
    answer = read_answer(cell.source)
    if role == "answer" and (answer is None or not answer.kind or answer.text.strip()):
        yield "an answer cell holds the line %%draft with a kind, %%verdicts or %%decisions, and nothing else; the build adds the model answer"
    if role != "answer" and answer is not None:
        yield "a cell that begins with %%draft, %%verdicts or %%decisions needs the tag answer"
    if role == "check" and not _checked(cell):
        yield 'a check cell holds check("...") with a kind, and nothing else'
    if role != "check" and _checked(cell):
        yield "a cell that holds check(...) needs the tag check"
    if answer is None and role != "check" and (said := _no_python(cell.source)):
        yield f"this cell is no Python, and learners would see an error: {said}"


def _no_python(source: str) -> str | None:
    """What is wrong with a cell's code, if anything is. IPython's own commands (%, !, ?) are left to IPython."""
    if re.search(r"^\s*[%!?]|[?]\s*$", source, re.M):
        return None
    try:
        ast.parse(source)
    except SyntaxError as error:
        return error.msg
    return None


def _kind_faults(draft: Draft, code: list[NotebookNode], rubrics: list[str]) -> Iterator[Fault]:
    """Each kind has a rubric, one answer cell and, below it, one check cell."""
    answered: list[str] = []
    checked: list[str] = []
    for cell in code:
        answer = read_answer(cell.source)
        kind = answer.kind if answer else _checked(cell)
        if not kind:
            continue
        if kind not in rubrics:
            known = ", ".join(rubrics) or "none"
            yield draft.fault(f"there is no rubric for '{kind}' in this lesson; it has: {known}", cell.source)
        elif kind in (seen := answered if answer else checked):
            yield draft.fault(f"'{kind}' has two {'answer' if answer else 'check'} cells; expected one", cell.source)
        elif not answer and kind not in answered:
            yield draft.fault(f"no answer cell for '{kind}' stands above this check", cell.source)
        else:
            seen.append(kind)
    for kind in rubrics:
        if kind not in checked and not (kind in answered and _tells(code, kind)):
            yield draft.fault(f"'{kind}' has a rubric and no check cell; expected check(\"{kind}\") below its answer")


def _tells(code: list[NotebookNode], kind: str) -> bool:
    """Whether a check of this kind is there, though not where it should be: that has been said already."""
    return any(_checked(cell) == kind for cell in code)


def _checked(cell: NotebookNode) -> str | None:
    found = _CHECK.fullmatch(cell.source.strip())
    return found["kind"] if found else None


def _finish(
    cell: NotebookNode, place: int, draft: Draft, maxima: Mapping[str, float], models: Mapping[str, str]
) -> NotebookNode:
    """A cell as it stands in the built notebook."""
    role = _role(cell) if cell.cell_type == "code" else None
    cell.id = f"{draft.lesson[:58]}-{place:02d}"  # jupytext's own are random; an id has at most 64 characters
    if role in HIDDEN:
        cell.metadata["jupyter"] = {"source_hidden": True}
    if role == "setup":
        cell.metadata["nbgrader"] = _watched(f"{draft.lesson}-setup", locked=True)
    elif role == "answer" and (answer := read_answer(cell.source)):
        # No BEGIN SOLUTION around it: it would be read as a line of the answer, and the model answer would fail.
        cell.source = f"{first_line(answer.kind)}\n{models[answer.kind]}"
        cell.metadata["nbgrader"] = _watched(f"{draft.lesson}-answer-{answer.kind}", solution=True)
    elif role == "check" and (kind := _checked(cell)):
        points = maxima[kind]
        whole = int(points) if points == int(points) else points
        cell.metadata["nbgrader"] = _watched(f"{draft.lesson}-check-{kind}", grade=True, locked=True, points=whole)
    return cell


def _watched(grade_id: str, **flags: Any) -> dict[str, Any]:
    """nbgrader's metadata of a cell. Points stand with the check cell alone."""
    none = {"grade": False, "locked": False, "solution": False, "task": False}
    return {**none, "grade_id": grade_id, "schema_version": SCHEMA, **flags}
