"""An interview's file is proofread as a lesson is, in the variety of English that it names; what people say in it stays theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.content import lint

from ..model.content import SCENARIO, edited, write

NARRATED, SPOKEN = "sector: hospitality", 'text: "Do you hold a food hygiene certificate?"'


def linted(folder: Path, old: str, new: str, locale: str = "en-GB") -> tuple[list[str], list[str]]:
    """The faults and the notices of the café's interview with an edit, without the name of its file and the line."""
    write(folder / "tiny-cafe.yaml", edited(edited(SCENARIO, "locale: en-GB", f"locale: {locale}"), old, new))
    result = lint(folder)
    return tuple([fault.message for fault in found] for found in (result.faults, result.notices))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("locale", "word", "said"),
    [
        ("en-GB", "whch", "“whch” is misspelled; perhaps “which” is meant."),
        ("en-GB", "definately", "“definately” is misspelled; perhaps “definitely” is meant."),
        ("en-GB", "color", "“color” is American spelling; this interview, whose locale is en-GB, keeps to British."),
        (
            "en-GB",
            "recognizes",
            "“recognizes” is American spelling; this interview, whose locale is en-GB, keeps to British.",
        ),
        (
            "en-US",
            "favourite",
            "“favourite” is British spelling; this interview, whose locale is en-US, keeps to American.",
        ),
        (
            "en-US",
            "organised",
            "“organised” is British spelling; this interview, whose locale is en-US, keeps to American.",
        ),
        ("en-GB", "favourite", None),
        ("en-GB", "recognises", None),
        ("en-US", "color", None),
        ("en-US", "recognizes", None),
    ],
)
@pytest.mark.parametrize("old", [NARRATED, SPOKEN])
def test_spelling(tmp_path: Path, old: str, locale: str, word: str, said: str | None) -> None:
    """Of the narrator's words and of the transcript's."""
    assert linted(tmp_path, old, f"{old.partition(':')[0]}: a {word} thing", locale) == ([], [said] if said else [])


def test_a_word_at_the_start_of_a_sentence_is_looked_at_too(tmp_path: Path) -> None:
    assert len(linted(tmp_path, NARRATED, "sector: Recognizes talent")[1]) == 1


def test_the_narrator_does_not_exclaim_and_people_may(tmp_path: Path) -> None:
    said = "there is an exclamation mark here; end the sentence with a full stop"
    assert linted(tmp_path, NARRATED, "sector: A bakery!") == ([said], [])
    assert linted(tmp_path, SPOKEN, "text: What a day!") == ([], [])
