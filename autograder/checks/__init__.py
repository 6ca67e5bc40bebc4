"""The kinds of check that a rubric may name, each a function from its parameters and a reading to a finding.

The parameters are in `autograder.model.rubric`. Checks never import one another's functions but for `own` and `people`.
"""

from __future__ import annotations

from ..findings import Finding
from ..model import rubric
from . import compares as compares_
from . import discretion as discretion_
from . import expresses as expresses_
from . import grounded as grounded_
from . import keeps_interviews as keeps_interviews_
from . import mentions as mentions_
from . import review
from . import steps as steps_
from . import tone as tone_
from .addressee import addressee
from .compares import compares
from .complete import complete
from .decision import absent, told
from .discretion import discretion
from .elsewhere import elsewhere, of_strangers
from .expresses import expresses
from .grounded import grounded
from .keeps_interviews import keeps_interviews
from .language import language
from .length import length
from .mentions import mentions
from .names_role import names_role
from .own import own_sentences
from .reading import Reading
from .sign_off import sign_off
from .steps import steps
from .subject import subject
from .tone import tone
from .within import within

# What a message about another interview misses, whatever it says, and a list of words; and all that a model decides.
_CONTENT = (
    rubric.Expresses | rubric.Mentions | rubric.Grounded | rubric.Compares | rubric.KeepsInterviews | rubric.Steps
    | rubric.Strength | rubric.WeakAnswers | rubric.Diagnosis | rubric.BetterAnswer
)  # fmt: skip
# What can be met only with what is this interview's own. A plan for the present job may well name colleagues only: it is not told by names.
_OWN = rubric.Strength | rubric.WeakAnswers | rubric.Diagnosis | rubric.BetterAnswer | rubric.KeepsInterviews
LEARNED = rubric.Tone | rubric.Discretion | _CONTENT


def run(check: rubric.Check, reading: Reading) -> Finding:
    """Runs one check."""
    if _of_another(check, reading):
        return absent()
    match check:
        case rubric.Addressee():
            return addressee(check, reading)
        case rubric.SignOff():
            return sign_off(check, reading)
        case rubric.Within():
            return within(check, reading)
        case rubric.Length():
            return length(check, reading)
        case rubric.Language():
            return language(check, reading)
        case rubric.Tone():
            return tone(check, reading)
        case rubric.Complete():
            return complete(check, reading)
        case rubric.Subject():
            return subject(check, reading)
        case rubric.Expresses():
            return expresses(check, reading)
        case rubric.Mentions():
            return mentions(check, reading)
        case rubric.Grounded():
            return grounded(check, reading)
        case rubric.Compares():
            return compares(check, reading)
        case rubric.KeepsInterviews():
            return keeps_interviews(check, reading)
        case rubric.Steps():
            return steps(check, reading)
        case rubric.Discretion():
            return discretion(check, reading)
        case rubric.NamesRole():
            return names_role(check, reading)
        case rubric.Strength():
            return review.strength(check, reading)
        case rubric.WeakAnswers():
            return review.weak_answers(check, reading)
        case rubric.Diagnosis():
            return review.diagnosis(check, reading)
        case rubric.BetterAnswer():
            return review.better_answer(check, reading)


def _of_another(check: rubric.Check, reading: Reading) -> bool:
    """Whether a text about another interview misses what is asked, whatever it says."""
    if isinstance(check, rubric.KeepsInterviews) and not reading.scenario.other_processes:
        return False
    return (isinstance(check, _CONTENT) and elsewhere(reading)) or (isinstance(check, _OWN) and of_strangers(reading))


def learned(check: rubric.Check, reading: Reading) -> tuple[str, list[float]] | None:
    """The model that decides a check, and what it is told; None where the check is exact."""
    model = model_of(check)
    if model is None:
        return None
    if isinstance(check, _CONTENT) and (_of_another(check, reading) or not own_sentences(reading)):
        return None
    if isinstance(check, rubric.Expresses) and expresses_.exact(check.what, reading):
        return None
    if isinstance(check, rubric.Tone) and tone_.exact(reading):
        return None
    return model, told(model, _features(check, reading), reading)


def model_of(check: rubric.Check) -> str | None:
    """The name of the model that decides a check; None where it is exact."""
    match check:
        case rubric.Expresses() | rubric.Mentions() | rubric.Grounded() | rubric.Steps():
            return f"{check.kind}.{check.what}"
        case _:
            return check.kind if isinstance(check, LEARNED) else None


def _features(check: rubric.Check, reading: Reading) -> list[float]:
    match check:
        case rubric.Tone():
            return tone_.features(reading)
        case rubric.Expresses():
            return expresses_.features(check.what, reading)
        case rubric.Mentions():
            return mentions_.features(check.what, check.at_least, reading)
        case rubric.Grounded():
            return grounded_.features(check.what, reading)
        case rubric.Compares():
            return compares_.features(reading)
        case rubric.KeepsInterviews():
            return keeps_interviews_.features(reading)
        case rubric.Steps():
            return steps_.features(check.what, check.at_least, reading)
        case rubric.Discretion():
            return discretion_.features(reading)
        case rubric.Strength():
            return review.strength_features(reading)
        case rubric.WeakAnswers():
            return review.weak_features(check.at_least, reading)
        case rubric.Diagnosis():
            return review.diagnosis_features(check.at_least, reading)
        case rubric.BetterAnswer():
            return review.better_features(reading)
        case _:
            raise TypeError(f"{check.kind} is decided by no model")
