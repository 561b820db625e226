"""Headers and footers: the letterhead on the first page, the running head on the others, the foot on all."""

from __future__ import annotations

import itertools

from releasefmt.model.rules import finding
from releasefmt.model.sheet import FooterSlot
from releasefmt.model.style import Ink, Role
from releasefmt.rendering.docx import fields, pictures
from releasefmt.rendering.docx.markup import NOTHING, STORY, Xml, document, el, join, val
from releasefmt.rendering.docx.page import header_distance
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
    floating += _fold_marks(story)
    return document("w:hdr", STORY, _letterhead(story), in_style(LETTERHEAD_GAP, *floating))


def _fold_marks(story: Story) -> list[Xml]:
    """Runs with the fold marks of the style."""
    geometry = story.book.sheet.style.geometry
    colour = story.book.sheet.style.inks[Ink.LINE].hex
    return [
        pictures.fold_mark(
            next(story.book.drawings), x=geometry.fold_mark_x, y=y, length=geometry.fold_mark_length, colour=colour
        )
        for y in geometry.fold_marks
    ]


def _letterhead(story: Story) -> Xml:
    sheet = story.book.sheet
    geometry = sheet.style.geometry
    top = header_distance(geometry)
    organisation = in_style(ROLE_STYLES[Role.ORGANISATION].id, letters(sheet.first_head.organisation, {}))
    text = sheet.style.text(Role.ADDRESS)
    address = join(
        in_style(ROLE_STYLES[Role.ADDRESS].id, story.inlines(line, text)) for line in sheet.first_head.address
    ) or in_style(ROLE_STYLES[Role.ADDRESS].id)
    blocks = sorted(
        ((geometry.organisation_x, organisation), (geometry.address_x, address)), key=lambda block: block[0]
    )
    edges = (geometry.left, max(geometry.left, blocks[1][0]), geometry.width - geometry.right)
    widths = [twips(right) - twips(left) for left, right in itertools.pairwise(edges)]
    height: dict[str, str | int] = {"w:val": twips(geometry.letterhead_rule_y - top), "w:hRule": "atLeast"}
    line = border("bottom", sheet.style, Ink.ACCENT, geometry.letterhead_rule_pt)
    cells = (
        el(
            "w:tc",
            None,
            el(
                "w:tcPr",
                None,
                el("w:tcW", {"w:w": width, "w:type": "dxa"}),
                el("w:tcBorders", None, line) if geometry.letterhead_rule_pt else NOTHING,
            ),
            block,
        )
        for width, (_, block) in zip(widths, blocks, strict=True)
    )
    return el(
        "w:tbl",
        None,
        el(
            "w:tblPr",
            None,
            val("w:tblStyle", LETTERHEAD_TABLE),
            el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            el("w:tblLayout", {"w:type": "fixed"}),
            el("w:tblLook", {"w:val": "0600", "w:noHBand": 1, "w:noVBand": 1}),
        ),
        el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths)),
        el("w:tr", None, el("w:trPr", None, el("w:cantSplit"), el("w:trHeight", height)), *cells),
    )


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
