"""Reading regular files of a limited size: never a pipe, a device, or more bytes than were asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotRegularError(OSError):
    """There is something under this name, but it is no regular file: a folder, a pipe, a device."""


class TooLargeError(OSError):
    """The file has more bytes than the limit."""


def read_regular(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """At most ``limit`` bytes of a regular file; OSError, NotRegularError or TooLargeError say why there are none.

    Without ``follow`` a symbolic link as the last part is refused. Opening never waits for the other end of a pipe.
    """
    flags = _FLAGS if follow else _FLAGS | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise NotRegularError(f"not a regular file: {path}")
        if facts.st_size > limit:
            raise TooLargeError(f"more than {limit} bytes: {path}")
        # A file may grow after it was measured, and some report no size at all.
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"more than {limit} bytes: {path}")
    return data
