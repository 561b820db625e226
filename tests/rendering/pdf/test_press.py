"""Print: every colour in the inks of the printing condition, boxes and marks, and what the press gate must catch."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image as Raster

from releasefmt.model.content import Figure, Image
from releasefmt.model.letterhead import Colours, Letterhead
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Picture
from releasefmt.model.style import MOST_INK, Cmyk, Colour, Ink
from releasefmt.rendering.pdf import render
from releasefmt.rendering.separation import PROFILE, converted_colours, press_inks, separation
from releasefmt.system.assets import FolderAssets
from tests.gates import pdfx
from tests.gates.complaints import listed
from tests.gates.tiny import opened as changed
from tests.rendering.pdf.reading import opened
from tests.rendering.pdf.sheets import body, head, kanzlei, one_page, p, sheet, tail

MM = 72 / 25.4
PRESS = separation(FolderAssets().read(PROFILE))

GRADIENTS = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60mm" height="20mm"><defs>
<linearGradient id="a"><stop offset="0" stop-color="#8a1538"/><stop offset="1" stop-color="#0a3cff"/></linearGradient>
<radialGradient id="b"><stop offset="0" stop-color="#fff"/><stop offset=".5" stop-color="#0c0"/>
<stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs>
<rect width="20" height="20" fill="url(#a)"/><rect x="20" width="20" height="20" fill="url(#b)"/>
<path d="M42 2h16v16h-16z" fill="#123456" stroke="#f80" opacity=".5"/></svg>"""


def _encoded(image: Raster.Image, form: str) -> bytes:
    data = io.BytesIO()
    image.save(data, form, **({"quality": 90} if form == "JPEG" else {}))
    return data.getvalue()


def _all_colours() -> Raster.Image:
    """Every corner of sRGB side by side in hard edges, the deepest shadows among them."""
    steps = (0, 8, 40, 128, 255)
    image = Raster.new("RGB", (125 * 8, 64))
    for number in range(125):
        colour = (steps[number // 25], steps[number // 5 % 5], steps[number % 5])
        image.paste(colour, (number * 8, 0, number * 8 + 8, 64))
    return image


def _fading() -> Raster.Image:
    image = _all_colours().convert("RGBA")
    image.putalpha(Raster.linear_gradient("L").resize(image.size))
    return image


PICTURES = {
    "photo.jpg": Picture(_encoded(_all_colours(), "JPEG"), "image/jpeg", 80.0, 6.0, "Foto"),
    "graphic.png": Picture(_encoded(_all_colours(), "PNG"), "image/png", 80.0, 6.0, "Grafik"),
    "fading.png": Picture(_encoded(_fading(), "PNG"), "image/png", 80.0, 6.0, "Verlauf"),
    "grey.png": Picture(_encoded(_all_colours().convert("L"), "PNG"), "image/png", 80.0, 6.0, "Grau"),
    "gradients.svg": Picture(GRADIENTS, "image/svg+xml", 60.0, 20.0, "Verläufe"),
}


def printed(letterhead: Letterhead | None = None, *, crop_marks: bool = False) -> bytes:
    flow = [*head(), *body(p("Text."), *(Figure(Image(name, name)) for name in PICTURES)), *tail()]
    style = kanzlei(letterhead)
    given = sheet(flow, style=style, pictures=PICTURES, purpose=Purpose.PRINT, crop_marks=crop_marks)
    outcome = render(given, FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


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
    assert sum(pixels.getpixel((0, 0))) > 240 * 2.55  # type: ignore[arg-type]  # a pixel of four channels


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


# --- what the gate must catch: one defect a file ---


def _sound() -> bytes:
    return printed()


def _with_content(more: bytes) -> bytes:
    with changed(_sound()) as (document, saved):
        page = document.pages[0]
        page.Contents = document.make_stream(page.Contents.read_bytes() + more)
        return saved()


def _rgb_operator() -> bytes:
    return _with_content(b"\n/Artifact BMC 1 0 0 rg 0 0 9 9 re f EMC\n")


def _too_much_ink() -> bytes:
    return _with_content(b"\n/Artifact BMC 0.9 0.8 0.7 0.6 k 0 0 9 9 re f EMC\n")


def _four_coloured_text() -> bytes:
    with changed(_sound()) as (document, saved):
        page = document.pages[0]
        page.Contents = document.make_stream(page.Contents.read_bytes().replace(b"\n0 0 0 1 k", b"\n.6 .5 .5 .95 k"))
        return saved()


def _rgb_picture() -> bytes:
    with changed(_sound()) as (document, saved):
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/ColorSpace") == "/DeviceCMYK":
                item.ColorSpace = pikepdf.Name.DeviceRGB
        return saved()


def _inky_picture() -> bytes:
    with changed(_sound()) as (document, saved):
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/SMask") is not None:
                item.write(b"\xff" * (1000 * 64 * 4))
        return saved()


def _rgb_gradient() -> bytes:
    with changed(_sound()) as (document, saved):
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ShadingType" in item:
                item.ColorSpace = pikepdf.Name.DeviceRGB
        return saved()


def _no_intent() -> bytes:
    with changed(_sound()) as (document, saved):
        document.Root.OutputIntents = document.Root.OutputIntents[1:]
        return saved()


def _monitor_profile() -> bytes:
    with changed(_sound()) as (document, saved):
        profile = document.Root.OutputIntents[0].DestOutputProfile
        data = profile.read_bytes()
        profile.write(data[:12] + b"mntr" + data[16:])
        return saved()


def _no_trim_box() -> bytes:
    with changed(_sound()) as (document, saved):
        del document.pages[0].obj["/TrimBox"]
        return saved()


def _narrow_bleed() -> bytes:
    with changed(_sound()) as (document, saved):
        document.pages[0].obj.BleedBox = document.pages[0].obj.TrimBox
        return saved()


def _trim_beyond_bleed() -> bytes:
    with changed(_sound()) as (document, saved):
        document.pages[0].obj.TrimBox = pikepdf.Array([-20, -20, 620, 870])
        return saved()


def _link_on_the_page() -> bytes:
    with changed(_sound()) as (document, saved):
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[100, 100, 200, 120])
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])
        return saved()


def _action() -> bytes:
    with changed(_sound()) as (document, saved):
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        return saved()


def _not_trapped() -> bytes:
    with changed(_sound()) as (document, saved):
        del document.docinfo["/Trapped"]
        return saved()


def _no_claim() -> bytes:
    with changed(_sound()) as (document, saved):
        document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"PDF/X-4<", b"PDF/X-9<"))
        return saved()


def _no_document_identifier() -> bytes:
    with changed(_sound()) as (document, saved):
        document.Root.Metadata.write(document.Root.Metadata.read_bytes().replace(b"xmpMM:DocumentID", b"xmpMM:Nothing"))
        return saved()


def _encrypted() -> bytes:
    with pikepdf.open(io.BytesIO(_sound())) as document:
        target = io.BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner="x", user=""))
        return target.getvalue()


def _font_left_out() -> bytes:
    with changed(_sound()) as (document, saved):
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item["/FontFile2"]
        return saved()


def _group_in_rgb() -> bytes:
    with changed(_sound()) as (document, saved):
        document.pages[0].obj.Group.CS = pikepdf.Name.DeviceRGB
        return saved()


def _transfer_curve() -> bytes:
    with changed(_sound()) as (document, saved):
        state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, TR=pikepdf.Name.Identity)
        document.pages[0].obj.Resources.ExtGState["/curve"] = document.make_indirect(state)
        return saved()


BROKEN: dict[Callable[[], bytes], str] = {
    _rgb_operator: "rgb",
    _too_much_ink: "ink",
    _four_coloured_text: "black",
    _rgb_picture: "rgb",
    _inky_picture: "ink",
    _rgb_gradient: "rgb",
    _no_intent: "intent",
    _monitor_profile: "intent",
    _no_trim_box: "boxes",
    _narrow_bleed: "bleed",
    _trim_beyond_bleed: "boxes",
    _link_on_the_page: "annotation",
    _action: "action",
    _not_trapped: "trapped",
    _no_claim: "claim",
    _no_document_identifier: "metadata",
    _encrypted: "encryption",
    _font_left_out: "font",
    _group_in_rgb: "group",
    _transfer_curve: "object",
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__.strip("_"))
def test_a_broken_print_file_is_caught(broken: Callable[[], bytes]) -> None:
    assert BROKEN[broken] in {complaint.rule for complaint in pdfx.check(broken())}


def test_a_file_for_the_screen_is_no_print_file() -> None:
    data = render(one_page(), FolderAssets()).value
    assert data is not None
    assert {"claim", "rgb", "annotation", "intent"} <= {complaint.rule for complaint in pdfx.check(data)}
