"""Where hyphens may not end lines: a third line in a row, a page's last line. WeasyPrint 70 has no property for either.

A word that ends such a line loses its soft hyphens in the tree, so that in the next layout it moves to the next line as a
whole. It keeps them where it would not fit there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox

# At most so many lines of a paragraph in a row end with a hyphen.
_RUNNING = 2
_SOFT_HYPHEN, _NO_LIGATURE = "\u00ad", "\u200c"
_WORD = re.compile(r"[^ \t\n\u00a0\u202f]+")
# What a word may take of a line, by the average width of the signs before it.
_ROOM = 0.9


@dataclass(frozen=True, slots=True)
class Break:
    """A soft hyphen at which a line ends: the n-th, from 0, of those in an element's own text."""

    element: Element
    number: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a block; ``end`` is the soft hyphen at its end, if it ends with one and its word can move on."""

    block: Element
    page: int
    hyphenated: bool
    end: Break | None


def bad_breaks(document: Document) -> list[Break]:
    """The first of each block that ends a third line in a row or a page: mending it moves all that stands behind it."""
    found: dict[int, Break] = {}
    lines = list(_lines(document))
    running = 0
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        running = running + 1 if line.hyphenated else 0
        # The last line of a block has no hyphen, unless a page or a footnote comes between it and the next.
        parted = following is None or following.block is not line.block or following.page != line.page
        if line.end is not None and (running > _RUNNING or parted):
            found.setdefault(id(line.block), line.end)
        running = 0 if parted else running
    return list(found.values())


def mend(breaks: list[Break]) -> None:
    """Take the soft hyphens out of the words at those breaks."""
    for node, attribute, text, at in filter(None, map(_place, breaks)):
        word = _word_at(text, at)
        setattr(node, attribute, text[: word.start()] + _plain(word[0]) + text[word.end() :])


def _lines(document: Document) -> Iterator[_Line]:
    met: Counter[int] = Counter()
    for number, page in enumerate(document.pages):
        for block in page._page_box.descendants():  # noqa: SLF001 - it has no other name
            if isinstance(block, BlockContainerBox):
                yield from (_line(line, block, number, met) for line in block.children if isinstance(line, LineBox))


def _line(line: Any, block: Any, page: int, met: Counter[int]) -> _Line:
    """``met`` counts the soft hyphens of each element's own text so far, which come in the order of the tree."""
    texts = [box for box in line.descendants() if isinstance(box, TextBox)]
    for box in texts:
        met[id(box.element)] += box.text.count(_SOFT_HYPHEN)
    if not texts or not texts[-1].text.endswith(_SOFT_HYPHEN + texts[-1].style["hyphenate_character"]):
        return _Line(block.element, page, hyphenated=False, end=None)
    last = texts[-1]
    place = Break(last.element, met[id(last.element)] - 1)
    begins = " " in last.text or "".join(box.text for box in texts[:-1]).endswith(" ")
    found = _place(place) if begins else None
    if found is None:
        return _Line(block.element, page, hyphenated=True, end=None)
    _, _, text, at = found
    width = len(_plain(_word_at(text, at)[0])) * last.width / len(_plain(last.text))
    return _Line(block.element, page, hyphenated=True, end=place if width < _ROOM * block.width else None)


def _place(place: Break) -> tuple[Element, str, str, int] | None:
    """The node and attribute that hold a break, their text, and where in it the soft hyphen stands.

    None for what is set again on every page, as the head of a table: of it there are more than the tree has.
    """
    number = place.number
    for node in (place.element, *place.element):
        attribute = "text" if node is place.element else "tail"
        text: str = getattr(node, attribute) or ""
        found = [match.start() for match in re.finditer(_SOFT_HYPHEN, text)]
        if number < len(found):
            return node, attribute, text, found[number]
        number -= len(found)
    return None


def _word_at(text: str, at: int) -> re.Match[str]:
    return next(match for match in _WORD.finditer(text) if match.start() <= at < match.end())


def _plain(text: str) -> str:
    return text.replace(_NO_LIGATURE + _SOFT_HYPHEN, "").replace(_SOFT_HYPHEN, "")
