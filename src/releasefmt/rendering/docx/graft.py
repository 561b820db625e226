"""Our text into a Word template of the house: what the template has of styles, theme, heads and feet stays; what it lacks is added.

The parts come from the same code as without a template; here their references are bent: a paragraph of ours takes the style
of the house for its role, its lists the numbering of that style, and only what the template has not is brought along.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Role
from releasefmt.rendering.docx.footnotes import SEPARATORS
from releasefmt.rendering.docx.numbering import Numbering
from releasefmt.rendering.docx.styles import NORMAL, ROLE_STYLES, ItemStyle, Marker, Styles
from releasefmt.rendering.docx.template import KIND_STYLES, HouseStyle, Template, q

_REFERENCES = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link")
_NOT_KEPT = ("attachedTemplate", "documentProtection", "writeProtection", "updateFields", "trackRevisions", "rsids",
             "mailMerge", "docVars", "forceUpgrade", "linkStyles", "revisionView")  # fmt: skip
"""Settings that would ask a reader something, point to a machine, or tell of the template's own past."""
_AFTER_NOTES = ("endnotePr", "compat", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
                "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
                "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator")  # fmt: skip
"""What stands after w:footnotePr (ECMA-376 Part 1, 17.15.1.78)."""
_MARKERS = {Marker.BULLET: "bullets", Marker.NUMBER: "numbers"}


def house_roles(template: Template) -> dict[Role, HouseStyle]:
    """The style of the house for each role that has one: named in releasefmt.toml, or called as ours is called."""
    found = ((role, template.style(template.chosen.get(role, named.name))) for role, named in ROLE_STYLES.items())
    return {role: style for role, style in found if style is not None}


class Graft:
    """The parts of one document on their way into the template."""

    def __init__(self, template: Template, styles: Styles, numbering: Numbering) -> None:
        self._template = template
        self._ours = etree.fromstring(styles.document())
        self._items = {item.id: item for item in styles.items}
        self._standing = {item.id: number for item, number in styles.items.items()}
        self._numbering = numbering
        self._house = self._same_styles()
        self._free_names()
        root = template.numbering
        self._first_number = max((int(n.get(q("w:numId"))) for n in _each(root, "w:num")), default=0)
        self._first_list = max((int(n.get(q("w:abstractNumId"))) for n in _each(root, "w:abstractNum")), default=-1) + 1
        self._used: dict[str, None] = {}
        self._lists: dict[int, tuple[int, int]] = {}

    def story(self, part: bytes) -> bytes:
        """A part with text: its paragraphs in the house's styles and lists."""
        root = etree.fromstring(part)
        for paragraph in root.iter(q("w:p")):
            self._renumber(paragraph)
        for reference in root.iter(*map(q, _REFERENCES)):
            self._note(reference.get(q("w:val")))
            reference.set(q("w:val"), self._target(reference.get(q("w:val"))))
        return _written(root)

    def styles(self, language: str) -> bytes:
        """The template's styles with those of ours that the text asks for and the template has not."""
        root = self._template.styles
        _speak(root, language)
        for style in self._added():
            root.append(style)
        return _written(root)

    def numbering(self) -> bytes:
        """The template's lists and ours after them."""
        root = self._template.numbering
        ours = etree.fromstring(self._numbering.document())
        if root is None:
            root = etree.Element(q("w:numbering"), nsmap={"w": q("w:")[1:-1]})
        for definition in _each(ours, "w:abstractNum"):
            definition.set(q("w:abstractNumId"), str(int(definition.get(q("w:abstractNumId"))) + self._first_list))
            for pointer in list(definition.iter(q("w:pStyle"))):
                identity = pointer.get(q("w:val"))
                if identity in self._house:
                    pointer.getparent().remove(pointer)
                else:
                    pointer.set(q("w:val"), self._target(identity))
            _insert(root, definition, before=("w:num", "w:numIdMacAtCleanup"))
        for instance in _each(ours, "w:num"):
            self._instance(instance)
            _insert(root, instance, before=("w:numIdMacAtCleanup",))
        return _written(root)

    def settings(self, language: str, ours: bytes) -> bytes:
        """The template's settings without what concerns the template alone."""
        root = self._template.settings
        if root is None:
            return ours
        for child in list(root):
            if etree.QName(child).localname in _NOT_KEPT:
                root.remove(child)
        notes = root.find(q("w:footnotePr"))
        if notes is None:
            notes = etree.Element(q("w:footnotePr"))
            _insert(root, notes, before=tuple(f"w:{name}" for name in _AFTER_NOTES))
        for old in list(notes.iterfind(q("w:footnote"))):
            notes.remove(old)
        for identity in SEPARATORS:
            etree.SubElement(notes, q("w:footnote")).set(q("w:id"), str(identity))
        spoken = root.find(q("w:themeFontLang"))
        if spoken is not None:
            spoken.set(q("w:val"), language)
        said = etree.fromstring(ours)
        for name in ("w:decimalSymbol", "w:listSeparator"):
            if (sign := root.find(q(name))) is not None:
                sign.set(q("w:val"), said.find(q(name)).get(q("w:val")))
        return _written(root)

    def document(self, part: bytes) -> bytes:
        """The body with the template's last section, hence its page, heads and feet."""
        root = etree.fromstring(self.story(part))
        body = root.find(q("w:body"))
        body.replace(body.find(q("w:sectPr")), copy.deepcopy(self._template.section))
        return _written(root)

    def findings(self, sheet: Sheet, roles: dict[Role, HouseStyle]) -> Iterator[Finding]:
        """What was added, and an embargo that only the first page names."""
        name = self._template.name
        roles_by_id = {named.id: role for role, named in ROLE_STYLES.items()}
        added = [
            roles_by_id[identity] for identity in self._used if identity in roles_by_id and identity not in self._house
        ]
        if added:
            message = (
                f"The Word template “{name}” has no style for {', '.join(added)}; there the look of the PDF was added."
            )
            hint = f'Where the house has styles for them, name them under [docx.styles], as in {added[0]} = "…".'
            yield finding("RF432", message, hint=hint)
        if any(placed.role is Role.EMBARGO for placed in sheet.flow) and not self._heads_repeat(
            roles.get(Role.EMBARGO)
        ):
            message = f"The heads of the Word template “{name}” do not name the embargo on the following pages."
            style = roles[Role.EMBARGO].name if Role.EMBARGO in roles else ROLE_STYLES[Role.EMBARGO].name
            hint = f'In the template\'s header, insert the field {{ STYLEREF "{style}" }} (Insert, Quick Parts, Field).'
            yield finding("RF434", message, hint=hint)

    # --- styles --------------------------------------------------------------------------------------------------

    def _same_styles(self) -> dict[str, HouseStyle]:
        """By the id of a style of ours the style of the house that stands for it."""
        chosen = self._template.chosen
        kinds = {named.name: chosen[role] for role, named in ROLE_STYLES.items() if role in chosen}
        kinds |= {KIND_STYLES[key]: name for key, name in chosen.items() if key in KIND_STYLES}
        same: dict[str, HouseStyle] = {}
        for style in _each(self._ours, "w:style"):
            identity, name = style.get(q("w:styleId")), style.find(q("w:name")).get(q("w:val"))
            if identity == NORMAL:
                found = self._template.style(self._template.default)
            elif item := self._items.get(identity):
                found = self._item(item)
            else:
                found = self._template.style(kinds.get(name, name))
            if found is not None and found.kind == style.get(q("w:type")):
                same[identity] = found
        return same

    def _item(self, item: ItemStyle) -> HouseStyle | None:
        kind = _MARKERS.get(item.marker, "")
        if item.role is Role.LIST_ITEM and kind in self._template.chosen:
            return self._template.style(self._template.chosen[kind])
        return self._template.style(item.name) or self._template.style(item.name.removesuffix(" Loose"))

    def _free_names(self) -> None:
        """A style of ours must not take an id that means another style in the template."""
        self._renamed: dict[str, str] = {}
        taken = {style.get(q("w:styleId")) for style in _each(self._template.styles, "w:style")}
        for style in _each(self._ours, "w:style"):
            identity = style.get(q("w:styleId"))
            if identity in taken and identity not in self._house:
                self._renamed[identity] = f"Release{identity}"

    def _target(self, identity: str) -> str:
        house = self._house.get(identity)
        return house.id if house else self._renamed.get(identity, identity)

    def _note(self, identity: str) -> None:
        self._used.setdefault(identity)

    def _added(self) -> Iterator[Any]:
        """The styles of ours that are used, with those that they are based on, without theirs from our theme."""
        theirs = _each(self._template.styles, "w:style")
        defaults = {style.get(q("w:type")) for style in theirs if style.get(q("w:default"))}
        defined = {style.get(q("w:styleId")) for style in theirs}
        bases = {base.get(q("w:val")) for style in theirs if (base := style.find(q("w:basedOn"))) is not None}
        # pandoc's reference document bases styles on one that it does not define.
        wanted = [*self._used, *sorted(bases - defined)]
        by_id = {style.get(q("w:styleId")): style for style in _each(self._ours, "w:style")}
        queue = [identity for identity in wanted if identity not in self._house]
        written: dict[str, None] = {}
        while queue:
            identity = queue.pop(0)
            if identity in self._house or identity in written or identity not in by_id:
                continue
            written[identity] = None
            if (base := by_id[identity].find(q("w:basedOn"))) is not None:
                queue.append(base.get(q("w:val")))
        for identity in (known for known in by_id if known in written):
            style = copy.deepcopy(by_id[identity])
            if style.get(q("w:type")) in defaults:
                style.attrib.pop(q("w:default"), None)
            style.set(q("w:styleId"), self._renamed.get(identity, identity))
            following = style.find(q("w:next"))
            if (
                following is not None
                and following.get(q("w:val")) not in written
                and following.get(q("w:val")) not in self._house
            ):
                style.remove(following)
            for reference in style.iter(*map(q, _REFERENCES)):
                reference.set(q("w:val"), self._target(reference.get(q("w:val"))))
            for number in style.iter(q("w:numId")):
                number.set(q("w:val"), str(int(number.get(q("w:val"))) + self._first_number))
            for coloured in style.iter():
                # The letterhead's colours as releasefmt.toml has them, whatever the template's theme calls an accent.
                for attribute in ("w:themeColor", "w:themeFill"):
                    coloured.attrib.pop(q(attribute), None)
            yield style

    # --- lists ---------------------------------------------------------------------------------------------------

    def _renumber(self, paragraph: Any) -> None:
        properties = paragraph.find(q("w:pPr"))
        if properties is None:
            return
        pointer = properties.find(q("w:pStyle"))
        identity = "" if pointer is None else pointer.get(q("w:val"))
        numbered = properties.find(q("w:numPr"))
        item = self._items.get(identity)
        house = self._house.get(identity)
        if item is None or house is None:
            if numbered is not None:
                self._shift(numbered)
            return
        number = _number(numbered) or self._standing[identity]
        if house.list is None:
            if number:
                _set_number(properties, numbered, item.level, number + self._first_number)
            return
        own, level = house.list
        chosen = _MARKERS.get(item.marker, "") in self._template.chosen
        if not chosen and level != item.level:
            # The house has a list of its own for each level, which says to programs that nothing is inside anything.
            _set_number(properties, numbered, item.level, number + self._first_number)
            _set_indent(properties, self._template.indent(house))
            return
        _set_indent(properties, None)
        level = item.level
        if item.marker is Marker.NUMBER and number:
            self._lists[number] = (own, level)
            _set_number(properties, numbered, level, number + self._first_number)
        elif chosen:
            _set_number(properties, numbered, level, own)
        elif numbered is not None:
            properties.remove(numbered)

    def _shift(self, numbered: Any) -> None:
        number = numbered.find(q("w:numId"))
        number.set(q("w:val"), str(int(number.get(q("w:val"))) + self._first_number))

    def _instance(self, instance: Any) -> None:
        """A w:num of ours: behind the template's last, on its own list or, for a style of the house, on the house's."""
        number = int(instance.get(q("w:numId")))
        instance.set(q("w:numId"), str(number + self._first_number))
        definition = instance.find(q("w:abstractNumId"))
        definition.set(q("w:val"), str(int(definition.get(q("w:val"))) + self._first_list))
        if number in self._lists:
            own, level = self._lists[number]
            house = next(n for n in _each(self._template.numbering, "w:num") if n.get(q("w:numId")) == str(own))
            definition.set(q("w:val"), house.find(q("w:abstractNumId")).get(q("w:val")))
            for override in instance.iterfind(q("w:lvlOverride")):
                override.set(q("w:ilvl"), str(level))

    def _heads_repeat(self, style: HouseStyle | None) -> bool:
        name = style.name if style else ROLE_STYLES[Role.EMBARGO].name
        for rel in self._template.main.rels.values():
            if rel.reltype == RELATIONSHIP_TYPE.HEADER and not rel.is_external:
                text = "".join(etree.fromstring(rel.target_part.blob).itertext(q("w:instrText")))
                if re.search(rf"STYLEREF\s+\"?{re.escape(name)}", text, re.IGNORECASE):
                    return True
        return False


def _each(root: Any, name: str) -> list[Any]:
    return [] if root is None else list(root.iterfind(q(name)))


def _insert(root: Any, element: Any, *, before: tuple[str, ...]) -> None:
    """The element where the schema has it: before the first of those named, else at the end."""
    place = next((index for index, child in enumerate(root) if child.tag in {q(name) for name in before}), len(root))
    root.insert(place, element)


def _number(numbered: Any) -> int:
    return 0 if numbered is None else int(numbered.find(q("w:numId")).get(q("w:val")))


def _set_number(properties: Any, numbered: Any, level: int, number: int) -> None:
    if numbered is None:
        numbered = etree.Element(q("w:numPr"))
        place = 1 + max(
            (i for i, child in enumerate(properties) if etree.QName(child).localname in _BEFORE_NUMBER), default=-1
        )
        properties.insert(place, numbered)
    for child in list(numbered):
        numbered.remove(child)
    etree.SubElement(numbered, q("w:ilvl")).set(q("w:val"), str(level))
    etree.SubElement(numbered, q("w:numId")).set(q("w:val"), str(number))


_BEFORE_NUMBER = frozenset({"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"})


def _set_indent(properties: Any, indent: Any) -> None:
    """Where the house's items stand: as ``indent`` says, without one as their list does."""
    found = properties.find(q("w:ind"))
    if found is not None:
        properties.remove(found)
    if indent is not None:
        _insert(properties, copy.deepcopy(indent), before=_AFTER_INDENT)


_AFTER_INDENT = ("w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl", "w:rPr")


def _speak(root: Any, language: str) -> None:
    """The release's language in the defaults, and in no style another one: a German release in an English template."""
    defaults = root.find(f"{q('w:docDefaults')}/{q('w:rPrDefault')}/{q('w:rPr')}")
    for spoken in list(root.iter(q("w:lang"))):
        spoken.getparent().remove(spoken)
    if defaults is None:
        holder = root.find(q("w:docDefaults"))
        if holder is None:
            holder = etree.Element(q("w:docDefaults"))
            root.insert(0, holder)
        outer = holder.find(q("w:rPrDefault"))
        if outer is None:
            outer = etree.Element(q("w:rPrDefault"))
            holder.insert(0, outer)
        defaults = etree.SubElement(outer, q("w:rPr"))
    spoken = etree.Element(q("w:lang"))
    for kind in ("val", "eastAsia", "bidi"):
        spoken.set(q(f"w:{kind}"), language)
    _insert(defaults, spoken, before=("w:eastAsianLayout", "w:specVanish", "w:oMath"))


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
