"""Designer's paper: a page of a PDF or a picture that lies behind the text.

A PDF is turned into pixels and not taken over as it is: what fonts, colours and transparency a stranger's PDF holds nobody
can know, and one of them is enough to break PDF/A; Word wants pixels anyway, so both files show the same.
"""

from __future__ import annotations

import io

from releasefmt.model.findings import Outcome
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Picture
from releasefmt.model.style import Geometry
from releasefmt.passes.picture_error import PictureError
from releasefmt.passes.pictures import prepare

DPI = 300
_TOLERANCE = 0.01  # of the proportion of width to height; a scanned page is never quite A4
_HEADER = 1024  # bytes within which a PDF's header may stand (ISO 32000-1, annex H.3.4.1)


def resolve_paper(source: str, assets: Assets, geometry: Geometry) -> Outcome[Picture | None]:
    """The paper ``source`` beside releasefmt.toml in the size of the page; the first page of a PDF. None without one."""
    if not source:
        return Outcome(None)
    try:
        data = assets.read(f"letterhead:{source}")
        if b"%PDF-" in data[:_HEADER]:
            data = _pixels(data, source)
        picture, natural = prepare(data, source, geometry.width, geometry.height)
    except (AssetError, PictureError) as error:
        message = f"The paper cannot be used: {error.message}"
        hint = "Name a PDF, PNG, JPEG or SVG under [paper] in releasefmt.toml."
        return Outcome(None, (finding("RF418", message, hint=hint),))
    proportion = (natural.width / natural.height) / (geometry.width / geometry.height)
    if abs(proportion - 1) > _TOLERANCE:
        message = (
            f"The paper “{source}” is {natural.width:.0f} × {natural.height:.0f} mm, the page {geometry.width:g} × "
            f"{geometry.height:g} mm; it would be distorted."
        )
        return Outcome(None, (finding("RF418", message, hint="Ask for the paper in the size of the page."),))
    return Outcome(picture)


def _pixels(data: bytes, source: str) -> bytes:
    """The first page as PNG, white where it is transparent; PictureError if it is locked, broken or empty."""
    from pypdfium2 import PdfDocument, PdfiumError  # only loaded where there is such paper

    try:
        document = PdfDocument(data)
        try:
            image = document[0].render(scale=DPI / 72).to_pil().convert("RGB")
        finally:
            document.close()
    except (PdfiumError, IndexError) as error:
        message = f"The PDF “{source}” cannot be read; it may be damaged or locked by a password."
        raise PictureError("RF418", message) from error
    written = io.BytesIO()
    image.save(written, "PNG", dpi=(DPI, DPI))
    return written.getvalue()
