"""``releasefmt init``: a configuration, a placeholder logo and a first draft to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder to write into; default: here.")] = Path(),
) -> None:
    """Write a commented releasefmt.toml, a logo to replace and a first draft; nothing is overwritten."""
    from releasefmt.system.output import OutputError
    from releasefmt.system.starter import write_starter

    try:
        starter = write_starter(folder)
    except OutputError as error:
        typer.echo(f"releasefmt: error: {error.message} (RF501)", err=True)
        raise typer.Exit(2) from error
    for path in starter.written:
        typer.echo(str(path))
    for path in starter.kept:
        typer.echo(f"{path}: kept as it is", err=True)
    typer.echo(f"Next: fill in releasefmt.toml, then: releasefmt build {starter.draft}", err=True)
