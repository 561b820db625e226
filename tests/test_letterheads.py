"""Letterheads in both styles, from releasefmt.toml to paper: places in mm, in the PDF and as LibreOffice prints the Word file."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Role
from releasefmt.pipeline import Job, run, set_up
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.drafts import Draft
from releasefmt.system.fonts import use_bundled_fonts
from tests.gates import (
    libreoffice,
    ooxml_integrity,
    open_xml_sdk,
    openxml_audit,
    outloud,
    page_validation,
    qpdf,
    verapdf,
)
from tests.gates.complaints import listed
from tests.gates.workspace import folder
from tests.rendering.docx.sheets import kitchen_sink as docx_sink
from tests.rendering.docx.test_geometry import Line, lines
from tests.rendering.pdf.reading import opened, tag_tree
from tests.rendering.pdf.sheets import kitchen_sink as pdf_sink
from tests.styles import shipped

ROOT = Path(__file__).parents[1]
CLOSE = 0.1
_DPI = 600

ORGANISATION = """
[organisation]
name = "Amt für Uferwege e. V."
address = ["Am Markt 1", "12345 Musterstadt"]
phone = "030 23125 300"
email = "post@uferwege.example.org"
"""
DRAFT = """Musterstadt, 24. April 2025 – **Pressemitteilung**

Sperrfrist: Freitag, 25. April 2025, 10 Uhr

# Neue Bänke am Ufer laden zum Sitzen ein und stehen doch niemandem im Weg

**Das Amt für Uferwege stellt im Mai vierzig neue Bänke auf. Sie stehen dort, wo im Winter die alten verfault sind.**

""" + "\n\n".join(
    f"Absatz {number}: Die Bänke sind aus Holz der Gegend und haben Lehnen, damit auch ältere Menschen gut wieder "
    "aufstehen können. Gestrichen werden sie im kommenden Jahr von den Schulklassen der Stadt." for number in range(14)
)  # fmt: skip
FORMS = {
    "A": ('form = "A"\nfold_marks = true\nhole_mark = true', (87.0, 148.5, 192.0)),
    "B": ('form = "B"\nfold_marks = true\nhole_mark = true', (105.0, 148.5, 210.0)),
    "letter": ('size = "letter"\nfold_marks = true', (279.4 / 3, 279.4 * 2 / 3)),
    "none": ("", ()),
}


@cache
def built(style: str, page: str) -> dict[str, bytes]:
    """Both files of the draft above in a style, with lines for [page]."""
    home = folder() / f"letterheads-{style}-{abs(hash(page))}"
    home.mkdir(exist_ok=True)
    (home / "releasefmt.toml").write_text(f'style = "{style}"\n{ORGANISATION}\n[page]\n{page}\n', "utf-8")
    setup = set_up(home)
    assert setup.value is not None, setup.findings
    draft = Draft("baenke.md", DRAFT.encode(), home, "baenke")
    done = run(Job(draft, setup.value, ("pdf", "docx"), home))
    assert done.result.outputs, done.result.findings
    return {output.format: Path(output.path).read_bytes() for output in done.result.outputs}


def both(style: str, page: str) -> dict[str, bytes]:
    """The PDF, and the Word file as LibreOffice prints it."""
    files = built(style, page)
    return {"pdf": files["pdf"], "docx": _printed(files["docx"])}


@cache
def _printed(docx: bytes) -> bytes:
    return libreoffice.to_pdf(docx)


def marks(pdf: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """y, left and right in mm of the lines in the left margin, looked for in the picture of the page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        width = sheet.get_width()
        strip = width - 20 * 72 / 25.4
        bitmap = sheet.render(scale=_DPI / 72, grayscale=True, crop=(0, 0, strip, 0)).to_pil()
    finally:
        document.close()
    found: list[tuple[float, float, float]] = []
    rows: list[int] = []
    mm = 25.4 / _DPI
    for y in range(bitmap.height + 1):
        row = bitmap.crop((0, y, bitmap.width, y + 1)).point(lambda tone: 255 if tone < 225 else 0)
        if y < bitmap.height and row.getbbox():
            rows.append(y)
        elif rows:
            box = bitmap.crop((0, rows[0], bitmap.width, rows[-1] + 1)).point(lambda tone: 255 if tone < 225 else 0)
            left, _, right, _ = box.getbbox()
            found.append(((rows[0] + rows[-1] + 1) / 2 * mm, left * mm, right * mm))
            rows = []
    return found


def places(pdf: bytes) -> dict[str, Line]:
    """First lines of page 1 by what they begin with."""
    wanted = ("Amt", "Am Markt", "Sperrfrist", "Presse", "Musterstadt,", "Neue", "Das Amt")
    found: dict[str, Line] = {}
    for line in lines(pdf):
        for begin in wanted:
            if line.page == 1 and line.text.casefold().startswith(begin.casefold()):
                found.setdefault(begin, line)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
@pytest.mark.parametrize(
    "kind", ["pdf", pytest.param("docx", marks=[pytest.mark.needs("libreoffice"), pytest.mark.slow])]
)
def test_fold_and_hole_marks_stand_to_a_tenth_of_a_millimetre(kind: str, style: str, form: str) -> None:
    page, wanted = FORMS[form]
    data = both(style, page)[kind] if kind == "docx" else built(style, page)["pdf"]
    found = marks(data)
    assert [y for y, _, _ in found] == pytest.approx(list(wanted), abs=CLOSE)
    for _, left, right in found:
        assert left == pytest.approx(5.0, abs=CLOSE)
        assert 2.5 - CLOSE <= right - left <= 5.0 + CLOSE
    assert marks(data, 1) == [], "marks belong on the first page only"


def test_a_moved_mark_is_seen() -> None:
    """The measuring above tells half a millimetre."""
    found = [y for y, _, _ in marks(built("kanzlei", FORMS["B"][0])["pdf"])]
    assert found != pytest.approx([105.5, 148.5, 210.0], abs=CLOSE)


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_both_files_put_the_head_in_the_same_places(style: str, form: str) -> None:
    files = both(style, FORMS[form][0])
    ours, theirs = places(files["pdf"]), places(files["docx"])
    assert ours.keys() == theirs.keys()
    assert len(ours) == 7
    for begin, line in ours.items():
        assert theirs[begin].left == pytest.approx(line.left, abs=CLOSE), begin
        assert theirs[begin].bottom == pytest.approx(line.bottom, abs=0.5), begin


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_both_files_break_lines_and_pages_alike(style: str, form: str) -> None:
    files = both(style, FORMS[form][0])
    texts = [[(line.page, line.text.casefold()) for line in lines(files[kind])] for kind in ("pdf", "docx")]
    assert sorted(texts[0]) == sorted(texts[1])


@pytest.mark.needs("pdftotext")
def test_form_b_puts_the_info_block_and_the_letterhead_where_the_standard_says() -> None:
    found = places(built("kanzlei", FORMS["B"][0])["pdf"])
    assert found["Am Markt"].left == pytest.approx(125.0, abs=CLOSE)
    # The first line's letters: half of what the leading of 11 pt leaves to a box of 1.326 times 8 pt, below 50 mm.
    assert found["Am Markt"].top == pytest.approx(50.0 + (11 - 1.326 * 8) / 2 * 25.4 / 72, abs=CLOSE)


@pytest.mark.needs("pdftotext")
def test_the_marginal_column_is_37_mm_wide_and_level_with_the_headline() -> None:
    found = places(built("redaktion", "")["pdf"])
    for begin in ("Presse", "Musterstadt,", "Am Markt"):
        assert found[begin].left == pytest.approx(25.0, abs=CLOSE)
        assert found[begin].right <= 62.0 + CLOSE
    for begin in ("Neue", "Das Amt"):
        assert found[begin].left == pytest.approx(68.0, abs=CLOSE)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_an_embargo_stands_in_a_band_and_in_every_following_head(style: str) -> None:
    pdf = built(style, "")["pdf"]
    found = lines(pdf)
    assert [line.page for line in found if line.text.startswith("Sperrfrist")] == [1]
    heads = [
        line for line in found if line.top < 25 and line.text.endswith("Sperrfrist: Freitag, 25. April 2025, 10:00 Uhr")
    ]
    assert [line.page for line in heads] == list(range(2, max(line.page for line in found) + 1))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
@pytest.mark.needs("page-validation")
def test_page_validation_finds_pdf_ua_1_clean(style: str, form: str) -> None:
    complaints = page_validation.check(built(style, FORMS[form][0])["pdf"], "ua1")
    assert not complaints, listed(complaints)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["B", "letter"])
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
@pytest.mark.needs("verapdf", "outloud", "open-xml-sdk", "openxml-audit")
def test_the_other_gates_are_clean_too(style: str, form: str) -> None:
    files = built(style, FORMS[form][0])
    complaints = verapdf.check(files["pdf"], "ua1", "3a") + outloud.check(files["pdf"])
    complaints += open_xml_sdk.check(files["docx"], "Office2019", "Microsoft365") + openxml_audit.check(files["docx"])
    assert not complaints, listed(complaints)


@pytest.mark.needs("pdftotext")
def test_without_a_label_the_column_begins_below_its_bar_all_the_same() -> None:
    home = folder() / "letterhead-without-label"
    home.mkdir(exist_ok=True)
    (home / "releasefmt.toml").write_text(f'style = "redaktion"\n{ORGANISATION}', "utf-8")
    setup = set_up(home)
    assert setup.value is not None
    text = DRAFT.replace("– **Pressemitteilung**", "")
    done = run(Job(Draft("b.md", text.encode(), home, "b"), setup.value, ("pdf",), home))
    found = places(Path(done.result.outputs[0].path).read_bytes())
    assert "Presse" not in found
    geometry = setup.value.style.geometry
    assert found["Musterstadt,"].top > geometry.column_bar_y + geometry.column_bar_pt * 25.4 / 72


def in_redaktion(given: Sheet) -> Sheet:
    """A sheet made by hand for kanzlei as compose would make it for a style with a marginal column."""
    beside = (Role.LABEL, Role.DATELINE)
    aside = [replace(placed, aside=True) for placed in given.flow if placed.role in beside]
    rest = [placed for placed in given.flow if placed.role not in beside]
    head = replace(given.first_head, address=())
    return replace(given, style=shipped("redaktion"), first_head=head, flow=(*aside, *rest))


@pytest.mark.slow
@pytest.mark.needs("verapdf", "outloud", "page-validation", "qpdf")
def test_every_kind_of_block_is_clean_in_redaktion_as_pdf() -> None:
    use_bundled_fonts()
    outcome = load("pdf")(in_redaktion(pdf_sink()), FolderAssets())
    assert outcome.value is not None
    assert not outcome.findings
    complaints = verapdf.check(outcome.value, "ua1", "3a") + outloud.check(outcome.value)
    complaints += page_validation.check(outcome.value, "ua1") + qpdf.check(outcome.value)
    assert not complaints, listed(complaints)


@pytest.mark.slow
@pytest.mark.needs("open-xml-sdk", "openxml-audit", "ooxml-integrity")
def test_every_kind_of_block_is_clean_in_redaktion_as_word_file() -> None:
    outcome = load("docx")(in_redaktion(docx_sink()), FolderAssets())
    assert outcome.value is not None
    complaints = open_xml_sdk.check(outcome.value, "Office2010", "Office2019", "Microsoft365")
    complaints += openxml_audit.check(outcome.value) + ooxml_integrity.check(outcome.value)
    assert not complaints, listed(complaints)


@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_the_marginal_column_is_read_before_the_headline(style: str) -> None:
    """Label, date and, in the column, the address are paragraphs of the document in both files, not artifacts."""
    files = built(style, "")
    tree = tag_tree(opened(files["pdf"]))
    outline = [kid.name for kid in tree.kids]
    head = outline.index("H1")
    assert outline[:head].count("P") == (4 if style == "redaktion" else 3)
    assert "H1" not in outline[head + 1 :]
    words = body_text(files["docx"])
    assert words.index("Pressemitteilung") < words.index("Musterstadt, 24.") < words.index("Neue Bänke")
    assert ("Am Markt 1" in words) == (style == "redaktion")


def body_text(docx: bytes) -> str:
    """The text of the Word file's body in reading order."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)
