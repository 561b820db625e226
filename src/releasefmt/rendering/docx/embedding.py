"""Typefaces inside the Word file, veiled as ECMA-376 wants them (Part 1, 17.8.1 and 17.8.3; 15.2.13)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

from docx.opc.part import Part

from releasefmt.model.sheet import AssetError, Assets
from releasefmt.model.style import FontFace
from releasefmt.rendering.docx.markup import Xml, el, join
from releasefmt.rendering.docx.package import RELATIONSHIP_TYPE, Package

_VEILED = 32
"""Bytes at the beginning of a font that are changed."""
_BOLD = 600
_CUTS = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
"""Of (bold, italic), in the order of CT_Font (17.8.3.10)."""


def font_key(font: bytes) -> str:
    """The GUID by which a font is veiled, from the font itself, so that the same font gives the same bytes."""
    return f"{{{uuid.UUID(bytes=hashlib.sha256(font).digest()[:16])}}}".upper()


def veiled(font: bytes, key: str) -> bytes:
    """The font with its first 32 bytes changed by the GUID's 16, last one first, twice; once more, and it is as it was."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    return bytes(byte ^ veil for byte, veil in zip(font, mask, strict=False)) + font[_VEILED:]


def embed(package: Package, table: Part, faces: Iterable[FontFace], assets: Assets) -> dict[str, Xml]:
    """The fonts as parts that the table of fonts points to; by family what its entry says of them.

    Whole fonts: a reader may type a letter that the release has not, and the bundled ones may not be changed under their
    name. AssetError: a file cannot be read any more.
    """
    found = {(face.family, face.weight >= _BOLD, face.italic): face for face in faces}
    entries: dict[str, Xml] = {}
    for family in dict.fromkeys(family for family, *_ in found):
        written: list[Xml] = []
        for cut, name in _CUTS.items():
            if (face := found.get((family, *cut))) is not None:
                font = _read(face, assets)
                key = font_key(font)
                identity = table.relate_to(package.font(veiled(font, key)), RELATIONSHIP_TYPE.FONT)
                written.append(el(f"w:embed{name}", {"r:id": identity, "w:fontKey": key}))
        entries[family] = join(written)
    return entries


def _read(face: FontFace, assets: Assets) -> bytes:
    font = assets.read(face.asset)
    if face.sha256 and hashlib.sha256(font).hexdigest() != face.sha256:
        raise AssetError("RF409", f"The font file of “{face.family}” is not the one that was meant.")
    return font
