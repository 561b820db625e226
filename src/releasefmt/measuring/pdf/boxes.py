"""From a page's own units to mm from the top left corner of its trim box, y downwards."""

from __future__ import annotations

from typing import TypeAlias

import pikepdf

from releasefmt.measuring.facts import MM, Rect
from releasefmt.measuring.pdf.fonts import Item

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Corners: TypeAlias = tuple[float, float, float, float]


def page_to_mm(page: pikepdf.Page) -> Matrix:
    """The transformation of a page; its own unit is a point, or as many as UserUnit says (ISO 32000-1, 8.3.2.3)."""
    left, _, _, top = corners(page.trimbox)
    unit = MM * float(page.obj.get("/UserUnit", 1))
    return (unit, 0.0, 0.0, -unit, -left * unit, top * unit)


def corners(values: Item) -> Corners:
    """Left, bottom, right, top of a rectangle, whichever two corners the file names (ISO 32000-1, 7.9.5)."""
    x1, y1, x2, y2 = (float(value) for value in values)
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def box_in_mm(box: Corners, to_mm: Matrix) -> Rect:
    left, bottom, right, top = box
    across, _, _, down, x, y = to_mm
    return Rect(left * across + x, top * down + y, right * across + x, bottom * down + y)
