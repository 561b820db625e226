"""A draft made smaller for as long as something about it holds."""

from __future__ import annotations

from collections.abc import Callable

_TRIES = 400


def smaller(data: bytes, holds: Callable[[bytes], bool]) -> bytes:
    """The shortest draft that taking pieces out of this one leads to, halves first, single bytes last."""
    tries = 0
    size = max(len(data) // 2, 1)
    while size and tries < _TRIES:
        at = 0
        while at < len(data) and tries < _TRIES:
            without = data[:at] + data[at + size :]
            tries += 1
            if holds(without):
                data = without
            else:
                at += size
        size //= 2
    return data
