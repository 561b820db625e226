"""Fonts of a PDF: which codes a string holds, how wide each is, and what it reads as (ISO 32000-1, 9.6 to 9.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pikepdf

from releasefmt.measuring.facts import Font

# Dictionaries and arrays of a file as pikepdf gives them: its types name no members.
Item: TypeAlias = Any

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_USUAL_WIDTH = 1000.0


@dataclass(slots=True, eq=False)
class FontInUse:
    """A font while the pages are read: decodes strings and notes which codes were shown."""

    name: str
    family: str
    embedded: bool
    subset: bool
    composite: bool
    ascent: float
    descent: float
    characters: dict[int, str] | None
    widths: dict[int, float]
    usual_width: float
    used: set[int] = field(default_factory=set)
    unmapped: set[int] = field(default_factory=set)

    def decode(self, data: bytes) -> Iterator[tuple[int, str, float]]:
        """Code, characters and width in ems of each glyph of a shown string. A code without characters reads as nothing."""
        step = 2 if self.composite else 1
        for place in range(0, len(data) - step + 1, step):
            code = int.from_bytes(data[place : place + step], "big")
            self.used.add(code)
            text = self._reads_as(code)
            if not text:
                self.unmapped.add(code)
            yield code, text, self.widths.get(code, self.usual_width) / 1000

    def _reads_as(self, code: int) -> str:
        if self.characters is not None:
            return self.characters.get(code, "")
        # Without ToUnicode the one-byte encodings of Latin fonts can still be told, near enough to Windows-1252.
        return "" if self.composite else bytes([code]).decode("cp1252", errors="ignore")

    def facts(self) -> Font:
        return Font(
            name=self.name,
            family=self.family,
            embedded=self.embedded,
            subset=self.subset,
            to_unicode=self.characters is not None,
            composite=self.composite,
            ascent=self.ascent,
            descent=self.descent,
            used=frozenset(self.used),
            unmapped=frozenset(self.unmapped),
            # Glyph 0 is .notdef in every TrueType and OpenType font (ISO/IEC 14496-22, 5.3.1).
            undefined=frozenset({0} & self.used) if self.composite else frozenset(),
        )


def read_font(font: Item) -> FontInUse:
    """A font dictionary, of one byte a glyph or composite (Type0, read as two bytes a glyph)."""
    composite = font.get("/Subtype") == "/Type0"
    inner = font.DescendantFonts[0] if composite else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    base = str(font.get("/BaseFont", "/"))[1:]
    name = _SUBSET.sub("", base)
    return FontInUse(
        name=name,
        family=str(descriptor.get("/FontFamily", name)),
        embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        subset=name != base,
        composite=composite,
        ascent=float(descriptor.get("/Ascent", 0)),
        descent=float(descriptor.get("/Descent", 0)),
        characters=_characters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else None,
        widths=_composite_widths(inner) if composite else _simple_widths(inner),
        usual_width=float(inner.get("/DW", _USUAL_WIDTH) if composite else descriptor.get("/MissingWidth", 0)),
    )


def _simple_widths(font: Item) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + place: float(width) for place, width in enumerate(font.get("/Widths", ()))}


def _composite_widths(font: Item) -> dict[int, float]:
    """``c [w1 w2 …]`` and ``c1 c2 w`` in any order (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    entries = list(font.get("/W", ()))
    while len(entries) >= 2:
        first = int(entries.pop(0))
        second = entries.pop(0)
        if isinstance(second, pikepdf.Array):
            widths.update({first + place: float(width) for place, width in enumerate(second)})
        elif entries:
            width = float(entries.pop(0))
            widths.update(dict.fromkeys(range(first, int(second) + 1), width))
    return widths


def _characters(cmap: bytes) -> dict[int, str]:
    """What each code reads as, of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for section in _SECTION.finditer(cmap):
        if section[1] == b"bfchar":
            found.update({int(code, 16): _utf16(text) for code, text in _PAIR.findall(section[2])})
            continue
        for low, high, start, listed in _RANGE.findall(section[2]):
            codes = range(int(low, 16), int(high, 16) + 1)
            if listed:
                found.update(zip(codes, map(_utf16, _HEX.findall(listed)), strict=False))
            else:
                text = _utf16(start)
                found.update({code: text[:-1] + chr(ord(text[-1]) + place) for place, code in enumerate(codes) if text})
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", errors="replace")
