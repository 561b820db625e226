"""One run of ``releasefmt build``: what is unchanged is kept, the rest is built, all is said in the order of the drafts."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from releasefmt import __version__
from releasefmt.cli.console import exit_code, not_begun, say, say_written
from releasefmt.cli.options import Internal
from releasefmt.cli.progress import Progress
from releasefmt.model.findings import Finding, Outcome, Severity, worst
from releasefmt.model.purpose import Purpose
from releasefmt.model.rules import finding
from releasefmt.reporting.json import batch_report, is_report
from releasefmt.reporting.result import Account, Counts, Result, Written
from releasefmt.reporting.text import summary
from releasefmt.system.brake import Brake
from releasefmt.system.drafts import Place
from releasefmt.system.manifest import Record
from releasefmt.system.output import OutputError, check_place, write_together
from releasefmt.system.scratch import sweep
from releasefmt.system.unchanged import Ledger, Options
from releasefmt.system.watching import look, wait_for_change

if TYPE_CHECKING:  # the pipeline takes longer to import than a run in which nothing is to be done
    from releasefmt.cli.gather import Gathered
    from releasefmt.pipeline import Done, Job

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""
_SAVING = 5.0  # seconds between two savings of what was built


@dataclass(frozen=True, slots=True)
class Order:
    """What ``build`` was told, but for the drafts."""

    formats: tuple[str, ...]
    out: Path | None
    config: Path | None
    style: str
    purpose: Purpose | None
    internal: Internal
    output_name: str
    jobs: int
    timeout: float | None
    fail_fast: bool
    report: Path | None
    strict: bool
    explain: bool
    quiet: bool
    force: bool
    overwrite: bool
    watch: bool
    sandbox: bool
    cluster: str

    @property
    def failing(self) -> Severity:
        return Severity.WARNING if self.strict else Severity.ERROR

    @property
    def least(self) -> Severity:
        return Severity.ERROR if self.quiet else Severity.INFO

    @property
    def options(self) -> Options:
        """What changes the files."""
        purpose = self.purpose.value if self.purpose else ""
        return Options(
            self.out, self.config, self.style, (*self.formats, purpose, self.internal.value, self.output_name)
        )


def keep_watch(order: Order, find: Callable[[], Outcome[tuple[Place, ...]]], brake: Brake) -> int:
    """Build, then build what has changed whenever something has, until Ctrl-C; the exit code."""

    def sources(places: Iterable[Place]) -> list[Path]:
        ledger = Ledger(order.options)
        return [path for place in places for path in ledger.sources(place)]

    again = False
    while True:
        found = find()
        before = look(sources(found.value))
        code = carry_out(order, found, brake, again=again)
        if brake.hard:
            return code
        # What has changed or come while others were built is built then; pictures are known only now.
        before = look(sources(found.value)) | before
        if not again:
            typer.echo("Waiting for changes; Ctrl-C ends.", err=True)
        if not wait_for_change(lambda: sources(find().value), before, brake):
            return 0
        order, again = replace(order, force=False), True
        brake.soft = False


def carry_out(order: Order, found: Outcome[tuple[Place, ...]], brake: Brake, *, again: bool = False) -> int:
    """The exit code. A draft that is named alone is always built; among several, those that are unchanged are kept.

    What is kept is said as well, but not ``again``.
    """
    lacking = _sandbox_lacks() if order.sandbox else ()
    if worst(lacking) is Severity.ERROR:
        say(Result("releasefmt", (), lacking))
        return 2
    places = found.value
    ledger = Ledger(order.options)
    # What lies beside drafts from anybody, the list of what was built as well, is not believed.
    noting = (len(places) > 1 or order.watch) and not order.sandbox
    skipping = noting and not order.force and not order.explain
    records = [ledger.unchanged(place) if skipping else None for place in places]
    kept = {place: record for place, record in zip(places, records, strict=True) if record is not None}
    notes: list[Finding] = [*lacking, *ledger.problems]
    accounts: list[Account] = []
    unset: list[Account] = []
    made_from = [place.path for place in places if place.path is not None]
    if len(kept) < len(places) or found.findings:
        gathered = _gathered(order, found, kept)
        made_from += _sources(gathered)
        accounts += [Account(result) for result in gathered.failed]
        unset = [Account(result) for result in gathered.unset]  # said once for all in the notes
        notes += gathered.notes
        results = _build(order, gathered, ledger if noting else None, brake)
        built = dict(zip(gathered.places, gathered.jobs, strict=True))
    else:
        results, built = iter(()), {}
    if order.report is not None:  # rather now than after an hour of building
        with _report_said():
            check_place(order.report, is_report, overwrite=order.overwrite, sources=made_from)
    if not again:
        notes = list(dict.fromkeys((*notes, *(note for record in kept.values() for note in record.notes))))
    for account in accounts:
        say(account.result, order.least)
    say(Result("releasefmt", (), tuple(notes)), order.least)
    accounts += unset
    with _cluster_said() if order.cluster else nullcontext():
        accounts += _in_turn(order, places, kept, built, results, again=again)
    return _conclude(order, accounts, notes, made_from, brake)


def _in_turn(
    order: Order,
    places: Sequence[Place],
    kept: Mapping[Place, Record],
    built: Mapping[Place, Job],
    results: Iterator[Account],
    *,
    again: bool,
) -> list[Account]:
    """What came of each draft in the order of the drafts, said as it comes; what is kept not ``again``."""
    accounts = []
    for place in places:
        if place in kept:
            account = _kept(order, place, kept[place])
            accounts.append(account)
            if not again:
                say_written(account.result)
                say(account.result, order.least)
        elif place in built:
            accounts.append(next(results))
    unsaved = tuple(results)  # runs to its end, where what was built is noted
    assert not unsaved
    return accounts


def _sandbox_lacks() -> tuple[Finding, ...]:
    from releasefmt.system.sandbox import lacking

    return lacking()


def _gathered(order: Order, found: Outcome[tuple[Place, ...]], kept: dict[Place, Record]) -> Gathered:
    """Jobs for all that is not kept; what is kept but contested by one of them is kept no longer."""
    from releasefmt.batch import contested
    from releasefmt.cli.gather import gather_places

    def gather_stale() -> Gathered:
        stale = tuple(place for place in found.value if place not in kept)
        return gather_places(
            replace(found, value=stale),
            config=order.config,
            style=order.style,
            purpose=order.purpose,
            formats=order.formats,
            out=order.out,
            internal=order.internal,
            output_name=order.output_name,
            overwrite=order.overwrite,
        )

    gathered = gather_stale()
    if not kept:
        return gathered
    paths = [
        tuple(str(_folder(order, place) / name) for _, name, *_ in record.outputs) for place, record in kept.items()
    ]
    lost = contested(gathered.jobs, paths)
    if not lost:
        return gathered
    for index, place in enumerate(tuple(kept)):
        if index in lost:
            del kept[place]
    return gather_stale()


def _folder(order: Order, place: Place) -> Path:
    assert place.path is not None
    return place.path.absolute().parent if order.out is None else order.out / place.below


def _build(order: Order, gathered: Gathered, ledger: Ledger | None, brake: Brake) -> Iterator[Account]:
    """Each job's account in turn, said as it comes, and noted in the ledger."""
    from releasefmt.batch import Terms, run_all
    from releasefmt.reporting.explain import as_table

    progress = Progress(len(gathered.jobs), quiet=order.quiet)

    def counted(_done: Done) -> None:
        progress.tick()

    terms = Terms(order.jobs, order.timeout, order.fail_fast, order.failing, counted, order.sandbox, order.cluster)
    saved = time.monotonic()
    try:
        for job, done in zip(gathered.jobs, run_all(gathered.jobs, terms, brake), strict=True):
            account = Account(done.result, done.pages, done.counts, done.seconds)
            if not not_begun(done.result):
                progress.clear()
                progress.say(account)
                say_written(done.result)
                say(done.result, order.least)
                if order.explain and done.explanation is not None:
                    typer.echo(as_table(done.explanation))
            if ledger is not None:
                _remember(ledger, gathered, job, done)
                if time.monotonic() - saved > _SAVING:
                    ledger.save()
                    saved = time.monotonic()
            yield account
    finally:
        progress.clear()
        if ledger is not None:
            say(Result("releasefmt", (), ledger.save()), order.least)


def _remember(ledger: Ledger, gathered: Gathered, job: Job, done: Done) -> None:
    result = done.result
    if worst(result.findings) is Severity.ERROR or job.draft.name == "standard input":
        return
    record = Record(
        "",
        "",
        {},
        tuple((entry.format, Path(entry.path).name, entry.sha256, entry.bytes) for entry in result.outputs),
        done.pages,
        None if done.counts is None else tuple(asdict(done.counts).values()),
        result.findings,
        gathered.said[id(job.setup)],
    )
    read = (*gathered.read[id(job.setup)].items(), *done.inputs)
    ledger.remember(job.draft, job.setup.file, record, read)


def _kept(order: Order, place: Place, record: Record) -> Account:
    folder = _folder(order, place)
    outputs = tuple(Written(form, str(folder / name), sha256, size) for form, name, sha256, size in record.outputs)
    counts = None if record.counts is None else Counts(*record.counts)
    return Account(Result(place.name, outputs, record.findings), record.pages, counts, unchanged=True)


def _sources(gathered: Gathered) -> list[Path]:
    from releasefmt.pipeline import sources

    return [source for job in gathered.jobs for source in sources(job)]


@contextmanager
def _report_said() -> Iterator[None]:
    """A report that cannot or must not be written is a wrong call."""
    try:
        yield
    except OutputError as error:
        say(Result("releasefmt", (), (finding(error.code, error.message, hint=error.hint),)))
        raise typer.Exit(2) from error


@contextmanager
def _cluster_said() -> Iterator[None]:
    """Without its cluster nothing is built: a wrong call."""
    from releasefmt.system.cluster import ClusterError

    try:
        yield
    except ClusterError as error:
        say(Result("releasefmt", (), (finding("RF525", error.message, hint=error.hint),)))
        raise typer.Exit(2) from error


def _conclude(
    order: Order, accounts: Sequence[Account], notes: Sequence[Finding], made_from: Collection[Path], brake: Brake
) -> int:
    """Report, summary, exit code."""
    results = [account.result for account in accounts]
    if order.report is not None:
        data = json.dumps(batch_report(__version__, accounts, notes), ensure_ascii=False, indent=2) + "\n"
        sweep([order.report.parent])
        with _report_said():
            # A name of a file may hold bytes that are no letters (PEP 383); JSON can say them as \udcff and the like.
            written = {order.report: data.encode("utf-8", "backslashreplace")}
            write_together(written, is_report, overwrite=order.overwrite, sources=made_from)
    begun = [account for account in accounts if not not_begun(account.result)]
    if not order.quiet and len(results) > 1:
        unchanged = sum(account.unchanged for account in begun)
        typer.echo(summary([account.result for account in begun], unchanged=unchanged), err=True)
    if len(begun) < len(results):
        why = "Give the same command again to go on." if brake.hard else "Without --fail-fast all drafts are tried."
        typer.echo(f"Stopped: {len(results) - len(begun)} of {len(results)} drafts were not built. {why}", err=True)
    return INTERRUPTED if brake.hard else exit_code(results, notes, strict=order.strict)
