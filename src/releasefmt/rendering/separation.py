"""Colours and pictures as a printing press takes them: sRGB into the cyan, magenta, yellow and black of one ICC profile.

Stands outside the renderers so that the configuration can be checked with the same conversion that the PDF is made with,
without loading WeasyPrint.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from PIL import Image, ImageCms, ImageMath

from releasefmt.model.findings import Finding
from releasefmt.model.letterhead import Colours
from releasefmt.model.rules import finding
from releasefmt.model.style import LOOKS_BLACK, MOST_INK, Cmyk, Colour, Ink, Style

PROFILE = "profile:FOGRA39L_coated.icc"
"""The asset of the one printing condition at hand: FOGRA39, offset on coated paper (ISO 12647-2:2004/Amd 1)."""

BLACK = Cmyk(0.0, 0.0, 0.0, 100.0)

# JPEG rounds: what is encoded at this sum comes out below MOST_INK again.
_MOST_INK_LOSSY = 268.0
_STRIP = 256  # rows
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@lru_cache(maxsize=2)
def separation(profile: bytes) -> Separation:
    """The conversion into the inks of ``profile``; kept, for it takes some milliseconds to set up."""
    return Separation(profile)


class Separation:
    """sRGB into CMYK: relative colorimetric with black point compensation, as layout programs convert by default."""

    def __init__(self, profile: bytes) -> None:
        press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        self._transform = ImageCms.buildTransform(srgb, press, "RGB", "CMYK", _INTENT, _FLAGS)
        self._greys = _black_by_grey(press)

    def colour(self, colour: Colour) -> Cmyk:
        """The inks of one colour. A grey is black alone: in four inks small type would have coloured edges."""
        if colour.red == colour.green == colour.blue:
            return Cmyk(0.0, 0.0, 0.0, self._greys[colour.red])
        pixel = ImageCms.applyTransform(
            Image.new("RGB", (1, 1), (colour.red, colour.green, colour.blue)), self._transform
        )
        assert pixel is not None
        channels = _limited(pixel, MOST_INK - 2).getpixel((0, 0))  # four roundings to whole percent
        assert isinstance(channels, tuple)
        return Cmyk(*(float(round(value / 2.55)) for value in channels))

    def type(self, colour: Colour) -> Cmyk:
        """The inks of a colour in which type is set: what looks black is black alone, of the same lightness."""
        inks = self.colour(colour)
        if inks.black <= LOOKS_BLACK:
            return inks
        grey = round(0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue)
        return self.colour(Colour(grey, grey, grey))

    def picture(self, image: Image.Image, *, lossy: bool) -> Image.Image:
        """An RGB picture in mode CMYK, no pixel above the most ink; ``lossy`` leaves room for JPEG's rounding."""
        converted = ImageCms.applyTransform(image, self._transform)
        assert converted is not None
        return _limited(converted, _MOST_INK_LOSSY if lossy else MOST_INK)


def press_inks(style: Style, press: Separation) -> dict[Colour, Cmyk]:
    """What is printed for each colour of a style: its own values where it has them, black alone for text, else converted."""
    inks: dict[Colour, Cmyk] = {}
    for ink, colour in style.inks.items():
        known = style.cmyk.get(ink)
        if known is None and ink is Ink.TEXT:
            known = BLACK
        inks.setdefault(colour, known or press.type(colour))
    return inks


def converted_colours(colours: Colours, press: Separation) -> Iterator[tuple[str, Finding]]:
    """The name of each colour that the letterhead gives for the screen alone, with a word about what is printed."""
    for name in ("text", "accent", "muted", "link"):
        value = getattr(colours, name)
        if not value or getattr(colours, f"{name}_cmyk"):
            continue
        inks = BLACK if name == "text" else press.type(Colour.parse(value))
        message = (
            f"The colour {name} = “{value}” has no values for the print shop; it is printed as {inks.words} "
            "(cyan, magenta, yellow, black in percent)."
        )
        hint = f"If the house has values of its own, write them as {name}_cmyk = [{inks.words}]."
        yield name, finding("RF420", message, hint=hint)


def _black_by_grey(press: ImageCms.ImageCmsProfile) -> tuple[float, ...]:
    """Percent of black for each grey from 0 to 255, by lightness (L*) between the paper's and that of full black."""
    lab = ImageCms.createProfile("LAB")
    steps = Image.new("CMYK", (256, 1))
    for step in range(256):
        steps.putpixel((step, 0), (0, 0, 0, step))
    ramp = Image.new("RGB", (256, 1))
    for step in range(256):
        ramp.putpixel((step, 0), (step, step, step))
    printed = _lightness(steps, ImageCms.buildTransform(press, lab, "CMYK", "LAB", _INTENT))
    wanted = _lightness(ramp, ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB", _INTENT))
    darkest, lightest = printed[-1], printed[0]
    rising = printed[::-1]
    blacks = []
    for value in wanted:
        target = darkest + (lightest - darkest) * value / wanted[-1]
        blacks.append(float(round((255 - bisect_left(rising, target)) / 2.55)))
    return tuple(blacks)


def _lightness(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> list[int]:
    lab = ImageCms.applyTransform(image, transform)
    assert lab is not None
    return list(lab.getchannel(0).tobytes())


def _limited(image: Image.Image, most: float) -> Image.Image:
    """Cyan, magenta and yellow lessened alike where the four inks together exceed ``most`` percent; black keeps the tone."""
    room = most * 2.55

    def lessened(value: dict[str, Any]) -> Any:
        coloured = value["cyan"] + value["magenta"] + value["yellow"]
        share = (room - value["float"](value["black"])) / value["max"](coloured, 1)
        return value["convert"](value["channel"] * value["min"](share, 1.0), "L")

    limited = image.copy()
    for top in range(0, image.height, _STRIP):  # at once a large photograph would take a gigabyte
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        cyan, magenta, yellow, black = strip.split()
        inks = {"cyan": cyan, "magenta": magenta, "yellow": yellow, "black": black}
        colours = (ImageMath.lambda_eval(lessened, channel=ink, **inks) for ink in (cyan, magenta, yellow))
        limited.paste(Image.merge("CMYK", (*colours, black)), (0, top))
    return limited
