"""Processes that work off a list of tasks, of which any may die, hang or be killed without costing more than its task.

Each worker has one task at a time and a pipe of its own, so that it is always known what a dead one was at; the pools of the
standard library break as a whole. Processes are spawned: a worker starts clean on every system.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType
from typing import Generic, TypeVar

from releasefmt.system.brake import Brake

T = TypeVar("T")
R = TypeVar("R")

TRIES = 2
"""How often a task is begun whose worker dies or takes too long."""
_STARTING = 60.0  # seconds that a worker may take to import what it needs, before the time of its first task is counted
_GRACE = 1.0  # seconds for workers to clear up after themselves when all is given up
_READY = "ready"
_LONGEST = 500_000_000  # bytes of one message from a worker that need not be ours any more


@dataclass(frozen=True, slots=True)
class Answered(Generic[R]):
    value: R


@dataclass(frozen=True, slots=True)
class Died:
    """``code`` as in ``Process.exitcode``: the negative number of the signal, where it was one."""

    code: int


@dataclass(frozen=True, slots=True)
class TimedOut:
    seconds: float


@dataclass(frozen=True, slots=True)
class Untried:
    """The brake was pulled before the task was done; ``begun`` if somebody was at it."""

    begun: bool


Answer = Answered[R] | Died | TimedOut | Untried


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    known: set[int] = field(default_factory=set)
    task: int | None = None
    ready: bool = False
    since: float = 0.0

    def ends_at(self, timeout: float | None) -> float | None:
        """When its task has taken too long, by the monotonic clock."""
        if self.task is None or timeout is None:
            return None
        return self.since + (timeout if self.ready else timeout + _STARTING)


@dataclass(frozen=True, slots=True)
class Crew(Generic[T, R]):
    """How tasks are worked off. ``function`` and ``prepare`` are found by their names in each worker.

    ``shared`` are objects that many tasks hold: a worker gets each once, and all its tasks hold the same one again.
    ``prepare`` is called as a worker starts. ``timeout`` in seconds is for one task. ``buried`` is told the process id of
    each worker that had to be killed or died, and the task that it was at.

    ``tries`` is how often a task is begun whose worker dies or takes too long. ``once``: a worker has one task in its life. With
    ``foreign`` a worker is not believed more than that it answers with bytes: who has taken it over may send anything.
    """

    function: Callable[[T], R]
    size: int
    prepare: Callable[[], None]
    shared: Sequence[object] = ()
    timeout: float | None = None
    buried: Callable[[int, int], None] = lambda _process, _task: None
    tries: int = TRIES
    once: bool = False
    foreign: bool = False

    def work(self, tasks: Sequence[T], brake: Brake) -> Iterator[tuple[int, Answer[R]]]:
        """Index and answer of every task, as they come in."""
        waiting = deque(range(len(tasks)))
        tries = [0] * len(tasks)
        sender = _Sender(self.shared)
        crew: list[_Worker] = []
        answered: set[int] = set()
        try:
            while not brake.hard and (any(worker.task is not None for worker in crew) or (waiting and not brake.soft)):
                if not brake.soft:
                    self._hand_out(crew, waiting, tries, tasks, sender)
                for index, answer in self._listen(crew, brake):
                    if isinstance(answer, Answered) or tries[index] >= self.tries:
                        answered.add(index)
                        yield index, answer
                    else:
                        waiting.appendleft(index)
        finally:
            self._dismiss(crew)
        for index in range(len(tasks)):
            if index not in answered:
                yield index, Untried(begun=tries[index] > 0)

    def _hand_out(
        self, crew: list[_Worker], waiting: deque[int], tries: list[int], tasks: Sequence[T], sender: _Sender
    ) -> None:
        """A task for each idle worker; new workers while there are too few."""
        while waiting:
            worker = next((worker for worker in crew if worker.task is None), None)
            # What killed a worker once is tried again in a fresh one, which nothing that came before can have hurt.
            if worker is not None and tries[waiting[0]]:
                self._retire(worker, crew)
                worker = None
            if worker is None:
                if len(crew) >= self.size:
                    return
                worker = self._hired()
                crew.append(worker)
            index = waiting.popleft()
            try:
                sender.send(worker.pipe, worker.known, tasks[index])
            except OSError:  # it died while it had nothing to do: no task is to blame
                waiting.appendleft(index)
                self._retire(worker, crew)
                continue
            tries[index] += 1
            worker.task, worker.since = index, time.monotonic()

    def _hired(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.function, self.prepare), daemon=True)
        with _deaf():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _listen(self, crew: list[_Worker], brake: Brake) -> Iterator[tuple[int, Answer[R]]]:
        """What has come in once something has: answers, deaths, times that are over."""
        ends = [end for worker in crew if (end := worker.ends_at(self.timeout)) is not None]
        patience = max(0.0, min(ends) - time.monotonic()) if ends else None
        sources = [source for worker in crew for source in (worker.pipe, worker.process.sentinel)]
        wait([*sources, brake.bell], patience)
        for worker in tuple(crew):
            message = _heard(worker, foreign=self.foreign)
            if isinstance(message, Answered) and worker.task is not None:
                done, worker.task = worker.task, None
                if self.once:
                    worker.process.kill()
                    self._bury(worker, crew)
                yield done, message
            elif message == _READY:
                worker.ready, worker.since = True, time.monotonic()
            elif isinstance(message, Died):
                index = worker.task
                self._bury(worker, crew)
                if index is not None:
                    yield index, message
            elif (end := worker.ends_at(self.timeout)) is not None and end <= time.monotonic():
                index = worker.task
                worker.process.kill()
                self._bury(worker, crew)
                if index is not None and self.timeout is not None:
                    yield index, TimedOut(self.timeout)

    def _bury(self, worker: _Worker, crew: list[_Worker]) -> None:
        crew.remove(worker)
        worker.process.join()
        worker.pipe.close()
        if worker.task is not None and worker.process.pid is not None:
            self.buried(worker.process.pid, worker.task)
        worker.process.close()

    def _retire(self, worker: _Worker, crew: list[_Worker]) -> None:
        """An idle worker goes home: it ends when its pipe is closed."""
        worker.pipe.close()
        worker.process.join(_GRACE)
        if worker.process.is_alive():
            worker.process.kill()
        crew.remove(worker)
        worker.process.join()
        worker.process.close()

    def _dismiss(self, crew: list[_Worker]) -> None:
        """Everybody out: the idle by their pipes, the busy by SIGTERM, which lets them clear up, then by force."""
        for worker in crew:
            if worker.task is None:
                worker.pipe.close()
            else:
                worker.process.terminate()
        until = time.monotonic() + _GRACE
        for worker in tuple(crew):
            worker.process.join(max(0.0, until - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
            self._bury(worker, crew)


class _Sender:
    """Tasks on their way: what is shared travels once to each worker, and afterwards as its number."""

    def __init__(self, shared: Sequence[object]) -> None:
        self._shared = tuple(shared)
        self._numbers = {id(entry): number for number, entry in enumerate(self._shared)}
        self._pickled: dict[int, bytes] = {}

    def send(self, pipe: Connection, known: set[int], task: object) -> None:
        """OSError: nobody listens any more."""
        buffer = io.BytesIO()
        pickler = _Pickler(buffer, self._numbers)
        pickler.dump(task)
        news = pickler.used - known
        pipe.send(({number: self._bytes(number) for number in sorted(news)}, buffer.getvalue()))
        known |= news

    def _bytes(self, number: int) -> bytes:
        if number not in self._pickled:
            self._pickled[number] = pickle.dumps(self._shared[number], pickle.HIGHEST_PROTOCOL)
        return self._pickled[number]


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, numbers: dict[int, int]) -> None:
        super().__init__(buffer, pickle.HIGHEST_PROTOCOL)
        self._numbers = numbers
        self.used: set[int] = set()

    def persistent_id(self, obj: object) -> int | None:
        number = self._numbers.get(id(obj))
        if number is not None:
            self.used.add(number)
        return number


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, shared: dict[int, object]) -> None:
        super().__init__(io.BytesIO(data))
        self._shared = shared

    def persistent_load(self, pid: int) -> object:
        return self._shared[pid]


def _serve(pipe: Connection, function: Callable[[object], object], prepare: Callable[[], None]) -> None:
    """A worker's life. It ends when the other end of its pipe is closed, also by the death of whoever held it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the parent decides
    signal.signal(signal.SIGTERM, _leave)
    prepare()
    pipe.send(_READY)
    shared: dict[int, object] = {}
    while True:
        try:
            news, data = pipe.recv()
        except (EOFError, OSError):
            return
        shared.update((number, pickle.loads(entry)) for number, entry in news.items())  # noqa: S301 (from our parent)  # nosec B301
        answer = Answered(function(_Unpickler(data, shared).load()))
        try:
            pipe.send(answer)
        except OSError:  # nobody listens any more
            return


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Out through every `finally`, so that nothing half-written stays."""
    sys.exit(1)


class _Suspicious(pickle.Unpickler):
    """What a worker may say that need not be ours any more: answers of bytes. No other name is looked up, nothing is called."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == (Answered.__module__, Answered.__qualname__):
            return Answered
        raise pickle.UnpicklingError(f"{module}.{name} is not spoken here")


def _received(pipe: Connection, *, foreign: bool) -> object:
    """EOFError, OSError: nothing, or nothing fit to hear."""
    if not foreign:
        return pipe.recv()
    try:
        message = _Suspicious(io.BytesIO(pipe.recv_bytes(_LONGEST))).load()
    except (EOFError, OSError):
        raise
    except Exception as error:  # whatever a made-up pickle may cause
        raise OSError("not understood") from error
    if message == _READY or (isinstance(message, Answered) and isinstance(message.value, bytes)):
        return message
    raise OSError("not an answer")


def _heard(worker: _Worker, *, foreign: bool) -> object:
    """A worker's message; Died if there will be none, None if there is none yet."""
    try:
        if worker.pipe.poll():
            return _received(worker.pipe, foreign=foreign)
    except (EOFError, OSError):
        if foreign:  # it need not have died
            worker.process.join(_GRACE)
            worker.process.kill()
        worker.process.join()
        return Died(worker.process.exitcode or 0)
    if worker.process.is_alive():
        return None
    # Between the look into the pipe and this one it may have answered and gone.
    with suppress(EOFError, OSError):
        if worker.pipe.poll():
            return _received(worker.pipe, foreign=foreign)
    return Died(worker.process.exitcode or 0)


@contextmanager
def _deaf() -> Iterator[None]:
    """While a process starts, Ctrl-C waits: a child inherits the blocked signal and cannot be hit before it is prepared."""
    if not hasattr(signal, "pthread_sigmask") or os.name != "posix":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
