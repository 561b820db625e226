"""What reading a PDF may cost: a small file can claim to hold a very large one, or draw one thing a thousand million times."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, TypeAlias

import pikepdf

from releasefmt.measuring.facts import NotReadableError

# Dictionaries and arrays of a file as pikepdf gives them: its types name no members.
Item: TypeAlias = Any

MOST_PAGES = 2_000
_MOST_BYTES = 50_000_000
"""Of a stream when unpacked, and of all the streams of a page."""
_MOST_TOKENS = 4_000_000
_MOST_STEPS = 5_000_000
"""Of a file. The costs are what they take in time, a sign being one; a release of five pages takes 40,000 in all."""
OF_AN_OPERATOR = 2
OF_WHAT_IS_DRAWN = 4
OF_A_FORM = 200
_CHUNK = 65_536
_FLATE = ("/FlateDecode", "/Fl")
# How many bytes one byte can stand for; longest strings of ISO 32000-1, 7.4.3 to 7.4.5. Pictures have other filters.
_GROWTH = {"/ASCIIHexDecode": 1, "/AHx": 1, "/ASCII85Decode": 4, "/A85": 4, "/RunLengthDecode": 64, "/RL": 64}
_GROWTH_OF_OTHERS = 3_000
_BETWEEN_TOKENS = b"\0\t\n\f\r ()<>[]{}/%"


class Steps:
    """Counts what was done for a file."""

    def __init__(self) -> None:
        self._done = 0

    def count(self, steps: int) -> None:
        self._done += steps
        if self._done > _MOST_STEPS:
            raise NotReadableError(f"its pages take more than {_MOST_STEPS:,} steps to draw")


def unpacked(stream: Item) -> bytes:
    """The bytes of a stream, never more than there may be."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in ([filters] if isinstance(filters, pikepdf.Name) else filters)]
    data: bytes = stream.read_raw_bytes()
    size = len(data)
    for place, name in enumerate(names):
        if name in _FLATE and size == len(data):
            data = _inflated(data)
            size = len(data)
            if place == len(names) - 1 and "/DecodeParms" not in stream:
                return data
        else:
            size *= _GROWTH.get(name, _GROWTH_OF_OTHERS)
    _check_size(size)
    return bytes(stream.read_bytes())


def check_content(streams: Iterable[Item]) -> None:
    """Whether the parts of a page's content can be read at once, as pikepdf reads them."""
    size = tokens = 0
    for stream in streams:
        data = unpacked(stream)
        size += len(data)
        tokens += len(data) - len(data.translate(None, _BETWEEN_TOKENS))
        _check_size(size)
        if tokens > _MOST_TOKENS:
            raise NotReadableError(f"what draws a page has more than {_MOST_TOKENS:,} words")


def _inflated(data: bytes) -> bytes:
    """What the data unpack to; of a damaged stream, what comes before the damage."""
    inflater = zlib.decompressobj()
    pieces = []
    size = 0
    for start in range(0, len(data), _CHUNK):
        try:
            pieces.append(inflater.decompress(data[start : start + _CHUNK], _MOST_BYTES + 1 - size))
        except zlib.error:
            break
        size += len(pieces[-1])
        _check_size(size)
    return b"".join(pieces)


def _check_size(size: int) -> None:
    if size > _MOST_BYTES:
        raise NotReadableError(f"a part of it is larger than {_MOST_BYTES // 1_000_000} MB when it is unpacked")
