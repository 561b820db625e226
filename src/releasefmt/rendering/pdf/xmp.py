"""One XMP packet (ISO 16684-1) that claims PDF/UA-1 and PDF/A-3a and says the same as the document information."""

from __future__ import annotations

from xml.sax.saxutils import escape

from releasefmt.model.sheet import Sheet

# PDF/A allows no property that it does not know unless its schema travels along (ISO 19005-3, 6.6.2.3.3).
_UA_SCHEMA = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def packet(sheet: Sheet, producer: str, *, claims: bool) -> bytes:
    """The packet in UTF-8, without padding: nobody rewrites these files in place.

    ``claims``: say that the file conforms to the two standards.
    """
    properties = sheet.properties
    moment = properties.modified.isoformat(timespec="seconds")
    conformance = (
        _description(
            "pdfaid", "http://www.aiim.org/pdfa/ns/id/", _leaf("pdfaid:part", "3"), _leaf("pdfaid:conformance", "A")
        ),
        _description("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", _leaf("pdfuaid:part", "1")),
        _UA_SCHEMA,
    )
    parts = (
        *(conformance if claims else ()),
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
            "http://ns.adobe.com/pdf/1.3/",
            _leaf("pdf:Producer", producer),
            _leaf("pdf:Keywords", ", ".join(properties.keywords)),
        ),
        _description(
            "xmp",
            "http://ns.adobe.com/xap/1.0/",
            _leaf("xmp:CreatorTool", "releasefmt"),
            *(_leaf(f"xmp:{name}", moment) for name in ("CreateDate", "ModifyDate", "MetadataDate")),
        ),
    )
    body = "\n".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{body}\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _description(prefix: str, namespace: str, *properties: str) -> str:
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{"".join(properties)}</rdf:Description>'


def _leaf(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _alternative(name: str, value: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt></{name}>' if value else ""


def _items(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
