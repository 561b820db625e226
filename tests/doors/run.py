"""The hostile corpus in one process under strace."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.doors.trace import TRACED, Seen, read
from tests.gates.workspace import PROJECT

_PERFORM = "import sys; from pathlib import Path; from tests.doors.run import perform; perform(Path(sys.argv[1]), sys.argv[2:])"


def traced(names: Sequence[str], *, cold: bool = False) -> Seen:
    """Every case whose name begins with one of ``names``, or all; whether its answer is right, tests.hostile says."""
    with tempfile.TemporaryDirectory(prefix="doors-") as folder:
        log, cases = Path(folder).resolve() / "log", Path(folder).resolve() / "cases"
        log.mkdir()
        cases.mkdir()
        under_strace([_PERFORM, str(cases), "cold" if cold else "warm", *names], log)
        return read(log, cases)


def under_strace(script: Sequence[str], log: Path) -> None:
    """A Python script with its arguments, traced into ``log/trace.PID``."""
    options = ["-ff", "--seccomp-bpf", "-y", "-qq", "-s", "4096", "-e", f"trace={TRACED}", "-o", str(log / "trace")]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    subprocess.run(["strace", *options, sys.executable, "-c", *script], check=True, cwd=PROJECT, env=environment)


def perform(root: Path, arguments: Sequence[str]) -> None:
    """What runs under strace: each case once; ``arguments`` are “cold” or “warm” and beginnings of names."""
    from tests.hostile.corpus import corpus
    from tests.hostile.run import preload, run

    warmth, *names = arguments
    preload(root / "warm")
    for number, case in enumerate(corpus()):
        if names and not case.key.startswith(tuple(names)):
            continue
        folder = root / f"{number:03}"
        case.make(folder)
        run(["build", *case.options, *case.arguments], folder / "in", cold=warmth == "cold")
