"""Sentences with what they say: those of the bank, and those of the labelled drafts. Trains nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from autograder.checks.reading import Reading
from autograder.checks.taken_up import VERDICTS
from autograder.evaluate import Row, read_corpus
from autograder.model.load import load_scenario
from autograder.model.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
BANK, CORPORA, SCENARIOS = ROOT / "training" / "bank", ROOT / "tests" / "corpus", ROOT / "course" / "scenarios"
TEST_SET = ("depot-operations-manager", "financial-controller")  # never trained on, never tuned on
FRESH = ("museum-educator-glasgow", "solar-site-manager-phoenix")  # written later, and not trained on either

TONES = ("arrogant", "aggressive", "pleading", "entitled", "familiar", "self_deprecating", "sarcastic", "disparaging")

NEAR = "near_"  # before the name of a class: comes near it and does not say it (denied, hedged, conditional, about another)

# What a passage says that makes a draft meet a criterion, and what one says that makes it miss it.
MEETS = {
    "thanks": "thanks", "interest": "interest", "recalls_topic": "recalls", "adds_missing": "adds", "stance": "stance",
    "reasons": "reasons", "comparison": "comparison", "reflection": "reflection", "next_step": "next_step",
    "strength": "strength", "weak_answers": "weak_answer", "diagnosis": "diagnosed", "better_answer": "better_answer",
    "action_plan": "practice", "keeps_interviews": "keeps_interview", "new_steps": "search_step",
    "until_signed": "until_signed", "perspective": "perspective", "deliverables": "deliverable", "dated": "job_step",
    "standards": "standards", "discretion": "discreet", "withdraws": "withdraws", "names_role": "names_role",
    "reason": "reason", "relay": "relay", "door_open": "door_open", "accepts": "accepts",
    "asks_feedback": "feedback", "forward": "forward",
}  # fmt: skip
MISSES = {
    "keeps_interviews": "cancels_interview", "until_signed": "until_earlier", "perspective": "all_on_one",
    "discretion": "indiscreet", "accepts": "argues", "tone": "bad_tone",
}  # fmt: skip


# What a draft says or leaves out: without the sentences that say it, it misses the criterion.
SAID = frozenset(
    ("stance", "interest", "withdraws", "asks_feedback", "door_open", "thanks", "forward", "relay", "reason", "next_step",
     "until_signed", "comparison", "reflection")
)  # fmt: skip

# What a sentence of a review says of an answer; 'bad' goes with every fault.
REMARKS = frozenset((*VERDICTS, "good", "bad", "better", "plan", "-"))


@dataclass(frozen=True)
class Said:
    """The answers (by turn) that a sentence of a review is about, read with its neighbours, and what it says of them."""

    turns: frozenset[str]
    says: frozenset[str]


@dataclass(frozen=True)
class Example:
    """A sentence with what it says, and of which classes that is known."""

    text: str
    says: frozenset[str]
    known: frozenset[str]
    weight: float = 1.0


def bank() -> list[Example]:
    """The sentences of every `.tsv` file; a sentence is known for all the classes of its file."""
    return [example for path in sorted(BANK.glob("*.tsv")) for example in _bank_file(path)]


def _bank_file(path: Path) -> Iterator[Example]:
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    classes = frozenset(head.removeprefix("# classes:").split())
    hard = {label[1:] for line in lines for label in line.partition("\t")[0].split() if label.startswith("!")} - set(
        TONES
    )
    for number, line in enumerate(lines, 2):
        labels, tab, text = line.partition("\t")
        says = frozenset(label for label in labels.split() if label != "-" and not label.startswith("!"))
        strange = {label.lstrip("!") for label in labels.split() if label != "-"} - classes
        if not tab or not text.strip() or strange:
            raise SystemExit(f"{path.name}:{number}: expected labels, a tab and a sentence; classes are {classes}")
        near = {NEAR + label[1:] for label in labels.split() if label[1:] in hard and label.startswith("!")}
        yield Example(text.strip(), *_with_bad_tone(says | near, classes | {NEAR + label for label in hard}))


def _with_bad_tone(says: frozenset[str], known: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Any of the bad tones is a bad tone."""
    if not known & set(TONES):
        return says, known
    return says | ({"bad_tone"} if says & set(TONES) else set()), known | {"bad_tone"}


@lru_cache
def scenario(name: str) -> Scenario:
    return load_scenario(SCENARIOS / f"{name}.yaml")


@lru_cache
def corpora() -> dict[str, list[Row]]:
    """The labelled drafts by scenario, without those that nothing is trained on."""
    held_out = {*TEST_SET, *FRESH}
    return {path.stem: read_corpus(path) for path in sorted(CORPORA.glob("*.jsonl")) if path.stem not in held_out}


def labelled_sentences(row: Row, reading: Reading) -> list[tuple[int, frozenset[str], frozenset[tuple[str, str]]]]:
    """The whole sentences of a labelled draft: (row in `reading.units`, what it says, (criterion, what of the scenario)).

    A sentence says what the quotations that overlap with it were given for.
    """
    verdicts = {answer.turn: answer.verdict for answer in reading.scenario.answers}
    quotes = []
    for criterion, quotations in row.evidence.items():
        for quotation in quotations:
            at = row.text.find(quotation.quote)
            quotes.append(
                (criterion, at, at + len(quotation.quote), tuple((quotation.of or "").replace(",", " ").split()))
            )
    found = []
    for n in reading.sentence_rows:
        start, end, _ = reading.draft.given(reading.units[n].span)
        says: set[str] = set()
        of: set[tuple[str, str]] = set()
        for criterion, a, b, names in quotes:
            if min(b, end) - max(a, start) < min(4, end - start):
                continue
            if row.labels[criterion]:
                says |= {MEETS[criterion]} if criterion in MEETS else set()
                of |= {(criterion, name) for name in names}
                if criterion == "diagnosis":
                    says |= {VERDICTS[verdicts[name]] for name in names if verdicts.get(name) in VERDICTS}
            elif criterion in MISSES:
                says.add(MISSES[criterion])
        found.append((n, frozenset(says), frozenset(of)))
    return found


@lru_cache
def reviews() -> dict[str, dict[str, Said]]:
    """What each sentence of the labelled reviews is about, by draft, then by sentence (white space closed up)."""
    found: dict[str, dict[str, Said]] = {}
    for number, line in enumerate((BANK / "reviews.txt").read_text(encoding="utf-8").splitlines()[1:], 2):
        fields = line.split("\t")
        if len(fields) != 4 or set(fields[2].split()) - REMARKS:
            raise SystemExit(
                f"reviews.txt:{number}: expected draft, turns, what is said and the sentence, with tabs between"
            )
        draft, turns, says, sentence = fields
        found.setdefault(draft, {})[sentence] = Said(_set(turns), _set(says))
    return found


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split()) - {"-"}


def said_of(draft: str, sentence: str) -> Said | None:
    """What a sentence of a labelled review is about; None where nobody noted it."""
    return reviews().get(draft, {}).get(" ".join(sentence.split()))


def _as_remarked(says: frozenset[str], known: frozenset[str], remark: Said) -> tuple[frozenset[str], frozenset[str]]:
    """What a sentence of a review says, and of which classes that is known, by its own labels.

    The quotations of a criterion that a draft misses are not noted; these labels are, whatever the draft as a whole does.
    """
    faults = {VERDICTS[name] for name in remark.says & set(VERDICTS)}
    more = faults | ({"diagnosed", "weak_answer"} if faults else set())
    more |= {name for name, remarked in (("strength", "good"), ("better_answer", "better")) if remarked in remark.says}
    if "bad" in remark.says and not faults:  # it may be clear from its neighbours only
        known -= {"weak_answer"} - says
    return says | more, known | more


def draft_sentences(scenarios: Iterable[str]) -> list[Example]:
    """The sentences of the drafts of some scenarios. Of a draft that is not the candidate's own text nothing is learnt."""
    found = []
    for name in scenarios:
        for row in corpora()[name]:
            if not row.labels["complete"]:
                continue
            reading = Reading(row.text, scenario(name), "")
            known = {MEETS[c] for c in row.labels if c in MEETS} | {MISSES[c] for c in row.labels if c in MISSES}
            if row.kind == "performance_review":
                known |= set(VERDICTS.values())
            if row.labels.get("tone"):
                known |= set(TONES)
            for n, says, _ in labelled_sentences(row, reading):
                text = reading.units[n].text
                sure = frozenset(known if row.labels.get("tone", True) or "bad_tone" in says else known - {"bad_tone"})
                if remark := said_of(row.id, text):
                    says, sure = _as_remarked(says, sure, remark)
                found.append(Example(text, says, sure | says))
    return found


def silenced(row: Row, criterion: str) -> str:
    """A draft without the sentences for which it meets a criterion; empty where that does not tell that it misses it."""
    if (
        criterion not in SAID
        or not row.labels[criterion]
        or not row.labels["complete"]
        or not row.evidence.get(criterion)
    ):
        return ""
    text = row.text
    for passage in row.evidence[criterion]:
        text = text.replace(passage.quote, "")
    return text


def classes(examples: Iterable[Example]) -> list[str]:
    return sorted({label for example in examples for label in example.known})


__all__ = ["Example", "bank", "classes", "corpora", "draft_sentences", "labelled_sentences", "scenario", "silenced"]
