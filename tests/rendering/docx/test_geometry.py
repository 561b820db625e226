"""Where things stand on the paper when LibreOffice prints the file with the bundled typefaces, in mm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import pytest

from tests.gates import libreoffice
from tests.gates.workspace import on_disk, run
from tests.rendering.docx.opened import rendered
from tests.rendering.docx.sheets import one_page, style, three_pages

pytestmark = [pytest.mark.needs("libreoffice", "pdftotext"), pytest.mark.slow]

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """``top`` and ``bottom`` are those of the typeface's own box, ascent to descent, not of the line height."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def lines(pdf: bytes) -> list[Line]:
    with on_disk(pdf, "file.pdf") as path:
        layout = run(["pdftotext", "-bbox-layout", path, "-"]).stdout.decode()
    found: list[Line] = []
    for number, page in enumerate(layout.split("<page ")[1:], 1):
        for block in re.findall(r"<line (.*?)</line>", page, re.DOTALL):
            edges = {name: float(text) * MM for name, text in re.findall(r'(\w+)="([\d.]+)"', block.split(">")[0])}
            words = " ".join(unescape(word) for word in re.findall(r"<word [^>]*>(.*?)</word>", block))
            found.append(Line(number, edges["xMin"], edges["yMin"], edges["xMax"], edges["yMax"], words))
    return found


def line(found: list[Line], begins: str, page: int = 1) -> Line:
    hits = [one for one in found if one.page == page and one.text.startswith(begins)]
    assert len(hits) == 1, (begins, hits)
    return hits[0]


def expected_top(y: float, size: float, leading: float, ascent: float, descent: float) -> float:
    """Top of the letters' box in a first line whose line box begins at ``y`` mm: CSS 2.2, 10.8.1; sizes in pt."""
    return y + (leading - (ascent + descent) * size) / 2 * MM


@pytest.fixture(scope="module")
def one() -> bytes:
    return libreoffice.to_pdf(rendered(one_page()))


@pytest.fixture(scope="module")
def three() -> list[Line]:
    return lines(libreoffice.to_pdf(rendered(three_pages())))


def test_the_letterhead_stands_where_the_style_says(one: bytes) -> None:
    geometry = style().geometry
    found = lines(one)
    organisation, address, label = (
        next(one_line for one_line in found if one_line.text == "Musterstiftung für Lesekultur"),
        line(found, "Beispielallee"),
        line(found, "PRESSE"),
    )
    assert organisation.left == pytest.approx(geometry.organisation_x, abs=0.15)
    assert organisation.top == pytest.approx(expected_top(geometry.organisation_y, 9.5, 12, 1.0, 0.326), abs=0.5)
    assert address.left == pytest.approx(geometry.address_x, abs=0.15)
    assert address.top == pytest.approx(expected_top(geometry.address_y, 8, 11, 1.0, 0.326), abs=0.5)
    assert label.left == pytest.approx(geometry.left, abs=0.15)
    assert label.top == pytest.approx(expected_top(geometry.first_top, 9, 12, 1.0, 0.326), abs=0.5)


def test_logo_and_rule_stand_where_the_style_says(one: bytes) -> None:
    import pypdfium2
    from pypdfium2 import raw

    geometry = style().geometry
    page = pypdfium2.PdfDocument(one)[0]
    height = page.get_height()
    boxes = [
        (kind, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
        for kind, (left, bottom, right, top) in ((item.type, item.get_bounds()) for item in page.get_objects())
    ]
    logos = [box[1:] for box in boxes if box[0] == raw.FPDF_PAGEOBJ_IMAGE]
    assert len(logos) == 1
    assert logos[0] == pytest.approx((25, 18, 60, 31), abs=0.1)
    paths = [box[1:] for box in boxes if box[0] == raw.FPDF_PAGEOBJ_PATH]
    wide = [
        box
        for box in paths
        if box[2] - box[0] > geometry.text_width - 2 and abs(box[1] - geometry.letterhead_rule_y) < 3
    ]
    assert wide, "the rule under the letterhead"
    for box in wide:
        assert box[0] == pytest.approx(geometry.left, abs=0.4)
        assert box[2] == pytest.approx(geometry.width - geometry.right, abs=0.4)
        assert box[1] == pytest.approx(geometry.letterhead_rule_y, abs=0.3)
    marks = sorted((box[1] + box[3]) / 2 for box in paths if box[2] < geometry.left)
    assert marks == pytest.approx(geometry.fold_marks, abs=0.15)


def test_running_text_keeps_the_measure(three: list[Line]) -> None:
    geometry = style().geometry
    body = [one for one in three if geometry.first_top < one.top < geometry.footer_y - 5]
    assert len(body) > 60
    assert max(one.right for one in body) <= geometry.left + geometry.measure + 0.2
    assert max(one.right for one in body) > geometry.left + geometry.measure - 8


def test_lines_stand_a_leading_apart(three: list[Line]) -> None:
    first, second = line(three, "Vierzig Bibliotheken"), line(three, "Die Musterstiftung für Lesekultur übernimmt")
    assert second.top - first.top == pytest.approx(15.5 * MM, abs=0.03)


def test_of_two_distances_the_larger_counts(three: list[Line]) -> None:
    """Body text asks for 7.5 pt below, a crosshead for 12 above: 12 stand between their lines."""
    head = line(three, "Das Geld")
    last = max((one for one in three if one.page == 1 and one.top < head.top - 2), key=lambda one: one.top)
    gap = (head.bottom - last.bottom) / MM
    # From descent to descent: 12 + 15 of the head's line, more or less what the two typefaces differ in their box.
    assert gap == pytest.approx(12 + 15, abs=1.6)


def test_following_pages_have_their_head_text_and_number(three: list[Line]) -> None:
    geometry = style().geometry
    pages = max(one.page for one in three)
    assert pages == 3
    for page in range(2, pages + 1):
        head = next(one for one in three if one.page == page and one.text == "Musterstiftung")
        assert head.top == pytest.approx(expected_top(geometry.running_head_y, 8, 10, 1.0, 0.326), abs=0.5)
        first = min((one for one in three if one.page == page and one.top > 25), key=lambda one: one.top)
        assert first.top == pytest.approx(geometry.top, abs=0.8)
        assert any(one.text.endswith(f"Seite {page} von {pages}") for one in three if one.page == page)
    assert any(one.text.endswith("Seite 1 von 3") for one in three if one.page == 1)


def test_a_single_page_has_no_number(one: bytes) -> None:
    found = lines(one)
    assert max(one_line.page for one_line in found) == 1
    assert not any("Seite 1" in one_line.text for one_line in found)
    foot = line(found, "Musterstiftung für Lesekultur · Stiftung")
    assert foot.top == pytest.approx(expected_top(style().geometry.footer_y, 7.5, 10, 1.0, 0.326), abs=0.5)
