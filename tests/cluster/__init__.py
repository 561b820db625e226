"""A Dask scheduler and workers as anybody starts them, and drafts to be built there: ``python -m tests.cluster`` prints counts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

COMMAND = Path(sys.executable).with_name("dask")
TEXT = """# Nachricht {0}

Lindhorst, 1. Mai 2025 – Der Hafen hat seit heute {0} neue Kräne, die höher sind als alle zuvor.
"""
PICTURE = "\n![Ein Kran am Kai](bilder/kran-{0}.png)\n"
TOML = """[organisation]
name = "Hafen Lindhorst"
logo = "logo.png"
"""


@dataclass(frozen=True, slots=True)
class Running:
    """Processes, each the first of a group of its own."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


def kill(process: subprocess.Popen[bytes]) -> None:
    """At once, with all that it has started; nothing where it has ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Running]:
    """A scheduler and workers with one thread each, none of which begins where the drafts are."""
    told = folder / "scheduler.json"
    processes = [_started(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))]
    try:
        until = time.monotonic() + 60
        while not told.exists() or not told.read_text():
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.05)
        address = json.loads(told.read_text())["address"]
        for number in range(workers):
            home = folder / f"worker-{number}"
            home.mkdir()
            processes.append(_started(home, "worker", address, "--nthreads", "1", "--no-nanny"))
        yield Running(address, processes[0], tuple(processes[1:]))
    finally:
        for process in processes:
            kill(process)


def _started(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with (home / f"{arguments[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [COMMAND, *arguments, "--no-dashboard"], cwd=home, stdout=log, stderr=log, start_new_session=True
        )


def write_drafts(folder: Path, count: int) -> Path:
    """Drafts on a letterhead with a logo: every fifth with a picture of its own, the fourth with one that is not there."""
    (folder / "bilder").mkdir(parents=True)
    (folder / "releasefmt.toml").write_text(TOML, "utf-8")
    Image.new("RGB", (90, 60), "navy").save(folder / "logo.png")
    for number in range(count):
        text = TEXT.format(number)
        if number % 5 == 0:
            Image.new("RGB", (600 + number, 300), "teal").save(folder / "bilder" / f"kran-{number}.png")
        if number % 5 == 0 or number == 4:
            text += PICTURE.format(number)
        (folder / f"{number:04}.md").write_text(text, "utf-8")
    return folder


def build(drafts: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    """``releasefmt build`` of a folder, under way; its report is ``out`` with the ending ``.json``."""
    command = [sys.executable, "-m", "releasefmt", "build", drafts.name, "--quiet", "--out", str(out)]
    command += ["--report", str(out.with_suffix(".json")), *options]
    return subprocess.Popen(command, cwd=drafts.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def files(out: Path) -> dict[str, bytes]:
    """What was built, by name."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.suffix in {".pdf", ".docx"}}


def told(out: Path) -> object:
    """The report, but for seconds and for where the files went."""
    report = json.loads(out.with_suffix(".json").read_text("utf-8").replace(str(out), "OUT"))
    for draft in report["drafts"]:
        del draft["seconds"]
    return report
