"""Many jobs: worker processes, results in the order of the jobs, no two drafts in one file."""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.passes.naming import same_name_key
from releasefmt.pipeline import Done, Job, output_paths, run, sources, understand
from releasefmt.reporting.result import Result
from releasefmt.system.output import OutputError, folder_identity, identities, refuse_sources
from releasefmt.system.scratch import sweep

# Below this many drafts starting workers costs more than they save (WeasyPrint alone takes half a second to import).
_WORTH_WORKERS = 4


def run_all(jobs: Sequence[Job], workers: int) -> Iterator[Done]:
    """Every job's outcome in the order of the jobs.

    Of drafts that would be written to the same file none is built, and none over a file that any of them is made from; all
    that is known before the first file is written. What killed runs left in the folders is swept away.
    """
    refused = _refused(jobs)
    sweep(job.out if job.out is not None else job.draft.folder for job in jobs if job.formats)
    done = _run_clear([job for index, job in enumerate(jobs) if index not in refused], workers)
    for index, job in enumerate(jobs):
        if index in refused:
            yield Done(Result(job.draft.name, (), (refused[index],)))
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
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_stay_no_longer_than_parent) as pool:
        yield from pool.map(run_one, jobs, chunksize=max(1, len(jobs) // (workers * 8)))


def _stay_no_longer_than_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _refused(jobs: Sequence[Job]) -> dict[int, Finding]:
    """Index of each job that must not be built, with the reason."""
    paths = [_claims(job) for job in jobs]
    claimed: dict[object, list[int]] = {}
    for index, claims in enumerate(paths):
        for path in claims:
            claimed.setdefault(_place(path), []).append(index)
    made_from = identities(source for job in jobs if job.formats for source in sources(job))
    refused: dict[int, Finding] = {}
    for index, claims in enumerate(paths):
        for path in claims:
            others = [jobs[other].draft.name for other in claimed[_place(path)] if other != index]
            if others:
                refused.setdefault(index, _same_output(others))
        try:
            for path in claims:
                refuse_sources(path, made_from)
        except OutputError as error:
            refused.setdefault(index, finding(error.code, error.message, hint=error.hint))
    return refused


def _same_output(others: list[str]) -> Finding:
    rest = f" and {len(others) - 1} more" if len(others) > 1 else ""
    none = "none of them" if rest else "neither"
    return finding(
        "RF504",
        f"This draft would be written to the same file as “{others[0]}”{rest}; {none} was built.",
        hint="Give one of them another name, or set [output] name in releasefmt.toml.",
    )


def _claims(job: Job) -> tuple[Path, ...]:
    """The files that a job would write."""
    if not job.formats:
        return ()
    paths = output_paths(job)
    if not paths:
        release = understand(job).value
        paths = output_paths(job, release) if release is not None else {}
    return tuple(paths.values())


def _place(path: Path) -> object:
    """Equal for paths that one file system or another takes for one: the folder as the system knows it, the name by its letters."""
    return folder_identity(path.parent), same_name_key(path.name)
