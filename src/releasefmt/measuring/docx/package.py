"""The package of a Word file: its parts as XML, and where their relationships lead (ECMA-376 Part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from releasefmt.measuring.facts import NotReadableError

_MOST = 100_000_000
"""Bytes that one part may have when unpacked: a small file can claim to hold a very large one."""
_MOST_TAGS = 1_500_000
"""Tags that one part may have: an element takes twenty times the memory of its tag."""
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# What reading a damaged or foreign archive raises.
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part leads: to another part by its name, or to an address outside. ``kind`` is the last word of its type."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a file by name, without a slash at the beginning."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = frozenset(self._archive.namelist())
        except _BROKEN as error:
            raise NotReadableError(str(error)) from error

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is no such part."""
        if name not in self._names:
            return None
        try:
            with self._archive.open(name) as part:
                data = part.read(_MOST + 1)
        except _BROKEN as error:
            raise NotReadableError(f"{name}: {error}") from error
        if len(data) > _MOST:
            raise NotReadableError(f"{name} is larger than {_MOST // 1_000_000} MB")
        return data

    def xml(self, name: str) -> ElementTree.Element | None:
        """The root of a part, None where there is no such part."""
        data = self.read(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data:  # no part may have one (ECMA-376 Part 2, 8.1.4), and it could define endless entities
            raise NotReadableError(f"{name} has a document type declaration")
        if data.count(b"<") > _MOST_TAGS:
            raise NotReadableError(f"{name} has more than {_MOST_TAGS:,} tags")
        try:
            return ElementTree.fromstring(data)  # noqa: S314  (see above)  # nosec B314
        except (ElementTree.ParseError, ValueError) as error:
            raise NotReadableError(f"{name}: {error}") from error

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of a part by their id; those of the package itself for an empty name."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for node in root.iter(f"{_RELATIONSHIPS}Relationship") if root is not None else ():
            outside = node.get("TargetMode") == "External"
            target = node.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = node.get("Type", "").rpartition("/")[2]
            found[node.get("Id", "")] = Relationship(kind, target, outside)
        return found

    def related(self, part: str, kind: str) -> str:
        """The name of the part that another one needs of this kind; empty where there is none."""
        return next((item.target for item in self.relationships(part).values() if item.kind == kind), "")
