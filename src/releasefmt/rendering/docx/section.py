"""The section: paper, margins, and which header and footer stand where (ECMA-376 Part 1, 17.6.17)."""

from __future__ import annotations

from collections.abc import Mapping

from releasefmt.model.sheet import Sheet
from releasefmt.rendering.docx.markup import NOTHING, Xml, el
from releasefmt.rendering.docx.page import footer_distance, header_distance
from releasefmt.rendering.docx.units import twips


def section(sheet: Sheet, references: Mapping[tuple[str, str], str]) -> Xml:
    """``references`` are relationship ids by kind (header, footer) and page (first, default)."""
    geometry = sheet.style.geometry
    left, right = (geometry.right, geometry.left) if sheet.right_to_left else (geometry.left, geometry.right)
    return el(
        "w:sectPr",
        None,
        *(
            el(f"w:{kind}Reference", {"w:type": page, "r:id": identity})
            for (kind, page), identity in references.items()
        ),
        el("w:pgSz", {"w:w": twips(geometry.width), "w:h": twips(geometry.height)}),
        el(
            "w:pgMar",
            {
                "w:top": twips(geometry.top),
                "w:right": twips(right),
                "w:bottom": twips(geometry.bottom),
                "w:left": twips(left),
                "w:header": twips(header_distance(geometry)),
                "w:footer": twips(footer_distance(sheet)),
                "w:gutter": 0,
            },
        ),
        el("w:cols", {"w:space": 708}),
        el("w:titlePg"),
        el("w:bidi") if sheet.right_to_left else NOTHING,
    )
