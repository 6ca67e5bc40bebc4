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
_FRONT = r"^[ \t>*•–—-]*(?:\d{1,2}[.)][ \t]+)?[*_]*"
# Behind a colon and its like anything is an answer. A full stop, a hyphen or a blank may belong to prose: letters alone follow it.
_MARKED = r"(?P<mark>[ \t]*(?:[:=→]|[-=]>|(?<=[ \t])[–—-](?=[ \t])))"
_LINE = rf"{_FRONT}(?P<name>%s)[*_]*(?:{_MARKED}|[ \t]*[.)–—-]+[ \t]*|[ \t]+)(?P<given>[^\n]*)$"
_STRANGE = re.compile(
    rf"{_FRONT}(?P<name>\w[\w-]*(?:[ \t]+\w[\w-]*)?)[*_]*(?:[ \t]*[:=][^\n]*|[ \t]*[.)–—-]*[ \t]+[a-h][.)]?[ \t]*)$",
    re.M | re.I,
)
_ONE = re.compile(r"\(?[a-z](?:[.,;:)*](?:\s.*)?|\s+because\b.*)?", re.I)
_SEVERAL = re.compile(r"\(?[a-z](?:[ \t]*[ \t,;>][ \t]*[a-z])+[.)]?", re.I)


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
    known = {_folded(question.id): question for question in exercise.questions}
    names = sorted((r"[ \t_-]+".join(map(re.escape, name.split())) for name in known), key=len, reverse=True)
    line = re.compile(_LINE % "|".join(names), re.M | re.I)
    cleaned = clean(text)
    given: dict[str, tuple[str, Evidence]] = {}
    unknown = []
    for row in re.finditer(r"^[^\n]+$", cleaned.text, re.M):
        found = line.match(row.group())
        if found and (question := known[_folded(found["name"])]):
            words = found["given"].strip()
            before, _ = given.get(question.id, ("", None))
            if (found["mark"] or _is_answer(words, question)) and (words or not before):
                start, end = cleaned.span(*row.span())
                given[question.id] = (words, Evidence(start, end, text[start:end]))
        elif strange := _STRANGE.match(row.group()):
            unknown.append(strange["name"][:40])
    return given, unknown


def _folded(name: str) -> str:
    """A name however its words are joined: 'late best', 'Late-best'."""
    return " ".join(re.split(r"[\s_-]+", name.lower()))


def _is_answer(words: str, question: Question) -> bool:
    """Whether these are letters and no more, or a letter and its reason."""
    if question.item.order:
        return bool(_SEVERAL.fullmatch(words) or _letters(words, question))
    return bool(_ONE.fullmatch(words))


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
