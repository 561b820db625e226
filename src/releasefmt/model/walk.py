"""All inlines of blocks in reading order, for whoever looks for something and does not care where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

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
    Inlines,
    LineBreak,
    Link,
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

Leaf: TypeAlias = Text | Code | Image | SoftBreak | LineBreak | NoteRef


def leaves(inlines: Inlines) -> Iterator[Leaf]:
    """The inlines that hold no others."""
    for node in inlines:
        match node:
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign() | Link():
                yield from leaves(node.children)
            case Text() | Code() | Image() | SoftBreak() | LineBreak() | NoteRef():
                yield node
            case _:
                assert_never(node)


def links(inlines: Inlines) -> Iterator[Link]:
    """The links, which hold no others."""
    for node in inlines:
        match node:
            case Link():
                yield node
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign():
                yield from links(node.children)
            case Text() | Code() | Image() | SoftBreak() | LineBreak() | NoteRef():
                pass
            case _:
                assert_never(node)


def leaves_of(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """The leaves of blocks at any depth; a code block is one Code, a figure its image and its caption."""
    for run in runs_of(blocks):
        yield from leaves(run)


def runs_of(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """The inlines of blocks at any depth, one paragraph, cell, term, picture or caption after the other."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.content
            case Quote():
                yield from runs_of(block.blocks)
                yield block.attribution
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from runs_of(item.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield cell.content
            case Figure():
                yield (block.image,)
                yield block.caption
            case DefinitionList():
                for definition in block.items:
                    yield definition.term
                    for description in definition.descriptions:
                        yield from runs_of(description)
            case CodeBlock():
                yield (Code(block.text, block.span, block.places),)
            case Rule():
                pass
            case _:
                assert_never(block)


def leaves_of_release(release: Release) -> Iterator[Leaf]:
    """The leaves of all that a release prints of its draft, the letterhead's words apart."""
    for part in (release.kicker, release.headline, release.subheadline):
        if part is not None:
            yield from leaves(part.value)
    yield from leaves_of(release.preamble)
    if release.lead is not None:
        yield from leaves_of(release.lead.value)
    yield from leaves_of(release.body)
    for sections in (release.boilerplate, release.contacts, release.material, release.notes_to_editors):
        for entry in sections:
            yield from leaves(entry.value.heading)
            yield from leaves_of(entry.value.blocks)
    for note in release.notes:
        yield from leaves_of(note.blocks)
