"""Facts of a finished PDF. pikepdf reads its objects, PDFium its text once more as a reader's clipboard would have it."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2

from releasefmt.measuring.facts import Link, NotReadableError, Page, PdfFacts
from releasefmt.measuring.pdf.bounds import MOST_PAGES, Item, Steps
from releasefmt.measuring.pdf.boxes import Matrix, box_in_mm, corners, page_to_mm
from releasefmt.measuring.pdf.content import FontShelf, read_content
from releasefmt.measuring.pdf.document import read_attachments, read_intents, read_metadata, read_outline
from releasefmt.measuring.pdf.structure import read_parents, read_structure

_PLACE = re.compile(r"^.*<_io\.BytesIO[^>]*>:? ?")  # the reader's name for bytes that come from no file
# What access to an object raises that is of another kind than the standard has it, as in a file that was damaged.
_OF_ANOTHER_KIND = (
    AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError, ZeroDivisionError,
)  # fmt: skip


def measure(data: bytes) -> PdfFacts:
    """Everything that the checks want to know of a file; NotReadableError where it cannot be opened or is broken inside."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _facts(pdf)
    except pikepdf.PdfError as error:
        raise NotReadableError(_PLACE.sub("", str(error))) from error
    except pikepdf.PasswordError as error:
        raise NotReadableError("a password is needed to open it") from error
    except RecursionError as error:
        raise NotReadableError("something in it is nested too deeply") from error
    except _OF_ANOTHER_KIND as error:
        raise NotReadableError(f"an object in it is not what it should be ({error})") from error


def copied_text(data: bytes) -> str:
    """The text as PDFium copies it, a line feed at each line's end and a form feed at each page's.

    PDFium has U+FFFE for a hyphen at which a word was broken.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadableError(str(error)) from error
    try:
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()
    return "\f".join(pages)


def _facts(pdf: pikepdf.Pdf) -> PdfFacts:
    if len(pdf.pages) > MOST_PAGES:
        raise NotReadableError(f"it has more than {MOST_PAGES:,} pages")
    shelf, steps = FontShelf(), Steps()
    to_mm = [page_to_mm(page) for page in pdf.pages]
    pages = tuple(_page(page, number, to_mm[number], shelf, steps) for number, page in enumerate(pdf.pages))
    parents, annotation_parents = read_parents(pdf)
    return PdfFacts(
        metadata=read_metadata(pdf),
        pages=pages,
        structure=read_structure(pdf, to_mm),
        parents=parents,
        annotation_parents=annotation_parents,
        outline=read_outline(pdf),
        fonts=tuple(font.facts() for font in shelf.all),
        attachments=read_attachments(pdf),
        intents=read_intents(pdf),
    )


def _page(page: pikepdf.Page, number: int, to_mm: Matrix, shelf: FontShelf, steps: Steps) -> Page:
    item = page.obj
    content = read_content(page, number, to_mm, shelf, steps)
    annotations = list(item.get("/Annots", ()))
    return Page(
        media=box_in_mm(corners(page.mediabox), to_mm),
        crop=box_in_mm(corners(page.cropbox), to_mm),
        bleed=box_in_mm(corners(item.get("/BleedBox", page.cropbox)), to_mm),
        trim=box_in_mm(corners(page.trimbox), to_mm),
        rotated=int(item.get("/Rotate", 0)),
        tabs=str(item.get("/Tabs", "/"))[1:],
        pieces=tuple(content.pieces),
        strokes=tuple(content.strokes),
        pictures=tuple(content.pictures),
        links=tuple(_link(each, number, to_mm) for each in annotations if each.get("/Subtype") == "/Link"),
        annotations=tuple(
            str(each.get("/Subtype", "/"))[1:] for each in annotations if each.get("/Subtype") != "/Link"
        ),
        colours=dict(content.colours),
        replaced=content.replaced,
        lacking=tuple(content.lacking),
    )


def _link(item: Item, page: int, to_mm: Matrix) -> Link:
    return Link(
        page=page,
        rect=box_in_mm(corners(item.Rect), to_mm),
        target=_target(item),
        contents=str(item.get("/Contents", "")),
        struct_parent=int(item.StructParent) if "/StructParent" in item else None,
        prints=bool(int(item.get("/F", 0)) & 4),
        number=item.objgen[0],
    )


def _target(item: Item) -> str:
    action = item.get("/A", pikepdf.Dictionary())
    if "/URI" in action:
        return str(action.URI)
    goal = item.get("/Dest", action.get("/D"))
    return f"#{goal}" if isinstance(goal, (pikepdf.String, pikepdf.Name)) else "#" if goal is not None else ""
