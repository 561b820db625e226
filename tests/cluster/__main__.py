"""A thousand drafts on two workers, of which one is killed on the way: ``python -m tests.cluster [COUNT]``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.cluster import build, files, kill, running, told, write_drafts

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drafts = write_drafts(folder / "drafts", count)
        out, local = folder / "far", folder / "here"
        (folder / "cluster").mkdir()
        with running(folder / "cluster", 2) as cluster:
            began = time.monotonic()
            at_work = build(drafts, out, "--cluster", cluster.address)
            while at_work.poll() is None and (not out.exists() or len(files(out)) < count):
                time.sleep(0.2)
            half = len(files(out))
            kill(cluster.workers[0])
            _, said = at_work.communicate()
            seconds = time.monotonic() - began
        build(drafts, local).communicate()
        made = len(files(out))
        same = files(out) == files(local) and told(out) == told(local)
        print(
            f"{count} drafts, one of two workers killed after {half} files: {made} files, exit code {at_work.returncode}, "
            f"{seconds:.0f} s; {'the same' if same else 'NOT the same'} files and report as here"
        )
        print(said.decode(), end="")
    raise SystemExit(0 if same and made == 2 * count else 1)
