"""Each gate for DOCX passes a sound file and catches broken ones; the readers read what is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.gates import libreoffice, ooxml_integrity, open_xml_sdk, openxml_audit, pandoc, poppler, tiny
from tests.gates.complaints import Complaint, listed
from tests.gates.toolbox import DOCX_GATES

GATES: dict[str, Callable[[bytes], tuple[Complaint, ...]]] = {  # asked for the default versions
    "open-xml-sdk": open_xml_sdk.check,
    "openxml-audit": openxml_audit.check,
    "ooxml-integrity": ooxml_integrity.check,
}


def dangling_relationship() -> bytes:
    """The link asks for a relationship that nobody declares."""
    return tiny.docx("word/document.xml", 'hyperlink r:id="', 'hyperlink r:id="no-')


def missing_part() -> bytes:
    """A relationship leads to a part that is not in the package."""
    return tiny.docx("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="other.xml"')


def properties_after_text() -> bytes:
    """Paragraph properties come first in a paragraph (ECMA-376-1, 17.3.1.22)."""
    return tiny.docx(
        "word/document.xml", f"{tiny.HEADING}<w:r>{tiny.TEXT}</w:r>", f"<w:r>{tiny.TEXT}</w:r>{tiny.HEADING}"
    )


def page_width_in_words() -> bytes:
    """A measure that is no number."""
    return tiny.docx("word/document.xml", 'w:w="12240"', 'w:w="wide"')


def undefined_style() -> bytes:
    """A paragraph in a style that no part defines."""
    return tiny.docx("word/document.xml", '"Heading1"', '"Heading99"')


def no_package() -> bytes:
    """A file that only bears the name."""
    return b"no package"


BROKEN: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("open-xml-sdk", dangling_relationship),
    ("open-xml-sdk", properties_after_text),
    ("open-xml-sdk", page_width_in_words),
    ("open-xml-sdk", no_package),
    ("openxml-audit", dangling_relationship),
    ("openxml-audit", properties_after_text),
    ("openxml-audit", page_width_in_words),
    ("openxml-audit", no_package),
    ("ooxml-integrity", dangling_relationship),
    ("ooxml-integrity", missing_part),
    ("ooxml-integrity", undefined_style),
    ("ooxml-integrity", no_package),
)


@pytest.mark.parametrize("gate", [pytest.param(name, marks=pytest.mark.needs(name)) for name in DOCX_GATES])
@pytest.mark.slow
def test_a_sound_file_passes(gate: str) -> None:
    assert listed(GATES[gate](tiny.docx())) == ""


@pytest.mark.parametrize(("gate", "broken"), [pytest.param(*case, marks=pytest.mark.needs(case[0])) for case in BROKEN])
@pytest.mark.slow
def test_a_broken_file_is_caught(gate: str, broken: Callable[[], bytes]) -> None:
    complaints = GATES[gate](broken())
    assert complaints
    assert all(complaint.rule and complaint.message for complaint in complaints)


def test_every_gate_has_two_broken_files() -> None:
    caught = [gate for gate, _ in BROKEN]
    assert set(GATES) == set(DOCX_GATES)
    assert all(caught.count(gate) >= 2 for gate in DOCX_GATES)


@pytest.mark.needs("open-xml-sdk")
@pytest.mark.slow
def test_each_version_of_the_format_is_asked() -> None:
    gates = [complaint.gate for complaint in open_xml_sdk.check(page_width_in_words())]
    assert set(gates) == {f"Open XML SDK {version}" for version in ("Office2010", "Office2019", "Microsoft365")}


@pytest.mark.needs("pandoc")
def test_pandoc_reads_the_structure() -> None:
    blocks = pandoc.read(tiny.docx())["blocks"]
    assert [block["t"] for block in blocks] == ["Header", "Para"]
    with pytest.raises(pandoc.UnreadableError):
        pandoc.read(no_package())


@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.slow
def test_libreoffice_draws_with_the_bundled_typefaces() -> None:
    pdf = libreoffice.to_pdf(tiny.docx())
    assert poppler.text(pdf).split() == ["Headline", "One", "paragraph."]
    assert b"Source" in pdf
    with pytest.raises(libreoffice.UnreadableError):
        libreoffice.to_pdf(no_package())
