"""qpdf --check: the syntax of a PDF, its cross-reference table and its streams."""

from __future__ import annotations

from tests.gates.complaints import Complaint
from tests.gates.workspace import on_disk, run, words


def check(pdf: bytes) -> tuple[Complaint, ...]:
    """Errors (exit code 2) and warnings (3); both count."""
    with on_disk(pdf, "file.pdf") as path:
        done = run(["qpdf", "--check", path])
    if done.returncode == 0:
        return ()
    return (Complaint("qpdf", f"exit {done.returncode}", words(done.stderr) or words(done.stdout)),)
