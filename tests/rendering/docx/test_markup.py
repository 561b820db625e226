"""Whatever the text, the file is well formed and says it, but for what XML cannot carry."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releasefmt.model.content import CodeBlock, Figure, Heading, Image
from releasefmt.model.sheet import Placed
from releasefmt.model.style import Role
from releasefmt.rendering.docx.markup import document, el, literal, printable
from tests.rendering.docx.opened import WP, Opened, rendered, text_of
from tests.rendering.docx.sheets import PHOTO, p, sheet, t

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_any_text_comes_back_as_text_and_as_attribute(text: str) -> None:
    root = ET.fromstring(document("root", (), el("leaf", {"said": text}, literal(text))))
    leaf = root[0]
    wanted = printable(text)
    assert leaf.attrib["said"] == wanted
    # XML 1.0, 2.11: a parser reads both line ends of other systems as one.
    assert (leaf.text or "") == wanted.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_replaced(sign: str) -> None:
    assert printable(f"a{sign}b") == "a\ufffdb"


@given(ANY_TEXT)
def test_any_text_anywhere_gives_a_file_that_can_be_read(text: str) -> None:
    flow = (
        Placed(Role.HEADLINE, Heading(1, t(text))),
        Placed(Role.BODY, p(text)),
        Placed(Role.BODY, CodeBlock(text)),
        Placed(Role.BODY, Figure(Image("bild", text), t(text))),
    )
    made = sheet(flow, pictures={"bild": replace(PHOTO, alt=text or "x")})
    opened = Opened(rendered(replace(made, properties=replace(made.properties, subject=text, keywords=(text,)))))
    for name in opened.members:
        if name.endswith((".xml", ".rels")):
            opened.xml(name)
    assert next(opened.body.iter(f"{WP}docPr")).attrib["descr"] == printable(text or "x")
    words = "".join(printable(text).split())
    assert "".join(text_of(opened.body).split()).startswith(words.replace("\u00ad", "")) or "\u2028" in words
