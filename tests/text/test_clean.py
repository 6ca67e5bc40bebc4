"""Text is read as a person sees it, and every offset leads back to the text as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.text.clean import clean


@pytest.mark.parametrize(
    ("as_given", "seen"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("no\u00a0break\u202fspace", "no break space"),
        ("zero\u200bwidth\u2060 \ufeffhere", "zerowidth here"),
        ("I аppreciаte уоur tіme", "I appreciate your time"),  # Cyrillic letters among Latin ones
        ("Ηelen Μarsh", "Helen Marsh"),  # Greek capitals
        ("“curly” and ‘single’ and don’t", "\"curly\" and 'single' and don't"),
        ("ﬁne ｆｕｌｌ 𝐛𝐨𝐥𝐝", "fine full bold"),
        ("cafe\u0301", "café"),
        ("Спасибо за встречу", "Спасибо за встречу"),  # a Russian text stays Russian
        ("dash — and – stay", "dash — and – stay"),
        ("", ""),
    ],
)
def test_is_read_as_a_person_sees_it(as_given: str, seen: str) -> None:
    assert clean(as_given).text == seen


@given(st.text(max_size=200))
def test_never_fails_and_offsets_stay_inside(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.at) == len(cleaned.text) + 1
    assert list(cleaned.at) == sorted(cleaned.at)
    for i in range(len(cleaned.text)):
        start, end = cleaned.span(i, i + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert clean(text).text == text


def test_span_leads_back_to_the_words_as_given() -> None:
    given_text = "Dear\u00a0Hel\u200ben,\r\nthаnk you"
    cleaned = clean(given_text)
    at = cleaned.text.index("thank")
    start, end = cleaned.span(at, at + len("thank"))
    assert given_text[start:end] == "thаnk"
