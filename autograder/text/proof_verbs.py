"""Slips in the form of a verb that its neighbours show: she know, they seen, has sign, they are interest, I will find it and keeps it.

Reads the parts of speech of a row of tokens; says nothing where one of them could be read in two ways. Knows no messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .proof_sentences import sentences
from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip

_SUBJECTS = frozenset("i you he she we they".split())
_THIRD = frozenset("he she".split())
_ADVERBS = frozenset(
    "also always ever never still really just often usually only now already since even not long".split()
)
_TURNED = ("MD", "DO", "HV")  # did he have, has she seen, should I have
_OBJECT = ("PR", "DT", "PO", "CD")
# what lets a bare verb follow, or asks for one
_BARE = frozenset(
    """let lets letting make makes made making have having help helps helped helping see saw seeing hear heard watch watched suggest suggests
    suggested recommend recommended ask asked asks insist insisted propose proposed demand demanded require required requires essential
    important vital necessary lest rather better wish to prefer than""".split()
)
_HAVE = frozenset(
    "have has had i've we've they've you've having haven't hasn't hadn't could've would've should've".split()
)
_BE = frozenset("am is are was were i'm we're they're you're isn't aren't wasn't weren't".split())
_BASE_IS_PARTICIPLE = frozenset(
    "come become run overcome put read set let cut cost hit hurt quit shut split spread".split()
)
_PARTICIPLES = frozenset(
    """seen done been gone taken written spoken known given begun chosen forgotten driven shown eaten fallen grown broken flown worn
    drawn thrown hidden ridden risen shaken stolen torn woken withdrawn undertaken undergone""".split()
)
_CAUSE = frozenset("let lets letting make makes making made help helps helped helping get gets".split())
_WHO = frozenset("me us him them somebody someone everybody everyone people nobody anyone".split())
_ALSO_NOUNS = frozenset(
    "respect need regard use cause love hope care concern contact trust plan room demand experience work".split()
)
_OVER = frozenset("yesterday".split())
_NEW_SUBJECT = frozenset("who which that what where when how why if because and but or".split())


def verbs(row: Row) -> Iterator[Slip]:
    """All slips of this kind."""
    for sentence in sentences(row):
        for n in range(len(sentence) - 1):
            for check in (_third, _participle, _after_have, _after_be, _joined, _caused, _since_over):
                found = check(sentence, n)
                if found:
                    first, last, message = found
                    quote = " ".join(row.text[sentence[first].start : sentence[last].end].split())
                    yield Slip(sentence[first].start, sentence[last].end, "grammar", message.replace("{quote}", quote))
                    break


_Found = tuple[int, int, str] | None


def _past_adverbs(sentence: Sequence[Token], at: int) -> int:
    while at < len(sentence) and sentence[at].word in _ADVERBS:
        at += 1
    return at


def _bare(token: Token) -> bool:
    return token.case == "l" and token.word in words().lists["bareverbs"]


def _asks(sentence: Sequence[Token], n: int) -> bool:
    """Whether a word before asks for the bare verb: I insist that he know."""
    return any(t.word in _BARE or t.tag in ("MD", "DO") for t in sentence[max(0, n - 4) : n])


def _third(sentence: Sequence[Token], n: int) -> _Found:
    """He have, she know, who it concern."""
    if sentence[n].word not in _THIRD or _asks(sentence, n):
        return None
    if n and sentence[n - 1].word in ("and", "or") and n > 1 and sentence[n - 2].tag in ("PR", "NP", "NN"):
        return None  # my boss and she know
    at = _past_adverbs(sentence, n + 1)
    if at >= len(sentence) or "not" in (sentence[at].word, sentence[at - 1].word):
        return None
    verb = sentence[at]
    also_noun = (
        verb.word in words().lists["anyverb"]
        and at + 1 < len(sentence)
        and sentence[at + 1].tag in ("IN", "DT", "PO", "PR", "TO")
    )
    if verb.word in ("have", "are", "don't", "haven't", "aren't", "do") or (
        (_bare(verb) or also_noun) and verb.case == "l" and verb.word not in _BASE_IS_PARTICIPLE
    ):
        return n, at, "Subject and verb do not agree in “{quote}”."
    return None


def _participle(sentence: Sequence[Token], n: int) -> _Found:
    """They seen, I done: a participle without have."""
    if sentence[n].word not in _SUBJECTS or (n and sentence[n - 1].tag in (*_TURNED, "BE")):
        return None
    if n and (sentence[n - 1].word in ("and", "or", "to", "for", "of", "than") or sentence[n - 1].word in _HAVE):
        return None
    at = _past_adverbs(sentence, n + 1)
    if sentence[n].word == "you" and n and sentence[n - 1].tag in ("VB", "VBZ", "VBD", "VBN", "VBG", "VBX", "IN"):
        return None
    if at < len(sentence) - 1 and sentence[at].word in _PARTICIPLES and sentence[at + 1].tag not in ("BE", "HV", "MD"):
        return n, at, "“{quote}” lacks “have”, or the verb stands in the wrong form."
    return None


def _after_have(sentence: Sequence[Token], n: int) -> _Found:
    """Has sign it, could have repeat what I said."""
    if sentence[n].word not in _HAVE:
        return None
    at = _past_adverbs(sentence, n + 1)
    if at >= len(sentence) or sentence[at].tag == "VBX" or sentence[at].word in _BASE_IS_PARTICIPLE:
        return None
    if sentence[at].word in words().past - words().participle and sentence[at].tag == "VBD" and at > n + 1:
        return n, at, "After “have” the verb takes another form: “{quote}”."
    if n > 1 and sentence[n - 1].tag == "PR" and sentence[n - 2].word in ("that", "which"):
        return None  # the dates that I have stay as they are
    if not _bare(sentence[at]) or any(t.tag == "DO" for t in sentence[max(0, n - 2) : n]):
        return None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    subject = n and (sentence[n - 1].tag in ("PR", "NP", "NN", "NNS", "MD", "RB") or sentence[n].word.endswith("'ve"))
    if after is not None and after.word in ("for", "in") and sentence[at].word in _ALSO_NOUNS:
        return None  # I have respect for that
    follows = after is None or after.tag in (*_OBJECT, "IN", "TO", "P", "SC", "CC") or after.word in ("what", "that")
    if (subject or sentence[n].tag == "PC") and follows:
        return n, at, "After “have” the verb takes another form: “{quote}”."
    return None


def _after_be(sentence: Sequence[Token], n: int) -> _Found:
    """You are interest, which is specialise in jets."""
    if sentence[n].word not in _BE:
        return None
    before = sentence[n - 1] if n else sentence[n]
    if not (before.word in _SUBJECTS or before.word in ("it", "who", "which", "that") or sentence[n].tag == "PC"):
        return None
    if any(t.tag == "DO" or t.word in ("what", "all", "thing", "things", "whatever") for t in sentence[: max(0, n)]):
        return None  # all that I want is learn
    at = _past_adverbs(sentence, n + 1)
    if at >= len(sentence) or sentence[at].word in _BASE_IS_PARTICIPLE:
        return None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if _bare(sentence[at]) and (after is None or after.tag in (*_OBJECT, "IN", "TO", "P")):
        return n, at, "“{quote}” needs another form of the verb."
    return None


def _joined(sentence: Sequence[Token], n: int) -> _Found:
    """I will find the scores and rehearses it; I got up and lecture them."""
    if sentence[n].word != "and" or n + 2 >= len(sentence):
        return None
    verb, after = sentence[n + 1], sentence[n + 2]
    begin = n
    while begin > 0 and sentence[begin - 1].word not in (",", ":", ";", "and", "but", "or", "–", "—", "<open>"):
        begin -= 1
    part = sentence[begin:n]
    if len(part) < 3 or after.tag not in ("PR", "PO", "DT") or verb.case != "l":
        return None
    if any(t.word in _NEW_SUBJECT or t.tag in ("SC", "DO") or t.word in _BARE - {"to", "than", "better"} for t in part):
        return None
    third = verb.word in words().lists["verbs3"] or verb.tag == "VBZ"
    subject = part[0].word in _SUBJECTS or part[0].word in ("i'll", "we'll", "they'll", "he'll", "she'll")
    if third and subject and any(t.tag == "MD" or t.word.endswith("'ll") for t in part[:3]):
        return n, n + 1, "After “will” and the like the verb has no ending: “{quote}”."
    if (
        _bare(verb)
        and part[0].word in _SUBJECTS
        and part[1].tag in ("VBD", "VBN")
        and not any(t.tag in ("TO", "MD", "PC", "VBX") for t in part)
        and after.tag in ("PR", "PO")
    ):
        return n, n + 1, "What was past before “and” stays past behind it: “{quote}”."
    return None


def _caused(sentence: Sequence[Token], n: int) -> _Found:
    """Let him goes, made me went, let us to see."""
    if sentence[n].word not in _CAUSE or n + 2 >= len(sentence) or sentence[n + 1].word not in _WHO:
        return None
    verb = sentence[n + 2]
    causes = not sentence[n].word.startswith("get")
    if verb.word in words().lists["verbs3"] or (
        causes and verb.word in words().past - words().participle and verb.tag == "VBD"
    ):
        return n, n + 2, "“{quote}”: here the verb has no ending."
    if (
        verb.tag == "TO"
        and sentence[n].word.startswith(("let", "mak"))
        and n + 3 < len(sentence)
        and _bare(sentence[n + 3])
    ):
        return n, n + 3, "“{quote}”: here the verb takes no “to”."
    return None


def _since_over(sentence: Sequence[Token], n: int) -> _Found:
    """Yesterday evening our plans have changed: a time that is over at the beginning, and the perfect."""
    if n or not (
        sentence[0].word in _OVER or (sentence[0].word == "last" and sentence[1].word in words().lists["times"])
    ):
        return None
    for at in range(1, min(len(sentence) - 1, 9)):
        here = sentence[at]
        if here.tag in ("SC", "TO", "MD", "DO", "VBD", "VBG", "VBZ", "BE") or here.word in _NEW_SUBJECT:
            return None
        if here.word in ("have", "has", "i've", "we've", "they've"):
            verb = _past_adverbs(sentence, at + 1)
            if verb < len(sentence) and sentence[verb].tag in ("VBN", "BE"):
                return at, verb, "With a time that is over, write the simple past: “{quote}”."
            return None
        if here.tag in ("VBN", "VB", "VBX"):
            return None
    return None
