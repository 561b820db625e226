"""No alarm on any sound file: every example, draft, style and form, and the kitchen sink."""

from __future__ import annotations

from pathlib import Path

import pytest

from releasefmt.measuring.checks import compare, examine
from releasefmt.measuring.checks.document import claims
from releasefmt.measuring.pdf import copied_text, measure
from releasefmt.measuring.text import read_aloud
from releasefmt.measuring.words import plain
from releasefmt.model.sheet import Sheet
from tests.gates import poppler
from tests.measuring.files import COPIED, DRAFTS, NAMES, copied, drawn, everything, of_draft
from tests.rendering.pdf import sheets
from tests.rendering.pdf.sheets import body, p
from tests.scripts.test_scripts import home, needing


def alarms(sheet: Sheet, data: bytes) -> list[str]:
    facts = measure(data)
    found = (*examine(facts), *compare(facts, sheet, copied_text(data)))
    return [f"{entry.code} {entry.message}" for entry in found]


@pytest.mark.parametrize("path", DRAFTS, ids=NAMES)
def test_a_draft(path: Path) -> None:
    sheet, data = of_draft(path)
    assert alarms(sheet, data) == []


@needing("ar", "ja")
def test_a_release_from_right_to_left_and_one_without_blanks(language: str) -> None:
    sheet, data = of_draft(home(language) / "release.md")
    assert alarms(sheet, data) == []


@pytest.mark.parametrize("form", ["A", "B", "free"])
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_everything_at_once(style: str, form: str) -> None:
    sheet, data = everything(style, form)
    assert alarms(sheet, data) == []
    assert claims(measure(data)) == {"ua1", "3a"}


@pytest.mark.parametrize("pages", [1, 3])
def test_plain_prose(pages: int) -> None:
    sheet = sheets.pages(pages)
    assert alarms(sheet, drawn(sheet)) == []


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("path", DRAFTS, ids=NAMES)
def test_every_word_is_copied_by_poppler_too(path: Path) -> None:
    """``raw``: in its other modes pdftotext takes every hyphen at a line's end for one that breaks a word, and drops it."""
    sheet, data = of_draft(path)
    found = compare(measure(data), sheet, poppler.text(data, mode="raw"))
    assert [entry.message for entry in found] == []


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("word", COPIED)
def test_words_that_are_hard_to_copy_come_out_exactly_wherever_lines_end(word: str) -> None:
    """In paragraphs that bring the word ever nearer to the line's end and over it.

    At a line's end PDFium has U+FFFE for a hyphen, whether it is the word's own or breaks the word.
    """
    widths = range(20, 44)
    sheet = sheets.sheet(
        [*sheets.head(), *body(*(p("in " * width, *copied(word), " und so fort.") for width in widths))]
    )
    data = drawn(sheet)
    facts = measure(data)
    assert facts.structure is not None
    said = [read_aloud(facts, paragraph) for paragraph in facts.structure.all("P")]
    over_lines = [text for text in said if "und so fort" in text and word not in plain(text)]
    assert bool(over_lines) != word.startswith("DE"), "only the account number is held together"
    pdfium = copied_text(data).replace("\ufffe\n", "-").replace("\ufffe", "-").replace("-\n", "-")
    raw = poppler.text(data, mode="raw").replace("-\n", "-")
    for text in (pdfium, raw):
        assert text.replace("\n", "").count(word) == len(widths)
