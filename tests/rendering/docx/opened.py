"""A finished Word file as its members and their XML."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

from releasefmt.model.sheet import Sheet
from releasefmt.rendering.docx import render
from tests.rendering.docx.sheets import NoAssets

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SIGNS = {f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}


def rendered(sheet: Sheet) -> bytes:
    outcome = render(sheet, NoAssets())
    assert outcome.value is not None
    return outcome.value


@dataclass(frozen=True)
class Opened:
    """``data`` is the whole file."""

    data: bytes

    @cached_property
    def members(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.members[name])

    @property
    def stories(self) -> dict[str, ET.Element]:
        """Every part with running text."""
        kinds = ("word/document", "word/footnotes", "word/header", "word/footer")
        return {name: self.xml(name) for name in self.members if name.startswith(kinds)}

    @property
    def body(self) -> ET.Element:
        body = self.xml("word/document.xml").find(f"{W}body")
        assert body is not None
        return body

    def style(self, identity: str) -> ET.Element:
        """The one style with this id."""
        found = [
            style for style in self.xml("word/styles.xml").iter(f"{W}style") if style.get(f"{W}styleId") == identity
        ]
        assert len(found) == 1, identity
        return found[0]


def text_of(element: ET.Element) -> str:
    """The text, with the signs that are elements in the file."""
    return "".join(_SIGNS.get(node.tag, node.text or "" if node.tag == f"{W}t" else "") for node in element.iter())


def style_of(paragraph: ET.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None, text_of(paragraph)
    return style.get(f"{W}val", "")


def paragraph_with(element: ET.Element, words: str) -> ET.Element:
    """The one paragraph whose text begins with the words."""
    found = [paragraph for paragraph in element.iter(f"{W}p") if text_of(paragraph).startswith(words)]
    assert len(found) == 1, (words, len(found))
    return found[0]


def value(element: ET.Element, path: str) -> str | None:
    """``w:val`` at a path of w names, such as ``pPr/jc``."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")
