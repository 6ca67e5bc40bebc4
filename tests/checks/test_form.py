"""Length, subject line, and whether a draft is finished text of the candidate's own."""

import pytest

from autograder.checks.complete import complete
from autograder.checks.length import length
from autograder.checks.names_role import names_role
from autograder.checks.reading import Reading
from autograder.checks.subject import subject
from autograder.model.rubric import Complete, Length, NamesRole, Subject
from autograder.model.scenario import Scenario

PROSE = (
    "Thank you for showing me round the yard this morning. I have been thinking about the lorries that wait at your gate, "
    "and I would enjoy looking for the lost minutes with you."
)


@pytest.mark.parametrize(("count", "expected"), [(49, "too_short"), (50, "met"), (200, "met"), (201, "too_long")])
def test_length_counts_the_words_of_the_body(count: int, expected: str, scenario: Scenario) -> None:
    draft = "Subject: this is not counted\n\n" + "word " * count + "\n> nor is this quotation"
    assert length(Length(kind="length", words=(50, 200)), Reading(draft, scenario, "")).outcome == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Subject: Operations manager interview", "met"),
        ("Subject: Thank you for this morning", "met"),
        ("Subject: Our conversation on Tuesday", "met"),
        ("SUBJECT: Northgate", "met"),
        ("Subject: Today's trial and the food safety question", "met"),
        ("Subject: Your operations role", "met"),
        ("To: Helen", "missing"),
        ("Subject:", "empty"),
        ("Subject: ...", "empty"),
        ("Subject: Hi", "says_nothing"),
        ("Subject: Email", "says_nothing"),
        ("Subject: Thank you", "says_nothing"),
        ("Subject: Marketing assistant interview", "other_matter"),
        ("Subject: Holiday photographs from Spain", "other_matter"),
    ],
)
def test_subject(line: str, expected: str, scenario: Scenario) -> None:
    assert subject(Subject(kind="subject"), Reading(f"{line}\n\nDear Helen,", scenario, "")).outcome == expected


def finished(text: str, scenario: Scenario, task: str = "") -> str:
    draft = f"Subject: Today\n\nDear Helen,\n\n{text}\n\nBest,\nPriya"
    return complete(Complete(kind="complete"), Reading(draft, scenario, task)).outcome


@pytest.mark.parametrize(
    "text",
    [
        PROSE, "Thanks, Helen.", "- I liked the yard.\n- I would like the job.", "You asked, “Why Northgate?” Here is my answer: the yard.",
        "I moved from A to B [sic] in 2024.".replace(" [sic]", ""), "The compressor failed at ten past seven in the evening.",
        "Merci beaucoup pour votre accueil et pour cette belle visite.", "Many thanks, and all good wishes for the trial in Leeds.",
        "Why did I say that??? I knew the figure.", "- [x] I rang two firms.\n- [ ] I write to the third.",
        "My interview there is on Friday (time TBC).",
    ],
)  # fmt: skip
def test_finished_text(text: str, scenario: Scenario) -> None:
    assert finished(text, scenario) == "met"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for meeting me about the [role] job. " + PROSE, "placeholder"),
        ("The firm is [the company name] and I liked it. " + PROSE, "placeholder"),
        ("I would love to join XXX. " + PROSE, "placeholder"),
        ("Write your message here, in place of this line. " + PROSE, "placeholder"),
        ("", "empty"),
        ("print('hello')\nx = 3", "code"),
        ("robots, Leeds, trial, compressor\nIOSH certificate, budget, voice picking", "keywords"),
        ("asdf qwer zxcv hjkl dfgh", "gibberish"),
        (PROSE + " " + PROSE, "repeated"),
        ("We've missed it twice since last spring, and I can tell you why both times. I plan the labour from the morning's order file, "
         "brief the team at five to two and answer for the dispatch cut-off at half past nine.", "pasted"),
        ("Helen Marsh: Did you find us?\nPriya Nair: It tried.", "pasted"),
    ],
)  # fmt: skip
def test_unfinished_text(text: str, expected: str, scenario: Scenario) -> None:
    assert finished(text, scenario) == expected


def test_the_exercise_is_not_an_answer(scenario: Scenario) -> None:
    task = "Write to the people who interviewed you, and say what you would like to add to one of your answers."
    assert finished(f"{task} {PROSE}", scenario, task) == "pasted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I cannot see how the manager's post would suit me.", "met"),
        ("I cannot see how the welder's post would suit me.", "other"),
        ("I had a good year once, and I am grateful.", "absent"),
        ("I cannot see how Northgate would suit me.", "met"),
    ],
)
def test_a_post_is_named_by_its_trade(text: str, expected: str, scenario: Scenario) -> None:
    reading = Reading(f"Dear Daniel,\n\n{text}\n\nPriya", scenario, "")
    assert names_role(NamesRole(kind="names_role"), reading).outcome == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Please take me off the Creek's list.", "met"), ("Please take me off the hotel's list at the creek.", "absent")],
)
def test_an_employer_is_named_by_any_word_of_its_own(text: str, expected: str, scenario: Scenario) -> None:
    creek = scenario.model_copy(
        update={"employer": scenario.employer.model_copy(update={"name": "Halcyra Creek Hotel"})}
    )
    reading = Reading(f"Dear Daniel,\n\n{text}\n\nPriya", creek, "")
    assert names_role(NamesRole(kind="names_role"), reading).outcome == expected
