"""No alarm on any sound file: every example, draft, style and form, and the kitchen sink."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from releasefmt.measuring.checks import compare, examine
from releasefmt.measuring.checks.document import claims
from releasefmt.measuring.pdf import copied_text, measure
from releasefmt.model.purpose import Purpose
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


FILLS = range(18, 44)
"""Words before the one that is looked at, which bring it ever nearer to the line's end and over it."""


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
def test_words_that_are_hard_to_copy_come_out_exactly_wherever_lines_end(style: str, purpose: Purpose) -> None:
    """Addresses go on in the next line without a hyphen; account numbers and compounds with a short part stay whole."""
    lines = [p("in " * fill, *copied(word), " und so fort.") for word in COPIED for fill in FILLS]
    given = sheets.sheet([*sheets.head(), *body(*lines)], style=sheets.kanzlei(name=style), purpose=purpose)
    data = drawn(given)
    readings = {
        "PDFium": copied_text(data),
        "pdftotext": poppler.text(data),
        "pdftotext -raw": poppler.text(data, mode="raw"),
    }
    for reader, text in readings.items():
        joined = text.replace("\r", "").replace("\n", "").replace("\f", "")
        assert {word: joined.count(word) for word in COPIED} == dict.fromkeys(COPIED, len(FILLS)), reader
    broken = {word: set(line_ends(word, readings["pdftotext -raw"])) for word in COPIED}
    assert {word[:2]: len(places) > 0 for word, places in broken.items()} == {
        "Co": False, "er": True, "ht": True, "DE": False,
    }  # fmt: skip
    assert {word[place - 1] for word, places in broken.items() for place in places} <= set("/.?&")


def line_ends(word: str, text: str) -> Iterator[int]:
    """Before which sign of the word a line ends, wherever it is written."""
    pattern = "(\n?)".join(map(re.escape, word))
    for match in re.finditer(pattern, text):
        yield from (place for place, end in enumerate(match.groups(), 1) if end)


@pytest.mark.needs("pdftotext")
def test_a_compound_of_long_parts_is_broken_at_its_hyphen_and_keeps_it() -> None:
    """pdftotext in other modes than raw takes that hyphen for one that was put there; PDFium has U+FFFE for both."""
    word = "Landes-Arbeitsgruppe"
    data = drawn(sheets.sheet([*sheets.head(), *body(*(p("in " * fill, word, " und so fort.") for fill in FILLS))]))
    raw = poppler.text(data, mode="raw")
    assert "Landes-\nArbeitsgruppe" in raw
    pdfium = copied_text(data).replace("\ufffe\n", "-").replace("\ufffe", "-").replace("\r", "")
    for text in (pdfium, raw):
        assert text.replace("\n", "").count(word) == len(FILLS)
