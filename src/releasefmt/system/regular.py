"""Reading regular files of a limited size: never a pipe, a device, or more bytes than were asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | _NO_LINK | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotRegularError(OSError):
    """There is something under this name, but it is no regular file: a folder, a pipe, a device."""


class TooLargeError(OSError):
    """The file has more bytes than the limit."""


def open_regular(path: Path, *, follow: bool = True) -> BinaryIO:
    """A regular file to read from; OSError or NotRegularError say why there is none.

    Without ``follow`` a symbolic link as the last part is refused. Opening never waits for the other end of a pipe; a device,
    which may act when it is opened, is not opened at all unless it takes the file's place in this moment.
    """
    _refuse_others(os.stat(path, follow_symlinks=follow), path, links=not follow)
    return _opened(os.open(path, _FLAGS if follow else _FLAGS | _NO_LINK), path)


def read_below(root: Path, path: Path, limit: int) -> bytes:
    """As ``read_regular``, of a file below ``root``, both resolved: no part of the way may have become a link since.

    Each folder is opened from the one above it, so that there is no moment in which one could be exchanged. Windows has
    no such way to open; there the file itself is refused if it is a link.
    """
    if os.open not in os.supports_dir_fd:
        return read_regular(path, limit, follow=False)
    *folders, name = path.relative_to(root).parts or (".",)
    here = os.open(root, _FOLDER)
    try:
        for folder in folders:
            inner = os.open(folder, _FOLDER, dir_fd=here)
            os.close(here)
            here = inner
        _refuse_others(os.stat(name, dir_fd=here, follow_symlinks=False), path, links=True)
        return _read(_opened(os.open(name, _FLAGS | _NO_LINK, dir_fd=here), path), path, limit)
    finally:
        os.close(here)


def read_regular(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """At most ``limit`` bytes as ``open_regular`` gives them; TooLargeError where there are more."""
    return _read(open_regular(path, follow=follow), path, limit)


def _refuse_others(facts: os.stat_result, path: Path, *, links: bool) -> None:
    """NotRegularError for a pipe, a socket or a device; what opening itself refuses is left to it: links, folders."""
    if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode) or (links and stat.S_ISLNK(facts.st_mode))):
        raise NotRegularError(f"not a regular file: {path}")


def _opened(descriptor: int, path: Path) -> BinaryIO:
    file = os.fdopen(descriptor, "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise NotRegularError(f"not a regular file: {path}")


def _read(source: BinaryIO, path: Path, limit: int) -> bytes:
    with source as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise TooLargeError(f"more than {limit} bytes: {path}")
        # A file may grow after it was measured, and some report no size at all.
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"more than {limit} bytes: {path}")
    return data
