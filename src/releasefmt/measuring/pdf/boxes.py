"""Points, boxes and transformations, and the way from a page's own units to mm from the top left of its trim box."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

import pikepdf

from releasefmt.measuring.facts import MM, Rect
from releasefmt.measuring.pdf.bounds import Item

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Point: TypeAlias = tuple[float, float]
Corners: TypeAlias = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STEPS = 16  # of a curve; a quarter of a circle of 10 mm is then true to 0.02 mm


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


def times(first: Matrix, then: Matrix) -> Matrix:
    """The transformation that does ``first`` and after it ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def scale(matrix: Matrix) -> float:
    """How much longer lengths become, in the mean of both directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def along(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    """Points on a cubic Bézier curve (ISO 32000-1, 8.5.2.2), its end the last."""
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(weight * point[0] for weight, point in zip(weights, (start, first, second, end), strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, (start, first, second, end), strict=True)),
        )


def hull(points: list[Point]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def within(clip: Rect | None, box: Rect) -> Rect:
    if clip is None:
        return box
    return Rect(
        max(clip.left, box.left), max(clip.top, box.top), min(clip.right, box.right), min(clip.bottom, box.bottom)
    )
