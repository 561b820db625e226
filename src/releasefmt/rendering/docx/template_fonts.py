"""Typefaces embedded beside a Word template: which ones its text asks for, and its table of fonts with ours in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Assets, Sheet
from releasefmt.rendering.docx.embedding import embed
from releasefmt.rendering.docx.markup import NAMESPACES
from releasefmt.rendering.docx.package import OwnPart, Package
from releasefmt.rendering.docx.template import Template, q

_STORIES = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.HEADER,
        RELATIONSHIP_TYPE.FOOTER,
    }
)
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_ON_EVERY_MACHINE = frozenset(
    {
        "Aptos", "Aptos Display", "Arial", "Calibri", "Calibri Light", "Cambria", "Cambria Math", "Consolas", "Courier",
        "Courier New", "Georgia", "Helvetica", "Segoe UI", "Symbol", "Tahoma", "Times", "Times New Roman", "Verdana", "Wingdings",
    }
)  # fmt: skip
"""What Word or the system brings; Word, too, leaves it out of the file (17.8.3.7, embedSystemFonts)."""
_BEFORE_FONTS = frozenset(
    {
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
        "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    }
)  # fmt: skip
"""What stands before w:embedTrueTypeFonts (17.15.1.78)."""


def embed_beside(
    house: Template, package: Package, table: OwnPart, settings: OwnPart, *, sheet: Sheet, assets: Assets
) -> Iterator[Finding]:
    """Fills the two parts once all others are; a finding for typefaces of the template that nobody has a file of.

    AssetError: a font's file cannot be read any more.
    """
    root = etree.fromstring(table.blob) if table.blob else etree.Element(q("w:fonts"), nsmap={"w": NAMESPACES["w"]})
    known = {entry.get(q("w:name"), ""): entry for entry in root.iterfind(q("w:font"))}
    inside = {name for name, entry in known.items() if any("embed" in etree.QName(child).localname for child in entry)}
    asked = dict.fromkeys(name for name in _asked(house) if name not in inside)
    faces = tuple(face for face in sheet.embedded if face.family in asked)
    for family, xml in embed(package, table, faces, assets).items():
        entry = known.get(family)
        if entry is None:
            entry = etree.SubElement(root, q("w:font"))
            entry.set(q("w:name"), family)
        wrapped = f'<w:font xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}">{xml}</w:font>'
        entry.extend(list(etree.fromstring(wrapped)))
    table.fill(_written(root))
    if faces:
        settings.fill(_keeping_fonts(settings.blob))
    ours = {face.family for face in sheet.style.faces}
    lacking = [name for name in asked if name not in ours and name not in _ON_EVERY_MACHINE]
    if lacking:
        named = ", ".join(f"“{name}”" for name in lacking)
        message = f"The Word template “{house.name}” asks for {named}, of which there is no file here to embed."
        hint = "Name its files under [fonts] in releasefmt.toml, or have Word embed the fonts in the template (Options, Save)."
        yield finding("RF435", message, hint=hint)


def _asked(house: Template) -> Iterator[str]:
    """The typefaces that letters or the theme name, in the order of the parts."""
    others = (rel.target_part for rel in house.main.rels.values() if rel.reltype in _STORIES and not rel.is_external)
    for part in (house.main, *others):
        for fonts in etree.fromstring(part.blob).iter(q("w:rFonts")):
            yield from (name for script in _SCRIPTS if (name := fonts.get(q(f"w:{script}"))))
    if house.theme is not None:
        for kind in ("major", "minor"):
            for script in ("latin", "ea", "cs"):
                for font in house.theme.iterfind(f".//{q(f'a:{kind}Font')}/{q(f'a:{script}')}"):
                    if name := font.get("typeface"):
                        yield name


def _keeping_fonts(blob: bytes) -> bytes:
    """Settings with which Word keeps the fonts when it saves the file."""
    root: Any = etree.fromstring(blob)
    if root.find(q("w:embedTrueTypeFonts")) is None:
        root.insert(
            sum(etree.QName(child).localname in _BEFORE_FONTS for child in root),
            etree.Element(q("w:embedTrueTypeFonts")),
        )
    return _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
