"""Lines of lists, footnotes and pictures: where they begin, what they may not be parted from."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from releasefmt.measuring.pdf import measure
from releasefmt.model.content import BulletList, Figure, Footnote, Image, ListItem, NoteRef, OrderedList
from releasefmt.model.sheet import Placed
from releasefmt.rendering.pdf import render
from releasefmt.system.assets import FolderAssets
from tests.parity.layout import Line, lines
from tests.rendering.pdf.sheets import body, head, p, photo, sheet

LONG = "Ein Satz mit lauter Wörtern, der in der ersten Zeile beginnt und in der zweiten endet. " * 2


def drawn(flow: Iterable[Placed], notes: tuple[Footnote, ...] = ()) -> list[Line]:
    data = render(sheet([*head(), *flow], notes), FolderAssets()).value
    assert data is not None
    return lines(measure(data))


@pytest.mark.parametrize("kind", [BulletList, OrderedList])
def test_the_lines_of_an_item_begin_under_one_another(kind: type[BulletList | OrderedList]) -> None:
    found = drawn(body(kind((ListItem((p(LONG),)),))))
    [first] = [index for index, line in enumerate(found) if line.text.startswith("Ein Satz mit lauter")]
    assert found[first + 1].left == pytest.approx(found[first].left, abs=0.05)


def test_the_lines_of_a_footnote_begin_under_one_another() -> None:
    found = drawn(body(p("Text.", NoteRef(1))), (Footnote(1, (p(LONG * 2),)),))
    [first] = [index for index, line in enumerate(found) if line.text.startswith("Ein Satz mit lauter")]
    assert found[first + 1].left == pytest.approx(found[first].left, abs=0.05)


def test_no_line_begins_with_the_sign_of_a_footnote() -> None:
    """In paragraphs that bring their end ever nearer to the end of the line and over it."""
    widths = range(20, 40)
    notes = tuple(Footnote(number, (p("Note."),)) for number in widths)
    flow = body(*(p("in " * number, "den Städten.", NoteRef(number), " Mehr.") for number in widths))
    signs = {str(number) for number in widths}
    found = [line for line in drawn(flow, notes) if line.size > 9]
    assert [line.text for line in found if line.text.split()[0] in signs] == []
    assert sum("Städten." in line.text for line in found) == len(widths)


def test_a_picture_without_words_under_it_stands_where_there_is_room() -> None:
    """And does not wait for the next one, for which there is none."""
    flow = [*head(), *body(Figure(Image("first.png", "Eins")), Figure(Image("second.png", "Zwei")))]
    pictures = {"first.png": photo(120, 80, "Eins"), "second.png": photo(120, 110, "Zwei")}
    data = render(sheet(flow, pictures=pictures), FolderAssets()).value
    assert data is not None
    assert [len(page.pictures) for page in measure(data).pages] == [1, 1]
