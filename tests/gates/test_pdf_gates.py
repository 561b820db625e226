"""Each gate for PDF passes a sound file and catches broken ones; a gate that catches nothing is none."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest

from tests.gates import ghostscript, outloud, page_validation, poppler, qpdf, tiny, verapdf
from tests.gates.complaints import Complaint, listed
from tests.gates.toolbox import PDF_GATES

Gate = Callable[[bytes], tuple[Complaint, ...]]

GATES: dict[str, Gate] = {
    "verapdf": lambda pdf: verapdf.check(pdf, "ua1"),
    "page-validation": lambda pdf: page_validation.check(pdf, "ua1"),
    "outloud": outloud.check,
    "qpdf": qpdf.check,
    "ghostscript": ghostscript.check,
}


def untagged() -> bytes:
    """The same page drawn without tags."""
    return tiny.pdf("")


def without_title_shown() -> bytes:
    """The window title would be the name of the file (ISO 14289-1, 7.1)."""
    with tiny.opened(tiny.pdf()) as (document, saved):
        del document.Root.ViewerPreferences
        return saved()


def link_without_description() -> bytes:
    """A link annotation without /Contents (ISO 14289-1, 7.18.5)."""
    with tiny.opened(tiny.pdf()) as (document, saved):
        for annotation in document.pages[0].Annots:
            del annotation.Contents
        return saved()


def heading_level_skipped() -> bytes:
    """The only heading is of the third level (ISO 14289-1, 7.4.2)."""
    with tiny.opened(tiny.pdf()) as (document, saved):
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/H1":
                element.S = pikepdf.Name.H3
        return saved()


def cut_off() -> bytes:
    """A download that broke off in the middle."""
    whole = tiny.pdf()
    return whole[: len(whole) // 2]


def cross_reference_shifted() -> bytes:
    """The table of objects is not where the trailer says."""
    before, _, after = tiny.pdf().rpartition(b"startxref\n")
    return before + b"startxref\n1" + after


def _with_content(more: bytes) -> bytes:
    with tiny.opened(tiny.pdf()) as (document, saved):
        page = document.pages[0]
        page.Contents = document.make_stream(page.Contents.read_bytes() + more)
        return saved()


def missing_image() -> bytes:
    """The page draws an image that its resources do not name (ISO 32000-1, 8.8)."""
    return _with_content(b"\n/Nowhere Do\n")


def missing_operands() -> bytes:
    """A rectangle of one number instead of four (ISO 32000-1, 8.5.2.1)."""
    return _with_content(b"\n1 re\n")


BROKEN: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("verapdf", untagged),
    ("verapdf", without_title_shown),
    ("verapdf", link_without_description),
    ("verapdf", heading_level_skipped),
    ("verapdf", cut_off),
    ("page-validation", untagged),
    ("page-validation", without_title_shown),
    ("page-validation", link_without_description),
    ("page-validation", heading_level_skipped),
    ("page-validation", cut_off),
    ("outloud", untagged),
    ("outloud", without_title_shown),
    ("outloud", heading_level_skipped),
    ("outloud", cut_off),
    ("qpdf", cut_off),
    ("qpdf", cross_reference_shifted),
    ("ghostscript", cut_off),
    ("ghostscript", cross_reference_shifted),
    ("ghostscript", missing_image),
    ("ghostscript", missing_operands),
)


@pytest.mark.parametrize("gate", [pytest.param(name, marks=pytest.mark.needs(name)) for name in PDF_GATES])
@pytest.mark.slow
def test_a_sound_file_passes(gate: str) -> None:
    assert listed(GATES[gate](tiny.pdf())) == ""


@pytest.mark.parametrize(("gate", "broken"), [pytest.param(*case, marks=pytest.mark.needs(case[0])) for case in BROKEN])
@pytest.mark.slow
def test_a_broken_file_is_caught(gate: str, broken: Callable[[], bytes]) -> None:
    complaints = GATES[gate](broken())
    assert complaints
    assert all(complaint.rule and complaint.message for complaint in complaints)


def test_every_gate_has_two_broken_files() -> None:
    caught = [gate for gate, _ in BROKEN]
    assert set(GATES) == set(PDF_GATES)
    assert all(caught.count(gate) >= 2 for gate in PDF_GATES)


@pytest.mark.needs("verapdf")
@pytest.mark.slow
def test_flavours_are_told_apart() -> None:
    archive = tiny.pdf("pdf/a-3a")
    assert listed(verapdf.check(archive, "3a")) == ""
    assert {complaint.gate for complaint in verapdf.check(archive, "ua1", "3a", "2a")} == {"veraPDF ua1", "veraPDF 2a"}
    with pytest.raises(ValueError, match="no flavour 'ua9'"):
        verapdf.check(archive, "ua9")


@pytest.mark.needs("verapdf")
@pytest.mark.slow
def test_a_complaint_names_clause_and_place() -> None:
    (complaint,) = verapdf.check(without_title_shown(), "ua1")
    assert complaint.rule == "ISO 14289-1:2014 7.1-10"
    assert "DisplayDocTitle" in str(complaint)
    assert complaint.where == "root"


@pytest.mark.needs("pdftotext", "pdftoppm")
@pytest.mark.slow
def test_poppler_reads_text_and_pages() -> None:
    assert poppler.text(tiny.pdf()).split() == [
        "Headline",
        "One",
        "paragraph",
        "with",
        "a",
        "link",
        "to",
        "an",
        "example.",
    ]
    (page,) = poppler.pictures(tiny.pdf(), dpi=36)
    assert page.startswith(b"\x89PNG")
    for read in (poppler.text, poppler.pictures):
        with pytest.raises(poppler.UnreadableError, match="May not be a PDF file"):
            read(b"no PDF")


def test_equal_complaints_are_listed_once() -> None:
    complaint = Complaint("gate", "1.2", "no such thing", "page 1")
    assert listed([complaint, complaint]) == "gate 1.2: no such thing at page 1 (2 times)"
    assert listed([]) == ""
