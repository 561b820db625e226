"""What was read while something was made, so that it can be told later whether it would be made the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_reading: ContextVar[dict[str, str] | None] = ContextVar("_reading", default=None)


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def note(name: str, value: str) -> None:
    """Something of that name was read and had this digest, or could not be read for this reason."""
    seen = _reading.get()
    if seen is not None:
        seen[name] = value


@contextmanager
def recorded() -> Iterator[dict[str, str]]:
    """Digests by name of what is read in the meantime; it fills up until the end."""
    seen: dict[str, str] = {}
    token = _reading.set(seen)
    try:
        yield seen
    finally:
        _reading.reset(token)
