"""A fault in content is one clear sentence with file, line and field; no file ends in a traceback."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.model.base import Content
from autograder.model.course import Lesson
from autograder.model.load import (
    ContentError,
    Fault,
    load,
    load_course,
    load_lesson,
    load_quiz,
    load_rubric,
    load_scenario,
    rubrics,
)
from autograder.model.scenario import Scenario

from .content import CAFE, COURSE, QUIZ, ROOT, RUBRIC, SCENARIO, edited
from .faults import COURSE_FAULTS, QUIZ_FAULTS, RUBRIC_FAULTS, SCENARIO_FAULTS

FAULTS = [
    *(("tiny-cafe.yaml", load_scenario, SCENARIO, *row) for row in SCENARIO_FAULTS),
    *(("rubric.yaml", load_rubric, RUBRIC, *row) for row in RUBRIC_FAULTS),
    *(("quiz.yaml", load_quiz, QUIZ, *row) for row in QUIZ_FAULTS),
    *(("course.yaml", load_course, COURSE, *row) for row in COURSE_FAULTS),
]


def said(load_: Callable[[Path], Any], name: str, text: str | bytes) -> str:
    """What is said of a file with this text; the folder that it is in left out."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ContentError) as caught:
        load_(Path(name))
    return str(caught.value)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "load_", "text"),
    [
        ("tiny-cafe.yaml", load_scenario, SCENARIO),
        ("rubric.yaml", load_rubric, RUBRIC),
        ("quiz.yaml", load_quiz, QUIZ),
        ("course.yaml", load_course, COURSE),
    ],
)
@pytest.mark.parametrize("form", ["as it is", "with a byte order mark", "with Windows line ends"])
def test_what_the_tables_spoil_is_sound(name: str, load_: Callable[[Path], Content], text: str, form: str) -> None:
    forms = {
        "as it is": text.encode(),
        "with a byte order mark": text.encode("utf-8-sig"),
        "with Windows line ends": text.replace("\n", "\r\n").encode(),
    }
    Path(name).write_bytes(text.encode())
    plain = load_(Path(name))
    Path(name).write_bytes(forms[form])
    assert load_(Path(name)) == plain


@pytest.mark.parametrize(("name", "load_", "text", "old", "new", "expected"), FAULTS, ids=[row[5] for row in FAULTS])
def test_a_fault_is_said_in_one_sentence(
    name: str, load_: Callable[[Path], Content], text: str, old: str, new: str, expected: str
) -> None:
    assert said(load_, name, edited(text, old, new)) == f"{name}:{expected}"


def test_several_faults_are_said_at_once_in_the_order_of_the_file() -> None:
    text = edited(SCENARIO, "level: entry", "level: low")
    text = edited(text, "role: Barista", "role: Barista\nrole: Cook")
    text = edited(text, "margin: wide", "margin: slim")
    assert said(load_scenario, "tiny-cafe.yaml", text).splitlines() == [
        "tiny-cafe.yaml:4: level: expected one of entry, mid, senior; found 'low'",
        "tiny-cafe.yaml:23: role: this field is already given on line 22",
        "tiny-cafe.yaml:56: outcome.margin: expected one of narrow, wide; found 'slim'",
    ]


def test_several_faults_of_sense_are_said_at_once() -> None:
    text = edited(SCENARIO, "id: t03, speaker: Mina Walsh", "id: t02, speaker: Mina")
    assert said(load_scenario, "tiny-cafe.yaml", text).splitlines() == [
        "tiny-cafe.yaml:32: turns[t02].speaker: expected one of Tom Adair, Mina Walsh; found 'Mina'",
        "tiny-cafe.yaml:32: turns[t02].id: 't02' is already used above",
        "tiny-cafe.yaml:39: topics[roaster].turns[0]: there is no turn t03; the turns are t01 to t08",
        "tiny-cafe.yaml:45: answers[t02].turn: t02 is not a turn of Tom Adair",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x.yaml: the file is empty"),
        ("# nothing yet\n", "x.yaml: the file is empty"),
        ("just words\n", "x.yaml:1: expected fields such as id and title; found 'just words'"),
        ("- id: x\n", "x.yaml:1: expected fields such as id and title; found a list"),
        ("~\n", "x.yaml:1: expected fields such as id and title; found nothing"),
        ("id: x\ntitle: caf\xe9\n".encode("latin-1"), "x.yaml:2: the file is not in UTF-8; save it with that encoding"),
        (SCENARIO.encode("utf-16"), "x.yaml:1: the file is not in UTF-8; save it with that encoding"),
        (b"id: x\n" * 400_000, "x.yaml: the file is too large; expected at most 2 MB"),
    ],
)
def test_a_file_that_is_no_content_at_all(text: str | bytes, expected: str) -> None:
    assert said(load_scenario, "x.yaml", text) == expected


def test_a_file_that_is_not_there_or_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ContentError, match=r"^x\.yaml: there is no such file$"):
        load_scenario(Path("x.yaml"))
    Path("folder.yaml").mkdir()
    with pytest.raises(ContentError, match=r"^folder\.yaml: this is a folder; expected a file$"):
        load_scenario(Path("folder.yaml"))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    Path("locked.yaml").write_text(SCENARIO, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, who may read everything
    with pytest.raises(ContentError, match=r"^locked\.yaml: the file cannot be read: permission denied$"):
        load_scenario(Path("locked.yaml"))


@pytest.mark.parametrize("text", ["[" * 500 + "]" * 500, "{a: " * 500 + "1" + "}" * 500, "[" * 500_000, "? " * 500_000])
def test_deep_nesting_is_refused_and_not_followed(text: str) -> None:
    assert said(load_scenario, "x.yaml", f"id: {text}\n").startswith("x.yaml:")


def test_a_bomb_of_anchors_is_refused_at_once() -> None:
    rows = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    began = time.perf_counter()
    assert "a1: &a1 stands for nothing here" in said(load_scenario, "x.yaml", "\n".join(rows))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024", "2024"),
        ("007", "007"),
        ("99.40", "99.40"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("true", "true"),
        ("12:30", "12:30"),
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03 10:00:00", "2026-03-03 10:00:00"),
        ("0x1F", "0x1F"),
        ("=", "="),
        ("£410,000", "£410,000"),
        ("'null'", "null"),
        ("Sarah Null", "Sarah Null"),
        (">-\n    two\n    lines", "two lines"),
    ],
)
def test_text_is_what_the_author_typed(typed: str, read: str) -> None:
    Path("tiny-cafe.yaml").write_text(edited(SCENARIO, "role: Barista", f"role: {typed}"), encoding="utf-8")
    assert load_scenario(Path("tiny-cafe.yaml")).role == read


@pytest.mark.parametrize("typed", ["true", "yes", "True", "on"])
def test_the_usual_words_for_true_are_taken_where_truth_is_wanted(typed: str) -> None:
    Path("quiz.yaml").write_text(edited(QUIZ, "right: yes", f"right: {typed}"), encoding="utf-8")
    assert load_quiz(Path("quiz.yaml")).questions[0].options[0].right is True


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-04-21 15:00", datetime(2026, 4, 21, 14, tzinfo=UTC)),  # London is an hour ahead in April
        ("'2026-04-21 15:00'", datetime(2026, 4, 21, 14, tzinfo=UTC)),
        ("2026-04-21T15:00:00", datetime(2026, 4, 21, 14, tzinfo=UTC)),
        ("2026-04-21 15:00+02:00", datetime(2026, 4, 21, 13, tzinfo=UTC)),
        ("2026-04-21T14:00Z", datetime(2026, 4, 21, 14, tzinfo=UTC)),
    ],
)
def test_a_time_is_in_the_scenarios_zone_unless_it_carries_an_offset(typed: str, utc: datetime) -> None:
    Path("tiny-cafe.yaml").write_text(
        edited(SCENARIO, "starts: 2026-04-21 15:00", f"starts: {typed}"), encoding="utf-8"
    )
    scenario = load_scenario(Path("tiny-cafe.yaml"))
    assert scenario.local(scenario.interview.starts) == utc


def test_a_message_is_one_line_however_long_the_text_and_whatever_is_in_it() -> None:
    text = edited(SCENARIO, "level: entry", 'level: "' + "\\e[31m red \\n" * 50 + '"')
    message = said(load_scenario, "tiny-cafe.yaml", text)
    assert message.isprintable()
    assert len(message) < 200


def test_an_error_survives_the_way_to_another_process() -> None:
    error = ContentError(Fault("a.yaml", 3, "id", "wrong"), Fault("a.yaml", 0, "", "odd"))
    again = pickle.loads(pickle.dumps(error))
    assert again.faults == error.faults
    assert str(again) == "a.yaml:3: id: wrong\na.yaml: odd"


def lesson() -> Lesson:
    return Lesson(id="01-first", title="First", pass_mark=0.5, scenario=load_scenario(CAFE))


def test_a_built_lesson_comes_back_as_it_was() -> None:
    built = lesson().model_copy(update={"title": "“Thanks” — ✓"})
    Path("lesson.json").write_text(built.model_dump_json(by_alias=True), encoding="utf-8")
    assert load_lesson(Path("lesson.json")) == built


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "lesson.json: this is not a built lesson; build the course again"),
        ("", "lesson.json: this is not a built lesson; build the course again"),
        ("[]", "lesson.json: expected fields such as id and title; found a list"),
        (lesson().model_dump_json(by_alias=True).replace('"pass_mark":0.5', '"pass_mark":"half"'),
         "lesson.json: pass_mark: expected a number; found 'half'"),
        (lesson().model_dump_json(by_alias=True).replace('"level":"entry"', '"level":7'),
         "lesson.json: scenario.level: expected one of entry, mid, senior; found '7'"),
    ],
)  # fmt: skip
def test_a_damaged_lesson(text: str, expected: str) -> None:
    assert said(load_lesson, "lesson.json", text) == expected


def test_the_rubrics_of_a_course_by_kind() -> None:
    Path("02-plan").mkdir()
    Path("02-plan/rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    assert list(rubrics(Path())) == ["search_plan"]
    assert rubrics(Path())["search_plan"].max_score == 3


def test_a_course_is_found_in_its_folder() -> None:
    Path("course.yaml").write_text(COURSE, encoding="utf-8")
    assert load_course(Path()) == load_course(Path("course.yaml"))


def test_the_courses_own_scenarios_load_quickly() -> None:
    for path in sorted((ROOT / "course" / "scenarios").glob("*.yaml")):
        times = []
        for _ in range(5):
            began = time.process_time()
            load_scenario(path)
            times.append(time.process_time() - began)
        assert min(times) < 0.025, f"{path.name} takes {min(times):.3f} s"


# Pieces that mean something to YAML or to the types, thrown in at random.
SNIPPETS = (
    *(": ", "- ", "? ", *":[]{}|>'\"#%@`,\\\t\n", "\n  ", "&a ", "*a", "!", "!!int ", "---\n", "...\n", "<<: "),
    *("~", "null", "no", "0", "-1", "1e999", "nan", "inf", "t01", "kind: length"),
    *("2026-03-03", "2026-04-21 15:00", "0001-01-01 00:00", "9999-12-31 23:59+14:00"),
    *("\ufeff", "\u200b", "\u2028", "\x85", "\x00", "é", "😀"),
)
LOADERS = [
    ("tiny-cafe.yaml", SCENARIO, load_scenario),
    ("rubric.yaml", RUBRIC, load_rubric),
    ("quiz.yaml", QUIZ, load_quiz),
    ("course.yaml", COURSE, load_course),
]


def faults_in(load_: Callable[[Path], Content], path: Path) -> tuple[Fault, ...]:
    """What is said of a file: nothing where it can be loaded. Any other error is the test's failure."""
    try:
        load_(path)
    except ContentError as error:
        return error.faults or (Fault(str(path), 0, "", ""),)
    return ()


LIMITS = settings(
    max_examples=100,
    derandomize=True,  # the same examples everywhere
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> str:
    """The text with a few passages cut out, doubled, moved, or replaced by a snippet."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 2, 8, 40, 200])))
        passage = text[start:end]
        put = draw(st.sampled_from(["", passage * 2, draw(st.sampled_from(SNIPPETS)), draw(st.text(max_size=6))]))
        text = text[:start] + put + text[end:]
    return text


@pytest.mark.parametrize(("name", "text", "load_"), LOADERS, ids=[row[0] for row in LOADERS])
@LIMITS
@given(data=st.data())
def test_whatever_is_in_the_file_only_a_content_error_comes_out(
    name: str, text: str, load_: Callable[[Path], Content], data: st.DataObject
) -> None:
    Path(name).write_bytes(data.draw(spoilt(text)).encode("utf-8", "surrogatepass"))
    for fault in faults_in(load_, Path(name)):
        assert fault.message
        assert str(fault).isprintable()
        assert not any(jargon in str(fault) for jargon in ("pydantic", "Input should", "value_error", "not YAML: None"))


@LIMITS
@given(data=st.binary(max_size=200))
def test_whatever_bytes_are_in_the_file_only_a_content_error_comes_out(data: bytes) -> None:
    Path("x.yaml").write_bytes(data)
    for load_ in (load_scenario, load_lesson):
        with pytest.raises(ContentError):
            load_(Path("x.yaml"))


def test_load_takes_any_type_of_content() -> None:
    assert load(CAFE, Scenario) == load_scenario(CAFE)
