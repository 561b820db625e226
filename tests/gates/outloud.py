"""outloud, the second gate for accessible PDF: empty headings, poor alternative text, paint order, tagged page numbers."""

from __future__ import annotations

import warnings

from tests.gates.complaints import Complaint
from tests.gates.workspace import on_disk


def check(pdf: bytes) -> tuple[Complaint, ...]:
    """Its findings of severity warning or error, as with `--fail-on warning`; a rule of its own that crashed is one too."""
    with warnings.catch_warnings():
        # pymupdf's generated bindings lack __module__, which Python 3.11 deprecates; nothing of ours is concerned.
        warnings.filterwarnings("ignore", message="builtin type .* has no __module__ attribute")
        import outloud

    with on_disk(pdf, "file.pdf") as path:
        result = outloud.check(str(path))
    complaints = [
        Complaint("outloud", found.rule, found.message, f"page {found.page}" if found.page is not None else "")
        for found in result.findings
        if found.severity in {"warning", "error"}
    ]
    complaints += [
        Complaint("outloud", run.rule, f"crashed: {run.reason}") for run in result.runs if run.status == "crashed"
    ]
    if result.error:
        complaints.append(Complaint("outloud", "read", result.error))
    return tuple(complaints)
