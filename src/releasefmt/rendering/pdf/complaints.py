"""WeasyPrint's complaints as findings: a missing glyph with its place in the draft, all else in its own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never

from releasefmt.model.content import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet
from releasefmt.rendering.pdf.engine import Complaint

MISSING_GLYPH = ".notdef glyph rendered"
BROKEN_FONT = "Font-face %r cannot be loaded"


def findings(complaints: Iterable[Complaint], sheet: Sheet) -> tuple[Finding, ...]:
    """One finding a missing character, however often it stands, and one for every other message."""
    return tuple(dict.fromkeys(_finding(complaint, sheet) for complaint in complaints))


def _finding(complaint: Complaint, sheet: Sheet) -> Finding:
    if complaint.template.startswith(MISSING_GLYPH):
        sign = str(complaint.values[0])
        return _missing_glyph(sign, sheet)
    if complaint.template.startswith(BROKEN_FONT):
        hint = "Name a TrueType or OpenType file (.ttf, .otf) under fonts.files in releasefmt.toml."
        return finding("RF409", f"The font file of “{complaint.values[0]}” cannot be used.", hint=hint)
    return finding("RF503", f"The PDF engine reports: {complaint.text}")


def _missing_glyph(sign: str, sheet: Sheet) -> Finding:
    name = unicodedata.name(sign, "").lower()
    code = f"U+{ord(sign):04X}" + (f", {name}" if name else "")
    shown = sign if sign.isprintable() else code
    return finding(
        "RF502",
        f"The fonts have no glyph for “{shown}” ({code}); an empty box is printed.",
        _place(sign, sheet),
        hint="Write it another way, or name a font file that has it under fonts.files in releasefmt.toml.",
    )


def _place(sign: str, sheet: Sheet) -> Span | None:
    """Where the sign first stands in the draft; in capitals or in the letterhead it has no place."""
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    return next((span for text, span in _texts(blocks) if sign in text and span is not None), None)


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Span | None]]:
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(_, content):
                yield from _words(content)
            case Quote(inner, attribution):
                yield from _texts(inner)
                yield from _words(attribution)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _texts(item.blocks)
            case Table(_, head, rows):
                for row in (head, *rows):
                    for cell in row:
                        yield from _words(cell.content)
            case Figure(image, caption):
                yield image.alt, image.span
                yield from _words(caption)
            case CodeBlock(text):
                yield text, block.span
            case Rule():
                pass
            case DefinitionList(definitions):
                for definition in definitions:
                    yield from _words(definition.term)
                    for inner in definition.descriptions:
                        yield from _texts(inner)
            case _:
                assert_never(block)


def _words(content: Iterable[Inline]) -> Iterator[tuple[str, Span | None]]:
    for item in content:
        match item:
            case Text(text) | Code(text):
                yield text, item.span
            case (
                Strong(children)
                | Emphasis(children)
                | Strikethrough(children)
                | Superscript(children)
                | Subscript(children)
                | Link(children)
            ):
                yield from _words(children)
            case Image():
                yield item.alt, item.span
            case SoftBreak() | LineBreak() | NoteRef():
                pass
            case _:
                assert_never(item)
