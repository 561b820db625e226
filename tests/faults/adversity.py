"""A full disk, closed and read-only folders, a clock that jumps, two batches at once, a parent that dies."""

from __future__ import annotations

import datetime
import errno
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from random import Random
from unittest import mock

from releasefmt.pipeline import Done
from releasefmt.system.scratch import sweep
from tests.faults.bench import FORMATS, Bench, Files, child, furnish, listing, litter, room, torn

NOBODY = 65_534


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A tmpfs over ``folder``. CalledProcessError where it may not be mounted."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def may_mount() -> bool:
    """Whether this account may mount a disk; root in a container often may not."""
    with room() as folder:
        tried = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False)
        if tried.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)
    return tried.returncode == 0


def full(bench: Bench, rounds: int, seed: int = 6) -> str:
    """Disks of so many sizes that fill in the middle of a batch, which then grow."""
    chance, refused, written = Random(seed), 0, 0
    old, new = bench.whole["alt"], bench.whole["neu"]
    mounts = may_mount()
    need = _blocks(new)
    for _ in range(rounds):
        with room() as folder, small_disk(folder, need + 64) if mounts else nullcontext():
            before = furnish(folder, old, chance)
            size = int(need * chance.uniform(0.3, 0.99))
            if mounts:  # never smaller than what is there
                remount(folder, f"size={max(_blocks(before) + 4, size)}k")
                told = child(lambda: bench.write(folder, "neu")).told()
            else:
                told = child(partial(_with_room_for, size * 1_000, bench, folder)).told()
            now = listing(folder)
            assert all(code == "RF501" and message.endswith("the disk is full.") for code, message in told.messages)
            assert torn(now, before, new) == []
            assert litter(now) == 0
            assert sum(now.get(name) == data for name, data in new.items()) >= told.written
            refused += len(told.messages)
            written += told.written
            if mounts:
                remount(folder, f"size={2 * need + 64}k")
            again = child(lambda: bench.write(folder, "neu")).told()
            assert again.messages == ()
            assert listing(folder) == new
    assert refused
    disks = "disks (tmpfs)" if mounts else "disks (played: this account may mount none)"
    return f"{rounds} {disks} that filled: {refused} releases refused with a sentence, {written} files written, 0 torn, 0 litter"


def _blocks(files: Files) -> int:
    """Kilobytes that the files take in blocks of four."""
    return sum(len(data) // 4096 + 1 for data in files.values()) * 4


def _with_room_for(size: int, bench: Bench, folder: Path) -> list[Done]:
    """As a full disk does: the last write is a short one, the next an error."""
    real, left = os.write, size

    def write(descriptor: int, data: bytes) -> int:
        nonlocal left
        taken = min(len(data), left)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left -= taken
        return real(descriptor, bytes(data[:taken]))

    with mock.patch.object(os, "write", write):
        return bench.write(folder, "neu")


def too_large(bench: Bench) -> str:
    """The other way for the system to take no more: a limit on the size of a file, in the middle of one."""

    def limited(folder: Path) -> list[Done]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        return bench.write(folder, "neu")

    with room() as folder:
        before = furnish(folder, bench.whole["alt"], Random(6))
        told = child(lambda: limited(folder)).told()
        assert (told.written, len(told.messages)) == (0, len(bench.whole["neu"]) // 2)
        assert all("takes no file of its size" in message for _, message in told.messages)
        assert listing(folder) == before
    return (
        f"1 limit on the size of files ({errno.errorcode[errno.EFBIG]}): {len(told.messages)} refused, 0 torn, 0 litter"
    )


def denied(bench: Bench) -> str:
    """Another user, to whom a folder is closed and then opened."""

    def as_nobody(folder: Path) -> list[Done]:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        return bench.write(folder, "neu")

    new = bench.whole["neu"]
    with room() as folder:
        before = furnish(folder, bench.whole["alt"], Random(6))
        closed = child(lambda: as_nobody(folder)).told()
        assert (closed.written, len(closed.messages)) == (0, len(new) // 2)
        assert all(code == "RF501" and "you may not write there" in message for code, message in closed.messages)
        assert listing(folder) == before
        folder.chmod(0o777)
        assert child(lambda: as_nobody(folder)).told().messages == ()
        assert listing(folder) == new
    return f"1 closed folder: {len(closed.messages)} refused, 0 torn, 0 litter"


def read_only(bench: Bench) -> str:
    """A disk that can only be read, and then be written to."""
    if not may_mount():
        return "no read-only disk: this account may mount none"
    new = bench.whole["neu"]
    with room() as folder, small_disk(folder, 4_000):
        before = furnish(folder, bench.whole["alt"], Random(6))
        remount(folder, "ro")
        fixed = child(lambda: bench.write(folder, "neu")).told()
        assert (fixed.written, len(fixed.messages)) == (0, len(new) // 2)
        assert all("the disk can only be read" in message for _, message in fixed.messages)
        assert listing(folder) == before
        remount(folder, "rw")
        assert child(lambda: bench.write(folder, "neu")).told().messages == ()
        assert listing(folder) == new
    return f"1 read-only disk: {len(fixed.messages)} refused, 0 torn, 0 litter"


def jumping(bench: Bench, rounds: int, *, drawing: bool) -> str:
    """A clock that shows another century at every look, and litter and files from the past and the future."""

    def confused(folder: Path, seed: int) -> list[Done]:
        chance = Random(seed)

        def moment() -> float:
            return chance.uniform(-1e9, 2e10)

        def in_billionths() -> int:
            return int(moment() * 1e9)

        class Jumping(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Jumping:
                return cls.fromtimestamp(chance.uniform(0, 1e10), tz)

        with (
            mock.patch.object(time, "time", moment),
            mock.patch.object(time, "time_ns", in_billionths),
            mock.patch.object(time, "monotonic", moment),
            mock.patch.object(time, "perf_counter", moment),
            mock.patch.object(datetime, "datetime", Jumping),
        ):
            return bench.build(folder, "neu") if drawing else bench.write(folder, "neu")

    left_by_dead = ".releasefmt-elsewhere-1-"
    with room() as folder:
        for number in range(rounds):
            furnish(folder, bench.whole["alt"], Random(number))
            left = folder / f"{left_by_dead}{number:016x}.tmp"
            left.write_bytes(b"half")
            os.utime(left, (4_000_000_000, 4_000_000_000) if number % 2 else (0, 0))
            assert child(partial(confused, folder, number)).told().messages == ()
            assert listing(folder) == bench.whole["neu"]
    return f"{rounds} batches under a jumping clock: the same bytes each time, litter of 1970 and 2096 swept"


def together(bench: Bench, rounds: int) -> str:
    """Two batches of the same drafts in two wordings at once into one folder, and somebody who sweeps all the while."""
    first, second = bench.whole["alt"], bench.whole["neu"]
    won = 0

    def sweeping(folder: Path) -> list[Done]:
        for _ in range(2_000):
            sweep([folder])
        return []

    with room() as folder:
        for number in range(rounds):
            furnish(folder, first, Random(number))
            sweeper = child(lambda: sweeping(folder))
            both = [child(partial(bench.write, folder, wording)) for wording in ("alt", "neu")]
            for one in both:
                told = one.told()
                assert (told.written, told.messages) == (len(second), ())
            assert sweeper.told().messages == ()
            now = listing(folder)
            assert set(now) == set(second)
            assert all(data in (first[name], second[name]) for name, data in now.items())
            won += sum(data == second[name] for name, data in now.items())
    return f"{rounds} times two batches at once: {won} files of the one, {rounds * len(second) - won} of the other, 0 torn, 0 litter"


def orphans(count: int = 8) -> str:
    """The command is killed while its workers work: they end, too, and the next run completes."""
    with room() as folder:
        for number in range(count):
            (folder / f"{number}.md").write_text(f"# Nachricht {number}\n\nEin Satz, der steht.\n", encoding="utf-8")
        command = [sys.executable, "-m", "releasefmt", "build", str(folder), "--jobs", "2", "--quiet"]
        parent = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # Python counts what the dead one left
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while not list(folder.glob("*.docx")) and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        while members(parent.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert members(parent.pid) == []
        for path in folder.glob("*.docx"):
            assert path.read_bytes()[:2] == b"PK"
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        names = {path.name for path in folder.iterdir()}
        written = {f"{number}.{ending}" for number in range(count) for ending in ("md", *FORMATS)}
        assert names == written | {".releasefmt-manifest.json"}
    return "1 killed command with workers: no process left, the next run completed"


def members(session: int) -> list[int]:
    """Processes of a session that live, out of /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return found
