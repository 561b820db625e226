"""Paragraphs and tables of one part: their text without what is only shown, their links, pictures and notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from releasefmt.measuring.docx.facts import Letters, Link, Paragraph, Picture, Story, Table
from releasefmt.measuring.docx.package import Relationship
from releasefmt.measuring.docx.styles import Setting, Styles, W, child, number

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_EMU = 1 / 36000
"""Millimetres in an English Metric Unit."""
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PAGES = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_PASSED_OVER = {"IF", "NOTEREF", "PAGEREF"}
"""Fields whose words depend on others, or repeat what stands elsewhere."""
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"(?P<address>[^"]*)")?(?:.*?\\l\s+"(?P<place>[^"]*)")?', re.IGNORECASE)
_COUNTED = "\x00"
"""Stands for a number that the program counts: it and the words around it are set like others, but are no text."""


def read_story(root: Element, styles: Styles, relationships: Mapping[str, Relationship]) -> Story:
    """The text of an element that holds paragraphs and tables."""
    return Story(tuple(_blocks(root, styles, relationships)))


def cached_pages(root: Element) -> int | None:
    """What the first field NUMPAGES in it shows until a program has counted."""
    words: list[str] | None = None
    for node in _chosen(root):
        if node.tag == f"{W}instrText" and (node.text or "").strip() == "NUMPAGES":
            words = []
        elif words is not None and node.tag == f"{W}t":
            words.append(node.text or "")
        elif words and node.tag == f"{W}fldChar" and node.get(f"{W}fldCharType") == "end":
            return number("".join(words)) or None
    return None


def _blocks(root: Element, styles: Styles, relationships: Mapping[str, Relationship]) -> Iterator[Paragraph | Table]:
    for node in root:
        if node.tag == f"{W}p":
            yield _Reader(node, styles, relationships).paragraph()
        elif node.tag == f"{W}tbl":
            yield _table(node, styles, relationships)
        elif node.tag == f"{W}sdt" and (content := child(node, "sdtContent")) is not None:
            yield from _blocks(content, styles, relationships)


def _table(node: Element, styles: Styles, relationships: Mapping[str, Relationship]) -> Table:
    rows = []
    for row in node.findall(f"{W}tr"):
        cells = (read_story(cell, styles, relationships).paragraphs for cell in row.findall(f"{W}tc"))
        rows.append(tuple(cells))
    heads = sum(child(row, "trPr/tblHeader") is not None for row in node.findall(f"{W}tr"))
    return Table(tuple(rows), heads)


def _chosen(node: Element) -> Iterator[Element]:
    """The element and all below; of alternatives the first, which is what Word takes (ECMA-376 Part 3, 10.2.1)."""
    yield node
    for kid in node:
        if kid.tag == f"{_MC}AlternateContent":
            choice = kid.find(f"{_MC}Choice")
            yield from _chosen(choice) if choice is not None else ()
        else:
            yield from _chosen(kid)


@dataclass(slots=True)
class _Field:
    """A field as it is read: what it asks for, and what it shows; ``shows`` once the separator has been passed."""

    instruction: str = ""
    shows: bool = False
    result: list[tuple[str, Element]] = field(default_factory=list)


class _Reader:
    """One paragraph."""

    def __init__(self, node: Element, styles: Styles, relationships: Mapping[str, Relationship]) -> None:
        self._node = node
        self._styles = styles
        self._relationships = relationships
        self._fields: list[_Field] = []
        self._said: list[tuple[str, Element]] = []
        self._links: list[Link] = []
        self._pictures: list[Picture] = []
        self._notes: list[str] = []

    def paragraph(self) -> Paragraph:
        self._read(self._node)
        kind, level = self._styles.kind(self._node)
        return Paragraph(
            style=self._styles.name(self._node),
            kind=kind,
            level=level,
            text="".join(text for text, _ in _without_counts(self._said)),
            letters=tuple(piece for text, run in self._said for piece in self._letters(text, run)),
            links=tuple(self._links),
            pictures=tuple(self._pictures),
            notes=tuple(self._notes),
            indent=self._styles.indent(self._node),
            aside=self._styles.aside(self._node),
        )

    def _read(self, node: Element) -> None:
        for kid in node:
            if kid.tag == f"{W}r":
                self._run(kid, kid)
            elif kid.tag == f"{W}hyperlink":
                self._link(kid)
            elif kid.tag == f"{W}sdt":
                content = child(kid, "sdtContent")
                if content is not None and kid.find(f"{W}sdtPr/{_W14}checkbox") is None:
                    self._read(content)
            elif kid.tag not in (f"{W}pPr", f"{W}del", f"{W}moveFrom"):
                self._read(kid)

    def _link(self, node: Element) -> None:
        before = len(self._said)
        self._read(node)
        relationship = self._relationships.get(node.get(f"{_R}id", ""))
        target = relationship.target if relationship is not None else ""
        if anchor := node.get(f"{W}anchor"):
            target += f"#{anchor}"
        self._links.append(Link(target, "".join(text for text, _ in self._said[before:])))

    def _run(self, node: Element, run: Element) -> None:
        for kid in node:
            match kid.tag.rpartition("}")[2]:
                case "t":
                    self._say(kid.text or "", run)
                case "fldChar":
                    self._field(kid.get(f"{W}fldCharType", ""), run)
                case "instrText" if self._fields:
                    self._fields[-1].instruction += kid.text or ""
                case "footnoteReference":
                    self._notes.append(kid.get(f"{W}id", ""))
                case "drawing":
                    self._pictures += _pictures(kid)
                case "AlternateContent":
                    choice = kid.find(f"{_MC}Choice")
                    if choice is not None:
                        self._run(choice, run)
                case _:
                    if sign := _SIGNS.get(kid.tag):
                        self._say(sign, run)

    def _say(self, text: str, run: Element) -> None:
        if not self._fields:
            self._said.append((text, run))
        elif self._fields[-1].shows:
            self._fields[-1].result.append((text, run))

    def _field(self, sign: str, run: Element) -> None:
        if sign == "begin":
            self._fields.append(_Field())
        elif sign == "separate" and self._fields:
            self._fields[-1].shows = True
        elif sign == "end" and self._fields:
            done = self._fields.pop()
            name = (done.instruction.split() or [""])[0].upper()
            if name in _PAGES:
                self._say(_COUNTED, run)
            elif name not in _PASSED_OVER:
                if name == "HYPERLINK":
                    self._links.append(Link(_field_target(done.instruction), "".join(text for text, _ in done.result)))
                for text, of in done.result:
                    self._say(text, of)

    def _letters(self, text: str, run: Element) -> Iterator[Letters]:
        setting = self._styles.setting(self._node, run)
        right_to_left = child(run, "rPr/rtl") is not None
        for script, signs in groupby(text, key=lambda sign: "cs" if right_to_left else _script(sign)):
            words = "".join(signs)
            if words.strip():
                yield Letters(words, _family(setting, script), setting.colour, setting.size)


def _field_target(instruction: str) -> str:
    """Where a field HYPERLINK leads (17.16.5.25); its switch l names a place in what it leads to."""
    found = _HYPERLINK.match(instruction)
    address, place = (found["address"] or "", found["place"]) if found else ("", None)
    return f"{address}#{place}" if place else address


def _family(setting: Setting, script: str) -> str:
    return setting.families.get(script) or setting.families.get("ascii", "")


def _script(sign: str) -> str:
    """Which of a run's typefaces Word takes for a sign (17.3.2.26, as far as letters tell it)."""
    if unicodedata.east_asian_width(sign) in "WF":
        return "eastAsia"
    return "ascii"


def _without_counts(said: list[tuple[str, Element]]) -> list[tuple[str, Element]]:
    """What is said, without the words up to the next tab around a number that the program counts."""
    chunks: list[list[tuple[str, Element]]] = [[]]
    for text, run in said:
        if text == "\t":
            chunks.append([])
        chunks[-1].append((text, run))
    return [piece for chunk in chunks if not any(text == _COUNTED for text, _ in chunk) for piece in chunk]


def _pictures(drawing: Element) -> Iterator[Picture]:
    """The pictures of a drawing; lines and other shapes are none."""
    for holder in drawing:
        properties, extent = holder.find(f"{_WP}docPr"), holder.find(f"{_WP}extent")
        if holder.find(f".//{_A}blip") is None or properties is None or extent is None:
            continue
        yield Picture(
            alt=properties.get("descr", ""),
            decorative=any(node.tag == _DECORATIVE for node in properties.iter()),
            width=number(extent.get("cx")) * _EMU,
            height=number(extent.get("cy")) * _EMU,
            x=_offset(holder, "positionH"),
            y=_offset(holder, "positionV"),
        )


def _offset(holder: Element, name: str) -> float | None:
    """mm from the page's edge, None where the place is told by something else."""
    place = holder.find(f"{_WP}{name}")
    offset = place.find(f"{_WP}posOffset") if place is not None else None
    if place is None or offset is None or place.get("relativeFrom") != "page":
        return None
    return number(offset.text) * _EMU
