"""Headers and footers: the letterhead on the first page, the running head on the others, the foot on all."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from releasefmt.model.rules import finding
from releasefmt.model.sheet import FooterSlot
from releasefmt.model.style import MARK_WEIGHT, Ink, Role
from releasefmt.rendering.docx import fields, pictures
from releasefmt.rendering.docx.markup import NOTHING, STORY, Xml, document, el, join, val
from releasefmt.rendering.docx.page import MM_PER_PT, header_distance, info_block_height
from releasefmt.rendering.docx.properties import in_style, run
from releasefmt.rendering.docx.story import Story, letters
from releasefmt.rendering.docx.styles import LETTERHEAD_GAP, LETTERHEAD_TABLE, ROLE_STYLES, border
from releasefmt.rendering.docx.units import twips


def first_header(story: Story) -> bytes:
    """Organisation and address side by side over the accent rule, then the distance to the text; the logo on the page.

    A table of one row without lines: paragraphs cannot stand side by side otherwise, and frames or text boxes come out
    in other places in other programs. Its row grows where the address is longer than the letterhead is high.
    """
    sheet = story.book.sheet
    geometry = sheet.style.geometry
    floating: list[Xml] = []
    logo = sheet.first_head.logo
    if logo is not None and (logo.media != "image/svg+xml" or logo.fallback):
        number = next(story.book.drawings)
        floating.append(
            pictures.anchored(
                story.book.package,
                story.part,
                logo,
                number,
                x=geometry.logo_x,
                y=geometry.logo_y,
            )
        )
    elif logo is not None:
        story.book.findings.append(finding("RF407", "The logo is a drawing without pixels for Word, and is left out."))
    floating += _lines(story)
    return document("w:hdr", STORY, _letterhead(story), in_style(LETTERHEAD_GAP, *floating))


def _lines(story: Story) -> list[Xml]:
    """Runs with the bar over the marginal column, the fold marks and the hole mark."""
    style = story.book.sheet.style
    geometry = style.geometry
    drawn: list[Xml] = []
    if geometry.has_column and geometry.column_bar_pt:
        weight = geometry.column_bar_pt
        drawn.append(
            pictures.line(
                next(story.book.drawings),
                x=geometry.column_x,
                y=geometry.column_bar_y + weight / 2 * MM_PER_PT,
                length=geometry.column_width,
                weight=weight,
                colour=style.inks[Ink.ACCENT].hex,
            )
        )
    drawn += [
        pictures.line(
            next(story.book.drawings),
            x=geometry.fold_mark_x,
            y=y,
            length=length,
            weight=MARK_WEIGHT,
            colour=style.inks[Ink.LINE].hex,
        )
        for y, length in geometry.marks
    ]
    return drawn


def _letterhead(story: Story) -> Xml:
    """The row over the rule and, where address and addressee stand below it (DIN 5008), one more."""
    sheet = story.book.sheet
    geometry, head = sheet.style.geometry, sheet.first_head
    name, role = (head.wordmark, Role.WORDMARK) if head.wordmark else (head.organisation, Role.ORGANISATION)
    organisation = in_style(ROLE_STYLES[role].id, letters(name, {}))
    text = sheet.style.text(Role.ADDRESS)
    address = join(in_style(ROLE_STYLES[Role.ADDRESS].id, story.inlines(line, text)) for line in head.address)
    addressee = join(in_style(ROLE_STYLES[Role.ADDRESSEE].id, letters(line, {})) for line in head.addressee or ("",))
    nothing = in_style(LETTERHEAD_GAP)
    right = geometry.width - geometry.right
    edges = (geometry.outer_left, right) if geometry.has_column else (geometry.outer_left, geometry.address_x, right)
    widths = [twips(end) - twips(start) for start, end in itertools.pairwise(edges)]
    line = (
        border("bottom", sheet.style, Ink.ACCENT, geometry.letterhead_rule_pt)
        if geometry.letterhead_rule_pt
        else NOTHING
    )
    height = geometry.letterhead_rule_y - header_distance(geometry)
    if geometry.has_column:
        rows = _row(widths, height, line, organisation)
    elif geometry.address_below_rule:
        rows = _row(widths, height, line, organisation, nothing)
        rows = join((rows, _row(widths, info_block_height(geometry), NOTHING, addressee, address or nothing)))
    else:
        rows = _row(widths, height, line, organisation, address or nothing)
    return el(
        "w:tbl",
        None,
        el(
            "w:tblPr",
            None,
            val("w:tblStyle", LETTERHEAD_TABLE),
            el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            el("w:tblInd", {"w:w": -twips(geometry.overhang), "w:type": "dxa"}) if geometry.overhang else NOTHING,
            el("w:tblLayout", {"w:type": "fixed"}),
            el("w:tblLook", {"w:val": "0600", "w:noHBand": 1, "w:noVBand": 1}),
        ),
        el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths)),
        rows,
    )


def _row(widths: Sequence[int], height: float, line: Xml, *cells: Xml) -> Xml:
    """A row of at least ``height`` mm over ``line``."""
    borders = el("w:tcBorders", None, line) if line else NOTHING
    written = (
        el("w:tc", None, el("w:tcPr", None, el("w:tcW", {"w:w": width, "w:type": "dxa"}), borders), cell)
        for width, cell in zip(widths, cells, strict=True)
    )
    least: dict[str, str | int] = {"w:val": twips(height), "w:hRule": "atLeast"}
    return el("w:tr", None, el("w:trPr", None, el("w:cantSplit"), el("w:trHeight", least)), *written)


def following_header(story: Story) -> bytes:
    """Who on the left, what on the right."""
    head = story.book.sheet.running_head
    content = (letters(head.left, {}), run({}, el("w:tab")) if head.right else NOTHING, letters(head.right, {}))
    return document("w:hdr", STORY, in_style(ROLE_STYLES[Role.RUNNING_HEAD].id, *content))


def first_footer(story: Story) -> bytes:
    """The foot of page 1, numbered only if there is a page 2."""
    slot = story.book.sheet.footer
    return _footer(slot, fields.page_of_if_several(slot.page_of, pages=story.book.pages))


def following_footer(story: Story) -> bytes:
    slot = story.book.sheet.footer
    return _footer(slot, fields.page_of(slot.page_of, page=2, pages=max(2, story.book.pages)))


def _footer(slot: FooterSlot, number: Xml) -> bytes:
    style = ROLE_STYLES[Role.FOOTER].id
    first, *rest = slot.lines or ("",)
    numbered = join((run({}, el("w:tab")), number)) if slot.page_of else NOTHING
    return document(
        "w:ftr",
        STORY,
        in_style(style, letters(first, {}), numbered),
        *(in_style(style, letters(line, {})) for line in rest),
    )
