"""python-docx opens the file again: every role in its style, letterhead and foot in their places, properties."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.document import Document

from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.rendering.docx.styles import ROLE_STYLES
from tests.rendering.docx.opened import WP, Opened, W, rendered, style_of, text_of, value
from tests.rendering.docx.sheets import kitchen_sink, one_page, right_to_left, style


@pytest.fixture(scope="module")
def document() -> Document:
    return docx.Document(io.BytesIO(rendered(kitchen_sink())))


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(rendered(kitchen_sink()))


def test_every_role_is_a_named_style(document: Document) -> None:
    names = {paragraph_style.name for paragraph_style in document.styles}
    assert len({named.id for named in ROLE_STYLES.values()}) == len(Role)
    for role in Role:
        # python-docx shows Word's own "heading 1" as "Heading 1", as Word itself does.
        assert ROLE_STYLES[role].name.lower() in {str(name).lower() for name in names}


def test_each_paragraph_of_the_flow_is_in_the_style_of_its_role(opened: Opened) -> None:
    found = {
        text_of(paragraph): style_of(paragraph) for paragraph in opened.body.findall(f"{W}p") if text_of(paragraph)
    }
    assert found["Sperrfrist: Freitag, 24. April 2026, 10 Uhr"] == "Embargo"
    assert found["Pressemitteilung Nr. 7/2026"] == "ReleaseLabel"
    assert found["Berlin, 24. April 2026"] == "Dateline"
    assert found["Lesekultur"] == "Kicker"
    assert found["Bibliotheken auf dem Land öffnen künftig auch sonntags"] == "Heading1"
    assert found["Die Musterstiftung fördert vierzig Häuser in sechs Ländern"] == "Subtitle"
    assert found["Vorspann mit starkem Wort und Betonung."] == "Lead"
    assert found["Text zwischen zwei Listen."] == "BodyText"
    assert found["Listen x"] == "Heading2"
    assert found["Noch tiefer"] == "Heading5"
    assert found["erster Punkt"] == "ListBullet"
    assert found["weiterer Absatz im zweiten Punkt"] == "ListContinue"
    assert found["innen vier"] == "ListNumber2"
    assert found["Ebene drei"] == "ListBullet3"
    assert found["Außen mit Betonung."] == "Quote"
    assert found["Innen."] == "Quote2"
    assert found["Punkt im Zitat"] == "QuoteListBullet"
    assert found["– Max Muster"] == "Attribution"
    assert found["Begriff"] == "DefinitionTerm"
    assert found["Erklärung eins"] == "Definition"
    assert found["Foto: Musterstiftung, frei."] == "Caption"
    assert found["– Ende –"] == "EndMark"
    assert found["Über die Musterstiftung"] == "SectionHead"
    assert found["Untertitel im Anhang"] == "SectionSubhead"
    assert found["klein gesetzter Punkt"] == "BoilerplateListBullet"
    assert found["Material ohne Überschrift"] == "Material"
    assert found["Interviews auf Anfrage."] == "NotesToEditors"


def test_the_flow_is_formatted_by_styles(opened: Opened) -> None:
    """What a paragraph says itself: a new list, a distance after a list, a place inside something, a kept attribution."""
    plain = [
        sheet_paragraph
        for sheet_paragraph in opened.body.findall(f"{W}p")
        if style_of(sheet_paragraph) in ("BodyText", "Lead", "Heading2")
    ]
    assert len(plain) > 5
    for paragraph in plain:
        said = {node.tag.removeprefix(W) for node in paragraph.findall(f"{W}pPr/*")} - {"pStyle"}
        assert said <= ({"spacing"} if paragraph.find(f".//{WP}inline") is not None else set()), text_of(paragraph)


def test_styles_hold_the_tokens(opened: Opened) -> None:
    tokens = style().text(Role.HEADLINE)
    head = opened.style("Heading1")
    spacing = head.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}line") == str(round(tokens.leading * 20))
    assert spacing.get(f"{W}lineRule") == "exact"
    assert spacing.get(f"{W}after") == str(round(tokens.after * 20))
    assert value(head, "rPr/sz") == str(round(tokens.size * 2))
    assert value(head, "pPr/outlineLvl") == "0"
    assert head.find(f"{W}rPr/{W}b") is not None
    assert value(opened.style("SectionHead"), "basedOn") == "Heading2"
    body = opened.style("BodyText").find(f"{W}pPr/{W}ind")
    assert body is not None
    assert body.get(f"{W}right") == str(round((165 - 150) * 1440 / 25.4)), "the measure, not the whole width"
    for across in ("TableText", "Header", "Footer", "Figure"):
        assert opened.style(across).find(f"{W}pPr/{W}ind") is None


def test_a_picture_is_not_cut_by_an_exact_line(opened: Opened) -> None:
    figure = opened.style("Figure").find(f"{W}pPr/{W}spacing")
    assert figure is not None
    assert figure.get(f"{W}lineRule") == "auto"
    for paragraph in opened.body.iter(f"{W}p"):
        if paragraph.find(f".//{WP}inline") is not None and style_of(paragraph) != "Figure":
            spacing = paragraph.find(f"{W}pPr/{W}spacing")
            assert spacing is not None
            assert spacing.get(f"{W}lineRule") == "atLeast"


def test_a_caption_stays_with_its_picture_and_a_picture_without_one_with_nothing(opened: Opened) -> None:
    assert opened.style("Figure").find(f"{W}pPr/{W}keepNext") is not None
    figures = [paragraph for paragraph in opened.body.iter(f"{W}p") if style_of(paragraph) == "Figure"]
    assert [value(figure, "pPr/keepNext") for figure in figures] == [None, "0", "0"]


def test_emphasis_shows_inside_bold_and_italic_paragraphs(opened: Opened) -> None:
    runs = {text_of(run): run for run in opened.body.iter(f"{W}r")}
    strong = runs["starkem"].find(f"{W}rPr/{W}b")
    assert strong is not None
    assert strong.get(f"{W}val") is None, "bold in a bold lead, not toggled off"
    quoted = [run for run in opened.body.iter(f"{W}r") if text_of(run) == "Betonung"]
    assert [value(run, "rPr/i") for run in quoted] == [None, "0"], "upright in an italic quote"


def test_signs_of_text_are_elements(opened: Opened) -> None:
    paragraph = next(node for node in opened.body.iter(f"{W}p") if text_of(node).startswith("Fett:"))
    assert len(paragraph.findall(f".//{W}softHyphen")) == 1
    assert len(paragraph.findall(f".//{W}noBreakHyphen")) == 1
    assert len(paragraph.findall(f".//{W}br")) == 1
    assert "24.\u00a0April" in text_of(paragraph)
    assert text_of(paragraph).endswith("verboten: \ufffd\ufffd.")
    spaced = [node for node in paragraph.iter(f"{W}t") if (node.text or "").strip() != node.text]
    assert spaced
    assert {node.get("{http://www.w3.org/XML/1998/namespace}space") for node in spaced} == {"preserve"}


def test_every_picture_has_words_or_is_decoration(opened: Opened) -> None:
    found = {}
    for story in opened.stories.values():
        for node in story.iter(f"{WP}docPr"):
            decorative = any(child.tag.endswith("}decorative") for child in node.iter())
            found[node.attrib["id"]] = (node.attrib["descr"], decorative)
    assert sorted(words for words, decorative in found.values() if not decorative) == [
        "Eine blaue Fläche als Platzhalter",
        "Grünes Rechteck",
        "Logo der Musterstiftung",
        "Orangefarbener Punkt",
    ]
    assert {words for words, decorative in found.values() if decorative} == {""}


def test_a_drawing_carries_pixels_for_old_programs(opened: Opened) -> None:
    blips = [node for node in opened.body.iter() if node.tag.endswith("}svgBlip")]
    assert len(blips) == 1
    assert sum(name.endswith(".svg") for name in opened.members) == 1


def test_tables_fill_the_width_and_repeat_their_head(opened: Opened) -> None:
    tables = opened.body.findall(f"{W}tbl")
    assert len(tables) == 2
    width = round(165 * 1440 / 25.4)
    for table in tables:
        columns = [int(node.attrib[f"{W}w"]) for node in table.iter(f"{W}gridCol")]
        total = table.find(f"{W}tblPr/{W}tblW")
        assert total is not None
        assert sum(columns) == int(total.attrib[f"{W}w"]) == width
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        alignment = [value(cell, "p/pPr/jc") for cell in rows[1].findall(f"{W}tc")]
        assert alignment == [None, "left", "center", "right"]
    kinds = [child.tag for child in opened.body]
    assert all(below == f"{W}p" for above, below in pairwise(kinds) if above == f"{W}tbl")


def test_head_and_foot_of_first_and_following_pages(document: Document) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    cells = section.first_page_header.tables[0].rows[0].cells
    assert [cell.text for cell in cells] == [
        "Musterstiftung für Lesekultur",
        "Beispielallee 12\n10999 Berlin\nTelefon +49 30 23125 000\nmusterstiftung.example.org",
    ]
    assert section.header.paragraphs[0].text == "Musterstiftung\tPressemitteilung · 24. April 2026"
    feet = [paragraph.text for paragraph in section.footer.paragraphs]
    assert feet[0].startswith("Musterstiftung für Lesekultur · Stiftung bürgerlichen Rechts\tSeite 2 von ")
    assert feet[1] == "V. i. S. d. P.: Dr. Erika Beispiel"


def test_page_number_of_page_one_hangs_on_a_second_page() -> None:
    opened = Opened(rendered(one_page()))
    first = opened.xml("word/footer1.xml")
    code = "".join(node.text or "" for node in first.iter(f"{W}instrText"))
    assert code.split() == ["IF", "NUMPAGES", ">", "1", '"Seite', "PAGE", "von", "NUMPAGES", '"', '""']
    following = opened.xml("word/footer2.xml")
    assert [str(node.text).strip() for node in following.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert b"updateFields" not in opened.members["word/settings.xml"]


def test_page_geometry_and_margins(document: Document) -> None:
    section = document.sections[0]
    measured = [
        getattr(section, name).mm
        for name in ("page_width", "page_height", "left_margin", "right_margin", "top_margin", "bottom_margin")
    ]
    assert measured == pytest.approx([210, 297, 25, 20, 30, 26], abs=0.02)


def test_core_properties_are_those_of_the_release(document: Document) -> None:
    core = document.core_properties
    assert core.title == "Bibliotheken auf dem Land öffnen künftig auch sonntags"
    assert core.author == core.last_modified_by == "Musterstiftung für Lesekultur"
    assert core.subject == "Pressemitteilung, Berlin, 24. April 2026"
    assert core.keywords == "Bibliotheken, Sonntag"
    assert core.language == "de-DE"
    assert core.created == core.modified == dt.datetime(2026, 4, 23, 22, 0, tzinfo=dt.UTC)


def test_a_title_longer_than_word_takes_is_cut() -> None:
    sheet = one_page()
    sheet = replace(sheet, properties=replace(sheet.properties, title="ä" * 300))
    assert len(docx.Document(io.BytesIO(rendered(sheet))).core_properties.title) == 255


def test_the_draft_can_be_told_by_its_digest(opened: Opened) -> None:
    assert (
        hashlib.sha256(kitchen_sink().properties.source).hexdigest().encode() in opened.members["docProps/custom.xml"]
    )


def test_language_is_said_once_for_the_whole_document(opened: Opened) -> None:
    language = opened.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "de-DE"
    settings = opened.xml("word/settings.xml")
    assert value(settings, "themeFontLang") == "de-DE"
    assert value(settings, "decimalSymbol") == ","
    assert settings.find(f"{W}autoHyphenation") is None
    assert value(settings, "consecutiveHyphenLimit") == "2"


def test_right_to_left() -> None:
    opened = Opened(rendered(right_to_left()))
    assert opened.xml("word/styles.xml").find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    assert opened.body.find(f"{W}sectPr/{W}bidi") is not None
    turned = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in opened.body.iter(f"{W}r")}
    assert turned["שלום עולם"]
    assert not turned["Latin 7."]


def test_every_word_of_the_flow_is_in_the_body(opened: Opened) -> None:
    printed = set(re.findall(r"[^\W\d]+", " ".join(text_of(node) for node in opened.body.iter(f"{W}p"))))
    for placed in kitchen_sink().flow:
        assert set(re.findall(r"[^\W\d]+", plain_text((placed.block,)))) <= printed
