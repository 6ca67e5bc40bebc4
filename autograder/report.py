"""Report -> text, JSON and HTML: the feedback as people and programs read it. Judges nothing; knows no kernels."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .findings import Report, Result, State
from .text.draft import HEADERS, read

SHOWN = 5000  # characters of a draft that the card shows: no browser is asked to lay out a megabyte
JUDGED = frozenset({"verdicts", "decisions"})  # compared with a key, line by line
PLANS = JUDGED | {"performance_review", "search_plan", "commitment_plan"}  # not sent, so without headers
STATES: dict[State, str] = {"met": "met", "not_yet": "not yet", "not_tried": "not tried yet"}

_ALWAYS = ("to", "subject", "sent")
# Control characters would end a terminal's or a browser's idea of text; half a surrogate pair cannot be sent at all.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")


def points(number: float) -> str:
    """Points as a person writes them: `1`, `9.5`, `0.3333`."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def score_line(report: Report) -> str:
    """'9.5 of 12 points', or what can be had where nothing was tried yet."""
    most = points(report.max_score)
    return f"{points(report.score)} of {most} points" if report.tried else f"Not tried yet. {most} points to be had."


def counts(report: Report) -> str:
    """'10 met, 1 not yet, 1 not tried yet', without the states that no criterion is in."""
    number = {state: sum(result.state == state for result in report) for state in STATES}
    return ", ".join(f"{number[state]} {words}" for state, words in STATES.items() if number[state])


@dataclass(frozen=True, slots=True)
class Shared:
    """What all criteria of a report have in common, as those of one key do: it is said once, above them."""

    why: str = ""
    hints: tuple[str, ...] = ()


def shared(report: Report) -> Shared:
    """The reason that all criteria give, and the hints of all that have any; nothing where they differ."""
    reasons = {result.why for result in report}
    if len(report.results) < 2 or len(reasons) > 1:
        return Shared()
    hints = [result.hints for result in report if result.hints]
    return Shared(reasons.pop(), hints[0] if len(hints) > 1 and len(set(hints)) == 1 else ())


# --- text -----------------------------------------------------------------------------------------------------


def to_text(report: Report, width: int = 80) -> str:
    """The report for a terminal and for outputs without HTML. Shows what was found, not the draft."""
    lines = [report.title, score_line(report)]
    if report.tried:
        lines[-1] += f" ({counts(report)})"
    for note in report.notes:
        lines += _wrapped(note, width, "Note: ", "      ")
    once = shared(report)
    if any(result.state == "not_yet" for result in report):
        lines += _reasons(once.why, once.hints, width, "")
    for result in report:
        lines += ["", *_row(result, width, once)]
    return _showable("\n".join(lines)) + "\n"


def _row(result: Result, width: int, once: Shared) -> Iterator[str]:
    """One criterion as lines of text."""
    if result.state == "not_tried":
        yield f"[{STATES[result.state]}] {result.title}"
        return
    yield f"[{STATES[result.state]}] {result.title}  {points(result.score)} / {points(result.max_score)}"
    yield from _wrapped(result.message, width, "    ")
    if result.state == "not_yet":
        yield from _reasons("" if once.why else result.why, () if once.hints else result.hints, width, "    ")


def _reasons(why: str, hints: tuple[str, ...], width: int, indent: str) -> Iterator[str]:
    if why:
        yield from _wrapped(why, width, f"{indent}Why: ", indent + " " * 5)
    for hint in hints:
        yield from _wrapped(hint, width, f"{indent}Hint: ", indent + " " * 6)


def _wrapped(text: str, width: int, first: str, rest: str | None = None) -> list[str]:
    indent = first if rest is None else rest
    return textwrap.wrap(" ".join(text.split()), max(width, 20), initial_indent=first, subsequent_indent=indent)


# --- JSON -----------------------------------------------------------------------------------------------------


def to_json(report: Report) -> dict[str, Any]:
    """The object that `check --json` prints, field for field as the formats' description has it."""
    return {
        "scenario": report.scenario,
        "kind": report.kind,
        "score": float(report.score),
        "max_score": float(report.max_score),
        "criteria": [
            {
                "id": result.id,
                "passed": result.passed,
                "score": float(result.score),
                "max_score": float(result.max_score),
                "message": result.message,
                "hint": result.hint,
                "evidence": [{"start": e.start, "end": e.end, "quote": e.quote} for e in result.evidence],
            }
            for result in report
        ],
    }


# --- HTML -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the draft with the same criteria behind all of it; `ends` numbers those whose evidence ends here."""

    text: str
    states: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def classes(self) -> str:
        """Which of the two marks it carries: a passage may be good for one criterion and not for another."""
        return " ".join(f"ati-{state}" for state in sorted(self.states))


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The draft as a letter: header rows, then the body; `hidden` characters are not shown."""

    rows: tuple[Row, ...]
    body: tuple[Piece, ...]
    hidden: int

    @property
    def marked(self) -> bool:
        return any(piece.states for piece in (*self.body, *(p for row in self.rows for p in row.pieces)))


def to_html(report: Report, sender: str | None = None) -> str:
    """The report for a notebook's output and for nbgrader's feedback: one element with its own style, and no script.

    `sender` fills the card's From row where the draft itself has none.
    """
    template = templates(Path(__file__).parent).get_template("report.html")
    return template.render(
        report=report,
        card=card(report, sender),
        score=score_line(report),
        counts=counts(report),
        once=shared(report),
        judged=report.kind in JUDGED,
        states=STATES,
        points=points,
        showable=_showable,
        broken=_broken,
    )


def summary_to_html(report: Report) -> str:
    """The points, the notes and the names of what is still open, for a place that has the whole report above it."""
    template = templates(Path(__file__).parent).get_template("summary.html")
    return template.render(
        report=report, score=score_line(report), counts=counts(report), still=_still(report), showable=_showable
    )


def _still(report: Report) -> str:
    """The criteria that are still open, by number and title; what is compared with a key has a name of its own."""
    still = [(number, result.title) for number, result in enumerate(report, start=1) if result.state == "not_yet"]
    if report.kind in JUDGED:
        return ", ".join(title.partition(":")[0] for _, title in still)
    return "; ".join(f"{number}. {title.rstrip('.')}" for number, title in still)


@cache
def templates(folder: Path) -> Environment:
    """The templates of one folder. Whatever they print is escaped, whoever wrote it."""
    files = FileSystemLoader(folder)
    return Environment(loader=files, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)


def card(report: Report, sender: str | None = None) -> Card:
    """The draft laid out as a mail, or as a plain page where it is a plan."""
    shown = _showable(report.draft[:SHOWN])
    hidden = len(report.draft) - len(shown)
    cuts = _cuts(report, len(shown))
    if report.kind in PLANS:
        return Card((), _pieces(shown, 0, len(shown), cuts), hidden)
    draft = read(shown)
    spans = {name: draft.clean.span(head.start, head.end) for name, head in draft.headers.items()}
    rows = [Row("From", (Piece(sender),))] if sender and "from" not in spans else []
    for name in sorted({*_ALWAYS, *spans}, key=_header_order):
        start, end = spans.get(name, (0, 0))
        pieces = _pieces(shown, start, end, cuts)
        rows.append(Row(name.capitalize(), pieces if shown[start:end].strip() else ()))
    body = max((end for _, end in spans.values()), default=0)
    return Card(tuple(rows), _trimmed(_pieces(shown, body, len(shown), cuts)), hidden)


def _header_order(name: str) -> int:
    return ("from", "to", "cc", "bcc", "subject", "sent", "date", *HEADERS).index(name)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One passage of evidence, with the number that its criterion has in the checklist."""

    start: int
    end: int
    number: int
    result: Result


def _cuts(report: Report, end: int) -> list[_Cut]:
    """The evidence within the first `end` characters. What a criterion 'not tried yet' points at is no evidence."""
    return [
        _Cut(max(0, e.start), min(end, e.end), number, result)
        for number, result in enumerate(report, start=1)
        if result.state != "not_tried"
        for e in result.evidence
        if max(0, e.start) < min(end, e.end)
    ]


def _pieces(text: str, start: int, end: int, cuts: list[_Cut]) -> tuple[Piece, ...]:
    """Splits `text[start:end]` wherever evidence begins or ends: overlapping passages become runs side by side."""
    inside = [cut for cut in cuts if cut.start < end and cut.end > start]
    edges = sorted({start, end, *(max(start, cut.start) for cut in inside), *(min(end, cut.end) for cut in inside)})
    return tuple(_piece(text, a, b, inside, end) for a, b in pairwise(edges))


def _piece(text: str, start: int, end: int, cuts: list[_Cut], last: int) -> Piece:
    behind = [cut for cut in cuts if cut.start < end and cut.end > start]
    return Piece(
        text[start:end],
        frozenset(cut.result.state for cut in behind),
        tuple(dict.fromkeys(f"{STATES[cut.result.state]}: {cut.result.title}" for cut in behind)),
        tuple(sorted({cut.number for cut in behind if min(cut.end, last) == end})),
    )


def _trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The body without the blank lines before and after it."""
    if not pieces:
        return ()
    first, *rest = pieces
    texts = [Piece(first.text.lstrip(), first.states, first.titles, first.ends), *rest]
    last = texts[-1]
    texts[-1] = Piece(last.text.rstrip(), last.states, last.titles, last.ends)
    return tuple(piece for piece in texts if piece.text)


def _broken(text: str) -> Markup:
    """Text whose line breaks are elements."""
    return Markup("<br>").join(text.split("\n"))


def _showable(text: str) -> str:
    """Text that a page, a terminal and a message of the kernel can all carry; as long as before, so offsets hold."""
    return _UNSHOWABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text.replace("\r\n", " \n")))
