"""Many jobs: worker processes, results in the order of the jobs, no two drafts in one file."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from releasefmt.model.findings import Finding, Severity, worst
from releasefmt.model.rules import finding
from releasefmt.pipeline import Done, Job, output_path, run, understand, warm_up
from releasefmt.reporting.result import Result
from releasefmt.system.brake import Brake
from releasefmt.system.leftovers import sweep
from releasefmt.system.recorder import recorded
from releasefmt.system.workers import Answer, Answered, Crew, Died, TimedOut, Untried

# Below this many drafts starting workers costs more than they save (WeasyPrint alone takes half a second to import).
_WORTH_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """How a batch goes: at most so many processes, so many seconds for a draft (in a process of its own, to be killed).

    With ``fail_fast`` nothing new is begun once a draft has a finding of severity ``failing``. ``counted`` is told of each
    draft as soon as it is done, whatever its turn.
    """

    workers: int = 1
    timeout: float | None = None
    fail_fast: bool = False
    failing: Severity = Severity.ERROR
    counted: Callable[[Done], None] = lambda _done: None


def run_all(jobs: Sequence[Job], terms: Terms, brake: Brake | None = None) -> Iterator[Done]:
    """Every job's outcome in the order of the jobs. A draft whose files another draft already claims is not built.

    Once the brake is pulled, what is under way is given up, and whatever is not done says so.
    """
    own = Brake() if brake is None else brake
    try:
        yield from _run_all(jobs, terms, own)
    finally:
        if brake is None:
            own.close()


def _run_all(jobs: Sequence[Job], terms: Terms, brake: Brake) -> Iterator[Done]:
    clashes = _clashes(jobs)
    clear = [index for index in range(len(jobs)) if index not in clashes]
    done: dict[int, Done] = {}
    for index, name in clashes.items():
        message = f"This draft would be written to the same file as “{name}”; it was not built."
        hint = "Give one of them another name, or set [output] name in releasefmt.toml."
        done[index] = _refused(jobs[index], finding("RF504", message, hint=hint))
    first_failed = ""
    if terms.fail_fast and clashes:
        first_failed = jobs[min(clashes)].draft.name
        brake.ease()
    said = 0
    for number, answer in _answers([jobs[index] for index in clear], terms, brake):
        index = clear[number]
        done[index] = outcome(jobs[index], answer, first_failed, stopped=brake.hard)
        terms.counted(done[index])
        if terms.fail_fast and not first_failed and _fails(done[index], terms.failing):
            first_failed = jobs[index].draft.name
            brake.ease()
        while said in done:
            yield done.pop(said)
            said += 1
    for index in range(said, len(jobs)):
        yield done.pop(index)


def _fails(done: Done, failing: Severity) -> bool:
    highest = worst(done.result.findings)
    return highest is not None and highest >= failing


def run_one(job: Job) -> Done:
    """One job; a defect of the program fails its draft alone, with what a report of it needs, and the others go on."""
    began = time.perf_counter()
    try:
        with recorded() as inputs:
            done = run(job)
        return replace(done, seconds=time.perf_counter() - began, inputs=tuple(sorted(inputs.items())))
    except Exception as error:  # noqa: BLE001 (whatever it is, it is said, and it must not cost the other drafts)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        message = f"releasefmt itself failed on this draft; nothing was written. {type(error).__name__}: {error}"
        hint = f"Please report it, if you can with the draft ({Path(frame.filename).name}, line {frame.lineno})."
        return Done(Result(job.draft.name, (), (finding("RF506", message, hint=hint),)))


def _answers(jobs: Sequence[Job], terms: Terms, brake: Brake) -> Iterator[tuple[int, Answer[Done]]]:
    """Index and answer of every job as they come in, from workers where they are worth it."""
    workers = min(terms.workers, len(jobs))
    if terms.timeout is None and (workers < 2 or len(jobs) < _WORTH_WORKERS):
        yield from _one_by_one(jobs, brake)
        return
    formats = tuple(dict.fromkeys(name for job in jobs for name in job.formats))
    setups = list({id(job.setup): job.setup for job in jobs}.values())

    def buried(process: int, index: int) -> None:
        sweep(_folder(jobs[index]), process)

    crew = Crew(run_one, max(1, workers), partial(warm_up, formats), setups, terms.timeout, buried)
    yield from crew.work(jobs, brake)


def _one_by_one(jobs: Sequence[Job], brake: Brake) -> Iterator[tuple[int, Answer[Done]]]:
    for index, job in enumerate(jobs):
        answer: Answer[Done] = Untried(begun=False)
        if not brake.soft:
            try:
                with brake.breakable():
                    answer = Answered(run_one(job))
            except KeyboardInterrupt:
                answer = Untried(begun=True)
        yield index, answer


def outcome(job: Job, answer: Answer[Done], first_failed: str, *, stopped: bool) -> Done:
    """What came of a job, in words where nobody is left to say it."""
    match answer:
        case Answered(value):
            return value
        case Died(code):
            message = f"The process that built this draft ended twice before it was done ({_cause(code)})."
            hint = "Is there enough memory for so many --jobs? If it happens again with --jobs 1, please report it."
            return _refused(job, finding("RF520", message, hint=hint))
        case TimedOut(seconds):
            message = f"This draft was given up twice after {seconds:g} seconds."
            hint = "Give it more time by --timeout, or look for a huge table or picture in it."
            return _refused(job, finding("RF521", message, hint=hint))
        case Untried() if stopped:
            hint = "Give the same command again to go on."
            return _refused(job, finding("RF522", "This draft was not built: you stopped the run.", hint=hint))
        case Untried():
            message = f"This draft was not tried, since “{first_failed}” failed."
            return _refused(job, finding("RF523", message, hint="Without --fail-fast all drafts are tried."))


def _cause(code: int) -> str:
    """An exit code of multiprocessing in words."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _refused(job: Job, said: Finding) -> Done:
    return Done(Result(job.draft.name, (), (said,)))


def _folder(job: Job) -> Path:
    return job.out if job.out is not None else job.draft.folder


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
        return (_folder(job) / job.draft.stem).absolute()
    release = understand(job).value
    return output_path(job, release, job.formats[0]).with_suffix("").absolute() if release is not None else None


def contested(jobs: Sequence[Job], outputs: Sequence[tuple[str, ...]]) -> set[int]:
    """Which of the drafts that need not be built, by their ``outputs``, have a file that one of the jobs would write."""
    claims = {claim for job in jobs if (claim := _claim(job)) is not None}
    return {
        index for index, paths in enumerate(outputs) if paths and Path(paths[0]).with_suffix("").absolute() in claims
    }
