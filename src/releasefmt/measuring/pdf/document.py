"""What a PDF has besides its pages: metadata, outline, attachments, output intents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

from releasefmt.measuring.facts import Attachment, Intent, Metadata, OutlineEntry
from releasefmt.measuring.pdf.bounds import Item, unpacked

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP_ROOT = re.compile(r"<x:xmpmeta|<rdf:RDF")
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}


def read_metadata(pdf: pikepdf.Pdf) -> Metadata:
    root = pdf.Root
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    return Metadata(
        version=pdf.pdf_version,
        language=str(root.get("/Lang", "")),
        marked=bool(root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)),
        shows_title=bool(preferences.get("/DisplayDocTitle", False)),
        info={str(key)[1:]: str(value) for key, value in pdf.docinfo.items()},
        xmp=_xmp(unpacked(root.Metadata)) if "/Metadata" in root else {},
        identifiers=tuple(bytes(part) for part in pdf.trailer.get("/ID", ())),
    )


def read_outline(pdf: pikepdf.Pdf) -> tuple[OutlineEntry, ...]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def walk(items: list[pikepdf.OutlineItem], level: int) -> Iterator[OutlineEntry]:
        for item in items:
            yield OutlineEntry(item.title, level, pages.get(_goal(item)))
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        return tuple(walk(outline.root, 1))


def read_attachments(pdf: pikepdf.Pdf) -> tuple[Attachment, ...]:
    associated = {entry.objgen for entry in pdf.Root.get("/AF", ())}
    found = []
    for name, specification in pdf.attachments.items():
        file = specification.get_file()
        item = specification.obj
        found.append(
            Attachment(
                name=name,
                data=unpacked(file.obj),
                media=str(file.obj.get("/Subtype", "/"))[1:],
                relationship=str(item.get("/AFRelationship", "/"))[1:],
                associated=item.objgen in associated,
            )
        )
    return tuple(found)


def read_intents(pdf: pikepdf.Pdf) -> tuple[Intent, ...]:
    return tuple(
        Intent(
            kind=str(intent.get("/S", "/"))[1:],
            condition=str(intent.get("/OutputConditionIdentifier", "")),
            components=int(intent.DestOutputProfile.get("/N", 0)) if "/DestOutputProfile" in intent else 0,
        )
        for intent in pdf.Root.get("/OutputIntents", ())
    )


def _goal(item: pikepdf.OutlineItem) -> tuple[int, int]:
    destination: Item = item.destination
    if destination is None and item.action is not None:
        destination = item.action.get("/D")
    if isinstance(destination, pikepdf.Array) and len(destination) and isinstance(destination[0], pikepdf.Dictionary):
        return destination[0].objgen
    return (0, 0)


def _xmp(packet: bytes) -> dict[str, tuple[str, ...]]:
    """Each property with its values, as elements or as attributes; a packet that is no XML has none (ISO 16684-1, 7)."""
    text = packet.decode("utf-8", errors="replace")
    start = _XMP_ROOT.search(text)
    if start is None:
        return {}
    try:
        # What could define entities stands before the root and is cut off here.
        tree = ElementTree.fromstring(text[start.start() :].partition("<?xpacket")[0])  # noqa: S314  # nosec B314
    except ElementTree.ParseError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for description in tree.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            if not name.startswith(_RDF):
                found[_prefixed(name)] = (value,)
        for element in description:
            values = tuple(item.text or "" for item in element.iter(f"{_RDF}li")) or (element.text or "",)
            found[_prefixed(element.tag)] = values
    return found


def _prefixed(name: str) -> str:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(namespace, namespace)}:{local}"
