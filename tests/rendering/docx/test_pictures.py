"""Pictures that cannot be shown leave their words, in type that can be read."""

from __future__ import annotations

from dataclasses import replace

from releasefmt.model.content import Figure, Heading, Image, Paragraph, Text
from releasefmt.model.sheet import Placed
from releasefmt.model.style import Role
from releasefmt.rendering.docx import render
from tests.rendering.docx.opened import WP, Opened, W, paragraph_with, rendered, style_of
from tests.rendering.docx.sheets import DRAWING, LOGO, PHOTO, NoAssets, sheet, t

HEAD = Placed(Role.HEADLINE, Heading(1, t("Kopf")))
IMAGE = Image("bild", "Zwei Menschen am Tisch")


def test_a_missing_picture_leaves_its_alternative_text() -> None:
    inline = Paragraph((Text("Hier: "), IMAGE))
    opened = Opened(
        rendered(sheet((HEAD, Placed(Role.BODY, Figure(IMAGE, t("Foto: niemand"))), Placed(Role.BODY, inline))))
    )
    assert opened.body.find(f".//{WP}inline") is None
    assert style_of(paragraph_with(opened.body, "Zwei Menschen am Tisch")) == "Caption"
    assert style_of(paragraph_with(opened.body, "Foto: niemand")) == "Caption"
    paragraph_with(opened.body, "Hier: Zwei Menschen am Tisch")


def test_a_drawing_without_pixels_is_a_finding_and_leaves_its_words() -> None:
    made = sheet((HEAD, Placed(Role.BODY, Figure(IMAGE))), pictures={"bild": replace(DRAWING, fallback=b"")})
    head = replace(made.first_head, logo=replace(DRAWING, fallback=b""))
    outcome = render(replace(made, first_head=head), NoAssets())
    assert sorted(found.code for found in outcome.findings) == ["RF407", "RF503"]
    assert outcome.value is not None
    paragraph_with(Opened(outcome.value).body, "Zwei Menschen am Tisch")


def test_a_letterhead_without_logo_address_and_marks() -> None:
    made = sheet((HEAD,))
    bare = replace(made.style.geometry, fold_marks=())
    made = replace(
        made, style=replace(made.style, geometry=bare), first_head=replace(made.first_head, logo=None, address=())
    )
    made = replace(made, footer=replace(made.footer, lines=(), page_of=""))
    opened = Opened(rendered(made))
    assert opened.xml("word/header1.xml").find(f".//{WP}anchor") is None
    assert all(cell[-1].tag == f"{W}p" for cell in opened.xml("word/header1.xml").iter(f"{W}tc"))
    assert opened.xml("word/footer1.xml").find(f".//{W}fldChar") is None


def test_the_same_picture_is_stored_once() -> None:
    figure = Placed(Role.BODY, Figure(IMAGE))
    opened = Opened(rendered(sheet((HEAD, figure, figure), pictures={"bild": replace(PHOTO, data=LOGO.data)})))
    assert len(opened.body.findall(f".//{WP}inline")) == 2
    assert [name for name in opened.members if name.startswith("word/media/")] == ["word/media/image1.png"]
