"""Each mend of ours against WeasyPrint's own work. A failing test here is good news: that mend can go."""

from __future__ import annotations

from typing import Any

import pydyf
import pytest
import weasyprint
from weasyprint import HTML, Attachment
from weasyprint.css.properties import INITIAL_VALUES

from releasefmt.measuring.pdf import measure
from releasefmt.measuring.text import read_aloud
from releasefmt.model.content import Footnote, NoteRef
from releasefmt.rendering.pdf import render
from releasefmt.rendering.pdf.engine import WRITTEN_FOR
from releasefmt.system.assets import FolderAssets
from tests.rendering.pdf.reading import opened, tag_tree
from tests.rendering.pdf.sheets import body, head, kanzlei, p, sheet

TWO_PAGES = "<html lang=de><title>x</title><style>@page { size: 90mm 60mm; @bottom-left { content: 'Fuß' } }</style>"


def raw(html: str, **options: Any) -> pydyf.PDF:
    """The objects of a PDF as WeasyPrint alone would write them."""
    kept: list[pydyf.PDF] = []
    HTML(string=html).write_pdf(pdf_tags=True, finisher=lambda _, pdf: kept.append(pdf), **options)
    return kept[0]


def raw_bytes(html: str) -> bytes:
    data: bytes = HTML(string=html).write_pdf(pdf_tags=True)
    return data


def test_the_version_is_the_one_that_the_mends_were_written_for() -> None:
    assert weasyprint.VERSION == WRITTEN_FOR


def test_a_paragraph_over_two_pages_is_still_two() -> None:
    tree = tag_tree(opened(raw_bytes(TWO_PAGES + "<p>" + "Satz für Satz. " * 60)))
    assert len(tree.all("P")) > 1


def test_a_repeated_table_head_is_still_read_twice() -> None:
    rows = "<tr><td>Zeile" * 30
    tree = tag_tree(opened(raw_bytes(TWO_PAGES + f"<table><thead><tr><th>Kopf<tbody>{rows}</table>")))
    assert len(tree.all("THead")) > 1


@pytest.mark.parametrize("name", ["hyphenate-limit-lines", "hyphenate-limit-last"])
def test_hyphens_at_the_ends_of_lines_and_pages_are_still_not_limited(name: str) -> None:
    """Else a style sheet could say what ``line_ends`` does."""
    assert name.replace("-", "_") not in INITIAL_VALUES
    assert "hyphenate_limit_chars" in INITIAL_VALUES


def test_scope_and_numbering_are_still_missing() -> None:
    tree = tag_tree(opened(raw_bytes("<html lang=de><table><tr><th scope=col>a</table><ol><li>b</ol>")))
    assert "/Scope" not in tree.all("TH")[0].element.A
    assert "/A" not in tree.all("L")[0].element


def test_the_box_of_a_figure_is_still_in_pixels_from_the_top() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><title>x</title></svg>"
    [figure] = tag_tree(
        opened(raw_bytes(f"<html lang=de><style>@page {{ margin: 0 }} body {{ margin: 0 }}</style>{svg}"))
    ).all("Figure")
    assert float(figure.element.A.BBox[1]) < 50


def test_a_blank_between_two_elements_is_still_not_in_the_file() -> None:
    facts = measure(raw_bytes("<html lang=de><title>x</title><p><em>eins</em> <strong>zwei</strong>"))
    assert read_aloud(facts).strip() == "einszwei"


def test_running_feet_are_still_not_artifacts() -> None:
    pdf = opened(raw_bytes(TWO_PAGES + "<p>x"))
    assert b"/Footer" not in pdf.pages[0].Contents.read_bytes()


def test_links_still_say_their_address() -> None:
    pdf = opened(raw_bytes("<html lang=de><a href='https://hafenrat.example/'>Plan</a>"))
    [link] = pdf.pages[0].Annots
    assert str(link["/Contents"]) == "https://hafenrat.example/"


def test_the_first_hyphen_still_names_the_glyph_for_all() -> None:
    pdf = raw("<p style=\"font: 12pt 'Source Serif 4'\">a\u2010b a-b")
    maps = [
        b"\n".join(line for line in item.stream if isinstance(line, bytes))
        for item in pdf.objects
        if isinstance(item, pydyf.Stream)
    ]
    [mapping] = [text for text in maps if b"begincmap" in text]
    assert b"<2010>" in mapping
    assert b"<002d>" not in mapping


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_attachments_are_still_listed_twice() -> None:
    document = HTML(string="<html lang=de><title>x</title><p>x").render(pdf_variant="pdf/a-3a", pdf_tags=True)
    document.metadata.attachments = [Attachment(string=b"x", name="x.md")]
    kept: list[pydyf.PDF] = []
    document.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True, finisher=lambda _, pdf: kept.append(pdf))
    assert len(kept[0].catalog["AF"]) == 2


def test_font_names_still_hold_a_comma() -> None:
    pdf = raw("<p style=\"font: 12pt 'Source Serif 4'\">a")
    names = [item["FontName"] for item in pdf.objects if isinstance(item, dict) and "FontName" in item]
    assert any(b"," in name for name in names)


@pytest.mark.parametrize("slack", ["0", "1pt"])
def test_footnotes_still_move_on_without_slack(slack: str) -> None:
    """The point below the notes: without it a height that does not round well sends its note to a second page."""
    css = f"@page {{ @footnote {{ padding: 5pt 0 {slack} }} }}"
    moved = 0
    for words in range(10, 60, 10):
        notes = tuple(Footnote(number, (p("Anmerkung " * words),)) for number in (1, 2))
        flow = [*head(), *body(p("Erstens.", NoteRef(1)), p("Zweitens.", NoteRef(2)))]
        outcome = render(sheet(flow, notes, style=kanzlei(css=css)), FolderAssets())
        assert outcome.value is not None
        moved += len(opened(outcome.value).pages) - 1
    assert (moved == 0) == (slack == "1pt")


def test_destinations_of_the_outline_are_still_pages() -> None:
    pdf = raw("<html lang=de><title>x</title><h1>x", pdf_variant="pdf/ua-2")
    entries = [item for item in pdf.objects if isinstance(item, dict) and {"Title", "Parent"} <= set(item)]
    assert entries
    assert all("Dest" in entry for entry in entries)


def test_pdf_2_types_still_have_no_namespace() -> None:
    pdf = raw("<html lang=de><title>x</title><p><strong>x</strong>", pdf_variant="pdf/ua-2")
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    assert not [item for item in elements if item["S"] in {"/Strong", "/Em"} and "NS" in item]


def test_drawings_are_still_in_rgb_and_the_bleed_too_wide_for_print() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><path d='M0 0h9v9z'/></svg>"
    html = f"<html lang=de><style>@page {{ bleed: 10mm }} p {{ color: device-cmyk(0 0 0 1) }}</style><p>x{svg}"
    pdf = raw(html, pdf_variant="pdf/x-4")
    [page] = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]
    assert page["TrimBox"][0] - page["BleedBox"][0] == pytest.approx(10)
    assert "Group" not in page
    content = pdf.objects[int(page["Contents"].split()[0])].stream
    assert any(isinstance(token, bytes) and token.endswith(b" rg") for token in content)


def test_a_file_for_print_still_claims_one_standard_alone() -> None:
    pdf = raw("<html lang=de><title>x</title><p>x", pdf_variant="pdf/x-4", output_intent="srgb")
    assert len(pdf.catalog["OutputIntents"]) == 1
    assert b"pdfaid" not in b"".join(pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream)
