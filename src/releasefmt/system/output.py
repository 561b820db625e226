"""Files that are either whole or not there: written beside their place, synced, then renamed; what is not ours is kept."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from releasefmt.system.regular import NotRegularError, open_regular
from releasefmt.system.scratch import sweep, temporary

_ATTEMPTS = 3
_NO_LINKS_HERE = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})

Ours = Callable[[BinaryIO], bool]
"""Whether an open file is as releasefmt wrote it."""


Identity = tuple[int, int]
"""Device and number of a file: the same for every name and link that it has."""


class OutputError(Exception):
    """A file could not or must not be written; the message is a sentence for the author.

    ``code`` is RF501 where it could not be, RF510 where somebody else's file stands there, RF511 where the release is made from
    that file. ``written`` are the files of the same release that were written all the same.
    """

    def __init__(self, message: str, code: str = "RF501", hint: str = "", written: tuple[Path, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.code, self.hint, self.written = message, code, hint, written


def write_together(
    files: Mapping[Path, bytes],
    ours: Ours,
    *,
    overwrite: bool = False,
    sources: Collection[Path] = (),
    make_folders: bool = True,
) -> None:
    """Put files at their places, each of which holds the old file or the whole new one at every moment, also after a crash.

    No place is touched before all files are complete on the disk. A file that is not as releasefmt wrote it is replaced with
    ``overwrite`` only, one of ``sources`` never. A link is replaced like a file, what it leads to is not touched. The mode is
    that of any new file (0666 less the umask). OutputError says what went wrong.
    """
    for left in reversed(range(_ATTEMPTS)):
        try:
            _write(files, ours, overwrite=overwrite, sources=sources, make_folders=make_folders)
        except _LostError as error:
            # Another machine's sweep cannot see our locks on some file systems; then the file is simply written again.
            if not left or not os.path.isdir(error.path.parent):
                raise OutputError(_sentence(error.path, error.reason)) from error
        else:
            return


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` as above, over whatever file is there."""
    sweep([path.parent])
    write_together({path: data}, lambda _: True, overwrite=True)


def check_place(path: Path, ours: Ours, *, overwrite: bool = False, sources: Collection[Path] = ()) -> None:
    """OutputError where ``write_together`` would refuse ``path`` for what is there now."""
    try:
        facts = os.lstat(path)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise OutputError(_sentence(path, error)) from error
    if stat.S_ISDIR(facts.st_mode):
        raise OutputError(_sentence(path, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))))
    if not stat.S_ISREG(facts.st_mode) and not stat.S_ISLNK(facts.st_mode):
        raise OutputError(f"“{path}” could not be written: there is a pipe or a device of that name.")
    refuse_sources(path, identities(sources))
    if overwrite:
        return
    if stat.S_ISLNK(facts.st_mode):
        raise OutputError(
            f"“{path}” is a link to another file; it was left as it is.",
            "RF510",
            "Remove the link, or build with --overwrite to put a file in its place; what it leads to stays as it is.",
        )
    if not _is_ours(path, ours):
        raise OutputError(
            f"“{path}” was changed after releasefmt wrote it, or is not from releasefmt; it was left as it is.",
            "RF510",
            "Take over into the draft what is new in it, then build with --overwrite; or give the file another name.",
        )


def refuse_sources(path: Path, sources: Collection[Identity]) -> None:
    """OutputError where ``path`` is one of the files, by whatever name or link."""
    if sources and _identity(path) in sources:
        raise OutputError(
            f"“{path}” is itself one of the files that releases are made from; it was not written over.",
            "RF511",
            "Choose another folder with --out, or set [output] name in releasefmt.toml.",
        )


def identities(files: Iterable[Path]) -> frozenset[Identity]:
    """What the system knows the files by; those that are not there have none."""
    return frozenset(known for known in map(_identity, files) if known is not None)


def folder_identity(folder: Path) -> Identity | str:
    """Equal for two ways to name one folder; one that is not there yet has its path alone."""
    return _identity(folder) or os.path.abspath(folder)


def write_new(path: Path, data: bytes) -> bool:
    """Put ``data`` at ``path`` unless anything has that name already; whether it was written. OutputError as above."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            return False
        with temporary(path.parent, data) as new:
            try:
                os.link(new, path)
            except FileExistsError:
                return False
            except OSError as error:
                if error.errno not in _NO_LINKS_HERE:
                    raise
                if os.path.lexists(path):
                    return False
                new.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error
    return True


class _LostError(Exception):
    """A temporary file or its folder was gone before its time."""

    def __init__(self, path: Path, reason: OSError) -> None:
        super().__init__(str(path))
        self.path, self.reason = path, reason


def _write(
    files: Mapping[Path, bytes], ours: Ours, *, overwrite: bool, sources: Collection[Path], make_folders: bool
) -> None:
    written: list[Path] = []
    path = Path()
    try:
        with ExitStack() as stack:
            complete: list[tuple[Path, Path]] = []
            for path in files:
                if make_folders:
                    path.parent.mkdir(parents=True, exist_ok=True)
                check_place(path, ours, overwrite=overwrite, sources=sources)
            for path, data in files.items():
                complete.append((stack.enter_context(temporary(path.parent, data)), path))
            for path in files:  # somebody may have saved a file while ours were written
                check_place(path, ours, overwrite=overwrite, sources=sources)
            for new, path in complete:
                new.replace(path)
                written.append(path)
        for folder in dict.fromkeys(path.parent for path in files):
            path = folder
            _sync_folder(folder)
    except FileNotFoundError as error:
        if written:
            raise OutputError(_sentence(path, error), written=tuple(written)) from error
        raise _LostError(path, error) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise OutputError(_sentence(path, error), written=tuple(written)) from error


def _is_ours(path: Path, ours: Ours) -> bool:
    try:
        with open_regular(path, follow=False) as file:
            return ours(file)
    except FileNotFoundError:  # gone in this moment
        return True
    except (NotRegularError, OSError):  # what cannot be read cannot be known to be ours
        return False


def _identity(path: Path) -> Identity | None:
    try:
        facts = os.stat(path)
    except (OSError, ValueError):  # not there, or a name that no file can have
        return None
    return facts.st_dev, facts.st_ino


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


def _sentence(path: Path, error: OSError | ValueError) -> str:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    match number:
        case errno.ENOSPC | errno.EDQUOT:
            reason = "the disk is full"
        case errno.EACCES | errno.EPERM:
            reason = "you may not write there, or the file is open in another program"
        case errno.EROFS:
            reason = "the disk can only be read"
        case errno.ENOENT | errno.ESTALE | errno.ENODEV | errno.ENXIO:
            reason = "its folder is not there any more"
        case errno.ENOTDIR | errno.EEXIST:
            reason = "a part of its path is a file, not a folder"
        case errno.EISDIR:
            reason = "there is a folder of that name"
        case errno.ENAMETOOLONG:
            reason = "its name is too long"
        case errno.ELOOP:
            reason = "its path is a link that leads back to itself"
        case errno.EFBIG:
            reason = "the disk or a limit of this account takes no file of its size"
        case errno.EINVAL | errno.EILSEQ:
            reason = "the disk takes no file of that name"
        case _:
            words = (error.strerror if isinstance(error, OSError) else None) or "the system gives no reason"
            reason = words[:1].lower() + words[1:]
    return f"“{path}” could not be written: {reason}."
