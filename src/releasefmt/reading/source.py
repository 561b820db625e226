"""Bytes to text: encodings, line ends, composed characters; and the way back to the author's own columns."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Outcome
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
    """A draft's text with line feeds as line ends, in NFC. ``columns`` maps a changed line (from 1) to the author's columns."""

    text: str
    columns: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """A place in this text as a place in the author's file; all four count from 1."""
        return Span(line, self._column(line, column), end_line, self._column(end_line, end_column))

    def _column(self, line: int, column: int) -> int:
        columns = self.columns.get(line)
        return column if columns is None else columns[min(column, len(columns)) - 1]


def read_source(data: bytes) -> Outcome[Source]:
    """Decode a draft and normalise it (rule R0); the findings name a guessed encoding and replaced characters."""
    text, findings = _decode(data)
    lines: list[str] = []
    columns: dict[int, tuple[int, ...]] = {}
    for number, line in enumerate(_LINE_END.split(text), 1):
        clean, mapping = _clean(line)
        lines.append(clean)
        if clean != line:
            columns[number] = mapping
        for match in _UNPRINTABLE.finditer(line):
            place = Span(number, match.start() + 1, number, match.end() + 1)
            message = f"The character U+{ord(match[0]):04X} cannot be printed; it is shown as \ufffd."
            findings.append(finding("RF006", message, place, hint="Delete it in the draft."))
    return Outcome(Source("\n".join(lines), columns), tuple(findings))


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


def _clean(line: str) -> tuple[str, tuple[int, ...]]:
    """A line in NFC without invisible characters, with the author's column of each character and of the end."""
    if unicodedata.is_normalized("NFC", line) and not _UNPRINTABLE.search(line) and not _has_invisible(line):
        return line, ()
    out: list[str] = []
    columns: list[int] = []
    start = 0
    while start < len(line):
        end = start + 1
        while end < len(line) and unicodedata.combining(line[end]):
            end += 1
        cluster = _UNPRINTABLE.sub("\ufffd", unicodedata.normalize("NFC", line[start:end]))
        for char in cluster:
            if char not in _INVISIBLE:
                out.append(char)
                columns.append(start + 1)
        start = end
    columns.append(len(line) + 1)
    return "".join(out), tuple(columns)


def _has_invisible(line: str) -> bool:
    return any(char in line for char in _INVISIBLE)
