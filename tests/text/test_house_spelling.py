"""Authors trust a notice on spelling only while it is right: names, jargon and British words pass in silence."""

from __future__ import annotations

import pytest

from autograder.text.house_spelling import house_spelling


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We recieve it.", "recieve"),
        ("It was definately so.", "definately"),
        ("The color of it.", "color"),
        ("All is here. Color is not.", "Color"),
        ("The team, whch is small.", "whch"),
        ("They thnk so.", "thnk"),
        ("They canceled it, didn’t they?", "canceled"),
    ],
)
def test_slips(text: str, word: str) -> None:
    ((n, slip),) = house_spelling(["All is well.", text])
    assert (n, text[slip.start : slip.end]) == (1, word)
    assert f"“{word}”" in slip.message


@pytest.mark.parametrize(
    "text",
    [
        "Ms Nwosu of Larkspur Renewables likes the colour of it.",
        "We organise it, or organize it: both are British.",
        "The Lincoln Center has a program.",
        "The poha and the kueh were on the cedi counter, with the choux and a sawn plank.",
        "He didn't upskill, and the reach-truck rota wouldn’t wait.",
        "",
    ],
)
def test_what_is_right_or_not_sure_passes(text: str) -> None:
    assert list(house_spelling([text])) == []


def test_allowed_words_are_right() -> None:
    assert list(house_spelling(["The color of it."], frozenset({"color"}))) == []
