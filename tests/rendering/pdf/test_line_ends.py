"""Hyphens at the ends of lines and pages, in layouts that WeasyPrint alone would set with too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pypdfium2
import pytest
from weasyprint import HTML, Document
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text
from releasefmt.rendering.pdf import render
from releasefmt.rendering.pdf.line_ends import bad_breaks, mend
from releasefmt.system.assets import FolderAssets
from tests.reading.workbench import draw

WORDS = [
    "Bun|des|par|ti|zi|pa|ti|ons|ge|setz",
    "Ge|mein|schafts|un|ter|künf|te",
    "und",
    "Ver|wal|tungs|ge|richts|bar|keit",
    "In|te|gra|ti|ons|be|auf|trag|te",
    "oder",
    "Ver|stän|di|gungs|ver|fah|ren",
    "Be|tei|li|gungs|mög|lich|kei|ten",
    "ohne",
    "Öf|fent|lich|keits|ar|beit",
]
# Each paragraph begins with another word than the one before it, and has a bold part in which there is a slanted one.
PARAGRAPHS = [
    f"{' '.join(order)} <b>{' '.join(order)} <i>{order[0]}</i></b>n {' '.join(order)}"
    for turn in range(0, len(WORDS), 2)
    for order in [WORDS[turn:] + WORDS[:turn]]
]


def page_of(width: int) -> HTML:
    """Long words only, over several pages."""
    style = f"@page {{ size: {width + 20}mm 70mm; margin: 10mm }} p {{ hyphens: manual; hyphenate-character: '-' }}"
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS).replace("|", "\u200c\u00ad")
    return HTML(string=f"<html lang=de><style>{style}</style>{text}")


def lines(document: Document) -> Iterator[tuple[int, int, str]]:
    """Page, paragraph and text of every line."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if isinstance(box, LineBox):
                words = "".join(each.text for each in box.descendants() if isinstance(each, TextBox))
                yield number, id(box.element), words


def longest_run(document: Document) -> int:
    """How many lines of a paragraph in a row end with a hyphen, page ends included."""
    keys = ((paragraph, words.endswith("-")) for _, paragraph, words in lines(document))
    return max(len(list(group)) for (_, hyphen), group in groupby(keys) if hyphen)


def pages_ending_with_a_hyphen(document: Document) -> int:
    return sum(list(page)[-1][2].endswith("-") for _, page in groupby(lines(document), key=lambda line: line[0]))


@pytest.mark.parametrize("width", [80, 110, 140])
def test_words_move_until_no_hyphen_stands_wrong(width: int) -> None:
    html = page_of(width)
    before = html.render()
    assert longest_run(before) > 2 or pages_ending_with_a_hyphen(before)
    words = "".join(html.etree_element.itertext()).replace("\u200c\u00ad", "")
    rounds = 0
    while (breaks := bad_breaks(laid := html.render())) and rounds < 20:
        mend(breaks)
        rounds += 1
    assert longest_run(laid) <= 2
    assert pages_ending_with_a_hyphen(laid) == 0
    assert "".join(html.etree_element.itertext()).replace("\u200c\u00ad", "") == words
    assert "\u00ad" in "".join(html.etree_element.itertext())


def test_a_word_that_needs_more_than_a_line_keeps_its_hyphens() -> None:
    html = page_of(18)
    assert longest_run(html.render()) > 2
    for _ in range(3):
        mend(bad_breaks(html.render()))
    assert longest_run(html.render()) > 2
    for _, _, words in lines(html.render()):
        assert len(words.replace("\u200c\u00ad", "")) <= 20


def sheet_of(measure: float) -> Sheet:
    words = [word.replace("|", "") for word in WORDS]
    paragraphs = [" ".join((words[turn:] + words[:turn]) * 3) for turn in range(len(words))]
    sheet = draw("# Kopf\n\n" + "\n\n".join(paragraphs) + "\n").sheet
    assert sheet is not None
    return replace(sheet, style=replace(sheet.style, geometry=replace(sheet.style.geometry, measure=measure)))


@pytest.mark.parametrize("measure", [100.0, 150.0])
def test_the_renderer_moves_them(measure: float) -> None:
    sheet = sheet_of(measure)
    outcome = render(sheet, FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    document = pypdfium2.PdfDocument(outcome.value)
    texts = [str(page.get_textpage().get_text_range()) for page in document]
    document.close()
    for text in texts:
        runs = [len(list(group)) for hyphen, group in groupby(_hyphens(text)) if hyphen]
        assert max(runs, default=0) <= 2
    read = " ".join(texts).replace("\ufffe", "").replace("\r\n", " ").split()
    wanted = " ".join(plain_text((placed.block,)) for placed in sheet.flow).split()
    assert not Counter(wanted) - Counter(read)


def _hyphens(text: str) -> list[bool]:
    """Of each line, whether pdfium took the hyphen at its end for one that only parts a word."""
    return [line.endswith("\ufffe") for line in text.replace("\ufffe", "\ufffe\r\n").split("\r\n")]


def test_a_repeated_head_of_a_table_is_left_alone() -> None:
    rows = "<tr><td>x" * 40
    head = "<tr><th>" + " ".join(WORDS).replace("|", "\u200c\u00ad")
    style = "@page { size: 90mm 90mm; margin: 10mm } table { table-layout: fixed; width: 100% } th { hyphens: manual; hyphenate-character: '-'; }"
    html = HTML(string=f"<html lang=de><style>{style}</style><table><thead>{head}<tbody>{rows}</table>")
    laid = html.render()
    assert len(laid.pages) > 1
    assert longest_run(laid) > 2
    for _ in range(9):
        mend(bad_breaks(laid))
        laid = html.render()
    assert len(laid.pages) > 1
