"""What a sheet promises, in the terms in which a finished file is measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from releasefmt.model.content import (
    Block,
    BulletList,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
)
from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text


def letterhead_text(sheet: Sheet) -> str:
    """The words of the first page's letterhead in the order of reading, a line each."""
    head = sheet.first_head
    lines = [head.wordmark, head.organisation, *map(plain_text, head.address), *head.addressee]
    return "\n".join(filter(None, lines))


def flow_text(sheet: Sheet) -> str:
    """The words between letterhead and footnotes, as ``plain_text`` has them."""
    return plain_text(tuple(placed.block for placed in sheet.flow))


def notes_text(sheet: Sheet) -> str:
    """The words of the footnotes."""
    return plain_text(tuple(block for note in sheet.notes for block in note.blocks))


def foot_text(sheet: Sheet) -> str:
    """The words of the foot, which is read once, after everything else, for it says who answers for the text."""
    return "\n".join(sheet.footer.lines)


def whole_text(sheet: Sheet) -> str:
    """Every word that is printed once: letterhead, flow, footnotes."""
    return "\n".join((letterhead_text(sheet), flow_text(sheet), notes_text(sheet)))


def passages(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Language and words of each passage in another language, in the order of the flow, then of the footnotes."""
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    for inlines in _runs(blocks):
        for passage in _foreign(inlines):
            if passage.language and passage.language != sheet.language:
                yield passage.language, plain_text(passage.children)


def _foreign(inlines: Inlines) -> Iterator[Foreign]:
    for node in inlines:
        match node:
            case Foreign():
                yield node
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Link():
                yield from _foreign(node.children)
            case _:
                pass


def _runs(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The inlines of blocks at any depth, one paragraph, cell, term or caption after the other."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.content
            case Quote():
                yield from _runs(block.blocks)
                yield block.attribution
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _runs(item.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    yield from (cell.content for cell in row)
            case Figure():
                yield block.caption
            case DefinitionList():
                for definition in block.items:
                    yield definition.term
                    for description in definition.descriptions:
                        yield from _runs(description)
            case CodeBlock() | Rule():
                pass
            case _:
                assert_never(block)
