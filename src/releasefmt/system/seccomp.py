"""System calls that a process gives up for good: every network, other processes, what only an attacker would want.

A filter of seccomp(2) in the kernel's old packet language (linux/filter.h), set through prctl and syscall of the C library. It
holds for all that the process starts, too, and nobody can take it back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass
from functools import cache

_PR_SET_NO_NEW_PRIVS, _PR_GET_SECCOMP_PROBE = 38, 22  # the second is PR_SET_SECCOMP, given no filter
_MODE_FILTER = 2  # of prctl
_SET_MODE_FILTER, _ALL_THREADS = 1, 1  # of seccomp(2): the operation, SECCOMP_FILTER_FLAG_TSYNC

# Instructions of linux/bpf_common.h and answers of linux/seccomp.h.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
# Where linux/seccomp.h has the call's number, the architecture and the lower half of the first argument (little endian).
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_X32 = 0x40000000  # the second table of numbers on x86-64, which would go round a list of the first


@dataclass(frozen=True, slots=True)
class _Machine:
    """``architecture`` as in linux/audit.h; numbers of calls as in the kernel's table for the machine."""

    architecture: int
    seccomp: int
    refused: tuple[int, ...]
    signalling: tuple[int, ...]
    second_table: bool = False


# The same on every machine: pidfd_send_signal, io_uring_setup (opens sockets past any filter), pidfd_open, pidfd_getfd.
_EVERYWHERE = (424, 425, 434, 438)
_MACHINES = {
    # socket, connect, socketpair, ptrace, mount, add_key, request_key, keyctl, tkill, unshare, perf_event_open, setns,
    # process_vm_readv, process_vm_writev, bpf, userfaultfd; then kill, tgkill
    "x86_64": _Machine(
        0xC000003E,
        317,
        (41, 42, 53, 101, 165, 248, 249, 250, 200, 272, 298, 308, 310, 311, 321, 323, *_EVERYWHERE),
        (62, 234),
        second_table=True,
    ),
    "aarch64": _Machine(
        0xC00000B7,
        277,
        (198, 203, 199, 117, 40, 217, 218, 219, 130, 97, 241, 268, 270, 271, 280, 282, *_EVERYWHERE),
        (129, 131),
    ),
}


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


def has_filter() -> bool:
    """Whether this system can take calls away from a process."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES or sys.byteorder != "little":
        return False
    # Without a filter the answer is EFAULT where filters are known, else EINVAL.
    return libc().prctl(_PR_GET_SECCOMP_PROBE, _MODE_FILTER, None, 0, 0) == -1 and ctypes.get_errno() == errno.EFAULT


def renounce_privileges() -> None:
    """Nothing that is started from here gains rights by its file (PR_SET_NO_NEW_PRIVS); OSError where it cannot be."""
    checked(libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def refuse_calls() -> None:
    """From now on the refused calls are answered by EPERM; OSError where the system does not allow it.

    Signals go to this process alone. A program of another architecture, whose numbers are others, is killed by its first call.
    Privileges must have been renounced.
    """
    machine = _MACHINES[platform.machine()]
    program = _program(machine, os.getpid())
    given = _Filter(len(program) // 8, program)
    checked(libc().syscall(machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(given)))


def checked(answer: int) -> int:
    """What the C library answered; OSError where that is -1."""
    if answer == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer


@cache
def libc() -> ctypes.CDLL:
    """The C library of this process, which keeps its errno for ``ctypes.get_errno``."""
    return ctypes.CDLL(None, use_errno=True)


def _program(machine: _Machine, process: int) -> bytes:
    """Instructions of 8 bytes: what, how many to skip if so, how many if not, number."""
    steps = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, machine.architecture), (_RETURN, 0, 0, _KILL)]
    steps.append((_LOAD, 0, 0, _NUMBER))
    if machine.second_table:
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for number in machine.refused:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    for number in machine.signalling:
        to_itself = [(_LOAD, 0, 0, _FIRST_ARGUMENT), (_EQUAL, 1, 0, process), (_RETURN, 0, 0, _REFUSE)]
        steps += [(_EQUAL, 0, 4, number), *to_itself, (_RETURN, 0, 0, _ALLOW)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
