"""A digest of the whole file inside the file, by which a build can tell that nobody has changed it since.

A Word file carries it as a custom property, in the last member of its ZIP, which is not compressed; a PDF as the second half of
its identifier (ISO 32000-2, 14.4: the half that changes with the content). It is the SHA-256 of all bytes, those of the digest
and of the ZIP's checksums over it being zero. Word keeps custom properties when it saves, and Acrobat the first half of the
identifier; the digest then belongs to other bytes. It protects from mistakes, not from forgers.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from dataclasses import dataclass
from typing import BinaryIO

WORD_MEMBER = "docProps/custom.xml"
PROPERTY = "releasefmt-sha256"
UNSEALED = "0" * 64

_WORD_DIGEST = re.compile(PROPERTY.encode() + rb'"[^<>]*><vt:lpwstr>([0-9a-f]{64})<')
_PDF_DIGEST = re.compile(rb"/ID \[\([0-9a-f]{32}\) \(([0-9a-f]{32})\)\]")
_PDF_END = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
# Lengths and places in a ZIP (PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16), all numbers little-endian.
_LOCAL, _ENTRY, _END = 30, 46, 22
_NAME = WORD_MEMBER.encode()
_LONGEST_MEMBER = 4_096
_LONGEST_TRAILER = 1_024
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the digest stands (``start``, ``length``), the ``member`` that holds it, and where checksums over that stand."""

    start: int
    length: int
    member: tuple[int, int] = (0, 0)
    sums: tuple[int, ...] = ()


def sealed(data: bytes) -> bytes:
    """The file with its digest, as long as before; ValueError where it has no place for one."""
    file = io.BytesIO(data)
    place = _place(file, len(data))
    if place is None:
        raise ValueError("neither a Word file nor a PDF with a place for a digest")
    whole = bytearray(data)
    whole[place.start : place.start + place.length] = _digest(file, place)
    for start in place.sums:
        whole[start : start + 4] = zlib.crc32(whole[slice(*place.member)]).to_bytes(4, "little")
    return bytes(whole)


def is_intact(file: BinaryIO) -> bool:
    """Whether these are the bytes that ``sealed`` gave. Any file may be asked; it is read once at most, in small pieces."""
    place = _place(file, file.seek(0, io.SEEK_END))
    if place is None:
        return False
    return _read(file, place.start, place.length) == _digest(file, place)


def _digest(file: BinaryIO, place: _Place) -> bytes:
    """As many hexadecimal digits as there is room for."""
    digest = hashlib.sha256(b"releasefmt 1\n")
    file.seek(0)
    offset = 0
    while piece := file.read(_CHUNK):
        blanked = bytearray(piece)
        for start, length in ((place.start, place.length), *((start, 4) for start in place.sums)):
            first, last = max(start - offset, 0), min(start + length - offset, len(piece))
            if first < last:
                blanked[first:last] = bytes(last - first)
        digest.update(blanked)
        offset += len(piece)
    return digest.hexdigest()[: place.length].encode()


def _place(file: BinaryIO, size: int) -> _Place | None:
    start = _read(file, 0, 5)
    if start.startswith(b"PK\x03\x04"):
        return _in_word(file, size)
    return _in_pdf(file, size) if start == b"%PDF-" else None


def _in_pdf(file: BinaryIO, size: int) -> _Place | None:
    end = _PDF_END.search(_read(file, max(size - 40, 0), 40))
    if end is None:
        return None
    trailer = int(end[1])
    found = _PDF_DIGEST.search(_read(file, trailer, _LONGEST_TRAILER))
    return None if found is None else _Place(trailer + found.start(1), found.end(1) - found.start(1))


def _in_word(file: BinaryIO, size: int) -> _Place | None:
    """The digest is in the last member, which ends where the directory begins; the archive has no comment."""
    end = _read(file, max(size - _END, 0), _END)
    if len(end) < _END or not end.startswith(b"PK\x05\x06") or end[20:] != b"\0\0":
        return None
    directory = _number(end, 16, 4)
    entry_start = size - _END - _ENTRY - len(_NAME)
    entry = _read(file, max(entry_start, 0), _ENTRY + len(_NAME))
    if directory + _number(end, 12, 4) != size - _END or entry_start < directory:
        return None
    if not entry.startswith(b"PK\x01\x02") or entry[_ENTRY:] != _NAME or _number(entry, 28, 2) != len(_NAME):
        return None
    header, length, stored = _number(entry, 42, 4), _number(entry, 20, 4), _number(entry, 10, 2) == 0
    start = header + _LOCAL + len(_NAME)
    if not stored or length > _LONGEST_MEMBER or start + length != directory:
        return None
    found = _WORD_DIGEST.search(_read(file, start, length))
    if found is None:
        return None
    return _Place(start + found.start(1), 64, (start, directory), (header + 14, entry_start + 16))


def _number(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(data[start : start + length], "little")


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)
