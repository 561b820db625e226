"""XML as text, escaped once and in one place: an ``Xml`` is well formed by construction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NewType

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
_IN_TEXT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_IN_VALUE = (*_IN_TEXT, ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"), ("\r", "&#13;"))


def printable(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot carry (production 2, Char)."""
    return _FORBIDDEN.sub("\ufffd", text)


def literal(text: str) -> Xml:
    """Character data."""
    return Xml(_escaped(text, _IN_TEXT) if _SPECIAL.search(text) else text)


def _escaped(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    """By hand, since ``xml.sax.saxutils`` brings half of Python's network modules along."""
    text = printable(text)
    for sign, entity in signs:
        text = text.replace(sign, entity)
    return text


def join(parts: Iterable[Xml]) -> Xml:
    return Xml("".join(parts))


def el(name: str, attributes: Mapping[str, str | int] | None = None, *children: Xml) -> Xml:
    """An element; attribute values are escaped here, children are markup already."""
    return _element(name, _attributes(attributes) if attributes else "", children)


def _element(name: str, attributes: str, children: Iterable[Xml]) -> Xml:
    inner = "".join(children)
    return Xml(f"<{name}{attributes}>{inner}</{name}>") if inner else Xml(f"<{name}{attributes}/>")


def _attributes(attributes: Mapping[str, str | int]) -> str:
    written = ""
    for key, value in attributes.items():
        special = isinstance(value, str) and _SPECIAL.search(value)
        written += f' {key}="{_escaped(str(value), _IN_VALUE) if special else value}"'
    return written


@lru_cache(maxsize=1024, typed=True)
def val(name: str, value: str | int) -> Xml:
    """``<name w:val="value"/>``, the commonest form in WordprocessingML; there are few names and few values."""
    return el(name, {"w:val": value})


def document(name: str, prefixes: Iterable[str], *children: Xml, attributes: Mapping[str, str] | None = None) -> bytes:
    """A whole XML part in UTF-8 that declares the prefixes at its root."""
    root = _element(name, _declared(tuple(prefixes)) + _attributes(attributes or {}), children)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()


@lru_cache(maxsize=32)
def _declared(prefixes: tuple[str, ...]) -> str:
    """The namespaces of a part, of which there are few kinds."""
    declared = {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in prefixes}
    ignorable = " ".join(prefix for prefix in prefixes if prefix in _IGNORABLE)
    return _attributes({**declared, "mc:Ignorable": ignorable} if ignorable else declared)
