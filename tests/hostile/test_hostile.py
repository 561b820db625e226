"""A fixed sample of the corpus in the suite; ``make hostile`` runs the whole of it, one by one and as one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.case import Case
from tests.hostile.corpus import corpus
from tests.hostile.run import complaints, preload, run

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
def test_every_case_gets_its_answer(tmp_path: Path) -> None:
    preload(tmp_path / "warm")
    chosen = tuple(sample())
    assert {case.key for case in chosen} >= ONCE_WRONG
    wrong: dict[str, list[str]] = {}
    for number, case in enumerate(chosen):
        found = _wrong(case, tmp_path / f"{number:03}")
        if found:
            wrong[case.key] = found
    assert not wrong


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
