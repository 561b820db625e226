"""One change of inlines carried through every block that holds any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
)

Change: TypeAlias = Callable[[Inlines], Inlines]


def with_words(blocks: Blocks, change: Change) -> Blocks:
    """The blocks with each of their sequences of inlines changed; a paragraph in which nothing is to change is the same."""
    return tuple(_block(block, change) for block in blocks)


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph(content) | Heading(_, content):
            changed = change(content)
            return block if changed is content else replace(block, content=changed)
        case Quote(blocks, attribution):
            return replace(block, blocks=with_words(blocks, change), attribution=change(attribution))
        case BulletList(items) | OrderedList(items):
            return replace(block, items=tuple(replace(item, blocks=with_words(item.blocks, change)) for item in items))
        case Table(_, head, rows):
            cells = [tuple(replace(cell, content=change(cell.content)) for cell in row) for row in (head, *rows)]
            return replace(block, head=cells[0], rows=tuple(cells[1:]))
        case Figure(_, caption):
            return replace(block, caption=change(caption))
        case DefinitionList(items):
            defined = (
                replace(
                    item,
                    term=change(item.term),
                    descriptions=tuple(with_words(blocks, change) for blocks in item.descriptions),
                )
                for item in items
            )
            return replace(block, items=tuple(defined))
        case CodeBlock() | Rule():
            return block
