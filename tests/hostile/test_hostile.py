"""A fixed sample of the corpus in the suite; ``make hostile`` runs the whole of it, one by one and as one batch."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.case import Case
from tests.hostile.corpus import corpus
from tests.hostile.run import complaints, run

ROOT = Path(__file__).resolve().parents[2]
CASES = tuple(corpus())
STEP = 6  # the whole takes five minutes of the processor
# Answered otherwise than expected when the corpus was first run as a whole; what takes many seconds is left to make hostile.
ONCE_WRONG = frozenset(
    {
        "nesting-code",
        "metadata-json-brackets",
        "encodings-blank",
        "devices-memory",
        "pictures-size-absurd",
        "svg-clip-paths",
        "names-title-long-word",
        "names-bytes-that-are-no-letters",
    }
)


def sample() -> Iterator[Case]:
    """Of each group every sixth, from its first on, and what once was wrong."""
    counts: Counter[str] = Counter()
    for case in CASES:
        if counts[case.group] % STEP == 0 or case.key in ONCE_WRONG:
            yield case
        counts[case.group] += 1


@pytest.mark.slow
def test_every_case_gets_its_answer(show: Callable[[str], None]) -> None:
    """In a process of its own: what other tests have loaded would count for the memory of each case."""
    keys = [case.key for case in sample()]
    assert set(keys) >= ONCE_WRONG
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", *keys], capture_output=True, text=True, check=False, cwd=ROOT
    )
    show(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("key", ["svg-filter-turbulence", "devices-picture-pipe", "metadata-yaml-aliases"])
def test_a_fresh_process_gives_the_same_answer(tmp_path: Path, key: str) -> None:
    (case,) = [case for case in CASES if case.key == key]
    assert not _wrong(case, tmp_path / "case", cold=True)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100


def _wrong(case: Case, folder: Path, *, cold: bool = False) -> list[str]:
    case.make(folder)
    ran = run(["build", *case.options, *case.arguments], folder / "in", cold=cold)
    return complaints(case, folder / "in", ran)
