"""What comes out when the text is copied, searched or read aloud."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pytest

from releasefmt.model.content import Block, Link, Text
from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text
from releasefmt.rendering.pdf import render
from releasefmt.system.assets import FolderAssets
from tests.gates import poppler
from tests.rendering.pdf.reading import opened
from tests.rendering.pdf.sheets import body, head, p, sheet

Rendered = tuple[Sheet, bytes]


def words(text: str) -> Counter[str]:
    """Letters and figures apart, for the sign of a footnote touches the word before it."""
    return Counter(re.findall(r"[^\W\d_]+|\d+", text))


def made(*blocks: Block) -> bytes:
    outcome = render(sheet([*head(), *body(*blocks)]), FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.needs("pdftotext")
def test_every_word_can_be_extracted(rendered: Rendered) -> None:
    given, data = rendered
    blocks = [placed.block for placed in given.flow] + [block for note in given.notes for block in note.blocks]
    wanted = words("\n".join(plain_text((block,)) for block in blocks))
    assert wanted - words(poppler.text(data)) == Counter()


def test_nothing_but_plain_signs_is_extracted(rendered: Rendered) -> None:
    """PDFium gives U+FFFE for a hyphen at a line's end; the others would be ours."""
    assert not re.search("[\u00ad\u2010\u2011\ufffd]", by_pdfium(rendered[1]))


@pytest.mark.needs("pdftotext")
def test_capitals_are_copied_as_they_were_typed(one: Rendered) -> None:
    assert "Pressemitteilung zum Straßenfest" in poppler.text(one[1])
    assert "Pressemitteilung zum Straßenfest" in by_pdfium(one[1])


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("first", ["\u2011", "\u2010"])
def test_hyphens_and_spaces_come_out_plain_whichever_came_first(first: str) -> None:
    data = made(p(f"Co{first}Vorsitz und 25\u00a0Kais, z.\u202fB. der Nordkai, dann Co-Vorsitz."))
    text = " ".join(poppler.text(data).split())
    assert "Co-Vorsitz und 25 Kais, z. B. der Nordkai, dann Co-Vorsitz." in text


@pytest.mark.parametrize("narrow", ["\u202f", "\u2009"])
def test_a_label_is_copied_whole_where_a_narrow_space_stands_in_its_typeface(narrow: str) -> None:
    """PDFium measured gaps by the narrow space and copied CO M M U N I Q U É."""
    from releasefmt.model.content import Heading
    from releasefmt.model.sheet import Placed
    from releasefmt.model.style import Role
    from tests.rendering.pdf.sheets import t

    flow = [
        Placed(Role.LABEL, p("COMMUNIQUÉ DE PRESSE")),
        Placed(Role.HEADLINE, Heading(1, t(f"Une « {narrow}fête{narrow} » le 3 mai"))),
    ]
    outcome = render(sheet(flow), FolderAssets())
    assert outcome.value is not None
    assert "COMMUNIQUÉ DE PRESSE" in by_pdfium(outcome.value)


def test_a_soft_hyphen_breaks_with_a_hyphen_at_any_width() -> None:
    """Where the word still fitted but its hyphen did not, WeasyPrint 70 broke it without one."""
    long = "Hafen\u00adarbeiter\u00adversammlung"
    for fill in range(60, 78):
        data = made(p("x" * 5 + " n" * ((fill - 5) // 2) + "i" * (fill % 2) + f" {long} und danach noch mehr Text"))
        text = by_pdfium(data).replace("\r", "")
        broken = re.search(r"Hafen(?!arbeiter)\W|arbeiter(?!versammlung)\W", text[text.index("xxxxx") :])
        assert broken is None or broken[0].endswith(("-", "\ufffe")), repr(broken[0])


def test_a_role_without_hyphenation_has_no_soft_hyphens() -> None:
    from releasefmt.model.sheet import Placed
    from releasefmt.model.style import Role
    from releasefmt.rendering.pdf.html import page

    given = sheet([Placed(Role.SUBHEADLINE, p("Hafen\u00adrat")), Placed(Role.BODY, p("Hafen\u00adrat"))])
    html = page(given)
    assert html.count("Hafenrat</p>") == 1
    assert html.count("Hafen\u200c\u00adrat</p>") == 1


def test_a_word_without_end_stays_on_the_page() -> None:
    address = "https://hafenrat.example/" + "x" * 300
    data = made(p("Siehe ", Link((Text(address),), address), "."), p("y" * 300))
    document = pypdfium2.PdfDocument(data)
    page = document[0].get_textpage()
    rights = [page.get_charbox(index)[2] for index in range(page.count_chars())]
    document.close()
    assert max(rights) < (210 - 20) * 72 / 25.4


def test_outline_titles_hold_no_soft_hyphens() -> None:
    from releasefmt.model.content import Heading
    from releasefmt.model.sheet import Placed
    from releasefmt.model.style import Role
    from tests.rendering.pdf.sheets import t

    outcome = render(sheet([Placed(Role.HEADLINE, Heading(1, t("Hafen\u00adrat & Co.")))]), FolderAssets())
    assert outcome.value is not None
    with opened(outcome.value).open_outline() as outline:
        assert [item.title for item in outline.root] == ["Hafenrat & Co."]


def test_a_soft_hyphen_inside_a_ligature_loses_no_letter() -> None:
    data = made(p("Sie veröf\u00adfentlicht die Auf\u00adlage und den Brief\u00adtext im Schaf\u00adfell."))
    assert "veröffentlicht die Auflage und den Brieftext im Schaffell" in by_pdfium(data)
