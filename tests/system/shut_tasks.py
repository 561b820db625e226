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
    bounds: Bounds = Bounds()


def ready() -> None:
    """Nothing to import."""


def tried(attempt: Attempt) -> dict[str, str]:
    """By attempt “done”, or the error that it got."""
    attempt.scratch.mkdir()
    shut_in([attempt.inside], attempt.scratch, attempt.bounds)
    return {what: _tried(lambda name=what: _try(name, attempt)) for what in attempt.what}  # type: ignore[misc]


def _tried(work: Callable[[], None]) -> str:
    try:
        work()
    except (OSError, MemoryError, subprocess.CalledProcessError) as error:
        return type(error).__name__ if not isinstance(error, OSError) else os.strerror(error.errno or 0)
    return "done"


def _try(what: str, attempt: Attempt) -> None:
    match what:
        case "read the draft's folder":
            (attempt.inside / "draft.md").read_bytes()
        case "read another folder":
            (attempt.outside / "other.md").read_bytes()
        case "list another folder":
            os.listdir(attempt.outside)
        case "read by a link":
            (attempt.inside / "link.md").read_bytes()
        case "read the users":
            Path("/etc/passwd").read_bytes()
        case "read the parent's memory":
            Path(f"/proc/{attempt.parent}/environ").read_bytes()
        case "write beside the draft":
            (attempt.inside / "new").write_bytes(b"new")
        case "write over the draft":
            (attempt.inside / "draft.md").write_bytes(b"new")
        case "remove the draft":
            (attempt.inside / "draft.md").unlink()
        case "write elsewhere":
            (attempt.outside / "new").write_bytes(b"new")
        case "write to scratch":
            (attempt.scratch / "new").write_bytes(b"new")
            (attempt.scratch / "new").unlink()
        case "write a large file":
            (attempt.scratch / "large").write_bytes(bytes(attempt.bounds.file + 1))
        case "internet":
            socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        case "internet 6":
            socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        case "local socket":
            socket.socket(socket.AF_UNIX)
        case "raw socket":
            socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
        case "io_uring":
            _call(425, 1, ctypes.create_string_buffer(256))
        case "kill the parent":
            os.kill(attempt.parent, signal.SIGKILL)
        case "kill the parent's thread":
            _call(234 if os.uname().machine == "x86_64" else 131, attempt.parent, attempt.parent, signal.SIGKILL)
        case "signal itself":
            os.kill(os.getpid(), 0)
        case "trace the parent":
            _call(101 if os.uname().machine == "x86_64" else 117, 16, attempt.parent, 0, 0)
        case "socket in a child":
            script = "import socket; socket.socket()"
            subprocess.run([sys.executable, "-I", "-c", script], check=True, capture_output=True)
        case "python in a child":
            subprocess.run([sys.executable, "-I", "-c", ""], check=True, capture_output=True)
        case "another program":
            subprocess.run(["/usr/bin/env"], check=True, capture_output=True)
        case "many files":
            with contextlib.ExitStack() as stack:
                for _ in range(attempt.bounds.files):
                    stack.callback(os.close, os.dup(1))
        case "memory":
            bytearray(attempt.bounds.memory)
        case "time":
            while True:
                pass
        case _:
            raise ValueError(what)


def _call(*arguments: object) -> None:
    if libc().syscall(*arguments) == -1:
        raise OSError(ctypes.get_errno(), "")


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
