"""Twelve drafts in two wordings, their files as they should be, and children that build them and may be killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest import mock

from releasefmt import batch
from releasefmt.model.rules import finding
from releasefmt.pipeline import Done, Job, Setup, run, set_up
from releasefmt.rendering.seal import is_intact
from releasefmt.reporting.result import Result, Written
from releasefmt.system.drafts import Draft
from releasefmt.system.output import OutputError, write_together

DRAFTS = 12
FORMATS = ("pdf", "docx")
LITTER = ".releasefmt-"
WORDINGS = ("alt", "neu")
_TEXT = "# Nachricht {0} ({1})\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute {0} neue Kräne, die höher sind als alle zuvor.\n"

Files = dict[str, bytes]
"""Names in the folder and what they hold."""


@dataclass(frozen=True, slots=True)
class Bench:
    """``whole`` is what each wording's files are, byte for byte."""

    setup: Setup
    whole: dict[str, Files]

    def jobs(self, folder: Path, wording: str, count: int = DRAFTS) -> list[Job]:
        drafts = (Draft(f"{n}.md", _TEXT.format(n, wording).encode(), folder, f"{n}") for n in range(count))
        return [Job(draft, self.setup, FORMATS, folder) for draft in drafts]

    def build(self, folder: Path, wording: str) -> list[Done]:
        """A batch, all of it."""
        return list(batch.run_all(self.jobs(folder, wording), batch.Terms(1)))

    def write(self, folder: Path, wording: str) -> list[Done]:
        """A batch that finds its files drawn already, so that it does nothing but write."""

        def written(job: Job) -> Done:
            files = {
                folder / f"{job.draft.stem}.{form}": self.whole[wording][f"{job.draft.stem}.{form}"] for form in FORMATS
            }
            try:
                write_together(files, is_intact)
            except OutputError as error:
                return Done(Result(job.draft.name, (), (finding(error.code, error.message, hint=error.hint),)))
            return Done(Result(job.draft.name, tuple(Written(path.suffix[1:], str(path)) for path in files)))

        with mock.patch.object(batch, "run", written):
            return self.build(folder, wording)


@contextmanager
def bench() -> Iterator[Bench]:
    """Draws every file once; WeasyPrint and all else is loaded then, and children need not load it again."""
    with room() as folder:
        setup = set_up(folder).value
        assert setup is not None
        whole: dict[str, Files] = {}
        made = Bench(setup, whole)
        for wording in WORDINGS:
            (folder / wording).mkdir()
            for done in map(run, made.jobs(folder / wording, wording)):
                assert len(done.result.outputs) == len(FORMATS), done.result
            whole[wording] = listing(folder / wording)
        yield made


@contextmanager
def room() -> Iterator[Path]:
    """A folder that any user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def listing(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def litter(files: Files) -> int:
    return sum(name.startswith(LITTER) for name in files)


def furnish(folder: Path, old: Files, chance: Random) -> Files:
    """Some of the old files, dated long ago or in times to come; what is there now."""
    for path in folder.iterdir():
        path.unlink()
    there = {name: data for name, data in old.items() if chance.random() < 0.6}
    for name, data in there.items():
        (folder / name).write_bytes(data)
        moment = chance.choice((0, 1_000_000_000, 4_000_000_000))
        os.utime(folder / name, (moment, moment))
    return there


def torn(now: Files, before: Files, after: Files) -> list[str]:
    """Names of files that are neither the old one nor the whole new one; litter apart."""
    return [
        name
        for name in {*now, *before}
        if not name.startswith(LITTER) and now.get(name) not in (before.get(name), after[name])
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What a child reports: how many files it wrote, and its findings."""

    written: int
    messages: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Child:
    """A fork that builds; ``end`` kills it or waits for it."""

    pid: int
    pipe: int

    def kill(self) -> bool:
        """Whether it was killed, and not done before."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.pipe)
        return os.WIFSIGNALED(status)

    def told(self) -> Told:
        """Waits for its end; a child that failed is an AssertionError."""
        with os.fdopen(self.pipe, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        assert status == 0, f"a child ended with {status}: {data.decode()}"
        given = json.loads(data)
        return Told(given["written"], tuple((code, message) for code, message in given["messages"]))


def child(work: Callable[[], list[Done]]) -> Child:
    """``work`` in a process of its own."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return Child(pid, reader)
    code = 1
    try:
        os.close(reader)
        done = work()
        said = [(entry.code, entry.message) for one in done for entry in one.result.findings if entry.code >= "RF5"]
        answer = {"written": sum(len(one.result.outputs) for one in done), "messages": said}
        os.write(writer, json.dumps(answer).encode())
        code = 0
    except BaseException:
        os.write(writer, traceback.format_exc().encode())
        raise
    finally:
        os._exit(code)


def duration(work: Callable[[], list[Done]]) -> float:
    """Seconds that a child takes."""
    began = time.monotonic()
    child(work).told()
    return time.monotonic() - began
