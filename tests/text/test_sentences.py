"""Sentences and clauses end where a reader says that they end."""

import pytest

from autograder.text.sentences import Span, clauses, sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you. It was good.", ["Thank you.", "It was good."]),
        ("I met Ms. Lee and Dr. Roy at 10 a.m. on Tuesday.", ["I met Ms. Lee and Dr. Roy at 10 a.m. on Tuesday."]),
        ("It cost 2.5 million. Really!", ["It cost 2.5 million.", "Really!"]),
        ("- first thing\n- second thing", ["first thing", "second thing"]),
        ("1. Call Ana\n2. Write to Tom", ["Call Ana", "Write to Tom"]),
        ("A line that was wrapped by the program at some seventy characters and\ngoes on here.",
         ["A line that was wrapped by the program at some seventy characters and\ngoes on here."]),
        ("One paragraph\n\nAnother paragraph", ["One paragraph", "Another paragraph"]),
        ("Is it? Yes! Good…", ["Is it?", "Yes!", "Good…"]),
        ("thank you for today. i liked it.", ["thank you for today.", "i liked it."]),
        ("🙂 !!! ...", []),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "I enjoyed the tour, and I would like to come back.",
            ["I enjoyed the tour,", "and I would like to come back."],
        ),
        ("I went blank; the answer is 45.", ["I went blank;", "the answer is 45."]),
        ("Bread and butter with salt", ["Bread and butter with salt"]),
    ],
)
def test_clauses(sentence: str, expected: list[str]) -> None:
    found = [sentence[c.start : c.end].strip(" ,;") for c in clauses(sentence, Span(0, len(sentence)))]
    assert found == [part.strip(" ,;") for part in expected]


def test_a_line_of_notes_says_a_thing_of_its_own() -> None:
    def notes(text: str) -> int:
        return len(list(sentences(text, Span(0, len(text)), notes=True)))

    assert notes("i'll ring two agencies by Friday\ni'll go on until I've signed") == 2
    assert notes("Bad day in production | good | times, numbers, a fix that held\nPace | bad | no figure at all") == 2
    assert notes("A line that was wrapped by the program at some seventy characters and\ngoes on here.") == 1


def test_the_colon_of_a_time_parts_no_clauses_and_a_second_step_does() -> None:
    def parts(text: str) -> int:
        return len(list(clauses(text, Span(0, len(text)), notes=True)))

    assert parts("On Thursday at 5:30pm I'll ring two agencies.") == 1
    assert parts("I'll ring two more agencies by Friday and hand my CV in at three places on Saturday.") == 2
