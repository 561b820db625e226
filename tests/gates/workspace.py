"""Files and folders of this test process that the tools work in, and how the tools are run."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
"""The root of the checkout."""

FONTS = PROJECT / "src" / "releasefmt" / "fonts"
"""The typefaces that the package ships."""

LONGEST_RUN = 120
"""Seconds after which a tool is taken to hang; LibreOffice's first start on a busy machine takes 20."""


@cache
def folder() -> Path:
    """A folder of this process that is removed when the process ends."""
    path = Path(tempfile.mkdtemp(prefix="releasefmt-gates-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@contextmanager
def on_disk(document: bytes, name: str) -> Iterator[Path]:
    """The document as a file called `name`, alone in a folder that goes when the block ends."""
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        path = Path(place) / name
        path.write_bytes(document)
        yield path


@cache
def private_fontconfig(*others: Path, bundled: bool = True) -> Path:
    """A fontconfig file that knows the bundled typefaces and those in ``others``, and nothing of the system's.

    Without the ``bundled`` ones it is the computer of a reader who has installed none of them.
    """
    known = (FONTS, *others) if bundled else others
    path = folder() / f"fonts-{'-'.join(each.parent.name for each in known)}.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{''.join(f'<dir>{each}</dir>' for each in known)}<cachedir>{folder() / 'fontconfig-cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path


def run(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a tool to its end, whatever its exit code; its output stays bytes, for not every tool writes UTF-8."""
    return subprocess.run(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=LONGEST_RUN,
        env={**os.environ, **(environment or {})},
    )


def words(output: bytes) -> str:
    """A tool's output as text; a byte that is not UTF-8 is shown by its number."""
    return output.decode("utf-8", errors="backslashreplace").strip()
