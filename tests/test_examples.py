"""Every example and the draft that ``init`` writes, from the command's own pipeline through every gate.

What is built once is judged by many: each file is made once a test run, by the same ``run`` that the command calls.
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from releasefmt.model.findings import Severity
from releasefmt.model.purpose import Purpose
from releasefmt.model.text import plain_text
from releasefmt.pipeline import Job, draw_up, run, set_up, understand
from releasefmt.system.drafts import Draft
from tests.gates import (
    ghostscript,
    libreoffice,
    ooxml_integrity,
    open_xml_sdk,
    openxml_audit,
    outloud,
    page_validation,
    pandoc,
    poppler,
    qpdf,
    verapdf,
)
from tests.gates.complaints import listed
from tests.gates.workspace import folder
from tests.rendering.pdf.flavours import GATES, check

ROOT = Path(__file__).parents[1]
DRAFTS = (*sorted((ROOT / "examples").glob("*/*.md")), ROOT / "src" / "releasefmt" / "starter" / "pressemitteilung.md")
NAMES = [path.stem for path in DRAFTS]

every_draft = pytest.mark.parametrize("path", DRAFTS, ids=NAMES)


def job(path: Path, *formats: str, purpose: Purpose | None = None) -> Job:
    setup = set_up(path.parent, purpose=purpose)
    assert setup.value is not None, setup.findings
    out = folder() / "examples"
    return Job(Draft(path.name, path.read_bytes(), path.parent, path.stem), setup.value, formats, out)


@cache
def built(path: Path) -> dict[str, bytes]:
    """Both files of a draft."""
    done = run(job(path, "pdf", "docx"))
    assert not [entry for entry in done.result.findings if entry.severity is Severity.ERROR]
    return {output.format: Path(output.path).read_bytes() for output in done.result.outputs}


@cache
def made_for(path: Path, purpose: Purpose) -> bytes:
    """The PDF of a draft for a purpose."""
    done = run(job(path, "pdf", purpose=purpose))
    [output] = done.result.outputs
    assert Path(output.path).name.endswith(f"{purpose.suffix}.pdf")
    return Path(output.path).read_bytes()


def words(text: str) -> list[str]:
    """Letters and digits, so that lines and hyphens at their ends do not matter."""
    return re.findall(r"[^\W_]+", re.sub(r"[\u00ad\u2060]|(?<=\w)-\n(?=\w)", "", text))


def sheet_words(path: Path) -> list[str]:
    """Words of the sheet's flow and footnotes: what both files have to say."""
    work = job(path)
    release = understand(work).value
    assert release is not None
    sheet = draw_up(work, release).value[0]
    texts = [plain_text((placed.block,)) for placed in sheet.flow]
    texts += [plain_text(note.blocks) for note in sheet.notes]
    return words("\n".join(texts))


def docx_text(data: bytes) -> str:
    """Text of the body and the footnotes, a line a paragraph."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [
            package.read(name).decode()
            for name in ("word/document.xml", "word/footnotes.xml")
            if name in package.namelist()
        ]
    marked = [re.sub(r"</w:p>|<w:br/>|<w:tab/>", "\n", part) for part in parts]
    return "\n".join(re.sub(r"<[^>]+>", "", part) for part in marked)


@every_draft
@pytest.mark.needs("page-validation")
def test_page_validation_finds_pdf_ua_1_clean(path: Path) -> None:
    """PDF/A-3a is left to veraPDF: page-validation 0.11 miscounts a stream whose last byte is a carriage return."""
    complaints = page_validation.check(built(path)["pdf"], "ua1")
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.needs("verapdf")
def test_verapdf_finds_pdf_ua_1_and_pdf_a_3a_clean(path: Path) -> None:
    complaints = verapdf.check(built(path)["pdf"], "ua1", "3a")
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.slow
@pytest.mark.parametrize("gate", [*(pytest.param(gate, marks=pytest.mark.needs(gate)) for gate in GATES), "pdfx"])
@pytest.mark.parametrize("purpose", [Purpose.ARCHIVE, Purpose.ARCHIVE_4, Purpose.PRINT])
def test_no_gate_says_a_word_whatever_the_purpose(path: Path, gate: str, purpose: Purpose) -> None:
    complaints = check(gate, made_for(path, purpose), purpose)
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.needs("outloud")
def test_outloud_has_not_even_a_warning(path: Path) -> None:
    complaints = outloud.check(built(path)["pdf"])
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.needs("qpdf", "ghostscript")
def test_qpdf_and_ghostscript_read_the_pdf_without_complaint(path: Path) -> None:
    complaints = qpdf.check(built(path)["pdf"]) + ghostscript.check(built(path)["pdf"])
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.needs("open-xml-sdk")
def test_the_open_xml_sdk_finds_the_word_file_clean(path: Path) -> None:
    complaints = open_xml_sdk.check(built(path)["docx"], "Office2010", "Office2019", "Microsoft365")
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.needs("openxml-audit", "ooxml-integrity")
def test_openxml_audit_and_ooxml_integrity_find_the_word_file_clean(path: Path) -> None:
    complaints = openxml_audit.check(built(path)["docx"]) + ooxml_integrity.check(built(path)["docx"])
    assert not complaints, listed(complaints)


@every_draft
@pytest.mark.needs("pandoc")
def test_pandoc_reads_one_headline_from_the_word_file(path: Path) -> None:
    blocks = pandoc.read(built(path)["docx"])["blocks"]
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@every_draft
@pytest.mark.needs("libreoffice", "pdftoppm")
def test_both_files_have_the_same_number_of_pages(path: Path) -> None:
    word = libreoffice.to_pdf(built(path)["docx"])
    assert len(poppler.pictures(word, 10)) == len(poppler.pictures(built(path)["pdf"], 10))


@every_draft
@pytest.mark.needs("pdftotext")
def test_every_word_of_the_sheet_is_in_both_files(path: Path) -> None:
    """In order in the Word file; in the PDF, whose footnotes stand at the foot of their page, each as often."""
    wanted = sheet_words(path)
    in_pdf = "".join(words(poppler.text(built(path)["pdf"]).casefold()))
    in_word = words(docx_text(built(path)["docx"]))
    assert [word for word in wanted if word.casefold() not in in_pdf] == []
    assert sorted(in_word) == sorted(wanted)
    assert "\\" not in poppler.text(built(path)["pdf"]) + docx_text(built(path)["docx"])


@every_draft
def test_the_same_draft_gives_the_same_bytes(path: Path) -> None:
    again = run(job(path, "pdf", "docx")).result
    assert {output.format: Path(output.path).read_bytes() for output in again.outputs} == built(path)


@every_draft
def test_python_docx_opens_and_saves_the_word_file(path: Path) -> None:
    document = Document(BytesIO(built(path)["docx"]))
    assert document.core_properties.title
    assert document.core_properties.language
    document.save(BytesIO())
