"""The kinds of check that a rubric may name, each a function from its parameters and a reading to a finding.

The parameters are in `autograder.model.rubric`. Checks never import one another's functions but for `own` and `people`.
"""

from __future__ import annotations

from ..findings import Finding
from ..model import rubric
from .addressee import addressee
from .complete import complete
from .expresses import expresses
from .language import language
from .length import length
from .mentions import mentions
from .reading import Reading
from .sign_off import sign_off
from .subject import subject
from .tone import tone
from .within import within


def run(check: rubric.Check, reading: Reading) -> Finding:
    """Runs one check."""
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
