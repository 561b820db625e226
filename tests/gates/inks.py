"""What a print file puts on paper: no RGB anywhere, no more ink than dries, text in black alone.

Every content stream (pages, drawings, patterns, signs of a Type 3 font), every gradient, picture and mask of the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image

MOST_INK = 280.0  # percent
_BLACK_TEXT = (0.0, 0.0, 0.0, 1.0)
_RGB_SPACES = {"/DeviceRGB", "/CalRGB", "/RGB"}
_SETS_COLOUR = {"g", "G", "rg", "RG", "k", "K"}
_INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}
# ISO 32000-1, table A.1; PDF/X lets no others in, not even between BX and EX.
_OPERATORS = {
    *"bBcdfFgGhijJkKlmMnqQsSvwWy\'\"",
    "b*", "B*", "BDC", "BMC", "BT", "BX", "cm", "CS", "cs", "d0", "d1", "Do", "DP", "EMC", "ET", "EX", "f*", "gs", "MP", "re",
    "RG", "rg", "ri", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw",
    "Tz", "W*", "INLINE IMAGE",  # the last as pikepdf calls BI to EI
}  # fmt: skip

Found = Iterator[tuple[str, str]]


def dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of a file, those too that stand inside another object."""
    for item in document.objects:
        yield from _inner(item)


def _inner(item: Any) -> Iterator[Any]:
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield item
        children = list(item.values())
    elif isinstance(item, pikepdf.Array):
        children = list(item)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect:
            yield from _inner(child)


def check(document: pikepdf.Pdf, _: bytes) -> Found:
    """What of the file's colours no press can print as it is meant."""
    yield from _objects(document)
    yield from _content(document)


def _objects(document: pikepdf.Pdf) -> Found:
    profiles = {
        entry.DestOutputProfile.read_bytes()
        for entry in document.Root.get("/OutputIntents", [])
        if "/DestOutputProfile" in entry
    }
    for item in dictionaries(document):
        if item.get("/Subtype") == "/Image":
            yield from _image(item)
        if "/ShadingType" in item and item.get("/ColorSpace") == "/DeviceCMYK":
            yield from _gradient(item.get("/Function"))
        for space in (item.get("/ColorSpace"), item.get("/CS")):
            yield from _space(space, profiles)


def _space(space: Any, profiles: set[bytes]) -> Found:
    if isinstance(space, pikepdf.Dictionary):  # the named spaces of a page
        for named in space.values():
            yield from _space(named, profiles)
    elif isinstance(space, pikepdf.Array):
        if space[0] == "/ICCBased":
            if space[1].read_bytes() in profiles:
                yield "colour", "something is drawn in the output's own profile instead of DeviceCMYK"
            elif int(space[1].N) == 3:
                yield "rgb", "there is an RGB colour space by profile"
        elif str(space[0]) in _RGB_SPACES:
            yield "rgb", f"there is a colour space {space[0]}"
        for inner in list(space)[1:3]:  # what is indexed, the pattern's, or what stands for a spot colour
            if isinstance(inner, pikepdf.Name | pikepdf.Array):
                yield from _space(inner, profiles)
    elif space is not None and str(space) in _RGB_SPACES:
        yield "rgb", f"there is a colour space {space}"


def _gradient(function: Any) -> Found:
    """Between its ends a gradient has never more ink than at one of them."""
    for part in function if isinstance(function, pikepdf.Array) else [function]:
        if part is None:
            continue
        if "/Functions" in part:
            yield from _gradient(part.Functions)
        for key in ("/C0", "/C1"):
            ends = [float(value) for value in part.get(key, [])]
            if len(ends) == 4:
                yield from _amount(sum(ends) * 100, "a gradient ends in")


def _amount(percent: float, what: str) -> Found:
    if percent > MOST_INK:
        yield "ink", f"{what} {percent:.0f} % of ink on one spot"


def _image(image: Any) -> Found:
    if image.get("/ImageMask") or image.get("/ColorSpace") != "/DeviceCMYK":
        return
    if image.get("/Filter") == "/DCTDecode":
        # Pillow turns Adobe's CMYK the right way round.
        pixels = Image.open(io.BytesIO(image.read_raw_bytes())).tobytes()
    else:
        pixels = image.read_bytes()
    most = max(map(sum, zip(pixels[::4], pixels[1::4], pixels[2::4], pixels[3::4], strict=True))) / 2.55
    yield from _amount(most, "a picture puts")


def _sources(document: pikepdf.Pdf) -> Iterator[Any]:
    """Everything that holds operators."""
    yield from document.pages
    for item in dictionaries(document):
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1):
            yield item
        if item.get("/Subtype") == "/Type3":
            yield from item.CharProcs.values()


def _content(document: pikepdf.Pdf) -> Found:
    shown: set[tuple[float, ...]] = set()
    for source in _sources(document):
        for name, operands, colour, fill in _drawn(source):
            if name == "INLINE IMAGE" and str(operands[0].colorspace) in _RGB_SPACES:
                yield "rgb", "a picture inside the content is in RGB"
            elif name in {"rg", "RG"} or (name in {"cs", "CS"} and str(operands[0]) in _RGB_SPACES):
                yield "rgb", f"content is drawn in RGB ({name})"
            elif name == "ri" and str(operands[0]) not in _INTENTS:
                yield "object", f"there is an unknown rendering intent {operands[0]}"
            elif name not in _OPERATORS:
                yield "operator", f"there is an unknown operator {name}"
            if len(colour) == 4:
                yield from _amount(sum(colour) * 100, f"{' '.join(f'{part:g}' for part in colour)} puts")
            if name in {"Tj", "TJ", "'", '"'}:
                shown.add(fill)
    dark = [fill for fill in shown if len(fill) == 4 and fill[3] > 0.85 and any(fill[:3])]
    if dark:
        yield "black", f"dark text is printed in several inks: {dark}"
    if shown and _BLACK_TEXT not in shown:
        yield "black", "no text is printed in black alone"


def _drawn(source: Any) -> Iterator[tuple[str, list[Any], tuple[float, ...], tuple[float, ...]]]:
    """Each operator with its operands, the colour that it sets (empty if none), and the colour in which areas are filled."""
    fill: tuple[float, ...] = (0.0,)
    space = ""
    stack: list[tuple[tuple[float, ...], str]] = []
    for instruction in pikepdf.parse_content_stream(source):
        name = str(instruction.operator)
        operands: list[Any] = list(instruction.operands)
        colour: tuple[float, ...] = ()
        if name in {"cs", "CS"}:
            space = str(operands[0])
        elif name in _SETS_COLOUR or (name in {"sc", "SC", "scn", "SCN"} and space == "/DeviceCMYK"):
            colour = tuple(float(value) for value in operands)
            fill = colour if name.islower() else fill
        elif name == "q":
            stack.append((fill, space))
        elif name == "Q":
            fill, space = stack.pop() if stack else (fill, space)
        yield name, operands, colour, fill
