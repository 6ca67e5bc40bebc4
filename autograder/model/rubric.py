"""A rubric: what one kind of draft is graded on, with the points and the words of the feedback.

The parameters of each kind of check are here, because a rubric names them; the functions are in `autograder.checks`, a
module each.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from .base import Content, Name, Slug, Text
from .sense import Sense, Senseless, repeated

Kind = Literal[
    "follow_up_email",
    "agency_feedback",
    "performance_review",
    "search_plan",
    "commitment_plan",
    "withdrawal",
    "rejection_reply",
]


class CheckParameters(Content):
    """What a criterion says of its check. `outcomes` are the ways in which the check can end, besides `met`."""

    outcomes: ClassVar[tuple[str, ...]]


class Addressee(CheckParameters):
    """The greeting names a right recipient, spelled right."""

    outcomes: ClassVar = ("missing", "impersonal", "misspelled", "wrong_name")
    kind: Literal["addressee"]
    to: Literal["panel", "consultant", "consultant_or_panel"]


class SignOff(CheckParameters):
    """The draft closes with the candidate's own name, under a usual closing or alone."""

    outcomes: ClassVar = ("missing", "no_name", "wrong_name")
    kind: Literal["sign_off"]


class Within(CheckParameters):
    """The `Sent` header lies after an event and within a number of hours of it."""

    outcomes: ClassVar = ("missing", "not_a_date", "too_early", "too_late")
    kind: Literal["within"]
    after: Literal["interview", "decision", "outcome"]
    hours: Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Length(CheckParameters):
    """The body, without headers, has at least `words[0]` and at most `words[1]` words."""

    outcomes: ClassVar = ("too_short", "too_long")
    kind: Literal["length"]
    words: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]

    @model_validator(mode="after")
    def _ordered(self) -> Length:
        if self.words[0] >= self.words[1]:
            raise Senseless([(("words",), "expected the lower limit first, such as [50, 200]")])
        return self


class Language(CheckParameters):
    """No error of spelling, grammar, punctuation or capitals is found. Each one costs `1 / allowance` of the points."""

    outcomes: ClassVar = ("errors", "not_english")
    kind: Literal["language"]
    allowance: Annotated[int, Field(ge=1)] = 4


class Tone(CheckParameters):
    """A professional reader would be comfortable."""

    outcomes: ClassVar = (
        "arrogant", "aggressive", "pleading", "entitled", "familiar", "self_deprecating", "sarcastic", "disparaging",
        
    )  # fmt: skip
    kind: Literal["tone"]


class Complete(CheckParameters):
    """Finished text of the candidate's own."""

    outcomes: ClassVar = ("placeholder", "pasted", "keywords", "gibberish", "repeated", "code", "empty")
    kind: Literal["complete"]


class Subject(CheckParameters):
    """The subject line says what the message is about, for this role or meeting."""

    outcomes: ClassVar = ("missing", "empty", "says_nothing", "other_matter")
    kind: Literal["subject"]


class Expresses(CheckParameters):
    """The draft says a thing that people say in such messages and plans, in any words."""

    outcomes: ClassVar = ("absent", "negated")
    kind: Literal["expresses"]
    what: Literal[
        "thanks", "interest", "stance", "next_step", "until_signed", "perspective", "standards", "withdraws", "reason",
        "relay", "door_open", "accepts", "asks_feedback", "forward",
    ]  # fmt: skip


class Mentions(CheckParameters):
    """The draft refers to at least `at_least` of the scenario's topics, gaps or deliverables, in any words, with the right facts."""

    outcomes: ClassVar = ("absent", "promised", "contradicted", "listed")
    kind: Literal["mentions"]
    what: Literal["topics", "gaps", "deliverables"]
    at_least: Annotated[int, Field(ge=1)] = 1


class Grounded(CheckParameters):
    """The draft gives a reason, or a point of the candidate's own performance, that belongs to this interview and to no other."""

    outcomes: ClassVar = ("absent", "general")
    kind: Literal["grounded"]
    what: Literal["reasons", "reflection"]


class Compares(CheckParameters):
    """The draft says which other processes are under way and how this role compares with them, or that there are none."""

    outcomes: ClassVar = ("absent", "no_comparison", "no_others")
    kind: Literal["compares"]


class KeepsInterviews(CheckParameters):
    """The plan keeps every other interview that the scenario has in the diary."""

    outcomes: ClassVar = ("absent", "some", "cancelled")
    kind: Literal["keeps_interviews"]


class Steps(CheckParameters):
    """The plan has at least `at_least` concrete steps, each with a date, a time limit or a rhythm."""

    outcomes: ClassVar = ("absent", "undated", "too_few")
    kind: Literal["steps"]
    what: Literal["search", "practice", "current_job"]
    at_least: Annotated[int, Field(ge=1)] = 2


class Discretion(CheckParameters):
    """Nothing in the plan brings the search into the workplace, or lets the current job slide."""

    outcomes: ClassVar = ("indiscreet",)
    kind: Literal["discretion"]


class NamesRole(CheckParameters):
    """The message says which role or employer it is about."""

    outcomes: ClassVar = ("absent", "other")
    kind: Literal["names_role"]


class Strength(CheckParameters):
    """The review names an answer that went well, and the key does not call it weak."""

    outcomes: ClassVar = ("absent", "general", "weak_in_key")
    kind: Literal["strength"]


class WeakAnswers(CheckParameters):
    """The review takes up at least `at_least` of the answers that the key calls weak, or all where there are fewer."""

    outcomes: ClassVar = ("absent", "too_few")
    kind: Literal["weak_answers"]
    at_least: Annotated[int, Field(ge=1)] = 2


class Diagnosis(CheckParameters):
    """The review says of at least `at_least` weak answers what was wrong, and the key agrees."""

    outcomes: ClassVar = ("absent", "too_few", "differs")
    kind: Literal["diagnosis"]
    at_least: Annotated[int, Field(ge=1)] = 2


class BetterAnswer(CheckParameters):
    """The review gives a better answer to one of the weak ones, with a fact, a figure or an example in it."""

    outcomes: ClassVar = ("absent", "no_fact")
    kind: Literal["better_answer"]


Check = Annotated[
    Addressee | SignOff | Within | Length | Language | Tone | Complete | Subject | Expresses | Mentions | Grounded | Compares
    | KeepsInterviews | Steps | Discretion | NamesRole | Strength | WeakAnswers | Diagnosis | BetterAnswer,
    Field(discriminator="kind"),
]  # fmt: skip


class Example(Content):
    """How somebody did it in another scenario: shown on request, after the hints."""

    scenario: Slug
    text: Text


class Criterion(Content):
    """One row of a rubric. `feedback` has a sentence for `met` and for each outcome of its check.

    The first of the two `hints` asks a question, the second says where to look and what to do. Of the `examples` a learner is
    shown the first that is from another scenario than their own.
    """

    id: Name
    title: Text
    points: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1
    check: Check
    why: Text
    hints: tuple[Text, Text]
    examples: tuple[Example, ...] = ()
    feedback: dict[Name, Text]

    @model_validator(mode="after")
    def _every_outcome_has_words(self) -> Criterion:
        wanted = {"met", *self.check.outcomes}
        faults: list[Sense] = [
            (("feedback", stray), f"a '{self.check.kind}' check never ends so; it ends as {', '.join(sorted(wanted))}")
            for stray in sorted(self.feedback.keys() - wanted)
        ]
        if missing := sorted(wanted - self.feedback.keys()):
            faults.insert(0, (("feedback",), f"expected a sentence for {', '.join(missing)} as well"))
        if faults:
            raise Senseless(faults)
        return self


class Rubric(Content):
    """What one kind of draft is graded on. `starter` is what the learner finds in the answer cell."""

    kind: Kind
    title: Text
    task: Text
    starter: Text
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Rubric:
        if faults := list(repeated([criterion.id for criterion in self.criteria], ("criteria",), "id")):
            raise Senseless(faults)
        return self

    @property
    def max_score(self) -> float:
        return sum(criterion.points for criterion in self.criteria)

    @property
    def letter(self) -> bool:
        """Whether the draft goes to somebody: a criterion looks at its greeting or at its sign-off."""
        return any(isinstance(criterion.check, Addressee | SignOff) for criterion in self.criteria)
