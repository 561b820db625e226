"""Pictures that would be seen as dots in print are said, with how many pixels or how little width would do."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Raster

from releasefmt.model.content import Image, Span
from releasefmt.model.sheet import Picture
from releasefmt.passes.resolution import coarse_logo, coarse_pictures


def picture(pixels: int, width: float) -> Picture:
    data = io.BytesIO()
    Raster.new("RGB", (pixels, 10)).save(data, "PNG")
    return Picture(data.getvalue(), "image/png", width, 5.0, "Bild")


def test_a_coarse_picture_is_said_once_at_its_first_place() -> None:
    images = [Image("a.png", "a", span=Span(line, 1, line, 9)) for line in (3, 7)]
    (said,) = coarse_pictures(images, {"a.png": picture(1000, 127.0)})
    assert said.code == "RF315"
    assert said.span == Span(3, 1, 3, 9)
    assert said.message.startswith("The picture “a.png” has 200 dots per inch at its width of 127 mm")
    assert said.hint == "Use one that is 1500 pixels wide, or print it 84 mm wide at most."


@pytest.mark.parametrize(("pixels", "width"), [(1500, 127.0), (1499, 127.0), (47, 4.0)])
def test_a_fine_one_is_not(pixels: int, width: float) -> None:
    assert not list(coarse_pictures([Image("a.png", "a")], {"a.png": picture(pixels, width)}))


def test_drawings_and_missing_pictures_are_never_coarse() -> None:
    drawing = Picture(b"<svg/>", "image/svg+xml", 100.0, 50.0, "Bild", picture(10, 100.0).data)
    assert not list(coarse_pictures([Image("a.svg", "a"), Image("b.png", "b")], {"a.svg": drawing}))
    assert not list(coarse_logo(None))


def test_a_coarse_logo_had_better_be_a_drawing() -> None:
    (said,) = coarse_logo(picture(100, 50.0))
    assert said.hint.startswith("Best give it as an SVG drawing.")
