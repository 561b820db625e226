"""A Word template of the house, opened: its parts, its styles by name, its page, and what it lacks."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage, Unmarshaller
from docx.opc.part import Part
from docx.opc.pkgreader import PackageReader
from lxml import etree

from releasefmt.model.findings import Finding
from releasefmt.model.letterhead import WORD_KINDS
from releasefmt.model.rules import finding
from releasefmt.model.sheet import WordTemplate
from releasefmt.model.style import Family, Geometry, Role, Style
from releasefmt.rendering.docx.markup import NAMESPACES
from releasefmt.rendering.docx.package import OwnPart
from releasefmt.rendering.docx.style_names import in_file
from releasefmt.rendering.docx.units import twips

_MOST_BYTES = 50_000_000
"""Unpacked size of a template; one of 20 MB that unpacks to more is a bomb rather than a letterhead."""
_MM_PER_TWIP = 25.4 / 1440
_NUMBERED = re.compile(rb'<(?:wp:docPr|w:bookmarkStart)\b[^>]*? (?:w:)?id="(\d{1,9})"')
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_MAINS = (
    CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_KEPT = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.WEB_SETTINGS,
        RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.ENDNOTES,
        RELATIONSHIP_TYPE.CUSTOM_XML,
    }
)
"""What the main part may go on pointing to besides the headers and footers of its last section."""

KIND_STYLES = {
    "bullets": "List Bullet",
    "numbers": "List Number",
    "table": "Release Table",
    "link": "Hyperlink",
    "strong": "Strong",
    "emphasis": "Emphasis",
    "code-inline": "Verbatim Char",
}
"""The style of ours that a kind has where no style of the house is named for it."""
assert set(KIND_STYLES) == set(WORD_KINDS)


def q(name: str) -> str:
    """``w:style`` in the notation of lxml."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class TemplateError(Exception):
    """A template cannot be used; the message is a sentence for a press officer, ``hint`` the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A style of the template. ``list`` is the w:numId and w:ilvl that it has itself or by inheritance, None without."""

    id: str
    name: str
    kind: str
    list: tuple[int, int] | None = None


class Template:
    """The opened package; TemplateError if it is none that can be used."""

    def __init__(self, template: WordTemplate) -> None:
        self.name = template.name
        self.package = _opened(template)
        self.main = self._main()
        self.styles = self._xml(RELATIONSHIP_TYPE.STYLES)
        self.numbering = self._xml(RELATIONSHIP_TYPE.NUMBERING)
        self.theme = self._xml(RELATIONSHIP_TYPE.THEME)
        self.settings = self._xml(RELATIONSHIP_TYPE.SETTINGS)
        self.section = self._section()
        self._by_id = {style.get(q("w:styleId"), ""): style for style in self._defined()}
        self._by_name = {
            in_file(_val(style.find(q("w:name")))): style.get(q("w:styleId"), "") for style in self._defined()
        }
        self.chosen = dict(template.styles)
        _keep_what_serves(self.main, self.section)

    # --- what it has ---------------------------------------------------------------------------------------------

    def style(self, name: str) -> HouseStyle | None:
        """The style of that name, as the file, a German or a French menu has it; an id will do too."""
        identity = self._by_name.get(in_file(name), name if name in self._by_id else "")
        found = self._by_id.get(identity)
        if found is None:
            return None
        return HouseStyle(identity, _val(found.find(q("w:name"))), found.get(q("w:type"), ""), self._list(identity))

    @property
    def first_free_id(self) -> int:
        """Above every number of a drawing and of a bookmark in the template's parts."""
        parts = (part.blob for part in self.package.iter_parts() if part.content_type.endswith("+xml"))
        found = (int(number) for blob in parts for number in _NUMBERED.findall(blob))
        return 1 + max(found, default=0)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(_val(style.find(q("w:name"))) for style in self._defined())

    @property
    def default(self) -> str:
        """The id of the style that paragraphs without one have."""
        wanted = (s for s in self._defined() if s.get(q("w:default")) in ("1", "true"))
        return next((s.get(q("w:styleId"), "") for s in wanted if s.get(q("w:type")) == "paragraph"), "Normal")

    def property(self, identity: str, path: str) -> Any:
        """An element of a style's properties (``w:rPr/w:sz``), its own or inherited, or that of the defaults."""
        for style in self._chain(identity):
            if (found := style.find("/".join(q(step) for step in path.split("/")))) is not None:
                return found
        defaults = {"w:rPr": "w:rPrDefault", "w:pPr": "w:pPrDefault"}[path.partition("/")[0]]
        steps = ("w:docDefaults", defaults, *path.split("/"))
        return self.styles.find("/".join(q(step) for step in steps))

    def adapted(self, style: Style, roles: dict[Role, HouseStyle]) -> Style:
        """Our style as the template's page and type leave it: what renderers calculate with.

        Margins and typefaces are the template's; where a role takes a style of the house, so are size and cut.
        """
        geometry = self._geometry(style)
        typefaces = {
            Family.HEADS: self._typeface("major"),
            Family.BODY: self._typeface("minor"),
        }
        families = {**style.families, **{family: name for family, name in typefaces.items() if name}}
        texts = dict(style.roles)
        for role, house in roles.items():
            size = self.property(house.id, "w:rPr/w:sz")
            points = int(_val(size)) / 2 if size is not None and _val(size).isdigit() else 10.0
            texts[role] = replace(
                texts[role],
                size=points,
                leading=round(points * 1.3, 1),
                weight=700 if _is_on(self.property(house.id, "w:rPr/w:b")) else 400,
                italic=_is_on(self.property(house.id, "w:rPr/w:i")),
            )
        return replace(style, geometry=geometry, families=families, roles=texts)

    # --- what is wrong with it -----------------------------------------------------------------------------------

    def complaints(self) -> Iterator[tuple[tuple[str, ...], Finding]]:
        """What can be said before any draft is read, each with the keys under ``docx`` that it concerns."""
        known = (*(role.value for role in Role), *KIND_STYLES)
        for key, name in self.chosen.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(known)}."
                message = f"“{key}” under docx.styles is no part of a release."
                yield ("styles", key), finding("RF431", message, hint=hint)
            elif self.style(name) is None:
                near = difflib.get_close_matches(name, self.names, 3, 0.5)
                some = ", ".join(f"“{other}”" for other in (near or self.names[:12]))
                message = f"The Word template “{self.name}” has no style “{name}”."
                hint = f"In the template it may be called {some}; Word shows the name in its list of styles."
                yield ("styles", key), finding("RF431", message, hint=hint)
            elif (style := self.style(name)) and style.kind != _kind(key):
                message = f"The style “{name}” of the Word template is a {style.kind} style; “{key}” needs a {_kind(key)} style."
                yield ("styles", key), finding("RF431", message)
        left = "".join(self.main_xml.itertext(q("w:t"))).split()
        drawn = next(self.main_xml.iter(q("w:drawing"), q("w:pict")), None) is not None
        if left or drawn:
            what = f"The text “{' '.join(left)[:60]}”" if left else "A picture"
            message = f"{what} stands in the body of the Word template “{self.name}” and is not used."
            hint = "What belongs on every release must stand in the template's header or footer."
            yield ("template",), finding("RF433", message, hint=hint)

    # --- inside --------------------------------------------------------------------------------------------------

    def _main(self) -> OwnPart:
        try:
            main = self.package.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        except (KeyError, ValueError):
            raise _unusable(self.name, "it holds no document") from None
        if "macroEnabled" in main.content_type:
            raise TemplateError(
                f"The Word template “{self.name}” holds macros, and nobody opens a press release that does.",
                "Save it in Word as a template without macros (.dotx).",
            )
        if main.content_type not in _MAINS or not isinstance(main, OwnPart):
            raise _unusable(self.name, "it is no document of Word")
        self.main_xml = _parsed(main.blob, self.name)
        return main

    def _xml(self, relationship: str) -> Any:
        part = self.part(relationship)
        return None if part is None else _parsed(part.blob, self.name)

    def part(self, relationship: str) -> OwnPart | None:
        """The part that the main one points to, if there is one."""
        found = [rel for rel in self.main.rels.values() if rel.reltype == relationship and not rel.is_external]
        return found[0].target_part if found else None

    def _section(self) -> Any:
        if b"purl.oclc.org/ooxml" in self.main.blob[:4000]:
            hint = "Save it in Word as a “Word template (.dotx)”, not as “Strict Open XML”."
            raise TemplateError(f"The Word template “{self.name}” is saved as Strict Open XML.", hint)
        body = self.main_xml.find(q("w:body"))
        if body is None:
            raise _unusable(self.name, "it has no body")
        if self.styles is None:
            raise _unusable(self.name, "it has no styles")
        section = body.find(q("w:sectPr"))
        return etree.Element(q("w:sectPr")) if section is None else section

    def _defined(self) -> list[Any]:
        return list(self.styles.iterfind(q("w:style")))

    def _chain(self, identity: str) -> Iterator[Any]:
        """A style and those that it is based on; a circle is walked once."""
        seen: set[str] = set()
        while identity in self._by_id and identity not in seen:
            seen.add(identity)
            yield self._by_id[identity]
            identity = _val(self._by_id[identity].find(q("w:basedOn")))

    def _list(self, identity: str) -> tuple[int, int] | None:
        for style in self._chain(identity):
            numbered = style.find(f"{q('w:pPr')}/{q('w:numPr')}")
            if numbered is not None and _val(numbered.find(q("w:numId"))) not in ("", "0"):
                level = _val(numbered.find(q("w:ilvl"))) or "0"
                return int(_val(numbered.find(q("w:numId")))), int(level)
        return None

    def _typeface(self, which: str) -> str:
        if self.theme is None:
            return ""
        found = self.theme.find(f".//{q(f'a:{which}Font')}/{q('a:latin')}")
        return "" if found is None else found.get("typeface", "")

    def _take_page(self, geometry: Geometry) -> None:
        """The style's page for a template that does not say how large its own is."""
        for old in self.section.findall(q("w:pgSz")) + self.section.findall(q("w:pgMar")):
            self.section.remove(old)
        size, margins = etree.Element(q("w:pgSz")), etree.Element(q("w:pgMar"))
        for element, measures in (
            (size, {"w": geometry.width, "h": geometry.height}),
            (margins, {"top": geometry.top, "right": geometry.right, "bottom": geometry.bottom, "left": geometry.left,
                       "header": geometry.top / 2, "footer": geometry.bottom / 2, "gutter": 0.0}),
        ):  # fmt: skip
            for name, mm in measures.items():
                element.set(q(f"w:{name}"), str(twips(mm)))
        kinds = {q(f"w:{name}") for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")}
        place = sum(child.tag in kinds for child in self.section)
        self.section[place:place] = [size, margins]

    def indent(self, style: HouseStyle) -> Any:
        """The w:ind of a style, or else of the level of the list that it is numbered by; None without."""
        found = self.property(style.id, "w:pPr/w:ind")
        if found is not None or style.list is None or self.numbering is None:
            return found
        number, level = style.list
        instances = self.numbering.iterfind(q("w:num"))
        instance = next((found for found in instances if found.get(q("w:numId")) == str(number)), None)
        if instance is None:
            return None
        wanted = _val(instance.find(q("w:abstractNumId")))
        for definition in self.numbering.iterfind(q("w:abstractNum")):
            if definition.get(q("w:abstractNumId")) == wanted:
                for described in definition.iterfind(q("w:lvl")):
                    if described.get(q("w:ilvl")) == str(level):
                        return described.find(f"{q('w:pPr')}/{q('w:ind')}")
        return None

    def _geometry(self, style: Style) -> Geometry:
        size, margins = self.section.find(q("w:pgSz")), self.section.find(q("w:pgMar"))
        if size is None or margins is None:
            self._take_page(style.geometry)
            return replace(style.geometry, measure=style.geometry.text_width, column_width=0.0)

        def mm(element: Any, name: str) -> float:
            return abs(float(element.get(q(f"w:{name}"), "0"))) * _MM_PER_TWIP

        left, right, width = mm(margins, "left") + mm(margins, "gutter"), mm(margins, "right"), mm(size, "w")
        if width - left - right < 40:
            raise _unusable(self.name, "its margins leave less than 40 mm for text")
        return replace(
            style.geometry,
            width=width,
            height=mm(size, "h"),
            left=left,
            right=right,
            top=mm(margins, "top"),
            bottom=mm(margins, "bottom"),
            first_top=mm(margins, "top"),
            measure=width - left - right,
            column_width=0.0,
        )


_KINDS = {"table": "table", **dict.fromkeys(("link", "strong", "emphasis", "code-inline"), "character")}


def _kind(key: str) -> str:
    return _KINDS.get(key, "paragraph")


def _opened(template: WordTemplate) -> OpcPackage:
    """The package, each part with its bytes as they are."""
    if template.data.startswith(_OLD_OR_LOCKED):
        raise TemplateError(
            f"The Word template “{template.name}” is locked by a password or in the old format .dot.",
            "Open it in Word and save it as .dotx without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(template.data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise _unusable(template.name, f"it unpacks to more than {_MOST_BYTES // 1_000_000} MB")
        package = OpcPackage()
        # python-docx's own reader, which is not typed; parts stay as they are instead of becoming its objects.
        reader = PackageReader.from_file(io.BytesIO(template.data))  # type: ignore[no-untyped-call]
        Unmarshaller.unmarshal(reader, package, _part)  # type: ignore[no-untyped-call]
    except (
        RuntimeError
    ) as error:  # what zipfile raises for a locked member; NotImplementedError is one, of another kind
        raise _unusable(template.name, "it is locked by a password or packed in an unusual way") from error
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, EOFError) as error:
        raise _unusable(template.name, "it is damaged or no Word file at all") from error
    return package


def _part(name: Any, content_type: str, relationship: str, blob: bytes, package: OpcPackage) -> Part:  # noqa: ARG001
    return OwnPart(name, content_type, blob)


def _keep_what_serves(main: OwnPart, section: Any) -> None:
    """Without pictures and comments of the template's own text, building blocks, and headers of other sections."""
    referred = {value for element in section.iter() for key, value in element.attrib.items() if key == q("r:id")}
    for identity, rel in list(main.rels.items()):
        if rel.reltype not in _KEPT and identity not in referred:
            del main.rels[identity]


def _unusable(name: str, why: str) -> TemplateError:
    hint = "Name a .dotx or .docx that Word opens without a question, or leave docx.template out."
    return TemplateError(f"The Word template “{name}” cannot be used: {why}.", hint)


def _parsed(blob: bytes, name: str) -> Any:
    """No entities, no network: the file may be from anybody."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError as error:
        raise _unusable(name, "it is damaged") from error
    if root.getroottree().docinfo.doctype:
        raise _unusable(name, "it is damaged")
    return root


def _val(element: Any) -> str:
    return "" if element is None else str(element.get(q("w:val"), ""))


def _is_on(element: Any) -> bool:
    return element is not None and _val(element) not in ("0", "false", "off")
