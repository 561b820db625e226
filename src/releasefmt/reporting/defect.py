"""A defect of the program as a finding: what a report of it needs."""

from __future__ import annotations

import traceback
from pathlib import Path

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding


def defect(error: Exception) -> Finding:
    """What went wrong, and in which line of the program."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = f"releasefmt itself failed on this draft; nothing was written. {type(error).__name__}: {error}"
    hint = f"Please report it, if you can with the draft ({Path(frame.filename).name}, line {frame.lineno})."
    return finding("RF506", message, hint=hint)
