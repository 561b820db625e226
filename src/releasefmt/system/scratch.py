"""Temporary files: named after machine and process, locked as long as their process lives, swept away once it is dead.

Nothing here asks a clock. Whether a process lives is told by its lock, which the system takes away with the process, also across
machines where the file system knows locks; where it knows none, by the number of the process, on its own machine only.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import socket
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_OLD = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NAME = re.compile(r"\.releasefmt-([a-z0-9-]{1,40})-([0-9]{1,10})-[0-9a-f]{16}\.tmp")
_MACHINE = (re.sub(r"[^a-z0-9]+", "-", socket.gethostname().lower()).strip("-") or "machine")[:40]
_ATTEMPTS = 8
_HAS_LOCKS = os.name == "posix"
_NO_LOCKS_HERE = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """A new file in ``folder`` that holds ``data``, written through to the disk; gone at the end unless it was renamed."""
    descriptor, path = _created(folder)
    try:
        try:
            _fill(descriptor, data)
            if not _HAS_LOCKS:  # Windows renames no file that is open
                os.close(descriptor)
                descriptor = -1
            yield path
        finally:
            if descriptor >= 0:
                os.close(descriptor)
    finally:  # also when the user interrupts: nothing half is left behind
        with suppress(OSError):
            path.unlink()


def sweep(folders: Iterable[Path]) -> None:
    """Remove what killed processes left in these folders; a folder that cannot be searched is left to whoever writes there."""
    for folder in dict.fromkeys(folders):
        try:
            with os.scandir(folder) as entries:
                found = [entry.path for entry in entries if _NAME.fullmatch(entry.name)]
        except OSError:
            continue
        for path in found:
            with suppress(OSError):  # another run was faster, or the file is somebody else's
                _remove_if_dead(path)


def _created(folder: Path) -> tuple[int, Path]:
    """A new locked file. A sweep may take it away between its making and its locking; then the next one is made."""
    for _ in range(_ATTEMPTS):
        path = folder / f".releasefmt-{_MACHINE}-{os.getpid()}-{secrets.token_hex(8)}.tmp"
        descriptor = os.open(path, _NEW, 0o666)
        if _locked(descriptor) is not False and os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)
        with suppress(FileNotFoundError):
            path.unlink()
    raise OSError(errno.EBUSY, "Another program removes new files there")


def _fill(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _remove_if_dead(path: str) -> None:
    if not _HAS_LOCKS:  # Windows removes no file that somebody has open
        os.unlink(path)
        return
    descriptor = os.open(path, _OLD)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            return
        free = _locked(descriptor)
        if free is None:
            free = not _runs(path)
        # Meanwhile the file may have got its place and this name be nobody's.
        if free and os.path.samestat(facts, os.lstat(path)):
            os.unlink(path)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Whether the lock is ours now; None where there are no locks."""
    if not _HAS_LOCKS:
        return None
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return None
        raise
    return True


def _runs(path: str) -> bool:
    """Whether the process in the name may be running; of another machine's nothing is known."""
    found = _NAME.fullmatch(os.path.basename(path))
    assert found is not None
    if found[1] != _MACHINE:
        return True
    try:
        os.kill(int(found[2]), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
