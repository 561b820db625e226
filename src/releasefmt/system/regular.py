"""Reading regular files of a limited size: never a pipe, a device, or more bytes than were asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotRegularError(OSError):
    """There is something under this name, but it is no regular file: a folder, a pipe, a device."""


class TooLargeError(OSError):
    """The file has more bytes than the limit."""


def open_regular(path: Path, *, follow: bool = True) -> BinaryIO:
    """A regular file to read from; OSError or NotRegularError say why there is none.

    Without ``follow`` a symbolic link as the last part is refused. Opening never waits for the other end of a pipe.
    """
    flags = _FLAGS if follow else _FLAGS | getattr(os, "O_NOFOLLOW", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise NotRegularError(f"not a regular file: {path}")


def read_regular(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """At most ``limit`` bytes as ``open_regular`` gives them; TooLargeError where there are more."""
    with open_regular(path, follow=follow) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise TooLargeError(f"more than {limit} bytes: {path}")
        # A file may grow after it was measured, and some report no size at all.
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"more than {limit} bytes: {path}")
    return data
