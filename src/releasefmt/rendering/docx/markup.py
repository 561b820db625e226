"""XML as text, escaped once and in one place: an ``Xml`` is well formed by construction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NewType
from xml.sax.saxutils import escape

Xml = NewType("Xml", str)

NOTHING = Xml("")

NAMESPACES: dict[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
STORY = ("w", "r", "wp", "a", "pic", "mc", "wps", "v", "w14", "w15", "asvg", "adec")
_IGNORABLE = frozenset({"w14", "w15"})

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"]|[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot carry (production 2, Char)."""
    return _FORBIDDEN.sub("\ufffd", text)


def literal(text: str) -> Xml:
    """Character data."""
    return Xml(escape(printable(text)) if _SPECIAL.search(text) else text)


def join(parts: Iterable[Xml]) -> Xml:
    return Xml("".join(parts))


def el(name: str, attributes: Mapping[str, str | int] | None = None, *children: Xml) -> Xml:
    """An element; attribute values are escaped here, children are markup already."""
    written = ""
    for key, value in (attributes or {}).items():
        special = isinstance(value, str) and _SPECIAL.search(value)
        written += f' {key}="{escape(printable(str(value)), _ATTRIBUTE) if special else value}"'
    inner = "".join(children)
    return Xml(f"<{name}{written}>{inner}</{name}>") if inner else Xml(f"<{name}{written}/>")


def val(name: str, value: str | int) -> Xml:
    """``<name w:val="value"/>``, the commonest form in WordprocessingML."""
    return el(name, {"w:val": value})


def document(name: str, prefixes: Iterable[str], *children: Xml, attributes: Mapping[str, str] | None = None) -> bytes:
    """A whole XML part in UTF-8 that declares the prefixes at its root."""
    known = tuple(prefixes)
    declared: dict[str, str | int] = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in known}
    ignorable = " ".join(prefix for prefix in known if prefix in _IGNORABLE)
    if ignorable:
        declared["mc:Ignorable"] = ignorable
    root = el(name, {**declared, **(attributes or {})}, *children)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()
