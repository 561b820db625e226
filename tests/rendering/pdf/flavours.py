"""Every purpose with the standards that its files claim, and each of the gates that knows one of them."""

from __future__ import annotations

from releasefmt.model.purpose import Purpose
from tests.gates import ghostscript, outloud, page_validation, pdfx, qpdf, verapdf
from tests.gates.complaints import Complaint

FLAVOURS = {
    Purpose.SCREEN: ("ua1", "3a"),
    Purpose.ARCHIVE: ("ua1", "2a"),
    Purpose.ARCHIVE_4: ("ua2", "4f"),
    Purpose.PRINT: ("ua1", "2a"),
}
GATES = ("verapdf", "page-validation", "outloud", "qpdf", "ghostscript", "pdfx")


def judges(gate: str, purpose: Purpose) -> bool:
    """Whether a gate knows any of the standards of a purpose: PDF/X, and PDF/A-4 and PDF/UA-2, are not known to all."""
    return {"pdfx": purpose is Purpose.PRINT, "page-validation": purpose is not Purpose.ARCHIVE_4}.get(gate, True)


# page-validation 0.11 does not look for an extension of a schema that PDF/A knows, so it minds pdf:Trapped, which PDF/X-4
# asks for and whose schema travels along; veraPDF reads it.
_MINDS_TRAPPED = ("XMP-PREDEFINED-PROPERTY-001", "XMP-PREDEFINED-VALUE-TYPE-001", "XMP-PROPERTY-DEFINITION-001")
# On paper an address is text; PDF/X lets no link stand on the page.
_MINDS_PAPER = "LNK-010"


def check(gate: str, pdf: bytes, purpose: Purpose) -> tuple[Complaint, ...]:
    """What a gate has against a file made for a purpose, one that it judges."""
    press = purpose is Purpose.PRINT
    match gate:
        case "verapdf":
            return verapdf.check(pdf, *FLAVOURS[purpose])
        case "page-validation":
            found = page_validation.check(pdf, *FLAVOURS[purpose])
            return tuple(entry for entry in found if not (press and entry.rule.endswith(_MINDS_TRAPPED)))
        case "outloud":
            found = outloud.check(pdf)
            return tuple(entry for entry in found if not (press and entry.rule == _MINDS_PAPER))
        case "qpdf":
            return qpdf.check(pdf)
        case "ghostscript":
            return ghostscript.check(pdf) + (ghostscript.ink(pdf) if press else ())
        case "pdfx":
            return pdfx.check(pdf)
    raise ValueError(f"no gate {gate!r}")
