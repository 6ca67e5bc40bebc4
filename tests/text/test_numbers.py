"""Figures are the same figure in digits and in words."""

import pytest

from autograder.text.numbers import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£410,000 a year", [(410_000, "money")]),
        ("$45 million", [(45_000_000, "money")]),
        ("forty-five million dollars", [(45_000_000, "money")]),
        ("€18k", [(18_000, "money")]),
        ("six per cent", [(6, "percent")]),
        ("6 %", [(6, "percent")]),
        ("99.4 in every hundred", [(99.4, ""), (100, "")]),
        ("four weeks' notice", [(4, "week")]),
        ("since 2024", [(2024, "year")]),
        ("half a dozen machines", [(6, "")]),
        ("two hundred and forty accounts", [(240, "")]),
        ("one of them", []),
    ],
)
def test_value_and_measure(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(f.value, f.measure) for f in figures(text)] == expected


def test_a_figure_that_is_denied() -> None:
    assert [(f.value, f.negated) for f in figures("45 million dollars, not 60 million")] == [
        (45e6, False),
        (60e6, True),
    ]
