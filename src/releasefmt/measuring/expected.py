"""What a sheet promises, in the terms in which a finished file is measured."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.model.content import Emphasis, Foreign, Inlines, Link, Strikethrough, Strong, Subscript, Superscript
from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text
from releasefmt.model.walk import runs_of


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
    for inlines in runs_of(blocks):
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
