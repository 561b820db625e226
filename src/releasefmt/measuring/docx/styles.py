"""What styles, theme and numbering come to for one paragraph and its letters (ECMA-376 Part 1, 17.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from releasefmt.measuring.docx.facts import Kind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TWIPS = 25.4 / 1440
"""Millimetres in a twentieth of a point."""
_BODY_TEXT_LEVEL = 9  # the outline level that is none (17.3.1.20)
# How w:rFonts names the typeface of each kind of script, by itself and by the theme; and how the theme calls it.
_SCRIPTS = {"ascii": "asciiTheme", "cs": "cstheme", "eastAsia": "eastAsiaTheme"}
_IN_THEME = {"HAnsi": "latin", "Ascii": "latin", "Bidi": "cs", "EastAsia": "ea"}


def child(element: Element | None, path: str) -> Element | None:
    """What stands at a path of w names, such as ``pPr/numPr``."""
    return None if element is None else element.find("/".join(W + name for name in path.split("/")))


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    found = child(element, path)
    return None if found is None else found.get(W + attribute)


def number(text: str | None) -> int:
    """A whole number, or 0 for what is none."""
    try:
        return int(text or 0)
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How letters are set: ``families`` by script (ascii, cs, eastAsia), ``colour`` rrggbb, ``size`` in pt."""

    families: dict[str, str]
    colour: str
    size: float


class Styles:
    """The styles of a file with its theme and numbering; each may be missing."""

    def __init__(self, styles: Element | None, theme: Element | None, numbering: Element | None) -> None:
        self._defaults = child(styles, "docDefaults/rPrDefault/rPr")
        self._styles = (
            {node.get(f"{W}styleId", ""): node for node in styles.iter(f"{W}style")} if styles is not None else {}
        )
        self._default = next(
            (
                name
                for name, node in self._styles.items()
                if node.get(f"{W}default") in ("1", "true") and node.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self._theme = {
            f"{which}{ending}": node.get("typeface", "")
            for which in ("major", "minor")
            for ending, script in _IN_THEME.items()
            if theme is not None and (node := theme.find(f".//{_A}{which}Font/{_A}{script}")) is not None
        }
        self._lists = _lists(numbering) if numbering is not None else {}

    def name(self, paragraph: Element) -> str:
        """The style's name as Word shows it."""
        return value(self._styles.get(self._style(paragraph)), "name") or self._style(paragraph)

    def kind(self, paragraph: Element) -> tuple[Kind, int]:
        """What the paragraph is, and its level from 1; a text has 0."""
        outline = self._said(paragraph, "pPr/outlineLvl")
        if outline is not None and number(outline) < _BODY_TEXT_LEVEL:
            return Kind.HEAD, number(outline) + 1
        identity = self._said(paragraph, "pPr/numPr/numId") or "0"
        level = number(self._said(paragraph, "pPr/numPr/ilvl"))
        form = self._lists.get((identity, level))
        if identity == "0" or form in (None, "none"):
            return Kind.TEXT, 0
        return (Kind.BULLET if form == "bullet" else Kind.NUMBER), level + 1

    def indent(self, paragraph: Element) -> float:
        """mm from the margin where lines begin to the paragraph's lines but the first."""
        left = self._said(paragraph, "pPr/ind", "start") or self._said(paragraph, "pPr/ind", "left")
        return number(left) * TWIPS

    def aside(self, paragraph: Element) -> bool:
        """Whether it stands in a frame of its own place."""
        return child(paragraph, "pPr/framePr") is not None

    def setting(self, paragraph: Element, run: Element) -> Setting:
        """How the letters of a run are set."""
        families: dict[str, str] = {}
        colour, size = "000000", 10.0
        character = self._chain(value(run, "rPr/rStyle") or "")
        layers = (
            self._defaults,
            *(child(style, "rPr") for style in reversed(list(self._chain(self._style(paragraph))))),
            *(child(style, "rPr") for style in reversed(list(character))),
            child(run, "rPr"),
        )
        for layer in layers:
            if (fonts := child(layer, "rFonts")) is not None:
                families |= self._families(fonts)
            if (said := value(layer, "color")) is not None:
                colour = "000000" if said == "auto" else said.lower()
            if (said := value(layer, "sz")) is not None:
                size = number(said) / 2
        return Setting(families, colour, size)

    def _families(self, fonts: Element) -> dict[str, str]:
        """What one w:rFonts says; the theme counts more than a name (17.3.2.26)."""
        found = {}
        for script, by_theme in _SCRIPTS.items():
            if name := self._theme.get(fonts.get(W + by_theme, "")) or fonts.get(W + script):
                found[script] = name
        return found

    def _style(self, paragraph: Element) -> str:
        return value(paragraph, "pPr/pStyle") or self._default

    def _chain(self, name: str) -> Iterator[Element]:
        """The style and those that it is based on; one that is based on itself ends the chain."""
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn") or ""

    def _said(self, paragraph: Element, path: str, attribute: str = "val") -> str | None:
        """What the paragraph, or the nearest of its styles that says anything, says at a path."""
        for node in (paragraph, *self._chain(self._style(paragraph))):
            if (said := value(node, path, attribute)) is not None:
                return said
        return None


def _lists(numbering: Element) -> dict[tuple[str, int], str]:
    """The number format of each level of each list."""
    forms = {
        (definition.get(f"{W}abstractNumId"), number(level.get(f"{W}ilvl"))): value(level, "numFmt") or "decimal"
        for definition in numbering.iter(f"{W}abstractNum")
        for level in definition.iter(f"{W}lvl")
    }
    found = {}
    for instance in numbering.iter(f"{W}num"):
        definition = value(instance, "abstractNumId")
        for (owner, level), form in forms.items():
            if owner == definition:
                found[instance.get(f"{W}numId", ""), level] = form
    return found
