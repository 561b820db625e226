"""docProps: what the file says of itself: core, extended and custom properties (ECMA-376 Part 2, 11; Part 1, 22.2 and 22.3)."""

from __future__ import annotations

import datetime as dt
import hashlib

from releasefmt.model.sheet import Sheet
from releasefmt.rendering.docx.markup import NOTHING, Xml, document, el, literal
from releasefmt.rendering.docx.package import CONTENT_TYPE, RELATIONSHIP_TYPE, Package
from releasefmt.rendering.seal import PROPERTY, UNSEALED

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LIMIT = 255
"""Characters that Word takes for a property."""


def core(sheet: Sheet, language: str) -> bytes:
    """Title, author and the like. Both times are the release's own, in UTC, so that they are the same every time."""
    properties = sheet.properties
    when = properties.modified.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def text(name: str, value: str) -> Xml:
        return el(name, None, literal(value[:_LIMIT])) if value else NOTHING

    def time(name: str) -> Xml:
        return el(name, {"xsi:type": "dcterms:W3CDTF"}, literal(when))

    return document(
        "cp:coreProperties",
        ("dc", "dcterms", "xsi"),
        text("dc:title", properties.title),
        text("dc:subject", properties.subject),
        text("dc:creator", properties.author),
        text("cp:keywords", ", ".join(properties.keywords)),
        text("cp:lastModifiedBy", properties.author),
        text("cp:revision", "1"),
        time("dcterms:created"),
        time("dcterms:modified"),
        text("dc:language", language),
        attributes={"xmlns:cp": _CORE},
    )


def extended(sheet: Sheet) -> bytes:
    """What made the file and for whom."""
    return document(
        "Properties",
        (),
        el("Application", None, literal("releasefmt")),
        el("DocSecurity", None, literal("0")),
        el("Company", None, literal(sheet.first_head.organisation)),
        el("AppVersion", None, literal("1.0000")),
        attributes={"xmlns": _EXTENDED},
    )


def custom(sheet: Sheet) -> bytes:
    """The digest of the draft, by which a file can be traced to it, and the place for that of the file itself."""
    given = {"source-sha256": hashlib.sha256(sheet.properties.source).hexdigest(), PROPERTY: UNSEALED}
    return document(
        "Properties",
        ("vt",),
        *(
            el(
                "property",
                {"fmtid": _USER_DEFINED, "pid": number, "name": name},
                el("vt:lpwstr", None, literal(digest)),
            )
            for number, (name, digest) in enumerate(given.items(), start=2)
        ),
        attributes={"xmlns": _CUSTOM},
    )


def describe(package: Package, sheet: Sheet, language: str) -> None:
    """The three parts into the package, in place of those that a template brought."""
    package.main(
        "/docProps/core.xml",
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        core(sheet, language),
    )
    package.main(
        "/docProps/app.xml",
        CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        extended(sheet),
    )
    package.main(
        "/docProps/custom.xml",
        CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
        custom(sheet),
    )
