"""What a print shop needs of a PDF (PDF/X-4, ISO 15930-7): inks of one printing condition, page boxes, no links.

WeasyPrint draws in sRGB as for any other purpose. Here the colours of the finished objects become inks, so that styles,
drawings and pictures need know nothing of printing, and a logo in the house's colour gets the very inks of that colour.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Mapping
from typing import Any

import pydyf
from PIL import Image
from weasyprint.css import ColorProfile
from weasyprint.pdf.stream import Stream

from releasefmt.model.style import Cmyk, Colour
from releasefmt.rendering.pdf.structure import HtmlElement
from releasefmt.rendering.separation import Separation

PROFILE_KEY = "device-cmyk"
BLEED = 3.0  # mm beyond the cut, on all sides
_ROOM_FOR_MARKS = 10.0  # mm; WeasyPrint draws crop marks in the outer half of it, clear of the bleed
_MM = 72 / 25.4
_COLOUR = re.compile(rb"(\S+) (\S+) (\S+) (rg|RG)")
_JPEG_QUALITY = 95
_CONDITION = {
    "OutputConditionIdentifier": "FOGRA39",
    "OutputCondition": "Offset, ISO 12647-2:2004/Amd 1, paper type 1 or 2 (coated), 115 g/m2",
    "RegistryName": "http://www.color.org",
    "Info": "Coated FOGRA39 (ISO 12647-2:2004)",
}


def press_rules(*, crop_marks: bool) -> str:
    """CSS that leaves room around the page for the bleed, and for marks where they are asked for."""
    room = f"bleed: {_ROOM_FOR_MARKS:g}mm; marks: crop" if crop_marks else f"bleed: {BLEED:g}mm"
    return f"@page {{ {room} }}"


def drop_links(html: HtmlElement) -> None:
    """Leave the words of each link and take its address: paper cannot be clicked.

    PDF/X-4 lets no annotation stand on the page but those of printers and trappers; text without one is no Link for
    PDF/UA either.
    """
    for link in html.iter("a"):
        link.attrib.pop("href", None)


def colour_profile(profile: bytes) -> ColorProfile:
    """The printing condition as WeasyPrint takes it, under PROFILE_KEY."""
    return ColorProfile(io.BytesIO(profile), None, "relative-colorimetric", (["c"], ["m"], ["y"], ["k"]))


class Plates:
    """Turns the colours of a PDF's objects into inks, in place. ``inks``: those that are fixed, others are converted."""

    def __init__(self, press: Separation, inks: Mapping[Colour, Cmyk]) -> None:
        self._press = press
        self._inks = dict(inks)

    def separate(self, pdf: pydyf.PDF) -> None:
        """Every operator, gradient and picture; nothing in DeviceRGB is left."""
        for item in pdf.objects:
            if isinstance(item, Stream):
                self._operators(item)
            elif isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
                self._picture(item)
            elif isinstance(item, dict) and "ShadingType" in item:
                self._gradient(item)
            if isinstance(item, pydyf.Stream) and "Group" in item.extra:
                item.extra["Group"]["CS"] = "/DeviceCMYK"
            if isinstance(item, dict):
                item.pop(PROFILE_KEY, None)  # nothing is drawn in the output's own profile (ISO 15930-7)
        _grey_masks(pdf)

    def _channels(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """From 0–1 to 0–1."""
        colour = Colour(*(round(min(max(channel, 0.0), 1.0) * 255) for channel in (red, green, blue)))
        if colour not in self._inks:
            self._inks[colour] = self._press.colour(colour)
        inks = self._inks[colour]
        return tuple(round(value / 100, 4) for value in (inks.cyan, inks.magenta, inks.yellow, inks.black))

    def _operators(self, stream: Stream) -> None:
        for place, token in enumerate(stream.stream):
            match = _COLOUR.fullmatch(token) if isinstance(token, bytes) else None
            if match is not None:
                channels = self._channels(*(float(match[number]) for number in (1, 2, 3)))
                operator = "k" if match[4] == b"rg" else "K"
                stream.stream[place] = f"{' '.join(f'{value:g}' for value in channels)} {operator}".encode()

    def _gradient(self, shading: pydyf.Dictionary) -> None:
        if shading["ColorSpace"] == "/DeviceGray":
            return  # the mask of a gradient that fades out
        function = shading["Function"]
        for part in function.get("Functions", [function]):
            for key in ("C0", "C1"):
                part[key] = pydyf.Array(self._channels(*part[key]))
        shading["ColorSpace"] = "/DeviceCMYK"

    def _picture(self, picture: pydyf.Stream) -> None:
        if picture.extra["ColorSpace"] != "/DeviceRGB":
            return
        lossy = picture.extra["Filter"] == "/DCTDecode"
        inks = self._press.picture(_pixels(picture), lossy=lossy)
        picture.extra["ColorSpace"] = "/DeviceCMYK"
        if lossy:
            data = io.BytesIO()
            inks.save(data, "JPEG", quality=_JPEG_QUALITY)
            # Pillow, as everybody, writes CMYK JPEGs the wrong way round and marks them as Adobe's.
            picture.extra["Decode"] = pydyf.Array([1, 0] * 4)
            picture.stream = [data.getvalue()]
        else:
            del picture.extra["DecodeParms"]
            picture.stream = [zlib.compress(inks.tobytes(), 9)]


def _pixels(picture: pydyf.Stream) -> Image.Image:
    """The picture as WeasyPrint embedded it: a JPEG file, or the compressed rows of a PNG file, eight bits a channel."""
    [content] = picture.stream
    data: bytes = content.data
    if picture.extra["Filter"] == "/FlateDecode":
        size = struct.pack(">IIBBBBB", picture.extra["Width"], picture.extra["Height"], 8, 2, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    return Image.open(io.BytesIO(data)).convert("RGB")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _grey_masks(pdf: pydyf.PDF) -> None:
    """The groups that only say how far something shows are grey, whatever the page is."""
    for item in pdf.objects:
        states: Mapping[str, Any] = item.get("ExtGState", {}) if isinstance(item, dict) else {}
        for state in states.values():
            if "SMask" in state:
                mask = pdf.objects[int(state["SMask"]["G"].split()[0])]
                mask.extra["Group"]["CS"] = "/DeviceGray"


def press_ready(pdf: pydyf.PDF, profile: bytes) -> None:
    """Output intents, page boxes and the keys that PDF/X-4 asks for."""
    intents = pdf.catalog["OutputIntents"]
    reference = intents[0]["DestOutputProfile"]
    pdf.objects[int(reference.split()[0])].stream = [profile]  # byte for byte as it was published
    pdf.catalog["OutputIntents"] = pydyf.Array(
        [_intent("/GTS_PDFX", reference), _intent("/GTS_PDFA1", reference)]  # each standard reads its own
    )
    pdf.info["Trapped"] = "/False"
    for page in pdf.page_references:
        _boxes(pdf.objects[int(page.split()[0])])


def _intent(subtype: str, profile: bytes) -> pydyf.Dictionary:
    texts = {key: pydyf.String(value) for key, value in _CONDITION.items()}
    return pydyf.Dictionary({"Type": "/OutputIntent", "S": subtype, **texts, "DestOutputProfile": profile})


def _boxes(page: pydyf.Dictionary) -> None:
    """WeasyPrint bounds the bleed at 10 pt; and a page with transparency says in what colours it is mixed."""
    outward = (-1, -1, 1, 1)
    room = (trim + side * BLEED * _MM for trim, side in zip(page["TrimBox"], outward, strict=True))
    # Never a rounding's breadth beyond the MediaBox, within which it has to lie.
    bleed = (
        min(box * side, media * side) * side for box, media, side in zip(room, page["MediaBox"], outward, strict=True)
    )
    page["BleedBox"] = pydyf.Array(list(bleed))
    page["Group"] = pydyf.Dictionary({"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK", "I": "true"})
