"""What a draft says, in any words: thanks, interest, topics, gaps and tone; and what only looks like it."""

import pytest

from autograder.checks import run
from autograder.checks.expresses import expresses
from autograder.checks.mentions import mentions
from autograder.checks.reading import Reading
from autograder.checks.tone import tone
from autograder.findings import Finding
from autograder.model.rubric import Expresses, Mentions, Tone
from autograder.model.scenario import Scenario


def reading(text: str, scenario: Scenario, greeting: str = "Dear Helen,") -> Reading:
    return Reading(f"{greeting}\n\n{text}\n\nBest,\nPriya", scenario, "")


@pytest.mark.parametrize("greeting", ["Dear all,", "Hi everyone,", "Dear both,", "Good morning,", "Dear Sir or Madam,"])
def test_a_greeting_without_a_name_makes_no_letter_to_strangers(greeting: str, scenario: Scenario) -> None:
    letter = reading("Thank you for the nice talk.", scenario, greeting)
    assert run(Expresses(kind="expresses", what="thanks"), letter).outcome == "met"


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your time this morning.",
        "I appreciated you making time for me.",
        "I am grateful to you both for the open conversation.",
        "Many thanks for showing me the depot.",
        "I can't thank you enough for the tour.",
        "I didn't mention my certificate, but thank you for seeing me today.",
    ],
)
def test_thanks(text: str, scenario: Scenario) -> None:
    found = expresses(Expresses(kind="expresses", what="thanks"), reading(text, scenario))
    assert found.outcome == "met"
    assert found.facts["quote"] in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I cannot say that I am grateful.", "negated"),
        ("Had you been on time, I would have thanked you.", "negated"),
        ("Thanks in advance for the offer.", "negated"),
        ("Daniel deserves my thanks for arranging everything.", "negated"),
        ("The lorries wait for more than an hour.", "absent"),
    ],
)
def test_no_thanks(text: str, expected: str, scenario: Scenario) -> None:
    outcome = expresses(Expresses(kind="expresses", what="thanks"), reading(text, scenario)).outcome
    assert outcome == expected or outcome == "absent"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I would very much like this job.", "met"),
        ("I remain very interested in the role.", "met"),
        ("After today I want it more than before, and I would be glad to join you.", "met"),
        ("I have not yet decided whether I want the post.", "negated"),
        ("I am no longer interested in the role.", "negated"),
        ("We missed the cut-off twice last year.", "absent"),
    ],
)
def test_interest(text: str, expected: str, scenario: Scenario) -> None:
    outcome = expresses(Expresses(kind="expresses", what="interest"), reading(text, scenario)).outcome
    assert outcome == expected or (expected == "negated" and outcome == "absent")


@pytest.mark.parametrize(
    "text",
    [
        "The robots that you are trying out in Leeds would interest my pickers.",
        "I have been thinking about the lorries that stand on your site for 74 minutes.",
        "The hall for medicines, with its temperature logged day and night, sounds like work that I know.",
        "The buddy for every new starter on nights is a good idea.",
        "You began on a forklift at nineteen, and I on a reach truck.",
    ],
)
def test_a_topic_is_recalled(text: str, scenario: Scenario) -> None:
    found = mentions(Mentions(kind="mentions", what="topics"), reading(text, scenario))
    assert found.outcome == "met"
    assert found.facts["label"] in [topic.label for topic in scenario.topics]


@pytest.mark.parametrize(
    "text",
    [
        "I enjoyed our interesting discussion about your company culture.",
        "Your new ferry service to Ireland sounds exciting.",
        "I hold the IOSH Managing Safely certificate.",
    ],
)
def test_no_topic_is_recalled(text: str, scenario: Scenario) -> None:
    assert not mentions(Mentions(kind="mentions", what="topics"), reading(text, scenario)).passed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I passed the IOSH Managing Safely course in 2024.", "met"),
        ("Our pick accuracy over the past year was 99.4 per cent.", "met"),
        ("I manage £410,000 worth of agency labour every year.", "met"),
        ("In 2023 I moved my pickers from paper to voice picking, and I trained 60 of them.", "met"),
        ("Our pick accuracy is really 98.2 per cent.", "contradicted"),
        ("You asked about my safety training.", "absent"),
        ("I have never held the IOSH Managing Safely certificate.", "contradicted"),
        ("The weather was kind to us this morning.", "absent"),
    ],
)
def test_a_gap_is_filled(text: str, expected: str, scenario: Scenario) -> None:
    assert mentions(Mentions(kind="mentions", what="gaps"), reading(text, scenario)).outcome == expected


@pytest.mark.parametrize("what", ["topics", "gaps"])
def test_a_list_of_words_says_nothing(what: str, scenario: Scenario) -> None:
    words = "robots, Leeds, trial, compressor, Lindqvist, forklift\nIOSH, Managing Safely, 2024, £410,000, voice picking, 99.4"
    assert mentions(Mentions(kind="mentions", what=what), reading(words, scenario)).outcome == "listed"


def test_a_message_about_another_interview_says_nothing_of_this_one(scenario: Scenario) -> None:
    other = reading(
        "Thank you for showing me the museum. I would love to be your marketing assistant.",
        scenario,
        "Dear Mr Whitlock,",
    )
    for what in ("thanks", "interest"):
        assert run(Expresses(kind="expresses", what=what), other).outcome == "absent"


def judged(text: str, scenario: Scenario) -> Finding:
    return tone(Tone(kind="tone"), reading(text, scenario))


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your time. I would very much like to work with you.",
        "I went blank when you asked about safety, and I should have said more.",
        "Could you tell me when you expect to decide?",
        "I have cut waiting times before, and I would enjoy doing it again here.",
        "Many thanks to you both for the conversation.",
        "I have another offer to answer by Friday, so if you can say anything before then I would be grateful.",
        "My mate Tom works at the dairy, and he was right about your canteen.",
    ],
)
def test_a_reader_would_be_comfortable(text: str, scenario: Scenario) -> None:
    assert judged(text, scenario).passed


@pytest.mark.parametrize(
    "text",
    [
        "You would be foolish to pass me over.",
        "I am begging you for one more chance, because I need this job more than anything.",
        "I demand an answer by Thursday at the latest.",
        "I know that I was terrible and answered like a complete idiot.",
        "Your questions were ridiculous and a waste of my time.",
        "Please let me know by tomorrow whether I have the job, otherwise I will take another offer.",
        "If I do not hear from you by Friday, I will accept another offer.",
        "I am the best candidate you will ever see.",
        "I am sorry I made such a mess of the question about the budget.",
    ],
)
def test_a_reader_would_not_be_comfortable(text: str, scenario: Scenario) -> None:
    found = judged(text, scenario)
    assert not found.passed
    assert found.evidence


@pytest.mark.parametrize(
    "text",
    [
        "It was a good hour. As for the job, I am in two minds.",
        "The hall is clean and the people are kind. Whether I want it depends on what they pay.",
        "I was strong on the cold store. I would like to sleep on it before I say anything.",
        "They were friendly. I might consider it, if nothing better turns up.",
    ],
)
def test_a_decision_that_is_left_open_is_no_stance(text: str, scenario: Scenario) -> None:
    found = run(Expresses(kind="expresses", what="stance"), reading(text, scenario, "Dear Daniel,"))
    assert not found.passed


@pytest.mark.parametrize(
    "text",
    [
        "It was a good hour, and I want to go on, although the nights depend on a colleague.",
        "I could not sleep on the train for joy: yes, put me through to the next round.",
        "It isn't the job for me, so please don't put me forward.",
    ],
)
def test_open_words_beside_a_plain_stance_do_not_spoil_it(text: str, scenario: Scenario) -> None:
    assert run(Expresses(kind="expresses", what="stance"), reading(text, scenario, "Dear Daniel,")).passed


def test_plain_bad_words_need_no_model(scenario: Scenario) -> None:
    found = judged("Thank you for the talk. I demand an answer.", scenario)
    assert (found.outcome, found.confidence) == ("entitled", 0.97)
