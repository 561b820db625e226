"""What is said on the terminal, and the exit code that follows from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from releasefmt.model.findings import Finding, Severity, worst
from releasefmt.reporting.json import NOT_BEGUN
from releasefmt.reporting.result import Result
from releasefmt.reporting.text import findings_as_text

# Findings that say the call or the configuration is wrong rather than a draft.
_CONFIGURATION = "RF4"  # the range of model/rules.py for letterhead, style and settings


def not_begun(result: Result) -> bool:
    """Whether the run was stopped before this draft was done."""
    return any(entry.code in NOT_BEGUN for entry in result.findings)


def say(result: Result, least: Severity = Severity.INFO) -> None:
    """A draft's findings on standard error."""
    text = findings_as_text(result, least)
    if text:
        typer.echo(text, err=True)


def say_written(result: Result) -> None:
    """The files made from a draft on standard output, as seen from where the user is."""
    here = str(Path.cwd() / "_")[:-1]
    for output in result.outputs:
        typer.echo(output.path.removeprefix(here))


def say_json(value: object) -> None:
    """A value as JSON on standard output, letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def exit_code(results: Sequence[Result], notes: Sequence[Finding], *, strict: bool) -> int:
    """0, 1 or 2 by the contract; 2 only where no draft at all had a configuration that can be used."""
    everything = (*notes, *(entry for result in results for entry in result.findings))
    if any(map(_misconfigured, everything)):
        return 2 if all(any(map(_misconfigured, result.findings)) for result in results) else 1
    least = Severity.WARNING if strict else Severity.ERROR
    highest = worst(everything)
    return 1 if highest is not None and highest >= least else 0


def _misconfigured(entry: Finding) -> bool:
    return entry.code.startswith(_CONFIGURATION) and entry.severity is Severity.ERROR
