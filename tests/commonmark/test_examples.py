"""All examples of the CommonMark specification, and those of GFM's own sections, through both renderers.

From the Markdown by the real way to a sheet, a PDF and a Word file: nothing crashes, and the words that are read out of
either file are those of the specification's own HTML, and the links lead where those lead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

import pytest

from releasefmt.model.content import Document, Found, Release
from releasefmt.model.findings import Finding
from releasefmt.model.sheet import Sheet
from releasefmt.passes.compose import choose_pack, compose
from releasefmt.reading.dates import month_names
from releasefmt.reading.markdown import read_markdown
from releasefmt.reading.source import read_source
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.commonmark.reference import Words, fold, links, reference
from tests.commonmark.specification import Example, commonmark, gfm
from tests.gates import poppler
from tests.reading.workbench import codes, plain_setup
from tests.rendering.docx.opened import Opened, R, W
from tests.rendering.pdf.reading import opened

COMMONMARK, GFM = commonmark(), gfm()

# What no rule of tests/commonmark/reference.py can say of an example.
NO_GLYPH = {25, 26, 27}  # ℋ ⅆ ∲ ≧̸, Ӓ Ϡ, ആ are in none of the bundled fonts: the error RF502 keeps the PDF back
MORE_CELLS = {
    204: "abc def bar bar baz boo"
}  # words beyond a table's head are words too: a column of their own, and RF029


@dataclass(frozen=True, slots=True)
class Drawn:
    """Both files of an example, and all that was said on the way."""

    pdf: bytes
    docx: bytes
    findings: tuple[Finding, ...]


def drawn_as(example: Example) -> Drawn:
    """The real way of a draft's Markdown, from its bytes to both files."""
    source = read_source(example.markdown.encode())
    document = read_markdown(source.value, source.value.text, month_names())
    assert document.value is not None, document.findings
    sheet = sheet_of(document.value)
    use_bundled_fonts()
    assets = FolderAssets(draft=None, letterhead=None)
    pdf, docx = load("pdf")(sheet, assets), load("docx")(sheet, assets)
    assert pdf.value is not None
    assert docx.value is not None
    return Drawn(pdf.value, docx.value, source.findings + document.findings + pdf.findings + docx.findings)


def sheet_of(document: Document) -> Sheet:
    """A release that is nothing but a body, composed on a plain letterhead; no picture can be had."""
    setup = plain_setup()
    release = Release(Found("en", "R1"), document.blocks, notes=document.notes)
    pack = choose_pack("en", setup.packs, "").value
    return compose(
        release, setup.letterhead, setup.style, pack, pictures={}, logo=None, source_name="example.md", source=b""
    ).value


def docx_words(data: bytes) -> str:
    """The text of the body, a paragraph a line; numbers and bullets are Word's own and no text."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    paragraphs = (
        [node for run in paragraph.iter(f"{W}r") for node in run] for paragraph in Opened(data).body.iter(f"{W}p")
    )
    return "\n".join("".join(signs.get(node.tag, node.text or "") for node in nodes) for nodes in paragraphs)


def docx_links(data: bytes) -> set[tuple[str, str]]:
    """Addresses and words of the links in the body."""
    file = Opened(data)
    targets = {entry.get("Id"): entry.get("Target", "") for entry in file.xml("word/_rels/document.xml.rels")}
    return {
        (unquote(targets[link.get(f"{R}id")]), fold("".join(node.text or "" for node in link.iter(f"{W}t"))))
        for link in file.body.iter(f"{W}hyperlink")
    }


def pdf_links(data: bytes) -> set[str]:
    """Addresses of the links on the page."""
    with opened(data) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return {unquote(str(note.A.URI)) for note in notes if "/A" in note and "/URI" in note.A}


def check_links(example: Example, drawn: Drawn) -> None:
    """The reference's links are links in both files; others are bare addresses, which CommonMark does not link."""
    expected, found = links(example.markdown, example.html), docx_links(drawn.docx)
    assert expected <= found
    for target, words in found - expected:
        assert target in (words, f"mailto:{words}", f"https://{words}")
    assert pdf_links(drawn.pdf) == {target for target, _ in found}


def left_out(findings: Iterable[Finding]) -> set[str]:
    """What findings say was left out: an HTML element by its name, else how it begins, as ``<?`` or ``<![CDATA[``."""
    beginnings = (
        re.match(r"The HTML element <(\w+)>|“(<\?|<!\[CDATA\[)", entry.message)
        for entry in findings
        if entry.code == "RF022"
    )
    return {beginning[1] or beginning[2] for beginning in beginnings if beginning}


@pytest.mark.needs("specification")
def test_every_example_is_there() -> None:
    assert [example.number for example in COMMONMARK] == list(range(1, 653))
    assert Counter(example.section for example in GFM) == {
        "Tables (extension)": 8,
        "Task list items (extension)": 2,
        "Strikethrough (extension)": 2,
        "Autolinks (extension)": 11,
    }


@pytest.mark.slow
@pytest.mark.needs("specification", "pdftotext")
@pytest.mark.parametrize("example", COMMONMARK, ids=lambda example: str(example.number))
def test_commonmark(example: Example, record_property: Callable[[str, object], None]) -> None:
    record_property("specification", "CommonMark 0.31.2")
    drawn = drawn_as(example)
    words = reference(example.markdown, example.html, left_out(drawn.findings))
    assert fold(docx_words(drawn.docx)) == words.docx
    if example.number in NO_GLYPH:
        assert "RF502" in codes(drawn.findings)
    else:
        assert "RF502" not in codes(drawn.findings)
        assert fold(poppler.text(drawn.pdf, mode="raw")) == words.pdf
    check_links(example, drawn)


@pytest.mark.slow
@pytest.mark.needs("specification", "pdftotext")
@pytest.mark.parametrize("example", GFM, ids=lambda example: f"{example.section}-{example.number}")
def test_gfm(example: Example, record_property: Callable[[str, object], None]) -> None:
    record_property("specification", f"GFM 0.29, {example.section}")
    drawn = drawn_as(example)
    words = reference(example.markdown, example.html, left_out(drawn.findings))
    if more := MORE_CELLS.get(example.number):
        assert "RF029" in codes(drawn.findings)
        words = Words(more, more)
    assert fold(poppler.text(drawn.pdf, mode="raw")) == words.pdf
    assert fold(docx_words(drawn.docx)) == words.docx
    check_links(example, drawn)
