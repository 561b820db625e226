"""Facts of a finished Word file, by the standard library alone: what a reader of structure would find, laid out by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from releasefmt.measuring.docx.facts import DocxFacts, Section, Story
from releasefmt.measuring.docx.package import Package
from releasefmt.measuring.docx.story import cached_pages, read_story
from releasefmt.measuring.docx.styles import TWIPS, Styles, W, child, number, value
from releasefmt.measuring.facts import NotReadableError

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_PARAGRAPHS = 100_000  # three times what any draft may have (`parts` of the limits)
_DC = "{http://purl.org/dc/elements/1.1/}"


def measure(data: bytes) -> DocxFacts:
    """Everything that a Word file says; NotReadableError where it is none or is broken inside."""
    try:
        return _facts(Package(data))
    except RecursionError as error:
        raise NotReadableError("something in it is nested too deeply") from error


def _facts(package: Package) -> DocxFacts:
    name = package.related("", "officeDocument")
    document = package.xml(name) if name else None
    body = child(document, "body")
    if body is None:
        raise NotReadableError("it holds no Word document")
    if sum(1 for _ in body.iter(f"{W}p")) > _MOST_PARAGRAPHS:
        raise NotReadableError(f"it has more than {_MOST_PARAGRAPHS:,} paragraphs")
    reader = _Document(package, name)
    sections = tuple(reader.sections(body))
    if not sections:
        raise NotReadableError("it does not say what paper it is for")
    properties = package.xml(package.related("", "core-properties") or "-")
    return DocxFacts(
        title=_property(properties, "title"),
        language=_property(properties, "language") or reader.language,
        body=reader.story(body, name),
        notes=tuple(reader.notes()),
        sections=sections,
        pages=reader.pages,
    )


class _Document:
    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._links = package.relationships(name)
        styles = self._part("styles")
        self._styles = Styles(styles, self._part("theme"), self._part("numbering"))
        self.language = value(styles, "docDefaults/rPrDefault/rPr/lang") or ""
        self.pages: int | None = None

    def story(self, root: Element, part: str) -> Story:
        return read_story(root, self._styles, self._package.relationships(part))

    def notes(self) -> Iterator[Story]:
        """The footnotes in their order; separators are none."""
        name = self._package.related(self._name, "footnotes")
        root = self._package.xml(name) if name else None
        for note in root if root is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                yield self.story(note, name)

    def sections(self, body: Element) -> Iterator[Section]:
        """The sections in order; headers and footers that one does not name are those of the one before."""
        headers: dict[str, Story] = {}
        footers: dict[str, Story] = {}
        for node in body.iter(f"{W}sectPr"):
            headers = headers | dict(self._margins(node, "header"))
            footers = footers | dict(self._margins(node, "footer"))
            yield Section(
                width=_twips(node, "pgSz", "w"),
                height=_twips(node, "pgSz", "h"),
                left=_twips(node, "pgMar", "left"),
                right=_twips(node, "pgMar", "right"),
                top=_twips(node, "pgMar", "top"),
                bottom=_twips(node, "pgMar", "bottom"),
                first_differs=child(node, "titlePg") is not None,
                right_to_left=child(node, "bidi") is not None,
                headers=headers,
                footers=footers,
            )

    def _margins(self, section: Element, kind: str) -> Iterator[tuple[str, Story]]:
        for node in section.findall(f"{W}{kind}Reference"):
            relationship = self._links.get(node.get(f"{_R}id", ""))
            root = self._package.xml(relationship.target) if relationship is not None else None
            if relationship is not None and root is not None:
                self.pages = self.pages or cached_pages(root)
                yield node.get(f"{W}type", "default"), self.story(root, relationship.target)

    def _part(self, kind: str) -> Element | None:
        name = self._package.related(self._name, kind)
        return self._package.xml(name) if name else None


def _twips(section: Element, name: str, attribute: str) -> float:
    """mm."""
    return number(value(section, name, attribute)) * TWIPS


def _property(properties: Element | None, name: str) -> str:
    return (properties.findtext(f"{_DC}{name}") or "") if properties is not None else ""
