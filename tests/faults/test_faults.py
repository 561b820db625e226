"""A short run of ``python -m tests.faults``, in a process of its own since it forks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may play another user")
def test_whatever_happens_files_are_whole_and_the_next_run_completes(show: Callable[[str], None]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "12"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    show(done.stdout)
