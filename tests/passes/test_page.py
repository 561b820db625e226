"""The letterhead's page settings over a style's geometry, and what they must not ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from releasefmt.model.letterhead import Form, Letterhead, Organisation, PageSetup, PageSize
from releasefmt.model.style import Geometry, Style
from releasefmt.passes.page import on_paper
from tests.styles import shipped

THREE_LINES = Organisation(name="Amt", address=("Am Markt 1", "12345 Musterstadt"), email="post@amt.example")


def geometry(page: PageSetup, style: Style | None = None) -> Geometry:
    outcome = on_paper(style or shipped("kanzlei"), Letterhead(page=page, organisation=THREE_LINES))
    assert outcome.value is not None, outcome.findings
    return outcome.value.geometry


def test_without_settings_the_style_stays_as_it_is() -> None:
    for name in ("kanzlei", "redaktion"):
        assert geometry(PageSetup(), shipped(name)) == shipped(name).geometry


@pytest.mark.parametrize(
    ("form", "letterhead", "info", "folds", "subject"),
    [(Form.A, 27.0, 32.0, (87.0, 192.0), 80.46), (Form.B, 45.0, 50.0, (105.0, 210.0), 98.46)],
)
def test_the_forms_of_din_5008(
    form: Form, letterhead: float, info: float, folds: tuple[float, float], subject: float
) -> None:
    """The measures of the standard's drawings of forms A and B; the subject begins two lines below the field."""
    page = PageSetup(form=form, fold_marks=True, hole_mark=True, addressee=("An die Redaktionen",))
    laid = geometry(page)
    assert (laid.letterhead_rule_y, laid.address_x, laid.address_y, laid.address_width) == (letterhead, 125, info, 75)
    assert (laid.addressee_x, laid.addressee_width) == (25, 80)
    assert laid.addressee_y == pytest.approx(letterhead + 17.7)
    assert laid.fold_marks == folds
    assert laid.hole_mark == 148.5
    assert laid.first_top == pytest.approx(subject)
    assert laid.logo_y >= 5
    assert laid.logo_y + laid.logo_height <= laid.organisation_y <= letterhead


def test_without_an_addressee_the_text_begins_below_the_info_block() -> None:
    laid = geometry(PageSetup(form=Form.B))
    assert laid.first_top == pytest.approx(50 + 3 * 11 * 25.4 / 72 + 8.46)


def test_a_marginal_column_is_the_info_block_and_moves_with_the_letterhead() -> None:
    style = shipped("redaktion")
    laid = geometry(PageSetup(form=Form.A), style)
    assert laid.letterhead_rule_y == 27
    assert laid.first_top - laid.column_bar_y == pytest.approx(style.geometry.first_top - style.geometry.column_bar_y)
    assert laid.first_top < style.geometry.first_top


def test_us_letter_keeps_the_margins_and_folds_in_thirds() -> None:
    style = shipped("kanzlei").geometry
    laid = geometry(PageSetup(size=PageSize.LETTER, fold_marks=True, hole_mark=True))
    assert (laid.width, laid.height) == (215.9, 279.4)
    assert (laid.left, laid.right, laid.bottom) == (style.left, style.right, style.bottom)
    assert laid.height - laid.footer_y == pytest.approx(style.height - style.footer_y)
    assert laid.fold_marks == pytest.approx((279.4 / 3, 279.4 * 2 / 3))
    assert laid.hole_mark == pytest.approx(139.7)


@pytest.mark.parametrize("name", ["kanzlei", "redaktion"])
def test_margins_move_text_and_letterhead(name: str) -> None:
    style = shipped(name)
    laid = geometry(PageSetup(left=30, right=25, top=35, bottom=40), style)
    assert laid.outer_left == 30
    assert laid.left - style.geometry.left == pytest.approx(5)
    assert laid.logo_x - style.geometry.logo_x == pytest.approx(5)
    assert (laid.right, laid.top, laid.bottom) == (25, 35, 40)
    assert laid.measure <= laid.text_width
    assert laid.height - laid.bottom < laid.footer_y < laid.height - 15


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (PageSetup(left=2), "left margin of 2 mm"),
        (PageSetup(right=60), "no room for the address"),
        (PageSetup(right=110), "less than 80 mm for the text"),
        (PageSetup(top=12), "no room for the head"),
        (PageSetup(bottom=12), "no room for the footer"),
        (PageSetup(form=Form.B, size=PageSize.LETTER), "made for A4"),
        (PageSetup(addressee=("An alle",)), "address field"),
        (PageSetup(form=Form.B, addressee=("a",) * 7), "room for 6 lines"),
    ],
)
def test_what_cannot_be_is_said(page: PageSetup, words: str) -> None:
    outcome = on_paper(shipped("kanzlei"), Letterhead(page=page))
    assert outcome.value is None
    assert {entry.code for entry in outcome.findings} == {"RF412"}
    assert words in outcome.findings[0].message


def test_a_marginal_column_has_no_address_field() -> None:
    page = PageSetup(form=Form.B, addressee=("An alle",))
    assert on_paper(shipped("redaktion"), Letterhead(page=page)).value is None
    assert on_paper(shipped("redaktion"), Letterhead(page=replace(page, addressee=()))).value is not None
