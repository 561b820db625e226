"""Ctrl-C as something to ask for: a run stops where it can say what was done, instead of wherever it happened to be."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Brake:
    """``soft``: nothing new is begun. ``hard``: what is under way is given up, too.

    ``bell`` can be waited for together with other connections: it rings when the brake is pulled hard.
    """

    def __init__(self) -> None:
        self.soft = False
        self.hard = False
        self.bell, self._rope = multiprocessing.Pipe(duplex=False)
        self._raising = False

    def ease(self) -> None:
        """Begin nothing new."""
        self.soft = True

    def pull(self) -> None:
        """Give up at once. Raises KeyboardInterrupt where ``breakable`` says so, and whenever it is pulled again."""
        again, self.soft, self.hard = self.hard, True, True
        if not again:
            self._rope.send_bytes(b"stop")
        if again or self._raising:
            raise KeyboardInterrupt

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Work in this process, which pulling the brake breaks off by KeyboardInterrupt."""
        self._raising = True
        try:
            yield
        finally:
            self._raising = False

    def close(self) -> None:
        self.bell.close()
        self._rope.close()


@contextmanager
def on_interrupt() -> Iterator[Brake]:
    """A brake that Ctrl-C pulls. Outside the main thread, where no signal arrives, nobody pulls it."""
    brake = Brake()
    if threading.current_thread() is not threading.main_thread():
        yield brake
        brake.close()
        return

    def pulled(_number: int, _frame: FrameType | None) -> None:
        brake.pull()

    before = signal.signal(signal.SIGINT, pulled)
    try:
        yield brake
    finally:
        signal.signal(signal.SIGINT, before)
        brake.close()
