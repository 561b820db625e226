"""What must hold of any bytes at all that are handed in as a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from releasefmt.model.sheet import Sheet
from releasefmt.model.walk import links, runs_of
from releasefmt.reading.encodings import decode
from releasefmt.reading.metadata import read_metadata
from releasefmt.reading.source import read_source
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from tests.reading.drafts import WORD, WORDS
from tests.reading.test_properties import NAMES, typed_at
from tests.reading.workbench import Drawn, draw, printed

_LETTERS = re.compile(r"[^\W\d_]+")
# What a draft may hold and nobody is meant to read. Rather too much than too little: a word in it is not looked for.
_MARKUP = re.compile(
    r"""
    ^[^\w\n]*(?:\d+[.)][^\w\n]*)*(?:`{3,}|~{3,})[^\n]*        # the language of code
    | <!--.*?(?:-->|\Z)                                         # comments
    | <(?:=\s*(?:"[^"]*"|'[^']*')|[^<>])*>                       # tags, addresses in angle brackets
    | \]\([^)]*\)? | \]\[[^\]]*\]                               # where a link leads
    | \[(?!\^)[^\]]*\]:[^\n]*(?:\n[^\n]+){0,2}                  # … written elsewhere, its title on the next lines
    | \[\^[^\]]*\]                                              # the sign of a footnote
    | \{[^}]*\}? | &\#?\w+;?                                    # attributes, commands, entities
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


def faults(data: bytes, *, thorough: bool = True) -> Iterator[str]:
    """What does not hold of these bytes as a draft. An exception is a fault as well.

    ``thorough`` draws it a second time and makes the Word file too, which takes ten times as long.
    """
    drawn = draw(data, internal="print")
    if drawn.sheet is None and not drawn.findings:
        yield "neither a sheet nor a finding"
    if thorough and draw(data, internal="print") != drawn:
        yield "another sheet or other findings the second time"
    source = read_source(data).value
    decoded = unicodedata.normalize("NFC", decode(data).text)
    if _run_together(decoded) != _run_together(source.text):
        yield "letters lost before anything was read"
    draft = with_words(source.text)
    lost = lost_words(draft, draw(draft, internal="print"))
    if lost:
        yield f"words lost: {' '.join(sorted(lost))}"
    if thorough and drawn.sheet is not None:
        made = load("docx")(drawn.sheet, FolderAssets(draft=Path("/nonexistent")))
        if made.value is None and not made.findings:
            yield "neither a Word file nor a finding"


def with_words(text: str) -> str:
    """The draft with a word of its own in the place of each that is no part of its markup and none that it is read by."""
    markup = [match.span() for match in _MARKUP.finditer(text)]
    words = iter(WORDS)

    def worded(match: re.Match[str]) -> str:
        if match[0].casefold() in NAMES or len(match[0]) < 2:
            return match[0]
        if any(start < match.end() and match.start() < end for start, end in markup):
            return match[0]
        return next(words, match[0])

    return _LETTERS.sub(worded, text)


def lost_words(draft: str, drawn: Drawn) -> set[str]:
    """Words of the draft that neither its sheet prints nor a finding holds, in its sentence or at its place."""
    if drawn.sheet is None:
        return set()
    body = read_metadata(read_source(draft.encode()).value).value.body
    looked_for = set(WORD.findall(_MARKUP.sub(lambda match: " " * len(match[0]), body)))
    rows = draft.split("\n")
    said = "\n".join(f"{finding.message}\n{typed_at(rows, finding)}" for finding in drawn.findings)
    return looked_for - set(WORD.findall("\n".join((printed(drawn.sheet), *_addresses(drawn.sheet), said))))


def _addresses(sheet: Sheet) -> Iterator[str]:
    for blocks in ([placed.block for placed in sheet.flow], *(note.blocks for note in sheet.notes)):
        for run in runs_of(blocks):
            for link in links(run):
                yield f"{link.target} {link.title}"


def _run_together(text: str) -> str:
    """The letters alone, without marks: what stood between a letter and its mark may keep them from being one sign."""
    return "".join(_LETTERS.findall(unicodedata.normalize("NFD", text)))
