"""Fonts of a PDF: which codes a string holds, how wide each is, and what it reads as (ISO 32000-1, 9.6 to 9.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from releasefmt.measuring.facts import Font, NotReadableError
from releasefmt.measuring.pdf.bounds import Item, unpacked

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BEGINNING = re.compile(rb"begin(bfchar|bfrange)")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_USUAL_WIDTH = 1000.0
_MOST_CODES = 65_536
"""Codes of one or two bytes; a few bytes of a font can claim thousands of millions."""


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
        characters=_characters(unpacked(font.ToUnicode)) if "/ToUnicode" in font else None,
        widths=_composite_widths(inner) if composite else _simple_widths(inner),
        usual_width=float(inner.get("/DW", _USUAL_WIDTH) if composite else descriptor.get("/MissingWidth", 0)),
    )


def _simple_widths(font: Item) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + place: float(width) for place, width in enumerate(font.get("/Widths", ()))}


def _composite_widths(font: Item) -> dict[int, float]:
    """``c [w1 w2 …]`` and ``c1 c2 w`` in any order (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    codes = _Codes()
    entries = iter(font.get("/W", ()))
    for first in entries:
        second = next(entries, None)
        if isinstance(second, pikepdf.Array):
            widths.update({int(first) + place: float(width) for place, width in enumerate(second)})
        elif second is not None and (width := next(entries, None)) is not None:
            widths.update(dict.fromkeys(codes.between(int(first), int(second)), float(width)))
    return widths


def _characters(cmap: bytes) -> dict[int, str]:
    """What each code reads as, of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    codes = _Codes()
    for kind, section in _sections(cmap):
        if kind == b"bfchar":
            digits = [digits for digits, _ in _TOKEN.findall(section)]
            found.update({int(code, 16): _utf16(text) for code, text in zip(digits[::2], digits[1::2], strict=False)})
            continue
        for low, high, target in _ranges(section):
            between = codes.between(int(low, 16), int(high, 16))
            if isinstance(target, list):
                found.update(zip(between, map(_utf16, target), strict=False))
            elif text := _utf16(target):
                found.update({code: text[:-1] + chr(ord(text[-1]) + place) for place, code in enumerate(between)})
    return found


def _sections(cmap: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while beginning := _BEGINNING.search(cmap, at):
        end = cmap.find(b"end" + beginning[1], beginning.end())
        if end < 0:
            return
        yield beginning[1], cmap[beginning.end() : end]
        at = end


def _ranges(section: bytes) -> Iterator[tuple[bytes, bytes, bytes | list[bytes]]]:
    """First code, last code, and what the first reads as, or what each does."""
    ends: list[bytes] = []
    listed: list[bytes] | None = None
    for digits, bracket in _TOKEN.findall(section):
        if bracket == b"[":
            listed = []
        elif bracket and listed is not None and len(ends) == 2:
            yield ends[0], ends[1], listed
            ends, listed = [], None
        elif listed is not None:
            listed.append(digits)
        elif len(ends) < 2:
            ends.append(digits)
        else:
            yield ends[0], ends[1], digits
            ends = []


class _Codes:
    """Ranges of codes, in all no more than a font can have, twice over."""

    def __init__(self) -> None:
        self._given = 0

    def between(self, first: int, last: int) -> range:
        self._given += max(0, last - first + 1)
        if self._given > 2 * _MOST_CODES:
            raise NotReadableError("a font in it has more characters than there are")
        return range(first, last + 1)


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", errors="replace")
