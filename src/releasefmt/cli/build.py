"""``releasefmt build``: drafts to PDF and Word files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from releasefmt.cli.options import (
    Config,
    Internal,
    InternalText,
    ListedDrafts,
    Null,
    PurposeName,
    Quiet,
    Strict,
    StyleName,
)

if TYPE_CHECKING:
    from releasefmt.model.findings import Outcome

FORMATS = ("pdf", "docx")
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


def _formats(value: str) -> tuple[str, ...]:
    """``pdf,docx`` in the order given, each once."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"“{value}” is not known; known are {' and '.join(FORMATS)}.")
    return names


def _listed(drafts: list[str], *, null: bool) -> Outcome[tuple[str, ...]]:
    """Paths from standard input where -0 asks for them."""
    from releasefmt.model.findings import Outcome
    from releasefmt.system.inputs import paths_from

    if not null:
        if not drafts:
            raise typer.BadParameter("Name a draft, a folder, a pattern or a list.", param_hint="DRAFT...")
        return Outcome(())
    if "-" in drafts:
        raise typer.BadParameter("With -0 standard input holds paths and cannot be a draft as well.", param_hint="-0")
    return paths_from(sys.stdin.buffer)


def build(
    drafts: ListedDrafts = None,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="pdf, docx or both, parted by a comma.")
    ] = "pdf,docx",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder for the files; default: beside the draft.")
    ] = None,
    config: Config = None,
    style: StyleName = "",
    purpose: PurposeName = None,
    internal: InternalText = Internal.STOP,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Processes for many drafts; default: one per core.")
    ] = 0,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write what happened to FILE as JSON.")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="Give a draft up that takes longer; default: never."),
    ] = None,
    null: Null = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast/--keep-going", help="Stop at the first draft that fails; default: go on.")
    ] = False,
    strict: Strict = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was understood and by which rule.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build PDF and Word files from drafts."""
    import json

    from releasefmt.batch import Terms, run_all
    from releasefmt.cli.console import exit_code, not_begun, say, say_written
    from releasefmt.cli.gather import gather
    from releasefmt.model.findings import Severity
    from releasefmt.reporting.explain import as_table
    from releasefmt.reporting.json import report as as_report
    from releasefmt.reporting.result import Result
    from releasefmt.reporting.text import summary
    from releasefmt.system.brake import on_interrupt
    from releasefmt.system.output import OutputError, write_atomically

    if timeout is not None and not timeout > 0:
        raise typer.BadParameter("A draft needs more than 0 seconds.", param_hint="--timeout")
    listed = _listed(drafts or [], null=null)
    least = Severity.ERROR if quiet else Severity.INFO
    gathered = gather(
        drafts or [],
        config=config,
        style=style,
        purpose=purpose,
        formats=_formats(to),
        out=out,
        internal=internal,
        listed=listed.value,
    )
    gathered.failed[:0] = [Result("standard input", (), (entry,)) for entry in listed.findings]
    for result in gathered.failed:
        say(result, least)
    say(Result("releasefmt", (), tuple(gathered.notes)), least)
    results = list(gathered.failed)
    terms = Terms(
        workers=jobs or os.cpu_count() or 1,
        timeout=timeout,
        fail_fast=fail_fast,
        failing=Severity.WARNING if strict else Severity.ERROR,
    )
    with on_interrupt() as brake:
        for done in run_all(gathered.jobs, terms, brake):
            results.append(done.result)
            if not_begun(done.result):
                continue
            say_written(done.result)
            say(done.result, least)
            if explain and done.explanation is not None:
                typer.echo(as_table(done.explanation))
        stopped = brake.hard
    if report is not None:
        data = json.dumps(as_report(results), ensure_ascii=False, indent=2) + "\n"
        try:
            write_atomically(report, data.encode())
        except OutputError as error:
            typer.echo(f"releasefmt: error: {error.message} (RF501)", err=True)
            raise typer.Exit(2) from error
    begun = [result for result in results if not not_begun(result)]
    if not quiet and len(results) > 1:
        typer.echo(summary(begun), err=True)
    if len(begun) < len(results):
        why = "Give the same command again to go on." if stopped else "Without --fail-fast all drafts are tried."
        typer.echo(f"Stopped: {len(results) - len(begun)} of {len(results)} drafts were not built. {why}", err=True)
    raise typer.Exit(INTERRUPTED if stopped else exit_code(results, gathered.notes, strict=strict))
