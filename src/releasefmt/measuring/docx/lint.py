"""What no validator of Word files minds and a reader does: dead links inside, fields without an end, silent pictures, heads.

The clauses are those of ECMA-376 Part 1; what is asked for accessibility is what Word's own checker asks, and more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from releasefmt.measuring.docx.package import Package
from releasefmt.measuring.docx.styles import W, child, number, value
from releasefmt.measuring.facts import NotReadableError
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*"
)  # RFC 5646, without extensions
_TIME = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z")
_FILE = re.compile(r"\S+\.(png|jpe?g|gif|svg|webp|tiff?|bmp|emf|wmf)", re.IGNORECASE)
_POINTER = re.compile(r"\s*(?:REF|NOTEREF|PAGEREF)\s+(\S+)")
_SILENT = frozenset({"hier", "here", "ici", "qui", "aquí", "aqui", "mehr", "more", "link", "klick", "click here"})
_KEY = re.compile(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")  # how a font begins (OpenType 1.9, Table Directory)
_STORIES = ("document", "header", "footer", "footnotes", "endnotes")
_NO_HEAD = 9  # the outline level that is none (17.3.1.20)
_OPENED = frozenset({"http", "https", "mailto", "tel"})


def lint(data: bytes) -> tuple[Finding, ...]:
    """Everything that is wrong with a Word file by itself; RF600 alone where it is none."""
    try:
        package = Package(data)
        name = package.related("", "officeDocument")
        document = package.xml(name) if name else None
        if document is None or child(document, "body") is None:
            raise NotReadableError("it holds no Word document")
        found = _Lint(package, name, document).findings()
        return tuple(
            replace(entry, hint="Build the file again from its draft; if it stays so, tell the makers of releasefmt.")
            for entry in found
        )
    except NotReadableError as error:
        hint = "Name a Word file that releasefmt has built, or get the file again from where it came."
        return (finding("RF600", f"This is no Word file, or a damaged one: {error}.", hint=hint),)


class _Lint:
    def __init__(self, package: Package, name: str, document: Element) -> None:
        self._package = package
        self._name = name
        self._document = document
        self._stories = {name: document}
        for item in package.relationships(name).values():
            if item.kind in _STORIES and not item.outside and (root := package.xml(item.target)) is not None:
                self._stories[item.target] = root
        self._styles = self._part("styles")
        self._numbering = self._part("numbering")
        defined = self._styles.iter(f"{W}style") if self._styles is not None else ()
        self._by_name = {style.get(f"{W}styleId", ""): style for style in defined}

    def findings(self) -> Iterator[Finding]:
        yield from self._properties()
        yield from self._languages()
        for root in self._stories.values():
            yield from _fields(root)
        yield from _tables(self._document)  # those of a letterhead hold no data, only things side by side
        yield from self._references()
        yield from self._links()
        yield from self._pictures()
        yield from self._heads()
        yield from self._empty()
        yield from self._fonts()

    def _part(self, kind: str) -> Element | None:
        name = self._package.related(self._name, kind)
        return self._package.xml(name) if name else None

    def _properties(self) -> Iterator[Finding]:
        name = self._package.related("", "core-properties")
        core = self._package.xml(name) if name else None
        for tag, word in ((f"{_DC}title", "title"), (f"{_DC}language", "language")):
            said = core.findtext(tag, "") if core is not None else ""
            if not said.strip():
                yield finding("RF651", f"The Word file names no {word}.")
            elif word == "language" and not _TAG.fullmatch(said):
                yield finding(
                    "RF652", f"The Word file says that its language is “{said}”, which is no tag of a language."
                )
        for tag in ("created", "modified"):
            said = core.findtext(f"{_TERMS}{tag}", "") if core is not None else ""
            if not _TIME.fullmatch(said):
                yield finding("RF651", f"The time “{said}” in the Word file ({tag}) is none that Word reads.")

    def _languages(self) -> Iterator[Finding]:
        roots = [*self._stories.values(), *([self._styles] if self._styles is not None else [])]
        said = {tag for root in roots for node in root.iter(f"{W}lang") for tag in node.attrib.values()}
        for tag in sorted(said):
            if not _TAG.fullmatch(tag):
                yield finding("RF652", f"A passage is marked as being in “{tag}”, which is no tag of a language.")
        default = value(self._styles, "docDefaults/rPrDefault/rPr/lang") if self._styles is not None else None
        if not default:
            yield finding("RF652", "The Word file does not say what language its text is in.")

    def _references(self) -> Iterator[Finding]:
        """Styles, lists and notes that text asks for and that nobody defines (17.7.4.17, 17.9.18, 17.11.14)."""
        styles = _values(self._styles, "style", "styleId")
        numbers = _values(self._numbering, "num", "numId") | {"0"}
        notes = _values(self._part("footnotes"), "footnote", "id")
        for kinds, known, what in (
            (("pStyle", "rStyle", "tblStyle"), styles, "style"),
            (("numId",), numbers, "list"),
        ):
            asked = {
                node.get(f"{W}val", "")
                for root in self._stories.values()
                for kind in kinds
                for node in root.iter(f"{W}{kind}")
            }
            for name in sorted(asked - known):
                yield finding("RF653", f"Text asks for the {what} “{name}”, which the Word file does not define.")
        for name in sorted({node.get(f"{W}id", "") for node in self._document.iter(f"{W}footnoteReference")} - notes):
            yield finding("RF653", f"A footnote’s sign leads to note {name}, which is not there.")

    def _links(self) -> Iterator[Finding]:
        bookmarks = {
            node.get(f"{W}name", "") for root in self._stories.values() for node in root.iter(f"{W}bookmarkStart")
        }
        for part, root in self._stories.items():
            outside = self._package.relationships(part)
            asked = [match[1] for node in root.iter(f"{W}instrText") if (match := _POINTER.match(node.text or ""))]
            for node in root.iter(f"{W}hyperlink"):
                words = "".join(text.text or "" for text in node.iter(f"{W}t")).strip()
                if not words and next(node.iter(f"{W}drawing"), None) is None:
                    yield finding("RF654", "A link has no words.")
                elif words.casefold() in _SILENT:
                    yield finding("RF654", f"The words of a link, “{words}”, do not say where it leads.")
                if anchor := node.get(f"{W}anchor", ""):
                    asked.append(anchor)
                if identity := node.get(f"{_R}id"):
                    target = outside[identity].target if identity in outside else ""
                    if target.partition(":")[0].lower() not in _OPENED:
                        yield finding("RF654", f"The link “{words}” leads to “{target}”, which is no address.")
            for name in asked:
                if name not in bookmarks:
                    yield finding("RF654", f"A link inside the Word file leads to “{name}”, which is not there.")

    def _pictures(self) -> Iterator[Finding]:
        numbers: Counter[str] = Counter()
        for root in self._stories.values():
            for node in root.iter(f"{_WP}docPr"):
                numbers[node.get("id", "")] += 1
                decorative = any(inner.tag == _DECORATIVE for inner in node.iter())
                said = node.get("descr", "").strip()
                if not decorative and (not said or _FILE.fullmatch(said)):
                    yield finding("RF655", f"A picture is silent to a screen reader: its alternative text is “{said}”.")
        for identity, count in numbers.items():
            if count > 1:
                yield finding(
                    "RF653", f"{count} drawings have the same number, {identity}; Word may ask to repair the file."
                )
        for _ in self._document.iter(f"{_WP}anchor"):
            yield finding("RF655", "A picture floats over the text; a screen reader cannot tell where it belongs.")

    def _heads(self) -> Iterator[Finding]:
        heads = []
        for node in self._document.iter(f"{W}p"):
            level = self._level(value(node, "pPr/pStyle") or "")
            if level < _NO_HEAD:
                words = "".join(text.text or "" for text in node.iter(f"{W}t")).strip()
                heads.append(level + 1)
                if not words:
                    yield finding("RF656", f"A head of level {level + 1} holds no words.")
        if heads.count(1) != 1 or heads[:1] != [1]:
            yield finding(
                "RF656",
                f"The first head must be the one of level 1; the levels are {', '.join(map(str, heads)) or 'none'}.",
            )
        for before, after in pairwise(heads):
            if after > before + 1:
                yield finding("RF656", f"A head of level {after} follows one of level {before}.")

    def _level(self, name: str) -> int:
        """The outline level of a style, its own or inherited."""
        seen: set[str] = set()
        while name in self._by_name and name not in seen:
            seen.add(name)
            if (said := value(self._by_name[name], "pPr/outlineLvl")) is not None:
                return number(said)
            name = value(self._by_name[name], "basedOn") or ""
        return _NO_HEAD

    def _fonts(self) -> Iterator[Finding]:
        """Fonts in the file: each veiled by its key so that a font comes out (Part 1, 17.8.1)."""
        table = self._package.related(self._name, "fontTable")
        root, parts = self._package.xml(table) if table else None, self._package.relationships(table)
        for entry in root.iter(f"{W}font") if root is not None else ():
            family = entry.get(f"{W}name", "")
            for node in entry:
                if not node.tag.startswith(f"{W}embed"):
                    continue
                identity, key = node.get(f"{_R}id", ""), node.get(f"{W}fontKey", "")
                font = self._package.read(parts[identity].target) if identity in parts else None
                if font is None:
                    yield finding("RF659", f"The typeface “{family}” is said to be in the Word file and is not.")
                elif not _KEY.fullmatch(key):
                    yield finding(
                        "RF659", f"The typeface “{family}” in the Word file has no key to read it by: “{key}”."
                    )
                elif _first_bytes(font, key) not in _FONTS:
                    yield finding("RF659", f"The typeface “{family}” in the Word file cannot be read: it is no font.")

    def _empty(self) -> Iterator[Finding]:
        """Distances made of empty paragraphs; one after a table Word itself asks for."""
        body = child(self._document, "body")
        empty = [node.tag == f"{W}p" and not _holds(node) for node in (body if body is not None else ())]
        if any(one and other for one, other in pairwise(empty)):
            yield finding("RF656", "Empty paragraphs stand in a row; a screen reader says each of them.")


def _fields(root: Element) -> Iterator[Finding]:
    """Complex fields: begin, separate and end in this order, one inside another (17.16.18)."""
    open_: list[str] = []
    for node in root.iter(f"{W}fldChar"):
        kind = node.get(f"{W}fldCharType", "")
        if kind == "begin":
            open_.append(kind)
        elif not open_ or (kind == "separate" and open_[-1] == "separate"):
            yield finding("RF657", f"A field has “{kind}” without a beginning; Word shows an error in its place.")
        elif kind == "separate":
            open_[-1] = kind
        else:
            open_.pop()
    for _ in open_:
        yield finding("RF657", "A field has no end; all text behind it may vanish in Word.")


def _tables(root: Element) -> Iterator[Finding]:
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        style = value(table, "tblPr/tblStyle") or ""
        spans = next((True for kind in ("gridSpan", "vMerge") for _ in table.iter(f"{W}{kind}")), False)
        if spans:
            yield finding("RF658", "A table has merged cells, which a screen reader cannot follow.")
        if len(rows) > 1 and child(rows[0], "trPr/tblHeader") is None:
            yield finding("RF658", f"A table in the style “{style}” has no head that is repeated and read out.")


def _first_bytes(font: bytes, key: str) -> bytes:
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    return bytes(byte ^ veil for byte, veil in zip(font[:4], mask, strict=False))


def _values(root: Element | None, kind: str, attribute: str) -> set[str]:
    return set() if root is None else {node.get(f"{W}{attribute}", "") for node in root.iter(f"{W}{kind}")}


def _holds(paragraph: Element) -> bool:
    """Whether a paragraph shows anything: text, a picture, or a line that is its border."""
    shown = ("t", "drawing", "footnoteReference", "sym", "br")
    return (
        any(True for kind in shown for _ in paragraph.iter(f"{W}{kind}")) or value(paragraph, "pPr/pStyle") is not None
    )
