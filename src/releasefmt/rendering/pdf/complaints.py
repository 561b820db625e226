"""WeasyPrint's complaints as findings: a missing glyph with its place in the draft, all else in its own words.

What the draft and the letterhead lack is known before (passes.glyphs); here is heard what a style sheet brings besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from releasefmt.model.content import Code, Image, LineBreak, NoteRef, SoftBreak, Span, Text
from releasefmt.model.findings import Finding
from releasefmt.model.glyphs import Place, missing_glyphs
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet
from releasefmt.model.walk import Leaf, leaves_of
from releasefmt.rendering.pdf.engine import MISSING_GLYPH, Complaint

BROKEN_FONT = "Font-face %r cannot be loaded"


def findings(complaints: Iterable[Complaint], sheet: Sheet) -> tuple[Finding, ...]:
    """What is said of missing characters (model.glyphs), and one finding for any other message."""
    signs: dict[str, Place] = {}
    others: list[Finding] = []
    for complaint in complaints:
        if complaint.template.startswith(MISSING_GLYPH):
            sign = str(complaint.values[0])
            signs[sign] = Place(_place(sign, sheet))
        else:
            others.append(_other(complaint))
    return tuple(dict.fromkeys((*others, *missing_glyphs(signs))))


def _other(complaint: Complaint) -> Finding:
    if complaint.template.startswith(BROKEN_FONT):
        hint = "Name a TrueType or OpenType file (.ttf, .otf) under fonts.files in releasefmt.toml."
        return finding("RF409", f"The font file of “{complaint.values[0]}” cannot be used.", hint=hint)
    return finding("RF503", f"The PDF engine reports: {complaint.text}")


def _place(sign: str, sheet: Sheet) -> Span | None:
    """Where the sign first stands in the draft; in capitals or in the letterhead it has no place."""
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    return next((leaf.span for leaf in leaves_of(blocks) if sign in _text(leaf) and leaf.span is not None), None)


def _text(leaf: Leaf) -> str:
    match leaf:
        case Text(text) | Code(text):
            return text
        case Image():
            return leaf.alt
        case SoftBreak() | LineBreak() | NoteRef():
            return ""
        case _:
            assert_never(leaf)
