"""Pictures and the logo, read once and made ready: media, printed size in mm and bytes that both renderers accept."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from releasefmt.model.content import Image, Span
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.limits import DEFAULT, RAISE, Limits
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Draw, Picture
from releasefmt.passes.picture_error import PictureError

SMALLEST = 0.05  # mm; nothing thinner can be seen on paper

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An image of the release and the room it has, in mm."""

    image: Image
    max_width: float
    max_height: float


@dataclass(frozen=True, slots=True)
class Size:
    """mm."""

    width: float
    height: float


def resolve_pictures(
    wanted: Iterable[Wanted], assets: Assets, limits: Limits = DEFAULT, draw: Draw | None = None
) -> Outcome[dict[str, Picture]]:
    """Every picture by its source. What cannot be printed is left out, each with a finding at its place.

    A source is looked for beside the draft, then beside releasefmt.toml. A source used twice has the size of its
    first use. Sizes are the author's, else by the file's dpi, and never more than the room. ``draw`` draws what is costly.
    """
    pictures: dict[str, Picture] = {}
    failed: dict[str, PictureError] = {}
    findings: list[Finding] = []
    for number, want in enumerate(wanted, 1):
        image = want.image
        if number > limits.pictures:
            message = f"From here on the draft names more than {limits.pictures} pictures."
            hint = f"Offer the rest as a download. {RAISE}"
            return Outcome({}, (finding("RF316", message, image.span, hint=hint),))
        findings += _alternative_text(image)
        if image.source in pictures:
            continue
        if image.source not in failed:
            try:
                pictures[image.source] = _picture(want, assets, limits, draw)
            except PictureError as error:
                failed[image.source] = error
        if refused := failed.get(image.source):
            findings.append(finding(refused.code, refused.message, image.span, hint=refused.hint))
    return Outcome(pictures, tuple(findings))


def resolve_logo(
    source: str,
    alt: str,
    assets: Assets,
    *,
    height: float,
    max_width: float,
    span: Span | None = None,
    file: str = "",
    draw: Draw | None = None,
) -> Outcome[Picture | None]:
    """The letterhead's logo, as large as a box of ``max_width`` × ``height`` mm allows; ``span`` is in ``file``."""
    try:
        data = _read(assets, f"letterhead:{source}")
        picture = _prepare(data, source, alt, lambda size: _scaled(size, _filling(size, max_width, height)), draw=draw)
    except PictureError as error:
        message = f"The logo cannot be used: {error.message}"
        return Outcome(None, (finding("RF407", message, span, hint=error.hint, file=file),))
    return Outcome(picture)


def prepare(data: bytes, source: str, width: float, height: float, draw: Draw | None = None) -> tuple[Picture, Size]:
    """A picture without alternative text, ``width`` × ``height`` mm, and its natural size; PictureError if it is none."""
    sizes: list[Size] = []

    def printed(natural: Size) -> Size:
        sizes.append(natural)
        return Size(width, height)

    return _prepare(data, source, "", printed, draw=draw), sizes[0]


def _alternative_text(image: Image) -> list[Finding]:
    if not image.alt.strip():
        message = f"The picture “{short_name(image.source)}” has no alternative text for those who cannot see it."
        hint = "Write it between the brackets, as in ![Two people at a table](picture.jpg)."
    elif _FILE_NAME.fullmatch(image.alt.strip()):
        message = f"The alternative text of the picture “{short_name(image.source)}” is only a file name."
        hint = "Say in a few words what the picture shows."
    else:
        return []
    return [finding("RF313", message, image.span, hint=hint)]


def _picture(want: Wanted, assets: Assets, limits: Limits, draw: Draw | None) -> Picture:
    image = want.image
    try:
        data = _read(assets, f"draft:{image.source}")
    except PictureError as beside_draft:
        if beside_draft.code != "RF310":
            raise
        try:
            data = _read(assets, f"letterhead:{image.source}")
        except PictureError as beside_letterhead:
            if beside_letterhead.code != "RF310":
                raise
            raise beside_draft from beside_letterhead

    def printed(natural: Size) -> Size:
        asked = _scaled(natural, _asked(natural, image, want.max_width))
        return _scaled(asked, min(1.0, _filling(asked, want.max_width, want.max_height)))

    return _prepare(data, image.source, image.alt, printed, limits=limits, draw=draw)


def _read(assets: Assets, name: str) -> bytes:
    try:
        return assets.read(name)
    except AssetError as error:
        raise PictureError(error.code, error.message) from error


def _prepare(
    data: bytes,
    source: str,
    alt: str,
    printed: Callable[[Size], Size],
    *,
    limits: Limits = DEFAULT,
    draw: Draw | None = None,
) -> Picture:
    """The picture as both renderers take it; ``printed`` makes its natural size the one on paper."""
    # Pillow and resvg are only loaded where there is a picture.
    from releasefmt.passes import raster, vector

    name = short_name(source)
    if not vector.looks_like_svg(data):
        pixels = raster.read_raster(data, name, limits.picture_pixels)
        size = _visible(printed(Size(pixels.width, pixels.height)), name)
        return Picture(pixels.data, pixels.media, size.width, size.height, alt)
    drawing = vector.read_drawing(data, name)
    size = _visible(printed(Size(drawing.width, drawing.height)), name)
    png = vector.pixels(drawing, size.width, size.height, name, draw or vector.draw_here)
    if not drawing.plain:
        return Picture(png, "image/png", size.width, size.height, alt)
    svg = vector.sized(drawing, size.width, size.height)
    return Picture(svg, "image/svg+xml", size.width, size.height, alt, png)


def _visible(size: Size, name: str) -> Size:
    """The size in whole micrometres, unless nothing could be seen of it."""
    if size.width < SMALLEST or size.height < SMALLEST:
        message = f"The picture “{name}” is so long and thin that nothing of it would be seen on paper."
        raise PictureError("RF311", message)
    return Size(round(size.width, 3), round(size.height, 3))


def _asked(natural: Size, image: Image, room: float) -> float:
    """The author's scale. With both width and height the picture fills that box as far as it can undistorted."""
    width = image.width if image.share is None else image.share * room
    scales = [
        wish / own
        for wish, own in ((width, natural.width), (image.height, natural.height))
        if wish is not None and math.isfinite(wish) and wish > 0
    ]
    return min(scales, default=1.0)


def _filling(size: Size, width: float, height: float) -> float:
    return min(width / size.width, height / size.height)


def _scaled(size: Size, scale: float) -> Size:
    return Size(size.width * scale, size.height * scale)


def short_name(source: str) -> str:
    """A picture's name as a finding shows it; data addresses can be megabytes long."""
    return source if len(source) <= 80 else source[:79] + "…"
