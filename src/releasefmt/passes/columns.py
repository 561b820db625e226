"""How wide the columns of a table are: the automatic layout of CSS 2.2, 17.5.2.2, on estimated letter widths.

Each renderer has a way of its own to find them; the tables would look different, and where their lines break, too.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Role, Style, TextStyle
from releasefmt.model.text import plain_text
from releasefmt.model.widths import line_length

_PT_PER_MM = 72 / 25.4
_PADDING = 8.0
"""pt that a cell keeps free beside its text."""
_KEPT = 1 / 3
"""The part of a page's height up to which a row is kept together."""
_DOUBT = 1.15
"""A word may be longer than it is reckoned to be, and shall not be broken for that."""
_BLANKS = re.compile(r"[ \t\n]+")
"""Where a line may break; what a no-break blank holds together is one word, as “33,4 Mio. €” is."""


def with_columns(sheet: Sheet) -> Sheet:
    """The sheet with the shares of their columns in all tables."""
    style = sheet.style
    width = style.geometry.text_width
    return replace(
        sheet,
        flow=tuple(placed.holding(_block(placed.block, style, width)) for placed in sheet.flow),
        notes=tuple(replace(note, blocks=_blocks(note.blocks, style, width)) for note in sheet.notes),
    )


def column_shares(table: Table, width: float, text: TextStyle, head: TextStyle) -> tuple[float, ...]:
    """Shares whose sum is 1, in a table ``width`` pt wide.

    A column gets at least its longest word and wishes for its longest line. What is left over goes to the columns in
    proportion to their wishes, what is missing is taken in proportion to what they can spare.
    """
    least = [_PADDING] * len(table.columns)
    wished = [_PADDING] * len(table.columns)
    for row, style in ((table.head, head), *((row, text) for row in table.rows)):
        for index, cell in enumerate(row):
            lines = plain_text(cell.content).split("\n")
            longest = max((line_length(word, style) for line in lines for word in _BLANKS.split(line)), default=0.0)
            least[index] = max(least[index], _PADDING + longest * _DOUBT)
            wished[index] = max(wished[index], _PADDING + max(line_length(line, style) for line in lines) * _DOUBT)
    if sum(wished) <= width:
        widths = wished
    elif sum(least) < width:
        spare = (width - sum(least)) / (sum(wished) - sum(least))
        widths = [low + (wish - low) * spare for low, wish in zip(least, wished, strict=True)]
    else:
        widths = least
    return tuple(each / sum(widths) for each in widths)


def _row_height(row: tuple[Cell, ...], shares: tuple[float, ...], width: float, text: TextStyle) -> float:
    """pt, about; LibreOffice prints nothing of what a row that is kept together has beyond the page's foot."""
    lines = (
        sum(
            math.ceil(line_length(line, text) / max(share * width - _PADDING, text.size)) or 1
            for line in plain_text(cell.content).split("\n")
        )
        for cell, share in zip(row, shares, strict=True)
    )
    return max(lines, default=0) * text.leading


def _blocks(blocks: Blocks, style: Style, width: float) -> Blocks:
    return tuple(_block(block, style, width) for block in blocks)


def _block(block: Block, style: Style, width: float) -> Block:
    """``width`` in mm is what the block may fill."""
    match block:
        case Table():
            text, head = style.text(Role.TABLE_TEXT), style.text(Role.TABLE_HEAD)
            shares = column_shares(block, width * _PT_PER_MM, text, head)
            geometry = style.geometry
            room = (geometry.height - geometry.top - geometry.bottom) * _PT_PER_MM * _KEPT
            rows = frozenset(
                number
                for number, row in enumerate(block.rows)
                if _row_height(row, shares, width * _PT_PER_MM, text) > room
            )
            return replace(block, shares=shares, long_rows=rows)
        case Quote(blocks):
            return replace(block, blocks=_blocks(blocks, style, width - style.text(Role.QUOTE).indent))
        case BulletList(items) | OrderedList(items):
            inner = width - style.geometry.list_indent
            return replace(
                block, items=tuple(replace(item, blocks=_blocks(item.blocks, style, inner)) for item in items)
            )
        case DefinitionList(items):
            inner = width - style.text(Role.DESCRIPTION).indent
            described = (
                replace(item, descriptions=tuple(_blocks(blocks, style, inner) for blocks in item.descriptions))
                for item in items
            )
            return replace(block, items=tuple(described))
        case Paragraph() | Heading() | Figure() | CodeBlock() | Rule():
            return block
