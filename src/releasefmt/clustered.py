"""Drafts on a Dask cluster: each goes there with all that it is made from, and its files come back as bytes to be written here."""

from __future__ import annotations

import pickle
import platform
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from releasefmt import __version__
from releasefmt.made import encoded, finished, refused
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets
from releasefmt.pipeline import Done, Job, Made, Setup, assets_of, draw_up, make, understand
from releasefmt.reporting.defect import defect
from releasefmt.system.assets import OWN, FolderAssets
from releasefmt.system.brake import Brake
from releasefmt.system.cluster import Broken, Gone, connected
from releasefmt.system.drafts import Draft
from releasefmt.system.recorder import recorded
from releasefmt.system.workers import Answer, Answered, Untried

LARGEST = 200_000_000
"""Bytes of a draft with all its pictures that may be sent."""

_WANTS = b"wants\0"
"""Before the names of files that a worker was not given; what msgpack makes of an answer begins otherwise."""

_SAME = "Install this very releasefmt on each worker."
_NONE = b""  # in the place of a file that comes to too much with the others


File = bytes | tuple[str, str]
"""An asset, or why it cannot be had: the code and the sentence of an AssetError."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What many jobs share; ``files`` are the letterhead's own typefaces by name."""

    setup: Setup
    files: Mapping[str, File]


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A job but for what it shares; ``files`` are its pictures by name."""

    draft: Draft
    formats: tuple[str, ...]
    internal: str
    files: Mapping[str, File]


class _NotSentError(Exception):
    """A file that is in no parcel was asked for; its name."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """Assets (``releasefmt.model.sheet``) out of a parcel; those of releasefmt itself the worker has.

    ``asked`` collects the names of files that were not sent; where it is None the first of them is a _NotSentError.
    """

    files: Mapping[str, File]
    asked: set[str] | None = None

    def read(self, name: str) -> bytes:
        """As FolderAssets.read."""
        if name.startswith(OWN):
            return FolderAssets().read(name)
        found = self.files.get(name)
        if isinstance(found, bytes):
            return found
        if found is not None:
            raise AssetError(*found)
        if self.asked is None:
            raise _NotSentError(name)
        self.asked.add(name)
        raise AssetError("RF310", "not sent yet")


@dataclass(slots=True)
class _Caller:
    """This side of the cluster: what is sent for each job, and what the recorder noted of it."""

    jobs: Sequence[Job]
    files: dict[int, dict[str, File]] = field(default_factory=dict)
    read: dict[int, dict[str, str]] = field(default_factory=dict)
    shared: dict[int, tuple[bytes, dict[str, str]]] = field(default_factory=dict)

    def parcel(self, index: int) -> tuple[bytes, bytes]:
        """The job without pictures: which of them the draft wants, a worker finds out."""
        return self._packed(index, set())

    def more(self, index: int, answer: bytes) -> tuple[bytes, bytes] | None:
        """The job again with the files that a worker wants, if it wants any that it was not given."""
        if not answer.startswith(_WANTS):
            return None
        names = set(answer.removeprefix(_WANTS).decode("utf-8", "surrogatepass").split("\0"))
        return self._packed(index, names - set(self.files[index]))

    def too_large(self, index: int) -> bool:
        files = self.files[index].values()
        return len(self.jobs[index].draft.data) + sum(len(file) for file in files if isinstance(file, bytes)) > LARGEST

    def _packed(self, index: int, names: set[str]) -> tuple[bytes, bytes]:
        job = self.jobs[index]
        files, assets = self.files.setdefault(index, {}), assets_of(job)
        with recorded() as inputs:
            for name in sorted(names):
                files[name] = _NONE if self.too_large(index) else _file(assets, name)
        shared, read = self._shared(job)
        self.read.setdefault(index, dict(read)).update(inputs)
        sent = {} if self.too_large(index) else files  # it is refused, whatever comes back
        parcel = pickle.dumps(_Parcel(job.draft, job.formats, job.internal, sent))
        return stamp().encode() + b"\0" + parcel, shared

    def _shared(self, job: Job) -> tuple[bytes, dict[str, str]]:
        """What the job shares with others, packed once, and what was read for it."""
        setup = job.setup
        if id(setup) not in self.shared:
            faces = {face.asset for face in (*setup.style.faces, *setup.embedded)}
            with recorded() as inputs:
                files = {name: _file(assets_of(job), name) for name in sorted(faces) if not name.startswith(OWN)}
            self.shared[id(setup)] = pickle.dumps(_Shared(setup, files)), inputs
        return self.shared[id(setup)]


def _file(assets: Assets, name: str) -> File:
    try:
        return assets.read(name)
    except AssetError as error:
        return error.code, error.message


def build_on_cluster(jobs: Sequence[Job], address: str, brake: Brake) -> Iterator[tuple[int, Answer[Done]]]:
    """Index and answer of every job as they come in, as ``Crew.work`` gives them; files are written by this process.

    ClusterError where there is no such cluster, or it has another releasefmt: before anything is written.
    """
    caller = _Caller(jobs)
    with connected(address) as cluster:
        cluster.ask(stamp, stamp(), _told, _SAME)
        for index, answer in cluster.work(made_afar, len(jobs), caller.parcel, caller.more, brake):
            yield index, _told_here(jobs[index], index, answer, caller)


def _told_here(job: Job, index: int, answer: Answer[bytes | Broken | Gone], caller: _Caller) -> Answer[Done]:
    too_large = index in caller.files and caller.too_large(index)
    inputs = tuple(sorted(caller.read.pop(index, {}).items()))
    caller.files.pop(index, None)
    match answer:
        case Untried():
            return answer
        case _ if too_large:
            message = f"This draft and its pictures are larger than {LARGEST // 1_000_000} MB, too much to be sent."
            return Answered(refused(job, finding("RF525", message, hint="Build it without --cluster.")))
        case Answered(bytes() as data):
            return Answered(replace(finished(job, data, _broken("its answer is none")), inputs=inputs))
        case Answered(Broken(why)):
            return Answered(refused(job, _broken(why)))
        case Answered(Gone()):
            message = "This draft was not built: the cluster does not answer any more."
            hint = "Give the same command again once it runs, or build without --cluster."
            return Answered(refused(job, finding("RF520", message, hint=hint)))
        case _:
            message = "The workers of the cluster that built this draft died, one after the other."
            hint = "Have they enough memory? If it happens again without --cluster, please report it."
            return Answered(refused(job, finding("RF520", message, hint=hint)))


def _broken(why: str) -> Finding:
    message = f"A worker of the cluster could not build this draft: {why}."
    return finding("RF520", message, hint="Give the same command again, or build it without --cluster.")


def stamp() -> str:
    """What both sides must have in common: a pickle of another version may say something else."""
    return f"releasefmt {__version__} on Python {'.'.join(platform.python_version_tuple()[:2])}"


def _told(worker: str, answer: str) -> str:
    return f"The worker {worker} has {answer}, here is {stamp()}: their files might differ."


_one_at_a_time = threading.Lock()
"""Neither WeasyPrint nor Pango is for two threads at once, and a worker may have several."""


def made_afar(parcel: bytes, shared: bytes) -> bytes:
    """On the worker: what a job has become (`made`), or after _WANTS the names of files that are wanted for it."""
    with _one_at_a_time:
        began = time.perf_counter()
        by, _, packed = parcel.partition(b"\0")
        if by != stamp().encode():  # a worker that has come since the others were asked
            message = f"A worker of the cluster has {stamp()}, here is {by.decode()}: their files might differ."
            return encoded(Made((finding("RF525", message, hint=_SAME),)), 0.0)
        # From the caller, who may run any code here: that is what a worker is for.
        sent: _Parcel = pickle.loads(packed)  # noqa: S301  # nosec B301
        common = _unpacked(shared)
        files = {**common.files, **sent.files}
        job = Job(sent.draft, common.setup, sent.formats, internal=sent.internal, assets=_Sent(files))
        try:
            made = make(job)
        except _NotSentError as error:
            return _WANTS + "\0".join({str(error), *_wanted(job, files)}).encode("utf-8", "surrogatepass")
        except Exception as error:  # noqa: BLE001 (as in batch.run_one)
            made = Made((defect(error),))
        return encoded(made, time.perf_counter() - began)


def _wanted(job: Job, files: Mapping[str, File]) -> set[str]:
    """All pictures that a draft asks for and has not got, so that it need not come back for each.

    Those of the letterhead are asked for where the draft has none, which is not known before.
    """
    asked: set[str] = set()
    asking = replace(job, assets=_Sent(files, asked))
    release = understand(asking).value
    if release is not None:
        draw_up(asking, release)
    return {name for name in asked if name.startswith("draft:")} or asked


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> _Shared:
    """The same object for the same bytes: what is kept for many releases hangs on the identity of their style."""
    shared: _Shared = pickle.loads(data)  # noqa: S301 (from the caller, as above)  # nosec B301
    return shared
