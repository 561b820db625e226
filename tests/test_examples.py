"""Every example and the draft that ``init`` writes, from the command's own pipeline; the gates are in tests/matrix.

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
    libreoffice,
    pandoc,
    poppler,
)
from tests.gates.workspace import folder

ROOT = Path(__file__).parents[1]
DRAFTS = (*sorted((ROOT / "examples").glob("*/*.md")), ROOT / "src" / "releasefmt" / "starter" / "pressemitteilung.md")
NAMES = [path.stem for path in DRAFTS]

every_draft = pytest.mark.parametrize("path", DRAFTS, ids=NAMES)


def job(path: Path, *formats: str) -> Job:
    setup = set_up(path.parent)
    assert setup.value is not None, setup.findings
    out = folder() / "examples"
    return Job(Draft(path.name, path.read_bytes(), path.parent, path.stem), setup.value, formats, out)


@cache
def built(path: Path) -> dict[str, bytes]:
    """Both files of a draft."""
    done = run(job(path, "pdf", "docx"))
    assert not [entry for entry in done.result.findings if entry.severity is Severity.ERROR]
    return {output.format: Path(output.path).read_bytes() for output in done.result.outputs}


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


def test_an_example_with_a_link_to_nowhere_is_not_printed() -> None:
    [path] = [path for path in DRAFTS if b"](#)" in path.read_bytes()]
    setup = set_up(path.parent, purpose=Purpose.PRINT).value
    assert setup is not None
    done = run(Job(Draft(path.name, path.read_bytes(), path.parent, path.stem), setup, ("pdf",), folder() / "open"))
    assert done.result.outputs == ()
    assert [entry.code for entry in done.result.findings if entry.severity is Severity.ERROR] == ["RF301"]
