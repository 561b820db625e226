"""A process that is shut in: what it can still do, what it cannot, and what ends it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from releasefmt.model.findings import Finding, Severity
from releasefmt.system import sandbox
from releasefmt.system.brake import Brake
from releasefmt.system.landlock import landlock_version
from releasefmt.system.sandbox import Bounds, lacking
from releasefmt.system.seccomp import has_filter
from releasefmt.system.workers import Answer, Answered, Crew, Died, TimedOut
from tests.system.shut_tasks import Attempt, answer, lay_trap, ready, tried

on_linux = pytest.mark.skipif(sys.platform != "linux" or not has_filter(), reason="the sandbox is refused here (RF515)")
with_landlock = pytest.mark.skipif(not landlock_version(), reason="this kernel has no Landlock (RF517)")

REFUSED, CLOSED = "Operation not permitted", "Permission denied"


def attempted(folder: Path, *what: str, bounds: Bounds = Bounds(), timeout: float = 60) -> Answer[dict[str, str]]:  # noqa: B008
    inside, outside = folder / "inside", folder / "outside"
    for each, name in ((inside, "draft.md"), (outside, "other.md")):
        each.mkdir()
        (each / name).write_bytes(b"text")
    (inside / "link.md").symlink_to(outside / "other.md")
    brake = Brake()
    work = [Attempt(what, inside, outside, folder / "scratch", os.getpid(), bounds)]
    ((_, said),) = Crew(tried, 1, ready, timeout=timeout, tries=1, once=True).work(work, brake)
    brake.close()
    return said


@pytest.mark.slow
@on_linux
def test_no_network_and_no_other_process(tmp_path: Path) -> None:
    refused = ("internet", "internet 6", "local socket", "raw socket", "io_uring")
    others = ("kill the parent", "kill the parent's thread", "trace the parent")
    said = attempted(tmp_path, *refused, *others, "signal itself", "python in a child", "socket in a child")
    assert said == Answered(
        dict.fromkeys((*refused, *others), REFUSED)
        | {"signal itself": "done", "python in a child": "done", "socket in a child": "CalledProcessError"}
    )


@pytest.mark.slow
@on_linux
@with_landlock
def test_no_other_file(tmp_path: Path) -> None:
    reading = ("read another folder", "list another folder", "read by a link", "read the users")
    writing = ("write beside the draft", "write over the draft", "remove the draft", "write elsewhere")
    others = ("read the parent's environment", "another program")
    fine = ("read the draft's folder", "write to scratch")
    assert attempted(tmp_path, *reading, *writing, *others, *fine) == Answered(
        dict.fromkeys((*reading, *writing, *others), CLOSED) | dict.fromkeys(fine, "done")
    )
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["draft.md", "link.md", "other.md"]


@pytest.mark.slow
@on_linux
def test_no_large_file_no_many_files_no_much_memory(tmp_path: Path) -> None:
    said = attempted(tmp_path, "write a large file", "many files", "memory", bounds=Bounds(file=1_000_000))
    assert said == Answered(
        {"write a large file": "File too large", "many files": "Too many open files", "memory": "MemoryError"}
    )


@pytest.mark.slow
@on_linux
def test_the_processor_is_taken_away(tmp_path: Path) -> None:
    assert attempted(tmp_path, "time", bounds=Bounds(seconds=1)) == Died(-signal.SIGXCPU)


@pytest.mark.slow
@on_linux
def test_and_the_clock_runs(tmp_path: Path) -> None:
    assert attempted(tmp_path, "time", timeout=0.2) == TimedOut(0.2)


@pytest.mark.slow
def test_an_answer_that_would_do_something_is_not_read(tmp_path: Path) -> None:
    brake = Brake()
    (trap,) = Crew(lay_trap, 1, ready, tries=1, once=True, foreign=True).work([str(tmp_path / "trap")], brake)
    answers = dict(Crew(answer, 1, ready, tries=1, once=True, foreign=True).work([b"bytes", "text", 3], brake))
    believing = dict(Crew(lay_trap, 1, ready, tries=1).work([str(tmp_path / "believed")], brake))
    brake.close()
    assert isinstance(trap[1], Died)
    assert not (tmp_path / "trap").exists()
    assert answers[0] == Answered(b"bytes")
    assert [type(answers[number]) for number in (1, 2)] == [Died, Died]
    assert believing == {0: Answered(None)}
    assert (tmp_path / "believed").exists()  # so the trap is one


def test_what_a_system_lacks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "has_filter", lambda: True)
    monkeypatch.setattr(sandbox, "landlock_version", lambda: 7)
    assert lacking() == ()
    monkeypatch.setattr(sandbox, "landlock_version", lambda: 0)
    assert lacking() == (
        Finding(
            "RF517",
            Severity.WARNING,
            "This system cannot keep a process from files that are not its draft's; the rest of the sandbox holds.",
            hint="Files are kept closed by Landlock, from Linux 5.13 on where it is switched on; or use a container.",
        ),
    )
    monkeypatch.setattr(sandbox, "has_filter", lambda: False)
    assert lacking() == (
        Finding(
            "RF515",
            Severity.ERROR,
            "This system cannot keep a process from the network; with --sandbox nothing is built here.",
            hint="The sandbox needs Linux with seccomp on x86-64 or ARM (aarch64).",
        ),
    )
