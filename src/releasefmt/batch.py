"""Many jobs: worker processes, results in the order of the jobs, no two drafts in one file."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from releasefmt.model.rules import finding
from releasefmt.pipeline import Done, Job, output_path, run, understand
from releasefmt.reporting.result import Result

# Below this many drafts starting workers costs more than they save (WeasyPrint alone takes half a second to import).
_WORTH_WORKERS = 4


def run_all(jobs: Sequence[Job], workers: int) -> Iterator[Done]:
    """Every job's outcome in the order of the jobs. A draft whose files another draft already claims is not built."""
    clashes = _clashes(jobs)
    clear = [job for index, job in enumerate(jobs) if index not in clashes]
    done = _run_clear(clear, workers)
    for index, job in enumerate(jobs):
        if index in clashes:
            message = f"This draft would be written to the same file as “{clashes[index]}”; it was not built."
            hint = "Give one of them another name, or set [output] name in releasefmt.toml."
            yield Done(Result(job.draft.name, (), (finding("RF504", message, hint=hint),)))
        else:
            yield next(done)


def run_one(job: Job) -> Done:
    """One job; a defect of the program fails its draft alone, with what a report of it needs, and the others go on."""
    try:
        return run(job)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is said, and it must not cost the other drafts)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        message = f"releasefmt itself failed on this draft; nothing was written. {type(error).__name__}: {error}"
        hint = f"Please report it, if you can with the draft ({Path(frame.filename).name}, line {frame.lineno})."
        return Done(Result(job.draft.name, (), (finding("RF506", message, hint=hint),)))


def _run_clear(jobs: Sequence[Job], workers: int) -> Iterator[Done]:
    workers = min(workers, len(jobs))
    if workers < 2 or len(jobs) < _WORTH_WORKERS:
        yield from map(run_one, jobs)
        return
    # spawn: a worker starts clean on every system, with nothing half-held from the parent's threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(run_one, jobs, chunksize=max(1, len(jobs) // (workers * 8)))


def _clashes(jobs: Sequence[Job]) -> dict[int, str]:
    """Index of each job whose output an earlier one has, with that one's name."""
    claimed: dict[Path, str] = {}
    clashes: dict[int, str] = {}
    for index, job in enumerate(jobs):
        path = _claim(job)
        if path is None:
            continue
        if path in claimed:
            clashes[index] = claimed[path]
        else:
            claimed[path] = job.draft.name
    return clashes


def _claim(job: Job) -> Path | None:
    """The path that a job's files share but for their ending; None where nothing would be written."""
    if not job.formats:
        return None
    if job.setup.letterhead.output.name == "{stem}":
        folder = job.out if job.out is not None else job.draft.folder
        return (folder / job.draft.stem).absolute()
    release = understand(job).value
    return output_path(job, release, job.formats[0]).with_suffix("").absolute() if release is not None else None
