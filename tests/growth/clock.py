"""CPU seconds that a draft takes from bytes to its sheet, given up after a while."""

from __future__ import annotations

import gc
import signal
import time
from dataclasses import replace
from types import FrameType

from releasefmt.model.limits import DEFAULT, HIGHEST
from tests.reading.workbench import codes, draw

# What is refused early takes no time, and nothing is known of what it would have taken. Depth, rows and columns stay: how
# deep and how wide a draft may be is no matter of its length.
LIMITS = replace(
    DEFAULT,
    **{
        name: getattr(HIGHEST, name)
        for name in ("draft_kb", "metadata_kb", "characters", "lines", "word", "parts", "notes")
    },
)
_TOO_LONG = frozenset({"RF003", "RF043", "RF044"})


class _EnoughError(BaseException):
    """Too long; not an Exception, so that nothing on the way can hold it."""


class RefusedError(Exception):
    """A draft was refused for its length, which takes no time."""


def seconds(draft: str, most: float) -> float:
    """CPU seconds of this process; ``most`` where it would take longer. RefusedError: the draft is beyond the highest limits."""

    def enough(_number: int, _frame: FrameType | None) -> None:
        raise _EnoughError

    before = signal.signal(signal.SIGVTALRM, enough)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    gc.freeze()  # what other tests left behind is not to be looked through again and again
    start = time.process_time()
    try:
        drawn = draw(draft, limits=LIMITS)
        took = time.process_time() - start
    except _EnoughError:
        return most
    finally:
        gc.unfreeze()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    if refused := _TOO_LONG.intersection(codes(drawn.findings)):
        raise RefusedError(f"nothing was measured: {refused}")
    return took
