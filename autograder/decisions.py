"""Grades a learner's decisions against the key of the exercise. Pure, like the grading of drafts."""

from __future__ import annotations

import re
from itertools import combinations

from .findings import Evidence, Report, Result
from .model.decisions import KIND, LETTERS, DecisionExercise, Question
from .model.scenario import Scenario
from .text.clean import clean

LONGEST = 20_000
TITLE = 70  # how many characters of a situation name it in the checklist
_FIRST_SENTENCE = re.compile(r".{15,}?[.?!]”?(?=\s)")
_LINE = re.compile(r"^[ \t>*•-]*(?P<name>[\w-]+(?:[ \t]+[\w-]+)?)[ \t]*[:=][ \t]*(?P<given>[^\n]*)$", re.M)


def grade_decisions(text: str, scenario: Scenario, exercise: DecisionExercise) -> Report:
    """One result for each line of the key: the share of the point that the choice, or the order, earns."""
    given, unknown = _read(text[:LONGEST], exercise)
    tried = any(words for words, _ in given.values())
    results = tuple(
        _result(question, exercise, tried, *given.get(question.id, ("", None))) for question in exercise.questions
    )
    notes = tuple(f"There is nothing to decide at “{name}”." for name in unknown[:3])
    return Report(scenario.id, KIND, exercise.title, text, results, notes)


def _read(text: str, exercise: DecisionExercise) -> tuple[dict[str, tuple[str, Evidence]], list[str]]:
    """What was given for each line of the key, the later of two; and the names of lines that are none of the key's."""
    known = {question.id for question in exercise.questions}
    cleaned = clean(text)
    given: dict[str, tuple[str, Evidence]] = {}
    unknown = []
    for found in _LINE.finditer(cleaned.text):
        name = " ".join(found["name"].lower().split())
        start, end = cleaned.span(*found.span())
        if name in known:
            given[name] = (found["given"].strip(), Evidence(start, end, text[start:end]))
        else:
            unknown.append(found["name"][:40])
    return given, unknown


def _result(
    question: Question, exercise: DecisionExercise, tried: bool, given: str, evidence: Evidence | None
) -> Result:
    letters = _letters(given, question)
    if not given:
        outcome, share = "missing", 0.0
    elif not letters:
        outcome, share = "unknown", 0.0
    else:
        share = _share(letters, question)
        outcome = "met" if share == 1 else "near" if share > 0 else "differs"
    facts = {
        "given": _said(letters, question) or given[:40],
        "because": _because(letters, question),
        "choices": ", ".join(letter for letter, _ in question.item.shown),
    }
    met = outcome == "met"
    return Result(
        question.id.replace(" ", "-"),
        f"{question.id}: {_beginning(question.item.about)}",
        "met" if met else "not_yet" if tried else "not_tried",
        outcome if tried else "not_tried",
        share,
        1.0,
        exercise.feedback[outcome].format_map(facts) if tried else "Not tried yet.",
        exercise.why,
        () if met else exercise.hints,
        (evidence,) if evidence else (),
        _key(question) if tried and not met else None,
    )


def _letters(given: str, question: Question) -> str:
    """The letters that were given: one, or for an order all, each once. Empty where it is no answer."""
    found = re.findall(r"[a-z]", given.lower()) if question.item.order else re.findall(r"\b[a-z]\b", given.lower())[:1]
    there = [letter for letter, _ in question.item.shown]
    if question.item.order:
        return "".join(found) if sorted(found) == there else ""
    return found[0] if found and found[0] in there else ""


def _share(letters: str, question: Question) -> float:
    if not question.item.order:
        return question.item.choices[LETTERS.index(letters)].share(question.ask)
    pairs = list(combinations(question.item.key, 2))
    right = sum(letters.index(first) < letters.index(second) for first, second in pairs)
    return round(max(0.0, 2 * right / len(pairs) - 1), 2)  # Kendall's tau, where it is above 0


def _beginning(about: str) -> str:
    """The first sentence of a situation, or as many of its words as fit."""
    sentence = _FIRST_SENTENCE.match(about)
    first = sentence.group() if sentence else about
    return first if len(first) <= TITLE else first[:TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _said(letters: str, question: Question) -> str:
    texts = dict(question.item.shown)
    return texts[letters] if len(letters) == 1 else " ".join(letters)


def _because(letters: str, question: Question) -> str:
    if question.item.order or not letters:
        return question.item.because or ""
    return question.item.choices[LETTERS.index(letters)].because


def _key(question: Question) -> str:
    if question.item.order:
        return f"{question.best}. {question.item.because}"
    choice = question.item.choices[LETTERS.index(question.best)]
    return f"{question.best}: {choice.text} {choice.because}"


__all__ = ["KIND", "grade_decisions"]
