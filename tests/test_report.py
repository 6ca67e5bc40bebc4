"""Protects what people and programs read of a report: the format of the JSON, safe HTML, honest words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import autograder.report
from autograder.findings import Evidence, Report, Result, State
from autograder.report import SHOWN, card, points, score_line, summary_to_html, to_html, to_json, to_text


def result(state: State = "met", *quotes: str, draft: str = "", name: str = "thanks", **changes: object) -> Result:
    evidence = tuple(Evidence(draft.index(q), draft.index(q) + len(q), q) for q in quotes)
    values: dict[str, object] = {
        "id": name, "title": f"Title of {name}", "state": state, "outcome": "met" if state == "met" else "absent",
        "score": 1.0 if state == "met" else 0.0, "max_score": 1.0, "message": f"Message of {name}.",
        "why": f"Why of {name}.", "evidence": evidence,
        "hints": () if state == "met" else (f"Question of {name}.", f"Place of {name}."), "example": None if state == "met" else f"Example of {name}.",  # noqa: E501
    }  # fmt: skip
    return Result(**(values | changes))  # type: ignore[arg-type]


def report(draft: str, *results: Result, kind: str = "follow_up_email", notes: tuple[str, ...] = ()) -> Report:
    return Report("depot", kind, "Your note", draft, results, notes)


class Seen(HTMLParser):
    """What a reader gets of some HTML: its text, its tags, and what is marked by which classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.marks: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("br", "img"):
            self.handle_data("\n")
            return
        self._open.append(tag)
        if tag == "mark":
            self.marks.append((dict(attrs).get("class") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.text += data
        if "mark" in self._open:
            self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


HEADERS = "To: Helen Marsh\nSubject: Thanks\nSent: 2026-03-03 16:20\n\n"
MAIL = f"{HEADERS}Dear Ms Marsh,\n\nThank you for your time.\n\nPriya Nair"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1.0, "1"), (9.5, "9.5"), (0.0, "0"), (0.3333, "0.3333"), (12.0, "12"), (100.0, "100"), (2.25, "2.25")],
)
def test_points_are_written_plainly(number: float, words: str) -> None:
    assert points(number) == words
    assert float(words) == number


def test_the_score_line() -> None:
    half = result("not_yet", score=0.5)
    assert score_line(report("x", result(), half)) == "1.5 of 2 points"


def test_a_draft_that_was_not_tried_is_never_shown_as_wrong() -> None:
    untried = report("", result("not_tried", message="Not tried yet."), result("not_tried", name="brief"))
    html, text = to_html(untried), to_text(untried)
    for shown in (Seen(html).text, text):
        assert "not tried yet" in shown
        assert "not yet," not in shown
        assert "0 of" not in shown
        assert "0 / 1" not in shown
        assert "Not tried yet. 2 points to be had." in shown
    assert 'class="ati-row ati-not_yet"' not in html


def test_json_is_the_object_of_the_format() -> None:
    start = MAIL.index("Thank you")
    shown = to_json(report(MAIL, result("met", "Thank you", draft=MAIL), result("not_yet", name="interest", score=0)))
    assert json.loads(json.dumps(shown)) == {
        "scenario": "depot", "kind": "follow_up_email", "score": 1.0, "max_score": 2.0,
        "criteria": [
            {"id": "thanks", "passed": True, "score": 1.0, "max_score": 1.0, "message": "Message of thanks.",
             "hint": None, "evidence": [{"start": start, "end": start + 9, "quote": "Thank you"}]},
            {"id": "interest", "passed": False, "score": 0.0, "max_score": 1.0, "message": "Message of interest.",
             "hint": "Question of interest. Place of interest.", "evidence": []},
        ],
    }  # fmt: skip
    assert all(isinstance(c["score"], float) for c in shown["criteria"])


def test_text_says_what_is_missing_and_why_and_fits_the_width() -> None:
    long = result("not_yet", name="recalls", message="Nothing here is about this one conversation. " * 4)
    text = to_text(report(MAIL, result(), long, notes=("One note.",)), width=50)
    assert "[met] Title of thanks  1 / 1" in text
    assert "[not yet] Title of recalls  0 / 1" in text
    assert "Why: Why of recalls." in text
    assert "Hint: Question of recalls." in text
    assert "Hint: Place of recalls." in text
    assert "Note: One note." in text
    assert "Why of thanks." not in text
    assert max(len(line) for line in text.splitlines()) <= 50


def test_the_card_has_the_headers_as_rows() -> None:
    rows = {row.name: "".join(p.text for p in row.pieces) for row in card(report(MAIL), sender="Priya Nair").rows}
    assert rows == {"From": "Priya Nair", "To": "Helen Marsh", "Subject": "Thanks", "Sent": "2026-03-03 16:20"}
    assert "Subject:" not in "".join(p.text for p in card(report(MAIL)).body)
    assert "".join(p.text for p in card(report(MAIL)).body).startswith("Dear Ms Marsh,")


def test_a_header_that_is_not_there_is_said_to_be_missing() -> None:
    assert Seen(to_html(report("Dear Ms Marsh,\nthank you."))).text.count("not given") == 3


def test_a_sender_in_the_draft_wins() -> None:
    page = card(report("From: P. Nair\nTo: Helen Marsh\n\nHello"), sender="Priya Nair")
    assert ["".join(p.text for p in row.pieces) for row in page.rows if row.name == "From"] == ["P. Nair"]


@pytest.mark.parametrize("kind", ["performance_review", "search_plan", "commitment_plan"])
def test_a_plan_is_a_plain_page(kind: str) -> None:
    draft = "To: be done by Friday\n\nWrite to two agencies."
    page = card(report(draft, kind=kind))
    assert page.rows == ()
    assert "".join(piece.text for piece in page.body) == draft


def test_evidence_is_marked_and_numbered() -> None:
    html = to_html(report(MAIL, result("not_yet", name="brief"), result("met", "Thank you for your time.", draft=MAIL)))
    seen = Seen(html)
    assert ("ati-met", "Thank you for your time.") in seen.marks
    assert re.search(r'for your time\.</mark><sup class="ati-ref">2</sup>', html)


def test_evidence_in_a_header_is_marked_there() -> None:
    seen = Seen(to_html(report(MAIL, result("not_yet", "Thanks", draft=MAIL))))
    assert seen.marks[0] == ("ati-not_yet", "Thanks")


OVERLAPS = [
    ("ABCDEFGH", ["ABCD", "CDEF"], [("ati-met", "AB"), ("ati-met ati-not_yet", "CD"), ("ati-not_yet", "EF")]),
    ("ABCDEFGH", ["ABCDEFGH", "CD"], [("ati-met", "AB"), ("ati-met ati-not_yet", "CD"), ("ati-met", "EFGH")]),
    ("ABCDEFGH", ["CD", "CD"], [("ati-met ati-not_yet", "CD")]),
    ("ABCDEFGH", ["AB", "CD"], [("ati-met", "AB"), ("ati-not_yet", "CD")]),
]


@pytest.mark.parametrize(("draft", "quotes", "marks"), OVERLAPS)
def test_overlapping_evidence_is_laid_side_by_side(draft: str, quotes: list[str], marks: list[tuple[str, str]]) -> None:
    first, second = quotes
    page = card(
        report(draft, result("met", first, draft=draft), result("not_yet", second, draft=draft), kind="search_plan")
    )
    assert [(piece.classes, piece.text) for piece in page.body if piece.states] == marks
    assert "".join(piece.text for piece in page.body) == draft


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (4, 900), (3, 3), (900, 950), (5, 2)])
def test_evidence_that_does_not_fit_the_draft_breaks_nothing(start: int, end: int) -> None:
    page = card(report("ABCDEFGH", result("met", evidence=(Evidence(start, end, "?"),)), kind="search_plan"))
    assert "".join(piece.text for piece in page.body) == "ABCDEFGH"


def test_what_the_learner_wrote_is_never_markup() -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' {{ 7*7 }} </style></div>"
    draft = f"To: {bad}\n\n{bad}"
    seen = Seen(
        to_html(report(draft, result("not_yet", bad, draft=draft, message=bad, title=bad), notes=(bad,)), sender=bad)
    )
    assert not {"script", "img"} & set(seen.tags)
    assert seen.text.count(bad) >= 5


def test_the_html_brings_no_script_and_nothing_from_elsewhere() -> None:
    html = to_html(report(MAIL, result()))
    assert not re.search(r"<script|javascript:|https?://|@import|url\(", html)


def test_every_rule_of_the_style_stays_inside_the_report() -> None:
    css = re.sub(r"/\*.*?\*/", "", (Path(autograder.report.__file__).parent / "report.css").read_text(), flags=re.S)
    selectors = re.findall(r"(?:^|[}{])\s*([^{}@]+?)\s*\{", css)
    assert len(selectors) > 20
    assert [s for group in selectors for s in group.split(",") if ".ati-report" not in s] == []


def test_a_huge_draft_is_cut_and_says_so() -> None:
    draft = "x" * 1_000_000
    seen = Seen(to_html(report(draft, result("met", evidence=(Evidence(10, 999_999, ""),)))))
    assert len(seen.text) < SHOWN + 2000
    assert "The first 5,000 characters are shown; the other 995,000 are not." in seen.text


@pytest.mark.parametrize(
    "draft", ["\x00\x01\x1b[31m\x9b", "\ud800 half a pair", "a\r\nb\rc\u2028d", "👩‍👩‍👧 👍🏽", "\u202eright to left"]
)
def test_strange_characters_can_be_shown_and_sent(draft: str) -> None:
    odd = report(draft, result("not_yet", message=f"You wrote '{draft}'."), kind="search_plan")
    for shown in (to_html(odd), to_text(odd)):
        shown.encode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


def test_offsets_hold_behind_windows_line_ends_and_emoji() -> None:
    draft = "To: Helen\r\nSubject: 👍🏽\r\n\r\nDear Helen,\r\n\r\nThank you.\r\n"
    page = card(report(draft, result("met", "Thank you.", draft=draft)))
    assert [piece.text for piece in page.body if piece.states] == ["Thank you."]


def test_each_state_has_words_and_not_only_a_colour() -> None:
    seen = Seen(to_html(report("x", result(), result("not_yet", name="b"), result("not_tried", name="c"))))
    for words in ("met", "not yet", "not tried yet"):
        assert words in seen.text


def test_hints_wait_behind_disclosures_one_inside_the_other() -> None:
    """The question comes first; where to look, and how somebody else did it, only on request."""
    html = to_html(report("x", result("not_yet")))
    assert html.index("<details>") < html.index("Question of thanks.") < html.index("</details>")
    for asked in ("Place of thanks.", "Example of thanks."):
        assert html[: html.index(asked)].count("<details>") - html[: html.index(asked)].count("</details>") == 2
    assert "Example of" not in to_html(report("x", result("met")))


def test_what_all_criteria_share_is_said_once_above_them() -> None:
    """The decisions have one reason and one pair of hints for all; what the key says of each stays with it."""
    same = {"why": "Why of all.", "hints": ("Question of all.", "Place of all.")}
    rows = [result("not_yet", name=name, **same) for name in ("a", "b")] + [result(name="c", why="Why of all.")]
    html, text = to_html(report("x", *rows, kind="decisions")), to_text(report("x", *rows, kind="decisions"))
    for shown in (html, text):
        for once in (*same["hints"], "Why of all."):
            assert shown.count(once) == 1
            assert shown.index(once) < shown.index("Title of a")
    assert html.count("<details") == 4  # the reason, within it where to look, and two answers of the key
    assert html.count("What the key says") == 2
    assert "Example of b." in html


def test_hints_of_their_own_stay_with_their_criteria() -> None:
    rows = [result("not_yet", name=name, why="Why of all.") for name in ("a", "b")]
    html = to_html(report("x", *rows, kind="verdicts"))
    assert html.count("Why of all.") == 1
    assert (
        html.index("Title of a")
        < html.index("Question of a.")
        < html.index("Title of b")
        < html.index("Question of b.")
    )
    assert html.count("<summary>A question") == 2


def test_one_criterion_alone_keeps_its_reason() -> None:
    html = to_html(report("x", result("not_yet")))
    assert html.index("Title of thanks") < html.index("Why of thanks.")


@pytest.mark.parametrize(
    ("kind", "says"),
    [("verdicts", "t08, t16"), ("follow_up_email", "1. t08: A clipped answer …; 3. t16: Another one …")],
)
def test_what_is_still_open_is_named_in_short(kind: str, says: str) -> None:
    rows = (
        result("not_yet", name="t08", title="t08: A clipped answer …"),
        result(name="t10"),
        result("not_yet", name="t16", title="t16: Another one …"),
    )
    assert f"below your text): {says}" in Seen(summary_to_html(report("x", *rows, kind=kind))).text


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "paper", "text"), [("light", "#ffffff", "#1f1f1f"), ("dark", "#212121", "#ffffff")])
def test_text_has_enough_contrast_in_both_themes(theme: str, paper: str, text: str) -> None:
    css = (Path(autograder.report.__file__).parent / "report.css").read_text()
    blocks = re.findall(r"\.ati-report \{(.*?)\}", css, flags=re.S)
    colours = dict(re.findall(r"--(ati-[\w-]+): (#\w+);", blocks[0 if theme == "light" else 1]))
    pairs = [(colours[f"ati-{name}"], paper) for name in ("faint", "met", "not-yet")]
    pairs += [(ink, colours[f"ati-{name}-bg"]) for name in ("met", "not-yet", "note") for ink in (text,)]
    pairs += [(colours["ati-faint"], colours[f"ati-{name}-bg"]) for name in ("met", "not-yet")]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []


def test_line_breaks_are_kept_where_a_stylesheet_is_not() -> None:
    draft = "To: Helen\n\nDear Helen,\n\nThank you.\nTom"
    seen = Seen(
        to_html(report(draft, result("met", "Dear Helen,", draft=draft), result("met", "Thank you.\nTom", draft=draft)))
    )
    assert seen.tags.count("br") == 3
    assert seen.marks[:2] == [("ati-met", "Dear Helen,"), ("ati-met", "Thank you.\nTom")]
