"""Column widths: a long word is not broken where there is room, and what is left over goes by need."""

from __future__ import annotations

from itertools import product

import pytest

from releasefmt.model.content import Align, Cell, Table, Text
from releasefmt.model.style import TextStyle
from releasefmt.passes.columns import column_shares

TEXT = TextStyle(size=9)
WIDTH = 467.7


def widths(*rows: tuple[str, ...]) -> tuple[float, ...]:
    cells = [tuple(Cell((Text(text),)) for text in row) for row in rows]
    table = Table((Align.START,) * len(rows[0]), cells[0], tuple(cells[1:]))
    return tuple(share * WIDTH for share in column_shares(table, WIDTH, TEXT, TEXT))


@pytest.mark.parametrize(("columns", "letters"), tuple(product((1, 2, 7, 30), (0, 3, 80, 2000))))
def test_they_fill_the_width(columns: int, letters: int) -> None:
    found = widths(("n" * letters,) * columns, ("x",) * columns)
    assert sum(found) == pytest.approx(WIDTH)
    assert min(found) == pytest.approx(max(found))


def test_more_text_gets_more_room() -> None:
    short, long = widths(("Ort", "Anschrift"), ("Ulm", "Beispielallee 12, Gebäude B, dritter Stock"))
    assert long > 2 * short


def test_a_long_word_keeps_its_line_beside_a_long_text() -> None:
    word, _ = widths(("Grundstücksverkehrsgenehmigung", "Text"), ("x", "viele kurze Worte " * 60))
    assert word > 8 + 9 * 0.45 * len("Grundstücksverkehrsgenehmigung")


def test_what_a_no_break_blank_holds_together_is_one_word() -> None:
    sum_, *_ = widths(("33,4\u00a0Mio.\u00a0€", "Text"), ("x", "viele kurze Worte " * 60))
    assert sum_ > 8 + 9 * 0.45 * len("33,4 Mio. €")
