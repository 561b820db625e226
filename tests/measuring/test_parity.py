"""Word files against PDFs: no alarm on any pair of sound files, one on each pair that differs in one thing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from releasefmt.measuring import docx, pdf
from releasefmt.measuring.docx.facts import DocxFacts, Kind, Table
from releasefmt.measuring.facts import NotReadableError
from releasefmt.measuring.parity import compare
from releasefmt.pipeline import compare_files
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from tests.measuring.files import DRAFTS, NAMES, ROOT, everything, of_draft
from tests.scripts.test_scripts import home, needing

EXAMPLE = next(path for path in DRAFTS if path.stem == "flusswaerme")
KITCHEN_SINK = ROOT / "tests" / "matrix" / "kitchen-sink" / "kitchen-sink.md"


@cache
def word_of(path: Path) -> bytes:
    made = load("docx")(of_draft(path)[0], FolderAssets(draft=path.parent, letterhead=path.parent)).value
    assert made is not None
    return made


def said(word: bytes, portable: bytes) -> list[str]:
    return [f"{entry.code} {entry.message}" for entry in compare_files(word, portable) if entry.code != "RF644"]


@pytest.mark.parametrize("path", [*DRAFTS, KITCHEN_SINK], ids=(*NAMES, "kitchen-sink"))
def test_both_files_of_a_draft(path: Path) -> None:
    assert said(word_of(path), of_draft(path)[1]) == []


@needing("ar", "ja")
def test_both_files_from_right_to_left_and_without_blanks(language: str) -> None:
    path = home(language) / "release.md"
    assert said(word_of(path), of_draft(path)[1]) == []


@pytest.mark.parametrize("form", ["A", "B", "free"])
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_both_files_of_everything_at_once(style: str, form: str) -> None:
    sheet, portable = everything(style, form)
    word = load("docx")(sheet, FolderAssets()).value
    assert word is not None
    # The drawing that is its logo has no pixels, hence none in the Word file.
    assert [entry[:5] for entry in said(word, portable)] == ["RF643"]


def changed(word: bytes, change: Callable[[str, str], str]) -> bytes:
    """The file with each of its XML parts changed; at least one must be."""
    target = io.BytesIO()
    touched = 0
    with zipfile.ZipFile(io.BytesIO(word)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith((".xml", ".rels")):
                new = change(name, data.decode())
                touched += new != data.decode()
                data = new.encode()
            after.writestr(name, data)
    assert touched
    return target.getvalue()


def instead(part: str, old: str, new: str, count: int = 1) -> Callable[[str, str], str]:
    return lambda name, text: re.sub(old, new, text, count=count) if name == part else text


BODY, STYLES_XML = "word/document.xml", "word/styles.xml"
DEFECTS = {
    "a word is missing": ("RF640", instead(BODY, "Höhenzug ", "")),
    "a word is added": ("RF640", instead(BODY, "Höhenzug", "bewaldeten Höhenzug")),
    "paragraphs change places": (
        "RF640",
        instead(BODY, r"(<w:p>(?:(?!</w:p>).)*das Gerber.*?</w:p>)(<w:p>.*?</w:p>)", r"\2\1"),
    ),
    "a word of the letterhead is missing": ("RF640", instead("word/header1.xml", "Am Alten Hafen", "Am Hafen")),
    "a word of a footnote is missing": ("RF640", instead("word/footnotes.xml", "aus dem", "aus einem")),
    "a head is a paragraph": ("RF641", instead(BODY, 'w:val="Heading2"', 'w:val="BodyText"')),
    "a head is one level lower": ("RF641", instead(BODY, 'w:val="Heading2"', 'w:val="Heading3"')),
    "an item is no item": ("RF641", instead(BODY, 'w:val="ListBullet"', 'w:val="BodyText"')),
    "bullets are numbers": (
        "RF641",
        instead("word/numbering.xml", 'numFmt w:val="bullet"', 'numFmt w:val="decimal"', 0),
    ),
    "a row is missing": ("RF641", instead(BODY, "<w:tr>(?:(?!</w:tr>).)*Kohlekessel.*?</w:tr>", "")),
    "a link leads elsewhere": (
        "RF642",
        instead("word/_rels/document.xml.rels", "example.com/fluss", "example.com/bach"),
    ),
    "a link is plain text": (
        "RF642",
        instead(BODY, r"<w:hyperlink [^>]*>((?:(?!</w:hyperlink>).)*)</w:hyperlink>", r"\1"),
    ),
    "a picture says something else": ("RF643", instead(BODY, 'descr="Schnitt[^"]*"', 'descr="Bild"')),
    "a picture is larger": ("RF643", instead(BODY, r'<wp:extent cx="\d+"', '<wp:extent cx="5000000"')),
    "the logo has moved": (
        "RF643",
        instead("word/header1.xml", r"<wp:posOffset>\d+<", "<wp:posOffset>950000<"),
    ),
    "another number of pages": ("RF644", instead("word/footer1.xml", "<w:t [^>]*>2</w:t>", "<w:t>7</w:t>")),
    "US paper": ("RF645", instead(BODY, r'<w:pgSz w:w="\d+"', '<w:pgSz w:w="12240"')),
    "another margin": ("RF645", instead(BODY, r'w:left="1417"', 'w:left="1134"')),
    "another typeface": ("RF646", instead("word/theme/theme1.xml", 'typeface="Source Serif 4"', 'typeface="Arial"')),
    "another colour": ("RF647", instead(STYLES_XML, "005F7F", "7F005F", 0)),
    "another title": ("RF648", instead("docProps/core.xml", "Der Fluss", "Der Bach")),
    "another language": ("RF648", instead("docProps/core.xml", "de-DE", "fr-FR")),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_what_differs_is_seen(name: str) -> None:
    code, change = DEFECTS[name]
    found = compare_files(changed(word_of(EXAMPLE), change), of_draft(EXAMPLE)[1])
    assert code in {entry.code for entry in found}
    assert all(entry.hint for entry in found)


@pytest.fixture(scope="module")
def facts() -> DocxFacts:
    return docx.measure(word_of(EXAMPLE))


def test_facts_by_hand(facts: DocxFacts) -> None:
    section = facts.sections[0]
    assert (section.width, section.height) == pytest.approx((210, 297), abs=0.02)
    assert (section.left, section.right) == pytest.approx((25, 20), abs=0.02)
    assert section.first_differs
    assert facts.title.startswith("Der Fluss heizt mit")
    assert facts.language == "de-DE"
    assert facts.pages == 2
    heads = [(one.level, " ".join(one.text.split())) for one in facts.body.paragraphs if one.kind is Kind.HEAD]
    assert heads[0] == (1, "Der Fluss heizt mit: Großwärmepumpe an der Aue geht ans Netz")
    assert {level for level, _ in heads[1:]} == {2}
    items = [one for one in facts.body.paragraphs if one.kind is Kind.BULLET]
    assert [(one.level, one.style) for one in items] == [(1, "List Bullet")] * 3
    [table] = [block for block in facts.body.blocks if isinstance(block, Table)]
    assert (len(table.rows), table.columns, table.heads) == (6, 4, 1)
    assert [picture.alt[:7] for one in facts.paragraphs for picture in one.pictures] == ["Logo de", "Schnitt"]
    assert [note.text.strip()[:8] for note in facts.notes] == ["Zuschuss"]
    [headline] = [one for one in facts.body.paragraphs if one.kind is Kind.HEAD and one.level == 1]
    assert [(piece.family, piece.size) for piece in headline.letters] == [("Source Sans 3", 20)]
    assert section.footers["default"].text.startswith("Stadtwerke Auental GmbH · Sitz Auental")
    assert "Seite" not in section.footers["default"].text, "numbers that Word counts are no text"


def test_a_link_that_is_a_field_is_a_link() -> None:
    """As Word writes some and LibreOffice those that lead into a page."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText> HYPERLINK "https://a.example/b" \\\\l "c"</w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>Seite</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    word = changed(word_of(EXAMPLE), instead(BODY, "<w:hyperlink .*?</w:hyperlink>", field))
    links = [link for one in docx.measure(word).body.paragraphs for link in one.links]
    assert ("https://a.example/b#c", "Seite") in {(link.target, link.text) for link in links}


def test_the_pdf_of_a_print_shop_has_neither_links_nor_colours_to_compare(facts: DocxFacts) -> None:
    ours = pdf.measure(of_draft(EXAMPLE)[1])
    metadata = replace(ours.metadata, xmp={**ours.metadata.xmp, "pdfxid:GTS_PDFXVersion": ("PDF/X-4",)})
    pages = tuple(replace(page, links=()) for page in ours.pages)
    assert {entry.code for entry in compare(facts, replace(ours, pages=pages))} == {"RF642"}
    assert compare(facts, replace(ours, metadata=metadata, pages=pages)) == ()


def _bomb() -> bytes:
    part = '<!DOCTYPE a [<!ENTITY b "cccc">]>'
    return changed(word_of(EXAMPLE), lambda name, text: part + text if name == BODY else text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip at all",
        of_draft(EXAMPLE)[1],
        word_of(EXAMPLE)[:2000],
        changed(word_of(EXAMPLE), instead(BODY, "<w:body>", "<w:bodi>")),
        changed(word_of(EXAMPLE), instead("_rels/.rels", "word/document.xml", "word/nowhere.xml")),
        changed(word_of(EXAMPLE), instead(BODY, "<w:sectPr>.*</w:sectPr>", "")),
        _bomb(),
    ],
    ids=["empty", "text", "a PDF", "cut", "not well-formed", "no document", "no paper", "entities"],
)
def test_what_is_no_word_file_is_a_finding(data: bytes) -> None:
    with pytest.raises(NotReadableError):
        docx.measure(data)
    [entry] = compare_files(data, b"")
    assert entry.code == "RF600"
    assert entry.hint
