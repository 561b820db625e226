"""Which pictures a release names, and what is printed where one of them cannot be had: its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from releasefmt.model.sheet import Picture


def images_of(release: Release) -> tuple[Image, ...]:
    """Every picture that a release names, in reading order."""
    blocks: list[Block] = [*release.preamble, *(release.lead.value if release.lead else ()), *release.body]
    for sections in (release.boilerplate, release.contacts, release.material, release.notes_to_editors):
        blocks += [block for entry in sections for block in entry.value.blocks]
    blocks += [block for note in release.notes for block in note.blocks]
    heads = [part.value for part in (release.kicker, release.headline, release.subheadline) if part]
    return tuple(
        image for source in (*(_in_inlines(head) for head in heads), _in_blocks(tuple(blocks))) for image in source
    )


def _in_block(block: Block) -> Iterator[Image]:
    match block:
        case Figure():
            yield block.image
        case Paragraph() | Heading():
            yield from _in_inlines(block.content)
        case Quote():
            yield from _in_blocks(block.blocks)
        case BulletList() | OrderedList():
            for item in block.items:
                yield from _in_blocks(item.blocks)
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from _in_inlines(cell.content)
        case DefinitionList():
            for definition in block.items:
                yield from _in_inlines(definition.term)
                for description in definition.descriptions:
                    yield from _in_blocks(description)
        case CodeBlock() | Rule():
            pass


def _in_blocks(blocks: Blocks) -> Iterator[Image]:
    for block in blocks:
        yield from _in_block(block)


def _in_inlines(inlines: Inlines) -> Iterator[Image]:
    for node in inlines:
        match node:
            case Image():
                yield node
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Link():
                yield from _in_inlines(node.children)
            case Text() | Code() | SoftBreak() | LineBreak() | NoteRef():
                pass


def without_missing(blocks: Blocks, pictures: Mapping[str, Picture]) -> Blocks:
    """The blocks with each picture that is not in ``pictures`` replaced by its alternative text or caption."""
    return tuple(kept for block in blocks for kept in _block(block, pictures))


def _block(block: Block, pictures: Mapping[str, Picture]) -> Blocks:
    match block:
        case Figure():
            if block.image.source in pictures:
                return (block,)
            words = block.caption or ((Text(block.image.alt, block.image.span),) if block.image.alt else ())
            return (Paragraph(words, block.span),) if words else ()
        case Paragraph():
            content = _inlines(block.content, pictures)
            return (Paragraph(content, block.span),) if content else ()
        case Heading():
            return (Heading(block.level, _inlines(block.content, pictures), block.span),)
        case Quote():
            return (Quote(without_missing(block.blocks, pictures), block.attribution, block.span),)
        case BulletList():
            return (BulletList(_items(block.items, pictures), block.tight, block.span),)
        case OrderedList():
            return (OrderedList(_items(block.items, pictures), block.start, block.tight, block.span),)
        case Table():
            head, *rows = (
                tuple(Cell(_inlines(cell.content, pictures), cell.span) for cell in row)
                for row in (block.head, *block.rows)
            )
            return (Table(block.columns, head, tuple(rows), block.span),)
        case DefinitionList():
            items = tuple(
                Definition(
                    _inlines(item.term, pictures),
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


def _inlines(inlines: Inlines, pictures: Mapping[str, Picture]) -> Inlines:
    return tuple(kept for node in inlines for kept in _inline(node, pictures))


def _inline(node: Inline, pictures: Mapping[str, Picture]) -> Inlines:
    match node:
        case Image():
            if node.source in pictures:
                return (node,)
            return (Text(node.alt, node.span),) if node.alt else ()
        case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript():
            children = _inlines(node.children, pictures)
            return (type(node)(children, node.span),) if children else ()
        case Link():
            children = _inlines(node.children, pictures)
            return (Link(children, node.target, node.title, node.span),) if children else ()
        case Text() | Code() | SoftBreak() | LineBreak() | NoteRef():
            return (node,)
