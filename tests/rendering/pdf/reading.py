"""What the tests read out of a PDF: the tag tree, and where text and lines stand in millimetres."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
from fontTools.ttLib import TTFont

from tests.rendering.pdf.sheets import ROOT

MM = 25.4 / 72


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
    pages = [page.obj.objgen for page in pdf.pages]
    return _tag(pdf.Root.StructTreeRoot.K[0], pages, pdf)


def _tag(element: Any, pages: list[Any], pdf: pikepdf.Pdf) -> Tag:
    tag = Tag(str(element.S)[1:], element, pdf)
    kids = element.get("/K", pikepdf.Array())
    home = pages.index(element.Pg.objgen) if "/Pg" in element else -1
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            tag.own.append((home, int(kid)))
        elif kid.get("/Type") == "/OBJR":
            tag.links.append(kid.Obj)
        elif "/MCID" in kid:
            tag.own.append((pages.index(kid.Pg.objgen), int(kid.MCID)))
        else:
            inner = _tag(kid, pages, pdf)
            if inner.name == "Span" and not inner.kids and "/A" not in kid:
                tag.own += inner.own  # text beside other elements, kept in a Span for its order's sake
            else:
                tag.kids.append(inner)
    return tag


@dataclass
class Sign:
    """A character where it stands: ``x`` its origin from the left, ``y`` the foot of its ink from the top, in mm."""

    text: str
    x: float
    y: float
    right: float


def signs(data: bytes, page: int) -> list[Sign]:
    """All characters of a page (counted from 0) in the order of the content, blanks left out."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        height, words = sheet.get_height(), sheet.get_textpage()
        found = []
        for index in range(words.count_chars()):
            text = chr(pypdfium2.raw.FPDFText_GetUnicode(words.raw, index))
            if text.isspace():
                continue
            left, _, right, _ = words.get_charbox(index, loose=True)
            _, bottom, _, _ = words.get_charbox(index)
            found.append(Sign(text, left * MM, (height - bottom) * MM, right * MM))
        return found
    finally:
        document.close()


def baseline_of(data: bytes, page: int, words: str) -> tuple[float, float]:
    """The x of the first sign of ``words`` and its baseline in mm; the first sign must stand flat on the line."""
    found = signs(data, page)
    text = "".join(sign.text for sign in found)
    start = text.index("".join(words.split()))
    return found[start].x, found[start].y


def shapes(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom in mm of everything on a page that is drawn and no text."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        height = sheet.get_height()
        boxes = [item.get_bounds() for item in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
        return [
            (left * MM, (height - top) * MM, right * MM, (height - bottom) * MM) for left, bottom, right, top in boxes
        ]
    finally:
        document.close()


def first_baseline(file: str, size: float, leading: float) -> float:
    """Millimetres from a line's top to its baseline: half the leading that the font's own height leaves (CSS 2.2, 10.8)."""
    font = TTFont(ROOT / "src/releasefmt/fonts" / file)
    ascent, descent = (value * size / font["head"].unitsPerEm for value in (font["hhea"].ascent, -font["hhea"].descent))
    return float((leading - ascent - descent) / 2 + ascent) * MM
