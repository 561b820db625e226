"""Finished files, as they come back to be measured."""

from __future__ import annotations

from pathlib import Path

from releasefmt.model.findings import Outcome
from releasefmt.model.rules import finding
from releasefmt.system.regular import NotRegularError, TooLargeError, read_regular

MAX_BYTES = 200_000_000


def read_finished(path: Path) -> Outcome[bytes | None]:
    """The bytes of a finished file, or None with the reason."""
    try:
        return Outcome(read_regular(path, MAX_BYTES))
    except FileNotFoundError:
        reason = "There is no file of this name."
    except (NotRegularError, IsADirectoryError):
        reason = "This is no file, but a folder or a device."
    except TooLargeError:
        reason = f"The file is larger than {MAX_BYTES // 1_000_000} MB."
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror or error}."
    return Outcome(None, (finding("RF600", reason, hint="Name a PDF that releasefmt has built."),))
