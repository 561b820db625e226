"""The words of inlines and blocks as a reader sees them, without any markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from releasefmt.model.content import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
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
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

# They only say where a line may or may not end: soft hyphen, zero width space, word joiner.
_BREAK_SIGNS = ("\u00ad", "\u200b", "\u2060")


def plain_text(content: Iterable[Inline] | Iterable[Block]) -> str:
    """The printed words of inlines, or of blocks with one block, list item or table row a line.

    A soft break is a blank, a line break a line feed, cells are parted by a tab. Signs that are no words are left out:
    footnote signs, bullets and numbers of lists, pictures, and characters that only steer line ends.
    """
    parts: list[str] = []
    lines: list[str] = []
    for item in content:
        match item:
            case (
                Paragraph()
                | Heading()
                | Quote()
                | BulletList()
                | OrderedList()
                | Table()
                | Figure()
                | CodeBlock()
                | Rule()
                | DefinitionList()
            ):
                lines += _lines(item)
            case _:
                parts.append(_words(item))
    words = "".join(parts) + "\n".join(lines)
    if not words.isascii():
        for sign in _BREAK_SIGNS:
            words = words.replace(sign, "")
    return words


def _words(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case (
            Strong(children)
            | Emphasis(children)
            | Strikethrough(children)
            | Superscript(children)
            | Subscript(children)
            | Foreign(children)
            | Link(children)
        ):
            return "".join(_words(child) for child in children)
        case SoftBreak():
            return " "
        case LineBreak():
            return "\n"
        case Image() | NoteRef():
            return ""
        case _:
            assert_never(inline)


def _lines(block: Block) -> list[str]:
    """The block's lines, none of them empty."""
    match block:
        case Paragraph(content) | Heading(_, content):
            lines = [plain_text(content)]
        case Quote(blocks, attribution):
            lines = [line for inner in blocks for line in _lines(inner)] + [plain_text(attribution)]
        case BulletList(items) | OrderedList(items):
            lines = [line for item in items for inner in item.blocks for line in _lines(inner)]
        case Table(_, head, rows):
            lines = ["\t".join(plain_text(cell.content) for cell in row).strip() for row in (head, *rows)]
        case Figure(_, caption):
            lines = [plain_text(caption)]
        case CodeBlock(text):
            lines = [text]
        case Rule():
            lines = []
        case DefinitionList(items):
            lines = [
                line
                for item in items
                for line in (
                    plain_text(item.term),
                    *(line for blocks in item.descriptions for inner in blocks for line in _lines(inner)),
                )
            ]
        case _:
            assert_never(block)
    return [line for line in lines if line]
