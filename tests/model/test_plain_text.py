"""Plain text keeps the printed words of every kind of content, and nothing else."""

from __future__ import annotations

from releasefmt.model.content import (
    Align,
    Block,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.text import plain_text


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((Text(text),)) for text in texts)


def test_inlines() -> None:
    content = (
        Strong((Text("Fern"), Emphasis((Text("\u00adwärme"),)))),
        SoftBreak(),
        Link((Text("aus"),), "https://example.org"),
        LineBreak(),
        Code("x = 1"),
        NoteRef(1),
        Image("a.png", "Ein Bild"),
        Text(" CO"),
        Subscript((Text("2"),)),
        Superscript((Text("3"),)),
        Strikethrough((Text("alt"),)),
        Text("\u200b\u2060!"),
    )
    assert plain_text(content) == "Fernwärme aus\nx = 1 CO23alt!"
    assert plain_text(()) == ""


def test_blocks_one_a_line() -> None:
    inner: tuple[Block, ...] = (paragraph("drin"),)
    content: tuple[Block, ...] = (
        Heading(2, (Text("Kopf"),)),
        paragraph("Absatz"),
        Quote(inner, (Text("Ada"),)),
        BulletList((ListItem(inner), ListItem((paragraph("zwei"), BulletList((ListItem(inner),)))))),
        OrderedList((ListItem(inner),)),
        Table((Align.START, Align.RIGHT), cells("Jahr", "MW"), (cells("2025", "12"),)),
        Figure(Image("a.png", "alt"), (Text("Unterschrift"),)),
        Figure(Image("b.png", "alt")),
        CodeBlock("a\nb"),
        Rule(),
        DefinitionList((Definition((Text("Wort"),), (inner,)),)),
    )
    assert plain_text(content).split("\n") == [
        "Kopf",
        "Absatz",
        "drin",
        "Ada",
        "drin",
        "zwei",
        "drin",
        "drin",
        "Jahr\tMW",
        "2025\t12",
        "Unterschrift",
        "a",
        "b",
        "Wort",
        "drin",
    ]
