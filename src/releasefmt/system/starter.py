"""The files that a new user begins with: a commented configuration, a logo to replace, a first draft."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from releasefmt.system.config import PACKAGE
from releasefmt.system.output import write_new

STARTER = PACKAGE / "starter"
FILES = ("releasefmt.toml", "logo.svg", "pressemitteilung.md")


@dataclass(frozen=True, slots=True)
class Started:
    """What was written, and what had been there and was kept as it was."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_starter(folder: Path) -> Started:
    """Write the starter files into ``folder``, which is made if need be. Nothing that exists is ever overwritten.

    OutputError (``releasefmt.system.output``) says why a file could not be written.
    """
    written: list[Path] = []
    kept: list[Path] = []
    for name in FILES:
        path = folder / name
        (written if write_new(path, (STARTER / name).read_bytes()) else kept).append(path)
    return Started(tuple(written), tuple(kept))
