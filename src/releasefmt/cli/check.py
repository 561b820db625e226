"""``releasefmt check``: every finding that the stages have, without writing a file."""

from __future__ import annotations

import typer

from releasefmt.cli.options import (
    Config,
    Drafts,
    Format,
    Internal,
    InternalText,
    PurposeName,
    ReportFormat,
    Strict,
    StyleName,
)


def check(
    drafts: Drafts,
    *,
    config: Config = None,
    style: StyleName = "",
    purpose: PurposeName = None,
    internal: InternalText = Internal.STOP,
    strict: Strict = False,
    form: Format = ReportFormat.TEXT,
) -> None:
    """Look for mistakes without building anything."""
    from releasefmt.batch import run_one
    from releasefmt.cli.console import exit_code, say_json
    from releasefmt.cli.gather import gather
    from releasefmt.reporting.json import report
    from releasefmt.reporting.result import Result
    from releasefmt.reporting.text import findings_as_text, summary

    gathered = gather(drafts, config=config, style=style, purpose=purpose, internal=internal)
    results = gathered.failed + [run_one(job).result for job in gathered.jobs]
    code = exit_code(results, gathered.notes, strict=strict)
    said = [*results, Result("releasefmt", (), tuple(gathered.notes))] if gathered.notes else results
    match form:
        case ReportFormat.JSON:
            say_json(report(said))
        case ReportFormat.TEXT:
            for result in said:
                if text := findings_as_text(result):
                    typer.echo(text)
            typer.echo(summary(results), err=True)
    raise typer.Exit(code)
