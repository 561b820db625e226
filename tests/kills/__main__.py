"""Counts for people: 50 kills in a batch of both files."""

import tempfile
from pathlib import Path

from tests.kills import kill_workers

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        toll = kill_workers(Path(folder), 600, 50, "pdf", "docx")
    print(
        f"{toll.drafts} drafts, {toll.killed} workers killed: {toll.built} built, {toll.reported} reported as RF520, "
        f"{toll.left} files half-written"
    )
    raise SystemExit(0 if toll.all_accounted_for and toll.killed == 50 else 1)
