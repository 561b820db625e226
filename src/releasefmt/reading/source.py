"""Bytes to text: encodings, line ends, composed characters; and the way back to the author's own columns."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from releasefmt.model.content import Span, Stretch, Text
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.places import cut, placed, stretches, where
from releasefmt.model.rules import finding

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = "\ufeff\u200b"
# Controls that no page can show, and private-use characters (icon fonts), which every machine shows differently.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A draft's text with line feeds as line ends, in NFC.

    ``changed`` are those lines (from 1) that do not stand letter for letter in the author's file.
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
    """Decode a draft and normalise it (rule R0); the findings name a guessed encoding and replaced characters."""
    text, findings = _decode(data)
    lines: list[str] = []
    changed: dict[int, Text] = {}
    for number, line in enumerate(_LINE_END.split(text), 1):
        clean = _clean(line, number)
        lines.append(clean.text)
        if clean.places or clean.span != Span(number, 1, number, len(clean.text) + 1):
            changed[number] = clean
        for match in _UNPRINTABLE.finditer(line):
            there = Span(number, match.start() + 1, number, match.end() + 1)
            message = f"The character U+{ord(match[0]):04X} cannot be printed; it is shown as \ufffd."
            findings.append(finding("RF006", message, there, hint="Delete it in the draft."))
    return Outcome(Source("\n".join(lines), changed), tuple(findings))


def _decode(data: bytes) -> tuple[str, list[Finding]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
    encoding, name = _guess(data)
    message = f"The draft is not saved as UTF-8; it was read as {name}. Please check umlauts and quotation marks."
    place = Span(line, column, line, column + 1)
    return data.decode(encoding, "replace"), [finding("RF004", message, place, hint="Save the draft as UTF-8.")]


def _guess(data: bytes) -> tuple[str, str]:
    """Windows-1252 or Mac Roman, by which reading gives more letters and quotation marks that a draft would hold."""
    plausible = "äöüÄÖÜßéèàçñ„“”‚‘’–—«»…€ \u00a0"

    def score(encoding: str) -> int:
        return sum(1 if char in plausible else -1 for char in data.decode(encoding, "replace") if char > "\x7f")

    if score("mac-roman") > score("cp1252"):
        return "mac-roman", "Mac Roman"
    return "cp1252", "Windows-1252"


def _clean(line: str, number: int) -> Text:
    """A line in NFC without invisible characters, with the author's place of each character."""
    if unicodedata.is_normalized("NFC", line) and not _UNPRINTABLE.search(line) and not _has_invisible(line):
        return Text(line, Span(number, 1, number, len(line) + 1))
    out: list[str] = []
    known: list[Stretch] = []
    size = 0
    start = 0
    while start < len(line):
        end = start + 1
        while end < len(line) and _joins(line[end]):
            end += 1
        typed = line[start:end]
        cluster = _UNPRINTABLE.sub("\ufffd", unicodedata.normalize("NFC", typed))
        cluster = "".join(char for char in cluster if char not in _INVISIBLE)
        if cluster:
            known.append(Stretch(size, Span(number, start + 1, number, end + 1), literal=len(typed) == 1))
        out.append(cluster)
        size += len(cluster)
        start = end
    return placed("".join(out), known)


def _joins(char: str) -> bool:
    """Whether a character may be composed with the one before it: marks, and the later parts of a Hangul syllable."""
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or "\u1161" <= char <= "\u11c2")


def _has_invisible(line: str) -> bool:
    return any(char in line for char in _INVISIBLE)
