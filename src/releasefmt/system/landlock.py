"""Files that a process gives up for good, all but a few folders: Landlock, by its three system calls (landlock(7)).

Their numbers are the same on every machine; the C library has no names for them.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from releasefmt.system.seccomp import checked, libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1

# Rights of linux/landlock.h.
_EXECUTE, _WRITE, _READ, _LIST, _REMOVE_FOLDER, _REMOVE_FILE = (1 << bit for bit in range(6))
_MAKE_FOLDER, _MAKE_FILE, _TRUNCATE = 1 << 7, 1 << 8, 1 << 14
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | 1 << 15
# How many rights each version of Landlock knows; a kernel refuses those that it has not heard of.
_KNOWN = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_ALL_TCP = 0b11  # bind and connect, from version 4
_SCOPES = 0b11  # abstract sockets and signals of others, from version 6


def landlock_version() -> int:
    """The version of Landlock in the running kernel; 0 where there is none, or it is switched off."""
    if sys.platform != "linux":
        return 0
    return max(0, int(libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)))


def keep_to(readable: Iterable[Path], runnable: Iterable[Path], writable: Iterable[Path]) -> None:
    """From now on only what is, or lies below, these paths can be opened; programs can be started from ``runnable`` alone.

    What does not exist is left out. OSError where the system does not allow it. Privileges must have been renounced.
    """
    version = landlock_version()
    known = (1 << _KNOWN.get(version, 16)) - 1
    parts = [known] + ([_ALL_TCP] if version >= 4 else []) + ([_SCOPES] if version >= 6 else [])
    attributes = struct.pack(f"={len(parts)}Q", *parts)
    rules = checked(libc().syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0))
    try:
        reading, writing = _READ | _LIST, _WRITE | _TRUNCATE | _MAKE_FILE | _MAKE_FOLDER | _REMOVE_FILE | _REMOVE_FOLDER
        for paths, rights in ((readable, reading), (runnable, reading | _EXECUTE), (writable, reading | writing)):
            for path in paths:
                _allow(rules, path, rights & known)
        checked(libc().syscall(_RESTRICT_SELF, rules, 0))
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _OF_FILES
        rule = struct.pack("=Qi", rights, descriptor)
        checked(libc().syscall(_ADD_RULE, rules, _BENEATH, rule, 0))
    finally:
        os.close(descriptor)
