"""A slip of the pen in a lesson's page never swallows a part of it in silence, and its author learns the line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build.shape import asked, called, half_fields, needs_all, shape_faults, unknown_kinds, unshown

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("course/*/lesson.md")), ROOT / "autograder" / "templates" / "lesson" / "lesson.md"]
MD = Path("lesson.md")
HEADER = "---\njupytext:\n  text_representation:\n    format_name: myst\nkernelspec:\n  name: python3\n---\n"
CELL = "```{code-cell} ipython3\n:tags: [show]\nquiz()\n```\n"


def said(text: str) -> list[str]:
    return [f"{fault.line}: {fault.message}" for fault in shape_faults(MD, text)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_the_project_s_own_pages_are_whole(path: Path) -> None:
    assert said(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_no_line_that_holds_a_page_together_can_go_unseen(path: Path) -> None:
    """Deletes each line of the header's ends and of every box, and each end of a note, one at a time."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if line.startswith("```") or line == "---":
            assert len(said("\n".join(lines[:n] + lines[n + 1 :]))) == 1, (n + 1, line)
    for mark in ("{#", "-#}", "#}"):
        places = [n for n in range(len(text)) if text.startswith(mark, n)]
        for at in places:
            assert len(said(text[:at] + text[at + len(mark) :])) == 1, text[at - 40 : at + 10]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# A\n\n{# one\n\n## B\n\n{# two -#}\n## C\n",
            ["3: the note that begins here has no end, and the page down to line 7 is lost; end it with #}"],
        ),
        ("# A\n{# one", ["2: the note that begins here has no end, and the rest of the page is lost; end it with #}"]),
        ("# A\nnote -#}\n", ["2: #} ends no note here; write {# where the note begins"]),
        (
            HEADER[4:] + "# A\n",
            [
                "1: the header stands between two lines ---, one above jupytext: and one below its last line; one is missing"
            ],
        ),
        (
            HEADER[:-4] + "\n# A\n\n---\n",
            [
                "2: the header stands between two lines ---, one above jupytext: and one below its last line; one is missing"
            ],
        ),
        (
            f"# A\n\n{CELL[:-4]}\n## B\n\n{CELL}",
            ["3: the box that begins here is not closed before the box of line 9; end it with a line ```"],
        ),
        (
            f"# A\n\n{CELL[:-4]}\n## B\n",
            ["3: the box that begins here is not closed before the end of the page; end it with a line ```"],
        ),
        (
            f"# A\n\nquiz()\n```\n\n## B\n\n{CELL}",
            [
                "4: this line ``` closes nothing; write the line that opens its box, such as ```{code-cell} ipython3, or take it out"
            ],
        ),
        (
            f"# A\n\n:tags: [show]\nquiz()\n```\n\n## B\n\n{CELL}",
            ["3: this line belongs to a box of code; write ```{code-cell} ipython3 above it"],
        ),
        ("````\n```{code-cell} is how a box begins\n````\n\n~~~\n```\n~~~\n", []),
        ("- a list\n\n  ```\n  text\n  ```\n", []),
        ("{# ``` in a note is nothing #}\n# A\n", []),
    ],
)
def test_what_is_said(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("{{ scenario.role }", "{{ scenario.role }}"),
        ("{ scenario.role }}", "{{ scenario.role }}"),
        ("{scenario.role}", "{{ scenario.role }}"),
        ("{{{ limits.words[0] }}", "{{ limits.words[0] }}"),
        ("{{ scenario.interview.ends | when }", "{{ scenario.interview.ends | when }}"),
    ],
)
def test_a_field_with_a_brace_too_few_is_shown_as_it_should_be(written: str, right: str) -> None:
    assert list(half_fields(f"a\nb {written} c")) == [(2, f"a field has two braces on both sides; write {right}")]
    assert list(half_fields(f"a {right} and {{% if scenario.role %}} b {{% endif %}} {{name}}")) == []


def test_what_a_page_asks_for() -> None:
    text = '{# quiz()\nquiz()\n%%draft a -#}\n%%draft b \ncheck("c")\npractice()\n'
    assert (asked(text), needs_all(text), called(text, "quiz"), called(text, "practice")) == (["b"], True, 0, 6)


def test_a_kind_that_no_rubric_has_is_named() -> None:
    text = '%%draft thank_you\ncheck("followup_email")\n%%draft withdrawal\ncheck("decisions")\ncheck("verdicts")\n'
    found = [str(fault) for fault in unknown_kinds(MD, text, ["follow_up_email", "withdrawal"])]
    assert found == [
        "lesson.md:1: no lesson has a rubric of the kind 'thank_you'; expected one of follow_up_email, withdrawal",
        "lesson.md:2: no lesson has a rubric of the kind 'followup_email'; expected one of follow_up_email, withdrawal; "
        "did you mean 'follow_up_email'?",
    ]


@pytest.mark.parametrize("name", ["quiz", "decisions"])
def test_a_cell_and_the_file_that_it_shows_go_together(name: str) -> None:
    page = CELL.replace("quiz", name)
    assert list(unshown(MD, page, [f"{name}.yaml"])) == []
    assert list(unshown(MD, "# A\n", [])) == []
    (fault,) = unshown(MD, page, [])
    assert str(fault) == (
        f"lesson.md:3: there is no {name}.yaml beside this page for {name}() to show; write that file, or take the cell out"
    )
    (fault,) = unshown(MD, "# A\n", [f"{name}.yaml"])
    assert (
        str(fault)
        == f"lesson.md: no cell of this page shows {name}.yaml; add a cell with {name}(), or take that file away"
    )
