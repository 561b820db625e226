"""Drafts of a wanted length that are nothing but one piece of syntax again and again, or nested, or one endless word."""

from __future__ import annotations

from collections.abc import Callable

Draft = Callable[[int], str]

_PIECES = (
    # marks of inlines that close, never close, or close something else
    *(
        "*",
        "**a",
        "*a*",
        "a** ",
        "*a _b",
        "_",
        "_a",
        "~~",
        "~~a",
        "~a~~",
        "`",
        "`a",
        "``a`",
        "` a ``",
        "\\",
        "\\*",
        "\\`a",
    ),
    *(
        "[",
        "![",
        "[^",
        "^[",
        "]",
        "[]",
        "[a]",
        "[a][b]",
        "[a](",
        "[a](b",
        "[a](b)",
        "[a](<b",
        "![a](b)\n\n",
        "![a](b){c=d ",
    ),
    *("[a]{", "[a]{.b}", "[a b=", "](", "][", ")[", "[a](b 'c", "[[a]]", "[^1]", "^[a]", "a[^1] ", "[[", "![[", "![[a"),
    *(
        "http://a)",
        "http://a ",
        "www.a.de ",
        "a@",
        "a@b.de ",
        "<a@b.de>",
        "<http://a",
        "<http://a>",
        "<http://a> ",
        "://",
    ),
    *(
        "&",
        "&a",
        "&amp;",
        "&#1",
        "&#x41;",
        "&nbsp;",
        "a\\\n",
        "a  \n",
        "*a\n",
        "B*i",
        "a\\\\*b ",
        "a:in ",
        "a_i ",
        "a/i ",
    ),
    # HTML
    *(
        "<",
        "<a",
        "<b>",
        "<b>a",
        "</b>",
        "<b>a</i>",
        "<a b='",
        '<a b="c',
        "<a href=b>",
        "<br>",
        "<img>",
        "<!--",
        "<!-- -->",
    ),
    *(
        "<!a",
        "<!a>",
        "<?a",
        "<?a?>",
        "<![CDATA[",
        "<![CDATA[]]>",
        "<p>",
        "<p>a</p>",
        "<p>a\n\n",
        "<div>",
        "<div>\n\na\n\n",
    ),
    *(
        "</div>",
        "<td>a",
        "<tr>",
        "<table>",
        "<li>a",
        "<ul>",
        "<pre>",
        "<pre>a</pre>",
        "<script>",
        "<style>a",
        "<textarea>",
    ),
    *(
        "<h1>",
        "<hr>",
        "<q>a",
        "<span>",
        "<sup>a</sup>",
        "<details>",
        "<dl><dt>a",
        "<figure>",
        "<title>",
        "<svg>",
        "<!-->",
    ),
    *(
        "<p>\n<!--\n",
        "<p>&\n",
        "<p>&a;",
        "<p title='",
        "<blockquote>\n\na\n\n</blockquote>\n\n",
        "<o:p>",
        "<!-- # a",
        "<div\n",
    ),
    # blocks
    *(
        "> ",
        ">",
        "> a\n",
        "> a\n\n",
        ">> a\n",
        "- ",
        "-",
        "- a\n",
        "- a\n\n",
        "-\n",
        "* ",
        "1. ",
        "1. a\n",
        "1)\n",
        "10. a\n",
        "+ a\n",
    ),
    *(
        "- a\n  - b\n",
        "- [ ] a\n",
        "# ",
        "# a\n",
        "#\n",
        "a\n",
        "a\n\n",
        "a\n=\n",
        "a\n-\n",
        "=",
        "---\n",
        "***\n",
        "\n",
        " \n",
        "\t",
    ),
    *(
        "```\n",
        "```\na\n```\n",
        "``` a\n\n",
        "~~~\n",
        "    a\n",
        "\ta\n",
        "|",
        "|a",
        "|a|\n",
        "|a|b\n",
        "|a|\n|-|\n",
        "|-|\n",
        "a|b\n",
    ),
    *(
        "|a|\n|-|\n|b|\n\n",
        ":-",
        "|-",
        "[a]: b\n",
        "[a]: b\n\n",
        "[a]: ",
        "[a]:\n",
        "[^a]: b\n",
        "[^a]: b\n\n",
        "[^1]:\n",
        "a[^1]\n\n",
    ),
    *(
        "a\n: b\n",
        "a\n: b\n\n",
        ": a\n",
        ":\n",
        "a:\n",
        ":::a\n",
        ":::\n",
        "::: a b\n\n",
        "::: {.a}\n\n",
        "24. April\n",
    ),
    # what websites write
    *(
        "{%",
        "{% a %}",
        "{%comment%}",
        "{:",
        "{: a}",
        "{{",
        "{{a}}",
        "{{a}}\n",
        "{{< ",
        "{{< a >}}",
        "{#",
        "{#a}",
        "{!",
        "{",
        "<%",
        "<%a%>",
    ),
    *(
        "\\newpage",
        "[toc]\n",
        "import a\n",
        "export default\n",
        "> [!note]\n",
        "!!! a\n",
        "!!! note\n",
        "[a b=c]",
        "[/a]",
        "^a^",
        "$a$",
        "==a==",
    ),
    # words and what typography does with them
    *(
        "a",
        "ab",
        "ä",
        "a ",
        "a b",
        "Donaudampfschiff",
        "Donaudampfschiff ",
        "a-",
        "a/",
        "a.",
        "a. ",
        ".",
        "..",
        "...",
        ". . ",
        "-a",
        "--",
    ),
    *(
        "---",
        " - ",
        " -- ",
        "– ",
        "a--b",
        "1-2 ",
        "1 - 2",
        '"',
        "'",
        '"a',
        '"a" ',
        "'a' ",
        "a'",
        "\"'",
        "„a",
        "„a“",
        "»a«",
        "«a»",
        "‚a",
        "“",
    ),
    *(
        "``a''",
        "1",
        "12",
        "1.",
        "1. 1",
        "1 000 ",
        "1,5 ",
        "10 % ",
        "5 km ",
        "€ 5 ",
        "z. B. ",
        "§ 5 ",
        "Dr. ",
        "+49 40 ",
        "(c)",
        "(",
        ")",
        "()",
    ),
    *(
        "A",
        "A ",
        "ÄÖ ",
        "!",
        "?",
        "!?",
        ":",
        ";",
        ",",
        ", ",
        "@",
        "#a ",
        "#",
        "+",
        "=a",
        "~",
        "^",
        "%",
        "$",
        "\u00a0",
        "\u00ad",
        "\u200b",
    ),
    *(
        "a\u00ad",
        "\u202e",
        "\u0301",
        "a\u0301",
        "e\u0301 ",
        "\ufeff",
        "\x00",
        "\x01",
        "\x7f",
        "\u2028",
        "\r",
        "\r\n",
        "\ufffe",
        "\U000e0041",
    ),
    *(
        "Ã¤",
        "Ã¼ ",
        "â€ž",
        "ﬁ",
        "א",
        "ש ",
        "ا",
        "ا ",
        "中",
        "中 a",
        "ア",
        "😀",
        "👩‍👩‍👧",
        "🇩🇪",
        "\ue000",
        "\ue100",
        "½",
        "²",
        "½ ",
        "Ⅻ",
        "й ",
        "λ",
    ),
    # what says what a part is
    *(
        "Kontakt:\n",
        "Kontakt\n\n",
        "**Kontakt**\n\n",
        "Tel. 1\n",
        "Von:\n",
        "1.1.26 ",
        "24. April 2026 ",
        "24. April 2026\n\n",
        "14 Uhr ",
    ),
    *(
        "Sperrfrist ",
        "Sperrfrist: ",
        "Berlin, ",
        "Berlin, 1. Mai 2026 – ",
        "BERLIN (a) ",
        "BERLIN - ",
        "ENDE\n\n",
        "###\n\n",
        "Titel: a\n",
    ),
    *(
        "Über uns\n\n",
        "## Über uns\n\na\n\n",
        "Pressemitteilung ",
        "Pressemitteilung\n\n",
        "**a**\n\n",
        "*a*\n\n",
        "**a:** b\n",
        "a: b\n",
    ),
    *(
        "(100 Zeichen)\n\n",
        "Hinweis: ",
        "Foto: ",
        "![a](b)\n*a*\n\n",
        "„a“, sagte B. ",
        "Zeichen ",
        "> „a“\n> – B\n\n",
        "- Tel. 1\n",
    ),
)


def _again(piece: str) -> Draft:
    return lambda length: "# Kopf\n\n" + piece * (length // len(piece))


def _nested(opening: str, closing: str, middle: str = "a") -> Draft:
    def draft(length: int) -> str:
        depth = length // (len(opening) + len(closing))
        return "# Kopf\n\n" + opening * depth + middle + closing * depth

    return draft


_NESTED = (
    ("*", "*"),
    ("**", "**"),
    ("[", "]"),
    ("![", "](b)"),
    ("[", "](b)"),
    ("(", ")"),
    ("{", "}"),
    ("„", "“"),
    ('"', '"'),
)
_NESTED_TAGS = (
    ("<b>", "</b>"),
    ("<div>", "</div>"),
    ("<ul><li>", "</li></ul>"),
    ("<span>", "</span>"),
    ("^[", "]"),
    ("<!--", "-->"),
)


def _front_matter(piece: str, fence: str = "---\n") -> Draft:
    return lambda length: fence + piece * (length // len(piece)) + "\n" + fence + "\n# Kopf\n\nText.\n"


def _numbered(line: str) -> Draft:
    """Lines that each hold their own number, as labels must."""

    def draft(length: int) -> str:
        lines: list[str] = []
        size = 0
        while size < length:
            lines.append(line.replace("%", str(len(lines))))
            size += len(lines[-1])
        return "# Kopf\n\n" + "".join(lines)

    return draft


def _rows(columns: int, cell: str) -> Draft:
    def draft(length: int) -> str:
        row = f"|{cell}" * columns + "|\n"
        return "# Kopf\n\n" + row + "|-" * columns + "|\n" + row * (length // len(row))

    return draft


def _falling(sign: str, last: int = 100_000) -> Draft:
    """Runs of a sign, each one shorter than the one before, so that none finds its like."""

    def draft(length: int) -> str:
        runs: list[str] = []
        size, run = 0, min(last, int((2 * length) ** 0.5))
        while size < length and run:
            runs.append(sign * run + "a ")
            size += run + 2
            run -= 1
        return "# Kopf\n\n" + "".join(runs)

    return draft


UNITS: dict[str, Draft] = {
    **{repr(piece): _again(piece) for piece in _PIECES},
    **{f"nested {opening}{closing}": _nested(opening, closing) for opening, closing in _NESTED + _NESTED_TAGS},
    **{
        f"front matter {piece!r}": _front_matter(piece)
        for piece in (
            "a: b\n",
            "a:\n",
            "a: [",
            "a: {",
            "- a\n",
            " a: b\n",
            "a",
            "a: |\n  b\n",
            "a: 'b",
            "# a\n",
            "? a\n",
            "[",
            "{a: ",
            "a: b ",
        )
    },
    **{
        f"toml {piece!r}": _front_matter(piece, "+++\n")
        for piece in ("a = 1\n", "a", "[a]\n", "a.", "[[a]]\n", 'a = "')
    },
    **{f"lines {line!r}": _numbered(line) for line in ("Titel: a%\n", ".. a%: b\n", "% a%\n", "a%: b\n")},
    **{
        f"numbered {line!r}": _numbered(line)
        for line in (
            "[a%]: b\n",
            "[a%] ",
            "[a%]: b\n\n[a%]\n\n",
            "[^a%]: b\n\n",
            "a[^a%]\n\n",
            "a[^a%] ",
            "[^a%]: b\n\na[^a%]\n\n",
        )
    },
    **{
        f"numbered {line!r}": _numbered(line)
        for line in ("a%@b.de ", "https://a.de/% ", "<a%>", "</a%>", "{{a%}} ", "- a%\n", "a%\n\n")
    },
    "table of 2": _rows(2, "a"),
    "table of 50": _rows(50, "a"),
    "table of 2000": _rows(2000, "a"),
    "wide cell": lambda length: f"# Kopf\n\n|{'a ' * (length // 2)}|b|\n|-|-|\n|a|b|\n",
    "wide cell with strokes": lambda length: "# Kopf\n\n|" + "a\\|" * (length // 3) + "|b|\n|-|-|\n|a|b|\n",
    "falling `": _falling("`"),
    "falling *": _falling("*"),
    "falling ~": _falling("~"),
    "word": lambda length: "# Kopf\n\n" + "donaudampfschifffahrt" * (length // 21),
    "headline": lambda length: "# " + "Wort " * (length // 5),
    "headline of one word": lambda length: "# " + "a" * length,
    "empty lines before": lambda length: "\n" * length + "# Kopf\n\nText.",
    "blanks before": lambda length: " " * length + "# Kopf\n\nText.",
    "blanks in a line": lambda length: "# Kopf\n\na" + " " * length + "b",
    "blanks at the ends": lambda length: "# Kopf\n\n" + ("a" + " " * 50 + "\n") * (length // 52),
    "tabs in a list": lambda length: "# Kopf\n\n- a\n" + "\t" * length + "b",
    "lazy quote": lambda length: "# Kopf\n\n> a\n" + "b\n" * (length // 2),
    "lazy deep quote": lambda length: "# Kopf\n\n" + "> " * 20 + "a\n" + "b\n" * (length // 2),
    "deep quote": lambda length: "# Kopf\n\n" + (">" * 20 + "a\n") * (length // 22),
    "link label": lambda length: "# Kopf\n\n[" + "a" * length + "](b)",
    "link address": lambda length: "# Kopf\n\n[a](" + "b" * length + ")",
    "bare address": lambda length: "# Kopf\n\nhttps://a.de/" + "b" * length,
    "bare address of brackets": lambda length: "# Kopf\n\nhttps://a.de/" + "(" * length,
    "attribute": lambda length: "# Kopf\n\n<a title='" + "b" * length + "'>c</a>",
    "endless attribute": lambda length: "# Kopf\n\n<a title='" + "b " * (length // 2),
    "endless tag of attributes": lambda length: "# Kopf\n\n<a " + "b=c " * (length // 4),
    "endless tag of a block": lambda length: "# Kopf\n\n<div " + "b=c " * (length // 4),
    "code fence of one line": lambda length: "# Kopf\n\n```\n" + "a" * length + "\n```\n",
    "line with no-break blanks": lambda length: "# Kopf\n\n" + "\u00a0" * length + "\na",
    "entity": lambda length: "# Kopf\n\n&" + "a" * length + ";",
    "escaped twice": lambda length: "# Kopf\n\n" + "a\\\\*b" * (length // 5),
    "bold of words": lambda length: "# Kopf\n\n**" + "Wort " * (length // 5) + "Ende**",
    "bold paragraphs": lambda length: "# Kopf\n\n" + "**Wort** wort.\n\n" * (length // 16),
    "prose": lambda length: "# Kopf\n\n" + "Das Museum am Hafen öffnet im Mai, sagte die Leiterin. " * (length // 55),
    "prose in paragraphs": lambda length: "# Kopf\n\n" + "Das Museum am Hafen öffnet im Mai.\n\n" * (length // 36),
}
