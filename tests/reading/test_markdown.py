"""Tricky Markdown of our own making: whatever CommonMark allows reaches a sheet with its words."""

from __future__ import annotations

import re

import pytest

from releasefmt.model.content import Link, Paragraph, Table
from releasefmt.model.text import plain_text
from releasefmt.reading.inlines import check_target
from tests.reading.workbench import codes, draw, printed, read

TRICKY = [
    *(
        "*a **b* c**",
        "**a *b** c*",
        "***a***",
        "****a****",
        "**a",
        "a**",
        "_a*b_c*",
        "*a_b*c_",
        "a*b*c",
        "__a__b__",
        "\\*a\\*",
        "*a\n\nb*",
    ),
    *(
        "`a",
        "`a``b`",
        "`` `a` ``",
        "a `\n` b",
        "`<a>`",
        "[a",
        "a]",
        "[a](b",
        "[a](<b c>)",
        "[a]( )",
        "[a]()",
        "[[a]](b)",
        "[a](b 'c')",
    ),
    *(
        "![a",
        "![a](b)",
        "![*a*](b)",
        "[![a](b)](c)",
        "[a]: b",
        "[a]: b\n\n[a]",
        "[a][b]",
        "[a]\n\n[a]: <>",
        "<a@b.de>",
        "<http://a.de>",
        "<a",
        "<>",
    ),
    *(
        "&amp;a",
        "&#0;a",
        "&nosuch;a",
        "&#x1F600;a",
        "a  \nb",
        "a\\\nb",
        "a\\",
        "a\n===",
        "a\n---",
        "===",
        "- a\n\n  b",
        "- a\n-\n- b",
        "-\n\n  a",
    ),
    *(
        "1) a\n2) b",
        "0. a",
        "999999999. a",
        "1. a\n\n\n1. b",
        "> a\nb",
        "> - a\nb",
        ">\n> a",
        "    a\n\n    b",
        "\ta",
        "- \ta",
        "```\na",
        "~~~ b\na\n~~~",
    ),
    *(
        "# a #",
        "#a",
        "####### a",
        "# ",
        "a\n# b",
        "***\na",
        "_ _ _",
        "* * *\na",
        "- - a",
        "* + - a",
        "+ a\n- b",
        "| a |\n|---|",
        "| a | b |\n|---|\n| c |",
    ),
    *(
        "|a|\n|:-:|\n|b|c|",
        "a\n: b\n: c",
        "a\nb\n: c",
        "a[^1]\n\n[^1]: b\n\n    c",
        "a^[b]",
        "a[^x] b[^x]\n\n[^x]: c",
        "- [ ] a\n- [x] b",
        "~~a~~",
        "~a~",
    ),
    *(
        "<b>a",
        "</b>a",
        "<!-- a",
        "<!-- b --> a",
        "<?a?>",
        "<![CDATA[a]]>",
        "<p>a\n\nb</p>",
        "<br/>a",
        "<img>a",
        "<img src=x alt=a>",
        "<a href=x>a</a>",
    ),
    *(
        "a<!-- b",
        "<div\n>a",
        "<table>a<td>b",
        "<ol start=x><li>a</ol>",
        "<ol start=٣><li>a</ol>",
        "<pre>a\n\nb</pre>",
        "<li>a<li>b",
        "<h1>a<h2>b",
    ),
    *(
        "\u00a0a",
        "a\u2028b",
        "a\u200bb",
        "ａ",
        "a\u0300",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") + "a",
        "a\x0cb",
        "\ufeffa",
    ),
]


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize(
    "head", ["", "# Kopf\n\n", "# Kopf\n\n" + "wort " * 13 + "\n\n"], ids=["alone", "after a head", "in the body"]
)
def test_reaches_a_sheet(text: str, head: str) -> None:
    drawn = draw(head + text)
    assert drawn.sheet is not None or "RF005" in codes(drawn.findings)


KEPT = [text for text in TRICKY if not re.search(r"<!--|<\?|CDATA|^<a$|\]:|&|\]\(|^<>|~~~|\u0300|:-:", text)]


@pytest.mark.parametrize("text", KEPT)
def test_keeps_its_words(text: str) -> None:
    sheet = draw("# Kopf\n\n" + "wort " * 13 + "\n\n" + text).sheet
    assert sheet is not None
    words = re.findall(r"(?<!alt=)\b[abcａ]\b", re.sub(r"</?\w[^>]*>?", " ", text))
    assert set(words) <= set(re.findall(r"\w", printed(sheet).replace("Kopf", "").replace("wort", "")))


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "mailto:a@example.org",
        "tel:+4930123456",
        "HTTPS://EXAMPLE.ORG/Ä",
    ],
)
def test_an_address_that_can_be_followed(target: str) -> None:
    assert check_target(target) is None
    release = read(f"# Kopf\n\n- [wort]({target})").value
    assert release is not None


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("", "RF301"),
        ("#", "RF301"),
        ("#abschnitt", "RF301"),
        ("seite.html", "RF302"),
        ("/seite", "RF302"),
        ("www.example.org", "RF302"),
        ("file:///etc/hosts", "RF302"),
        ("javascript:alert(1)", "RF302"),
        ("data:text/html,x", "RF302"),
        ("https://", "RF302"),
        ("http://[::1", "RF302"),
        ("mailto:", "RF302"),
        ("ftp://example.org", "RF302"),
    ],
)
def test_an_address_that_cannot_be_followed_leaves_the_words(target: str, code: str) -> None:
    drawn = draw(f"# Kopf\n\n{'wort ' * 13}\n\nsiehe [hier](<{target}>) nach")
    assert drawn.sheet is not None
    assert "siehe hier nach" in printed(drawn.sheet)
    (finding,) = (finding for finding in drawn.findings if finding.code in ("RF301", "RF302"))
    assert finding.code == code
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (5, 7)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("post@example.org.", "mailto:post@example.org"),
        ("(www.example.org/a_(b))", "https://www.example.org/a_(b)"),
        ("(siehe https://example.org/a).", "https://example.org/a"),
        ("„https://example.org“", "https://example.org"),
        ("https://example.org/a)))", "https://example.org/a"),
    ],
)
def test_bare_addresses_become_links(text: str, target: str) -> None:
    release = read(f"# Kopf\n\n{'wort ' * 13}\n\n{text}").value
    assert release is not None
    (block,) = release.body
    assert isinstance(block, Paragraph)
    assert [node.target for node in block.content if isinstance(node, Link)] == [target]


def test_a_cell_beyond_the_head_gets_a_column() -> None:
    outcome = read("# Kopf\n\n| a | b |\n|---|---|\n| c | d |\n| e | f | *g* | |\n")
    assert outcome.value is not None
    (table,) = outcome.value.body
    assert isinstance(table, Table)
    assert len(table.columns) == 3
    assert plain_text((table,)) == "a\tb\nc\td\ne\tf\tg"
    (finding,) = (entry for entry in outcome.findings if entry.code == "RF029")
    assert "“*g*”" in finding.message
    assert finding.span is not None
    assert finding.span.line == 6


def test_very_many_cells_are_an_error() -> None:
    row = "|".join(["x"] * 200)
    outcome = read(f"# Kopf\n\n| a | b |\n|---|---|\n| {row} |\n")
    assert outcome.value is None
    assert codes(outcome.findings)[-1] == "RF025"


def test_an_escaped_bar_is_no_cell() -> None:
    assert "RF029" not in codes(read("# Kopf\n\n| a | b |\n|---|---|\n| c | d \\| e |\n").findings)
