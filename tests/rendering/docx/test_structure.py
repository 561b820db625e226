"""What pandoc, which knows nothing of us, reads out of the file: heads, lists, tables, notes, links, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.gates import pandoc
from tests.rendering.docx.opened import rendered
from tests.rendering.docx.sheets import kitchen_sink

pytestmark = pytest.mark.needs("pandoc")


@pytest.fixture(scope="module")
def tree() -> dict[str, Any]:
    return pandoc.read(rendered(kitchen_sink()))


def nodes(tree: object, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        for child in tree.values():
            yield from nodes(child, kind)
    elif isinstance(tree, list):
        for child in tree:
            yield from nodes(child, kind)


def words(tree: object) -> str:
    if isinstance(tree, dict):
        kind = tree.get("t")
        if kind == "Str":
            return str(tree["c"])
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if kind in ("Code", "CodeBlock"):
            return str(tree["c"][1])
        return words(tree.get("c", ""))
    return "".join(words(child) for child in tree) if isinstance(tree, list) else ""


def test_one_headline_and_no_level_left_out(tree: dict[str, Any]) -> None:
    heads = [(node["c"][0], words(node["c"][2])) for node in tree["blocks"] if node["t"] == "Header"]
    assert heads == [
        (1, "Bibliotheken auf dem Land öffnen künftig auch sonntags"),
        (2, "Listen x"),
        (3, "Zitate"),
        (4, "Tiefer"),
        (5, "Noch tiefer"),
        (2, "Bilder"),
        (2, "Über die Musterstiftung"),
        (3, "Untertitel im Anhang"),
        (2, "Pressekontakt"),
        (2, "Hinweis an die Redaktionen"),
    ]


def test_ordered_lists_begin_where_the_draft_says(tree: dict[str, Any]) -> None:
    lists = [(node["c"][0][0], [words(item) for item in node["c"][1]]) for node in nodes(tree, "OrderedList")]
    assert lists == [(4, ["innen vier", "innen fünf"]), (1, ["eins", "zwei"]), (7, ["sieben", "acht"])]


def test_bullets_nest(tree: dict[str, Any]) -> None:
    outer = [node for node in nodes(tree, "BulletList") if words(node).startswith("Ebene zwei")]
    assert len(outer) == 1
    inner = list(nodes(outer[0]["c"], "BulletList"))
    assert [words(node) for node in inner] == ["Ebene drei"]


def test_tasks_are_items_with_their_box(tree: dict[str, Any]) -> None:
    items = [words(item) for node in nodes(tree, "BulletList") for item in node["c"]]
    assert [item.replace("\t", " ") for item in items if item.startswith(("☑", "☐"))] == [
        "☑ Antrag gestellt",
        "☐ Zusage erhalten",
    ]


def test_tables_have_heads_rows_and_alignment(tree: dict[str, Any]) -> None:
    tables = list(nodes(tree, "Table"))
    assert len(tables) == 2
    for table in tables:
        _, _, columns, head, bodies, _ = table["c"]
        assert [column[0]["t"] for column in columns] == ["AlignDefault", "AlignLeft", "AlignCenter", "AlignRight"]
        assert [words(cell) for cell in head[1][0][1]] == ["Land", "Ort", "Häuser", "Euro"]
        assert [words(row[1][0]) for row in bodies[0][3]] == ["Brandenburg", "Hessen"]


def test_footnotes_are_notes_and_each_is_printed_once(tree: dict[str, Any]) -> None:
    assert [words(node) for node in nodes(tree, "Note")] == [
        "Erste Fußnote mit Verweis.",
        "Zweite.Ihr zweiter Absatz.Punkt in der Fußnote",
        "nur Code",
    ]
    again = [words(node) for node in nodes(tree, "Superscript")]
    assert again == ["2", "1", "3"], "m², and the second sign of notes 1 and 3"


def test_links_lead_where_the_draft_says(tree: dict[str, Any]) -> None:
    links = [(words(node["c"][1]), node["c"][2][0]) for node in nodes(tree, "Link")]
    assert links == [
        ("Seite eins", "https://example.org/a?b=1&c=2"),
        ("Verweis", "https://example.org/fussnote"),
        ("+49 30 23125 000", "tel:+493023125000"),
        ("presse@musterstiftung.example.org", "mailto:presse@musterstiftung.example.org"),
    ]


def test_pictures_say_what_they_show(tree: dict[str, Any]) -> None:
    shown = []
    for node in nodes(tree, "Image"):
        attributes = dict(node["c"][0][2])
        shown.append((attributes.get("alt") or words(node["c"][1]), attributes["width"], attributes["height"]))
    inches = [(alt, round(float(w[:-2]) * 25.4, 2), round(float(h[:-2]) * 25.4, 2)) for alt, w, h in shown]
    assert inches == [
        ("Orangefarbener Punkt", 6.0, 6.0),
        ("Eine blaue Fläche als Platzhalter", 90.0, 60.0),
        ("Grünes Rechteck", 40.0, 20.0),
        ("", 15.0, 5.0),
    ]


def test_inlines_keep_their_kind(tree: dict[str, Any]) -> None:
    first = next(node for node in nodes(tree, "Para") if words(node).startswith("Fett:"))
    assert [words(node) for node in nodes(first, "Strong")] == ["stark", "stark betont", "eins"]
    assert [words(node) for node in nodes(first, "Emph")] == ["betont", "stark betont"]
    assert [words(node) for node in nodes(first, "Strikeout")] == ["alt"]
    assert [words(node) for node in nodes(first, "Superscript")] == ["2"]
    assert [words(node) for node in nodes(first, "Subscript")] == ["2"]
    assert [words(node) for node in nodes(first, "Code")] == ["x = 1"]
    assert len(list(nodes(first, "LineBreak"))) == 1


def test_code_definitions_and_quotes_are_read_as_such(tree: dict[str, Any]) -> None:
    code = [node["c"][1] for node in tree["blocks"] if node["t"] == "CodeBlock"]
    assert code == ["zeile_eins = 1\n\tzeile_zwei = 2\n\nzeile_vier"]
    definitions = list(nodes(tree, "DefinitionList"))
    assert [words(term) for node in definitions for term, _ in node["c"]] == ["Begriff"]
    quotes = " ".join(words(node) for node in nodes(tree, "BlockQuote"))
    assert "Außen mit Betonung." in quotes
    assert "Innen." in quotes
