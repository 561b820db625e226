"""Paragraph and run properties in the order that the schema demands (ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28)."""

from __future__ import annotations

from collections.abc import Mapping

from releasefmt.rendering.docx.markup import NOTHING, Xml, el, val

Properties = dict[str, Xml]

_PARAGRAPH_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "framePr",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "overflowPunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
)
_RUN_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "strike",
    "noProof",
    "color",
    "spacing",
    "kern",
    "sz",
    "szCs",
    "u",
    "vertAlign",
    "rtl",
    "lang",
    "ligatures",
)


_PARAGRAPH_RANKS, _RUN_RANKS = (
    {name: rank for rank, name in enumerate(order)} for order in (_PARAGRAPH_ORDER, _RUN_ORDER)
)


def _ordered(name: str, ranks: Mapping[str, int], properties: Mapping[str, Xml]) -> Xml:
    if not properties:
        return NOTHING
    unknown = properties.keys() - ranks.keys()
    if unknown:
        raise ValueError(f"no place in {name} for {sorted(unknown)}")
    return el(name, None, *(properties[key] for key in sorted(properties, key=ranks.__getitem__)))


def paragraph_properties(properties: Mapping[str, Xml]) -> Xml:
    """``w:pPr``, or nothing where there are none."""
    return _ordered("w:pPr", _PARAGRAPH_RANKS, properties)


def run_properties(properties: Mapping[str, Xml]) -> Xml:
    """``w:rPr``, or nothing where there are none."""
    return _ordered("w:rPr", _RUN_RANKS, properties)


def switch(name: str, on: bool) -> Xml:
    """A property that is either on or off, said either way so that a style can undo what it inherits."""
    return el(f"w:{name}") if on else val(f"w:{name}", "0")


def spacing(*, before: int, after: int, line: int | None = None, rule: str = "exact") -> Xml:
    """Distances in twips; ``line`` in twips for exact and atLeast, in 240ths of a line for auto."""
    attributes: dict[str, str | int] = {"w:before": before, "w:after": after}
    if line is not None:
        attributes |= {"w:line": line, "w:lineRule": rule}
    return el("w:spacing", attributes)


def indent(*, left: int = 0, right: int = 0, hanging: int = 0) -> Xml:
    """Indents in twips; in a right-to-left paragraph Word takes left for the leading side.

    All three are said, for each would be inherited on its own.
    """
    return el("w:ind", {"w:left": left, "w:right": right, "w:hanging": hanging})


def paragraph(properties: Mapping[str, Xml], *content: Xml) -> Xml:
    return el("w:p", None, paragraph_properties(properties), *content)


def in_style(style: str, *content: Xml) -> Xml:
    """A paragraph that is formatted by its style alone."""
    return paragraph({"pStyle": val("w:pStyle", style)}, *content)


def run(properties: Mapping[str, Xml], *content: Xml) -> Xml:
    return el("w:r", None, run_properties(properties), *content)
