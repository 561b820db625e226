"""Designer's paper: a page of a PDF or a picture that lies behind the text.

A PDF is turned into pixels and not taken over as it is: what fonts, colours and transparency a stranger's PDF holds nobody
can know, and one of them is enough to break PDF/A; Word wants pixels anyway, so both files show the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.limits import DEFAULT
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Draw, Picture
from releasefmt.model.style import Geometry
from releasefmt.passes.picture_error import PictureError
from releasefmt.passes.pictures import Size, prepare
from releasefmt.passes.resolution import coarse_paper

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

DPI = 300
BLEED = 3.0  # mm that paper may be larger than the page on each side, as PDF.md has it for print
_CLOSE = 0.5  # mm by which a size may be off
_TOLERANCE = 0.005  # of the proportion of width to height; a scanned page is never quite A4
_HEADER = 1024  # bytes within which a PDF's header may stand (ISO 32000-1, annex H.3.4.1)
_MM = 72 / 25.4
_WHITE = 250  # of 255; lighter is no colour that a white edge would show beside


def resolve_paper(
    source: str, assets: Assets, geometry: Geometry, *, for_print: bool, draw: Draw | None = None
) -> Outcome[Picture | None]:
    """The paper ``source`` beside releasefmt.toml in the size of the page, with its bleed if it has one.

    Of a PDF that is the first page. None without paper, or with an error where it cannot be used. ``for_print`` also says
    what a print shop would find fault with.
    """
    if not source:
        return Outcome(None)
    try:
        data = assets.read(f"letterhead:{source}")
        from_pdf = b"%PDF-" in data[:_HEADER]
        if from_pdf:
            data = _pixels(data, source)
        picture = _sized(data, source, geometry, draw)
    except (AssetError, PictureError) as error:
        message = f"The paper cannot be used: {error.message}"
        hint = "Name a PDF, PNG, JPEG or SVG of the size of the page under [paper] in releasefmt.toml."
        return Outcome(None, (finding("RF418", message, hint=hint),))
    return Outcome(picture, tuple(_press(picture, source, geometry, from_pdf=from_pdf)) if for_print else ())


def _sized(data: bytes, source: str, geometry: Geometry, draw: Draw | None) -> Picture:
    """On the page or, where it is larger by the bleed, beyond it; PictureError where it would be distorted."""
    _, natural = prepare(data, source, geometry.width, geometry.height, draw)
    trimmed = Size(geometry.width, geometry.height)
    bleeding = Size(geometry.width + 2 * BLEED, geometry.height + 2 * BLEED)
    if abs(natural.width - bleeding.width) <= _CLOSE and abs(natural.height - bleeding.height) <= _CLOSE:
        return prepare(data, source, bleeding.width, bleeding.height, draw)[0]
    proportion = (natural.width / natural.height) / (trimmed.width / trimmed.height)
    if abs(proportion - 1) > _TOLERANCE:
        message = (
            f"“{source}” is {natural.width:.0f} × {natural.height:.0f} mm, the page {trimmed.width:g} × "
            f"{trimmed.height:g} mm; it would be distorted."
        )
        raise PictureError("RF418", message)
    return prepare(data, source, trimmed.width, trimmed.height, draw)[0]


def _press(picture: Picture, source: str, geometry: Geometry, *, from_pdf: bool) -> Iterator[Finding]:
    if from_pdf:
        message = f"The paper “{source}” is turned into pixels for print and its colours into inks."
        hint = "Black letters on it are then no longer black alone; a logo is sharper as [organisation] logo."
        yield finding("RF420", message, hint=hint)
    yield from coarse_paper(picture, source)
    if picture.width <= geometry.width and _has_edge(picture):
        message = f"The paper “{source}” has colour at its edge but no bleed; where it is cut a white line may show."
        hint = f"Ask for it with {BLEED:g} mm more on each side, in a PDF with a TrimBox."
        yield finding("RF419", message, hint=hint)


def _has_edge(picture: Picture) -> bool:
    """Whether anything but white touches the edge."""
    from PIL import Image  # only loaded where there is such paper

    with Image.open(io.BytesIO(picture.fallback or picture.data)) as image:
        drawn = image.convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    grey = Image.alpha_composite(white, drawn).convert("L")
    across, down = grey.size
    edges = ((0, 0, across, 1), (0, down - 1, across, down), (0, 0, 1, down), (across - 1, 0, across, down))
    return any(any(grey.crop(edge).histogram()[:_WHITE]) for edge in edges)


def _pixels(data: bytes, source: str) -> bytes:
    """The first page as PNG, white where it is transparent; PictureError if it is locked, broken, empty or huge."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        try:
            page = document[0]
            if page.get_width() * page.get_height() * DPI * DPI > DEFAULT.picture_pixels * 72 * 72:
                raise PictureError("RF418", f"The page of “{source}” is too large.")
            image = page.render(scale=DPI / 72, crop=_surplus(page)).to_pil().convert("RGB")
        finally:
            document.close()
    except (PdfiumError, IndexError) as error:
        message = f"The PDF “{source}” cannot be read; it may be damaged or locked by a password."
        raise PictureError("RF418", message) from error
    written = io.BytesIO()
    image.save(written, "PNG", dpi=(DPI, DPI))
    return written.getvalue()


def _surplus(page: PdfPage) -> tuple[float, float, float, float]:
    """What stands beyond the cut and its bleed (crop marks, colour bars), in pt: left, bottom, right, top.

    A page that has less than the bleed on a side is taken as it is cut.
    """
    if page.get_rotation():
        return (0.0, 0.0, 0.0, 0.0)
    canvas, trim = page.get_cropbox(), page.get_trimbox()
    around = (trim[0] - canvas[0], trim[1] - canvas[1], canvas[2] - trim[2], canvas[3] - trim[3])
    kept = BLEED * _MM if min(around) >= (BLEED - _CLOSE / 2) * _MM else 0.0
    left, bottom, right, top = (max(side - kept, 0.0) for side in around)
    return (left, bottom, right, top)
