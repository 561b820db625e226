"""The corpus in the suite: every case gets the answer that it must get, and some do so in a process of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile.case import Case
from tests.hostile.corpus import corpus
from tests.hostile.run import complaints, preload, run

CASES = tuple(corpus())
# What the files hold needs both formats, a quarter of a second each: of those only every sixth is built in full here.
FULL = 6
LATE = frozenset({"RF502", "RF503", "RF505"})  # only said where a PDF is made


@pytest.mark.slow
def test_every_case_gets_its_answer(tmp_path: Path) -> None:
    preload(tmp_path / "warm")
    wrong: dict[str, list[str]] = {}
    for number, case in enumerate(CASES):
        full = number % FULL == 0 or bool(case.codes & LATE)
        tried = (
            case if full else replace(case, holds=(), lacks=(), pictures=None, options=(*case.options, "--to", "docx"))
        )
        found = _wrong(tried, tmp_path / f"{number:03}")
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
