"""``releasefmt verify``: finished PDFs measured, by themselves and against the draft that they were made from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from releasefmt.cli.options import Config, Format, ReportFormat, Strict, StyleName


def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Finished PDFs.")],
    *,
    draft: Annotated[
        str, typer.Option("--draft", metavar="DRAFT", help="The draft of the file; words and places are compared, too.")
    ] = "",
    config: Config = None,
    style: StyleName = "",
    strict: Strict = False,
    form: Format = ReportFormat.TEXT,
) -> None:
    """Measure finished PDFs: tags, order of reading, places, fonts, links, colours."""
    from releasefmt.cli.console import exit_code, say, say_json
    from releasefmt.cli.gather import gather
    from releasefmt.pipeline import verify as measured
    from releasefmt.reporting.json import report
    from releasefmt.reporting.result import Result
    from releasefmt.reporting.text import findings_as_text, summary
    from releasefmt.system.finished import read_finished

    gathered = gather([draft] if draft else [], config=config, style=style)
    failed = [*gathered.failed, Result("releasefmt", (), tuple(gathered.notes))]
    if draft and len(gathered.jobs) != 1:
        for result in failed:
            say(result)
        raise typer.Exit(exit_code(gathered.failed, gathered.notes, strict=strict) or 2)
    results = []
    for path in files:
        data = read_finished(path)
        found = data.findings if data.value is None else measured(data.value, gathered.jobs[0] if draft else None)
        results.append(Result(str(path), (), found))
    match form:
        case ReportFormat.JSON:
            say_json(report(results))
        case ReportFormat.TEXT:
            for result in results:
                if text := findings_as_text(result):
                    typer.echo(text)
            typer.echo(summary(results, "file"), err=True)
    raise typer.Exit(exit_code(results, (), strict=strict))
