"""The parts of a message: headers, greeting, content, closing, name, signature block, quoted reply. Knows nothing of interviews.

Offsets of a part count characters of the cleaned text; `Draft.given` turns them into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .clean import Clean, clean
from .sentences import Span, sentences

HEADERS = ("to", "subject", "sent", "from", "cc", "bcc", "date")

_HEADER = re.compile(r"[ \t*]*(?P<key>to|subject|sent|from|cc|bcc|date)[ \t*]*:[ \t*]*(?P<value>[^\n]*)", re.I)
_QUOTE_STARTS = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:original|forwarded) message.*|on\b.{4,90}\bwrote:|begin forwarded message:?|_{8,})[ \t]*$",
    re.I,
)
# 'On Wed, 12 Nov 2025, Shabnam Riaz <...>' and 'wrote:' on two lines, or any line with a colon above lines that begin with '>'
_ANNOUNCED = re.compile(
    r"[ \t]*On\b[^\n]{4,120}\n[^\n]{0,60}\bwrote:[ \t]*$|[^\n]{3,80}(?:wrote|\d{4}[^\n]*):[ \t]*\n[ \t]*>", re.M
)
_QUOTED_LINE = re.compile(r"^[ \t]*>")
_DEVICE = re.compile(r"^[ \t]*(?:sent|gesendet|get outlook) (?:from|for|via)\b.{0,40}$", re.I)
_SIGNATURE_RULE = re.compile(r"^--[ \t]*$")

GREETING_WORDS = (
    r"dear|respected|esteemed|hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|to whom"
    # as people say it who write English with another language beside it
    r"|g['’]day|kia ora|t[eē]n[aā] koe|m[oō]rena|talofa|namaste|namaskar|salaam|salam|jambo|habari|dia dhuit|aloha|bonjour|hola|hallo|ciao"
)
_GREETING = re.compile(rf"^[ \t]*(?:{GREETING_WORDS})\b", re.I)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|mx|miss|dr|prof|rev|sr|st)\.$", re.I)
# 'Ingrid, Kwame, good morning.' and 'Helen,': names first, or nothing but names
_NAMES_FIRST = re.compile(
    r"^[ \t]*(?:[A-ZÀ-Þ][\w'’.-]+(?:[ \t]+(?:[A-ZÀ-Þ][\w'’.-]+|and|&)){0,7}[ \t]*,[ \t]*){1,4}"
    r"(?:good (?:morning|afternoon|evening|day)|hello|hi)?[ \t]*[.!,:]?[ \t]*$"
)

_CLOSING_WORDS = (
    r"(?:with )?(?:my |our )?(?:(?:very |kind|kindest|best|warm|warmest|many|sincere|good|all good|friendly|heartfelt|renewed|"
    r"again|further|more)[ ,]*(?:and )?)*(?:regards?|wishes|thanks|greetings|gratitude|appreciation)(?: again| once more| and regards|"
    r"(?: and| to) (?:best|kind|warm|you|all|both)[a-z ]{0,20}| for (?:your|the) [a-z ,]{3,30}| from [A-Z][a-z ]{2,20})?"
    r"|(?:yours|sincerely|faithfully|truly|cordially|respectfully|gratefully|warmly|best|cheers|thanks|thank you|hopefully|kindly)"
    r"(?: (?:yours|sincerely|faithfully|truly|cordially|respectfully|gratefully|warmly|ever|hopefully|again|both|so much|very much|"
    r"once again|in anticipation))*(?: and (?:best|kind|warm)[a-z ]{0,18})?"
    r"|all (?:the )?(?:very )?best(?: to you(?: both| all)?| for now)?|(?:with )?every good wish|take care|bye(?: for now)?|"
    r"(?:speak|talk|see you|see ya) soon|"
    r"see (?:ya|you)|ta|until (?:then|next time|soon)|have a (?:good|great|nice|lovely) (?:day|evening|weekend|week)|best of luck|"
    r"(?:with )?(?:warm|kind) thoughts|(?:i )?(?:look|looking) forward to (?:hearing|speaking|talking|meeting|seeing)[a-z ]{0,30}|kr|br|rgds|tks|thx"
    r"|ng[aā] mihi(?: nui)?|hei kon[aā](?: r[aā])?|sl[aá]n|le meas|namaste|asante(?: sana)?|ciao|hwyl"
)
_CLOSING = re.compile(
    rf"^[ \t]*(?P<closing>{_CLOSING_WORDS})(?P<stop>[ \t]*[,.!;:–—-]+|[ \t]*$)(?P<rest>[^\n]*)$", re.I
)


@dataclass(frozen=True, slots=True)
class Header:
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Draft:
    """A draft read into its parts. A part that is not there is None; `content` may be empty.

    `body` is the message without headers, signature block and quoted reply: what its reader would call the message.
    """

    clean: Clean
    headers: Mapping[str, Header]
    body: Span
    content: Span
    greeting: Span | None = None
    closing: Span | None = None
    name: Span | None = None
    signature: Span | None = None
    quoted: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = field(default=())

    @property
    def text(self) -> str:
        """The whole cleaned text."""
        return self.clean.text

    def of(self, span: Span | None) -> str:
        return self.text[span.start : span.end] if span else ""

    def given(self, span: Span) -> tuple[int, int, str]:
        """A span as start, end and words of the draft as given."""
        start, end = self.clean.span(span.start, span.end)
        return start, end, self.clean.given[start:end]

    @property
    def words(self) -> int:
        """How many words the body has; a sign or an emoji alone is no word."""
        return sum(1 for word in self.of(self.body).split() if any(c.isalnum() for c in word))


def read(given: str, letter: bool = True) -> Draft:
    """Reads a draft into its parts. Linear in its length; never fails.

    What is no letter, such as a plan or a review, has no greeting, sign-off, signature or quoted mail: 'Best: the trailer story' and
    'Until then:' begin a note, a line of dashes parts two notes, and '> ' is a bullet.
    """
    cleaned = clean(given)
    text = cleaned.text
    headers, start = _headers(text)
    if not letter:
        content = _trim(text, Span(start, len(text)))
        return Draft(cleaned, headers, content, content, sentences=tuple(sentences(text, content, notes=True)))
    lines, quoted = _own_lines(text, start)
    lines, signature_at = _without_device_line(text, lines)
    end = lines[-1].end if lines else start
    if not lines:
        nothing = Span(start, start)
        return Draft(cleaned, headers, nothing, nothing, quoted=quoted)

    greeting = _greeting(text, lines[0])
    closing, name, signature = _sign_off(text, lines[1:] if greeting and greeting.end >= lines[0].end else lines)
    if signature is None and signature_at is not None:
        signature = signature_at
    body_end = (name or closing or Span(end, end)).end
    content_start = greeting.end if greeting else lines[0].start
    content_end = closing.start if closing else name.start if name else end
    content = _trim(text, Span(content_start, max(content_start, content_end)))
    own = tuple(sentences(text, content, skip=quoted))
    return Draft(
        cleaned, headers, Span(lines[0].start, body_end), content, greeting, closing, name, signature, quoted, own
    )


def _headers(text: str) -> tuple[dict[str, Header], int]:
    """The header lines at the top, and where the rest begins."""
    found: dict[str, Header] = {}
    at = len(text) - len(text.lstrip())
    while match := _HEADER.match(text, at):
        key = match["key"].lower()
        if key in found and found[key].value:  # a second 'To:' belongs to the body
            break
        found[key] = Header(match["value"].strip().strip("*").strip(), match.start("value"), match.end("value"))
        at = min(match.end() + 1, len(text))
    return found, at


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _own_lines(text: str, start: int) -> tuple[list[Span], tuple[Span, ...]]:
    """The lines with words that the writer wrote, and the spans of what is quoted from somebody else's message."""
    own: list[Span] = []
    quoted: list[Span] = []
    for line in _lines(text, start):
        words = text[line.start : line.end]
        if _ANNOUNCED.match(text, line.start):
            quoted.append(Span(line.start, len(text)))
            break
        block = (
            _HEADER.match(words) and words.lower().lstrip().startswith("from") and own and _mail_block(text, line.start)
        )
        if _QUOTE_STARTS.match(words) or block:
            quoted.append(Span(line.start, len(text)))
            break
        if _QUOTED_LINE.match(words):
            quoted.append(line)
        elif words.strip():
            own.append(line)
    return own, tuple(quoted)


def _mail_block(text: str, at: int) -> bool:
    """Whether two header lines or more stand here, as above a message that is quoted below."""
    count = 0
    while match := _HEADER.match(text, at):
        count += 1
        at = match.end() + 1
    return count >= 2


def _without_device_line(text: str, lines: list[Span]) -> tuple[list[Span], Span | None]:
    """Takes 'Sent from my phone' and what stands below a `--` line off the end."""
    for n, line in enumerate(lines):
        words = text[line.start : line.end]
        if n and (_SIGNATURE_RULE.match(words) or (_DEVICE.match(words) and n >= len(lines) - 2)):
            return lines[:n], Span(line.start, lines[-1].end)
    return lines, None


def _greeting(text: str, line: Span) -> Span | None:
    words = text[line.start : line.end]
    if _NAMES_FIRST.match(words):
        return _trim(text, line)
    if not _GREETING.match(words):
        return None
    if (
        len(words.split()) <= 9
        and not re.search(r"[.!?][ \t]+\S", _TITLE_STOP.sub(" ", words))
        and _ends_greeting(words)
    ):
        return _trim(text, line)
    # 'Hi Joanne thanks for ringing': it ends behind the names
    if (names := _NAMED.match(words)) and re.match(r"[ \t]+(?:[a-z]|Thank|Just|Sorry|I\b|I')", words[names.end() :]):
        return _trim(text, Span(line.start, line.start + names.end()))
    # the greeting runs into the message: it ends at the first comma, dash, colon or full stop that is not a title's
    for stop in re.finditer(r"[,:;!.–—]|[ \t]-[ \t]", words):
        before = words[: stop.end()]
        if stop.group() == "." and _TITLE.search(before):
            continue
        return _trim(text, Span(line.start, line.start + stop.end()))
    return _trim(text, line) if len(words.split()) <= 6 else None


_NAMED = re.compile(
    rf"[ \t]*(?:(?i:{GREETING_WORDS})\b)"
    r"(?:[ \t]+(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Chef|Captain)\b\.?|and|&|there|all|both|(?!Thank|Just|Sorry|I\b)[A-ZÀ-Þ][\w'’-]+))+"
)
_TITLE_STOP = re.compile(r"\b(?:mr|mrs|ms|mx|miss|dr|prof|rev|sr|st)\.", re.I)
_PERSONAL = re.compile(r"\b(?:i|i'm|i'd|i've|we|you|your|thanks?|was|is|are|am|it|for)\b", re.I)


def _ends_greeting(words: str) -> bool:
    """Whether a line that begins with a greeting is nothing more than one."""
    return not _PERSONAL.search(re.sub(r"^[ \t]*to whom it may concern", "", words, flags=re.I))


def _sign_off(text: str, lines: list[Span]) -> tuple[Span | None, Span | None, Span | None]:
    """Closing, name and signature block at the end of a message, each None where it is not there."""
    for n in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        found = _CLOSING.match(text[lines[n].start : lines[n].end])
        if not found or not _is_closing(found):
            continue
        closing = Span(lines[n].start + found.start("closing"), lines[n].start + found.end("stop"))
        after = lines[n + 1 :]
        if found["rest"].strip():
            name = _trim(text, Span(closing.end, lines[n].end))
        elif after:
            name, after = _trim(text, after[0]), after[1:]
        else:
            name = None
        while n and (above := _CLOSING.match(text[lines[n - 1].start : lines[n - 1].end])) and _is_closing(above):
            if above["rest"].strip():
                break
            n -= 1
            closing = Span(lines[n].start, closing.end)
        signature = Span(after[0].start, after[-1].end) if after else None
        return closing, name, signature
    name = _bare_name(text, lines)
    return _last_words(text, lines) if name else None, name, None


def _last_words(text: str, lines: list[Span]) -> Span | None:
    """A short line with a comma at its end, straight above a bare name, closes a message whatever its words."""
    if len(lines) < 2:
        return None
    above = text[lines[-2].start : lines[-2].end].strip()
    return _trim(text, lines[-2]) if above.endswith(",") and 2 <= len(above.split()) <= 12 else None


def _is_closing(found: re.Match[str]) -> bool:
    """A closing stands alone or has a name behind it, not the rest of a sentence."""
    rest = found["rest"].strip(" \t,.!")
    if not rest:
        return True
    return len(rest.split()) <= 4 and rest[:1].isupper() and not re.search(r"[.?!,;]\s", rest)


def _bare_name(text: str, lines: list[Span]) -> Span | None:
    """A last line that can only be a name: a few words, each with a capital, no full stop."""
    while len(lines) > 2 and _NUMBER_OR_MAIL.match(text[lines[-1].start : lines[-1].end]):
        lines = lines[:-1]
    if not lines:
        return None
    words = text[lines[-1].start : lines[-1].end].strip(" \t-–—~*")
    parts = words.split()
    if (
        0 < len(parts) <= 4
        and all(part[:1].isupper() for part in parts)
        and (words[-1:] not in ".?!:;," or _INITIAL.search(words))
    ):
        return _trim(text, lines[-1])
    return None


_INITIAL = re.compile(r"^[^\W\d_]+ [^\W\d_]\.$")
_NUMBER_OR_MAIL = re.compile(r"^[ \t]*(?:(?:tel|phone|mobile|m|t)[.:]?[ \t]*)?(?:[\d+() -]{7,}|\S+@\S+)[ \t]*$", re.I)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
