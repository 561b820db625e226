"""Sound files made unsound, one defect each, by changing the objects of a finished PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, String

from releasefmt.model.purpose import Purpose
from tests.measuring.files import everything

MM = 72 / 25.4

Item: TypeAlias = Any  # objects of a file, whose types name no members
Change: TypeAlias = Callable[[Pdf], None]


@dataclass(frozen=True)
class Defect:
    """A defect, what makes it, and the code of our own check that has to see it; empty where a validator's eye is enough.

    ``purposes`` are those whose files have what is broken.
    """

    name: str
    change: Change
    code: str
    purposes: tuple[Purpose, ...]


DEFECTS: list[Defect] = []


LINKED = tuple(purpose for purpose in Purpose if purpose is not Purpose.PRINT)
HOLDING_THE_DRAFT = (Purpose.SCREEN, Purpose.ARCHIVE_4)
WITH_INFORMATION = tuple(purpose for purpose in Purpose if purpose is not Purpose.ARCHIVE_4)


def defect(name: str, code: str, purposes: tuple[Purpose, ...] = tuple(Purpose)) -> Callable[[Change], Change]:
    def add(change: Change) -> Change:
        DEFECTS.append(Defect(name, change, code, purposes))
        return change

    return add


def changed(change: Change, purpose: Purpose = Purpose.SCREEN) -> bytes:
    """The file with everything in it, changed; its streams as they were, for PDF/A wants its metadata uncompressed."""
    with pikepdf.open(io.BytesIO(everything(purpose=purpose)[1])) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, compress_streams=False, static_id=True)
        return target.getvalue()


@cache
def sound(purpose: Purpose = Purpose.SCREEN) -> bytes:
    """The same file written in the same way, but unchanged: what is clean about it is clean before the defect."""
    return changed(lambda _: None, purpose)


# --- finding one's way in the file ---


def elements(pdf: Pdf, *tags: str) -> list[Item]:
    """The structure elements of these tags in the order of reading."""
    return [element for element in _walk(pdf.Root.StructTreeRoot.K[0]) if str(element.S)[1:] in tags]


def _walk(element: Item) -> Iterator[Item]:
    yield element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else []:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _walk(kid)


def content_of(pdf: Pdf, element: Item) -> tuple[int, int]:
    """Page and number of the first piece of content that belongs to the element itself or to something in it."""
    pages = [page.obj.objgen for page in pdf.pages]
    for inner in _walk(element):
        kids = inner.get("/K")
        for kid in kids if isinstance(kids, Array) else []:
            if not isinstance(kid, Dictionary):
                return pages.index(inner.Pg.objgen), int(kid)
    raise AssertionError("the element has no content")


def paragraph(pdf: Pdf, number: int = 6) -> tuple[int, int]:
    """A paragraph of running text on page 1 with no element in it."""
    prose = [item for item in elements(pdf, "P") if not any(isinstance(kid, Dictionary) for kid in item.get("/K", ()))]
    return content_of(pdf, prose[number])


def rewrite(
    pdf: Pdf, page: int, change: Callable[[list[ContentStreamInstruction]], list[ContentStreamInstruction]]
) -> None:
    """A page's content stream, instruction by instruction."""
    sheet = pdf.pages[page]
    given = [item for item in pikepdf.parse_content_stream(sheet) if isinstance(item, ContentStreamInstruction)]
    sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(change(given)))


def op(name: str, *operands: Item) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))


def begins(instruction: ContentStreamInstruction, mcid: int) -> bool:
    return str(instruction.operator) == "BDC" and instruction.operands[1].get("/MCID") == mcid


def within(given: list[ContentStreamInstruction], mcid: int) -> range:
    """The places of the instructions from BDC to EMC of a piece of content, both included."""
    start = next(place for place, item in enumerate(given) if begins(item, mcid))
    depth = 0
    for place in range(start, len(given)):
        name = str(given[place].operator)
        depth += (name in {"BDC", "BMC"}) - (name == "EMC")
        if depth == 0:
            return range(start, place + 1)
    raise AssertionError("marked content without an end")


def edit(
    pdf: Pdf, where: tuple[int, int], change: Callable[[list[ContentStreamInstruction]], list[ContentStreamInstruction]]
) -> None:
    """The instructions of one piece of content, by page and number."""
    page, mcid = where

    def replaced(given: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
        places = within(given, mcid)
        return [*given[: places.start], *change(given[places.start : places.stop]), *given[places.stop :]]

    rewrite(pdf, page, replaced)


def shifted(given: list[ContentStreamInstruction], x: float, y: float) -> list[ContentStreamInstruction]:
    """Text moved by mm to the right and downwards; the page's own units are CSS pixels from its top."""
    pixels = 96 / 25.4
    return [
        op("Tm", *item.operands[:4], float(item.operands[4]) + x * pixels, float(item.operands[5]) + y * pixels)
        if str(item.operator) == "Tm"
        else item
        for item in given
    ]


def links(pdf: Pdf) -> list[Item]:
    return [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]


def replace_metadata(pdf: Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    stream = pdf.make_stream(packet.replace(old, new))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream


# --- tags ---


@defect("no tags at all", "RF601")
def _(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@defect("a tag missing around text", "RF602")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: given[1:-1])


@defect("content in no tag of the tree", "RF602")
def _(pdf: Pdf) -> None:
    [item] = [item for item in elements(pdf, "P") if content_of_or_none(pdf, item) == paragraph(pdf)]
    del item.K


def content_of_or_none(pdf: Pdf, element: Item) -> tuple[int, int] | None:
    try:
        return content_of(pdf, element)
    except AssertionError:
        return None


@defect("decoration inside a tag", "RF603")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: [given[0], op("BMC", Name.Artifact), *given[1:-1], op("EMC"), given[-1]])


@defect("a text drawn as decoration", "RF606")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: [op("BMC", Name.Artifact), *given[1:]])


@defect("a text tagged twice", "RF603")
def _(pdf: Pdf) -> None:
    first, second = elements(pdf, "P")[6:8]
    second.K = Array([*second.K, *first.K])


@defect("words shown twice", "RF607")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: [*given[:-1], *(item for item in given[1:-1]), given[-1]])


@defect("running head tagged as text", "RF604")
def _(pdf: Pdf) -> None:
    """On the last page, under a new paragraph at the end of the tree, its content and parents in order."""
    page = pdf.pages[-1]
    row = parent_row(pdf, len(pdf.pages) - 1)
    mcid = len(row)
    top = pdf.Root.StructTreeRoot.K[0]
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=page.obj, K=Array([mcid])))
    row.append(made)
    top.K.append(made)

    def tag(given: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
        place = next(
            place
            for place, item in enumerate(given)
            if str(item.operator) == "BDC" and item.operands[1].get("/Subtype") == "/Header"
        )
        return [*given[:place], op("BDC", Name.Span, Dictionary(MCID=mcid)), *given[place + 1 :]]

    rewrite(pdf, len(pdf.pages) - 1, tag)


def parent_row(pdf: Pdf, page: int) -> Item:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    key = int(pdf.pages[page].StructParents)
    return next(numbers[place + 1] for place in range(0, len(numbers), 2) if int(numbers[place]) == key)


@defect("two paragraphs read in the wrong order", "RF605")
def _(pdf: Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    prose = [place for place, kid in enumerate(kids) if kid.S == "/P"]
    one, other = prose[4], prose[5]
    kids[one], kids[other] = kids[other], kids[one]


@defect("a page's key into the parent tree wrong", "RF603")
def _(pdf: Pdf) -> None:
    pdf.pages[0].StructParents = 999


@defect("the parent tree pointing to another element", "RF603")
def _(pdf: Pdf) -> None:
    row = parent_row(pdf, 0)
    numbers = [place for place, parent in enumerate(row) if parent is not None]
    row[numbers[0]] = row[numbers[-1]]


@defect("a head's level skipped", "RF613")
def _(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H4


@defect("no headline", "RF613")
def _(pdf: Pdf) -> None:
    elements(pdf, "H1")[0].S = Name.H2


@defect("an empty head", "RF612")
def _(pdf: Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    top.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.H2, P=top)))


@defect("a table's head without a scope", "RF614")
def _(pdf: Pdf) -> None:
    del elements(pdf, "TH")[1].A


@defect("a tag of no known meaning", "")
def _(pdf: Pdf) -> None:
    elements(pdf, "P")[6].S = Name.Absatz


# --- pictures ---


@defect("a picture without alternative text", "RF611")
def _(pdf: Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


@defect("a picture said to stand elsewhere", "RF609")
def _(pdf: Pdf) -> None:
    box = elements(pdf, "Figure")[-1].A.BBox
    elements(pdf, "Figure")[-1].A.BBox = Array([float(side) + 3 * MM for side in box])


@defect("a drawing said to stand elsewhere", "RF609")
def _(pdf: Pdf) -> None:
    box = elements(pdf, "Figure")[0].A.BBox
    elements(pdf, "Figure")[0].A.BBox = Array([float(side) + 3 * MM for side in box])


@defect("a picture's place in pixels from the top", "RF609")
def _(pdf: Pdf) -> None:
    left, bottom, right, top = (float(side) for side in elements(pdf, "Figure")[0].A.BBox)
    height = float(pdf.pages[0].mediabox[3])
    elements(pdf, "Figure")[0].A.BBox = Array([side / 0.75 for side in (left, height - top, right, height - bottom)])


# --- words, language, links ---


@defect("the file in another language", "RF610")
def _(pdf: Pdf) -> None:
    pdf.Root.Lang = String("en")
    replace_metadata(pdf, b"<rdf:li>de</rdf:li>", b"<rdf:li>en</rdf:li>")


@defect("a foreign passage without its language", "RF610")
def _(pdf: Pdf) -> None:
    [passage] = [item for item in elements(pdf, "Span") if "/Lang" in item]
    del passage.Lang
    passage.A = Dictionary(O=Name.Layout, Placement=Name.Inline)


@defect("words without a blank between them", "RF627")
def _(pdf: Pdf) -> None:
    """The label, whose words are parted by replacement text alone."""

    def unparted(given: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
        return [
            op("BDC", item.operands[0], Dictionary(MCID=item.operands[1].MCID))
            if str(item.operator) == "BDC" and str(item.operands[1].get("/ActualText", "")) == " "
            else item
            for item in given
        ]

    rewrite(pdf, 0, unparted)


@defect("a link without a description", "RF616", LINKED)
def _(pdf: Pdf) -> None:
    del links(pdf)[0].Contents


@defect("a link beside the page", "RF615", LINKED)
def _(pdf: Pdf) -> None:
    links(pdf)[0].Rect = Array([-100, 10, -20, 30])


@defect("a link over other words", "RF615", LINKED)
def _(pdf: Pdf) -> None:
    link = links(pdf)[0]
    link.Rect = Array([float(side) - (100 if number % 2 else 0) for number, side in enumerate(link.Rect)])


@defect("a link unknown to the tags", "RF603", LINKED)
def _(pdf: Pdf) -> None:
    link = links(pdf)[0]
    del link.StructParent


# --- fonts and colours ---


def fonts(pdf: Pdf) -> list[Item]:
    return [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Subtype") == "/Type0"]


@defect("a font without the characters of its signs", "RF620")
def _(pdf: Pdf) -> None:
    del fonts(pdf)[0].ToUnicode


@defect("hyphens copied as another sign", "RF608")
def _(pdf: Pdf) -> None:
    for font in fonts(pdf):
        cmap = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(cmap.replace(b"> <002d>", b"> <2010>"))


@defect("letters copied as others", "RF608")
def _(pdf: Pdf) -> None:
    for font in fonts(pdf):
        cmap = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(cmap.replace(b"> <006e>", b"> <0075>"))


@defect("a font that is not embedded", "RF620")
def _(pdf: Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2


@defect("a typeface that the style does not name", "RF619")
def _(pdf: Pdf) -> None:
    fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFamily = String("Comic Neue")


@defect("a box for a missing character", "RF621")
def _(pdf: Pdf) -> None:
    def boxed(given: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
        return [
            op("TJ", Array([String(b"\x00\x00"), *item.operands[0]])) if str(item.operator) == "TJ" else item
            for item in given
        ]

    edit(pdf, paragraph(pdf), boxed)


@defect("white text on white paper", "RF622")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: in_grey(given, 1))


@defect("pale text", "RF622")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: in_grey(given, 0.6))


def in_grey(given: list[ContentStreamInstruction], lightness: float) -> list[ContentStreamInstruction]:
    """A piece of content in one grey, whatever it was drawn in."""
    kept = [item for item in given[1:-1] if str(item.operator) not in {"rg", "k"}]
    return [given[0], op("q"), op("g", lightness), *kept, op("Q"), given[-1]]


# --- places ---


@defect("a fold mark moved by half a millimetre", "RF617")
def _(pdf: Pdf) -> None:
    _move_mark(pdf, 105.0, 0.5)


@defect("the hole mark missing", "RF617")
def _(pdf: Pdf) -> None:
    _move_mark(pdf, 148.5, 500)


def _move_mark(pdf: Pdf, height: float, by: float) -> None:
    [name] = [name for name, item in pdf.pages[0].Resources.XObject.items() if item.Subtype == "/Form"]
    form = pdf.pages[0].Resources.XObject[name]
    given = [item for item in pikepdf.parse_content_stream(form) if isinstance(item, ContentStreamInstruction)]
    moved = [
        op(str(item.operator), item.operands[0], height + by)
        if str(item.operator) in {"m", "l"} and abs(float(item.operands[1]) - height) < 0.01
        else item
        for item in given
    ]
    form.write(pikepdf.unparse_content_stream(moved))


@defect("the logo moved, its tag with it", "RF617")
def _(pdf: Pdf) -> None:
    figure = elements(pdf, "Figure")[0]
    figure.A.BBox = Array([float(side) + (MM if number % 2 == 0 else 0) for number, side in enumerate(figure.A.BBox)])

    def move(given: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
        return [given[0], op("q"), op("cm", 1, 0, 0, 1, 96 / 25.4, 0), *given[1:-1], op("Q"), given[-1]]

    edit(pdf, content_of(pdf, figure), move)


@defect("the address moved", "RF617")
def _(pdf: Pdf) -> None:
    address = elements(pdf, "P")[1]
    edit(pdf, content_of(pdf, address), lambda given: shifted(given, 0, 0.3))


@defect("the address field moved", "RF617")
def _(pdf: Pdf) -> None:
    field = elements(pdf, "P")[2]
    edit(pdf, content_of(pdf, field), lambda given: shifted(given, -0.3, 0))


@defect("the first line moved", "RF617")
def _(pdf: Pdf) -> None:
    kids = [kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/P"]
    edit(pdf, content_of(pdf, kids[0]), lambda given: shifted(given, 0, -0.2))


@defect("text in the margin", "RF617")
def _(pdf: Pdf) -> None:
    edit(pdf, paragraph(pdf), lambda given: shifted(given, -3, 0))


@defect("the letterhead's rule too thick", "RF617")
def _(pdf: Pdf) -> None:
    def thicker(given: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
        """Both its clip and its area; it is the only area of the whole text's width and 0.8 pt."""
        wanted = 0.8 / 0.75
        out = []
        for place, item in enumerate(given):
            if str(item.operator) == "re" and abs(float(item.operands[3]) - wanted) < 0.01:
                out.append(op("re", *item.operands[:3], 3))
                continue
            if str(item.operator) == "W*" and str(given[place + 3].operator) in {"rg", "k"}:
                continue
            out.append(item)
        return out

    rewrite(pdf, 0, thicker)


@defect("a page of another size", "RF618")
def _(pdf: Pdf) -> None:
    for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
        pdf.pages[-1].obj[name] = Array([0, 0, 612, 792])


@defect("a trim box that leaves its page", "RF618")
def _(pdf: Pdf) -> None:
    pdf.pages[0].TrimBox = Array([-20, -20, 620, 870])


# --- the document ---


@defect("no title", "RF623")
def _(pdf: Pdf) -> None:
    if "/Info" in pdf.trailer:  # PDF 2.0 has none
        del pdf.docinfo["/Title"]
    packet = pdf.Root.Metadata.read_bytes()
    start, end = packet.index(b"<dc:title>"), packet.index(b"</dc:title>") + len(b"</dc:title>")
    replace_metadata(pdf, packet[start:end], b"")


@defect("the title not shown", "RF623")
def _(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


@defect("two titles", "RF624", WITH_INFORMATION)
def _(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Ein anderer Titel")


@defect("the claim of another standard than it keeps", "RF624")
def _(pdf: Pdf) -> None:
    with pdf.open_metadata() as xmp:
        part = int(xmp["pdfaid:part"])
    replace_metadata(pdf, b"<pdfaid:part>%d<" % part, b"<pdfaid:part>%d<" % (part - 1))


@defect("no output intent", "RF624")
def _(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@defect("the draft not attached", "RF625", HOLDING_THE_DRAFT)
def _(pdf: Pdf) -> None:
    del pdf.Root.Names
    del pdf.Root.AF


@defect("another draft attached", "RF625", HOLDING_THE_DRAFT)
def _(pdf: Pdf) -> None:
    file = pdf.Root.AF[0].EF.F
    file.write(file.read_bytes() + b"Ein Satz mehr.\n")


@defect("the attached draft without its relation", "RF625", HOLDING_THE_DRAFT)
def _(pdf: Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


@defect("no bookmarks", "RF626")
def _(pdf: Pdf) -> None:
    del pdf.Root.Outlines


@defect("the tab key out of order", "RF603")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].Tabs


# --- the file as such ---


@defect("a stream that breaks off", "RF606")
def _(pdf: Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(content[: len(content) // 2])


@defect("a picture that is not there", "RF628")
def _(pdf: Pdf) -> None:
    rewrite(pdf, 0, lambda given: [*given, op("BMC", Name.Artifact), op("Do", Name.Nowhere), op("EMC")])
