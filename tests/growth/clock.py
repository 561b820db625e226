"""CPU seconds that a draft takes from bytes to its sheet, given up after a while."""

from __future__ import annotations

import gc
import signal
import time
from types import FrameType

from tests.reading.workbench import draw


class _EnoughError(BaseException):
    """Too long; not an Exception, so that nothing on the way can hold it."""


def seconds(draft: str, most: float) -> float:
    """CPU seconds of this process; ``most`` where it would take longer."""

    def enough(_number: int, _frame: FrameType | None) -> None:
        raise _EnoughError

    before = signal.signal(signal.SIGVTALRM, enough)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    gc.freeze()  # what other tests left behind is not to be looked through again and again
    start = time.process_time()
    try:
        draw(draft)
    except _EnoughError:
        return most
    finally:
        gc.unfreeze()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - start
