"""Geometry in the finished file, to a tenth of a millimetre: by the numbers of DIN 5008, and by every token of the style."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TypeAlias

import pytest

from releasefmt.measuring.checks import places
from releasefmt.measuring.facts import PdfFacts, Piece
from releasefmt.measuring.pdf import measure
from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Geometry
from tests.measuring.files import drawn, everything

CLOSE = 0.1
Moved: TypeAlias = Callable[[Geometry, float], Geometry]


def close(value: float) -> object:
    return pytest.approx(value, abs=CLOSE)


def begins(facts: PdfFacts, words: str) -> Piece:
    return next(piece for piece in facts.pieces if piece.text.startswith(words))


@pytest.mark.parametrize(("form", "folds", "head"), [("A", (87.0, 192.0), 27.0), ("B", (105.0, 210.0), 45.0)])
def test_the_forms_of_din_5008(form: str, folds: tuple[float, float], head: float) -> None:
    """Form A has a head of 27 mm, form B one of 45; the info block begins 5 mm below at 125 mm, the text below the field."""
    sheet, data = everything("kanzlei", form)
    facts = measure(data)
    [page, *following] = facts.pages
    assert (page.trim.width, page.trim.height) == (close(210), close(297))
    marks = [stroke.rect for stroke in page.strokes if stroke.rect.right < 20]
    assert [(box.top + box.bottom) / 2 for box in marks] == [close(folds[0]), close(148.5), close(folds[1])]
    assert [box.left for box in marks] == [close(5)] * 3
    assert not [stroke for later in following for stroke in later.strokes if stroke.rect.right < 20]
    size, leading = 8.0, 11.0
    below = ((leading - 1.326 * size) / 2 + size) * 25.4 / 72  # Source Sans 3: ascent 1, descent 0.326 of the size
    assert begins(facts, "Kaistraße").baseline == close(head + 5 + below)
    assert begins(facts, "Kaistraße").rect.left == close(125)
    size, leading = 10.0, 12.0
    below = ((leading - 1.326 * size) / 2 + size) * 25.4 / 72
    assert begins(facts, "Redaktion").baseline == close(head + 17.7 + below)
    assert begins(facts, "Redaktion").rect.left == close(25)
    rule = next(stroke.rect for stroke in page.strokes if stroke.rect.width == close(165))
    assert (rule.left, rule.top) == (close(25), close(head))
    assert rule.height == pytest.approx(0.8 * 25.4 / 72, abs=0.02)
    assert sheet.style.geometry.first_top > head + 45


def token(name: str) -> Moved:
    return lambda geometry, by: dataclasses.replace(geometry, **{name: getattr(geometry, name) + by})


def _fold_marks(geometry: Geometry, by: float) -> Geometry:
    return dataclasses.replace(geometry, fold_marks=(geometry.fold_marks[0] + by, *geometry.fold_marks[1:]))


TOKENS: dict[str, Moved] = {
    name: token(name)
    for name in (
        "width", "height", "left", "right", "top", "first_top", "logo_x", "logo_y", "organisation_x", "organisation_y",
        "address_x", "address_y", "addressee_x", "addressee_y", "letterhead_rule_y", "letterhead_rule_pt", "running_head_y",
        "footer_y", "hole_mark", "fold_mark_x",
    )
} | {"fold_marks": _fold_marks}  # fmt: skip
IN_COLUMN = (
    "column_x",
    "column_y",
    "column_bar_y",
    "column_bar_pt",
    "organisation_x",
    "organisation_y",
    "logo_x",
    "logo_y",
    "left",
)


@pytest.mark.parametrize("by", [0.25, -0.25])
@pytest.mark.parametrize("name", TOKENS)
def test_a_file_that_keeps_another_token_is_caught(name: str, by: float) -> None:
    sheet, data = everything("kanzlei", "B")
    assert _found(measure(data), sheet, TOKENS[name], by)


@pytest.mark.parametrize("by", [0.25, -0.25])
@pytest.mark.parametrize("name", IN_COLUMN)
def test_also_in_the_marginal_column(name: str, by: float) -> None:
    sheet, data = everything("redaktion", "free")
    assert _found(measure(data), sheet, token(name), by)


@pytest.mark.parametrize("by", [0.05, -0.05])
@pytest.mark.parametrize("name", TOKENS)
def test_less_than_a_tenth_is_no_deviation(name: str, by: float) -> None:
    sheet, data = everything("kanzlei", "B")
    if name.endswith("_pt"):
        by /= 5  # pt, and 0.8 of them
    assert _found(measure(data), sheet, TOKENS[name], by) == []


@pytest.mark.parametrize("name", ["wordmark_x", "wordmark_y"])
def test_a_wordmark_has_its_place_too(name: str) -> None:
    sheet, _ = everything("kanzlei", "free")
    head = dataclasses.replace(sheet.first_head, logo=None, organisation="", wordmark="Hafenrat Musterstadt")
    sheet = dataclasses.replace(sheet, first_head=head)
    facts = measure(drawn(sheet))
    assert _found(facts, sheet, token(name), 0.0) == []
    assert _found(facts, sheet, token(name), 0.25)


def _found(facts: PdfFacts, sheet: Sheet, moved: Moved, by: float) -> list[str]:
    """What is wrong with the file under a style with one token moved."""
    style = dataclasses.replace(sheet.style, geometry=moved(sheet.style.geometry, by))
    return [entry.message for entry in places.compare(facts, dataclasses.replace(sheet, style=style))]
