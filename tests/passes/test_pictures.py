"""Pictures as authors have them, and as attackers would: each is printed in its right size or refused in a sentence."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from dataclasses import dataclass, field

import pytest
from PIL import Image as Pixels
from PIL import ImageCms, ImageDraw

from releasefmt.model.content import Image, Span
from releasefmt.model.findings import Outcome
from releasefmt.model.sheet import AssetError, Picture
from releasefmt.passes.pictures import Wanted, resolve_logo, resolve_pictures

SPAN = Span(3, 1, 3, 20)


@dataclass
class Memory:
    """Assets out of a dictionary."""

    files: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        if name not in self.files:
            raise AssetError("RF310", f"“{name.partition(':')[2]}” was not found.")
        return self.files[name]


def resolve(
    data: bytes, *, alt: str = "Ein Bild", width: float | None = None, height: float | None = None
) -> Outcome[dict[str, Picture]]:
    image = Image("bild", alt, width=width, height=height, span=SPAN)
    return resolve_pictures([Wanted(image, 165.0, 180.0)], Memory({"draft:bild": data}))


def printed(data: bytes, *, width: float | None = None, height: float | None = None) -> Picture:
    outcome = resolve(data, width=width, height=height)
    assert [found.message for found in outcome.findings] == []
    return outcome.value["bild"]


def refused(data: bytes) -> str:
    outcome = resolve(data)
    assert outcome.value == {}
    (found,) = outcome.findings
    assert found.span == SPAN
    assert found.message.endswith(".")
    return found.code


def chart(mode: str = "RGB", size: tuple[int, int] = (192, 96)) -> Pixels.Image:
    image = Pixels.new("RGB", size, "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rectangle((10, 10, size[0] // 2, size[1] - 10), fill="#d02020")
    return image.convert(mode)


def photo(size: tuple[int, int] = (192, 96)) -> Pixels.Image:
    image = Pixels.new("RGB", size)
    image.putdata(
        [(x * 255 // size[0], y * 255 // size[1], (x * y) % 256) for y in range(size[1]) for x in range(size[0])]
    )
    return image


def saved(image: Pixels.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(picture: Picture) -> Pixels.Image:
    image = Pixels.open(io.BytesIO(picture.data))
    image.load()
    return image


def pixel(image: Pixels.Image, place: tuple[int, int]) -> tuple[int, ...]:
    value = image.getpixel(place)
    assert value is not None
    return value if isinstance(value, tuple) else (int(value),)


def size_of(picture: Picture) -> tuple[float, float]:
    return round(picture.width, 1), round(picture.height, 1)


# --- size ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dpi", "size"),
    [
        (None, (50.8, 25.4)),
        ((96, 96), (50.8, 25.4)),
        ((192, 192), (25.4, 12.7)),
        ((30, 30), (162.6, 81.3)),
        ((29, 29), (50.8, 25.4)),
        ((1200, 1200), (4.1, 2.0)),
        ((1201, 1201), (50.8, 25.4)),
        ((1, 1), (50.8, 25.4)),
        ((200, 100), (24.4, 24.4)),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_dpi_is_believed_within_reason(kind: str, dpi: tuple[int, int] | None, size: tuple[float, float]) -> None:
    data = saved(chart(), kind, dpi=dpi) if dpi else saved(chart(), kind)
    assert size_of(printed(data)) == pytest.approx(size, abs=0.11)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (100.0, None, (100.0, 50.0)),
        (None, 20.0, (40.0, 20.0)),
        (100.0, 20.0, (40.0, 20.0)),
        (500.0, None, (165.0, 82.5)),
        (-1.0, float("nan"), (50.8, 25.4)),
    ],
)
def test_the_authors_size_is_obeyed_within_the_page(
    width: float | None, height: float | None, size: tuple[float, float]
) -> None:
    assert size_of(printed(saved(chart(), "PNG"), width=width, height=height)) == size


def test_large_pictures_are_scaled_down_to_the_room() -> None:
    assert size_of(printed(saved(chart(size=(4000, 1000)), "PNG"))) == (165.0, 41.2)
    assert size_of(printed(saved(chart(size=(1000, 4000)), "PNG"))) == (45.0, 180.0)


def test_a_hairline_is_refused() -> None:
    assert refused(saved(Pixels.new("L", (1, 100_000)), "PNG")) == "RF311"


# --- kinds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_png_keeps_its_bytes(mode: str) -> None:
    data = saved(chart(mode), "PNG")
    picture = printed(data)
    assert (picture.data, picture.media, picture.alt) == (data, "image/png", "Ein Bild")


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_jpeg_keeps_its_bytes(mode: str) -> None:
    data = saved(chart(mode), "JPEG")
    assert (printed(data).data, printed(data).media) == (data, "image/jpeg")


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "GIF", "BMP", "TIFF"])
def test_other_kinds_are_converted_the_same_way_each_time(kind: str) -> None:
    for image, media in ((chart(), "image/png"), (photo(), "image/png" if kind == "GIF" else "image/jpeg")):
        data = saved(image, kind, **({"lossless": True} if kind == "WEBP" else {}))
        picture = printed(data)
        again = decoded(picture)
        if kind != "AVIF":  # lossy: a flat chart gains colours
            assert picture.media == media
        assert again.size == (192, 96)
        assert again.mode == "RGB"
        assert printed(data).data == picture.data


def test_colours_survive_conversion() -> None:
    for kind in ("WEBP", "AVIF", "GIF", "BMP", "TIFF"):
        red, green, blue = pixel(decoded(printed(saved(chart(), kind))).convert("RGB"), (50, 50))
        assert (red, green, blue) == pytest.approx((208, 32, 32), abs=6)


def test_transparency_is_kept() -> None:
    image = Pixels.new("RGBA", (10, 10), (255, 0, 0, 0))
    image.putpixel((5, 5), (0, 128, 0, 255))
    for data in (saved(image, "WEBP", lossless=True), saved(image, "TIFF"), saved(image, "GIF")):
        picture = printed(data)
        again = decoded(picture)
        assert (picture.media, again.mode) == ("image/png", "RGBA")
        assert pixel(again, (0, 0))[3] == 0
        assert pixel(again, (5, 5))[3] == 255


def test_cmyk_becomes_srgb() -> None:
    picture = printed(saved(chart("CMYK"), "JPEG"))
    image = decoded(picture)
    assert (picture.media, image.mode) == ("image/jpeg", "RGB")
    assert pixel(image, (50, 50)) == pytest.approx((208, 32, 32), abs=6)
    assert pixel(image, (180, 5)) == pytest.approx((255, 255, 255), abs=3)


def test_a_foreign_colour_profile_is_converted_and_srgb_is_left_alone() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile of grey L*: valid, but not for these pixels; and bytes that are no profile at all.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    data = saved(chart(), "PNG", icc_profile=srgb)
    assert printed(data).data == data
    for profile in (lab, b"no profile"):
        again = decoded(printed(saved(chart(), "PNG", icc_profile=profile)))
        assert "icc_profile" not in again.info
        assert pixel(again, (50, 50)) == (208, 32, 32)


def test_sixteen_bits_become_eight() -> None:
    deep = Pixels.new("I;16", (4, 4), 0x8000)
    deep.putpixel((0, 0), 0xFFFF)
    picture = decoded(printed(saved(deep, "PNG")))
    assert picture.mode == "L"
    assert pixel(picture, (0, 0)) == (255,)
    assert pixel(picture, (3, 3)) == pytest.approx((127,), abs=1)
    rgb = png_chunks(2, 2, depth=16, colour=2, rows=(b"\0" + b"\xd0\0\x20\0\x20\0" * 2) * 2)
    again = decoded(printed(rgb))
    assert pixel(again, (0, 0)) == (208, 32, 32)
    assert printed(rgb).data[24] == 8


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_camera_s_turn_is_baked_in(orientation: int) -> None:
    upright = chart(size=(192, 96))
    back = {
        2: Pixels.Transpose.FLIP_LEFT_RIGHT,
        3: Pixels.Transpose.ROTATE_180,
        4: Pixels.Transpose.FLIP_TOP_BOTTOM,
        5: Pixels.Transpose.TRANSPOSE,
        6: Pixels.Transpose.ROTATE_90,
        7: Pixels.Transpose.TRANSVERSE,
        8: Pixels.Transpose.ROTATE_270,
    }
    stored = upright.transpose(back[orientation]) if orientation in back else upright
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    picture = printed(saved(stored, "JPEG", exif=exif, dpi=(96, 96), quality=95))
    image = decoded(picture)
    assert image.size == (192, 96)
    assert image.getexif().get(0x0112, 1) == 1
    assert size_of(picture) == (50.8, 25.4)
    assert pixel(image, (20, 48)) == pytest.approx((208, 32, 32), abs=8)
    assert pixel(image, (180, 48)) == pytest.approx((255, 255, 255), abs=8)


# --- broken and hostile pixels ---------------------------------------------------------------------------------------


def png_chunks(width: int, height: int, *, depth: int = 8, colour: int = 0, rows: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (12_000, 12_000), (7_072, 7_072), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_by_the_header(size: tuple[int, int]) -> None:
    assert refused(png_chunks(*size, depth=1)) == "RF312"


def test_truncated_and_damaged_files() -> None:
    jpeg, png = saved(photo(), "JPEG"), saved(photo(), "PNG")
    assert refused(jpeg[: len(jpeg) // 2]) == "RF311"
    assert refused(jpeg[:30]) == "RF311"
    assert refused(png[: len(png) // 2]) == "RF311"
    flipped = bytearray(png)
    flipped[len(png) // 2] ^= 0xFF
    assert refused(bytes(flipped)) == "RF311"
    for data in (
        b"",
        b"hello",
        png_chunks(0, 0),
        png_chunks(5, 0),
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
    ):
        assert refused(data) == "RF311"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "an EPS file"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\x1f\x8b\x08\0", "SVGZ"),
    ],
)
def test_other_files_are_named(data: bytes, word: str) -> None:
    (found,) = resolve(data).findings
    assert word in found.message
    assert found.hint == "Save it as PNG, JPEG or SVG."


# --- drawings --------------------------------------------------------------------------------------------------------


def svg(inner: str = '<rect width="10" height="10" fill="#d02020"/>', attributes: str = 'viewBox="0 0 20 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inner}</svg>'.encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 192 96"', (50.8, 25.4)),
        ('width="40mm" height="2cm"', (40.0, 20.0)),
        ('width="1in" viewBox="0 0 20 10"', (25.4, 12.7)),
        ('height="72pt" viewBox="0,0,20,10"', (50.8, 25.4)),
        ('width="100%" height="100%" viewBox="0 0 96 96"', (25.4, 25.4)),
        ('width="96" height="96px" viewBox="0 0 20 10"', (25.4, 25.4)),
        ('width="1e3mm" viewBox="0 0 20 10"', (165.0, 82.5)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[float, float]) -> None:
    picture = printed(svg(attributes=attributes))
    assert (picture.media, size_of(picture)) == ("image/svg+xml", size)
    assert f'width="{picture.width:g}mm"'.encode() in picture.data
    assert b"viewBox=" in picture.data


@pytest.mark.parametrize(
    "attributes", ["", 'width="40mm"', 'width="0" height="0"', 'viewBox="0 0 0 10"', 'viewBox="a"']
)
def test_a_drawing_without_a_size(attributes: str) -> None:
    assert refused(svg(attributes=attributes)) == "RF311"


def test_a_drawing_has_pixels_for_word() -> None:
    picture = printed(svg(), width=50.8)
    image = Pixels.open(io.BytesIO(picture.fallback))
    assert image.size == (600, 300)  # 300 dpi
    assert pixel(image.convert("RGBA"), (100, 100)) == (208, 32, 32, 255)
    assert pixel(image.convert("RGBA"), (500, 100))[3] == 0
    assert printed(svg(), width=50.8) == picture


def test_only_what_is_drawn_is_kept() -> None:
    picture = printed(
        svg(
            '<title>t</title><metadata><a href="https://example.org"/></metadata><script>alert(1)</script>'
            '<x:guide xmlns:x="https://example.org/x"><rect width="5" height="5"/></x:guide>'
            '<a href="https://example.org"><rect id="kept" onclick="alert(1)" width="5" height="5"/></a>'
        )
    )
    assert b"kept" in picture.data
    for word in (b"alert", b"example.org", b"guide", b"title", b"metadata"):
        assert word not in picture.data


@pytest.mark.parametrize(
    "inner",
    [
        '<filter id="f"><feGaussianBlur stdDeviation="1"/></filter><rect width="10" height="10" filter="url(#f)"/>',
        '<mask id="m"><rect width="5" height="5" fill="#fff"/></mask><rect width="10" height="10" mask="url(#m)"/>',
        '<style>.a{clip-path:url(#c)}</style><clipPath id="c"><rect width="5" height="5"/></clipPath><rect class="a" width="9" height="9"/>',
    ],
)
def test_what_renderers_draw_differently_becomes_pixels(inner: str) -> None:
    picture = printed(svg(inner))
    assert picture.media == "image/png"
    assert decoded(picture).getbbox() is not None


def test_an_embedded_picture_is_checked_and_becomes_pixels() -> None:
    def embed(data: bytes) -> bytes:
        address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
        return svg(f'<image width="20" height="10" xlink:href="{address}"/>')

    picture = printed(embed(saved(chart(), "PNG")))
    assert picture.media == "image/png"
    assert pixel(decoded(picture).convert("RGB"), (20, 20)) == (208, 32, 32)
    assert refused(embed(png_chunks(30_000, 30_000, depth=1))) == "RF312"
    assert refused(embed(b"x")) == "RF311"


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="https://example.org/x.png" width="5" height="5"/>',
        '<image xlink:href="../secret.png" width="5" height="5"/>',
        '<image href="file:///etc/passwd" width="5" height="5"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="5" height="5"/>',
        '<use href="other.svg#a"/>',
        '<rect width="5" height="5" fill="url(https://example.org/x.svg#a)"/>',
        '<rect width="5" height="5" style="fill: url( \'x.svg#a\' )"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>@font-face { font-family: x; src: url(x.woff) }</style>",
        "<style>rect { fill: u\\72l(x.svg) }</style>",
        "<style>" + "/* " + "x" * 8183 + " */@import 'x.css';</style>",
    ],
)
def test_nothing_is_loaded_from_elsewhere(inner: str) -> None:
    assert refused(svg(inner)) == "RF314"


def test_text_needs_fonts_and_is_refused() -> None:
    outcome = resolve(svg('<text x="1" y="5"><tspan>Haus</tspan></text>'))
    assert [found.code for found in outcome.findings] == ["RF311"]
    assert "paths" in outcome.findings[0].hint
    assert printed(svg('<text> </text><rect width="5" height="5"/>')).media == "image/png"


def test_billion_laughs_and_other_entities() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "lol">{lol}]>'.encode() + svg("<desc>&l9;</desc>")
    assert refused(bomb) == "RF311"
    outside = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<desc>&x;</desc>")
    assert refused(outside) == "RF311"
    assert refused(svg("<desc>&nowhere;</desc>")) == "RF311"
    public = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert printed(public + svg()).media == "image/svg+xml"


def test_bombs_of_references() -> None:
    nested = '<g id="u0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>" for n in range(1, 7)
    )
    assert refused(svg(nested)) == "RF312"
    assert refused(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')) == "RF311"
    assert refused(svg('<g id="a"><use href="#a"/></g>')) == "RF311"
    chain = "".join(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(500))
    assert refused(svg(chain)) == "RF311"
    assert refused(svg("<g>" * 3000 + "</g>" * 3000)) == "RF311"
    assert refused(svg("<rect/>" * 20_001)) == "RF312"
    assert refused(svg("<desc>" + "x" * 2_000_000 + "</desc>")) == "RF312"


@pytest.mark.parametrize(
    "data",
    [b"<svg", svg()[:-3], b"<svg>\xff</svg>", b"<html><svg/></html>", b'<?xml version="1.0" encoding="x"?><svg/>'],
)
def test_damaged_drawings(data: bytes) -> None:
    assert refused(data) == "RF311"


# --- names, alternative text, logo -----------------------------------------------------------------------------------


def test_pictures_are_looked_for_beside_the_draft_then_the_letterhead() -> None:
    first, second = saved(chart(), "PNG"), saved(photo(), "PNG")
    both = Memory({"draft:a": first, "letterhead:a": second})
    want = [Wanted(Image("a", "Ein Bild", span=SPAN), 165.0, 180.0)]
    assert resolve_pictures(want, both).value["a"].data == first
    assert resolve_pictures(want, Memory({"letterhead:a": second})).value["a"].data == second
    outcome = resolve_pictures(want, Memory())
    assert [(found.code, found.span) for found in outcome.findings] == [("RF310", SPAN)]


def test_a_picture_used_twice_is_read_once_and_every_missing_use_is_told() -> None:
    here, there = Image("a", "Ein Bild", span=SPAN), Image("a", "Ein Bild", width=10.0, span=Span(9, 1, 9, 9))
    wanted = [Wanted(here, 165.0, 180.0), Wanted(there, 165.0, 180.0)]
    found = resolve_pictures(wanted, Memory({"draft:a": saved(chart(), "PNG")}))
    assert round(found.value["a"].width, 1) == 50.8
    missing = resolve_pictures(wanted, Memory())
    assert [finding.span for finding in missing.findings] == [SPAN, Span(9, 1, 9, 9)]


def test_an_outside_name_is_not_tried_again() -> None:
    class Guard:
        def read(self, name: str) -> bytes:
            assert name.startswith("draft:")
            raise AssetError("RF314", "Outside.")

    outcome = resolve_pictures([Wanted(Image("../a", "Ein Bild"), 165.0, 180.0)], Guard())
    assert [found.code for found in outcome.findings] == ["RF314"]


@pytest.mark.parametrize("alt", ["", "  ", "IMG_2041.JPG", "logo.svg"])
def test_missing_alternative_text_is_a_finding_and_the_picture_is_printed(alt: str) -> None:
    outcome = resolve(saved(chart(), "PNG"), alt=alt)
    assert [(found.code, found.span) for found in outcome.findings] == [("RF313", SPAN)]
    assert list(outcome.value) == ["bild"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 20 10"', (26.0, 13.0)),
        ('viewBox="0 0 100 5"', (70.0, 3.5)),
        ('viewBox="0 0 5 100"', (0.65, 13.0)),
    ],
)
def test_the_logo_fills_its_box(attributes: str, size: tuple[float, float]) -> None:
    outcome = resolve_logo(
        "logo.svg", "Haus", Memory({"letterhead:logo.svg": svg(attributes=attributes)}), height=13.0, max_width=70.0
    )
    assert outcome.findings == ()
    assert outcome.value is not None
    assert (outcome.value.width, outcome.value.height) == size
    assert outcome.value.alt == "Haus"


def test_a_logo_that_cannot_be_used() -> None:
    for assets in (Memory(), Memory({"letterhead:logo.svg": b"x"})):
        outcome = resolve_logo("logo.svg", "", assets, height=13.0, max_width=70.0, span=SPAN, file="releasefmt.toml")
        assert outcome.value is None
        (found,) = outcome.findings
        assert (found.code, found.span, found.file) == ("RF407", SPAN, "releasefmt.toml")
        assert found.message.startswith("The logo cannot be used: “logo.svg”")
