"""``releasefmt build``: drafts to PDF and Word files."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
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
    from releasefmt.system.drafts import Place

FORMATS = ("pdf", "docx")


def _formats(value: str) -> tuple[str, ...]:
    """``pdf,docx`` in the order given, each once."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"“{value}” is not known; known are {' and '.join(FORMATS)}.")
    return names


def _found(drafts: list[str], *, null: bool) -> Outcome[tuple[Place, ...]]:
    """Where the drafts are; with -0 standard input names some."""
    from releasefmt.model.findings import Outcome
    from releasefmt.system.inputs import find_inputs, paths_from

    if not null:
        if not drafts:
            raise typer.BadParameter("Name a draft, a folder, a pattern or a list.", param_hint="DRAFT...")
        return find_inputs(drafts)
    if "-" in drafts:
        raise typer.BadParameter("With -0 standard input holds paths and cannot be a draft as well.", param_hint="-0")
    listed = paths_from(sys.stdin.buffer)
    found = find_inputs(drafts, listed.value)
    return Outcome(
        found.value, tuple(replace(entry, file="standard input") for entry in listed.findings) + found.findings
    )


def build(
    drafts: ListedDrafts = None,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="pdf, docx or both, parted by a comma.")
    ] = "pdf,docx",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder for the files; default: beside the draft.")
    ] = None,
    output_name: Annotated[
        str,
        typer.Option("--output-name", metavar="NAME", help="Names of the files without ending, as {issued}-{slug}."),
    ] = "",
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
    force: Annotated[bool, typer.Option("--force", help="Build unchanged drafts, too.")] = False,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace files, too, that somebody changed or that releasefmt did not write."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and build what has changed whenever it has; Ctrl-C ends.")
    ] = False,
    sandbox: Annotated[
        bool,
        typer.Option("--sandbox", help="For drafts from anybody: each in a process without network and other files."),
    ] = False,
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Build on the workers of this Dask scheduler, tcp://HOST:PORT."
        ),
    ] = "",
    strict: Strict = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was understood and by which rule.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build PDF and Word files from drafts."""
    from releasefmt.cli.order import Order, carry_out, keep_watch
    from releasefmt.model.naming import wrong_name
    from releasefmt.system.brake import on_interrupt

    if timeout is not None and not timeout > 0:
        raise typer.BadParameter("A draft needs more than 0 seconds.", param_hint="--timeout")
    if output_name and (wrong := wrong_name(output_name)):
        raise typer.BadParameter(" ".join(wrong), param_hint="--output-name")
    order = Order(
        formats=_formats(to),
        out=out,
        config=config,
        style=style,
        purpose=purpose,
        internal=internal,
        output_name=output_name,
        jobs=jobs or os.cpu_count() or 1,
        timeout=timeout,
        fail_fast=fail_fast,
        report=report,
        strict=strict,
        explain=explain,
        quiet=quiet,
        force=force,
        overwrite=overwrite,
        watch=watch,
        sandbox=sandbox,
        cluster=cluster,
    )
    if cluster:
        for given, option in ((sandbox, "--sandbox"), (timeout is not None, "--timeout"), (jobs, "--jobs")):
            if given:
                raise typer.BadParameter(f"{option} is for processes on this machine.", param_hint="--cluster")
    if sandbox and watch:
        raise typer.BadParameter("Drafts from anybody are not watched.", param_hint="--sandbox")
    if sandbox and config is None:
        wrong_call = "Name your releasefmt.toml by --config, so that none that came with the drafts is used."
        raise typer.BadParameter(wrong_call, param_hint="--sandbox")
    if watch and (null or "-" in (drafts or [])):
        raise typer.BadParameter("Standard input cannot be watched.", param_hint="--watch")
    found = _found(drafts or [], null=null)
    with on_interrupt() as brake:
        if watch:
            raise typer.Exit(keep_watch(order, lambda: _found(drafts or [], null=False), brake))
        raise typer.Exit(carry_out(order, found, brake))
