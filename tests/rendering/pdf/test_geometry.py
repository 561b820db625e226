"""Where things stand, to a tenth of a millimetre."""

from __future__ import annotations

import pytest

from releasefmt.measuring.facts import MM
from releasefmt.model.content import (
    Align,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Footnote,
    ListItem,
    NoteRef,
    OrderedList,
    Quote,
    Table,
    Text,
)
from releasefmt.model.sheet import Placed, Sheet
from releasefmt.model.style import Role
from releasefmt.rendering.pdf import render
from releasefmt.system.assets import FolderAssets
from tests.rendering.pdf.reading import baseline_of, first_baseline, opened, shapes, signs, tag_tree
from tests.rendering.pdf.sheets import body, head, p, sheet

CLOSE = 0.1
Rendered = tuple[Sheet, bytes]


def close(value: float) -> object:
    return pytest.approx(value, abs=CLOSE)


def test_pages_are_a4(rendered: Rendered) -> None:
    for page in opened(rendered[1]).pages:
        assert [float(side) * MM for side in page.mediabox] == [0, 0, close(210), close(297)]


def test_logo_stands_at_its_place(one: Rendered) -> None:
    geometry = one[0].style.geometry
    [figure] = tag_tree(opened(one[1])).all("Figure")
    left, bottom, right, top = (float(value) * MM for value in figure.element.A.BBox)
    assert (left, 297 - top) == (close(geometry.logo_x), close(geometry.logo_y))
    assert (right - left, top - bottom) == (close(52.0), close(13.0))


def test_letterhead_lines_and_rule(one: Rendered) -> None:
    sheet, data = one
    geometry = sheet.style.geometry
    below = first_baseline("SourceSans3-Semibold.ttf", 9.5, 12.0)
    assert baseline_of(data, 0, "Hafenrat Musterstadt e. V.Kai") == (
        close(geometry.organisation_x),
        close(geometry.organisation_y + below),
    )
    below = first_baseline("SourceSans3-Regular.ttf", 8.0, 11.0)
    assert baseline_of(data, 0, "Kaistraße 12") == (close(geometry.address_x), close(geometry.address_y + below))
    assert baseline_of(data, 0, "12345 Musterstadt")[1] == close(geometry.address_y + below + 11 * MM)
    rule = [
        box
        for box in shapes(data, 0)
        if box[0] == close(geometry.left) and box[2] == close(geometry.left + geometry.text_width)
    ]
    [(_, top, _, bottom)] = rule
    assert top == close(geometry.letterhead_rule_y)
    assert bottom - top == pytest.approx(geometry.letterhead_rule_pt * MM, abs=0.02)


def test_the_flow_begins_where_the_style_says() -> None:
    given = sheet([Placed(Role.DATELINE, p("Musterstadt, 24. April 2025")), *head()])
    data = render(given, FolderAssets()).value
    assert data is not None
    geometry = given.style.geometry
    below = first_baseline("SourceSans3-Regular.ttf", 9.5, 13.0)
    assert baseline_of(data, 0, "Musterstadt, 24.") == (close(geometry.left), close(geometry.first_top + below))


def test_a_following_page_has_its_head_text_and_foot_in_place(three: Rendered) -> None:
    sheet, data = three
    geometry = sheet.style.geometry
    small = first_baseline("SourceSans3-Regular.ttf", 8.0, 10.0)
    assert baseline_of(data, 1, "Hafenrat MusterstadtPresse") == (
        close(geometry.left),
        close(geometry.running_head_y + small),
    )
    found = signs(data, 1)
    text = "".join(sign.text for sign in found)
    end = text.index("24.April2025") + len("24.April2025") - 1
    assert found[end].right == close(geometry.width - geometry.right)
    crosshead = first_baseline("SourceSans3-Semibold.ttf", 12.5, 15.0)
    assert baseline_of(data, 1, "Zwischentitel") == (close(geometry.left), close(geometry.top + crosshead))
    foot = first_baseline("SourceSans3-Regular.ttf", 7.5, 10.0)
    for page in (0, 1, 2):
        assert baseline_of(data, page, "Hafenrat Musterstadt e. V. · Vereins") == (
            close(geometry.left),
            close(geometry.footer_y + foot),
        )


@pytest.mark.parametrize(
    ("role", "words"), [(Role.BODY, ("Vorsitzende des", "lassen.“ Der")), (Role.LEAD, ("Plan vor",))]
)
def test_lines_are_the_leading_apart(one: Rendered, role: Role, words: tuple[str, ...]) -> None:
    sheet, data = one
    leading = sheet.style.text(role).leading * MM
    lines = sorted({round(sign.y, 2) for sign in signs(data, 0) if sign.text in "nmhlrfik" and 60 < sign.y < 240})
    starts = [baseline_of(data, 0, start)[1] for start in words]
    for start in starts:
        assert any(line == pytest.approx(start + leading, abs=0.03) for line in lines)


def test_signs_and_small_figures_do_not_push_lines_apart(sink: Rendered) -> None:
    """The paragraph with every inline: superscripts, a footnote sign, code in another face and a picture."""
    data = sink[1]
    first = baseline_of(data, 0, "Ein Absatz mit")[1]
    second = baseline_of(data, 0, "zum Plan, der")
    third = baseline_of(data, 0, "Neue Zeile")[1]
    leading = sink[0].style.text(Role.BODY).leading * MM
    assert third - first == pytest.approx(2 * leading, abs=0.05)
    assert second[0] == close(sink[0].style.geometry.left)


def test_text_keeps_its_measure_and_nothing_leaves_the_margins(rendered: Rendered) -> None:
    sheet, data = rendered
    geometry = sheet.style.geometry
    for page in range(len(opened(data).pages)):
        found = signs(data, page)
        assert min(sign.x for sign in found) >= geometry.left - CLOSE
        assert max(sign.right for sign in found) <= geometry.width - geometry.right + CLOSE
        assert max(sign.y for sign in found) < geometry.height - 10
    prose = signs(data, 0)
    text = "".join(sign.text for sign in prose)
    lead = text.index("VorderFrühjahrssitzung")
    assert max(sign.right for sign in prose[lead : lead + 200]) <= geometry.left + geometry.measure + CLOSE


def test_all_running_text_keeps_the_measure() -> None:
    long = p("Ein langer Satz, der die ganze Zeile füllt und noch eine. " * 4, NoteRef(1))
    entry = (ListItem((long,)),)
    flow = [
        *head(),
        *body(
            long, BulletList(entry), OrderedList((ListItem((long, BulletList(entry))),)), Quote((long,), long.content)
        ),
        *body(DefinitionList((Definition(long.content, ((long,),)),)), CodeBlock("x " * 200)),
        *(Placed(role, long) for role in (Role.QUOTE, Role.ATTRIBUTION, Role.NOTES, Role.CONTACT, Role.CAPTION)),
        Placed(Role.NOTES, BulletList(entry)),
    ]
    given = sheet(flow, (Footnote(1, (long, BulletList(entry))),))
    data = render(given, FolderAssets()).value
    assert data is not None
    geometry = given.style.geometry
    for page in range(len(opened(data).pages)):
        prose = [sign for sign in signs(data, page) if 52 < sign.y < geometry.height - geometry.bottom]
        assert prose
        assert max(sign.right for sign in prose) <= geometry.left + geometry.measure + CLOSE


def test_a_table_of_many_columns_stays_on_the_page() -> None:
    row = tuple(Cell((Text(f"Überschrift{number}"),)) for number in range(12))
    data = render(sheet([*head(), *body(Table((Align.START,) * 12, row, (row,)))]), FolderAssets()).value
    assert data is not None
    assert max(sign.right for sign in signs(data, 0)) <= 190 + CLOSE


def test_a_single_page_has_no_number_and_each_of_several_has_one(one: Rendered, three: Rendered) -> None:
    def text(data: bytes, page: int) -> str:
        return "".join(sign.text for sign in signs(data, page))

    assert len(opened(one[1]).pages) == 1
    assert "Seite" not in text(one[1], 0)
    assert len(opened(three[1]).pages) == 3
    for page in range(3):
        assert f"Seite{page + 1}von3" in text(three[1], page)
