"""All examples of the CommonMark specification, and those of GFM's own sections, through both renderers.

From the Markdown by the real way to a sheet, a PDF and a Word file: nothing crashes, and the words that are read out of
either file are those of the specification's own HTML, and the links lead where those lead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from releasefmt.model.findings import Finding
from tests.commonmark.files import Drawn, docx_links, docx_words, drawn_as, pdf_links
from tests.commonmark.reference import Words, fold, links, reference
from tests.commonmark.specification import Example, commonmark, gfm
from tests.gates import poppler
from tests.reading.workbench import codes

COMMONMARK, GFM = commonmark(), gfm()

# By the number of the example: what no rule of tests/commonmark/reference.py can say.
# ℋ ⅆ ∲ ≧̸, Ӓ Ϡ, ആ are in none of the bundled fonts: the error RF502 keeps the PDF back.
NO_GLYPH = {25, 26, 27}
# Words beyond a table's head are words too: they get a column, and a finding says so.
MORE_CELLS = {204: "abc def bar bar baz boo"}


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
    drawn = drawn_as(example.markdown)
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
    drawn = drawn_as(example.markdown)
    words = reference(example.markdown, example.html, left_out(drawn.findings))
    if more := MORE_CELLS.get(example.number):
        assert "RF029" in codes(drawn.findings)
        words = Words(more, more)
    assert fold(poppler.text(drawn.pdf, mode="raw")) == words.pdf
    assert fold(docx_words(drawn.docx)) == words.docx
    check_links(example, drawn)
