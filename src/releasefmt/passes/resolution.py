"""Whether pictures are fine enough for a printing press at the size they are printed."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Mapping

from releasefmt.model.content import Image
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Picture
from releasefmt.passes.pictures import short_name

LEAST_DPI = 300
MM_PER_INCH = 25.4


def coarse_pictures(images: Iterable[Image], pictures: Mapping[str, Picture]) -> Iterator[Finding]:
    """A warning at its first place for each picture that would be seen as dots (RF315)."""
    for source, image in {image.source: image for image in reversed(tuple(images))}.items():
        if source in pictures and (said := _coarse(pictures[source])):
            yield finding("RF315", f"The picture “{short_name(source)}” {said[0]}", image.span, hint=said[1])


def coarse_logo(logo: Picture | None) -> Iterator[Finding]:
    """The same for the letterhead's logo."""
    if logo is not None and (said := _coarse(logo)):
        yield finding("RF315", f"The logo {said[0]}", hint=f"Best give it as an SVG drawing. {said[1]}")


def coarse_paper(paper: Picture, source: str) -> Iterator[Finding]:
    """The same for designer's paper."""
    if said := _coarse(paper):
        yield finding("RF315", f"The paper “{short_name(source)}” {said[0]}", hint="Best give it as a PDF.")


def _coarse(picture: Picture) -> tuple[str, str] | None:
    """What is wrong with a picture's resolution and what helps; None for one that is fine, as any drawing is."""
    if picture.media == "image/svg+xml":
        return None
    from PIL import Image as Raster

    with Raster.open(io.BytesIO(picture.data)) as raster:
        across = raster.width
    inches = picture.width / MM_PER_INCH
    if (across + 1) / inches >= LEAST_DPI:  # a part of a pixel is no fault
        return None
    message = (
        f"has {across / inches:.0f} dots per inch at its width of {picture.width:.0f} mm; "
        f"in print {LEAST_DPI} are needed, or it looks coarse."
    )
    finest = math.floor(across / LEAST_DPI * MM_PER_INCH)
    return (
        message,
        f"Use one that is {math.ceil(inches * LEAST_DPI)} pixels wide, or print it {finest} mm wide at most.",
    )
