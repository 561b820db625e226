"""What an HTML table may hold and a table of the sheet may not: blocks inside a cell, and cells that span others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from releasefmt.model.content import (
    Block,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)
from releasefmt.model.places import cut, stretches, words_of


def as_lines(blocks: Iterable[Block]) -> Inlines:
    """Blocks as inlines, each paragraph, entry or row on a line of its own; the signs of lists become text."""
    out: list[Inline] = []
    for line in _lines(blocks):
        out += [*([LineBreak()] if out else ()), *line]
    return tuple(out)


def _lines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Paragraph(content):
                yield content
            case Heading(_, content):
                yield (Strong(content, block.span),)
            case Quote(inner, attribution):
                yield from _lines(inner)
                yield from (attribution,) if attribution else ()
            case BulletList(items) | OrderedList(items):
                for number, item in enumerate(items):
                    sign = f"{block.start + number}. " if isinstance(block, OrderedList) else "• "
                    first, *rest = (*_lines(item.blocks),) or ((),)
                    yield (Text(sign), *first)
                    yield from rest
            case Table(_, head, rows):
                for row in (head, *rows):
                    cells = [cell.content for cell in row if cell.content]
                    yield tuple(node for cell in cells for node in (Text(" · "), *cell))[1:]
            case Figure(image, caption):
                yield (image,)
                yield from (caption,) if caption else ()
            case CodeBlock():
                yield from _code_lines(block)
            case DefinitionList(definitions):
                for definition in definitions:
                    yield definition.term
                    for description in definition.descriptions:
                        yield from _lines(description)
            case Rule():
                pass
            case _:
                assert_never(block)


def _code_lines(block: CodeBlock) -> Iterator[Inlines]:
    words = words_of(block)
    for line in re.finditer(r"[^\n]*\S[^\n]*", block.text):
        own = cut(words, *line.span())
        yield (Code(own.text, block.span, stretches(own)),)


def grid(rows: Sequence[Sequence[tuple[Cell, int, int]]]) -> list[tuple[Cell, ...]]:
    """Rows of one length out of cells with the number of columns and rows that each spans; what is spanned is empty."""
    out: list[list[Cell]] = []
    held: dict[int, int] = {}
    for row in rows:
        line: list[Cell] = []
        _skip(line, held)
        for cell, columns, deep in row:
            begin = len(line)
            line += [cell, *[Cell(())] * (columns - 1)]
            held |= dict.fromkeys(range(begin, len(line)), deep - 1)
            _skip(line, held)
        out.append(line)
    width = max(map(len, out))
    return [(*line, *[Cell(())] * (width - len(line))) for line in out]


def _skip(line: list[Cell], held: dict[int, int]) -> None:
    """Empty cells where a cell of a row above reaches down."""
    while held.get(len(line), 0) > 0:
        held[len(line)] -= 1
        line.append(Cell(()))
