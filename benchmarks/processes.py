"""What a command costs: processor time, time on the clock and memory, its children included."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu`` (user and system) and ``wall`` in seconds, ``peak`` the largest process's memory in MiB."""

    cpu: float
    wall: float
    peak: float


class FailedError(Exception):
    """A command did not end well; the message is what it said last."""


def cost(command: Sequence[str], folder: Path | None = None, path: Sequence[Path] = ()) -> Cost:
    """Of one run in ``folder``, with the folders ``path`` before those in which programs are looked for."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise FailedError(f"{Path(command[0]).name}: {said.decode(errors='replace').strip()[-300:]}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, usage.ru_maxrss / 1024)


def _environment(path: Sequence[Path]) -> Mapping[str, str]:
    """Without the switch that keeps Python from caching compiled modules: users have that cache."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PATH": os.pathsep.join((*map(str, path), kept.get("PATH", os.defpath)))}


def medians(contenders: Mapping[str, Callable[[], Cost]], runs: int = RUNS) -> dict[str, Cost]:
    """Of each contender's runs, taken in turns after one that warms the disk's cache: a busy moment meets them all."""
    for run in contenders.values():
        run()
    taken: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, run in contenders.items():
            taken[name].append(run())
    return {
        name: Cost(
            statistics.median(each.cpu for each in costs),
            statistics.median(each.wall for each in costs),
            max(each.peak for each in costs),
        )
        for name, costs in taken.items()
    }


def total(commands: Sequence[Sequence[str]], folder: Path | None = None, path: Sequence[Path] = ()) -> Cost:
    """Of several commands one after the other."""
    costs = [cost(command, folder, path) for command in commands]
    return Cost(sum(each.cpu for each in costs), sum(each.wall for each in costs), max(each.peak for each in costs))
