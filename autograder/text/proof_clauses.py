"""Slips in how a clause is built: an article that is missing, a verb that does not agree, a tense at odds with its time.

Reads the parts of speech of a row of tokens; says nothing where one of them could be read in two ways. Knows no messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip

_FINITE = ("BE", "HV", "DO", "MD", "VB", "VBX", "VBZ", "VBD", "VBN", "PC")
_MODIFIES = ("JJ", "VBG", "VBN", "CD", "NN", "NP", "PS", "UN")


def clauses(row: Row) -> Iterator[Slip]:
    """All slips of this kind."""
    for sentence in _sentences(row):
        yield from _articles(row, sentence)
        yield from _agreement(row, sentence)
        yield from _tenses(row, sentence)


def _sentences(row: Row) -> Iterator[list[Token]]:
    """The tokens of each sentence with all its marks, the first of them the mark of its beginning."""
    found: list[Token] = []
    for token in row.tokens:
        if token.tag == "S" or token.word == "<p>":
            if len(found) > 1:
                yield found
            found = [token] if token.tag == "S" else []
        elif token.word != "<n>":
            found.append(token)
    if len(found) > 1:
        yield found


def _slip(row: Row, first: Token, last: Token, message: str) -> Slip:
    quote = " ".join(row.text[first.start : last.end].split())
    return Slip(first.start, last.end, "grammar", message.replace("{quote}", quote))


# ------------------------------------------------------------------------------------------------ articles


def _articles(row: Row, sentence: Sequence[Token]) -> Iterator[Slip]:
    """A countable noun in the singular with nothing before it: I said wrong number. Only where a person says it, not in notes."""
    lists = words().lists
    if not any(token.tag in ("PC", "PR") for token in sentence):
        return
    for n, noun in enumerate(sentence):
        if (
            n < 2
            or noun.word not in lists["countable"] | lists["professions"]
            or noun.case != "l"
            or not _ends_here(sentence, n)
        ):
            continue
        at = n - 1
        while (
            at > 0
            and (sentence[at].tag == "JJ" or (sentence[at].word in ("very", "really", "quite") and at < n - 1))
            and sentence[at].case == "l"
            and sentence[at].word not in lists["determiners"]
        ):
            at -= 1
        before = sentence[at]
        if not _wants_article(sentence, at, n) or (before.case == "C" and sentence[at - 1].tag != "S"):
            continue
        first = sentence[at + 1]
        message = "“{quote}” lacks “a”, “an” or “the”."
        yield _slip(row, first, noun, message)


def _ends_here(sentence: Sequence[Token], n: int) -> bool:
    """Whether a noun is the last of its group: not 'team leader', 'question 3', 'step by step', 'pen and paper', 'desk-bound'."""
    if n + 1 == len(sentence):
        return True
    after = sentence[n + 1]
    if _noun_again(sentence, n):
        return False
    if after.word == sentence[n].word or (
        after.start == sentence[n].end and after.word in ("-", "<slash>", "<amp>", "&", "'")
    ):
        return False
    if after.tag in ("NN", "NNS", "NP", "CD", "UN", "JJ", "VBG", "XX", "PS", "NUM") or after.word in (
        "and",
        "or",
        "after",
        "by",
        "number",
        ":",
        "<slash>",
        '"',
    ):
        return False
    # at desk after desk, from role to role; 'from start to finish'
    return not (after.word in ("to", "upon", "for") and n + 2 < len(sentence) and sentence[n + 2].tag == "NN")


def _noun_again(sentence: Sequence[Token], n: int) -> bool:
    """Whether a noun stands twice with one word between: it differs from country to country."""
    beside = [sentence[at].word for at in (n - 2, n + 2) if 0 <= at < len(sentence)]
    return sentence[n].word in beside


def _wants_article(sentence: Sequence[Token], at: int, n: int) -> bool:
    """Whether what stands before a noun and its adjectives brings no determiner, and is followed by a noun with one."""
    lists, before, adjectives = words().lists, sentence[at], n - at - 1
    behind = sentence[at - 1] if at else before
    noun = sentence[n].word
    if any(token.word in ("-", '"', "'") for token in sentence[max(0, at - 1) : n + 2]):
        return False
    if any(token.word == "<open>" for token in sentence[max(0, at - 8) : n]):
        return False  # [name of company]
    if (noun == "meeting" and not adjectives) or (noun == "door" and "next" in (before.word, sentence[n - 1].word)):
        return False
    if noun == "company" and adjectives and sentence[n - 1].word == "good":
        return False  # in good company
    if behind.word in ("application", "interview") and before.word == "for":
        return False  # my application for receptionist
    if noun in ("reason", "cause") and n + 1 < len(sentence) and sentence[n + 1].word in ("to", "for"):
        return False  # you had good reason to ask
    if (adjectives and sentence[n - 1].word in lists["bare_adjectives"]) or (
        f"_{noun}" in lists["bare"] and not adjectives
    ):
        return False
    if before.word in lists["before_article"] or before.word in lists["in_order"]:
        if before.word == "of" and behind.word not in lists["of_article"]:
            return False
        if before.word in lists["in_order"]:  # to next stage
            return behind.word in lists["before_article"] and noun not in lists["periods"] and not adjectives
        if before.word == "to" and noun in lists["also_verbs"] and not adjectives:
            return False
        return f"{before.word}_{noun}" not in lists["bare"]
    if before.word in lists["subordinators"]:
        return n + 1 < len(sentence) and sentence[n + 1].tag in ("BE", "HV", "MD")
    if before.word in lists["giving"]:
        return (
            behind.tag not in ("DT", "PO", "JJ", "IN", "CD", "NN", "NNS", "NP", "PS", "BE", "VBG") and noun != "meeting"
        )
    return before.word in _PERSONS and before.word != "her" and behind.word in lists["giving_people"]


def _is_last(sentence: Sequence[Token], n: int) -> bool:
    return n + 1 == len(sentence) or sentence[n + 1].tag in ("P", "TO", "CC", "IN")


# ------------------------------------------------------------------------------------------------ agreement

_BEGINS = frozenset(
    """that because if when since while where how but so whether although though until unless said think believe hope know
    down up then yesterday today suddenly""".split()
)
_ADVERBS = frozenset(
    "also then now today sometimes usually luckily sadly maybe perhaps often unfortunately only normally".split()
)
_PERSONS = frozenset("me us him them you her".split())
_SUBJECTS = frozenset("it this that he she i which".split())
_PLURAL_FORM = frozenset("are have do don't aren't haven't were weren't".split())
_SINGULAR_FORM = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_OBJECT = frozenset("me us him them".split())
# what lets a bare verb follow its subject: I let the manager ask me, did the manager ask me
_BARE = frozenset(
    """let lets letting make makes made making have having help helps helped helping see saw seeing hear heard hearing watch watched watching
    suggest suggests suggested recommend recommended ask asked insist insisted propose proposed demand demanded request requested require
    requires required do does did didn't don't doesn't can can't could will would should shall may might must wish wished rather sooner
    whatever whoever what lest essential important vital necessary had were feel felt want prefer both either neither""".split()
)


def _agreement(row: Row, sentence: Sequence[Token]) -> Iterator[Slip]:
    """A subject in the singular with a verb in the plural, or the other way round."""
    if any(token.word == "<q>" for token in sentence[-2:]):
        return  # in a question the verb may stand before its subject
    for n in range(len(sentence) - 2):
        opens = sentence[n]
        if not (
            opens.tag == "S"
            or opens.word in _BEGINS
            or opens.word in (",", ":")
            or _joins_clauses(sentence, n)
            or _opens_late(sentence, n)
            or (n and opens.word in ("much", "many", "well", "often", "far") and sentence[n - 1].word == "how")
        ):
            continue
        found = _subject(sentence, n + 1)
        if found is None and opens.word != "that":
            found = _several(sentence, n + 1)
        if found is None:
            continue
        number, end = found
        if any(token.word in _BARE for token in sentence[max(0, n - 6) : n + 1]):
            continue
        verb = sentence[end]
        after = sentence[end + 1] if end + 1 < len(sentence) else verb
        wrong = _plural_verb(verb, after, sentence[end - 1]) if number == 1 else _singular_verb(verb, after)
        if opens.word == "," and after.tag == "P" and verb.word not in _PLURAL_FORM:
            wrong = False  # best answer, the conveyor drive
        if verb.word in ("were", "weren't") and (opens.word in ("if", "as", "though", "unless") or number == 2):
            wrong = False
        if wrong:
            yield _slip(row, sentence[end - 1], verb, "Subject and verb do not agree in “{quote}”.")


def _joins_clauses(sentence: Sequence[Token], n: int) -> bool:
    """Whether an 'and' stands between two sentences: behind a comma, with a verb before it and no list."""
    if sentence[n].word != "and" or sentence[n - 1].word != ",":
        return False
    return sum(token.word == "," for token in sentence[:n]) == 1 and any(token.tag in _FINITE for token in sentence[:n])


def _opens_late(sentence: Sequence[Token], n: int) -> bool:
    """Whether a sentence has only an adverb or a phrase before its subject: also the centre, in this shop the manager."""
    if n < 1 or n > 6 or sentence[n + 1].tag not in ("DT", "PO") or sentence[0].tag != "S":
        return False
    if n == 1:
        return sentence[1].word in _ADVERBS
    return (
        sentence[1].tag == "IN"
        and sentence[1].word not in ("of", "like", "than")
        and sentence[n].tag in ("NN", "NP", "CD")
        and all(t.tag in ("IN", "DT", "PO", "JJ", "NN", "NP", "CD") for t in sentence[1 : n + 1])
    )


def _subject(sentence: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The number of a subject that begins here, and where its verb should stand. None where it is not plain."""
    lists, known = words().lists, words()
    first = sentence[at]
    if first.case == "C" and first.word in ("mr", "mrs", "ms", "dr", "miss", "professor"):
        at += 1
        at += at < len(sentence) and sentence[at].word == "."
        start = at
        while at < len(sentence) and sentence[at].case == "C" and sentence[at].tag not in ("PR", "PC", "PS"):
            at += 1
        return (1, at) if start < at < len(sentence) - 1 else None
    if first.tag not in ("PO", "DT") or first.word in (
        "some",
        "any",
        "no",
        "all",
        "both",
        "either",
        "neither",
        "another",
        "whose",
        "a",
        "an",
        "each",
        "every",
    ):
        return None
    plural = first.word in ("these", "those")
    if (
        first.word in ("this", "that", "these", "those")
        and at + 1 < len(sentence)
        and sentence[at + 1].tag not in ("NN", "NNS", "JJ")
    ):
        return None
    at += 1
    heads: list[Token] = []
    while at < len(sentence) and sentence[at].tag in ("JJ", "CD", "NN", "NNS", "NP", "UN") and len(heads) < 4:
        if sentence[at].word in lists["others"] - {"other"}:
            return None
        heads.append(sentence[at])
        at += 1
    if (
        not heads
        or heads[-1].tag not in ("NN", "NNS")
        or heads[-1].word in lists["collective"] | lists["others"]
        or at >= len(sentence) - 1
    ):
        # 'the position interest me': a noun that is a verb, before a person
        return None
    head = heads[-1]
    if (
        sentence[at].word in _OBJECT
        and len(heads) > 1
        and heads[-2].tag == "NN"
        and head.word in lists["verb_nouns"]
        and heads[-2].word not in lists["collective"]
    ):
        return (1, at - 1)
    number = 2 if plural or head.tag == "NNS" else 1
    if head.word in known.singular or head.case != "l":
        return None
    if (
        head.word in lists["purposes"]
        and sentence[at].tag == "TO"
        and at + 2 < len(sentence)
        and sentence[at + 1].tag == "VB"
    ):
        for n in range(at + 2, min(at + 8, len(sentence) - 1)):  # my wish to work for them
            if sentence[n].tag in ("P", "SC", "CC", "PR", "PC") or sentence[n].word in ("that", "which", "who"):
                return None
            if sentence[n].tag in ("BE", "HV"):
                return (1, n)
        return None
    # of the nurses, in the office: a phrase that belongs to the subject
    while sentence[at].word in ("of", "in", "on", "for", "from", "with", "about", "at") and at + 2 < len(sentence):
        to = at + 1
        if sentence[to].tag in ("DT", "PO", "CD"):
            to += 1
        inside = to
        while to < len(sentence) and sentence[to].tag in ("JJ", "NN", "NNS", "NP", "PS") and to - inside < 4:
            to += 1
        if to == inside or to >= len(sentence) - 1 or sentence[to - 1].tag == "JJ":
            return None
        at = to
    if sentence[at].tag == "RB" and sentence[at].word in (
        "also",
        "always",
        "never",
        "really",
        "often",
        "still",
        "usually",
        "only",
        "sometimes",
        "already",
    ):
        at += 1
    return (number, at) if at < len(sentence) - 1 else None


def _several(sentence: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The same of a bare plural: numbers makes a difference, all seven is with us."""
    first, lists = sentence[at], words().lists
    if first.word in ("all", "both") and at + 2 < len(sentence) and sentence[at + 1].word in lists["numbers"]:
        return (2, at + 2) if sentence[at + 2].tag in ("BE", "HV", "DO") else None
    while first.tag == "JJ" and at + 1 < len(sentence) - 1:
        at += 1
        first = sentence[at]
    plain = first.tag == "NNS" and first.word.endswith("s") and not first.word.endswith("ics") and first.case != "U"
    if not plain or first.word in lists["collective"] | lists["others"] | lists["times"] | words().singular:
        return None
    return (2, at + 1) if at + 2 < len(sentence) else None


def _plural_verb(verb: Token, after: Token, before: Token) -> bool:
    """Whether a verb cannot follow a subject in the singular."""
    lists = words().lists
    if verb.word in _PLURAL_FORM:
        return not (verb.word in ("have", "do") and after.word in ("to",) and before.tag != "NN")
    if verb.word in lists["verb_nouns"]:
        return after.word in _OBJECT
    if verb.word == "lead" and after.tag in ("P", "IN", "RB"):
        return False  # the product lead, by contrast
    if verb.tag == "VB" and (
        verb.word in lists["plainverbs"] | lists["lemmas3"] | lists["basics"] or after.tag in ("PR", "DT", "PO", "TO")
    ):
        return after.word not in ("not",) and after.tag not in ("BE", "HV", "MD", "VBZ", "VBD", "DO")
    if verb.word in lists["bareverbs"] and verb.tag == "VB" and after.tag in ("IN", "P", "RB", "SC"):
        return True
    return verb.tag == "UH" and verb.word == "please" and after.word in _OBJECT


def _singular_verb(verb: Token, after: Token) -> bool:
    """Whether a verb cannot follow a subject in the plural."""
    return (
        verb.word in _SINGULAR_FORM
        or verb.word in words().lists["verbs3"]
        or (verb.word in words().thirds and verb.tag == "VBZ")
        or (verb.tag == "VBZ" and after.tag in ("PR", "DT", "PO", "TO", "IN", "CD"))
    )


# ------------------------------------------------------------------------------------------------ tenses

_PERFECT = frozenset("have has i've we've they've you've he's she's".split())
_NO = frozenset("neither not no never nobody nothing none nowhere without cannot hardly little nor".split())
_STOPS = frozenset(
    "that which who when while because since if but where as what how until before after than whom whose why and".split()
)


def _tenses(row: Row, sentence: Sequence[Token]) -> Iterator[Slip]:
    yield from _perfect(row, sentence)
    for n, token in enumerate(sentence):
        if (
            token.word == "nor"
            and n > 2
            and not any(t.word in _NO or t.word.endswith("n't") for t in sentence[:n])
            and sentence[n - 1].word not in (",", ";", "–", "—")
        ):
            yield _slip(row, sentence[n - 1], token, "“{quote}”: “nor” needs “neither” or “not” before it.")
    yield from _present(row, sentence)


def _perfect(row: Row, sentence: Sequence[Token]) -> Iterator[Slip]:
    """The perfect with a time that is over: I have left an hour ago."""
    for n, token in enumerate(sentence[:-2]):
        if token.word not in ("have", "has", "i've", "we've", "they've"):
            continue
        at = n + 1
        while at < len(sentence) and sentence[at].tag == "RB" and sentence[at].word != "never":
            at += 1
        if (
            at >= len(sentence)
            or sentence[at].tag not in ("VBN", "VBD", "VBX", "BE")
            or n == 0
            or sentence[n - 1].tag in ("MD", "TO", "PC")
            or sentence[n - 1].word in ("not", "to")
        ):
            continue
        if sentence[n - 1].tag == "RB" and sentence[max(0, n - 2)].tag == "MD":
            continue
        for m in range(at + 1, min(len(sentence), at + 12)):
            here = sentence[m]
            noun = here.tag in ("VB", "VBX") and sentence[m - 1].tag in ("DT", "PO", "JJ")  # your call
            if (
                here.word in _STOPS
                or (here.tag == "P" and here.word != "-")
                or (here.tag in _FINITE and not noun)
                or here.tag == "TO"
            ):
                break
            if _is_over(sentence, m, sentence[at].word):
                yield _slip(row, token, sentence[m], "With a time that is over, write the simple past: “{quote}”.")
                break


def _is_over(sentence: Sequence[Token], m: int, verb: str) -> bool:
    here, before = sentence[m], sentence[m - 1]
    lists = words().lists
    if here.word == "ago":
        return not any(token.word in ("since", "from", "until", "of") for token in sentence[max(0, m - 4) : m])
    if here.word == "yesterday":
        return before.word not in ("since", "until", "from", "of", "by", "than", "on")
    if before.word == "last" and here.word in lists["times"]:
        return sentence[m - 2].word not in (
            "the",
            "since",
            "over",
            "for",
            "from",
            "until",
            "of",
            "by",
            "my",
            "our",
            "your",
            "in",
            "to",
            "during",
        )
    if before.word == "in" and here.tag == "CD" and here.word.isdigit() and 1950 < int(here.word) < 2100:
        return verb != "been" or sentence[m - 2].tag in ("NN", "NNS", "NP")
    if before.word == "in" and verb in lists["done_once"]:
        return here.word in lists["months"] or (here.word in ("may", "march") and here.case == "C")
    return False


def _present(row: Row, sentence: Sequence[Token]) -> Iterator[Slip]:
    """The present with what began in the past and goes on: I possess a certificate since 2021."""
    for n, token in enumerate(sentence):
        if token.word != "since" or n < 3 or n + 1 >= len(sentence) or not _long_ago(sentence, n + 1):
            continue
        if any(t.word in ("every", "all", "each") for t in sentence[max(0, n - 4) : n]):
            continue  # one page with the results of every project since 2023
        begin = n
        while begin > 0 and sentence[begin - 1].tag not in ("S", "P") and sentence[begin - 1].word not in _STOPS:
            begin -= 1
        while sentence[begin].word in ("although", "though", "because", "and", "but", "as", "that", "where"):
            begin += 1
        part = sentence[begin:n]
        if len(part) > 1 and _is_present(part):
            message = "For what began in the past and still goes on, write “have been …” or “have had …”: “{quote}”."
            yield _slip(row, part[0], token, message)


def _is_present(part: Sequence[Token]) -> bool:
    """Whether a clause has a person for its subject and no verb but one in the present."""
    subject, verb = part[0], part[1]
    if subject.word not in ("i", "we", "they", "you", "i'm", "we're", "he", "she"):
        return False
    if verb.word in ("am", "are", "is") and len(part) > 2 and part[2].tag == "VBN":
        return not any(t.tag in ("VBD", "VBN", "MD", "HV") for t in part[3:])  # I am registered since March
    if verb.word in ("enclose", "attach", "list", "mean", "send") or (
        verb.tag == "BE" and verb.word not in ("am", "are", "is")
    ):
        return False
    if verb.word == "have":
        return not any(t.tag in _FINITE or t.tag == "TO" for t in part[2:])
    if any(t.tag in ("VBD", "VBN", "MD", "HV") for t in part):
        return False
    return subject.tag == "PC" or verb.tag in ("VB", "BE", "VBZ")


def _long_ago(sentence: Sequence[Token], at: int) -> bool:
    """Whether a time begins here that is over: 2021, last May, my childhood, I was small."""
    lists = words().lists
    here = sentence[at]
    after = [token.word for token in sentence[at + 1 : at + 3]]
    if here.word in ("i", "we") and after[:1] in (["was"], ["were"]):
        return len(after) > 1 and after[1] in (
            "a",
            "an",
            "small",
            "little",
            "young",
            "at",
            "in",
            "born",
            "very",
            "child",
        )
    if (
        here.word in ("my", "the")
        and after[:1]
        and after[0]
        in ("childhood", "studies", "arrival", "graduation", "beginning", "start", "birth", "apprenticeship")
    ):
        return True
    if here.word in ("childhood", "then", "last", "yesterday", "school", "university") or here.word in lists["months"]:
        return True
    if here.word in ("march", "may") and here.case == "C":
        return True
    return (
        here.tag == "CD"
        or here.word in lists["numbers"]
        or (
            here.word in ("many", "several", "some", "a", "more")
            and bool(after)
            and after[0] in ("years", "months", "year", "few", "long", "than", "weeks")
        )
    )
