"""What drafts have beyond the specifications: footnotes anywhere, definition lists, sizes of pictures, nesting."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from releasefmt.model.content import (
    BulletList,
    DefinitionList,
    Figure,
    Image,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    SoftBreak,
    Table,
    Text,
)
from releasefmt.model.text import plain_text
from tests.commonmark.files import docx_notes, docx_words, drawn_as
from tests.gates import poppler
from tests.reading.workbench import parsed


def content(draft: str) -> Inlines:
    """The inlines of a draft's only paragraph."""
    (block,) = parsed(draft)[0].blocks
    assert isinstance(block, Paragraph)
    return block.content


def notes(draft: str) -> list[str]:
    document, findings = parsed(draft)
    assert findings == ()
    assert [note.number for note in document.notes] == list(range(1, len(document.notes) + 1))
    return [plain_text(note.blocks) for note in document.notes]


# --- footnotes ---------------------------------------------------------------------------------------------------------

LONG_NOTE = "[^n]: Erster *Absatz*\n    geht weiter.\n\n    Zweiter Absatz.\n\n    - Punkt\n\nNach der Note."

FOOTNOTES = {
    "of several paragraphs": (f"Text[^n].\n\n{LONG_NOTE}", ["Erster Absatz geht weiter.\nZweiter Absatz.\nPunkt"]),
    "in a list": (
        "- Punkt[^a]\n\n  [^a]: Note im Punkt\n\n      zweiter Absatz\n- Ende",
        ["Note im Punkt\nzweiter Absatz"],
    ),
    "in a table": (
        "| Kopf[^k] | b |\n|---|---|\n| c[^c] | d^[gleich *hier*] |\n\n[^k]: Eins\n[^c]: Zwei",
        ["Eins", "Zwei", "gleich hier"],
    ),
    "in a quote": ("> Zitat[^q]\n>\n> [^q]: Note", ["Note"]),
    "in a definition": ("Kai[^k]\n: Ufer[^u]\n\n[^k]: Eins\n[^u]: Zwei", ["Eins", "Zwei"]),
    "in a heading": ("# Kopf[^1]\n\n[^1]: Note", ["Note"]),
    "written in the line": ("Text^[Note mit [Link](https://example.org)] weiter", ["Note mit Link"]),
    "with a table": (
        "Text[^t]\n\n[^t]: Zahlen:\n\n    | a | b |\n    |---|---|\n    | c | d |",
        ["Zahlen:\na\tb\nc\td"],
    ),
    "named twice": ("Hier[^z] und dort[^z].\n\n[^z]: Note", ["Note"]),
    "in the order of their signs": ("Erst[^b] dann[^a].\n\n[^a]: A\n[^b]: B", ["B", "A"]),
}


@pytest.mark.parametrize("case", FOOTNOTES)
def test_footnotes(case: str) -> None:
    draft, expected = FOOTNOTES[case]
    assert notes(draft) == expected


def test_a_footnote_of_a_cell_is_named_in_its_cell() -> None:
    (table,) = parsed(FOOTNOTES["in a table"][0])[0].blocks
    assert isinstance(table, Table)
    assert [cell.content[-1] for cell in (table.head[0], *table.rows[0])] == [NoteRef(1), NoteRef(2), NoteRef(3)]


def test_a_second_footnote_with_the_same_sign_is_kept() -> None:
    document, (finding,) = parsed("Text[^1]\n\n[^1]: eins\n\n[^1]: zwei")
    assert [plain_text(note.blocks) for note in document.notes] == ["eins"]
    assert plain_text(document.blocks) == "Text\nzwei"
    assert (finding.code, finding.span and finding.span.line) == ("RF031", 5)


# --- definition lists --------------------------------------------------------------------------------------------------


def test_definition_lists() -> None:
    (definitions,) = parsed("Kai\n: Ufer\n  aus Stein\n\n    Noch ein Absatz.\n\n    1. eins\n: Rand\n\nMole\n~ Wehr")[
        0
    ].blocks
    assert isinstance(definitions, DefinitionList)
    kai, mole = definitions.items
    assert [plain_text(description) for description in kai.descriptions] == [
        "Ufer aus Stein\nNoch ein Absatz.\neins",
        "Rand",
    ]
    assert [plain_text(description) for description in mole.descriptions] == ["Wehr"]


# --- pictures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "width", "height", "share"),
    [
        ("{width=60mm}", 60, None, None),
        ("{width=6cm height=2in}", 60, 50.8, None),
        ('{#bild .rechts width="72pt"}', 25.4, None, None),
        ("{width=60.5mm}", 60.5, None, None),
        ("{ width=60 mm }", 60, None, None),
        ("{width=96}", 25.4, None, None),
        ("{width=50%}", None, None, 0.5),
        ('{: width="33.5%"}', None, None, 0.335),
        ("{.rechts}", None, None, None),
    ],
)
def test_sizes_of_pictures(size: str, width: float | None, height: float | None, share: float | None) -> None:
    document, findings = parsed(f'![Kran](hafen.jpg "Foto: Ada"){size}')
    assert findings == ()
    (figure,) = document.blocks
    assert isinstance(figure, Figure)
    image = figure.image
    assert (image.width, image.height, image.share) == (pytest.approx(width) if width else None, height, share)
    assert figure.caption == (Text("Foto: Ada"),)


def test_a_picture_is_a_figure_where_it_stands_alone() -> None:
    kran = Image("k.png", "Kran")
    assert parsed("![Kran](k.png)")[0].blocks == (Figure(kran),)
    assert content("![Kran](k.png) am Kai") == (kran, Text(" am Kai"))
    assert content("[![Kran](k.png)](https://example.org)") == (Link((kran,), "https://example.org"),)
    (bullets,) = parsed("- [ ] ![Kran](k.png)")[0].blocks
    assert isinstance(bullets, BulletList)
    assert bullets.items[0].blocks == (Figure(kran),)
    assert bullets.items[0].checked is False


def test_a_line_in_italics_right_below_a_picture_is_its_caption() -> None:
    kran = Image("k.png", "Kran")
    assert parsed("![Kran](k.png)\n*Foto: Ada*")[0].blocks == (Figure(kran, (Text("Foto: Ada"),)),)
    assert parsed("![Kran](k.png)  \n*Foto:* *Ada*")[0].blocks == (
        Figure(kran, (Text("Foto:"), Text(" "), Text("Ada"))),
    )
    assert parsed("<p><img src='k.png' alt='Kran'><br><em>Foto: Ada</em></p>")[0].blocks == (
        Figure(kran, (Text("Foto: Ada"),)),
    )
    for words in ("Foto: Ada", "*Foto: Ada* am Kai", "*Foto:*\n*Ada*", "*Foto[^1]*\n\n[^1]: Ada"):
        assert isinstance(parsed(f"![Kran](k.png)\n{words}")[0].blocks[0], Paragraph), words
    (titled, *_) = parsed('![Kran](k.png "Foto: Bo")\n*Foto: Ada*')[0].blocks
    assert isinstance(titled, Paragraph)


def test_attributes_of_a_link_are_no_words() -> None:
    draft = '[hier](https://example.org){target=_blank rel="noopener"} und [da](https://example.org){:target="_blank"}'
    assert plain_text(content(draft)) == "hier und da"
    assert parsed(draft)[1] == ()


# --- lines and letters -------------------------------------------------------------------------------------------------


def test_breaks() -> None:
    assert content("a  \nb\\\nc\nd   e") == (
        *(Text("a"), LineBreak(), Text("b"), LineBreak()),
        *(Text("c"), SoftBreak(), Text("d   e")),
    )


def test_entities_and_escapes() -> None:
    assert plain_text(content("&copy;&nbsp;2025 &#8211; &#x201E;a&ldquo; \\*b\\* &amp;lt; &unbekannt;")) == (
        "©\u00a02025 – „a“ *b* &lt; &unbekannt;"
    )


def test_an_address_that_no_link_uses_is_said() -> None:
    document, (finding,) = parsed(
        "[Kai]: https://example.org\n[//]: # (unter uns)\n\n[b]: https://example.net\n\nText [b]"
    )
    assert plain_text(document.blocks) == "Text b"
    assert finding.code == "RF304"
    assert "“[Kai]: https://example.org”" in finding.message


# --- commands of other programs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "rest", "commands"),
    [
        ("Text {% include fuss.html %}", "Text", ["{% include fuss.html %}"]),
        ('{{< hinweis "x" >}}innen{{< /hinweis >}}', "innen", ['{{< hinweis "x" >}}', "{{< /hinweis >}}"]),
        ('{{% bild\n  src="a.png"\n%}}\n\nText', "Text", ['{{% bild src="a.png" %}}']),
        ("{% comment %}\nunter uns\n{% endcomment %}\n\nText", "Text", ["{% comment %} unter uns {% endcomment %}"]),
        ("# Kopf {#kopf .gross}\n\nText\n{: .lead}", "Kopf\nText", ["{#kopf .gross}", "{: .lead}"]),
        (":::note Achtung\n\nText\n\n:::", "Achtung\nText", [":::note"]),
        ("::: {.box}\nText\n:::", "Text", ["::: {.box}"]),
        ("> [!WARNING]\n> Text", "Text", ["[!WARNING]"]),
        ("!include fuss.md\n\nText", "Text", ["!include fuss.md"]),
        ("import Karte from './karte.js'\n\nText", "Text", ["import Karte from './karte.js'"]),
        ("[TOC]\n\nText", "Text", ["[TOC]"]),
        ('[caption id="3"]Foto[/caption]', "Foto", ['[caption id="3"]', "[/caption]"]),
        ("Wort<o:p></o:p>", "Wort", ["<o:p>", "</o:p>"]),
        ("Text\n\n\\newpage\n\nmehr", "Text\nmehr", ["\\newpage"]),
        ("<% einbinden %>Text", "Text", ["<% einbinden %>"]),
        ("![[hafen.jpg]]\n\nText", "Text", ["![[hafen.jpg]]"]),
    ],
)
def test_commands_are_left_out_and_said(draft: str, rest: str, commands: list[str]) -> None:
    document, findings = parsed(draft)
    assert plain_text(document.blocks) == rest
    assert [(finding.code, finding.message.split("”")[0][1:]) for finding in findings] == [
        ("RF023", command) for command in commands
    ]


@pytest.mark.parametrize("code", ["`{{ x }}`", "```\n{% y %}\n:::note\n```", "    [TOC]", "<pre>{{ x }}</pre>"])
def test_commands_in_code_are_examples(code: str) -> None:
    document, findings = parsed(code)
    assert findings == ()
    assert re.search(r"\{\{ x \}\}|\{% y %\}\n:::note|\[TOC\]", plain_text(document.blocks))


@pytest.mark.parametrize(
    "text", ["[ORT], [DATUM]", "[x=y]", "[[Seite]]", "{x}", "a :: b", "import von Waren", "[1] [sic] […]", "#{a}"]
)
def test_what_only_looks_like_a_command_is_printed(text: str) -> None:
    document, findings = parsed(text)
    assert findings == ()
    assert plain_text(document.blocks) == text


# --- in both files -----------------------------------------------------------------------------------------------------

NESTED = """1. Erstens

   > Zitat mit
   > - Punkt
   >
   >   1. tief
   >
   >      ```
   >      Code
   >      ```
   > - [x] fertig

   | Spalte | Zahl |
   |:-------|-----:|
   | Kai^[Ufer] | `7` |
2. Zweitens

    Begriff
    : Erklärung

      ![Bild](b.png "Titel")
"""


@pytest.mark.slow
@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    "draft",
    [*(draft for draft, _ in FOOTNOTES.values()), NESTED],
    ids=[*(f"footnote {case}" for case in FOOTNOTES), "nested"],
)
def test_both_files_have_all_words(draft: str) -> None:
    document, _ = parsed(draft)
    drawn = drawn_as(draft)
    expected = Counter(
        words(plain_text(document.blocks) + " " + " ".join(plain_text(n.blocks) for n in document.notes))
    )
    if draft is NESTED:
        expected["Bild"] += 1
    assert Counter(words(poppler.text(drawn.pdf, mode="raw"))) == expected
    assert Counter(words(docx_words(drawn.docx) + " " + docx_notes(drawn.docx))) == expected


def words(text: str) -> list[str]:
    """Words of letters only: numbers of notes and lists are not the draft's."""
    return re.findall(r"[^\W\d_]+", text)
