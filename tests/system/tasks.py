"""Tasks for workers: spawned processes find them by their names."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


class House:
    """Equal to itself only, as a Setup's style is."""


@dataclass(frozen=True, slots=True)
class Task:
    """``mark`` is a file that tells a second try from the first."""

    what: str
    number: int
    mark: Path
    house: House


_seen: list[House] = []


def prepare() -> None:
    """Nothing to import."""


def unprepared() -> None:
    """A worker that never gets ready."""
    os._exit(3)


def perform(task: Task) -> tuple[int, int, int]:
    """Number, process, and how many houses this process has met."""
    if not any(task.house is house for house in _seen):
        _seen.append(task.house)
    first = not task.mark.exists()
    match task.what:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hang":
            time.sleep(600)
        case "die once" | "hang once" if first:
            task.mark.touch()
            if task.what == "hang once":
                time.sleep(600)
            os.kill(os.getpid(), signal.SIGKILL)
        case "tidy":
            task.mark.touch()
            try:
                time.sleep(600)
            finally:
                task.mark.unlink()
    return task.number, os.getpid(), len(_seen)
