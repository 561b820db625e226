"""``releasefmt explain``: each part that was found in a draft, with its rule and place."""

from __future__ import annotations

from typing import Annotated

import typer

from releasefmt.cli.options import Config, Format, Internal, InternalText, ReportFormat, StyleName


def explain(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft, or - for standard input.")],
    *,
    config: Config = None,
    style: StyleName = "",
    internal: InternalText = Internal.STOP,
    form: Format = ReportFormat.TEXT,
) -> None:
    """Say what was understood from a draft, by which rule and where it stands."""
    from releasefmt.batch import run_one
    from releasefmt.cli.console import exit_code, say, say_json
    from releasefmt.cli.gather import gather
    from releasefmt.reporting.explain import as_table
    from releasefmt.reporting.result import Result

    gathered = gather([draft], config=config, style=style, internal=internal)
    done = [run_one(job) for job in gathered.jobs]
    for explanation in (entry.explanation for entry in done if entry.explanation is not None):
        match form:
            case ReportFormat.JSON:
                say_json(explanation.as_dict())
            case ReportFormat.TEXT:
                typer.echo(as_table(explanation))
    results = gathered.failed + [entry.result for entry in done]
    for result in (*results, Result("releasefmt", (), tuple(gathered.notes))):
        say(result)
    raise typer.Exit(exit_code(results, gathered.notes, strict=False))
