"""What a process that was killed while it wrote has left behind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

PREFIX = ".releasefmt-"


def sweep(folder: Path, process: int) -> tuple[Path, ...]:
    """Remove the temporary files (``system.output``) of a process that is no more; those of others stay."""
    swept = tuple(folder.glob(f"{PREFIX}{process}-*.tmp"))
    for path in swept:
        with suppress(OSError):  # somebody else has removed it, or the folder cannot be written any more
            path.unlink()
    return swept
