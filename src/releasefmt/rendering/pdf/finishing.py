"""What WeasyPrint 70 leaves to be mended in the finished objects of a PDF, just before they are written."""

from __future__ import annotations

import re

import pydyf

# One glyph serves several characters, and the first that was set names it for all: a "-" would be copied as U+2010.
_PLAIN = {"002d": ("00ad", "2010", "2011"), "0020": ("00a0", "2009", "202f")}
_MAPPING = re.compile(rb"(<[0-9a-f]{4}>) <([0-9a-f]{4})>")


def finish(pdf: pydyf.PDF, xmp: bytes) -> None:
    """All of it, in place."""
    _plain_characters(pdf)
    _font_names(pdf)
    _attachments_once(pdf)
    _metadata(pdf, xmp)


def _plain_characters(pdf: pydyf.PDF) -> None:
    """Hyphens and spaces are extracted as the plain character, whichever of their kind came first."""
    plain = {odd.encode(): usual.encode() for usual, odds in _PLAIN.items() for odd in odds}

    def mend(match: re.Match[bytes]) -> bytes:
        glyph, character = match.groups()
        return glyph + b" <" + plain.get(character, character) + b">"

    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            stream.stream[:] = [_MAPPING.sub(mend, line) if isinstance(line, bytes) else line for line in stream.stream]


def _font_names(pdf: pydyf.PDF) -> None:
    """``/ABCDEF+Source-Serif-4,-Bold`` comes from Pango's way to write a description; the comma is no part of a name."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") in ("/Font", "/FontDescriptor"):
            for key in ("BaseFont", "FontName"):
                if key in item:
                    name = item[key] if isinstance(item[key], bytes) else str(item[key]).encode()
                    item[key] = name.replace(b",", b"").rstrip(b"-")


def _attachments_once(pdf: pydyf.PDF) -> None:
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(list(dict.fromkeys(pdf.catalog["AF"])))


def _metadata(pdf: pydyf.PDF, xmp: bytes) -> None:
    """Our packet for WeasyPrint's, which can claim only one conformance; uncompressed, so that any tool can find it."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    stream.stream, stream.compress = [xmp], False
