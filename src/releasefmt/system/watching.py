"""Waiting until a file changes, by looking: drafts are few and small, and every file system can be looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from releasefmt.system.brake import Brake

Look = dict[str, tuple[int, int, int]]
"""Size, time of change in ns and inode by path; a file that is not there is not in it."""

_PAUSE = 0.4  # seconds between two looks
_QUIET = 0.1  # seconds in which nothing may change any more: editors write in several steps


def look(paths: Iterable[Path]) -> Look:
    """How files are now, and, where one is a folder, how it is: it changes with the names in it."""
    seen: Look = {}
    for path in paths:
        try:
            status = os.stat(path)
        except (OSError, ValueError):  # not there now: it may come
            continue
        seen[str(path)] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return seen


def wait_for_change(paths: Callable[[], Iterable[Path]], before: Look, brake: Brake) -> bool:
    """Return True once something differs from ``before`` and is at rest; False when the brake was pulled.

    ``paths`` is asked at every look, so that new files are seen.
    """
    while not brake.bell.poll(_PAUSE):
        now = look(paths())
        if now == before:
            continue
        while not brake.bell.poll(_QUIET):
            then, now = now, look(paths())
            if then == now:
                return True
        return False
    return False
