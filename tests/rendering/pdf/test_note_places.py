"""A footnote stands on the page of its sign, however the page ends."""

from __future__ import annotations

import pypdfium2
import pytest

from releasefmt.model.content import Footnote, Heading, NoteRef
from releasefmt.model.sheet import Placed
from releasefmt.model.style import Role
from releasefmt.rendering.pdf import engine, render
from releasefmt.system.assets import FolderAssets
from tests.rendering.pdf.sheets import body, head, p, sheet, t

LINES = range(24, 34)
LONG = "Ein Satz, der von einem Rand zum anderen reicht und dann noch ein wenig weiter, bis er zwei Zeilen hat. " * 3


def stray(lines: int) -> bool:
    """Whether the note stands on another page than its sign, with so many lines between the sign and the page's end."""
    note = Footnote(1, (p("Die Anmerkung am Fuß der Seite."),))
    flow = [
        *head(),
        *body(p("Das Zeichen steht hier", NoteRef(1), ".")),
        *body(*(p(f"Zeile {number}.") for number in range(lines // 2))),
        Placed(Role.CROSSHEAD, Heading(2, t("Zwischentitel"))),
        *body(p(LONG)),
    ]
    if lines % 2:
        flow.insert(-2, *body(p("Eine Zeile.")))
    data = render(sheet(flow, (note,)), FolderAssets()).value
    assert data is not None
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()
    return [("Das Zeichen" in text) for text in texts] != [("Die Anmerkung" in text) for text in texts]


def test_every_note_stands_on_the_page_of_its_sign() -> None:
    assert [lines for lines in LINES if stray(lines)] == []


def test_and_does_not_without_our_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails WeasyPrint has learnt it, and note_places can go."""
    monkeypatch.setattr(engine, "crowding", lambda _: None)
    assert [lines for lines in LINES if stray(lines)]
