"""Checks of a release before it is drawn; each names what a newsroom would stumble over (R14 of the anatomy)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
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
    Span,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.language import Language
from releasefmt.model.rules import finding

# [CITY, COUNTRY], [PAPER URL]; not [sic], not the omission […] of a quotation, not a footnote's [1].
_BRACKETS = re.compile(r"\[(?=[^\]]*[^\W\d_]{2})[^\]a-zäöüß]{2,60}\]")


def inspect(release: Release, pack: Language) -> tuple[Finding, ...]:
    """Every finding that the release as such gives rise to."""
    return tuple(_placeholders(release, pack))


def _placeholders(release: Release, pack: Language) -> Iterator[Finding]:
    """Words that stand for what is still to come: they are printed as they stand, but hardly meant to be."""
    words = "|".join(re.escape(word) for word in pack.vocabulary.placeholders)
    # Capitals for the short ones: "xx" is a name of a size, "XX" a gap.
    terms = re.compile(rf"(?<!\w)(?:{words}|{words.upper()})(?!\w)")
    for text, span in _texts(release):
        for pattern in (_BRACKETS, terms):
            for match in pattern.finditer(text):
                if pattern is terms and len(match[0]) < 5 and not match[0].isupper():
                    continue
                message = f"“{match[0]}” looks like a placeholder that has not been filled in."
                yield finding("RF110", message, span, hint="Fill it in or delete it.")


def _texts(release: Release) -> Iterator[tuple[str, Span | None]]:
    heads: Sequence[Inlines] = [
        part.value for part in (release.kicker, release.headline, release.subheadline) if part is not None
    ]
    for head in heads:
        yield from _in_inlines(head)
    blocks: list[Block] = [*release.preamble, *(release.lead.value if release.lead else ()), *release.body]
    for sections in (release.boilerplate, release.contacts, release.material, release.notes_to_editors):
        for entry in sections:
            yield from _in_inlines(entry.value.heading)
            blocks += entry.value.blocks
    blocks += [block for note in release.notes for block in note.blocks]
    yield from _in_blocks(tuple(blocks))


def _in_blocks(blocks: Blocks) -> Iterator[tuple[str, Span | None]]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from _in_inlines(block.content)
            case Quote():
                yield from _in_blocks(block.blocks)
                yield from _in_inlines(block.attribution)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _in_blocks(item.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from _in_inlines(cell.content)
            case Figure():
                yield from _in_inlines(block.caption)
            case DefinitionList():
                for definition in block.items:
                    yield from _in_inlines(definition.term)
                    for description in definition.descriptions:
                        yield from _in_blocks(description)
            case CodeBlock():
                yield block.text, block.span
            case Rule():
                pass


def _in_inlines(inlines: Inlines) -> Iterator[tuple[str, Span | None]]:
    for node in inlines:
        match node:
            case Text() | Code():
                yield node.text, node.span
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Link():
                yield from _in_inlines(node.children)
            case Image() | SoftBreak() | LineBreak() | NoteRef():
                pass
