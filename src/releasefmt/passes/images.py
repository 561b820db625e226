"""Which pictures a release names, and what is printed where one of them cannot be had: its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Release,
    Rule,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.places import together
from releasefmt.model.sheet import Picture
from releasefmt.model.walk import leaves_of_release


def images_of(release: Release) -> tuple[Image, ...]:
    """Every picture that a release names, in reading order."""
    return tuple(leaf for leaf in leaves_of_release(release) if isinstance(leaf, Image))


def words_for_missing(inlines: Inlines, pictures: Mapping[str, Picture]) -> Inlines:
    """The inlines with each picture that is not in ``pictures`` replaced by its alternative text."""
    return tuple(kept for node in inlines for kept in _inline(node, pictures))


def without_missing(blocks: Blocks, pictures: Mapping[str, Picture]) -> Blocks:
    """The blocks with each picture that is not in ``pictures`` replaced by its alternative text; a caption stays."""
    return tuple(kept for block in blocks for kept in _block(block, pictures))


def _block(block: Block, pictures: Mapping[str, Picture]) -> Blocks:
    match block:
        case Figure():
            if block.image.source in pictures:
                return (block,)
            alt: Inlines = (together(block.image.alt, block.image.span),) if block.image.alt else ()
            return tuple(Paragraph(words, block.span) for words in dict.fromkeys((alt, block.caption)) if words)
        case Paragraph():
            content = words_for_missing(block.content, pictures)
            return (Paragraph(content, block.span),) if content else ()
        case Heading():
            return (Heading(block.level, words_for_missing(block.content, pictures), block.span),)
        case Quote():
            return (
                Quote(
                    without_missing(block.blocks, pictures), words_for_missing(block.attribution, pictures), block.span
                ),
            )
        case BulletList():
            return (BulletList(_items(block.items, pictures), block.tight, block.span),)
        case OrderedList():
            return (OrderedList(_items(block.items, pictures), block.start, block.tight, block.span),)
        case Table():
            head, *rows = (
                tuple(Cell(words_for_missing(cell.content, pictures), cell.span) for cell in row)
                for row in (block.head, *block.rows)
            )
            return (replace(block, head=head, rows=tuple(rows)),)
        case DefinitionList():
            items = tuple(
                Definition(
                    words_for_missing(item.term, pictures),
                    tuple(without_missing(description, pictures) for description in item.descriptions),
                    item.span,
                )
                for item in block.items
            )
            return (DefinitionList(items, block.span),)
        case CodeBlock() | Rule():
            return (block,)


def _items(items: tuple[ListItem, ...], pictures: Mapping[str, Picture]) -> tuple[ListItem, ...]:
    return tuple(ListItem(without_missing(item.blocks, pictures), item.checked, item.span) for item in items)


def _inline(node: Inline, pictures: Mapping[str, Picture]) -> Inlines:
    match node:
        case Image():
            if node.source in pictures:
                return (node,)
            return (together(node.alt, node.span),) if node.alt else ()
        case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign():
            children = words_for_missing(node.children, pictures)
            return (replace(node, children=children),) if children else ()
        case Link():
            children = words_for_missing(node.children, pictures)
            return (Link(children, node.target, node.title, node.span),) if children else ()
        case Text() | Code() | SoftBreak() | LineBreak() | NoteRef():
            return (node,)
