"""Footnotes stand on the page of their sign.

WeasyPrint 70 sends one that has long found its place to the next page where that saves the first two lines of a later
paragraph (layout/block.py, "report footnotes"). Such a paragraph begins the next page instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure.boxes import BlockContainerBox, FootnoteAreaBox, LineBox, MarginBox

_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def crowding(document: Document) -> Element | None:
    """The block that drove a footnote off the page of its sign, with the heads over it: the first of these. None without one.

    A note whose sign stands in that block itself has no better place.
    """
    called: dict[int, int] = {}
    for number, page in enumerate(document.pages):
        box = page._page_box  # noqa: SLF001 - it has no other name
        for inner in box.descendants():
            if inner.footnote is not None:
                called.setdefault(id(inner.footnote.element), number)
        for area in (child for child in box.children if isinstance(child, FootnoteAreaBox)):
            for note in area.children:
                origin = called.get(id(note.element), number)
                if origin < number:
                    return _last_block(document.pages[origin]._page_box, note.element)  # noqa: SLF001
    return None


def begin_page_with(block: Element) -> None:
    """A page break before the block in the next layout, and no distance above it: CSS keeps it after such a break."""
    block.set("style", "break-before: page; margin-top: 0")


def _last_block(page: Any, note: Element) -> Element | None:
    blocks = [box.element for box in _blocks(page) if box.element is not None]
    if not blocks or note in blocks[-1].iter() or blocks[-1].get("style"):
        return None
    at = len(blocks) - 1
    while at > 0 and (blocks[at - 1].tag in _HEADS or "joined" in blocks[at - 1].get("class", "").split()):
        at -= 1
    return blocks[at] if at > 0 else None


def _blocks(box: Any) -> Iterator[Any]:
    """Blocks of lines in the order of the page, without its margins and notes."""
    for child in getattr(box, "children", ()):
        if isinstance(child, MarginBox | FootnoteAreaBox | LineBox):
            continue
        if isinstance(child, BlockContainerBox) and any(isinstance(inner, LineBox) for inner in child.children):
            yield child
        yield from _blocks(child)
