"""Bytes to text: line ends, composed characters, invisible signs; and the way back to the author's own columns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from releasefmt.model.content import Span, Stretch, Text
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.places import cut, joined, placed, stretches, together, where
from releasefmt.model.rules import finding
from releasefmt.reading.encodings import Decoded, decode, encoded_twice

_LINE_END = re.compile(r"\r\n|\r|\n")
_PARAGRAPH_END = "\u2029"
# A line end inside a paragraph: word processors have a vertical tab for it. A form feed between pages is white space.
LINE_SEPARATOR = "\u2028"
# Controls that no page can show; private-use characters (icon fonts), which every machine shows differently; characters
# that are none; signs for an object that was pasted.
_BASIC_UNPRINTABLE = "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
_UNPRINTABLE = (
    _BASIC_UNPRINTABLE
    + "\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
)
# Bullets in the fonts Symbol and Wingdings, which word processors leave at the start of a line.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "‣", "\uf076": "▪"}
# Where a line may end and where not. Scripts without blanks need the first one.
# The rest of these steer formulas, music and digits of programs long gone, and cannot be seen either.
_ZERO_WIDTH_SPACE, _BASIC_NO_BREAKS = "\u200b", "\u2060-\u2064\u206a-\u206f\ufeff"
_NO_BREAKS = _BASIC_NO_BREAKS + "\U0001d173-\U0001d17a"
_WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# They shape the letters of some scripts, and join the parts of an emoji.
_JOINERS = "\u200c\u200d"
_JOINED = re.compile(
    "[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u27bf\ufb50-\ufdff\ufe0f\ufe70-\ufefe\U0001f000-\U0001faff]"
)
# What steers the direction of reading: marks stand beside a sign, the others turn the text up to their end.
_DIRECTION_MARKS, _DIRECTIONS, _OVERRIDES = "\u200e\u200f\u061c", "\u202a-\u202e\u2066-\u2069", "\u202d\u202e"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Letters that cannot be seen; behind a black flag they name the part of a country.
_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
# They choose a form of an ideograph; behind anything else hundreds of them can carry what nobody sees.
_SELECTORS = "(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\U000e0100-\U000e01ef])[\U000e0100-\U000e01ef]+"
_STEERING = f"\x0b\x0c{_ZERO_WIDTH_SPACE}{_JOINERS}{_DIRECTION_MARKS}{_DIRECTIONS}\ufffd"
_STRANGE = re.compile(f"{_TAGS}|{_SELECTORS}|[{_STEERING}{_UNPRINTABLE}{_NO_BREAKS}]")
# One of these is in whatever is strange, and the end of a paragraph besides. A single class of characters of the basic
# plane, with all that are beyond it, is found many times as fast; emoji are not strange, but rare enough.
_SUSPECT = re.compile(f"[{_STEERING}{_BASIC_UNPRINTABLE}{_BASIC_NO_BREAKS}{_PARAGRAPH_END}\U00010000-\U0010ffff]")
_MOST = 10  # findings about the same character; the last one says how many more there are


@dataclass(frozen=True, slots=True)
class Source:
    """A draft's text with line feeds as line ends, in NFC.

    ``changed`` are those lines (from 1) that do not stand letter for letter in the author's line of the same number.
    """

    text: str
    changed: dict[int, Text] = field(default_factory=dict)

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """A place in this text as a place in the author's file; all four count from 1, the end is exclusive."""
        if not self.changed:
            return Span(line, column, end_line, end_column)
        empty = (line, column) == (end_line, end_column)
        first = self._point(line, column, end=False)
        return Span(*first, *(first if empty else self._point(end_line, end_column, end=True)))

    def stretches(self, line: int, column: int, length: int, start: int = 0) -> tuple[Stretch, ...]:
        """The author's places of ``length`` characters of a line, which are those from ``start`` on of some text."""
        known = self.changed.get(line)
        if known is None:
            return (Stretch(start, Span(line, column, line, column + length)),)
        part = stretches(cut(known, column - 1, column - 1 + length))
        return tuple(Stretch(start + stretch.start, stretch.span, stretch.literal) for stretch in part)

    def _point(self, line: int, column: int, *, end: bool) -> tuple[int, int]:
        """Where the character at ``column`` begins, or where the one before it ends."""
        known = self.changed.get(line)
        if known is None:
            return line, column
        if end and column > 1:
            there = where(known, column - 2, column - 1)
            return (there.end_line, there.end_column) if there else (line, column)
        there = where(known, column - 1, column - 1)
        return (there.line, there.column) if there else (line, column)


def read_source(data: bytes) -> Outcome[Source]:
    """Decode a draft and normalise it (rule R0); the findings name whatever is a guess or cannot be printed."""
    decoded = decode(data)
    typed = _LINE_END.split(decoded.text)
    found = _Findings()
    found.encoding(decoded)
    # Most drafts hold nothing strange, and need not be looked through for it line by line.
    suspect = _SUSPECT.search(decoded.text) is not None
    for number, line in enumerate(typed, 1):
        found.line(line, number, suspect=suspect)
    plain = not suspect and unicodedata.is_normalized("NFC", decoded.text)
    return Outcome(Source("\n".join(typed)) if plain else _cleaned(typed), tuple(found.said()))


def _cleaned(typed: list[str]) -> Source:
    lines: list[str] = []
    changed: dict[int, Text] = {}
    for number, line in enumerate(typed, 1):
        for clean in _clean(line, number):
            lines.append(clean.text)
            here = len(lines)
            if clean.places or clean.span != Span(here, 1, here, len(clean.text) + 1):
                changed[here] = clean
    return Source("\n".join(lines), changed)


# --- characters -----------------------------------------------------------------------------------------------------


def _clean(line: str, number: int) -> Iterator[Text]:
    """A line as it is read, with the author's place of each character; the end of a paragraph inside it makes three."""
    whole = Text(line, Span(number, 1, number, len(line) + 1))
    done = 0
    for match in re.finditer(_PARAGRAPH_END, line):
        yield _composed(_visible(cut(whole, done, match.start())))
        yield cut(whole, match.start(), match.start())
        done = match.end()
    yield _composed(_visible(cut(whole, done, len(line))))


def _visible(line: Text) -> Text:
    """A line without invisible signs that say nothing there; what cannot be printed becomes U+FFFD."""
    pieces: list[Text] = []
    done = 0
    for match in _STRANGE.finditer(line.text):
        shown = _shown(match)
        if shown != match[0]:
            pieces.append(cut(line, done, match.start()))
            if shown:
                pieces.append(Text(shown, where(line, *match.span())))
            done = match.end()
    return joined((*pieces, cut(line, done, len(line.text)))) if pieces else line


def _shown(match: re.Match[str]) -> str:
    """What is printed for a strange sign: itself, another, or nothing."""
    sign, line = match[0], match.string
    if sign in _BULLETS and not line[: match.start()].strip() and line[match.end() : match.end() + 1].isspace():
        return _BULLETS[sign]
    if sign in "\x0b\x0c":
        return LINE_SEPARATOR if sign == "\x0b" else " "
    neighbours = line[max(match.start() - 1, 0) : match.start()] + line[match.end() : match.end() + 1]
    kept = (
        sign == "\ufffd"
        or (sign == _ZERO_WIDTH_SPACE and _WITHOUT_BLANKS.search(neighbours))
        or (sign in _JOINERS and _JOINED.search(neighbours))
        or (_is_direction(sign) and sign not in _OVERRIDES and _RIGHT_TO_LEFT.search(line))
    )
    if kept:
        return sign
    return "" if re.match(_HARMLESS, sign) else "\ufffd"


_HARMLESS = re.compile(
    f"{_TAGS}|{_SELECTORS}|[{_ZERO_WIDTH_SPACE}{_NO_BREAKS}{_JOINERS}{_DIRECTION_MARKS}{_DIRECTIONS}]"
)
_DIRECTION = re.compile(f"[{_DIRECTION_MARKS}{_DIRECTIONS}]")


def _is_direction(sign: str) -> bool:
    return bool(_DIRECTION.match(sign))


def _composed(line: Text) -> Text:
    """A line in NFC."""
    words = line.text
    if unicodedata.is_normalized("NFC", words):
        return line
    out: list[str] = []
    known: list[Stretch] = []
    size = 0
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and _joins(words[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", words[start:end])
        piece = cut(line, start, end)
        if cluster != words[start:end]:
            piece = together(cluster, piece.span)
        known += (Stretch(size + stretch.start, stretch.span, stretch.literal) for stretch in stretches(piece))
        out.append(cluster)
        size += len(cluster)
        start = end
    return placed("".join(out), known)


def _joins(char: str) -> bool:
    """Whether a character may be composed with the one before it: marks, and the later parts of a Hangul syllable."""
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or "\u1161" <= char <= "\u11c2")


# What an entity may bring in after the draft was looked through.
_BY_ENTITY = re.compile(f"[{_UNPRINTABLE}{_DIRECTIONS}\x0c\ufffd]")


def read_entity(words: str, span: Span | None, findings: list[Finding]) -> str:
    """What an entity prints that reads as ``words``; a sign that cannot be printed or turns the order of reading is said."""
    if not _BY_ENTITY.search(words):
        return words
    found = _Findings()
    for match in _STRANGE.finditer(words):
        found.strange(match, span)
    findings.extend(found.said())
    return _STRANGE.sub(_shown, words)


# --- what is said -----------------------------------------------------------------------------------------------------


class _Findings:
    """Findings about characters; of those about the same one, the first few are told one by one."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], int] = {}

    def said(self) -> Iterator[Finding]:
        more = {self._last[key]: count - _MOST for key, count in self._counts.items() if count > _MOST}
        for index, entry in enumerate(self._found):
            count = more.get(index)
            yield (
                replace(entry, message=f"{entry.message} There are {count} more places like this.") if count else entry
            )

    def _add(self, code: str, key: str, message: str, span: Span | None, hint: str) -> None:
        self._counts[code, key] += 1
        if self._counts[code, key] <= _MOST:
            self._last[code, key] = len(self._found)
            self._found.append(finding(code, message, span, hint=hint))

    def encoding(self, decoded: Decoded) -> None:
        if decoded.guess:
            message = f"The draft is not saved as UTF-8; it was read as {decoded.guess}. Please check umlauts and quotation marks."
            self._add("RF004", "", message, _index_span(decoded.text, decoded.first), "Save the draft as UTF-8.")
        for at in decoded.foreign:
            sign = decoded.text[at]
            message = f"This character is not saved as UTF-8, as the others are; it was read as “{sign}”."
            # Of thousands only the first few need a place.
            span = _index_span(decoded.text, at) if self._counts["RF004", ""] < _MOST else Span(1, 1, 1, 1)
            self._add("RF004", "", message, span, "Save the draft as UTF-8.")

    def line(self, line: str, number: int, *, suspect: bool) -> None:
        for match in _STRANGE.finditer(line) if suspect else ():
            self.strange(match, Span(number, match.start() + 1, number, match.end() + 1))
        for match, meant in encoded_twice(line):
            message = (
                f"“{match[0]}” was probably “{meant}” before the text was saved or copied; it is printed as it stands."
            )
            span = Span(number, match.start() + 1, number, match.end() + 1)
            self._add("RF042", match[0], message, span, f"Write {meant}, or take the text from its source again.")

    def strange(self, match: re.Match[str], span: Span | None) -> None:
        sign, shown = match[0], _shown(match)
        name = f"U+{ord(sign[0]):04X}"
        if sign == "\ufffd":
            message = "A letter was lost here before the draft reached releasefmt; � stands in its place."
            self._add("RF041", sign, message, span, "Write the letter in its place.")
        elif re.match(_TAGS, sign):
            hidden = "".join(chr(ord(letter) - 0xE0000) for letter in sign if "\U000e0020" <= letter < "\U000e007f")
            message = f"Letters that cannot be seen stand here, “{hidden}”; they were left out."
            self._add("RF040", name, message, span, "Delete them, or write them as ordinary letters.")
        elif re.match(_SELECTORS, sign):
            message = f"{len(sign)} signs that cannot be seen stand here ({name}); they were left out."
            self._add("RF040", name, message, span, "Delete them.")
        elif re.match(f"[{_DIRECTIONS}]", sign):
            message = f"The invisible sign {name} ({unicodedata.name(sign)}) turns the order in which this line is read"
            message += "; it was left out." if not shown else ", so that words may look other than they are."
            self._add("RF040", name, message, span, "Delete it, unless a line in two directions needs it.")
        elif sign == "\ufffc":
            message = f"An object that was pasted here ({name}), perhaps a picture, did not come along; it is shown as �, in the PDF as ◆."
            self._add("RF006", sign, message, span, "Delete it; name a picture as in ![What it shows](picture.jpg).")
        elif shown == "\ufffd":
            message = f"The character {name} cannot be printed; it is shown as �, in the PDF as ◆."
            self._add("RF006", sign, message, span, _instead(sign))


def _instead(sign: str) -> str:
    """Controls from U+0080 on are signs of Windows-1252 that a program took for Latin-1."""
    windows = sign.encode("latin-1").decode("cp1252", "replace") if "\x80" <= sign <= "\x9f" else "\ufffd"
    return "Delete it in the draft." if windows == "\ufffd" else f"Write {windows} if that was meant, or delete it."


def _index_span(text: str, at: int) -> Span:
    """The place of one character of the whole text."""
    before = _LINE_END.split(text[:at])
    return Span(len(before), len(before[-1]) + 1, len(before), len(before[-1]) + 2)
