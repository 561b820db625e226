"""Where lines really end: words, gender signs and addresses in columns of many widths, in the PDF and in the Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from releasefmt.model.sheet import Sheet
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.gates import libreoffice
from tests.reading.workbench import draw
from tests.rendering.docx.opened import Opened, W

# Each with the places where a line may end: eight letters in a part, four before a break and four behind it.
WORDS = {
    "Migrant*innenorganisationen": "Migrant*innen|or|ga|ni|sa|tionen",
    "Bundespartizipationsgesetz": "Bundes|par|ti|zi|pa|ti|ons|ge|setz",
    "Brückenbauer*innen": "Brücken|bauer*innen",
    "Asylanträge": "Asyl|an|träge",
    "Urinstinkt": "Urinstinkt",
}
GENDERED = ("Kolleg:innen", "Kolleg_innen", "Kolleg*innen", "KollegInnen")
ADDRESSES = (
    "www.verwaltungsgericht.example/presse-stelle/mitteilungen?jahr=2026&nummer=17",
    "www.verwaltungsgericht.example/mitteilungen?jahr=2026&nummer=17&sprache=deutsch&fassung=druck&teil=zwei",
    "presse-stelle@verwaltungs-gericht.example",
)
# Millimetres of the text's width: every break of the words comes to stand at a line's end on one of them.
NARROW = range(18, 46, 2)
WIDE = range(48, 90, 6)
SIGNS = {f"{W}t", f"{W}softHyphen"}
# What pdfium reads for a hyphen at the end of a line, and for the end of a line without one.
HYPHEN, LINE_END = "\ufffe", "\n"


def sheet_of(words: Iterable[str], width: int) -> Sheet:
    """A release that says each word in a sentence of its own, twice, a little further to the right."""
    sentences = "\n\n".join(f"Das {word} gilt.\n\nDass das {word} gilt." for word in words)
    sheet = draw(f"Musterstadt, 24. April 2025 – **Pressemitteilung**\n\n# Kopf\n\n{sentences}\n").sheet
    assert sheet is not None
    return replace(sheet, style=replace(sheet.style, geometry=replace(sheet.style.geometry, measure=float(width))))


@cache
def rendered(form: str, words: tuple[str, ...], width: int) -> bytes:
    use_bundled_fonts()
    outcome = load(form)(sheet_of(words, width), FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def lines_of(pdf: bytes) -> str:
    """The text of all pages. LibreOffice draws the hyphen of a soft one by itself, which pdfium reads as a line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = "\n".join(str(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()
    return text.replace("\r\n", LINE_END).replace(f"{LINE_END}-{LINE_END}", HYPHEN)


def breaks_in(text: str, word: str) -> Iterator[tuple[int, str]]:
    """Before which letter a word is broken, and how, wherever it stands in the text.

    A hyphen of the word's own is read like one that was put there, if a line ends at it: that is no break of the word.
    """
    sign = f"([{HYPHEN}{LINE_END}]?)"
    letters = (f"[-{HYPHEN}]" if letter == "-" else re.escape(letter) for letter in word)
    found = list(re.finditer(sign.join(letters), text))
    assert len(found) >= 2, f"{word} is not in the text as often as it was written"
    for match in found:
        yield from ((place, how) for place, how in enumerate(match.groups(), 1) if how)


def allowed(marked: str) -> set[int]:
    pieces = marked.split("|")
    return {sum(map(len, pieces[:count])) for count in range(1, len(pieces))}


@pytest.mark.slow
def test_the_pdf_breaks_words_where_they_may_be_broken() -> None:
    made: dict[str, set[int]] = {word: set() for word in WORDS}
    for width in NARROW:
        text = lines_of(rendered("pdf", tuple(WORDS), width))
        for word in WORDS:
            for place, how in breaks_in(text, word):
                assert how == HYPHEN, f"{word} breaks without a hyphen at {width} mm"
                made[word].add(place)
    assert made == {word: allowed(marked) for word, marked in WORDS.items()}


@pytest.mark.slow
def test_the_word_file_has_the_same_soft_hyphens() -> None:
    body = Opened(rendered("docx", tuple(WORDS), 40)).body
    marked = [
        "".join(
            "|" if node.tag == f"{W}softHyphen" else node.text or "" for node in paragraph.iter() if node.tag in SIGNS
        )
        for paragraph in body.iter(f"{W}p")
    ]
    for word in WORDS.values():
        assert f"Das {word} gilt." in marked
        assert f"Dass das {word} gilt." in marked


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
def test_the_word_file_is_broken_there_when_it_is_printed() -> None:
    made: dict[str, set[int]] = {word: set() for word in WORDS}
    for width in (30, 34, 38):  # wide enough for the longest piece
        text = lines_of(libreoffice.to_pdf(rendered("docx", tuple(WORDS), width)))
        for word in WORDS:
            for place, how in breaks_in(text, word):
                assert how == HYPHEN, f"{word} breaks without a hyphen at {width} mm"
                made[word].add(place)
    for word, marked in WORDS.items():
        assert made[word] <= allowed(marked), word
        assert made[word] or "|" not in marked, word


@pytest.mark.slow
def test_no_line_ends_at_a_gender_sign() -> None:
    for width in NARROW:
        text = lines_of(rendered("pdf", GENDERED, width))
        for word in GENDERED:
            assert list(breaks_in(text, word)) == []


@pytest.mark.slow
def test_addresses_are_broken_only_behind_their_signs() -> None:
    """Never at a hyphen, which would be lost when they are copied; a piece wider than the column anywhere."""
    ends = set()
    for width in WIDE:
        text = lines_of(rendered("pdf", ADDRESSES, width))
        for address in ADDRESSES:
            for place, how in breaks_in(text, address):
                assert how == LINE_END, f"a hyphen was put into {address}"
                sign = address[place - 1]
                assert sign != "-"
                if "@" not in address:
                    ends.add(sign)
    assert ends == set("/.?&")
