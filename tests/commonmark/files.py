"""Markdown by the real way to both files, and what is read out of them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

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
from tests.commonmark.reference import fold
from tests.reading.workbench import plain_setup
from tests.rendering.docx.opened import Opened, R, W
from tests.rendering.pdf.reading import opened


@dataclass(frozen=True, slots=True)
class Drawn:
    """Both files, and all that was said on the way."""

    pdf: bytes
    docx: bytes
    findings: tuple[Finding, ...]


def drawn_as(markdown: str) -> Drawn:
    """The real way of a draft's Markdown, from its bytes to both files."""
    source = read_source(markdown.encode())
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
    return _words(Opened(data).body)


def docx_notes(data: bytes) -> str:
    """The text of the footnotes."""
    file = Opened(data)
    return _words(file.xml("word/footnotes.xml")) if "word/footnotes.xml" in file.members else ""


def _words(story: Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    paragraphs = ([node for run in paragraph.iter(f"{W}r") for node in run] for paragraph in story.iter(f"{W}p"))
    return "\n".join(
        "".join((node.text or "") if node.tag == f"{W}t" else signs.get(node.tag, "") for node in nodes)
        for nodes in paragraphs
    )


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
