"""Slips that show only in a sentence as a whole: comma splices, capitals, repetition, a missing full stop. Knows no messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .proof_tokens import Row, Token
from .proof_words import words
from .slips import Slip

_SUBJECT = frozenset("i we you he she it they there".split())
_DEMONSTRATIVE = frozenset("this that these those".split())
_FINITE = ("BE", "HV", "DO", "MD", "VB", "VBX", "VBZ", "VBD", "VBN")
# words that begin a clause which needs another, and words that bring one with them wherever they stand
_OPENS_A_CLAUSE = frozenset(
    """if because although though unless whether while whilst whereas until till since when where why how as than once before after which
    who whom whose what whatever whichever whoever wherever whenever however provided given in had were should despite not or nor yet""".split()
)
_JOINS = frozenset("if when whenever because although though unless while whilst whereas until till once as".split())
_SAME = frozenset("hit put cut cost hurt let set".split())  # the past is as the base form
_TITLES = frozenset("mr mrs ms miss dr sir professor".split())
_COMMENT = frozenset(
    """think believe suppose guess hope know feel say said admit confess fear trust imagine expect mean understand gather see afraid sorry
    glad sure seems appears told must promise swear grant accept assure bet agree turns gather reckon find hear remember warned""".split()
)
_ASIDES = (["can", "tell"], ["could", "tell"], ["could", "see"], ["could", "feel"])
_ASKS = frozenset("ask asked asking asks know knew see wonder wondered wondering sure check checked".split())
_SORRY = frozenset("sorry same good nice kind great lovely shame pity".split())
_FRANK = (["pretend"], ["lie"], ["deny"], ["complain"], ["argue"])
_LEADS_ON = frozenset("said say thought told asked think know replied answered".split())
_MAY_REPEAT = frozenset(
    "had that very so no really many much long far again ha bye do you more well there now oi wink please chop".split()
)
_TIMES = frozenset(
    "morning afternoon evening week month year end beginning today yesterday tomorrow time day moment interview".split()
)
_ANYONE = frozenset("nobody everybody everyone someone somebody".split())
_PERSONS = frozenset("i you he she we they".split())
# what opens a second sentence before its subject: 'I was late, next time I will be early'
_OPENERS = frozenset(
    "however therefore also then unfortunately hopefully luckily fortunately perhaps maybe today now tomorrow yesterday instead".split()
)


def splices(row: Row) -> Iterator[Slip]:
    """Two sentences with only a comma between them: a clause with a verb of its own, then a subject and its verb."""
    for sentence in sentences(row):
        parts = _parts(sentence)
        if _is_list(parts):
            continue
        for n in range(1, len(parts)):
            before, after = parts[n - 1], parts[n]
            if (
                not before
                or not _begins_anew(after)
                or row.text[after[0].start - 1 : after[0].start] in ('"', "'", "“", "‘")  # I would say, "She knows"
                or _comment(after)
                or before[-1].word in ("no", "yes", "oh", "sorry")
                or (before[-1].word == "well" and len(before) < 4)
                or (before[-1].word == "is" and len(before) < 5)  # the thing is, I like it
                or [token.word for token in before[:2]] == ["so", "that"]
            ):
                continue
            found = (
                (_main(before, first=n == 1) or (n == 1 and (_verbless(before, after) or _commands(before, after))))
                and not (len(before) < 4 and _comment(before))
                and not _contrast(before, after)
            )
            if [token.word for token in before[-3:]] == ["there", "you", "are"]:
                break
            if (
                n + 1 < len(parts)
                and 1 < len(before) < 10
                and before[0].word not in _OPENS_A_CLAUSE
                and _begins_anew(parts[n + 1])
                and not _comment(parts[n + 1])
            ):
                break  # they leave at five, my first bus is at six, we have no car
            if not found and n > 1 and (_adds(before) or _aside(before)):  # not six or seven, second round on Friday
                joined = bool(parts[n - 2]) and parts[n - 2][-1].word in ("and", "but", "or", "then", "that", "because")
                found = _main(parts[n - 2], first=n == 2) and not _comment(parts[n - 2]) and not joined
            if found:
                last = after[0] if after[0].tag == "PC" and after[1].word == "of" else after[min(1, len(after) - 1)]
                start, end = before[-1].start, last.end
                quote = " ".join(row.text[start:end].split())
                message = f"In “{quote}” a comma joins two sentences: use a full stop, a semicolon or a joining word."
                yield Slip(start, end, "punctuation", message)
                break


def _is_list(parts: Sequence[Sequence[Token]]) -> bool:
    """It's cold, it's wet and it's late: clauses in a row with a conjunction before the last, or three of a kind."""
    first = [part[0].word for part in parts if part]
    last = [token.word for token in parts[-1]]
    joined = any(a in ("and", "or") and b in first and b not in ("a", "an", "no", "with") for a, b in pairwise(last))
    if len(parts) == 2 and len(set(first)) == 2:
        joined = False
    clauses_joined = any(
        a.word in ("and", "or", "but") and b.word in _ANYONE and c.tag in _FINITE
        for part in parts[1:]
        for a, b, c in zip(part, part[1:], part[2:], strict=False)
    )
    told = [word for part in parts if (word := next((t.word for t in part[_after_colon(part) :]), ""))]
    if len(told) > 2 and len(set(told[-3:])) == 1:
        return True  # When they ask, I will say: I held it, I kept it, I know it
    alike = len(set(first)) == 1 and any(
        a.word in ("and", "or") and b.tag in ("PR", "PO") and c.tag in (*_FINITE, "NN")
        for a, b, c in zip(parts[-1], parts[-1][1:], parts[-1][2:], strict=False)
    )
    if len(parts) > 2 and parts[0] and parts[1] and parts[0][0].word == parts[1][0].word in _SUBJECT:
        subject = parts[0][0].word  # I told it, I said how, and I ended with the hooks, which was my idea
        if any(a.word == "and" and b.word == subject for a, b in pairwise(parts[1])):
            return True
    if len(parts) <= 3 and _ends_in_a_clause(parts[-1]):
        return True  # my mouth was dry, I lost the thread and the number went
    if len(parts) == 2 and alike:
        return True  # my sister is a nurse, my brother is a carer and I am neither
    same = len(first) > 2 and (len(set(first)) == 1 or any(word in ("and", "or") for word in first[2:]))
    return joined or clauses_joined or same


def _ends_in_a_clause(part: Sequence[Token]) -> bool:
    """Whether a part ends in a whole clause with 'and' or 'so' before it: 'and the number went'."""
    for n, token in enumerate(part):
        if token.word in ("and", "so") and n + 2 < len(part) and part[n + 1].tag in ("PR", "PO", "DT", "NP"):
            near = part[n + 2 : n + 2 + (1 if part[n + 1].tag in ("PR", "NP") else 3)]
            if any(t.tag in ("BE", "HV", "MD", "VBD", "VBZ") for t in near):
                return True
    return False


def _after_colon(part: Sequence[Token]) -> int:
    return max((n + 1 for n, token in enumerate(part) if token.word == ":"), default=0)


def _parts(sentence: Sequence[Token]) -> list[list[Token]]:
    """The sentence between its commas."""
    parts: list[list[Token]] = [[]]
    for token in sentence:
        if token.word == ",":
            parts.append([])
        elif token.word not in ("<n>", '"', "'"):
            parts[-1].append(token)
    return parts


def _adds(part: Sequence[Token]) -> bool:
    """A few words without a verb or a joining word: they belong to what stands before them."""
    return (
        0 < len(part) <= 5
        and part[0].word not in ("no", "and")
        and part[0].tag not in ("SC", "RB", "CC", "VBG", "PR", "PC", "UH")
        and not any(
            token.tag in (*_FINITE, "SC", "PC", "TO") or token.word in _OPENS_A_CLAUSE - {"not"} for token in part
        )
    )


def _aside(part: Sequence[Token]) -> bool:
    """I suppose, I think: a remark between the commas of a sentence that goes on or has ended."""
    return len(part) == 2 and part[0].word == "i" and part[1].word in ("suppose", "guess", "think", "believe", "expect")


def _contrast(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """It isn't the money, it's the drive; I might read, I might not; you win some, you lose some: no slip."""
    first, second = before[0].word.partition("'")[0], after[0].word.partition("'")[0]
    if (first == second and before[1].word == after[1].word and before[1].tag == "MD") or any(
        token.word == ";" for token in after
    ):
        return True
    if (
        {first, second} <= _PERSONS
        and first != second
        and before[1].tag in ("VB", "VBZ", "DO")
        and after[1].tag in ("VB", "VBZ", "DO")
    ):
        return len(before) <= 8
    negative = any(
        (token.word in ("not", "never") and after_it.tag != "TO") or token.word.endswith("n't")
        for token, after_it in pairwise(before[:9])
    )
    if negative and first == second and len(before) < 8 and len(after) < 7:
        return True
    denied = any(
        (one.tag == "BE" and other.word == "not") or one.word in ("isn't", "wasn't") for one, other in pairwise(before)
    )
    if denied and after[0].word in ("it's", "they're", "it"):
        return True
    if denied and [token.word for token in after[:2]] == [token.word for token in before[-2:]]:
        return True  # the role isn't the point, the point is the pay
    if (
        len(after) <= 5
        and after[0].tag == "PR"
        and (after[-1].tag in ("MD", "DO", "BE", "HV") or after[-1].word == "not")
    ):
        return True  # they always do
    return first == second and len(before) <= 3 and len(after) <= 3


def _main(part: Sequence[Token], first: bool) -> bool:
    """Whether a part of a sentence can stand alone: it begins with its subject, has a finite verb and no subordinating word."""
    cut = max((n for n, token in enumerate(part) if token.word in (":", ";", "–", "—", "<open>")), default=-1)
    if any(token.word == ";" for token in part):
        return False
    part = part[cut + 1 :]
    if len(part) < 3 and not (len(part) == 2 and part[0].tag == "PC" and part[1].tag in ("JJ", "RB", "VBG", "VBN")):
        return False
    opening = part[0]
    if first and [token.word for token in part[:3]] == ["all", "in", "all"]:
        return len(part) > 5 and _main(part[3:], first)
    if first and opening.word == "sorry" and part[1].tag in ("PR", "PC"):
        return _main(part[1:], first)
    if first and (
        (opening.tag in ("IN", "RB", "NP", "JJ") and opening.word not in _OPENS_A_CLAUSE | {"of", "next", "every"})
        or (opening.word in ("after", "before") and part[1].tag == "NN")
    ):
        late = _late_subject(part)
        if late:
            part, opening = part[late:], part[late]
            if len(part) < 3:
                return False
    if first and opening.word == "what" and part[1].word in _PERSONS:  # what I forgot is the licence
        return any(token.tag == "BE" for token in part[3:-1]) and not _leads_away(part)
    if opening.word in _OPENS_A_CLAUSE or opening.tag in ("IN", "SC", "VBG", "TO"):
        return False
    if (
        not first
        and opening.tag in ("VBN", "JJ", "RB", "CD", "NN", "NP", "NNS")
        and opening.word not in ("thank", "thanks")
    ):
        return False
    if first and opening.word == "so" and part[1].tag in ("DT", "PO", "NP", "NN", "NNS"):
        return False  # So the head is not kept waiting
    if opening.word == "no" and part[1].word == "matter":
        return False
    if opening.word == "the" and part[1].word in ("more", "less", "better", "sooner", "longer", "fewer", "further"):
        return False
    return not _leads_away(part) and _has_clause(part)


def _commands(part: Sequence[Token], after: Sequence[Token]) -> bool:
    """Go to the fair on Thursday: an order at the beginning of a sentence. Only before a person and a verb that can only be finite."""
    part = part[_after_colon(part) :]
    at = 1 if part and part[0].word in ("so", "then", "and", "but", "anyway") else 0
    return (
        len(part) > at + 3
        and part[at].tag in ("VB", "VBX")
        and part[at].word in words().lists["anyverb"] | words().lists["bareverbs"]
        and part[at].word
        not in ("come", "say", "suppose", "let", "given", "have", "look", "hope", "wish", "love", "see", "seem")
        and part[at + 1].tag in ("PR", "DT", "PO", "TO", "IN", "RB", "NP")
        and (
            after[0].tag == "PC"
            or (after[0].tag == "PR" and len(after) > 1 and after[1].tag in ("BE", "HV", "MD", "VBD"))
        )
        and not _leads_away(part[at:])
        and not any(t.word in ("and", "or", "that") for t in part)
    )


def _verbless(part: Sequence[Token], after: Sequence[Token]) -> bool:
    """Sorry for the delay, Many thanks to all of them: words that stand for a sentence. Only before a person and a verb."""
    opening = [token.word for token in part[:3]]
    return (
        len(part) > 3
        and (
            (opening[0] in _SORRY and opening[1] in ("for", "about", "of", "with", "that"))
            or (opening[0] in ("thanks", "congratulations") and opening[1] in ("to", "for", "on", "again"))
            or opening in (["many", "thanks", "to"], ["many", "thanks", "for"], ["no", "hard", "feelings"])
        )
        and after[0].tag in ("PR", "PC")
        and not _leads_away(part)
    )


def _late_subject(part: Sequence[Token]) -> int:
    """Where the subject stands behind a phrase that opens a sentence: On Friday I met them. Zero where it is not plain."""
    if [token.word for token in part[:3]] == ["by", "the", "time"]:
        return 0
    for n, token in enumerate(part[1:9], 1):
        before = part[n - 1]
        if (token.tag in ("SC", "CC", "TO", "P", "PC") and token.tag != "PC") or token.word in _OPENS_A_CLAUSE:
            return 0
        if token.tag in _FINITE and token.tag not in ("VBN", "PC"):
            return 0
        subject = token.tag == "PC" or (token.word in _SUBJECT and n + 2 < len(part))
        if subject:
            if token.word.endswith(("'m", "'re", "'s")) or (token.tag != "PC" and part[n + 1].tag in ("BE", "MD")):
                return n
            # the talk we had: a clause that says more of a noun, unless the noun is a time
            alone = before.word in _TIMES or before.tag in ("NP", "RB", "CD") or (n == 2 and before.tag == "NN")
            return n if alone and (token.tag == "PC" or part[n + 1].tag in _FINITE) else 0
    return 0


def _leads_away(part: Sequence[Token]) -> bool:
    """Whether a clause that needs another begins within a part: I said that if it rained, I would stay."""
    for n, token in enumerate(part):
        if token.word == "as" and n + 1 < len(part) and part[n + 1].tag in ("DT", "PO"):
            continue  # it came as a surprise
        if token.word in _JOINS:
            before = part[n - 1] if n else token
            free = (
                n > 2
                and before.tag in ("NN", "NNS", "PR", "JJ", "VBN", "NP", "CD")
                and token.word in ("if", "when", "because", "although", "though")
            )
            free = free or (n > 1 and token.word == "because" and before.word == "just")
            free = free or (n > 1 and token.word in ("if", "when", "how") and before.word in _ASKS)
            if not free or not any(t.tag in _FINITE for t in part[1 : n - 1]):
                return True
    return False


def _has_clause(part: Sequence[Token]) -> bool:
    """A subject, and within a few words a finite verb; a thank-you counts."""
    head = part[1 if part[0].word in ("and", "but", "so", "also", "then", "now") else 0 :][:11]
    if not head:
        return False
    subject = head[0]
    if subject.word in ("thank", "please") or subject.tag == "PC" or (subject.tag == "MD" and "'" in subject.word):
        return True
    if subject.tag == "VB" and any(token.word in ("me", "us") for token in head[1:4]):
        return True  # Ring me tonight
    if subject.word in ("thanks", "many"):
        return any(token.word == "for" for token in head[:3])
    if subject.word not in _SUBJECT | _DEMONSTRATIVE and subject.tag not in ("DT", "PO", "NP", "NN", "NNS", "PR"):
        return False
    previous = subject
    for token in head[1:]:
        if token.word in ("being", "having"):
            if previous.tag != "IN":  # the thing about having no figures is true
                return False
            previous = token
            continue
        if token.word in _SAME and previous.tag == "NN" and _object(head, token):
            return True  # that question hit me
        if token.tag in ("VB", "VBX") and subject.word not in _SUBJECT and previous.tag != "NNS":
            previous = token
            continue
        if token.word in _SUBJECT and subject.word not in _SUBJECT:
            return False  # the moment I saw it
        if (
            token.tag in _FINITE
            and not (token.tag in ("VB", "VBN", "VBX") and previous.tag in ("DT", "PO", "JJ", "IN"))
        ) or token.tag == "PC":
            return token.tag != "VBN" or subject.word in _SUBJECT or (token is not head[-1] and previous.tag == "NP")
        if token.tag in ("TO", "SC", "CC", "P") or token.word in ("which", "who", "that", "whose"):
            return False
        if token.tag == "IN" and subject.word in _SUBJECT:
            return False
        previous = token
    return False


def _object(head: Sequence[Token], verb: Token) -> bool:
    """Whether a person or thing follows a verb at once."""
    return any(a is verb and b.word in ("me", "us", "it", "him", "her", "them", "my", "the") for a, b in pairwise(head))


def _begins_anew(part: Sequence[Token]) -> bool:
    """Whether a part begins with a subject and its finite verb."""
    at = (
        1
        if part and part[0].word in _OPENERS
        else 2
        if [t.word for t in part[:2]]
        in (
            ["next", "time"],
            ["this", "time"],
            ["after", "that"],
            ["until", "then"],
            ["for", "example"],
            ["of", "course"],
        )
        else 3
        if [t.word for t in part[:3]]
        in (
            ["in", "my", "experience"],
            ["in", "my", "opinion"],
            ["in", "the", "end"],
            ["to", "be", "honest"],
            ["at", "the", "moment"],
        )
        else 0
    )
    if len(part) >= at + 3 and part[at].word == "you" and part[at + 1].word in ("guys", "two", "both", "all"):
        return part[at + 2].tag in ("BE", "HV", "MD", "VBD")
    if len(part) < at + 3 and not (len(part) == at + 2 and part[at].tag == "PC"):
        return False
    if part[at].word in _TITLES and part[at].case == "C" and len(part) > at + 3 and part[at + 1].case == "C":
        at += 1
        past = part[at + 1].tag == "VBN" and part[at + 1].word.endswith("ed") and part[at + 2].word not in ("by", "in")
        if past and part[at + 2].tag in ("IN", "PR", "PO", "DT", "RB", "TO"):
            return True  # Dr Rao laughed at it
    first, second = part[at], part[at + 1]
    if first.word == "please":
        return second.tag in ("VB", "VBX")
    if first.word in ("thanks", "thank"):
        return part[at + (2 if first.word == "thank" else 1)].word == "for"
    if first.word in ("the", "my", "our", "your", "their", "his", "her", "its"):
        return _noun_and_verb(part[at + 1 :])
    if first.word in ("nobody", "everybody", "everyone", "nothing", "everything") and second.tag in ("IN", "RB"):
        verb = next((t for t in part[at + 2 : at + 7] if t.tag in _FINITE), None)
        return (
            verb is not None and verb.tag in ("BE", "HV", "MD", "VBZ", "VBD") and verb.word not in ("being", "having")
        )
    if first.word in ("both", "all", "some", "most") and second.tag in ("BE", "HV", "MD", "VBD"):
        return second.word not in ("being", "having", "been", "be")
    if first.tag == "PC":
        return second.word != "being" and first.word != "who's"
    if first.word in ("everyone", "everybody", "nobody", "nothing", "everything", "someone", "somebody"):
        return second.tag in ("BE", "HV", "MD", "VBZ", "VBD")
    if first.tag == "NP" and first.case == "C":
        return second.tag in ("BE", "HV", "MD", "VBZ", "VBD") and second.word not in ("being", "having", "been", "be")
    if first.word in ("most", "some", "many") and second.tag == "NNS":
        return part[at + 2].tag in ("BE", "HV", "DO", "MD", "VBD") and part[at + 2].word not in ("being", "having")
    if first.word not in _SUBJECT | _DEMONSTRATIVE:
        return False
    if (second.tag == "RB" or second.word in ("all", "both")) and len(part) > at + 2:
        second = part[at + 2]
    if second.word in ("being", "having", "been", "be"):
        return False
    if first.word == "this" and second.word in ("i", "we") and len(part) > at + 2:
        return part[at + 2].tag in _FINITE  # this I have learned
    if first.word == "that":  # ', that does not fit' may be a clause that says more of what stands before it
        return second.tag == "BE"
    return second.tag in _FINITE and not (
        first.word in _DEMONSTRATIVE and second.tag not in ("BE", "HV", "MD", "VBZ", "DO")
    )


def _noun_and_verb(part: Sequence[Token]) -> bool:
    """A noun, perhaps behind an adjective, and at once a verb that can only be finite."""
    at = 1 if part[0].tag == "JJ" else 0
    if len(part) < at + 3 or part[at].tag not in ("NN", "NNS"):
        return False
    if part[at + 1].word == "got":
        return True
    if part[at + 1].word in ("even", "also", "still", "always", "never", "really") and len(part) > at + 3:
        part = [*part[: at + 1], *part[at + 2 :]]  # the manager even made the coffee
        if part[at + 1].tag == "VBN":
            return part[at + 2].tag in ("DT", "PR", "PO")
    return part[at + 1].tag in ("BE", "HV", "MD", "VBZ", "VBD") and part[at + 1].word not in (
        "being",
        "been",
        "be",
        "having",
    )


def _comment(part: Sequence[Token]) -> bool:
    """I think, you know, I'm afraid, it seems: a remark between commas, or one that leads into what follows."""
    dash = next((n for n, token in enumerate(part) if token.word in (":", "–", "—", "<open>")), len(part))
    said = [token.word for token in part[:dash] if token.tag not in ("P", "S")]
    frank = said[:2] in (["i", "won't"], ["i", "can't"], ["i", "don't"]) and said[2:3] in _FRANK
    if (
        said[:2] == ["i'd", "say"]
        or said[1:] in (*_ASIDES, ["have", "to", "say"], ["must", "say"])
        or said[:3] == ["i", "take", "it"]
        or frank
    ):
        return True
    if said in (["that's", "true"], ["that's", "right"], ["that's", "fair"], ["i", "get", "it"]):
        return True
    at = next((n for n, word in enumerate(said) if word in _COMMENT), 9)
    wish = any(word in ("sure", "promise", "swear", "afraid", "turns", "assure") for word in said)
    if (
        at <= 2
        and len(said) <= (5 if wish else 4)
        and "not" not in said
        and not (len(said) > 3 and said[at] in ("glad", "sorry"))
    ):
        return True
    return len(said) >= 2 and said[-1] in _LEADS_ON


def sentences(row: Row) -> Iterator[list[Token]]:
    """The tokens of each sentence, without the mark of its beginning."""
    found: list[Token] = []
    for token in row.tokens:
        if token.tag == "S" or token.word == "<p>":
            if found:
                yield found
            found = []
        elif token.word not in (".", "<bang>", "<q>", "…"):
            found.append(token)
    if found:
        yield found


def capitals(row: Row) -> Iterator[Slip]:
    """A sentence that begins in lower case. Lists and what follows an abbreviation or a colon are left alone."""
    for before, token in pairwise(row.tokens):
        if (
            before.tag != "S"
            or token.case != "l"
            or token.word == "i"
            or not token.word[0].isalpha()
            or not token.word[0].islower()
        ):
            continue
        written = row.text[token.start : token.end]
        if (
            not token.known
            or not written[0].islower()
            or written.strip("ivx") == ""  # ii. the second point
            or _in_list(row, token)
            or "." in written
            or any(char.isdigit() for char in written)
            or (len(written) == 1 and row.text[token.end : token.end + 1] == ")")  # b) the second point
        ):
            continue
        better = written[0].upper() + written[1:]
        yield Slip(
            token.start, token.end, "capitals", f"“{written}” begins a sentence and takes a capital letter.", (better,)
        )


def _in_list(row: Row, token: Token) -> bool:
    """Whether a sentence begins behind a bullet, or on a line of its own in a text of short lines."""
    line_start = row.text.rfind("\n", 0, token.start) + 1
    lead = row.text[line_start : token.start]
    if lead.strip():
        return not re.search(r"[.!?][\"')]*\s+$", lead)
    line_end = row.text.find("\n", token.start)
    line = row.text[token.start : line_end if line_end >= 0 else len(row.text)]
    items = [len(item.split()) for item in re.split(r"[,;]", line)]
    if len(items) > 3 and sum(items) / len(items) < 3.5 and max(items) < 7:
        return True  # safety briefing Monday, thesis Tuesday, report 18 May, tanks
    above = row.text[max(0, line_start - 40) : line_start].rstrip()
    return (len(line.split()) < 6 and not line.rstrip().endswith((".", "!", "?"))) or above.endswith((":", ";"))


def repetitions(row: Row) -> Iterator[Slip]:
    """A word, or two words, written twice."""
    spoken = [token for token in row.tokens if token.tag != "S" and token.word != "<n>"]
    for n, token in enumerate(spoken[:-1]):
        after = spoken[n + 1]
        if token.word == "is" and any(t.word == "what" for t in spoken[max(0, n - 7) : n]):
            continue  # what it is is clear
        if token.word == "that" and after.word == "that" and n + 2 < len(spoken) and spoken[n + 2].tag == "P":
            if n == 0 or spoken[n - 1].tag != "VBD":
                yield _twice(row.text, token, after)
            continue  # better than that that.
        if (
            token.word == after.word
            and token.case != "-"
            and after.case in ("l", token.case)
            and token.word not in _MAY_REPEAT
        ):
            if (token.case == "C" and after.case == "C") or row.text[token.start - 1 : token.start] == "-":
                continue  # on goods-in in September
            yield _twice(row.text, token, after)
        elif n + 3 < len(spoken) and len({t.word for t in spoken[n : n + 2]}) == 2:
            third, fourth = spoken[n + 2], spoken[n + 3]
            pair = (token.word, after.word) == (third.word, fourth.word)
            if (
                pair
                and not any(t.word == "what" for t in spoken[max(0, n - 2) : n])
                and all(t.case == "l" for t in (after, third, fourth))
                and token.case in ("l", "C")
            ):
                yield _twice(row.text, token, fourth)


def _twice(text: str, first: Token, last: Token) -> Slip:
    quote = " ".join(text[first.start : last.end].split())
    half = quote[: len(quote) // 2].strip()
    return Slip(first.start, last.end, "repetition", f"“{quote}” says the same twice.", (half,))


def unfinished(row: Row) -> Iterator[Slip]:
    """A paragraph of prose that ends without a full stop."""
    text = row.text
    paragraphs = [m.span() for m in re.finditer(r"[^\n](?:[^\n]|\n(?![ \t]*\n))*", text)]
    for n, (start, end) in enumerate(paragraphs):
        block = text[start:end].rstrip()
        if "\n" in block.strip() or len(block.split()) < 6 or not block[-1:].isalpha():
            continue
        first, beyond = row.between(start, end)
        tokens = [t for t in row.tokens[first:beyond] if t.tag not in ("S", "P")]
        if (
            len(tokens) < 5
            or not _prose(block, tokens)
            or (n == 0 and len(paragraphs) > 1 and block.startswith(("Dear ", "Hi ", "Hello ")))
            or (n + 1 < len(paragraphs) and _leads_in(block, n == 0, text[paragraphs[n + 1][0] :]))
            or block.startswith("I remain")
            or re.search(r"[.!?] [A-Z]\w+(?: [A-Z]\w+)?$", block)  # thank you. Kieran
        ):
            continue
        last = tokens[-1]
        quote = text[last.start : last.end]
        yield Slip(
            last.start,
            start + len(block),
            "punctuation",
            f"The sentence that ends in “{quote}” has no full stop.",
            (quote + ".",),
        )


def _leads_in(block: str, first: bool, after: str) -> bool:
    """Whether a line without a full stop is a title, or stands over a list."""
    return bool(re.match(r"\s*(?:[-*•–]|\(?[\da-zA-Z][.)])\s", after)) or (
        first and not re.search(r"[a-z]{3}[.!?] [A-Z]", block)
    )


def _prose(block: str, tokens: Sequence[Token]) -> bool:
    """Prose rather than a heading, a list's entry or a signature: it opens like a sentence and has ended one before, or is long."""
    if re.match(r"[-*•–\d(]", block):
        return False
    opens = (
        tokens[0].word in _SUBJECT
        or tokens[0].word in ("thank", "please", "my", "the", "this")
        or tokens[0].tag == "PC"
    )
    verb = any(token.tag in _FINITE for token in tokens[:8])
    ended = bool(re.search(r"(?<!\bM[rs])(?<!\bMrs)(?<!\bDr)(?<=[a-z])[.!?] [A-Z]", block))
    return verb and (ended or (opens and tokens[0].case in ("C", "l") and block[0].isupper()))


_SPACING = re.compile(
    r"(?<=\w)[ ]+[,;](?=\s)"  # a space before a comma
    r"|(?<=[a-z])[,;](?=[a-zA-Z]{2})"  # none behind it
    r"|(?<=[a-z]{2})[.?!](?=[A-Z][a-z]+[ ,])"
    r"|(?<=\w)\.\.(?!\.)|,,|;;|(?<=[a-z])[ ]+\.(?=\s|$)(?![.])"
)


def spacing(row: Row) -> Iterator[Slip]:
    """A space in the wrong place at a comma or a full stop, or a mark written twice."""
    for match in _SPACING.finditer(row.text):
        start, end = match.span()
        while start > 0 and not row.text[start - 1].isspace():
            start -= 1
        while end < len(row.text) and not row.text[end].isspace():
            end += 1
        if row.tokens[row.between(start, end)[0]].word == "www":
            continue
        quote = row.text[start:end]
        yield Slip(start, end, "punctuation", f"“{quote}” has a space or a mark too many or too few.")
