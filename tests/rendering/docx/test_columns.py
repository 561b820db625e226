"""Column widths: a long word is not broken where there is room, and what is left over goes by need."""

from __future__ import annotations

from itertools import product

import pytest

from releasefmt.model.content import Align, Cell, Table
from releasefmt.model.style import TextStyle
from releasefmt.rendering.docx.columns import column_widths
from tests.rendering.docx.sheets import t

TEXT = TextStyle(size=9)
WIDTH = 9354
PADDING = 160


def widths(*rows: tuple[str, ...]) -> tuple[int, ...]:
    cells = [tuple(Cell(t(text)) for text in row) for row in rows]
    table = Table((Align.START,) * len(rows[0]), cells[0], tuple(cells[1:]))
    return column_widths(table, WIDTH, TEXT, TEXT, PADDING)


@pytest.mark.parametrize(("columns", "letters"), tuple(product((1, 2, 7, 30), (0, 3, 80, 2000))))
def test_they_fill_the_width_exactly(columns: int, letters: int) -> None:
    found = widths(("n" * letters,) * columns, ("x",) * columns)
    assert sum(found) == WIDTH
    assert min(found) > 0
    assert max(found) - min(found) <= 1


def test_more_text_gets_more_room() -> None:
    short, long = widths(("Ort", "Anschrift"), ("Ulm", "Beispielallee 12, Gebäude B, dritter Stock"))
    assert long > 2 * short


def test_a_long_word_keeps_its_line_beside_a_long_text() -> None:
    word, _ = widths(("Grundstücksverkehrsgenehmigung", "Text"), ("x", "viele kurze Worte " * 60))
    assert word > PADDING + 20 * 9 * 0.45 * len("Grundstücksverkehrsgenehmigung")
