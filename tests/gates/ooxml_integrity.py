"""ooxml-integrity: whether everything in a DOCX that points somewhere points at something."""

from __future__ import annotations

from tests.gates.complaints import Complaint
from tests.gates.workspace import on_disk


def check(docx: bytes) -> tuple[Complaint, ...]:
    """Its findings of severity warning or error."""
    from ooxml_integrity import INFO
    from ooxml_integrity import check as inspect

    with on_disk(docx, "file.docx") as path:
        findings = inspect(path)
    return tuple(
        Complaint("ooxml-integrity", found.code, found.message, found.where or found.part or "")
        for found in findings
        if found.severity > INFO
    )
