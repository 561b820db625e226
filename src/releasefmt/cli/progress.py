"""How far a batch is: a bar on a terminal, a line a draft elsewhere; on standard error."""

from __future__ import annotations

import shutil
import sys
import time

import typer

from releasefmt.reporting.result import Account
from releasefmt.reporting.text import progress_line

_WIDTH = 30
_PAUSE = 0.1  # seconds between two drawings of the bar


class Progress:
    """Silent where less than two drafts are built, or where nobody wants to hear of it."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total if total > 1 and not quiet else 0
        self._bar = bool(self._total) and sys.stderr.isatty()
        self._done = self._said = 0
        self._drawn = False
        self._last = 0.0

    def tick(self) -> None:
        """A draft is done, though its turn to be said may not have come."""
        self._done += 1
        if self._bar and (time.monotonic() - self._last > _PAUSE or self._done == self._total):
            self._draw()

    def say(self, account: Account) -> None:
        """A draft's turn."""
        self._said += 1
        if self._total and not self._bar:
            typer.echo(progress_line(self._said, self._total, account), err=True)

    def clear(self) -> None:
        """Room for other lines."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _draw(self) -> None:
        filled = _WIDTH * self._done // self._total
        bar = f"{'█' * filled}{'░' * (_WIDTH - filled)} {self._done} of {self._total}"
        sys.stderr.write("\r\x1b[K" + bar[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()
        self._drawn, self._last = True, time.monotonic()
