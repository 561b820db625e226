"""Tables: fixed layout in twips, a head row that is repeated, cells in paragraph styles of their own."""

from __future__ import annotations

import itertools

from releasefmt.model.content import Align, Cell, Table
from releasefmt.model.style import Role
from releasefmt.rendering.docx.markup import NOTHING, Xml, el, val
from releasefmt.rendering.docx.properties import Properties, indent, paragraph
from releasefmt.rendering.docx.story import Story
from releasefmt.rendering.docx.styles import ROLE_STYLES, TABLE

_ALIGNMENT = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}

# The last column ends on the margin; a table style cannot say so, since Word takes margins there for all cells.
_NO_PADDING = el("w:tcMar", None, el("w:right", {"w:w": 0, "w:type": "dxa"}))


def table(story: Story, content: Table, *, left: int, width: int) -> Xml:
    """The table, ``width`` twips wide and ``left`` twips from the margin."""
    headed = any(cell.content for cell in content.head)
    turned = story.book.sheet.right_to_left
    widths = _widths(content, width)
    properties = el(
        "w:tblPr",
        None,
        val("w:tblStyle", TABLE),
        el("w:bidiVisual") if turned else NOTHING,
        el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        el("w:tblInd", {"w:w": left, "w:type": "dxa"}),
        el("w:tblLayout", {"w:type": "fixed"}),
        el(
            "w:tblLook",
            {
                "w:val": "0620" if headed else "0600",
                "w:firstRow": int(headed),
                "w:lastRow": 0,
                "w:firstColumn": 0,
                "w:lastColumn": 0,
                "w:noHBand": 1,
                "w:noVBand": 1,
            },
        ),
    )
    grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": column}) for column in widths))
    rows = [
        _row(
            story,
            content,
            row,
            widths,
            Role.TABLE_TEXT,
            kept=number not in content.long_rows,
            joined=number in content.joined_rows,
        )
        for number, row in enumerate(content.rows)
    ]
    if headed or not rows:
        rows.insert(0, _row(story, content, content.head, widths, Role.TABLE_HEAD))
    return el("w:tbl", None, properties, grid, *rows)


def _widths(content: Table, width: int) -> tuple[int, ...]:
    """The columns' shares of ``width`` as whole numbers with the same sum."""
    shares = content.shares or (1 / len(content.columns),) * len(content.columns)
    edges = (0, *(round(edge * width) for edge in itertools.accumulate(shares)))
    return tuple(right - left for left, right in itertools.pairwise(edges))


def _row(
    story: Story,
    content: Table,
    cells: tuple[Cell, ...],
    widths: tuple[int, ...],
    role: Role,
    *,
    kept: bool = True,
    joined: bool = False,
) -> Xml:
    """``kept`` on one page, ``joined`` to the row that follows."""
    header = el("w:tblHeader") if role is Role.TABLE_HEAD else NOTHING
    return el(
        "w:tr",
        None,
        el("w:trPr", None, el("w:cantSplit") if kept else NOTHING, header),
        *(
            _cell(story, cell, align, width, role, last=index == len(cells), joined=joined or role is Role.TABLE_HEAD)
            for index, (cell, align, width) in enumerate(zip(cells, content.columns, widths, strict=True), 1)
        ),
    )


def _cell(story: Story, cell: Cell, align: Align, width: int, role: Role, *, last: bool, joined: bool) -> Xml:
    properties: Properties = {"pStyle": val("w:pStyle", ROLE_STYLES[role].id)}
    if joined:
        properties["keepNext"] = el("w:keepNext")
    turned = story.book.sheet.right_to_left
    if last and turned:
        properties["ind"] = indent()
    if align in _ALIGNMENT:
        properties["jc"] = val("w:jc", _ALIGNMENT[align])
    runs = story.inlines(cell.content, story.book.sheet.style.text(role))
    return el(
        "w:tc",
        None,
        el(
            "w:tcPr",
            None,
            el("w:tcW", {"w:w": width, "w:type": "dxa"}),
            _NO_PADDING if last and not turned else NOTHING,
            val("w:vAlign", "bottom") if role is Role.TABLE_HEAD else NOTHING,
        ),
        paragraph(properties, runs),
    )
