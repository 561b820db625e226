"""``python -m benchmarks.memory [COUNT]``: the memory of one process that makes both files of so many releases, in MiB."""

from __future__ import annotations

import resource
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drafts import release
from benchmarks.peers import CONFIG
from releasefmt.pipeline import Job, copyfit, draw_up, set_up, understand, warm_up
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.drafts import Draft

FORMATS = ("pdf", "docx")
_PAGE = resource.getpagesize() / 2**20


def held(count: int) -> Iterator[float]:
    """What the process holds after each release (resident set, Linux)."""
    setup = set_up(CONFIG.parent).value
    assert setup is not None
    warm_up(FORMATS)
    for number in range(count):
        name = f"release-{number:04}"
        job = Job(Draft(f"{name}.md", release(number).encode(), CONFIG.parent, name), setup, FORMATS)
        understood = understand(job).value
        assert understood is not None
        sheet = copyfit(job, draw_up(job, understood).value[0]).value
        for form in FORMATS:
            assert load(form)(sheet, FolderAssets(letterhead=CONFIG.parent)).value
        yield int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE


def main(count: int) -> None:
    """One line: the second hundred, the last hundred, the peak."""
    sizes = list(held(count))
    second, last = statistics.mean(sizes[100:200]), statistics.mean(sizes[-100:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} releases in one process: second hundred {second:.1f} MiB, last hundred {last:.1f} MiB, peak {peak:.1f} MiB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
