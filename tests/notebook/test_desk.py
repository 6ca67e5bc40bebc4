"""Protects the desk: any kind with any interview, the same feedback as in the lessons, and that nothing written there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grade import grade
from autograder.model.course import Lesson
from autograder.model.load import load_rubric, load_scenario
from autograder.notebook import own
from autograder.notebook.desk_view import FILE, PracticeView
from autograder.notebook.drafts import Kept
from autograder.notebook.own_view import OwnView

COURSE = Path(__file__).parents[2] / "course"
SCENARIOS = [load_scenario(path) for path in sorted((COURSE / "scenarios").glob("*.yaml"))]
RUBRICS = [load_rubric(path) for path in sorted(COURSE.glob("*/rubric*.yaml"))]
MODEL = (COURSE / "03-follow-up-email/answers/depot-operations-manager/follow_up_email.model.txt").read_text(
    encoding="utf-8"
)
FORM = {
    "name": "Ruth Bell",
    "role": "Head gardener",
    "employer": "Larkhill Hall",
    "panel": "- Amos Finch\nDr Iris Vane",
    "ended": "2026-03-03 10:50",
    "agency": "Green Hands",
    "consultant": "Lena Roth",
    "discussed": "• the walled garden that floods each March\nthe new apprentice scheme",
    "forgotten": "holds a licence for chainsaws since 2021",
    "others": "Combe Park",
    "duties": "the spring planting due on 20 March",
}
NOTE = """To: Amos Finch
Subject: Thank you: head gardener
Sent: 2026-03-03 15:00

Dear Amos Finch,

Thank you for showing me round this morning. I have been thinking about the walled garden that floods each March, and I would like to look at
its drains with you one day. I should add one thing that I forgot: I have held a licence for chainsaws since 2021.

I would very much like to look after Larkhill Hall.

Kind regards,
Ruth Bell
"""


@pytest.fixture
def lesson() -> Lesson:
    return Lesson(
        id="practice",
        title="Practice",
        pass_mark=0.75,
        scenario=SCENARIOS[0],
        rubrics=tuple(RUBRICS),
        library=tuple(SCENARIOS),
    )


def test_every_kind_with_every_interview_has_a_task(lesson: Lesson, tmp_path: Path) -> None:
    page = PracticeView(lesson, Kept(tmp_path / FILE))
    for _, scenario in page.scenario.options:
        page.scenario.value = scenario
        for _, kind in page.kind.options:
            page.kind.value = kind
            assert next(s.candidate.name for s in SCENARIOS if s.id == scenario) in page.desk.task.value
            assert page.desk.text.value == next(r.starter for r in RUBRICS if r.kind == kind)


def test_a_draft_gets_the_feedback_of_the_lessons(lesson: Lesson, tmp_path: Path) -> None:
    page = PracticeView(lesson, Kept(tmp_path / FILE))
    page.scenario.value, page.kind.value = "depot-operations-manager", "follow_up_email"
    page.desk.text.value = MODEL
    page.desk.button.click()
    assert "12 of 12 points" in page.desk.says.value


def test_drafts_are_kept_one_for_each_kind_and_interview(lesson: Lesson, tmp_path: Path) -> None:
    page = PracticeView(lesson, Kept(tmp_path / FILE))
    page.kind.value = "withdrawal"
    page.desk.text.value = "Dear Daniel, no."
    page.kind.value = "search_plan"
    assert page.desk.text.value != "Dear Daniel, no."
    page.desk.text.value = "Ring two firms."
    again = PracticeView(lesson, Kept(tmp_path / FILE))
    again.kind.value = "withdrawal"
    assert again.desk.text.value == "Dear Daniel, no."
    again.kind.value = "search_plan"
    assert again.desk.text.value == "Ring two firms."


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text('{"texts": ["a"]}', encoding="utf-8")
    kept = Kept(path)
    assert kept.notice is not None
    kept.put("a", "b")
    assert Kept(path).get("a") == "b"
    assert [p.read_text(encoding="utf-8") for p in tmp_path.glob("*.damaged-1.*")] == ['{"texts": ["a"]}']


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "missing" / FILE)
    kept.put("a", "b")
    assert "cannot be saved" in str(kept.notice)
    assert kept.get("a") == "b"


@pytest.mark.parametrize("name", ["name", "role", "employer", "panel", "ended"])
def test_the_form_says_what_it_still_needs(name: str) -> None:
    assert own.missing(FORM) == []
    (said,) = own.missing({**FORM, name: " "})
    assert next(field.label for field in own.FORM if field.name == name) in said


@pytest.mark.parametrize("ended", ["yesterday at ten", "2026-03-03", "3 March, 10:50", "<b>"])
def test_an_end_that_cannot_be_read_is_quoted(ended: str, lesson: Lesson, tmp_path: Path) -> None:
    form = {**FORM, "ended": ended}
    assert own.missing(form) == []
    assert own.unread(form).startswith(f"When it ended: “{ended}” cannot be read as a date and a time.")
    assert own.EXAMPLE in own.unread(form)
    page = OwnView(lesson, Kept(tmp_path / FILE))
    for name, value in form.items():
        page.fields[name].value = value
    assert "cannot be read" in page.needs.value
    assert "<b>" not in page.needs.value
    assert "Still needed" not in page.needs.value
    assert page.desk.box.layout.display == "none"
    page.fields["ended"].value = FORM["ended"]
    assert page.needs.value == ""


def test_the_form_becomes_what_drafts_are_checked_against() -> None:
    found = own.scenario(FORM)
    assert [point.label for point in found.topics] == [
        "the walled garden that floods each March",
        "the new apprentice scheme",
    ]
    assert [person.name for person in found.interview.panel] == ["Amos Finch", "Dr Iris Vane"]
    assert [process.employer for process in found.other_processes] == ["Combe Park"]


def test_criteria_that_the_form_says_nothing_of_are_left_out() -> None:
    note = next(rubric for rubric in RUBRICS if rubric.kind == "follow_up_email")
    whole = {criterion.id for criterion in own.rubric(note, FORM).criteria}
    less = {criterion.id for criterion in own.rubric(note, {**FORM, "forgotten": ""}).criteria}
    assert whole - less == {"adds_missing"}


def test_deadlines_begin_with_the_notes_and_come_in_the_order_of_their_hours() -> None:
    found = own.deadlines(FORM)
    assert found[0].what.startswith("Write down the names")
    assert (found[0].until, found[0].by) == (None, "On the same day, before anything else")
    moments = [deadline.until for deadline in found if deadline.until]
    assert len(moments) == 5
    assert moments == sorted(moments)


@pytest.mark.parametrize(
    ("duties", "says"), [("a rota", "Plan the work that you have:"), ("", "If you have a job, plan")]
)
def test_deadlines_have_the_present_job(duties: str, says: str) -> None:
    assert any(deadline.what.startswith(says) for deadline in own.deadlines({**FORM, "duties": duties}))


def test_without_an_agency_nobody_is_sent_to_a_consultant() -> None:
    assert not [d.what for d in own.deadlines({**FORM, "agency": "", "consultant": ""}) if "consultant" in d.what]


def test_page_and_sheet_name_the_same_limits() -> None:
    """What the form lists is also on the sheet to print, in the same order."""
    text = (COURSE / "09-your-own-interview" / "lesson.md").read_text(encoding="utf-8")
    sheet = text[text.index("## To keep") :]
    rows = ["the same day, before anything else", "agency_feedback", "follow_up_email", "2 days", "3 days", "1 week"]
    places = [sheet.index(row) for row in rows]
    assert places == sorted(places)


def test_a_note_about_ones_own_interview(lesson: Lesson, tmp_path: Path) -> None:
    page = OwnView(lesson, Kept(tmp_path / FILE))
    assert page.desk.box.layout.display == "none"
    for name, value in FORM.items():
        page.fields[name].value = value
    page.kind.value = "follow_up_email"
    assert page.desk.box.layout.display == ""
    assert "Tell Lena Roth" in page.deadlines.value
    assert "Wednesday 4 March 2026 at 10:50" in page.deadlines.value
    page.desk.text.value = NOTE
    page.desk.button.click()
    assert "walled garden" in page.desk.says.value
    found = grade(NOTE, own.scenario(FORM), own.rubric(page.rubrics["follow_up_email"], FORM))
    assert found["recalls_topic"].passed
    assert found["adds_missing"].passed
    again = OwnView(lesson, Kept(tmp_path / FILE))
    assert again.form == FORM
    again.kind.value = "follow_up_email"
    assert again.desk.text.value == NOTE


@pytest.mark.parametrize("kind", own.KINDS)
def test_every_kind_can_be_looked_at_with_a_form_that_has_only_what_it_needs(
    lesson: Lesson, tmp_path: Path, kind: str
) -> None:
    page = OwnView(lesson, Kept(tmp_path / FILE))
    for name in ("name", "role", "employer", "panel", "ended"):
        page.fields[name].value = FORM[name]
    page.kind.value = kind
    page.desk.text.value = NOTE
    page.desk.button.click()
    assert "points" in page.desk.says.value
