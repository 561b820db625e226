"""One XMP packet (ISO 16684-1) that claims the standards of the file's purpose and says the same as its information."""

from __future__ import annotations

import uuid
from html import escape

from releasefmt.model.sheet import Sheet
from releasefmt.rendering.pdf.standards import Standard

_PDFAID, _PDFUAID = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"
_PDFXID, _PDF = "http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/pdf/1.3/"
# The years of the editions that parts 4 and 2 are claimed by (ISO 19005-4, 6.7.3; ISO 14289-2, clause 5).
_PDF_A_4_EDITION, _PDF_UA_2_EDITION = "2020", "2024"


def packet(sheet: Sheet, producer: str, standard: Standard, identifier: bytes, *, claims: bool) -> bytes:
    """The packet in UTF-8, without padding: nobody rewrites these files in place.

    ``identifier`` is the file's, 32 hexadecimal digits. ``claims``: say that the file conforms to its standards.
    """
    properties = sheet.properties
    moment = properties.modified.isoformat(timespec="seconds")
    parts = (
        *(_conformance(standard, bool(properties.source_name)) if claims else ()),
        _description(
            "dc",
            "http://purl.org/dc/elements/1.1/",
            _leaf("dc:format", "application/pdf"),
            _alternative("dc:title", sheet.title),
            _items("dc:creator", "Seq", (properties.author,)),
            _alternative("dc:description", properties.subject),
            _items("dc:subject", "Bag", properties.keywords),
            _items("dc:language", "Bag", (sheet.language,)),
        ),
        _description(
            "pdf",
            _PDF,
            _leaf("pdf:Producer", producer),
            _leaf("pdf:Keywords", ", ".join(properties.keywords)),
            _leaf("pdf:Trapped", "False" if standard.pdf_x else ""),
        ),
        _description(
            "xmp",
            "http://ns.adobe.com/xap/1.0/",
            _leaf("xmp:CreatorTool", "releasefmt"),
            *(_leaf(f"xmp:{name}", moment) for name in ("CreateDate", "ModifyDate", "MetadataDate")),
        ),
        *([_edition_of_document(identifier)] if standard.pdf_x else ()),
    )
    body = "\n".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{body}\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _conformance(standard: Standard, has_draft: bool) -> tuple[str, ...]:
    """The claims. A file for level 4f without an attachment claims plain PDF/A-4, which lets in none."""
    part, level = standard.pdf_a
    if part == "4":
        archive = (
            _leaf("pdfaid:part", part),
            _leaf("pdfaid:rev", _PDF_A_4_EDITION),
            _leaf("pdfaid:conformance", level if has_draft else ""),
        )
        access = _leaf("pdfuaid:part", standard.pdf_ua) + _leaf("pdfuaid:rev", _PDF_UA_2_EDITION)
        return (_description("pdfaid", _PDFAID, *archive), _description("pdfuaid", _PDFUAID, access))
    claims = [
        _description("pdfaid", _PDFAID, _leaf("pdfaid:part", part), _leaf("pdfaid:conformance", level)),
        _description("pdfuaid", _PDFUAID, _leaf("pdfuaid:part", standard.pdf_ua)),
    ]
    schemas = [
        _schema(
            "PDF/UA Universal Accessibility Schema",
            _PDFUAID,
            "pdfuaid",
            ("part", "Integer", "Part of ISO 14289 to which the file conforms"),
        )
    ]
    if standard.pdf_x:
        claims.append(_description("pdfxid", _PDFXID, _leaf("pdfxid:GTS_PDFXVersion", standard.pdf_x)))
        version = ("GTS_PDFXVersion", "Text", "Part of ISO 15930 to which the file conforms")
        schemas.append(_schema("PDF/X ID Schema", _PDFXID, "pdfxid", version))
        trapped = ("Trapped", "Text", "Whether inks were spread into one another")
        schemas.append(_schema("Adobe PDF Schema", _PDF, "pdf", trapped))
    return (*claims, _extensions(schemas))


def _extensions(schemas: list[str]) -> str:
    """PDF/A allows no property that it does not know unless its schema travels along (ISO 19005-2 and -3, 6.6.2.3.3)."""
    return (
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
        ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
        ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{''.join(schemas)}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )


def _schema(title: str, namespace: str, prefix: str, described: tuple[str, str, str]) -> str:
    """A schema of one property: its name, type and description."""
    name, kind, description = described
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{description}</pdfaProperty:description>"
        "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _edition_of_document(identifier: bytes) -> str:
    """What PDF/X-4 wants to know of a document's life (ISO 15930-7); the identifier comes from the content."""
    return _description(
        "xmpMM",
        "http://ns.adobe.com/xap/1.0/mm/",
        _leaf("xmpMM:DocumentID", f"uuid:{uuid.UUID(identifier.decode())}"),
        _leaf("xmpMM:RenditionClass", "default"),
        _leaf("xmpMM:VersionID", "1"),
    )


def _description(prefix: str, namespace: str, *properties: str) -> str:
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{"".join(properties)}</rdf:Description>'


def _leaf(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _alternative(name: str, value: str) -> str:
    return (
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value, quote=False)}</rdf:li></rdf:Alt></{name}>'
        if value
        else ""
    )


def _items(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value, quote=False)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
