"""Lint keeps a lesson true for every interview and its quiz free of hints; each rule has a course that breaks it and one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from autograder.__main__ import main
from autograder.content import lint

from ..model.content import COURSE, ROOT, RUBRIC, SCENARIO, edited, spoil, write, written

PAGE = """\
---
jupytext: {text_representation: {format_name: myst}}
---

{# A note to authors may name Tom Adair and leave {{ nothing }} open! #}
# First

You are **{{ scenario.candidate.name }}**. Read on, then write.

| The weaker | The stronger |
|:--|:--|
| Hi | Good morning |

See [the second page](../02-next/02-next.ipynb#top) or [the web](https://example.org), or type `[a](b)!`.

![A door that stands open](https://example.org/door.png)

```{code-cell} ipython3
:tags: [setup]
%load_ext autograder
```

```{code-cell} ipython3
print("Not prose! A color.")
```

```{code-cell} ipython3
:tags: [show]
quiz()
```

```{code-cell} ipython3
:tags: [show]
decisions()
```

```{code-cell} ipython3
:tags: [answer]
%%decisions
```

```{code-cell} ipython3
:tags: [check]
check("decisions")
```

```{code-cell} ipython3
:tags: [answer]
%%draft search_plan
```

```{code-cell} ipython3
:tags: [check]
check("search_plan")
```
"""


def cells(*sources: str) -> str:
    """A page with these cells, each with the tag that it needs, below the one that sets the page up."""
    tags = {"%%": "answer", "ch": "check"}
    written = (
        f"\n```{{code-cell}} ipython3\n:tags: [{tags.get(source[:2], 'show')}]\n{source}\n```\n" for source in sources
    )
    return "# Next\n\n```{code-cell} ipython3\n:tags: [setup]\n%load_ext autograder\n```\n" + "".join(written)


WRITES = ("%%draft search_plan", 'check("search_plan")')


def option(text: str, right: bool = False) -> dict[str, Any]:
    return {"text": text, "feedback": "So it is.", **({"right": True} if right else {"misconception": "all-is-well"})}


def choose_one(n: int, right: int, texts: tuple[str, ...] = ("One", "Two", "Ten")) -> dict[str, Any]:
    options = [option(text, place == right) for place, text in enumerate(texts)]
    return {"kind": "choose_one", "id": f"one-{n}", "ask": "Which?", "options": options}


def order(n: int) -> dict[str, Any]:
    steps = [{"text": text, "feedback": "So it is."} for text in ("Read", "Think", "Write")]
    return {"kind": "put_in_order", "id": f"order-{n}", "ask": "How?", "steps": steps, "misconception": "any-order"}


def match(n: int) -> dict[str, Any]:
    pairs = [{"text": f"{text} is", "fits": text, "feedback": "So it is."} for text in ("Here", "There")]
    return {"kind": "match", "id": f"match-{n}", "ask": "What fits?", "pairs": pairs, "misconception": "all-alike"}


def judge(n: int) -> dict[str, Any]:
    actions = [
        {"text": "Ask", "rating": "good", "feedback": "So it is."},
        {"text": "Wait", "rating": "fair", "feedback": "So it is."},
        {"text": "Shout", "rating": "poor", "feedback": "So it is.", "misconception": "loud-is-clear"},
    ]
    return {"kind": "judge", "id": f"judge-{n}", "ask": "How good?", "actions": actions}


def many(n: int) -> dict[str, Any]:
    options = [option("Thanks", True), option("A photo")]
    return {"kind": "choose_many", "id": f"many-{n}", "ask": "Which ones?", "options": options}


QUESTIONS = [*(choose_one(n, n % 3) for n in range(4)), order(4), match(5), judge(6), many(7)]


def quiz(questions: list[dict[str, Any]]) -> str:
    return yaml.safe_dump({"title": "Eight", "questions": questions}, sort_keys=False)


DECISIONS = yaml.safe_dump(
    {
        "title": "Two ways",
        "task": "Decide for {{ scenario.candidate.name }}.",
        "why": "It matters.",
        "hints": ["What for?", "Look above."],
        "feedback": dict.fromkeys(("met", "near", "differs", "missing", "unknown"), "So it is."),
        "items": [
            {
                "id": "ferry",
                "about": "A ferry waits.",
                "choices": [
                    {"text": "Go.", "because": "It leaves.", "earns": 1},
                    {"text": "Stay.", "because": "It left."},
                ],
            }
        ],
    },
    sort_keys=False,
)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound course of two lessons, the first with a page, a quiz, a rubric and decisions."""
    monkeypatch.chdir(tmp_path)
    files = {
        "course.yaml": edited(COURSE, "[01-first]", "[01-first, 02-next]"),
        "scenarios/tiny-cafe.yaml": SCENARIO,
        "01-first/lesson.md": PAGE,
        "01-first/rubric.yaml": RUBRIC,
        "01-first/quiz.yaml": quiz(QUESTIONS),
        "01-first/decisions.yaml": DECISIONS,
        "02-next/lesson.md": "# Next\n\nThe end.\n",
    }
    return written(files)


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in lint(folder).faults]


def notices(folder: Path) -> list[str]:
    """Without the lines that only tell the reading level."""
    return [str(notice) for notice in lint(folder).notices if not notice.message.startswith("reading level")]


def test_a_sound_course(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(course) == []
    assert notices(course) == []
    assert main(["lint", "course"]) == 0
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("course/01-first/lesson.md: reading level ")
    assert second.startswith("course/02-next/lesson.md: reading level ")
    assert last == "7 files checked, no fault found."


def test_faults_come_first_and_notices_alone_are_no_failure(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(course / "02-next" / "lesson.md", "# Next\n\nThe color of it.\n")
    assert main(["lint", "course"]) == 0
    assert "American" in capsys.readouterr().out
    write(course / "02-next" / "lesson.md", "# Next\n\nThe color of it!\n")
    assert main(["lint", "course"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == (
        "course/02-next/lesson.md:3: there is an exclamation mark here; end the sentence with a full stop"
    )
    assert "American" in out[-1]


def test_scenarios_and_broken_courses_are_left_to_the_lint_of_forms(course: Path) -> None:
    assert lint(course / "scenarios").notices == ()
    write(course / "01-first" / "lesson.md", PAGE + "\nAh!\n")
    assert len(faults(course)) == 1
    assert faults(course / "scenarios") == []
    write(course / "course.yaml", "title: [")
    (only,) = faults(course)
    assert only.startswith("course/course.yaml:")


# ---- the page ----


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "scenario.candidate.name",
            "scenario.candidate.nam",
            "8: this cannot be filled in: this candidate has no 'nam'; did you mean 'name'?",
        ),
        (
            "Read on",
            "You are Tom\nAdair. Read on",
            "8: 'Tom Adair' belongs to the interview tiny-cafe; write {{ scenario.candidate.name }} instead, or use a name that no interview has",
        ),
        (
            "(../02-next/02-next.ipynb#top)",
            "(../02-nxt/02-nxt.ipynb)",
            "14: '../02-nxt/02-nxt.ipynb' leads nowhere; course.yaml has no lesson '02-nxt'",
        ),
        (
            "(../02-next/02-next.ipynb#top)",
            "(02-next.ipynb)",
            "14: '02-next.ipynb' leads nowhere; write ../02-next/02-next.ipynb",
        ),
        (
            "https://example.org/door.png",
            "door.png",
            "16: 'door.png' leads nowhere; expected a lesson, such as ../02-next/02-next.ipynb, or a whole address that "
            "begins with https://",
        ),
        (
            "A door that stands open",
            " ",
            "16: this image has no alternative text; say in a few words what it shows, for those who do not see it",
        ),
        (
            "![A door that stands open](https://example.org/door.png)",
            '<img src="https://example.org/door.png" alt="">',
            "16: this image has no alternative text; say in a few words what it shows, for those who do not see it",
        ),
        (
            "![A door that stands open](https://example.org/door.png)",
            "```{figure} https://example.org/door.png\nA door\n```",
            "16: this image has no alternative text; say in a few words what it shows, for those who do not see it",
        ),
        ("then write.", "then\nwrite!", "9: there is an exclamation mark here; end the sentence with a full stop"),
    ],
)
def test_a_fault_of_a_page(course: Path, old: str, new: str, expected: str) -> None:
    write(course / "01-first" / "lesson.md", edited(PAGE, old, new))
    assert faults(course) == [f"course/01-first/lesson.md:{expected}"]


def test_a_page_that_is_no_text(course: Path) -> None:
    (course / "01-first" / "lesson.md").write_bytes(b"# First \xff\n")
    assert faults(course) == ["course/01-first/lesson.md:1: the file is not in UTF-8; save it with that encoding"]


def test_somebody_s_words_are_not_ours(course: Path) -> None:
    write(course / "01-first" / "lesson.md", PAGE + "\nShe wrote: “Call me!” It was too loud.\n")
    assert faults(course) == []


def test_a_field_that_only_some_interviews_lack(course: Path) -> None:
    other = edited(SCENARIO, "id: tiny-cafe", "id: other-cafe")
    write(course / "scenarios" / "other-cafe.yaml", other)
    text = '{% if scenario.id == "other-cafe" %}{{ scenario.nothing }}{% endif %}'
    write(course / "02-next" / "lesson.md", f"# Next\n\n{text}\n")
    (fault,) = faults(course)
    assert fault.startswith("course/02-next/lesson.md:3: this cannot be filled in: ")
    assert fault.endswith("(in the interview other-cafe)")


def test_a_lesson_is_filled_in_with_the_rubrics_that_it_asks_for(course: Path) -> None:
    page = cells(*WRITES) + "\nWrite {{ limits.words[0] }} words.\n"
    write(course / "02-next" / "lesson.md", page)
    assert faults(course) == []


def test_a_figure_of_an_interview_is_worth_a_look(course: Path) -> None:
    write(course / "scenarios" / "tiny-cafe.yaml", edited(SCENARIO, "in a pan.", "in a pan, for 21,000 guests."))
    write(course / "02-next" / "lesson.md", "# Next\n\nIt was 21,000 in the end.\n")
    assert faults(course) == []
    assert notices(course) == [
        "course/02-next/lesson.md:3: '21,000' is a figure of the interview tiny-cafe too; if it is meant, use a field"
    ]


def test_hard_prose_gets_a_notice_at_its_longest_sentence(course: Path) -> None:
    hard = (
        "Notwithstanding the considerable administrative complications, international organisations\n"
        "invariably appreciate systematic communication regarding professional opportunities."
    )
    write(course / "02-next" / "lesson.md", f"# Next\n\nThe end.\n\n{hard}\n")
    said = [str(notice) for notice in lint(course).notices if "02-next" in notice.file]
    assert said[0].startswith("course/02-next/lesson.md: reading level 3")
    assert said[1] == (
        "course/02-next/lesson.md:5: the page reads above level 8; make its sentences shorter, beginning here with one of "
        "14 words"
    )


def test_a_note_without_an_end_does_not_swallow_the_page_in_silence(course: Path) -> None:
    page = edited(PAGE, "open! #}", "open!").replace("Read on", "Read on {# that is all #}")
    write(course / "01-first" / "lesson.md", page)
    assert faults(course) == [
        "course/01-first/lesson.md:5: the note that begins here has no end, and the page down to line 8 is lost; end it with #}"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "quiz()\n```\n",
            "quiz()\n",
            ":27: the box that begins here is not closed before the box of line 31; end it with a line ```",
        ),
        (
            "---\njupytext",
            "jupytext",
            ":1: the header stands between two lines ---, one above jupytext: and one below its last line; one is missing",
        ),
        (
            "```{code-cell} ipython3\n:tags: [show]\nquiz()\n```\n",
            "",
            ": no cell of this page shows quiz.yaml; add a cell with quiz(), or take that file away",
        ),
        (
            ":tags: [answer]\n%%draft",
            "%%draft",
            ":48: a cell that begins with %%draft, %%verdicts or %%decisions needs the tag answer",
        ),
        (
            'check("search_plan")',
            'check("withdrawal")',
            ":54: no lesson has a rubric of the kind 'withdrawal'; expected one of search_plan",
        ),
        (
            "%%draft search_plan",
            "%%draft search_plans",
            ":49: no lesson has a rubric of the kind 'search_plans'; expected one of search_plan; did you mean 'search_plan'?",
        ),
        ("quiz()", "quiz(", ":29: this cell is no Python, and learners would see an error: '(' was never closed"),
        (
            "{{ scenario.candidate.name }}",
            "{{ scenario.candidate.name }",
            ":8: a field has two braces on both sides; write {{ scenario.candidate.name }}",
        ),
        ("# First", "## First", ": there is no title; expected a line such as # Thank the interviewer"),
    ],
)
def test_what_the_build_would_refuse_or_lose_is_a_fault(course: Path, old: str, new: str, expected: str) -> None:
    write(course / "01-first" / "lesson.md", edited(PAGE, old, new))
    assert f"course/01-first/lesson.md{expected}" in faults(course)
    assert len(faults(course)) <= 2  # a slip may show at two places: here the cell, and what it leaves without one


def test_a_quiz_that_is_gone_is_missed(course: Path) -> None:
    (course / "01-first" / "quiz.yaml").unlink()
    assert faults(course) == [
        "course/01-first/lesson.md:29: there is no quiz.yaml beside this page for quiz() to show; write that file, or take the "
        "cell out"
    ]


def test_what_is_said_of_a_file_s_form_is_not_said_again_by_the_build(course: Path) -> None:
    spoil(course / "01-first" / "quiz.yaml", "title: Eight", "title:")
    assert faults(course) == ["course/01-first/quiz.yaml:1: title: expected text; found nothing"]


def test_a_rubric_with_a_fault_is_not_missed_as_well(course: Path) -> None:
    write(course / "02-next" / "lesson.md", cells(*WRITES) + "\nWrite {{ limits.words[0] }} words.\n")
    spoil(course / "01-first" / "rubric.yaml", "points: 2", "points: many")
    assert faults(course) == ["course/01-first/rubric.yaml:8: criteria[brief].points: expected a number; found 'many'"]


def test_a_model_answer_that_the_build_would_refuse(course: Path) -> None:
    """For whichever interview it is written."""
    write(course / "01-first" / "answers" / "other-cafe" / "search_plan.model.txt", " \n")
    assert faults(course) == [
        "course/01-first/answers/other-cafe/search_plan.model.txt: the model answer is empty; write it in this file"
    ]


def test_a_limit_that_the_kind_of_writing_does_not_have(course: Path) -> None:
    write(course / "02-next" / "lesson.md", cells(*WRITES) + "\nYou have {{ limits.hours }} hours.\n")
    assert faults(course) == [
        "course/02-next/lesson.md:18: this cannot be filled in: the kind 'search_plan' has no time limit; take the sentence with "
        "limits.hours out"
    ]


def test_a_name_that_a_lesson_has_by_chance_is_told_where_it_is_new(course: Path) -> None:
    """The lesson was there first, and is about another interview: who wrote the new one can choose another name."""
    other = edited(SCENARIO, "id: tiny-cafe", "id: other-cafe").replace("Tom Adair", "Grace Birch")
    write(course / "scenarios" / "other-cafe.yaml", other)
    write(course / "02-next" / "lesson.md", "# Next\n\nThis is Grace\nBirch, and Grace Birch it is.\n")
    line = other.split("\n").index("  name: Grace Birch") + 1
    assert faults(course) == [
        f"course/scenarios/other-cafe.yaml:{line}: candidate.name: 'Grace Birch' stands in course/02-next/lesson.md too, on line 3; "
        "choose another here, or write {{ scenario.candidate.name }} there if the lesson means it"
    ]


# ---- questions and situations ----


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "quiz.yaml",
            "misconception: loud-is-clear",
            "",
            "this poor action has no misconception",
        ),
        ("quiz.yaml", "misconception: any-order", "", "questions[order-4]: this question has no misconception"),
        ("quiz.yaml", "misconception: all-alike", "", "questions[match-5]: this question has no misconception"),
        (
            "quiz.yaml",
            "text: A photo\n    feedback: So it is.\n    misconception: all-is-well",
            "text: A photo\n    feedback: So it is.",
            "questions[many-7].options[1]: this wrong option has no misconception",
        ),
        (
            "quiz.yaml",
            "text: A photo",
            "text: All of the above",
            "an option may not say 'All of the above', since it tests logic; say what is meant",
        ),
        (
            "quiz.yaml",
            "text: A photo",
            "text: A photo of Tom Adair",
            "'Tom Adair' belongs to the interview tiny-cafe; here use a name that no interview has",
        ),
        ("quiz.yaml", "text: A photo", "text: 'A photo of {{ scenario.role }}'", "learners would see the braces"),
        ("quiz.yaml", "text: A photo", "text: A photo!", "there is an exclamation mark here"),
        ("rubric.yaml", "met: Good length.", "met: Good length!", "there is an exclamation mark here"),
        (
            "decisions.yaml",
            "about: A ferry waits.",
            "about: Tom Adair waits.",
            "items[ferry].about: 'Tom Adair' belongs to the interview tiny-cafe; write {{ scenario.candidate.name }}",
        ),
        ("decisions.yaml", "scenario.candidate.name", "scenario.name", "task: this cannot be filled in"),
    ],
)
def test_a_fault_of_another_file(course: Path, file: str, old: str, new: str, expected: str) -> None:
    spoil(course / "01-first" / file, old, new)
    (fault,) = faults(course)
    assert fault.startswith(f"course/01-first/{file}:")
    assert expected in fault


def test_a_graded_lesson_has_eight_questions(course: Path) -> None:
    write(course / "01-first" / "quiz.yaml", quiz(QUESTIONS[1:]))
    assert faults(course) == [
        "course/01-first/quiz.yaml:2: questions: the quiz has 7 questions, and that of a graded lesson has at least 8; "
        "add 1 more"
    ]


def test_a_lesson_that_borrows_its_rubric_is_only_told(course: Path) -> None:
    """The template of a lesson, which has one question of each kind, is such a one."""
    write(course / "02-next" / "quiz.yaml", quiz(QUESTIONS[2:]))
    write(course / "02-next" / "lesson.md", cells("quiz()"))
    assert (faults(course), notices(course)) == ([], [])
    write(course / "02-next" / "lesson.md", cells("quiz()", *WRITES))
    assert faults(course) == []
    assert notices(course) == [
        "course/02-next/quiz.yaml:2: questions: the quiz has 6 questions, and that of a graded lesson has at least 8"
    ]


LONG = ("One", "Two and more", "Ten")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (
            [choose_one(n, 1, LONG) for n in range(3)] + [choose_one(3, 0)],
            [
                "the right option is the longest in 3 of 4 choose_one questions, where 1 would be its share; shorten some of "
                "them or lengthen a wrong one",
                "the right option is number 2 in 3 of 4 choose_one questions; move some of them",
            ],
        ),
        ([choose_one(n, 1, LONG) for n in range(2)] + [choose_one(2, 0), choose_one(3, 2)], []),
        ([choose_one(n, n % 3, ("Four", "Five", "Nine")) for n in range(4)], []),
        (
            [choose_one(n, 0) for n in range(4)] + [choose_one(4, 1), choose_one(5, 2)],
            ["the right option is number 1 in 4 of 6 choose_one questions; move some of them"],
        ),
        ([choose_one(n, 0) for n in range(3)] + [choose_one(3, 1), choose_one(4, 2)], []),  # 60 % is not yet more
        ([choose_one(n, 0) for n in range(2)], []),  # two say nothing of a habit
    ],
)
def test_keys_that_give_themselves_away(course: Path, chosen: list[Any], expected: list[str]) -> None:
    rest = [order(14), match(15), judge(16), many(17), many(18), many(19)]
    write(course / "01-first" / "quiz.yaml", quiz(chosen + rest))
    assert faults(course) == []
    assert notices(course) == [f"course/01-first/quiz.yaml:2: questions: {said}" for said in expected]


def test_a_quiz_has_four_kinds_of_question(course: Path) -> None:
    write(course / "01-first" / "quiz.yaml", quiz([*(many(n) for n in range(6)), order(6), match(7)]))
    assert notices(course) == [
        "course/01-first/quiz.yaml:2: questions: the questions are of 3 kinds; with 4 or more they stay lively"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("quiz.yaml", "text: A photo", "text: A photo that they recieve"),
        ("decisions.yaml", "A ferry waits", "A ferry definately waits"),
        ("rubric.yaml", "met: Good length.", "met: The lenght is good."),
        ("lesson.md", "Read on", "Read carefuly"),
    ],
)
def test_misspelled_words_are_told_once_for_each_file(course: Path, file: str, old: str, new: str) -> None:
    spoil(course / "01-first" / file, old, new)
    assert faults(course) == []
    (notice,) = notices(course)
    assert notice.startswith(f"course/01-first/{file}:")
    assert "is misspelled" in notice


def test_the_projects_own_course_has_no_fault() -> None:
    """Its notices are for its authors; a fault would stop `make test`."""
    result = lint(ROOT / "course")
    assert [str(fault) for fault in result.faults] == []


def test_every_interview_s_names_are_known(course: Path) -> None:
    """Firms and the panel as well as the candidate, and the hour of the interview however it is written."""
    scenario: Mapping[str, Any] = yaml.safe_load(SCENARIO)
    said = [
        scenario["employer"]["name"],
        scenario["agency"]["name"],
        scenario["agency"]["consultant"]["name"],
        scenario["candidate"]["current_job"]["employer"],
        *(person["name"] for person in scenario["interview"]["panel"]),
    ]
    write(course / "02-next" / "lesson.md", "# Next\n\n" + "\n".join(f"- It was {name}" for name in said) + "\n")
    assert [fault.split("'")[1] for fault in faults(course)] == said
