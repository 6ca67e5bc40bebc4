"""A message is read into its parts, whatever its form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.text.draft import Draft, read

FULL = """To: Ana Silva
Subject: Our talk
Sent: 2026-01-02 10:00

Dear Ms Silva,

Thank you for your time. I liked the greenhouse.

Kind regards,
Tom Brook
Gardener | 01234 567890

> On Monday you wrote:
> See you at ten.
"""


def parts(draft: Draft) -> dict[str, str]:
    return {name: draft.of(getattr(draft, name)) for name in ("greeting", "content", "closing", "name", "signature")}


def test_all_parts_of_a_full_message() -> None:
    draft = read(FULL)
    assert {key: header.value for key, header in draft.headers.items()} == {
        "to": "Ana Silva", "subject": "Our talk", "sent": "2026-01-02 10:00",
    }  # fmt: skip
    assert parts(draft) == {
        "greeting": "Dear Ms Silva,",
        "content": "Thank you for your time. I liked the greenhouse.",
        "closing": "Kind regards,",
        "name": "Tom Brook",
        "signature": "Gardener | 01234 567890",
    }
    assert draft.words == 16, "the body is the message without headers, signature block and quoted reply"
    assert [draft.of(s) for s in draft.sentences] == ["Thank you for your time.", "I liked the greenhouse."]


@pytest.mark.parametrize(
    ("message", "greeting", "content"),
    [
        ("Hi Ana, thanks for today. Bye", "Hi Ana,", "thanks for today. Bye"),
        ("Dear Dr. Silva and Mr. Lee,\nText here.", "Dear Dr. Silva and Mr. Lee,", "Text here."),
        ("Ana, Tom, good morning.\n\nText here.", "Ana, Tom, good morning.", "Text here."),
        ("Ana,\n\nText here.", "Ana,", "Text here."),
        ("Good afternoon Ms Silva\n\nText here.", "Good afternoon Ms Silva", "Text here."),
        ("To whom it may concern:\n\nText here.", "To whom it may concern:", "Text here."),
        ("Hello!\nText here.", "Hello!", "Text here."),
        ("Kia ora Ana,\n\nText here.", "Kia ora Ana,", "Text here."),
        ("Thank you, Ana, for today.", "", "Thank you, Ana, for today."),
        ("Hope is a good breakfast.", "", "Hope is a good breakfast."),
    ],
)
def test_greeting(message: str, greeting: str, content: str) -> None:
    draft = read(message)
    assert (draft.of(draft.greeting), draft.of(draft.content)) == (greeting, content)


@pytest.mark.parametrize(
    ("ending", "closing", "name"),
    [
        ("Best,\nTom", "Best,", "Tom"),
        ("Ngā mihi,\nTom", "Ngā mihi,", "Tom"),
        ("Many thanks and best wishes\n\nTom Brook", "Many thanks and best wishes", "Tom Brook"),
        ("Thanks again, Tom", "Thanks again,", "Tom"),
        ("Yours sincerely,\n\n\nTom Brook", "Yours sincerely,", "Tom Brook"),
        ("Looking forward to hearing from you,\nTom", "Looking forward to hearing from you,", "Tom"),
        ("Kind regards,", "Kind regards,", ""),
        ("Tom Brook", "", "Tom Brook"),
        ("I will call on Monday.", "", ""),
    ],
)
def test_closing_and_name(ending: str, closing: str, name: str) -> None:
    draft = read(f"Dear Ana,\n\nThe greenhouse was a joy to see.\n\n{ending}")
    assert (draft.of(draft.closing), draft.of(draft.name)) == (closing, name)
    assert "greenhouse" in draft.of(draft.content)


@pytest.mark.parametrize(
    "reply",
    [
        "> quoted words\n> and more",
        "On 3 March 2026, Ana Silva wrote:\nquoted words",
        "-----Original Message-----\nFrom: Ana\nquoted words",
        "From: Ana Silva\nSent: Monday\nSubject: x\n\nquoted words",
    ],
)
def test_quoted_reply_is_cut_off(reply: str) -> None:
    draft = read(f"Dear Ana,\n\nMy own words.\n\nBest,\nTom\n\n{reply}")
    assert [draft.of(s) for s in draft.sentences] == ["My own words."]
    assert draft.of(draft.name) == "Tom"


@pytest.mark.parametrize(
    "extra", ["\n--\nTom Brook\n12 Elm Row", "\nSent from my iPhone", "\n07700 900123\nwww.brook.example"]
)
def test_signature_block_is_not_counted(extra: str) -> None:
    message = "Dear Ana,\n\nMy own words.\n\nBest,\nTom"
    assert read(message + extra).words == read(message).words


@given(st.text(max_size=300))
def test_never_fails(text: str) -> None:
    draft = read(text)
    assert 0 <= draft.body.start <= draft.body.end <= len(draft.text)
    for sentence in draft.sentences:
        assert draft.content.start <= sentence.start < sentence.end <= draft.content.end


def test_a_greeting_without_a_comma_ends_behind_the_names() -> None:
    assert (
        read("Hi Joanne thanks for ringing.\nTom").of(read("Hi Joanne thanks for ringing.\nTom").content)
        == "thanks for ringing."
    )


@pytest.mark.parametrize(
    "mail",
    ["On Wed, 12 Nov 2025 at 16:05, Ana Silva <a@x.org>\nwrote:\n> Are you in?", "Ana Silva wrote:\n> Are you in?"],
)
def test_quoted_mail_is_found_by_what_stands_above_it(mail: str) -> None:
    draft = read(f"I am.\nTom\n\n{mail}")
    assert draft.of(draft.content) == "I am."
    assert draft.of(draft.name) == "Tom"


def test_what_is_no_letter_has_no_greeting_and_no_closing() -> None:
    text = (
        "Morning: read the list\nBest: the trailer story\n________\nUntil then:\n> ring two firms\n- Friday: Job Centre"
    )
    draft = read(text, letter=False)
    assert (draft.greeting, draft.closing, draft.name, draft.quoted) == (None, None, None, ())
    said = [draft.of(span) for span in draft.sentences]
    assert said == [
        "Morning: read the list",
        "Best: the trailer story",
        "Until then:",
        "ring two firms",
        "Friday: Job Centre",
    ]
