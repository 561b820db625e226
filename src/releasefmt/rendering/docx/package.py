"""The package: parts and relationships in python-docx's OPC layer, written as a ZIP that is the same every time."""

from __future__ import annotations

import hashlib
import itertools
from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships

from releasefmt.rendering.docx.archive import archive
from releasefmt.rendering.docx.markup import Xml, document, el
from releasefmt.rendering.seal import WORD_MEMBER, sealed

_FIRST_MEMBERS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels")
_MEDIA = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}
_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_BY_ENDING = {**_MEDIA, _FONT: "odttf"}
"""What the package names by its ending."""
_STORED = (".png", ".jpeg", WORD_MEMBER)


class OwnPart(Part):
    """A part whose content is filled in once its relationships are known."""

    def fill(self, content: bytes) -> None:
        self._blob = content

    def become(self, content_type: str) -> None:
        """A template's main part turns into that of a document."""
        self._content_type = content_type


class Package:
    """Parts by name. Media with the same bytes are stored once."""

    def __init__(self, opc: OpcPackage | None = None) -> None:
        """``opc`` is that of a template, whose parts go along."""
        self._opc = opc or OpcPackage()
        self._media: dict[str, Part] = {}
        self._taken = {str(part.partname) for part in self._opc.iter_parts()}

    def main(self, name: str, content_type: str, relationship: str, content: bytes = b"") -> OwnPart:
        """A part that the package itself points to."""
        for identity, rel in list(self._opc.rels.items()):
            if rel.reltype == relationship:
                del self._opc.rels[identity]
        part = OwnPart(PackURI(name), content_type, content)
        self._opc.rels.get_or_add(relationship, part)
        return part

    def only(self, *relationships: str) -> None:
        """Of what the package itself points to nothing but these: no thumbnail, no signature of a template."""
        for identity, rel in list(self._opc.rels.items()):
            if rel.reltype not in relationships:
                del self._opc.rels[identity]

    def media(self, data: bytes, media: str) -> Part:
        """The part of a picture; ``media`` is image/png, image/jpeg or image/svg+xml."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._media:
            names = (f"/word/media/image{number}.{_MEDIA[media]}" for number in itertools.count(len(self._media) + 1))
            name = next(name for name in names if name not in self._taken)
            self._taken.add(name)
            self._media[digest] = Part(PackURI(name), media, data)
        return self._media[digest]

    def font(self, data: bytes) -> Part:
        """The part of a veiled font."""
        names = (f"/word/fonts/font{number}.odttf" for number in itertools.count(1))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return Part(PackURI(name), _FONT, data)

    def write(self) -> bytes:
        """The ZIP file; the part that carries the digest of the whole comes last (``rendering.seal``)."""
        parts: list[Part] = list(self._opc.iter_parts())
        members: dict[str, bytes] = {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": _relationships(self._opc.rels, "/"),
        }
        for part in parts:
            members[part.partname.membername] = part.blob
            if part.rels:
                members[part.partname.rels_uri.membername] = _relationships(part.rels, part.partname.baseURI)
        rest = sorted(
            (member for member in members if member not in _FIRST_MEMBERS), key=lambda name: (name == WORD_MEMBER, name)
        )
        ordered = [member for member in _FIRST_MEMBERS if member in members] + rest
        return sealed(archive(((member, members[member]) for member in ordered), _STORED))


def relate(source: Part, name: str, content_type: str, relationship: str, content: bytes = b"") -> OwnPart:
    """A new part that ``source`` points to."""
    part = OwnPart(PackURI(name), content_type, content)
    source.relate_to(part, relationship)
    return part


def _relationships(known: Relationships, folder: str) -> bytes:
    """The .rels part for what stands in ``folder``, letter for letter as python-docx builds it, without its tree of each."""
    written = (
        el("Relationship", {"Id": rel.rId, "Type": rel.reltype, "Target": rel.target_ref, "TargetMode": "External"})
        if rel.is_external
        else _inside(rel.rId, rel.reltype, folder, rel.target_part.partname)
        for rel in known.values()
    )
    root = el("Relationships", {"xmlns": NAMESPACE.OPC_RELATIONSHIPS}, *written)
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{root}".encode()


@lru_cache(maxsize=256)
def _inside(identity: str, kind: str, folder: str, name: PackURI) -> Xml:
    """A relationship to a part, by its address as seen from the folder; nearly all files hold the same few."""
    return el("Relationship", {"Id": identity, "Type": kind, "Target": name.relative_ref(folder)})


def _content_types(parts: list[Part]) -> bytes:
    """``[Content_Types].xml``: pictures and fonts by their ending, every other part by name (ECMA-376 Part 2, 10.1.2)."""
    endings = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    endings |= {_BY_ENDING[part.content_type]: part.content_type for part in parts if part.content_type in _BY_ENDING}
    named = {str(part.partname): part.content_type for part in parts if part.content_type not in _BY_ENDING}
    return _types(tuple(sorted(endings.items())), tuple(sorted(named.items())))


@lru_cache(maxsize=32)
def _types(endings: tuple[tuple[str, str], ...], named: tuple[tuple[str, str], ...]) -> bytes:
    return document(
        "Types",
        (),
        *(el("Default", {"Extension": ending, "ContentType": kind}) for ending, kind in endings),
        *(el("Override", {"PartName": name, "ContentType": kind}) for name, kind in named),
        attributes={"xmlns": NAMESPACE.OPC_CONTENT_TYPES},
    )


__all__ = ["CONTENT_TYPE", "RELATIONSHIP_TYPE", "OwnPart", "Package", "relate"]
