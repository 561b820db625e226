"""Print: every colour in the inks of the printing condition, boxes and marks, and what the press gate must catch."""

from __future__ import annotations

import pikepdf
import pytest
from PIL import Image as Raster

from releasefmt.model.letterhead import Colours, Letterhead
from releasefmt.model.style import LOOKS_BLACK, MOST_INK, Cmyk, Colour, Ink
from releasefmt.rendering.pdf import render
from releasefmt.rendering.separation import PROFILE, converted_colours, press_inks, separation
from releasefmt.system.assets import FolderAssets
from tests.gates import pdfx
from tests.gates.complaints import listed
from tests.gates.tiny import opened as changed
from tests.rendering.pdf.press import printed
from tests.rendering.pdf.reading import opened
from tests.rendering.pdf.sheets import kanzlei, one_page

MM = 72 / 25.4
PRESS = separation(FolderAssets().read(PROFILE))


def colours(pdf: pikepdf.Pdf, page: int = 0) -> set[tuple[float, ...]]:
    """All inks that a page's own content is drawn in."""
    return {
        tuple(float(str(value)) for value in instruction.operands)
        for instruction in pikepdf.parse_content_stream(pdf.pages[page])
        if str(instruction.operator) in {"k", "K"}
    }


def test_pictures_gradients_and_transparency_are_press_ready() -> None:
    assert listed(pdfx.check(printed())) == ""


@pytest.mark.needs("verapdf")
@pytest.mark.slow
@pytest.mark.parametrize("crop_marks", [False, True])
def test_and_still_accessible_and_fit_for_the_archive(crop_marks: bool) -> None:
    from tests.gates import verapdf

    data = printed(crop_marks=crop_marks)
    assert listed(verapdf.check(data, "ua1", "2a") + pdfx.check(data)) == ""


@pytest.mark.needs("ghostscript", "qpdf")
@pytest.mark.slow
def test_a_strict_reader_draws_every_picture() -> None:
    from tests.gates import ghostscript, qpdf

    data = printed(crop_marks=True)
    assert listed(ghostscript.check(data) + qpdf.check(data)) == ""


@pytest.mark.needs("ghostscript")
@pytest.mark.slow
def test_no_spot_of_the_page_has_more_ink_than_dries() -> None:
    """As it comes out, whatever lies over whatever; on one spot the operators alone do not show it."""
    from tests.gates import ghostscript

    data = printed(crop_marks=True)
    assert listed(ghostscript.ink(data)) == ""
    with changed(data) as (document, saved):
        page = document.pages[0]
        state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
        page.obj.Resources.ExtGState["/over"] = state
        twice = b"\n/Artifact BMC q /over gs .9 .7 0 0 k 9 9 30 30 re f 0 .3 .9 .5 k 9 9 30 30 re f Q EMC\n"
        page.Contents = document.make_stream(page.Contents.read_bytes() + twice)
        piled = saved()
    assert listed(pdfx.check(piled)) == ""
    assert [complaint.rule for complaint in ghostscript.ink(piled)] == ["ink"]


def test_pictures_keep_their_pixels_and_their_masks() -> None:
    pdf = opened(printed())
    images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
    inks = [image for image in images if image.ColorSpace == "/DeviceCMYK"]
    assert sorted(str(image.Filter) for image in inks) == ["/DCTDecode", "/FlateDecode", "/FlateDecode"]
    assert {(int(image.Width), int(image.Height)) for image in inks} == {(1000, 64)}
    assert sum("/SMask" in image for image in inks) == 1
    [graphic] = [image for image in inks if image.Filter == "/FlateDecode" and "/SMask" not in image]
    pixels = Raster.frombytes("CMYK", (1000, 64), graphic.read_bytes())
    assert pixels.getpixel((999, 0)) == (0, 0, 0, 0)  # white is bare paper
    assert sum(pixels.tobytes()[:4]) > 240 * 2.55  # the four inks of the first pixel


def test_text_is_black_alone_and_lines_are_tints_of_it() -> None:
    found = colours(opened(printed()))
    assert (0, 0, 0, 1) in found
    assert (0, 0, 0, 0.8) in found
    assert all(len(inks) == 4 and sum(inks) * 100 <= MOST_INK for inks in found)


def test_the_houses_own_inks_are_printed_in_type_rules_and_logo() -> None:
    own = Colours(accent="#8A1538", accent_cmyk=(0, 98, 42, 51))
    found = colours(opened(printed(Letterhead(colours=own))))
    assert (0, 0.98, 0.42, 0.51) in found
    assert not [inks for inks in found if inks[1] > 0.9 and inks != (0, 0.98, 0.42, 0.51)]  # the logo is #8a1538 too


def test_a_colour_for_the_screen_alone_is_converted_and_said() -> None:
    house = Colours(accent="#1f5f8b", muted="#555555", text="#222244")
    style = kanzlei(Letterhead(colours=house))
    inks = press_inks(style, PRESS)
    assert inks[style.inks[Ink.ACCENT]] == inks[style.inks[Ink.LINK]] == Cmyk(82, 42, 7, 35)
    assert inks[style.inks[Ink.TEXT]] == Cmyk(0, 0, 0, 100)
    said = dict(converted_colours(house, PRESS))
    assert list(said) == ["text", "accent", "muted"]
    assert "82, 42, 7, 35" in said["accent"].message
    assert {entry.code for entry in said.values()} == {"RF420"}
    assert list(converted_colours(Colours(accent="#1f5f8b", accent_cmyk=(100, 50, 0, 30)), PRESS)) == []


@pytest.mark.parametrize("colour", ["#1d1d1f", "#050507", "#101020", "#2a1a1a", "#001a33"])
def test_type_that_looks_black_is_black_alone(colour: str) -> None:
    style = kanzlei(Letterhead(colours=Colours(accent=colour, muted=colour, link=colour)))
    inks = press_inks(style, PRESS)[Colour.parse(colour)]
    assert (inks.cyan, inks.magenta, inks.yellow) == (0, 0, 0) or inks.black <= LOOKS_BLACK
    assert listed(pdfx.check(printed(Letterhead(colours=Colours(accent=colour, muted=colour))))) == ""


def test_greys_are_black_alone_and_grow_darker_evenly() -> None:
    blacks = [PRESS.colour(Colour(grey, grey, grey)) for grey in range(256)]
    assert all((inks.cyan, inks.magenta, inks.yellow) == (0, 0, 0) for inks in blacks)
    steps = [inks.black for inks in blacks]
    assert steps == sorted(steps, reverse=True)
    assert (steps[0], steps[255]) == (100, 0)


def test_no_colour_puts_more_ink_than_dries() -> None:
    for red in range(0, 256, 17):
        for green in range(0, 256, 17):
            for blue in range(0, 256, 17):
                assert PRESS.colour(Colour(red, green, blue)).total <= MOST_INK


def test_boxes_with_and_without_crop_marks() -> None:
    for crop_marks, room in ((False, 3), (True, 10)):
        pdf = opened(printed(crop_marks=crop_marks))
        page = pdf.pages[0].obj
        trim, bleed, media = ([float(value) for value in page[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert trim == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.01)
        assert bleed == pytest.approx([-3 * MM, -3 * MM, 213 * MM, 300 * MM], abs=0.01)
        assert media == pytest.approx([-room * MM, -room * MM, (210 + room) * MM, (297 + room) * MM], abs=0.01)


def test_crop_marks_stand_outside_the_bleed_and_only_where_asked_for() -> None:
    import pypdfium2

    inks = {}
    for crop_marks in (False, True):
        document = pypdfium2.PdfDocument(printed(crop_marks=crop_marks))
        try:
            dots = document[0].render(scale=4).to_pil().convert("L")
        finally:
            document.close()
        room = 10 if crop_marks else 3
        edge = [dots.getpixel((round(x * MM * 4), round(room * MM * 4))) for x in (2, room - 2)]
        inks[crop_marks] = edge
    assert inks[False] == [255, 255]
    assert inks[True][0] != 255  # 8 mm left of the corner, at the height of the cut
    assert inks[True][1] == 255  # 2 mm left of it is bleed


def test_a_file_for_the_screen_is_no_print_file() -> None:
    data = render(one_page(), FolderAssets()).value
    assert data is not None
    assert {"claim", "rgb", "annotation", "intent"} <= {complaint.rule for complaint in pdfx.check(data)}
