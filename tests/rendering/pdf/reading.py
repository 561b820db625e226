"""What the tests read out of a PDF: the tag tree with its objects at hand, and where text and lines stand in millimetres.

The reading itself is ``releasefmt.measuring``; here are the ways to ask it that suit the tests of the renderer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from releasefmt.measuring.facts import MM, Annotated, Content, Element, PdfFacts
from releasefmt.measuring.pdf import measure
from releasefmt.measuring.pdf.boxes import page_to_mm
from releasefmt.measuring.pdf.structure import read_structure
from tests.rendering.pdf.sheets import ROOT


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@dataclass
class Tag:
    """A structure element; ``own`` counts its pieces of marked content, ``links`` its annotations."""

    name: str
    element: Any
    pdf: pikepdf.Pdf = field(repr=False)  # its objects die with it
    kids: list[Tag] = field(default_factory=list)
    own: list[tuple[int, int]] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)

    def all(self, name: str) -> list[Tag]:
        return [tag for tag in self.walk() if tag.name == name]

    def walk(self) -> Iterator[Tag]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def outline(self) -> str:
        """``L(LI(Lbl LBody(P)))``."""
        inner = " ".join(kid.outline() for kid in self.kids)
        return f"{self.name}({inner})" if inner else self.name


def tag_tree(pdf: pikepdf.Pdf) -> Tag:
    top = read_structure(pdf, [page_to_mm(page) for page in pdf.pages])
    assert top is not None
    return _tag(top, pdf)


def _tag(element: Element, pdf: pikepdf.Pdf) -> Tag:
    tag = Tag(element.tag, pdf.get_object(element.number, 0), pdf)
    for kid in element.kids:
        match kid:
            case Content(page, mcid):
                tag.own.append((page, mcid))
            case Annotated(number):
                tag.links.append(pdf.get_object(number, 0))
            case Element():
                inner = _tag(kid, pdf)
                if inner.name == "Span" and not inner.kids and not kid.attributes:
                    tag.own += inner.own  # text beside other elements, kept in a Span for its order's sake
                else:
                    tag.kids.append(inner)
    return tag


@lru_cache(maxsize=8)
def _facts(data: bytes) -> PdfFacts:
    return measure(data)


@dataclass
class Sign:
    """A character where it stands: ``x`` its origin from the left, ``y`` its baseline from the top, in mm."""

    text: str
    x: float
    y: float
    right: float


def signs(data: bytes, page: int) -> list[Sign]:
    """All characters of a page (counted from 0) in the order of the content, blanks left out, ligatures in their letters."""
    found = []
    for piece in _facts(data).pages[page].pieces:
        for sign in piece.signs:
            step = (sign.right - sign.left) / max(1, len(sign.text))
            found += [
                Sign(letter, sign.left + place * step, piece.baseline, sign.left + (place + 1) * step)
                for place, letter in enumerate(sign.text)
                if not letter.isspace()
            ]
    return found


def baseline_of(data: bytes, page: int, words: str) -> tuple[float, float]:
    """The x of the first sign of ``words`` and its baseline in mm."""
    found = signs(data, page)
    text = "".join(sign.text for sign in found)
    start = text.index("".join(words.split()))
    return found[start].x, found[start].y


def shapes(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom in mm of everything on a page that is drawn and no text."""
    boxes = (stroke.rect for stroke in _facts(data).pages[page].strokes)
    return [(box.left, box.top, box.right, box.bottom) for box in boxes]


def first_baseline(file: str, size: float, leading: float) -> float:
    """Millimetres from a line's top to its baseline: half the leading that the font's own height leaves (CSS 2.2, 10.8)."""
    font = TTFont(ROOT / "src/releasefmt/fonts" / file)
    ascent, descent = (value * size / font["head"].unitsPerEm for value in (font["hhea"].ascent, -font["hhea"].descent))
    return float((leading - ascent - descent) / 2 + ascent) * MM
