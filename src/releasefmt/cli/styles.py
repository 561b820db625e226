"""``releasefmt styles``: the styles at hand."""

from __future__ import annotations

import typer


def styles() -> None:
    """List the styles at hand."""
    from releasefmt.system.config import known_styles

    for name in known_styles():
        typer.echo(name)
