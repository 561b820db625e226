"""What one more Word file costs in a process that has made some already, stage by stage, in milliseconds of CPU."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from releasefmt.cli.gather import gather
from releasefmt.pipeline import Job, draw_up, understand
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets

T = TypeVar("T")

BEFORE = 5
"""Releases until everything is loaded."""
RUNS = 100


@dataclass(frozen=True, slots=True)
class Stages:
    """Medians of ``RUNS`` in ms of CPU; ``hundred`` is all of these runs in seconds, ``size`` the file's in bytes."""

    reading: float
    drawing_up: float
    writing: float
    hundred: float
    size: int


def word_file(draft: Path) -> Stages:
    """A draft with the releasefmt.toml beside it, from bytes to the bytes of its Word file, without the disk."""
    (job,) = gather([str(draft)], config=None, style="", formats=("docx",)).jobs
    for _ in range(BEFORE):
        _once(job)
    taken, sizes = zip(*(_once(job) for _ in range(RUNS)), strict=True)
    reading, drawing_up, writing = (statistics.median(stage) * 1000 for stage in zip(*taken, strict=True))
    return Stages(reading, drawing_up, writing, sum(map(sum, taken)), sizes[-1])


def _once(job: Job) -> tuple[tuple[float, float, float], int]:
    """Seconds of each stage, and the file's bytes."""
    reading, release = _timed(lambda: understand(job).value)
    assert release is not None
    drawing, drawn = _timed(lambda: draw_up(job, release).value)
    writing, word = _timed(lambda: load("docx")(drawn[0], FolderAssets()).value)
    assert word is not None
    return (reading, drawing, writing), len(word)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    made = work()
    return time.process_time() - begin, made
