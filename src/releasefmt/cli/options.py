"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from releasefmt.model.purpose import Purpose


class Internal(StrEnum):
    """What to do with text above a rule that may be internal (R4)."""

    STOP = "stop"
    DROP = "drop"
    PRINT = "print"


class ReportFormat(StrEnum):
    """How findings and parts are shown."""

    TEXT = "text"
    JSON = "json"


_DRAFT = typer.Argument(
    metavar="DRAFT...", help="Drafts, folders with drafts, patterns, lists as @list.txt, or - for standard input."
)
Drafts = Annotated[list[str], _DRAFT]
ListedDrafts = Annotated[list[str] | None, _DRAFT]
Null = Annotated[bool, typer.Option("--null", "-0", help="Read paths parted by NUL from standard input.")]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="releasefmt.toml to use instead of the nearest one.")
]
StyleName = Annotated[
    str, typer.Option("--style", metavar="NAME|DIR", help="Style to use instead of the configured one.")
]
PurposeName = Annotated[
    Purpose | None,
    typer.Option("--purpose", help="What the PDF is for: screen if neither this nor releasefmt.toml says otherwise."),
]
InternalText = Annotated[
    Internal, typer.Option("--internal", help="What to do with text above a rule that may be internal.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")]
Format = Annotated[ReportFormat, typer.Option("--format", help="Text for people or JSON for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show only what went wrong.")]
