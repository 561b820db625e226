"""Pixels of a drawing that may cost more than it looks: drawn by a child with little time and memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from releasefmt.model.sheet import DrawingError

_CHILD = Path(__file__).with_name("drawing_child.py")
_SECONDS = 30.0  # by the clock; of the processor's the child itself allows fewer
_CANNOT = 3


def draw_in_child(svg: str, across: int) -> bytes:
    """The SVG as a PNG, ``across`` pixels wide; DrawingError where it cannot be drawn or takes too much."""
    try:
        # The interpreter that runs us and a file of ours; -I: nothing of the folder or the environment is loaded.
        done = subprocess.run(  # noqa: S603  # nosec B603
            [sys.executable, "-I", str(_CHILD), str(across)],
            input=svg.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingError(costly=True) from error
    except OSError as error:  # no more processes, or a sandbox that allows none
        raise DrawingError(costly=True) from error
    if done.returncode:
        raise DrawingError(costly=done.returncode != _CANNOT)
    return done.stdout
