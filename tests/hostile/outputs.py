"""A few targets that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.hostile.case import HEAD, TAIL, Case, case


def _taken(folder: Path) -> None:
    (folder / "draft.pdf").mkdir()
    (folder / "draft.docx").mkdir()


def cases() -> Iterator[Case]:
    yield case("outputs", "a-folder-has-the-name", HEAD + TAIL, "RF501", more=_taken, code=1)
    yield case("outputs", "device", HEAD + TAIL, "RF501", code=1, options=("--out", "/dev/null"))
    yield case("outputs", "null", HEAD + TAIL, "RF501", code=1, options=("--out", "/proc/self"))
