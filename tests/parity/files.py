"""A release in a style as three files: our PDF, our Word file, and what LibreOffice prints from that one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from releasefmt.measuring import docx, pdf
from releasefmt.measuring.docx.facts import DocxFacts
from releasefmt.measuring.facts import PdfFacts
from releasefmt.model.findings import Severity
from releasefmt.pipeline import Job, run, set_up
from releasefmt.system.drafts import Draft
from tests.gates import libreoffice
from tests.gates.toolbox import TYPEFACES
from tests.gates.workspace import folder
from tests.matrix.releases import Release


@dataclass(frozen=True, slots=True)
class Files:
    """``printed`` is LibreOffice's PDF; ``docx`` are the bytes of the Word file."""

    ours: PdfFacts
    word: DocxFacts
    printed: PdfFacts
    docx: bytes


@cache
def files(release: Release, style: str) -> Files | None:
    """None for a release that is rightly refused."""
    draft = release.draft
    setup = set_up(draft.parent, style=style)
    assert setup.value is not None, setup.findings
    out = folder() / "parity" / style
    # Real drafts may have a part that is not meant for the press; here it is wanted.
    job = Job(
        Draft(draft.name, draft.read_bytes(), draft.parent, release.name), setup.value, ("pdf", "docx"), out, "print"
    )
    result = run(job).result
    if release.real and any(entry.severity is Severity.ERROR for entry in result.findings):
        return None
    made = {output.format: Path(output.path).read_bytes() for output in result.outputs}
    typefaces = [draft.parent / "fonts"] if release.language in TYPEFACES else []
    printed = libreoffice.to_pdf(made["docx"], *typefaces)
    return Files(pdf.measure(made["pdf"]), docx.measure(made["docx"]), pdf.measure(printed), made["docx"])
