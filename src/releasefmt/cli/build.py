"""``releasefmt build``: drafts to PDF and Word files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from releasefmt.cli.options import Config, Drafts, Internal, InternalText, PurposeName, Quiet, Strict, StyleName

FORMATS = ("pdf", "docx")


def _formats(value: str) -> tuple[str, ...]:
    """``pdf,docx`` in the order given, each once."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"“{value}” is not known; known are {' and '.join(FORMATS)}.")
    return names


def build(
    drafts: Drafts,
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
    strict: Strict = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was understood and by which rule.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build PDF and Word files from drafts."""
    import json

    from releasefmt.batch import run_all
    from releasefmt.cli.console import exit_code, say, say_written
    from releasefmt.cli.gather import gather
    from releasefmt.model.findings import Severity
    from releasefmt.reporting.explain import as_table
    from releasefmt.reporting.json import report as as_report
    from releasefmt.reporting.result import Result
    from releasefmt.reporting.text import summary
    from releasefmt.system.output import OutputError, write_atomically

    least = Severity.ERROR if quiet else Severity.INFO
    gathered = gather(
        drafts, config=config, style=style, purpose=purpose, formats=_formats(to), out=out, internal=internal
    )
    for result in gathered.failed:
        say(result, least)
    say(Result("releasefmt", (), tuple(gathered.notes)), least)
    results = [*gathered.failed, *gathered.unset]
    for done in run_all(gathered.jobs, jobs or os.cpu_count() or 1):
        results.append(done.result)
        say_written(done.result)
        say(done.result, least)
        if explain and done.explanation is not None:
            typer.echo(as_table(done.explanation))
    if report is not None:
        data = json.dumps(as_report(results), ensure_ascii=False, indent=2) + "\n"
        try:
            write_atomically(report, data.encode())
        except OutputError as error:
            typer.echo(f"releasefmt: error: {error.message} (RF501)", err=True)
            raise typer.Exit(2) from error
    if not quiet and len(results) > 1:
        typer.echo(summary(results), err=True)
    raise typer.Exit(exit_code(results, gathered.notes, strict=strict))
