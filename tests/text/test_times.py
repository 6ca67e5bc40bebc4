"""A date, a time limit or a rhythm is found in the forms in which people write it, and not in what only looks like one."""

import pytest

from autograder.text.times import dated


@pytest.mark.parametrize(
    "when",
    [
        "by Friday", "on Weds", "Weds 12/11", "tmrw", "every 2 weeks", "every two days", "next wk", "by the 14", "at half five", "on the 1st of May",
        "14. November", "14-11-2025", "within 48h", "in 48 hrs", "(Fri)", "after work", "Mon to Fri", "once a week", "by 9 March", "before the 12th",
    ],
)  # fmt: skip
def test_times(when: str) -> None:
    assert dated(f"I will ring them {when}.")


@pytest.mark.parametrize(
    "text",
    [
        "I may ring two agencies.",
        "I sent it to 14 people.",
        "By 20 applications I was tired.",
        "Before work was easier.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert not dated(text)
