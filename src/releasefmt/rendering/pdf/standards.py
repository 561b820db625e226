"""Which standards a PDF keeps for each purpose."""

from __future__ import annotations

from dataclasses import dataclass

from releasefmt.model.purpose import Purpose


@dataclass(frozen=True, slots=True)
class Standard:
    """``variant`` is WeasyPrint's name for the archive standard, ``version`` that of PDF.

    ``pdf_a`` is part and level (ISO 19005), ``pdf_ua`` the part (ISO 14289), ``pdf_x`` the name that a file gives itself
    (ISO 15930-7). ``holds_draft``: the draft travels inside.
    """

    variant: str
    version: str
    pdf_a: tuple[str, str]
    pdf_ua: str
    pdf_x: str = ""
    holds_draft: bool = False


STANDARDS = {
    Purpose.SCREEN: Standard("pdf/a-3a", "1.7", ("3", "A"), "1", holds_draft=True),
    # PDF/A-2 lets no file in that is not PDF/A itself.
    Purpose.ARCHIVE: Standard("pdf/a-2a", "1.7", ("2", "A"), "1"),
    # 4f is the level for files with attachments and must have one (ISO 19005-4, annex A).
    Purpose.ARCHIVE_4: Standard("pdf/a-4f", "2.0", ("4", "F"), "2", holds_draft=True),
    Purpose.PRINT: Standard("pdf/a-2a", "1.6", ("2", "A"), "1", pdf_x="PDF/X-4"),
}
