"""What killed processes left is swept; what a living one writes is not, whatever its name and the clock say."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from releasefmt.system import scratch
from releasefmt.system.scratch import sweep, temporary

LEFT = ".releasefmt-elsewhere-1-0123456789abcdef.tmp"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def own(pid: int) -> str:
    return f".releasefmt-{scratch._MACHINE}-{pid}-0123456789abcdef.tmp"


def no_locks(_descriptor: int, _operation: int) -> None:
    raise OSError(errno.ENOLCK, "No locks available")


def dead() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_dead_process_is_swept_after_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_bytes(b"half")
    (tmp_path / own(os.getpid())).write_bytes(b"of a process whose number is ours now")
    for name in (
        ".releasefmt.tmp",
        "releasefmt-a-1-0123456789abcdef.tmp",
        f"{LEFT}.md",
        "a.pdf",
        ".releasefmt-A-1-0.tmp",
    ):
        (tmp_path / name).write_bytes(b"kept")
    linked = own(2)
    (tmp_path / linked).symlink_to("a.pdf")
    (tmp_path / own(3)).mkdir()
    kept = {*names(tmp_path)} - {LEFT, own(os.getpid())}
    sweep([tmp_path, tmp_path, tmp_path / "nowhere"])
    assert {*names(tmp_path)} == kept


def test_a_pipe_of_such_a_name_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / LEFT)
    sweep([tmp_path])
    assert names(tmp_path) == [LEFT]


def test_a_living_process_is_left_alone(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from releasefmt.system.scratch import temporary\n"
        "with temporary(Path(sys.argv[1]), b'half'): print('ready', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    (name,) = names(tmp_path)
    assert f"-{child.pid}-" in name
    (tmp_path / name).rename(tmp_path / LEFT)  # the lock counts and not the name
    os.utime(tmp_path / LEFT, (0, 0))
    sweep([tmp_path])
    assert names(tmp_path) == [LEFT]
    child.kill()
    child.communicate()
    sweep([tmp_path])
    assert names(tmp_path) == []


def test_without_locks_the_number_of_the_process_counts_on_its_own_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", no_locks)
    for name in (LEFT, own(os.getpid()), own(dead()), own(9_999_999_999)):
        (tmp_path / name).write_bytes(b"half")
    sweep([tmp_path])
    assert names(tmp_path) == sorted([LEFT, own(os.getpid())])
    with temporary(tmp_path, b"whole") as path:
        assert path.read_bytes() == b"whole"


def test_a_file_swept_before_it_was_locked_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock, swept = fcntl.flock, list[str]()

    def sweep_first(descriptor: int, operation: int) -> None:
        if not swept:
            swept.extend(names(tmp_path))
            (tmp_path / swept[0]).unlink()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", sweep_first)
    with temporary(tmp_path, b"whole") as path:
        assert [path.name] == names(tmp_path)
        assert path.name not in swept
    assert names(tmp_path) == []
