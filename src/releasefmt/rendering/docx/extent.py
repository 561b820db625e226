"""How many pages a sheet will about take, where nobody has laid it out yet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from releasefmt.model.content import Block, Figure, Table
from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.model.widths import line_length
from releasefmt.rendering.docx.page import MM_PER_PT
from releasefmt.rendering.docx.styles import OPENING_DISTANCE
from releasefmt.rendering.docx.theme import is_serif

_CELL_PADDING = 5.4
_FILLED = 0.95
"""How much of its width a line uses on the average: words end it sooner."""
_SERIF = 1.07
"""How much wider letters with serifs are than ``line_length`` has them, which measures the faces of tables."""


_ASTRAY = 0.07
"""How far, as a share of the height, the estimate has been found to be astray: 4 % at most in 50 releases."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """``pages`` are likely; ``instead`` is how many there may be as well, the same where there is no doubt."""

    pages: int
    instead: int


def estimated_pages(sheet: Sheet) -> Estimate:
    """How many pages, for the cached values of fields that a reader works out anew."""
    geometry = sheet.style.geometry
    height = sum(
        _height(sheet, placed.block, placed.role) + (OPENING_DISTANCE if placed.opens else 0.0)
        for placed in sheet.flow
        if not placed.aside
    )
    height += sum(_height(sheet, block, Role.FOOTNOTE) for note in sheet.notes for block in note.blocks)
    first = (geometry.height - geometry.bottom - geometry.first_top) / MM_PER_PT
    other = (geometry.height - geometry.bottom - geometry.top) / MM_PER_PT
    likely, fewer, more = (
        1 if tried <= first else 1 + math.ceil((tried - first) / other)
        for tried in (height, height * (1 - _ASTRAY), height * (1 + _ASTRAY))
    )
    return Estimate(likely, more if more != likely else fewer)


def _height(sheet: Sheet, block: Block, role: Role) -> float:
    """pt of a block with its distances."""
    style = sheet.style.text(Role.TABLE_TEXT if isinstance(block, Table) else role)
    width = (sheet.style.geometry.text_width if isinstance(block, Table) else sheet.style.geometry.measure) / MM_PER_PT
    width *= _FILLED / (_SERIF if is_serif(sheet.style.families[style.family]) else 1)
    lines = plain_text((block,)).split("\n")
    height = sum(style.leading * max(1, math.ceil(line_length(line, style) / width)) for line in lines)
    height += style.before + style.after
    if isinstance(block, Table):
        height += len(lines) * _CELL_PADDING
    if isinstance(block, Figure) and block.image.source in sheet.pictures:
        height += sheet.pictures[block.image.source].height / MM_PER_PT
    return height
