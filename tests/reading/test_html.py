"""Raw HTML in a draft: what carries words is understood as a browser would, the rest is left out with a finding."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releasefmt.model.content import (
    Align,
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Image,
    Inlines,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.text import plain_text
from releasefmt.model.walk import leaves_of
from releasefmt.reading.markdown import read_markdown
from releasefmt.reading.source import read_source
from tests.commonmark.reference import page_words
from tests.reading.drafts import BOUNDED
from tests.reading.workbench import draw, parsed


def blocks(draft: str) -> Blocks:
    """The blocks of a draft about which there is nothing to say."""
    document, findings = parsed(draft)
    assert findings == ()
    return document.blocks


def only(draft: str) -> Block:
    (block,) = blocks(draft)
    return block


def said(draft: str) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in parsed(draft)[1]]


def t(text: str) -> Inlines:
    return (Text(text),)


# --- Markdown between HTML blocks ------------------------------------------------------------------------------------


def test_a_quote_holds_the_markdown_in_it() -> None:
    quote, after = blocks("<blockquote>\n\nEin *Zitat*\n\n- Punkt\n\n</blockquote>\n\ndanach")
    assert isinstance(quote, Quote)
    assert [type(block) for block in quote.blocks] == [Paragraph, BulletList]
    assert after == Paragraph(t("danach"))


def test_a_quote_that_nothing_closes_does_not_swallow_the_draft() -> None:
    quote, heading, paragraph = blocks("<blockquote>Zitat\n\n# Kopf\n\nText")
    assert quote == Quote((Paragraph(t("Zitat")),))
    assert plain_text((heading, paragraph)) == "Kopf\nText"


def test_a_cell_holds_the_markdown_in_it_line_by_line() -> None:
    table = only("<table><tr><td>\n\n**fett**\n\n1. eins\n2. zwei\n\n</td><td>rechts</td></tr></table>")
    assert isinstance(table, Table)
    (left, right), *_ = table.rows
    assert left.content[0] == Strong(t("fett"))
    assert plain_text(left.content) == "fett\n1. eins\n2. zwei"
    assert right.content == t("rechts")


def test_details_are_open_on_paper() -> None:
    assert blocks("<details>\n<summary>Mehr</summary>\n\nDer *Text*.\n\n</details>") == (
        Paragraph((Strong(t("Mehr")),)),
        Paragraph((Text("Der "), Emphasis(t("Text")), Text("."))),
    )


# --- blocks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>eins<p>zwei<p>drei</div>", "eins\nzwei\ndrei"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "a\nb\nc"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<table><caption>Zahlen</caption><thead><tr><th>a</thead><tbody><tr><td>b</tbody></table>", "Zahlen\na\nb"),
        ("<h2>Kopf</h2>\n<p>Gr&uuml;&szlig;e &amp; K&#xFC;sse&nbsp;an alle", "Kopf\nGrüße & Küsse\u00a0an alle"),
        ("<center>Mitte</center>", "Mitte"),
        ("<p>vor <!-- unter uns --> nach</p>", "vor nach"),
        ("<address>Ada Beispiel<br>\nHafenweg 1</address>", "Ada Beispiel\nHafenweg 1"),
        ("<div>\nZeile eins\nZeile zwei\n</div>", "Zeile eins Zeile zwei"),
        ("<menu><li>a</menu>", "a"),
        ("</ul></td></p>\n\nText", "Text"),
    ],
)
def test_words_in_their_order(html: str, text: str) -> None:
    assert plain_text(blocks(html)) == text


def test_definitions() -> None:
    definitions = only("<dl><dt>Kai<dt>Mole<dd>Ufer<p>aus Stein<dd>Wehr</dl>")
    assert isinstance(definitions, DefinitionList)
    kai, mole = definitions.items
    assert (kai.term, kai.descriptions) == (t("Kai"), ())
    assert [plain_text(description) for description in mole.descriptions] == ["Ufer\naus Stein", "Wehr"]


def test_a_list_keeps_its_number() -> None:
    ordered = only('<ol start="7"><li>a</li><li>b</li></ol>')
    assert isinstance(ordered, OrderedList)
    assert (ordered.start, len(ordered.items)) == (7, 2)


def test_a_table_keeps_its_grid() -> None:
    table = only(
        '<table><tr><th style="text-align: right">a</th><th align="center">b</th><th>c</th></tr>'
        "<tr><td rowspan=2>d</td><td colspan=2>e</td></tr><tr><td>f</td><td>g</td></tr></table>"
    )
    assert isinstance(table, Table)
    assert table.columns == (Align.RIGHT, Align.CENTER, Align.START)
    assert [[plain_text(cell.content) for cell in row] for row in table.rows] == [["d", "e", ""], ["", "f", "g"]]


def test_a_table_without_a_head_has_none() -> None:
    table = only("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>")
    assert isinstance(table, Table)
    assert table.head[0].content == ()
    assert [row[0].content for row in table.rows] == [t("a"), t("b")]


def test_a_figure_has_its_caption() -> None:
    picture = "<figure>\n<img src=hafen.jpg alt=Kran width=60mm>\n<figcaption>Foto: <b>Ada</b></figcaption>\n</figure>"
    assert only(picture) == Figure(Image("hafen.jpg", "Kran", "", 60.0), (Text("Foto: "), Strong(t("Ada"))))


def test_preformatted_lines() -> None:
    assert blocks("<pre><code>a <b>b</b>\n\n  c &lt; d</code></pre>") == (CodeBlock("a b\n\n  c < d"),)


def test_a_passage_of_very_many_columns_is_an_error() -> None:
    source = read_source(f"<table><tr>{'<td>a' * 51}</table>".encode()).value
    outcome = read_markdown(source, source.text, ())
    assert outcome.value is None
    assert [finding.message for finding in outcome.findings] == ["This table has 51 columns; a release may have 50."]


# --- inside a line -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("a<br>b", (Text("a"), LineBreak(), Text("b"))),
        ("a <BR/> b", (Text("a"), LineBreak(), Text("b"))),
        ("H<sub>2</sub>O, m<sup>2</sup>", (Text("H"), Subscript(t("2")), Text("O, m"), Superscript(t("2")))),
        ("<b>a <i>b</b> c</i> d", (Strong((Text("a "), Emphasis(t("b")))), Emphasis(t(" c")), Text(" d"))),
        ("<b>a <b>b</b> c</b>", (Strong(t("a b c")),)),
        ("<q>Ja</q>, sagt sie", t('"Ja", sagt sie')),
        ("<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>", t("字(ji)")),
        ("<ruby>字<rt>ji</rt></ruby>", t("字(ji)")),
        ("<kbd>Strg</kbd>", (Code("Strg"),)),
        ('<a href="https://example.org">*hier*</a>', (Link((Emphasis(t("hier")),), "https://example.org"),)),
        ("<abbr title=x>DIN</abbr> <mark>5008</mark> <u>u</u> <small>s</small>", t("DIN 5008 u s")),
        ("vor <div>mitten</div> nach", (Text("vor"), LineBreak(), Text("mitten"), LineBreak(), Text("nach"))),
        ("Ada <a@example.org>", (Text("Ada "), Link(t("a@example.org"), "mailto:a@example.org"))),
    ],
)
def test_tags_in_a_line(line: str, content: Inlines) -> None:
    assert only(line) == Paragraph(content)


def test_a_list_in_a_cell_of_markdown() -> None:
    table = only("| a |\n|---|\n| <ul><li>b</li><li>c</li></ul> |")
    assert isinstance(table, Table)
    assert plain_text(table.rows[0][0].content) == "• b\n• c"


# --- what is left out --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "rest", "finding"),
    [
        (
            "Text <button>Jetzt *spenden*</button> Ende",
            "Text  Ende",
            "RF022 The HTML element <button> cannot be printed; it was left out with its words “Jetzt spenden”.",
        ),
        (
            "<nav>\n<ul><li>Start</li></ul>\n</nav>\n\nText",
            "Text",
            "RF022 The HTML element <nav> cannot be printed; it was left out with its words “Start”.",
        ),
        (
            "<script>\nlet a = 1\n</script>\n\nText",
            "Text",
            "RF022 The HTML element <script> cannot be printed; it was left out.",
        ),
        (
            "<style>\n.a {}",
            "",
            "RF022 The HTML element <style> cannot be printed; it was left out with its words “.a {}”.",
        ),
        ("Text <?php echo 1 ?>", "Text", "RF022 “<?php echo 1 ?>” cannot be printed; it was left out."),
        ("<?php\necho '>';\n?>\n\nText", "Text", "RF022 “<?php echo '>'; ?>” cannot be printed; it was left out."),
        ("Text <![CDATA[x]]>", "Text", "RF022 “<![CDATA[x]]>” cannot be printed; it was left out."),
        ("<!DOCTYPE html>\n\nText", "Text", "RF022 “<!DOCTYPE html>” cannot be printed; it was left out."),
        (
            '<!--#include file="fuss.html" -->\n\nText',
            "Text",
            'RF023 “<!--#include file="fuss.html" -->” is a command of a website; it was left out.',
        ),
        (
            "<Karte>\n\nText\n\n</Karte>",
            "Text",
            "RF023 “<Karte>” is a command of a website; it was left out, and what it encloses is printed.",
        ),
        (
            'Text <Knopf ziel="a" />',
            "Text",
            'RF023 “<Knopf ziel="a" />” is a command of a website; it was left out, and what it encloses is printed.',
        ),
        (
            "Text [](https://example.org) Ende",
            "Text  Ende",
            "RF303 The link to “https://example.org” has no words; it was left out.",
        ),
        (
            '<a href="https://example.org">\n\nText\n\n</a>',
            "Text",
            "RF303 The link to “https://example.org” has no words; it was left out.",
        ),
    ],
)
def test_what_is_left_out_is_said(draft: str, rest: str, finding: str) -> None:
    assert plain_text(parsed(draft)[0].blocks) == rest
    assert said(draft) == [finding]


@pytest.mark.parametrize("gap", ["<Vorname Nachname>", "<E-Mail>", "<Datum>"])
def test_a_gap_that_is_to_be_filled_is_no_html(gap: str) -> None:
    assert only(f"Kontakt: {gap}") == Paragraph(t(f"Kontakt: {gap}"))


def test_a_gap_is_a_placeholder() -> None:
    findings = draw("# Kopf\n\nKontakt: <Vorname Nachname>, 5 < 6 und 7 > 6").findings
    assert [entry.message for entry in findings if entry.code == "RF110"] == [
        "“<Vorname Nachname>” looks like a placeholder that has not been filled in."
    ]


def test_a_finding_stands_where_its_tag_does() -> None:
    places = [
        (finding.span.line, finding.span.column)
        for finding in parsed("a\n\n> <div>\n> b <nav>c</nav>\n> </div>\n\nd <nav>e</nav>")[1]
        if finding.span
    ]
    assert places == [(4, 5), (7, 3)]


# --- against a browser's own tree -------------------------------------------------------------------------------------

TAGS = re.findall(
    r"\w+",
    "a b blockquote br button caption center cite code dd del details div dl dt em figcaption figure h2 h3 hr i li nav ol "
    "option p pre q rp rt ruby s section small span strong sub summary sup table tbody td th thead tr u ul",
)
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS]),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [" ", "\n", "&amp;", "&uuml;", "<!-- x -->", '<a href="https://example.org">', "<img src=a alt=bild>"]
    ),
    st.integers(0, 99).map(lambda number: f" wort{number} "),
)


@pytest.mark.slow
@BOUNDED
@given(st.lists(pieces, max_size=20).map("".join))
def test_no_word_of_any_tag_soup_is_lost_or_invented(soup: str) -> None:
    document, findings = parsed(f"<div>{soup}")
    pictures = " ".join(leaf.alt for leaf in leaves_of(document.blocks) if isinstance(leaf, Image))
    left_out = " ".join(finding.message for finding in findings if finding.code == "RF022")
    words = Counter(re.findall(r"wort\d+|bild", f"{plain_text(document.blocks)} {pictures} {left_out}"))
    assert words == Counter(re.findall(r"wort\d+|bild", page_words(f"<div>{soup}")))
