"""``releasefmt verify``: finished PDFs measured, by themselves and against their draft; Word files against their PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from releasefmt.cli.options import Config, Format, ReportFormat, Strict, StyleName
from releasefmt.model.purpose import Purpose


def verify(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Finished PDFs, and Word files of the same releases.")
    ],
    *,
    draft: Annotated[
        str, typer.Option("--draft", metavar="DRAFT", help="The draft of the file; words and places are compared, too.")
    ] = "",
    config: Config = None,
    style: StyleName = "",
    strict: Strict = False,
    form: Format = ReportFormat.TEXT,
) -> None:
    """Measure finished PDFs: tags, order of reading, places, fonts, links, colours; Word files by their PDF."""
    from releasefmt.cli.console import exit_code, say, say_json
    from releasefmt.cli.gather import gather
    from releasefmt.pipeline import compare_files
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
    read = {path: read_finished(path) for path in files}
    for path, data in read.items():
        if data.value is None:
            found = data.findings
        elif _is_word(path):
            other = _pdf_of(path, files)
            found = compare_files(data.value, read[other].value if other is not None else None)
        else:
            found = measured(data.value, gathered.jobs[0] if draft else None)
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


def _is_word(path: Path) -> bool:
    return path.suffix.lower() == ".docx"


def _pdf_of(word: Path, files: list[Path]) -> Path | None:
    """The PDF to compare a Word file with: the one of its name, else the one for a purpose, else the only one named."""
    others = [path for path in files if not _is_word(path)]
    for purpose in Purpose:
        for path in others:
            if path.stem == f"{word.stem}{purpose.suffix}":
                return path
    return others[0] if len(files) == 2 and len(others) == 1 else None
