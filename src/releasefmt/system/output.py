"""Files that are either whole or not there: written beside their place, synced, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class OutputError(Exception):
    """A file could not be written; the message is a sentence for the author (rule RF501)."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, which holds the old file or the whole new one at every moment, also after a crash.

    Missing folders are made. The mode is that of any new file (0666 less the umask). OutputError says what went wrong.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        temporary = path.with_name(f".releasefmt-{os.getpid()}-{secrets.token_hex(8)}.tmp")
        try:
            _write_synced(temporary, data)
            temporary.replace(path)
        except BaseException:  # also when the user interrupts: nothing half is left behind
            with suppress(FileNotFoundError):
                temporary.unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error


def write_new(path: Path, data: bytes) -> bool:
    """Put ``data`` at ``path`` unless anything has that name already; whether it was written. OutputError as above."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            return False
        try:
            _write_synced(path, data)
        except FileExistsError:
            return False
        except BaseException:
            with suppress(FileNotFoundError):
                path.unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error
    return True


def _write_synced(path: Path, data: bytes) -> None:
    descriptor = os.open(path, _NEW, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows cannot open folders and needs no such call."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems refuse to sync a folder; the file itself is synced already.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _sentence(path: Path, error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            reason = "the disk is full"
        case errno.EACCES | errno.EPERM:
            reason = "you may not write there, or the file is open in another program"
        case errno.EROFS:
            reason = "the disk can only be read"
        case errno.ENOTDIR | errno.EEXIST:
            reason = "a part of its path is a file, not a folder"
        case errno.EISDIR:
            reason = "there is a folder of that name"
        case errno.ENAMETOOLONG:
            reason = "its name is too long"
        case _:
            words = error.strerror or "the system gives no reason"
            reason = words[:1].lower() + words[1:]
    return f"“{path}” could not be written: {reason}."
