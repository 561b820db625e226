"""A process shuts itself in: little time and memory, no network, no files but those that its draft needs.

For drafts from anybody (``build --sandbox``). The limits are the kernel's, so that they hold as well for the C and Rust
libraries that read pictures and set type, and whatever an attacker could make of them.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.system.config import PACKAGE, styles_folder
from releasefmt.system.landlock import keep_to, landlock_version
from releasefmt.system.seccomp import has_filter, refuse_calls, renounce_privileges

_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
_FACTS = ("/usr/share/zoneinfo", "/usr/share/locale", "/etc/localtime", "/dev/urandom", "/dev/null")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one process: seconds of the processor, bytes of addresses, bytes of a file, open files."""

    seconds: int = 60
    memory: int = 2_000_000_000
    file: int = 50_000_000
    files: int = 128


def lacking() -> tuple[Finding, ...]:
    """What this system cannot give to a sandbox; an error where drafts must not be built in it at all."""
    if not has_filter():
        message = "This system cannot keep a process from the network; with --sandbox nothing is built here."
        hint = "The sandbox needs Linux with seccomp on x86-64 or ARM (aarch64)."
        return (finding("RF515", message, hint=hint),)
    if not landlock_version():
        message = (
            "This system cannot keep a process from files that are not its draft's; the rest of the sandbox holds."
        )
        hint = "Files are kept closed by Landlock, from Linux 5.13 on where it is switched on; or use a container."
        return (finding("RF517", message, hint=hint),)
    return ()


def shut_in(folders: Iterable[Path], scratch: Path, bounds: Bounds) -> None:
    """From now on this process reads below ``folders`` and what it is made of, and writes below ``scratch``, nothing else.

    No way leads back. OSError where the system does not allow it: then nothing of a draft may be touched.
    """
    tempfile.tempdir = str(scratch)
    os.environ["TMPDIR"] = str(scratch)
    renounce_privileges()
    if landlock_version():
        keep_to([*folders, *_own_folders()], _programs(), [scratch])
    refuse_calls()
    _limit(bounds)


def _limit(bounds: Bounds) -> None:
    import resource

    for limit, most in (
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_AS, bounds.memory),
        (resource.RLIMIT_FSIZE, bounds.file),
        (resource.RLIMIT_NOFILE, bounds.files),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # One second more before the kernel kills without a reason: the signal before that one names the limit.
        over = 1 if limit == resource.RLIMIT_CPU and held != hard else 0
        resource.setrlimit(limit, (held, held + over))


def _own_folders() -> list[Path]:
    """What releasefmt itself, its libraries and its typefaces are read from."""
    names = sysconfig.get_paths()
    folders = [PACKAGE, styles_folder(), *(Path(names[key]) for key in ("stdlib", "platstdlib", "purelib", "platlib"))]
    # Of the rest of the path some is where the user happens to stand.
    folders += [Path(entry) for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    folders += [Path(sys.prefix, "pyvenv.cfg"), *map(Path, _FACTS)]
    configuration = os.environ.get("FONTCONFIG_FILE")
    if configuration:  # with fontconfig's cache beside it
        folders.append(Path(configuration).parent)
    return folders


def _programs() -> list[Path]:
    """The interpreter, which draws costly SVG in a process of its own, and the libraries of the system."""
    return [Path(sys.executable).resolve(), *map(Path, _SYSTEM)]
