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
    from releasefmt.cli.console import exit_code, say, say_json
    from releasefmt.cli.gather import gather
    from releasefmt.pipeline import draw_up, understand
    from releasefmt.reporting.explain import as_table
    from releasefmt.reporting.explain import explain as explained
    from releasefmt.reporting.result import Result

    gathered = gather([draft], config=config, style=style, internal=internal)
    for result in gathered.failed:
        say(result)
    if gathered.notes:
        say(Result("releasefmt", (), tuple(gathered.notes)))
    results = list(gathered.failed)
    explanations = []
    for job in gathered.jobs:
        release = understand(job)
        findings = release.findings
        if release.value is not None:
            sheet = draw_up(job, release.value)
            findings += sheet.findings
            explanations.append(explained(job.draft.name, release.value, sheet.value[1].printed))
        results.append(Result(job.draft.name, (), findings))
    for explanation in explanations:
        match form:
            case ReportFormat.JSON:
                say_json(explanation.as_dict())
            case ReportFormat.TEXT:
                typer.echo(as_table(explanation))
    for result in results[len(gathered.failed) :]:
        say(result)
    raise typer.Exit(exit_code(results, gathered.notes, strict=False))
