"""Drafts from anybody: each is read and made in a process that is shut in, and what comes out of it is written here.

What such a process says is not believed: it comes as bytes and is decoded into the types below, without a pickle, and the name
of a file is made safe once more.
"""

from __future__ import annotations

import errno
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from releasefmt.made import decoded, encoded, finished, refused, safe
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.passes.naming import output_stem
from releasefmt.pipeline import Done, Job, Made, make, output_paths, understand, warm_up
from releasefmt.reporting.defect import defect
from releasefmt.system.brake import Brake
from releasefmt.system.sandbox import Bounds, shut_in
from releasefmt.system.workers import Answer, Answered, Crew, Died, TimedOut, Untried

TIMEOUT = 120.0
"""Seconds of the clock for one draft, where --timeout does not say otherwise."""

_NO_MEMORY = 74  # exit code
_LESS = "Make the draft or its pictures smaller, or build it without --sandbox if you trust it."


@dataclass(frozen=True, slots=True)
class Shut:
    """A job for a process that shuts itself in; ``scratch`` is the one folder where that process may write."""

    job: Job
    scratch: Path
    bounds: Bounds


def build_shut_in(
    jobs: Sequence[Job], workers: int, timeout: float | None, brake: Brake, bounds: Bounds | None = None
) -> Iterator[tuple[int, Answer[Done]]]:
    """Index and answer of every job as they come in, as ``Crew.work`` gives them; files are written by this process."""
    limits = bounds or Bounds()
    formats = tuple(dict.fromkeys(name for job in jobs for name in job.formats))
    with tempfile.TemporaryDirectory(prefix="releasefmt-") as folder:
        tasks = _tasks(jobs, folder, limits)
        crew = Crew(
            made_shut_in,
            max(1, workers),
            partial(warm_up, formats),
            _setups(jobs),
            timeout or TIMEOUT,
            tries=1,
            once=True,
            foreign=True,
        )
        for index, answer in crew.work(tasks, brake):
            yield index, _answer(jobs[index], answer, limits)


def names_shut_in(
    jobs: Sequence[Job], workers: int, timeout: float | None, brake: Brake, bounds: Bounds | None = None
) -> dict[int, str | Finding]:
    """By index the names of files that cannot be told without reading the draft, or why one cannot be told.

    Empty where the draft cannot be understood; why, it says when it is built.
    """
    limits = bounds or Bounds()
    asking = [index for index, job in enumerate(jobs) if job.formats and not output_paths(job)]
    names: dict[int, str | Finding] = {}
    if not asking:
        return names
    asked = [jobs[index] for index in asking]
    with tempfile.TemporaryDirectory(prefix="releasefmt-") as folder:
        tasks = _tasks(asked, folder, limits)
        crew = Crew(
            named_shut_in,
            max(1, workers),
            _unprepared,
            _setups(asked),
            timeout or TIMEOUT,
            tries=1,
            once=True,
            foreign=True,
        )
        for number, answer in crew.work(tasks, brake):
            match answer:
                case Answered(value):
                    said = decoded(value)
                    names[asking[number]] = _not_believed() if said is None else safe(said.made.stem)
                case Died(code):
                    names[asking[number]] = died(code, limits)
                case TimedOut(seconds):
                    names[asking[number]] = _late(seconds)
                case Untried():  # the brake was pulled: nothing is built either
                    continue
    return names


def _answer(job: Job, answer: Answer[bytes], bounds: Bounds) -> Answer[Done]:
    match answer:
        case Answered(value):
            return Answered(finished(job, value, _not_believed()))
        case Died(code):
            return Answered(refused(job, died(code, bounds)))
        case TimedOut(seconds):
            return Answered(refused(job, _late(seconds)))
        case Untried():
            return answer


def made_shut_in(task: Shut) -> bytes:
    """In the process: what the job has become."""
    return _shut_in(task, lambda: make(task.job))


def named_shut_in(task: Shut) -> bytes:
    """In the process: the name of the job's files alone."""
    return _shut_in(task, lambda: _named(task.job))


def _named(job: Job) -> Made:
    release = understand(job).value
    return Made(
        (), stem="" if release is None else output_stem(job.setup.letterhead.output.name, job.draft.stem, release)
    )


def died(code: int, bounds: Bounds) -> Finding:
    """Why a process that was shut in ended without an answer, by its exit code as in ``Process.exitcode``."""
    if code == -signal.SIGXCPU:
        return _exceeded(f"more than {bounds.seconds} seconds of the processor")
    if code == _NO_MEMORY:
        return _exceeded(f"more than {_megabytes(bounds.memory)} of memory")
    said = signal.Signals(-code).name if -code in signal.valid_signals() else f"exit code {code}"
    message = f"The process that built this draft in the sandbox died ({said}), probably for want of memory"
    return finding("RF516", f"{message}: it may have {_megabytes(bounds.memory)}.", hint=_LESS)


def _exceeded(what: str) -> Finding:
    return finding("RF516", f"This draft was given up in the sandbox: it took {what}.", hint=_LESS)


def _late(seconds: float) -> Finding:
    message = f"This draft was given up in the sandbox: it took more than {seconds:g} seconds."
    return finding("RF516", message, hint="Give it more time by --timeout, or look for a huge table or picture in it.")


def _megabytes(count: int) -> str:
    return f"{count // 1_000_000} MB"


def _shut_in(task: Shut, work: Callable[[], Made]) -> bytes:
    job, bounds = task.job, task.bounds
    _fall_silent()
    folders = [job.draft.folder.absolute(), *((job.setup.folder.absolute(),) if job.setup.folder else ())]
    try:
        task.scratch.mkdir()
        shut_in(folders, task.scratch, bounds)
    except OSError as error:
        message = f"This system does not let a process shut itself in ({error.strerror}); the draft was not built."
        return encoded(
            Made((finding("RF515", message, hint="Container settings may forbid it; see SECURITY.md."),)), 0.0
        )
    began = time.perf_counter()
    try:
        made = work()
    except MemoryError:  # too late for an answer: there may be no memory for that either
        os._exit(_NO_MEMORY)
    except OSError as error:
        large = error.errno == errno.EFBIG
        made = Made((_exceeded(f"a file of more than {_megabytes(bounds.file)}") if large else defect(error),))
    except Exception as error:  # noqa: BLE001 (as in batch.run_one)
        made = Made((defect(error),))
    return encoded(made, time.perf_counter() - began)


def _fall_silent() -> None:
    """What libraries print when memory ends is nothing for users; the parent says it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _not_believed() -> Finding:
    message = "The process that built this draft in the sandbox gave an answer that is none; nothing was written."
    return finding("RF516", message, hint="The draft may be an attack on releasefmt; please report it.")


def _tasks(jobs: Sequence[Job], folder: str, bounds: Bounds) -> list[Shut]:
    return [Shut(job, Path(folder, str(number)), bounds) for number, job in enumerate(jobs)]


def _setups(jobs: Sequence[Job]) -> list[object]:
    return list({id(job.setup): job.setup for job in jobs}.values())


def _unprepared() -> None:
    """Nothing beyond what this module imports."""
