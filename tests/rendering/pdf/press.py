"""A file for print with pictures of every kind that a press cares about."""

from __future__ import annotations

import io

from PIL import Image as Raster

from releasefmt.model.content import Figure, Image
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Picture
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.rendering.pdf.sheets import body, head, kanzlei, p, sheet, tail

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
    use_bundled_fonts()
    outcome = load("pdf")(given, FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value
