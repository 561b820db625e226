"""The files that a new user begins with: a commented configuration, a logo to replace, a first draft."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from releasefmt.system.config import PACKAGE
from releasefmt.system.output import write_new

STARTER = PACKAGE / "starter"
DRAFT = "pressemitteilung.md"
FILES = ("releasefmt.toml", "logo.svg", DRAFT)


@dataclass(frozen=True, slots=True)
class Started:
    """What was written, what had been there and was kept as it was, and the draft to build first."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    draft: Path


def write_starter(folder: Path) -> Started:
    """Write the starter files into ``folder``, which is made if need be. Nothing that exists is ever overwritten.

    OutputError (``releasefmt.system.output``) says why a file could not be written.
    """
    written: list[Path] = []
    kept: list[Path] = []
    for name in FILES:
        path = folder / name
        (written if write_new(path, (STARTER / name).read_bytes()) else kept).append(path)
    return Started(tuple(written), tuple(kept), folder / DRAFT)
