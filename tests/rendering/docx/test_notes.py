"""Footnotes that Word has no place for: named twice, named nowhere, named only in another footnote."""

from __future__ import annotations

from releasefmt.model.content import Footnote, Heading, NoteRef, Paragraph, Text
from releasefmt.model.sheet import Placed
from releasefmt.model.style import Role
from releasefmt.rendering.docx import render
from tests.rendering.docx.opened import Opened, W, rendered, style_of, text_of
from tests.rendering.docx.sheets import NoAssets, p, sheet, t

HEAD = Placed(Role.HEADLINE, Heading(1, t("Kopf")))


def test_a_second_sign_is_a_cross_reference_to_the_first() -> None:
    flow = (HEAD, Placed(Role.BODY, Paragraph((Text("a"), NoteRef(1), Text("b"), NoteRef(1)))))
    outcome = render(sheet(flow, notes=(Footnote(1, (p("Text"),)),)), NoAssets())
    assert outcome.value is not None
    body = Opened(outcome.value).body
    assert len(body.findall(f".//{W}footnoteReference")) == 1
    assert [node.attrib[f"{W}name"] for node in body.iter(f"{W}bookmarkStart")] == ["_Note1"]
    assert [str(node.text).split()[:2] for node in body.iter(f"{W}instrText")] == [["NOTEREF", "_Note1"]]


def test_a_sign_without_a_note_stays_a_figure() -> None:
    flow = (HEAD, Placed(Role.BODY, Paragraph((Text("a"), NoteRef(1)))))
    outcome = render(sheet(flow), NoAssets())
    assert outcome.value is not None
    opened = Opened(outcome.value)
    assert opened.body.find(f".//{W}footnoteReference") is None
    assert text_of(opened.body).endswith("a1")


def test_a_note_that_only_a_note_names_is_a_finding() -> None:
    flow = (HEAD, Placed(Role.BODY, Paragraph((Text("a"), NoteRef(1)))))
    notes = (Footnote(1, (Paragraph((Text("siehe"), NoteRef(2))),)), Footnote(2, (p("Verschachtelt"),)))
    outcome = render(sheet(flow, notes=notes), NoAssets())
    assert [found.code for found in outcome.findings] == ["RF503"]
    assert outcome.value is not None
    identities = [node.get(f"{W}id") for node in Opened(outcome.value).xml("word/footnotes.xml").iter(f"{W}footnote")]
    assert identities == ["-1", "0", "1"]


def test_all_paragraphs_of_a_note_begin_beside_its_sign() -> None:
    flow = (HEAD, Placed(Role.BODY, Paragraph((Text("a"), NoteRef(1)))))
    opened = Opened(rendered(sheet(flow, notes=(Footnote(1, (p("Erster"), p("Zweiter"))),))))
    note = opened.xml("word/footnotes.xml").findall(f"{W}footnote")[-1]
    places = []
    for paragraph in note.findall(f"{W}p"):
        indent = opened.style(style_of(paragraph)).find(f"{W}pPr/{W}ind")
        assert indent is not None
        places.append((indent.get(f"{W}left"), indent.get(f"{W}hanging")))
    assert places == [("227", "227"), ("227", "0")]
