"""Files that are not what they say: made byte by byte where a good program would refuse to."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes, crc: int | None = None) -> bytes:
    return (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)
    )


def png(
    width: int,
    height: int,
    *,
    claims: tuple[int, int] | None = None,
    extra: bytes = b"",
    crc: int | None = None,
    colour: int = 0x60,
) -> bytes:
    """A grey PNG; ``claims`` is what its header says instead of its size, ``crc`` the checksum of its pixels."""
    rows = (b"\0" + bytes([colour]) * width) * height
    header = struct.pack(">IIBBBBB", *(claims or (width, height)), 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(rows), crc)
    return PNG_HEAD + chunk(b"IHDR", header) + extra + pixels + chunk(b"IEND", b"")


def bits(width: int, height: int) -> bytes:
    """A white PNG of one bit a pixel, a few kilobytes whatever its size."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        PNG_HEAD
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def saved(mode: str, size: tuple[int, int], kind: str, colour: tuple[int, ...] | int = 0, **how: Any) -> bytes:
    """A picture of Pillow's in any mode and format; ``how`` is what that format's own writer takes."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **how)
    return out.getvalue()


def bomb_zip(megabytes: int = 400) -> bytes:
    """A Word file whose document is a small file of ``megabytes`` of blanks."""
    out = io.BytesIO()
    blanks = b" " * 1_000_000
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(blanks)
    return out.getvalue()
