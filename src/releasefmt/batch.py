"""Many jobs: worker processes, results in the order of the jobs, no two drafts in one file."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from releasefmt.made import refused
from releasefmt.model.findings import Finding, Severity, worst
from releasefmt.model.rules import finding
from releasefmt.passes.naming import same_name_key
from releasefmt.pipeline import Done, Job, output_paths, paths_of, run, sources, understand, warm_up
from releasefmt.reporting.defect import defect
from releasefmt.reporting.result import Result
from releasefmt.system.brake import Brake
from releasefmt.system.output import OutputError, folder_identity, identities, refuse_sources
from releasefmt.system.recorder import recorded
from releasefmt.system.scratch import sweep
from releasefmt.system.workers import Answer, Answered, Crew, Died, TimedOut, Untried

# Below this many drafts starting workers costs more than they save (WeasyPrint alone takes half a second to import).
_WORTH_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """How a batch goes: at most so many processes, so many seconds for a draft (in a process of its own, to be killed).

    With ``fail_fast`` nothing new is begun once a draft has a finding of severity ``failing``. ``counted`` is told of each
    draft as soon as it is done, whatever its turn. With ``sandbox`` each draft is read and built in a process that is shut in.
    ``cluster`` is the address of a Dask scheduler whose workers are taken instead of processes here.
    """

    workers: int = 1
    timeout: float | None = None
    fail_fast: bool = False
    failing: Severity = Severity.ERROR
    counted: Callable[[Done], None] = lambda _done: None
    sandbox: bool = False
    cluster: str = ""


def run_all(jobs: Sequence[Job], terms: Terms, brake: Brake | None = None) -> Iterator[Done]:
    """Every job's outcome in the order of the jobs.

    Of drafts that would be written to the same file none is built, and none over a file that any of them is made from; all
    that is known before the first file is written. What killed runs left in the folders is swept away. Once the brake is
    pulled, what is under way is given up, and whatever is not done says so.
    """
    own = Brake() if brake is None else brake
    try:
        yield from _run_all(jobs, terms, own)
    finally:
        if brake is None:
            own.close()


def _run_all(jobs: Sequence[Job], terms: Terms, brake: Brake) -> Iterator[Done]:
    named = None
    if terms.sandbox:
        from releasefmt.sandboxed import names_shut_in

        named = names_shut_in(jobs, terms.workers, terms.timeout, brake)
    refusals = _refusals(jobs, named)
    sweep(job.folder for job in jobs if job.formats)
    clear = [index for index in range(len(jobs)) if index not in refusals]
    done = {index: refused(jobs[index], said) for index, said in refusals.items()}
    first_failed = ""
    if terms.fail_fast and refusals:
        first_failed = jobs[min(refusals)].draft.name
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
        return Done(Result(job.draft.name, (), (defect(error),)))


def _answers(jobs: Sequence[Job], terms: Terms, brake: Brake) -> Iterator[tuple[int, Answer[Done]]]:
    """Index and answer of every job as they come in, from workers where they are worth it."""
    if terms.cluster:
        from releasefmt.clustered import build_on_cluster

        yield from build_on_cluster(jobs, terms.cluster, brake)
        return
    workers = min(terms.workers, len(jobs))
    if terms.sandbox:
        from releasefmt.sandboxed import build_shut_in

        yield from build_shut_in(jobs, workers, terms.timeout, brake)
        return
    if terms.timeout is None and (workers < 2 or len(jobs) < _WORTH_WORKERS):
        yield from _one_by_one(jobs, brake)
        return
    formats = tuple(dict.fromkeys(name for job in jobs for name in job.formats))
    setups = list({id(job.setup): job.setup for job in jobs}.values())

    def buried(_process: int, index: int) -> None:
        sweep([jobs[index].folder])

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
            return refused(job, finding("RF520", message, hint=hint))
        case TimedOut(seconds):
            message = f"This draft was given up twice after {seconds:g} seconds."
            hint = "Give it more time by --timeout, or look for a huge table or picture in it."
            return refused(job, finding("RF521", message, hint=hint))
        case Untried() if stopped:
            hint = "Give the same command again to go on."
            return refused(job, finding("RF522", "This draft was not built: you stopped the run.", hint=hint))
        case Untried():
            message = f"This draft was not tried, since “{first_failed}” failed."
            return refused(job, finding("RF523", message, hint="Without --fail-fast all drafts are tried."))


def _cause(code: int) -> str:
    """An exit code of multiprocessing in words."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _refusals(jobs: Sequence[Job], named: Mapping[int, str | Finding] | None) -> dict[int, Finding]:
    """Index of each job that must not be built, with the reason.

    ``named`` are the names of those whose names need the draft, where drafts are not to be read here, or why there is none.
    """
    unnamed = {index: name for index, name in (named or {}).items() if isinstance(name, Finding)}
    paths = [_claims(job, None if named is None else named.get(index, "")) for index, job in enumerate(jobs)]
    claimed: dict[object, list[int]] = {}
    for index, claims in enumerate(paths):
        for path in claims:
            claimed.setdefault(_place(path), []).append(index)
    made_from = identities(source for job in jobs if job.formats for source in sources(job))
    refused = dict(unnamed)
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


def _claims(job: Job, named: str | Finding | None = None) -> tuple[Path, ...]:
    """The files that a job would write.

    A name that needs the draft is found by reading it, unless ``named`` says that name, or why there is none.
    """
    if not job.formats:
        return ()
    paths = output_paths(job)
    if not paths and named is None:
        release = understand(job).value
        paths = output_paths(job, release) if release is not None else {}
    elif not paths and isinstance(named, str) and named:
        paths = paths_of(job, named)
    return tuple(paths.values())


def _place(path: Path) -> object:
    """Equal for paths that one file system or another takes for one: the folder as the system knows it, the name by its letters."""
    return folder_identity(path.parent), same_name_key(path.name)


def contested(jobs: Sequence[Job], outputs: Sequence[tuple[str, ...]]) -> set[int]:
    """Which of the drafts that need not be built, by their ``outputs``, have a file that one of the jobs would write."""
    claimed = {_place(path) for job in jobs for path in _claims(job)}
    return {index for index, paths in enumerate(outputs) if any(_place(Path(path)) in claimed for path in paths)}
