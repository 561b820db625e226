"""Headers and footers: the letterhead on the first page, the running head on the others, the foot on all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from releasefmt.model.rules import finding
from releasefmt.model.sheet import FooterSlot, Picture
from releasefmt.model.style import MARK_WEIGHT, Ink, Role, Style
from releasefmt.rendering.docx import fields, pictures
from releasefmt.rendering.docx.markup import NOTHING, STORY, Xml, document, el, join, val
from releasefmt.rendering.docx.page import MM_PER_PT, from_left, header_distance, info_block_height
from releasefmt.rendering.docx.properties import in_style, run
from releasefmt.rendering.docx.story import Story, direction, slot
from releasefmt.rendering.docx.styles import LETTERHEAD_GAP, LETTERHEAD_TABLE, ROLE_STYLES, border
from releasefmt.rendering.docx.units import twips


def first_header(story: Story) -> bytes:
    """Organisation and address side by side over the accent rule, then the distance to the text; the logo on the page.

    A table of one row without lines: paragraphs cannot stand side by side otherwise, and frames or text boxes come out
    in other places in other programs. Its row grows where the address is longer than the letterhead is high.
    """
    sheet = story.book.sheet
    geometry = sheet.style.geometry
    floating = _paper(story, sheet.backgrounds.first)
    logo = sheet.first_head.logo
    if logo is not None and (logo.media != "image/svg+xml" or logo.fallback):
        number = next(story.book.drawings)
        floating.append(
            pictures.anchored(
                story.book.package,
                story.part,
                logo,
                number,
                x=from_left(sheet, geometry.logo_x, logo.width),
                y=geometry.logo_y,
            )
        )
    elif logo is not None:
        story.book.findings.append(finding("RF407", "The logo is a drawing without pixels for Word, and is left out."))
    floating += _lines(story)
    return document("w:hdr", STORY, _letterhead(story), in_style(LETTERHEAD_GAP, *floating))


def _paper(story: Story, paper: Picture | None) -> list[Xml]:
    """Designer's paper behind all else on the page."""
    if paper is None:
        return []
    geometry, number = story.book.sheet.style.geometry, next(story.book.drawings)
    x, y = (geometry.width - paper.width) / 2, (geometry.height - paper.height) / 2
    return [pictures.anchored(story.book.package, story.part, paper, number, x=x, y=y, behind=True)]


def _lines(story: Story) -> list[Xml]:
    """Runs with the bar over the marginal column, the fold marks and the hole mark."""
    sheet = story.book.sheet
    style = sheet.style
    geometry = style.geometry
    drawn: list[Xml] = []
    if geometry.has_column and geometry.column_bar_pt:
        weight = geometry.column_bar_pt
        drawn.append(
            pictures.line(
                next(story.book.drawings),
                x=from_left(sheet, geometry.column_x, geometry.column_width),
                y=geometry.column_bar_y + weight / 2 * MM_PER_PT,
                length=geometry.column_width,
                weight=weight,
                colour=style.inks[Ink.ACCENT].hex,
            )
        )
    drawn += [
        pictures.line(
            next(story.book.drawings),
            x=from_left(sheet, geometry.fold_mark_x, length),
            y=y,
            length=length,
            weight=MARK_WEIGHT,
            colour=style.inks[Ink.LINE].hex,
        )
        for y, length in geometry.marks
    ]
    return drawn


def _letterhead(story: Story) -> Xml:
    """Whose letter it is and to whom; ``_rows`` says where they stand."""
    sheet = story.book.sheet
    head = sheet.first_head
    name, role = (head.wordmark, Role.WORDMARK) if head.wordmark else (head.organisation, Role.ORGANISATION)
    organisation = in_style(ROLE_STYLES[role].id, slot(name, sheet.right_to_left))
    text = sheet.style.text(Role.ADDRESS)
    address = join(in_style(ROLE_STYLES[Role.ADDRESS].id, story.inlines(line, text)) for line in head.address)
    lines = (slot(line, sheet.right_to_left) for line in head.addressee or ("",))
    addressee = join(in_style(ROLE_STYLES[Role.ADDRESSEE].id, line) for line in lines)
    return _rows(sheet.style, sheet.right_to_left, organisation, address, addressee)


@lru_cache(maxsize=32)
def _rows(style: Style, turned: bool, organisation: Xml, address: Xml, addressee: Xml) -> Xml:
    """The row over the rule and, where address and addressee stand below it (DIN 5008), one more.

    A house has them all alike.
    """
    geometry = style.geometry
    nothing = in_style(LETTERHEAD_GAP)
    left, right = twips(geometry.outer_left), twips(geometry.width - geometry.right)
    middle = twips(geometry.address_x)
    rule = NOTHING
    if geometry.letterhead_rule_pt:
        rule = el("w:tcBorders", None, border("bottom", style, Ink.ACCENT, geometry.letterhead_rule_pt))
    height = geometry.letterhead_rule_y - header_distance(geometry)
    if geometry.has_column:
        row = _row(height, [_Cell(right - left, organisation)], rule)
        return _table(turned, -twips(geometry.overhang), [right - left], row)
    if not geometry.address_below_rule:
        cells = [_Cell(middle - left, organisation), _Cell(right - middle, address or nothing)]
        return _table(turned, 0, [middle - left, right - middle], _row(height, cells, rule))
    # The info block of DIN 5008 reaches into the right margin, the rule does not: a third column is what is beyond it.
    end = max(right + 1, middle + twips(geometry.address_width))
    over = [_Cell(right - left, organisation, span=2)]
    under = [_Cell(middle - left, addressee), _Cell(end - middle, address or nothing, span=2)]
    rows = (_row(height, over, rule, left_out=end - right), _row(info_block_height(geometry), under, NOTHING))
    return _table(turned, 0, [middle - left, right - middle, end - right], *rows)


@dataclass(frozen=True, slots=True)
class _Cell:
    """``width`` in twips; ``span`` is over how many columns."""

    width: int
    content: Xml
    span: int = 1


def _table(turned: bool, indent: int, widths: Sequence[int], *rows: Xml) -> Xml:
    """A table without lines of its own, ``indent`` twips from the margin where lines begin."""
    return el(
        "w:tbl",
        None,
        el(
            "w:tblPr",
            None,
            val("w:tblStyle", LETTERHEAD_TABLE),
            el("w:bidiVisual") if turned else NOTHING,
            el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            el("w:tblInd", {"w:w": indent, "w:type": "dxa"}) if indent else NOTHING,
            el("w:tblLayout", {"w:type": "fixed"}),
            el("w:tblLook", {"w:val": "0600", "w:noHBand": 1, "w:noVBand": 1}),
        ),
        el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths)),
        *rows,
    )


def _row(height: float, cells: Sequence[_Cell], borders: Xml, left_out: int = 0) -> Xml:
    """A row of at least ``height`` mm; ``left_out`` twips at its end belong to no cell."""
    least: dict[str, str | int] = {"w:val": twips(height), "w:hRule": "atLeast"}
    beyond = join((val("w:gridAfter", 1), el("w:wAfter", {"w:w": left_out, "w:type": "dxa"}))) if left_out else NOTHING
    written = (
        el(
            "w:tc",
            None,
            el(
                "w:tcPr",
                None,
                el("w:tcW", {"w:w": cell.width, "w:type": "dxa"}),
                val("w:gridSpan", cell.span) if cell.span > 1 else NOTHING,
                borders,
            ),
            cell.content,
        )
        for cell in cells
    )
    return el("w:tr", None, el("w:trPr", None, beyond, el("w:cantSplit"), el("w:trHeight", least)), *written)


def following_header(story: Story) -> bytes:
    """Who on the left, what on the right."""
    sheet = story.book.sheet
    head = sheet.running_head
    left, right = (slot(string, sheet.right_to_left) for string in (head.left, head.right))
    content = (left, run({}, el("w:tab")) if head.right else NOTHING, right)
    paper = _paper(story, sheet.backgrounds.following)
    return document("w:hdr", STORY, in_style(ROLE_STYLES[Role.RUNNING_HEAD].id, *paper, *content))


def first_footer(story: Story) -> bytes:
    """The foot of page 1, numbered only if there is a page 2."""
    sheet = story.book.sheet
    return _footer(sheet.footer, 1, story.book.pages, sheet.right_to_left)


def following_footer(story: Story) -> bytes:
    """That of the others."""
    sheet = story.book.sheet
    return _footer(sheet.footer, 2, max(2, story.book.pages), sheet.right_to_left)


@lru_cache(maxsize=64)
def _footer(foot: FooterSlot, page: int, pages: int, right_to_left: bool) -> bytes:
    """The foot of page 1 or 2, of which a house has one for each number of pages and language."""
    along, style = direction(right_to_left), ROLE_STYLES[Role.FOOTER].id
    if page == 1:
        number = fields.page_of_if_several(foot.page_of, pages=pages, properties=along)
    else:
        number = fields.page_of(foot.page_of, page=page, pages=pages, properties=along)
    numbered = join((run({}, el("w:tab")), number)) if foot.page_of else NOTHING
    first, *rest = foot.lines or ("",)
    return document(
        "w:ftr",
        STORY,
        in_style(style, slot(first, right_to_left), numbered),
        *(in_style(style, slot(line, right_to_left)) for line in rest),
    )
