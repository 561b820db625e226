"""Ctrl-C in a batch, and watching until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_errors import DRAFT, releasefmt

PATIENCE = 30.0


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process group of its own, which Ctrl-C reaches as a whole, as on a terminal."""
    with (folder / "out.log").open("w") as out, (folder / "err.log").open("w") as err:
        command = [sys.executable, "-m", "releasefmt", *arguments]
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err, text=True, start_new_session=True)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def press(process: subprocess.Popen[str]) -> int:
    os.killpg(process.pid, signal.SIGINT)
    return process.wait(PATIENCE)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_says_what_was_done_and_the_same_command_goes_on(tmp_path: Path, jobs: str) -> None:
    for number in range(300):
        (tmp_path / f"{number}.md").write_text(DRAFT, encoding="utf-8")
    call = ("build", ".", "--to", "docx", "--out", "aus", "--jobs", jobs)
    with running(tmp_path, *call) as process:
        until(lambda: len(list(tmp_path.glob("aus/*.docx"))) > 3)
        assert press(process) == 130
    error = (tmp_path / "err.log").read_text()
    assert "Traceback" not in error
    done = (tmp_path / "out.log").read_text().splitlines()
    assert 3 < len(done) < 300
    assert error.splitlines()[-1] == (
        f"Stopped: {300 - len(done)} of 300 drafts were not built. Give the same command again to go on."
    )
    assert [path.name for path in (tmp_path / "aus").iterdir() if path.suffix == ".tmp"] == []
    code, out, error = releasefmt(tmp_path, *call)
    assert code == 0
    assert len(out.splitlines()) == 300
    assert error.splitlines()[-1] == f"300 drafts, {len(done)} unchanged, nothing to mend."


@pytest.mark.slow
def test_watching_builds_what_has_changed_and_what_is_new_until_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "b.md").write_text(DRAFT, encoding="utf-8")

    def said() -> list[str]:
        return (tmp_path / "out.log").read_text().splitlines()

    with running(tmp_path, "build", ".", "--to", "docx", "--watch") as process:
        until(lambda: "Waiting for changes; Ctrl-C ends." in (tmp_path / "err.log").read_text())
        assert said() == ["a.docx", "b.docx"]
        (tmp_path / "b.md").write_text(DRAFT + "\nMehr.\n", encoding="utf-8")
        until(lambda: said() == ["a.docx", "b.docx", "b.docx"])
        (tmp_path / "c.md").write_text(DRAFT, encoding="utf-8")
        until(lambda: said() == ["a.docx", "b.docx", "b.docx", "c.docx"])
        time.sleep(1.0)
        assert len(said()) == 4  # its own files wake it up for nothing
        assert press(process) == 0
    assert "Traceback" not in (tmp_path / "err.log").read_text()


def test_standard_input_cannot_be_watched(tmp_path: Path) -> None:
    code, out, error = releasefmt(tmp_path, "build", "-", "--watch")
    assert (code, out) == (2, "")
    assert "Standard input cannot be watched." in error
