"""Grades a learner's verdicts on the answers of a transcript against the scenario's key. Pure, like the grading of drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import get_args

from .findings import Evidence, Report, Result
from .model.scenario import Answer, Scenario, Verdict
from .model.verdicts import KIND, VerdictExercise
from .text.clean import clean

NEAR = 0.5  # of a point: weak in the key too, but for another reason
LONGEST = 20_000
TITLE = 45  # how many characters of an answer name it in the checklist
_WORDS: tuple[str, ...] = get_args(Verdict)
_LINE = re.compile(
    r"^[ \t>*•–—-]*(?:\d{1,2}[.)][ \t]+(?=[*_]*t))?[*_]*(?P<turn>(?:t[ \t]?)?\d{1,3})\b[*_]*[ \t]*(?:[:=.)→–—>-]+[ \t]*)?"
    r"(?P<verdict>[^\n]*)$",
    re.I | re.M,
)


def grade_verdicts(text: str, scenario: Scenario, exercise: VerdictExercise) -> Report:
    """One result for each answer of the key: a point where the verdict agrees, half a point where it is near."""
    given: dict[str, tuple[str, Evidence]] = {}
    for turn, word, evidence in _read(text[:LONGEST]):
        if word or turn not in given:  # an empty line takes nothing back
            given[turn] = (word, evidence)
    if not any(word for word, _ in given.values()):
        results = tuple(_result(a, scenario, exercise, "not_tried", "") for a in scenario.answers)
    else:
        results = tuple(_judged(a, scenario, exercise, given) for a in scenario.answers)
    known = {answer.turn for answer in scenario.answers}
    notes = [
        f"There is nothing to judge at {turn}; the answers are {', '.join(sorted(known))}."
        for turn in given
        if turn not in known
    ]
    return Report(scenario.id, KIND, exercise.title, text, results, tuple(notes[:3]))


def _read(text: str) -> Iterator[tuple[str, str, Evidence]]:
    """The lines that give a verdict: turn, verdict and passage. Of two for one turn the later one counts."""
    cleaned = clean(text)
    for found in _LINE.finditer(cleaned.text):
        number = int(found["turn"].lower().lstrip("t ").strip())
        start, end = cleaned.span(*found.span())
        yield f"t{number:02d}", found["verdict"].strip(), Evidence(start, end, text[start:end])


def _judged(
    answer: Answer, scenario: Scenario, exercise: VerdictExercise, given: dict[str, tuple[str, Evidence]]
) -> Result:
    word, evidence = given.get(answer.turn, ("", None))
    if not word:
        return _result(answer, scenario, exercise, "missing", "")
    verdict = _meant(word)
    if verdict is None:
        outcome = "unknown"
    elif verdict == answer.verdict:
        outcome = "met"
    else:
        outcome = "near" if "strong" not in (verdict, answer.verdict) else "differs"
    return _result(answer, scenario, exercise, outcome, word, evidence)


def _meant(word: str) -> str | None:
    """The verdict that was meant, with or without a slip: 'off guard', 'Off-guard', 'unasertive'."""
    folded = re.sub(r"[\s-]+", "_", word.lower().strip(" .!*_"))
    folded = folded.removeprefix("caught_")
    close = get_close_matches(folded, _WORDS, n=1, cutoff=0.8)
    return close[0] if close else None


def _result(
    answer: Answer,
    scenario: Scenario,
    exercise: VerdictExercise,
    outcome: str,
    word: str,
    evidence: Evidence | None = None,
) -> Result:
    score = {"met": 1.0, "near": NEAR}.get(outcome, 0.0)
    tried = outcome != "not_tried"
    facts = {
        "given": (_meant(word) or word[:40]).replace("_", " "),
        "turn": answer.turn,
        "verdict": answer.verdict.replace("_", " "),
        "because": answer.why,
        "meaning": exercise.meanings.get(_meant(word) or "", ""),
        "verdicts": ", ".join(w.replace("_", " ") for w in _WORDS),
    }
    message = exercise.feedback[outcome].format_map(facts) if tried else "Not tried yet."
    met = outcome == "met"
    return Result(
        answer.turn,
        f"{answer.turn}: {_said(answer, scenario)}",
        "met" if met else "not_yet" if tried else "not_tried",
        outcome,
        score,
        1.0,
        message,
        exercise.why.format_map(facts),
        () if met else tuple(hint.format_map(facts) for hint in exercise.hints),
        (evidence,) if evidence else (),
        f"{exercise.meanings[answer.verdict]} {answer.why}" if tried and not met else None,
    )


def _said(answer: Answer, scenario: Scenario) -> str:
    """How the answer begins."""
    text = next(turn.text for turn in scenario.turns if turn.id == answer.turn)
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
