"""Tasks on the workers of a Dask scheduler: bytes go out, bytes come back, and no disk is shared.

Like `system/workers` for processes of one's own, but for what cannot be had from afar: nobody is killed for taking long, and
how often a task is begun whose worker died is the scheduler's business (``distributed.scheduler.allowed-failures``).
"""

from __future__ import annotations

import logging
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from releasefmt.system.brake import Brake
from releasefmt.system.workers import Answer, Answered, Died, Untried

_CONNECTING = 10.0  # seconds for a scheduler to answer
_DESERTED = 60.0  # seconds without any worker after which nobody is waited for
_LOOKING = 0.2  # seconds between looks at the brake
_AHEAD = 3  # tasks for each thread that are on their way, so that none waits for the caller

Worker = Callable[[bytes, bytes], bytes]
"""A function of an installed package, found by its name: a task's own bytes and those that it shares with others."""


class ClusterError(Exception):
    """No work can be done there; the message is a sentence, ``hint`` how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Broken:
    """A worker could not even begin; ``why`` in its own words."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Neither the scheduler nor a worker answers any more."""


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at ``address``. ClusterError where there is none, or the extra is not installed."""
    try:
        import distributed
    except ImportError as error:
        message = "--cluster needs a part of releasefmt that is not installed."
        raise ClusterError(message, "Install it: pip install 'releasefmt[cluster]'.") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said by us
    try:
        with _unadvised():
            client = distributed.Client(address, timeout=_CONNECTING)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        message = f"No Dask scheduler answers at “{address}”."
        raise ClusterError(message, "Start one (dask scheduler), and name it as it says, tcp://HOST:PORT.") from error
    try:
        yield Cluster(client)
    finally:
        with suppress(OSError, TimeoutError):  # it may be gone; what matters has come back before
            client.close(timeout=_CONNECTING)


@contextmanager
def _unadvised() -> Iterator[None]:
    """Without Dask's advice for those who write programs with it, as that what is sent is large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@dataclass(slots=True)
class Cluster:
    client: Any
    _seen: float = field(default_factory=time.monotonic)

    def ask(self, question: Callable[[], str], expected: str, told: Callable[[str, str], str], hint: str) -> None:
        """ClusterError where a worker gives another answer than ``expected`` (``told`` its address and that answer), or none."""
        import distributed

        try:
            self.client.wait_for_workers(1, timeout=_CONNECTING)
        except TimeoutError as error:
            message = "The Dask scheduler has no workers."
            raise ClusterError(message, "Start one: dask worker tcp://HOST:PORT --nthreads 1.") from error
        try:
            answers = self.client.run(question)
        except (ImportError, OSError, distributed.core.RPCClosed) as error:
            message = f"A worker of the cluster does not know what to do ({error})."
            raise ClusterError(message, "Install this very releasefmt on each worker.") from error
        for worker, answer in sorted(answers.items()):
            if answer != expected:
                raise ClusterError(told(worker, answer), hint)

    def work(
        self,
        function: Worker,
        count: int,
        parcel: Callable[[int], tuple[bytes, bytes]],
        more: Callable[[int, bytes], tuple[bytes, bytes] | None],
        brake: Brake,
    ) -> Iterator[tuple[int, Answer[bytes | Broken | Gone]]]:
        """Index and answer of every task, as they come in.

        ``parcel`` gives the bytes of a task and those that it shares; equal ones travel once to each worker. ``more`` is given each
        answer: what it returns is done instead of believing that answer, None takes it.
        """
        import distributed

        run = uuid.uuid4().hex
        waiting: deque[tuple[int, tuple[bytes, bytes] | None]] = deque((index, None) for index in range(count))
        flying: dict[Any, int] = {}
        shared: dict[bytes, Any] = {}
        begun: set[int] = set()
        answered: set[int] = set()
        sent = 0
        try:
            while not brake.hard and (flying or (waiting and not brake.soft)):
                ahead = self._ahead()
                while waiting and len(flying) < ahead and not brake.soft:
                    index, again = waiting.popleft()
                    own, common = again or parcel(index)
                    if common not in shared:
                        # A task of its own: what is only handed around is lost with the worker that holds it.
                        shared[common] = self._submitted(_same, common, key=f"releasefmt-{run}-shared-{len(shared)}")
                    key = f"releasefmt-{run}-{index}-{sent}"
                    flying[self._submitted(function, own, shared[common], key=key)] = index
                    sent += 1
                    begun.add(index)
                try:
                    done = distributed.wait(list(flying), timeout=_LOOKING, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    done = set()
                except (
                    OSError,
                    distributed.CancelledError,
                ):  # the scheduler is gone, and with it all that is under way
                    break
                for future in done:
                    index = flying.pop(future)
                    answer = _answer(future)
                    if isinstance(answer, Answered) and isinstance(answer.value, bytes):
                        again = more(index, answer.value)
                        if again is not None:
                            waiting.appendleft((index, again))
                            continue
                    answered.add(index)
                    yield index, answer
                if not done and time.monotonic() - self._seen > _DESERTED:
                    break
        finally:
            self._give_up(list(flying))
        stopped = brake.hard or brake.soft
        for index in range(count):
            if index not in answered:
                yield index, Untried(begun=index in begun) if stopped else Answered(Gone())

    def _submitted(self, function: Callable[..., object], *arguments: object, key: str) -> Any:
        with _unadvised():
            return self.client.submit(function, *arguments, key=key, pure=False)

    def _ahead(self) -> int:
        """How many tasks may be on their way."""
        with suppress(OSError, TimeoutError):  # nobody answers: as if there were no workers
            if threads := sum(self.client.nthreads().values()):
                self._seen = time.monotonic()
                return _AHEAD * int(threads)
        return _AHEAD

    def _give_up(self, futures: list[Any]) -> None:
        if futures:
            with suppress(OSError, TimeoutError):  # a scheduler that is gone has given up already
                self.client.cancel(futures, force=True)


def _same(data: bytes) -> bytes:
    return data


def _answer(future: Any) -> Answered[bytes | Broken | Gone] | Died:
    import distributed

    try:
        value = future.result(timeout=_CONNECTING)
    except distributed.scheduler.KilledWorker:
        return Died(0)
    except (distributed.CancelledError, distributed.comm.core.CommClosedError, TimeoutError):
        return Answered(Gone())
    except Exception as error:  # noqa: BLE001 (whatever a worker may raise, or whatever became of it)
        return Answered(Broken(f"{type(error).__name__}: {error}"))
    return Answered(value if isinstance(value, bytes) else Broken(f"an answer of type {type(value).__name__}"))
