"""Where headers and footers begin and end on the paper, mm."""

from __future__ import annotations

from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Geometry, Role

MM_PER_PT = 25.4 / 72
_LEAST_FOOT = 5.0
"""mm that a footer keeps from the paper's edge, however many lines it has."""


def from_left(sheet: Sheet, x: float, width: float) -> float:
    """mm from the page's left edge of what is ``width`` mm wide and begins ``x`` mm from where lines begin."""
    return sheet.style.geometry.width - x - width if sheet.right_to_left else x


def header_distance(geometry: Geometry) -> float:
    """mm from the page's top edge to the highest text in a header; both headers begin there."""
    tops = [geometry.running_head_y, geometry.wordmark_y, geometry.organisation_y]
    if not geometry.has_column:
        tops.append(geometry.address_y)
    return min(tops)


def footer_distance(sheet: Sheet) -> float:
    """mm from the page's bottom edge to the foot of the footer, which Word lets grow upwards."""
    geometry = sheet.style.geometry
    lines = max(1, len(sheet.footer.lines))
    height = lines * sheet.style.text(Role.FOOTER).leading * MM_PER_PT
    return max(_LEAST_FOOT, geometry.height - geometry.footer_y - height)


_LEAST_GAP = 0.4
"""mm of the paragraph that Word wants after a table."""


def letterhead_gap(geometry: Geometry) -> float:
    """mm from the foot of the letterhead's last row to the first line of text on page 1."""
    return _LEAST_GAP if geometry.address_below_rule else max(_LEAST_GAP, _below_rule(geometry))


def info_block_height(geometry: Geometry) -> float:
    """mm of the row below the rule, where there is one; the gap of one paragraph follows."""
    return _below_rule(geometry) - _LEAST_GAP


def _below_rule(geometry: Geometry) -> float:
    return geometry.first_top - geometry.letterhead_rule_y - geometry.letterhead_rule_pt * MM_PER_PT
