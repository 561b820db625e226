"""The ZIP file of a package: fixed times, order, attributes and compression, so that equal parts give equal bytes.

``zipfile`` would give the same bytes; what it cannot take is a part that is compressed already. Styles, theme and settings
are the same in every release of a house, and compressing them takes longer than all else that is written.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache

_VERSION = 20  # 2.0, the first with deflated members (PKWARE APPNOTE 4.4.3)
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8
_TIME, _DATE = 0, 1 << 5 | 1  # 1980-01-01, the earliest that the format can say
_OWNER_MAY_WRITE = 0o600 << 16
_LEVEL = 6
_KEPT = 64 * 1024
"""Bytes of the largest part that is kept in mind compressed; document and pictures are another each time."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def archive(members: Iterable[tuple[str, bytes]], stored: tuple[str, ...]) -> bytes:
    """The members in their order; those whose names end with one of ``stored`` are compressed already."""
    target = bytearray()
    directory = bytearray()
    count = 0
    for name, data in members:
        named = name.encode()
        flags = 0 if name.isascii() else _UTF8
        method = _STORED if name.endswith(stored) else _DEFLATED
        packed = data if method == _STORED else _deflated(data) if len(data) > _KEPT else _deflated_before(data)
        sums = (zlib.crc32(data), len(packed), len(data))
        offset = len(target)
        target += _LOCAL.pack(b"PK\3\4", _VERSION, flags, method, _TIME, _DATE, *sums, len(named), 0) + named + packed
        made = _CENTRAL.pack(
            b"PK\1\2",
            _VERSION,
            _VERSION,
            flags,
            method,
            _TIME,
            _DATE,
            *sums,
            len(named),
            *(0, 0, 0, 0),
            _OWNER_MAY_WRITE,
            offset,
        )
        directory += made + named
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(target), 0)
    return bytes(target + directory + end)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


_deflated_before = lru_cache(maxsize=64)(_deflated)
