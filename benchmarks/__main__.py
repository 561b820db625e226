"""``make bench``: CPU of one cold release, of twenty in one process, and of a warm Word file, beside pandoc's of the same draft.

``DRAFT=file make bench`` measures another draft than our example, with the releasefmt.toml beside it, if there is one.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypandoc

from benchmarks.warm import RUNS as HUNDRED
from benchmarks.warm import word_file

ROOT = Path(__file__).resolve().parents[1]
DRAFT = Path(os.environ.get("DRAFT") or ROOT / "examples" / "landesbuendnis" / "reparaturgipfel.md")
RUNS = 5
WARM = 20


def cpu(command: Sequence[str]) -> float:
    """User and system seconds of one process with its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment() -> dict[str, str]:
    """Without the switch that keeps Python from caching compiled modules: users have that cache."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def median(command: Sequence[str]) -> float:
    """The median of a few runs after one that warms the disk's cache."""
    cpu(command)
    return statistics.median(cpu(command) for _ in range(RUNS))


def main() -> None:
    """Print a table; the ratio is to pandoc's plain Word file, which has neither letterhead nor PDF."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        ours = [sys.executable, "-m", "releasefmt", "build", "--quiet", "--jobs", "1", "--out", folder]
        drafts = []
        for number in range(WARM):
            copy = out / f"draft-{number:02}.md"
            copy.write_bytes(DRAFT.read_bytes())
            drafts.append(os.fspath(copy))
        file = DRAFT.parent / "releasefmt.toml"
        config = ["--config", os.fspath(file)] if file.exists() else []
        pandoc = [pypandoc.get_pandoc_path(), "-f", "markdown", os.fspath(DRAFT), "-o", os.fspath(out / "pandoc.docx")]
        peer = median(pandoc)
        rows = [("pandoc, plain Word file", peer)]
        for formats in ("docx", "pdf", "pdf,docx"):
            once = median([*ours, *config, "--to", formats, drafts[0]])
            many = cpu([*ours, *config, "--to", formats, *drafts])
            rows.append((f"releasefmt {formats}, one, cold", once))
            rows.append((f"releasefmt {formats}, each further of {WARM}", (many - once) / (WARM - 1)))
    print(f"{'CPU seconds, median of ' + str(RUNS):44}  {'s':>7}  {'ratio':>6}")
    for name, seconds in rows:
        print(f"{name:44}  {seconds:7.3f}  {seconds / peer:6.2f}")
    word = word_file(DRAFT)
    print(
        f"\na Word file more in one process, ms of CPU: reading {word.reading:.1f}, drawing up {word.drawing_up:.1f}, ",
        end="",
    )
    print(f"writing {word.writing:.1f}; {HUNDRED} of them {word.hundred:.2f} s; {word.size} bytes")


if __name__ == "__main__":
    main()
