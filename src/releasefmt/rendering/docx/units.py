"""The units of WordprocessingML and DrawingML (ECMA-376 Part 1, 17.18 and 20.1.2.1) from mm and pt."""

from __future__ import annotations


def twips(mm: float) -> int:
    """mm to twentieths of a point: 1440 to the inch."""
    return round(mm * 1440 / 25.4)


def emu(mm: float) -> int:
    """mm to English Metric Units: 36000 to the millimetre, exactly."""
    return round(mm * 36000)


def point_twips(pt: float) -> int:
    """pt to twentieths of a point."""
    return round(pt * 20)


def half_points(pt: float) -> int:
    """pt to half points, the unit of font sizes."""
    return round(pt * 2)


def eighths(pt: float) -> int:
    """pt to eighths of a point, the unit of border widths, which Word keeps within 2 and 96."""
    return min(96, max(2, round(pt * 8)))
