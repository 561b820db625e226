"""What WeasyPrint 70 leaves to be mended in the finished objects of a PDF, just before they are written."""

from __future__ import annotations

import re
import zlib

import pydyf

# One glyph serves several characters, and the first that was set names it for all: a "-" would be copied as U+2010.
_PLAIN = {"002d": ("00ad", "2010", "2011"), "0020": ("00a0", "2009", "202f")}
_CARRIAGE_RETURN = 0x0D
_PACKET_END = b"<?xpacket end"
# Filters of a PNG's first row, above which all is zero: None is Up there, Sub is Paeth. Pillow chooses no other for it.
_SAME_ABOVE_NOTHING = {0: 2, 2: 0, 1: 4, 4: 1}
_NARROW = (b"2009", b"202f")
_SPACE = re.compile(rb"<[0-9a-f]{4}> <(?:0020|00a0|2009|202f)>")
_MAPPING = re.compile(rb"(<[0-9a-f]{4}>) <([0-9a-f]{4})>")


def finish(pdf: pydyf.PDF, xmp: bytes, attempt: int) -> None:
    """All of it, in place. ``attempt`` counts the writings of one file (see has_unclear_end)."""
    _plain_characters(pdf)
    _font_names(pdf)
    _attachments_once(pdf)
    # Another number of blank lines in the packet moves what follows, which is all that the cross-reference stream tells.
    _metadata(pdf, xmp.replace(_PACKET_END, b"\n" * attempt + _PACKET_END))
    _clear_ends(pdf)
    # Any number above the keys in use is right here; another one makes other bytes of the object stream.
    tree = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    tree["ParentTreeNextKey"] += attempt


def _plain_characters(pdf: pydyf.PDF) -> None:
    """Hyphens and spaces are extracted as the plain character, whichever of their kind came first."""
    plain = {odd.encode(): usual.encode() for usual, odds in _PLAIN.items() for odd in odds}

    def mend(match: re.Match[bytes]) -> bytes:
        glyph, character = match.groups()
        return glyph + b" <" + plain.get(character, character) + b">"

    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            lines = _word_space_last(stream.stream)
            stream.stream[:] = [_MAPPING.sub(mend, line) if isinstance(line, bytes) else line for line in lines]


def _word_space_last(lines: list[object]) -> list[object]:
    """The narrow spaces' lines above that of the space between words, which has another width.

    PDFium takes the last glyph that reads as a space for the space of the font: by a narrow one it takes the tracking of
    a label for blanks, and copies CO M M U N I Q U É.
    """
    found = [(at, line) for at, line in enumerate(lines) if isinstance(line, bytes) and _SPACE.fullmatch(line)]
    ordered = sorted((line for _, line in found), key=lambda line: line[-5:-1] not in _NARROW)
    out = list(lines)
    for (at, _), line in zip(found, ordered, strict=True):
        out[at] = line
    return out


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


def has_unclear_end(data: bytes) -> bool:
    """Whether a stream's last byte looks like half of the line end that follows it.

    pydyf ends each stream with a line feed. After a carriage return the two read as one line end, and /Length seems to be
    one too many, which ISO 19005-3 (6.1.7.1) forbids; one file in ten has such a stream by chance.
    """
    return b"\r\nendstream" in data


def _clear_ends(pdf: pydyf.PDF) -> None:
    """Mend the streams that are known before the file is written; object and cross-reference streams are not.

    A compressed stream ends with the Adler-32 of its content (RFC 1950), so it is the content that must change: by a
    line end where that is white space, else the stream is not compressed. Pictures come compressed.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Filter") == "/FlateDecode" and not stream.compress:
            _clear_end_of_picture(stream)
        if not isinstance(stream, pydyf.Stream) or not stream.compress:
            continue
        content = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)  # noqa: SLF001
        if zlib.adler32(content) & 0xFF != _CARRIAGE_RETURN:
            continue
        if "Length1" in stream.extra or "Type" in stream.extra or "N" in stream.extra or "Subtype" in stream.extra:
            stream.compress = False
        else:
            stream.stream.append(b"")


def _clear_end_of_picture(picture: pydyf.Stream) -> None:
    """The same pixels with another sum: by another filter of the first row (PNG, 9.2), or a byte beyond the last one."""
    [content] = picture.stream
    data: bytes = content if isinstance(content, bytes) else content.data
    if data[-1] != _CARRIAGE_RETURN:
        return
    rows = bytearray(zlib.decompress(data))
    if "DecodeParms" in picture.extra:
        rows[0] = _SAME_ABOVE_NOTHING.get(rows[0], rows[0])
    else:
        rows += b"\0"
    picture.stream = [zlib.compress(rows, 9)]
