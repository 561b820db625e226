"""What somebody might try who has taken over a process that is shut in: spawned processes find it by its name."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from releasefmt.system.sandbox import Bounds, shut_in
from releasefmt.system.seccomp import libc


@dataclass(frozen=True, slots=True)
class Attempt:
    """``inside`` is the draft's folder, ``outside`` another one, ``scratch`` does not exist yet."""

    what: tuple[str, ...]
    inside: Path
    outside: Path
    scratch: Path
    parent: int
    bounds: Bounds


def ready() -> None:
    """Nothing to import."""


def tried(attempt: Attempt) -> dict[str, str]:
    """By attempt “done”, or the error that it got."""
    attempt.scratch.mkdir()
    shut_in([attempt.inside], attempt.scratch, attempt.bounds)
    return {what: _tried(_ATTEMPTS[what], attempt) for what in attempt.what}


def _tried(work: Callable[[Attempt], object], attempt: Attempt) -> str:
    try:
        work(attempt)
    except OSError as error:
        return os.strerror(error.errno or 0)
    except (MemoryError, subprocess.CalledProcessError) as error:
        return type(error).__name__
    return "done"


def _write_to_scratch(attempt: Attempt) -> None:
    (attempt.scratch / "new").write_bytes(b"new")
    (attempt.scratch / "new").unlink()


def _open_many(attempt: Attempt) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(attempt.bounds.files):
            stack.callback(os.close, os.dup(1))


def _loop(_attempt: Attempt) -> None:
    while True:
        pass


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _call(*arguments: object) -> None:
    if libc().syscall(*arguments) == -1:
        raise OSError(ctypes.get_errno(), "")


_INTEL = os.uname().machine == "x86_64"
_TGKILL, _PTRACE, _ATTACH, _IO_URING = (234, 101, 16, 425) if _INTEL else (131, 117, 16, 425)
_ATTEMPTS: dict[str, Callable[[Attempt], object]] = {
    "read the draft's folder": lambda attempt: (attempt.inside / "draft.md").read_bytes(),
    "read another folder": lambda attempt: (attempt.outside / "other.md").read_bytes(),
    "list another folder": lambda attempt: list(attempt.outside.iterdir()),
    "read by a link": lambda attempt: (attempt.inside / "link.md").read_bytes(),
    "read the users": lambda _: Path("/etc/passwd").read_bytes(),
    "read the parent's environment": lambda attempt: Path(f"/proc/{attempt.parent}/environ").read_bytes(),
    "write beside the draft": lambda attempt: (attempt.inside / "new").write_bytes(b"new"),
    "write over the draft": lambda attempt: (attempt.inside / "draft.md").write_bytes(b"new"),
    "remove the draft": lambda attempt: (attempt.inside / "draft.md").unlink(),
    "write elsewhere": lambda attempt: (attempt.outside / "new").write_bytes(b"new"),
    "write to scratch": _write_to_scratch,
    "write a large file": lambda attempt: (attempt.scratch / "large").write_bytes(bytes(attempt.bounds.file + 1)),
    "internet": lambda _: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "internet 6": lambda _: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "local socket": lambda _: socket.socket(socket.AF_UNIX),
    "raw socket": lambda _: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "io_uring": lambda _: _call(_IO_URING, 1, ctypes.create_string_buffer(256)),
    "kill the parent": lambda attempt: os.kill(attempt.parent, signal.SIGKILL),
    "kill the parent's thread": lambda attempt: _call(_TGKILL, attempt.parent, attempt.parent, signal.SIGKILL),
    "trace the parent": lambda attempt: _call(_PTRACE, _ATTACH, attempt.parent, 0, 0),
    "signal itself": lambda _: os.kill(os.getpid(), 0),
    "python in a child": lambda _: _run(sys.executable, "-I", "-c", ""),
    "socket in a child": lambda _: _run(sys.executable, "-I", "-c", "import socket; socket.socket()"),
    "another program": lambda _: _run("/usr/bin/env"),
    "many files": _open_many,
    "memory": lambda attempt: bytearray(attempt.bounds.memory),
    "time": _loop,
}


@dataclass(frozen=True, slots=True)
class Trap:
    """Unpickled, it makes a file: what an attacker would answer to whoever reads pickles."""

    made: str

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self.made,)


def answer(given: object) -> object:
    """Whatever it was given."""
    return given


def lay_trap(path: str) -> object:
    """An answer that does something where it is read."""
    return Trap(path)
