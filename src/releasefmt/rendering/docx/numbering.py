"""numbering.xml: multilevel lists, and a new instance that starts anew for every ordered list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from releasefmt.model.style import Role, Style
from releasefmt.rendering.docx.markup import NOTHING, Xml, document, el, val
from releasefmt.rendering.docx.properties import indent
from releasefmt.rendering.docx.styles import ItemStyle, Marker
from releasefmt.rendering.docx.units import twips

_LEVELS = 9
_UNSEEN = "\u200b"
"""A marker that shows nothing. An empty one says to some readers that the paragraph continues the item above."""


@dataclass(slots=True)
class _Definition:
    """A w:abstractNum: the lists of one role, with one kind of marker, moved right by ``shift`` twips."""

    role: Role
    marker: Marker
    shift: int
    styled: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Instance:
    """A w:num; ``start`` is None where it is the list that styles point to."""

    definition: int
    level: int = 0
    start: int | None = None


class Numbering:
    """The lists of one document. Identifiers count from 1 in the order of use, so that they are the same every time."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._definitions: list[_Definition] = []
        self._instances: list[_Instance] = []
        self._styled: dict[tuple[Role, Marker, int], int] = {}

    def standing(self, role: Role, marker: Marker, level: int, shift: int = 0) -> int:
        """The w:num of all lists of this kind; without shift the list style of this level points to it."""
        key = (role, marker, shift)
        if key not in self._styled:
            self._definitions.append(_Definition(role, marker, shift))
            self._instances.append(_Instance(len(self._definitions) - 1))
            self._styled[key] = len(self._instances)
        number = self._styled[key]
        if not shift and level < 5:
            self._definitions[self._instances[number - 1].definition].styled.add(level)
        return number

    def restarted(self, role: Role, level: int, start: int, shift: int = 0) -> int:
        """A new w:num that begins at ``start`` on ``level``."""
        definition = self._instances[self.standing(role, Marker.NUMBER, level, shift) - 1].definition
        self._instances.append(_Instance(definition, level, start))
        return len(self._instances)

    def document(self) -> bytes:
        """The part."""
        definitions = (self._definition(index, it) for index, it in enumerate(self._definitions))
        instances = (self._instance(index, it) for index, it in enumerate(self._instances, 1))
        return document("w:numbering", ("w",), *definitions, *instances)

    def _definition(self, index: int, definition: _Definition) -> Xml:
        return el(
            "w:abstractNum",
            {"w:abstractNumId": index},
            val("w:nsid", f"{0x4A100000 + index:08X}"),
            val("w:multiLevelType", "multilevel"),
            val("w:tmpl", f"{0x4A200000 + index:08X}"),
            *(self._level(definition, level) for level in range(_LEVELS)),
        )

    def _level(self, definition: _Definition, level: int) -> Xml:
        geometry = self._style.geometry
        left = twips(self._style.text(definition.role).indent + geometry.list_indent * (level + 1))
        item = ItemStyle(definition.role, definition.marker, level)
        hanging = twips(geometry.list_indent)
        form, sign = _form(definition.marker, level)
        return el(
            "w:lvl",
            {"w:ilvl": level},
            val("w:start", 1),
            val("w:numFmt", form),
            val("w:pStyle", item.id) if level in definition.styled else NOTHING,
            val("w:suff", "nothing") if sign == _UNSEEN else NOTHING,
            val("w:lvlText", sign),
            val("w:lvlJc", "left"),
            el(
                "w:pPr",
                None,
                indent(
                    left=left + definition.shift,
                    right=twips(geometry.text_width - geometry.measure),
                    hanging=hanging,
                ),
            ),
        )

    def _instance(self, number: int, instance: _Instance) -> Xml:
        override = NOTHING
        if instance.start is not None:
            override = el("w:lvlOverride", {"w:ilvl": instance.level}, val("w:startOverride", instance.start))
        return el("w:num", {"w:numId": number}, val("w:abstractNumId", instance.definition), override)


def _form(marker: Marker, level: int) -> tuple[str, str]:
    """Number format and text of a level; a task has its box in the text, where it can be ticked."""
    match marker:
        case Marker.BULLET:
            return "bullet", "–" if level else "•"
        case Marker.NUMBER:
            return "decimal", f"%{level + 1}."
        case Marker.TASK | Marker.NONE:
            return "bullet", _UNSEEN
        case _:
            assert_never(marker)
