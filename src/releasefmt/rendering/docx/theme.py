"""theme1.xml and fontTable.xml: the letterhead's colours and typefaces where Word's own menus offer them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from releasefmt.model.style import Family, Ink, Script, Style
from releasefmt.rendering.docx.markup import NOTHING, Xml, document, el, join, val

_SERIFS = ("serif", "georgia", "times", "garamond")


def is_serif(family: str) -> bool:
    """Whether a family has serifs, as far as its name tells."""
    return any(word in family.lower() for word in _SERIFS) and "sans" not in family.lower()


@lru_cache(maxsize=32)
def theme(style: Style) -> bytes:
    """The part (ECMA-376 Part 1, 20.1.6.9). The six accents are what the style has."""
    inks = style.inks
    colours = {
        "dk1": inks[Ink.TEXT],
        "lt1": inks[Ink.PAPER],
        "dk2": inks[Ink.MUTED],
        "lt2": inks[Ink.PAPER],
        "accent1": inks[Ink.ACCENT],
        "accent2": inks[Ink.MUTED],
        "accent3": inks[Ink.LINE],
        "accent4": inks[Ink.LINK],
        "accent5": inks[Ink.TEXT],
        "accent6": inks[Ink.ACCENT],
        "hlink": inks[Ink.LINK],
        "folHlink": inks[Ink.LINK],
    }
    fill = el("a:solidFill", None, el("a:schemeClr", {"val": "phClr"}))
    line = el("a:ln", {"w": 6350}, fill)
    effect = el("a:effectStyle", None, el("a:effectLst"))
    scheme = el(
        "a:clrScheme",
        {"name": style.name},
        *(el(f"a:{name}", None, el("a:srgbClr", {"val": colour.hex})) for name, colour in colours.items()),
    )
    fonts = el(
        "a:fontScheme",
        {"name": style.name},
        _theme_fonts("major", style, Family.HEADS),
        _theme_fonts("minor", style, Family.BODY),
    )
    formats = el(
        "a:fmtScheme",
        {"name": style.name},
        el("a:fillStyleLst", None, fill, fill, fill),
        el("a:lnStyleLst", None, line, line, line),
        el("a:effectStyleLst", None, effect, effect, effect),
        el("a:bgFillStyleLst", None, fill, fill, fill),
    )
    elements = el("a:themeElements", None, scheme, fonts, formats)
    return document("a:theme", ("a",), elements, attributes={"name": style.name})


def _theme_fonts(which: str, style: Style, family: Family) -> Xml:
    return el(
        f"a:{which}Font",
        None,
        el("a:latin", {"typeface": style.families[family]}),
        el("a:ea", {"typeface": style.scripts.get((family, Script.EAST_ASIAN), "")}),
        el("a:cs", {"typeface": style.scripts.get((family, Script.COMPLEX), "")}),
    )


def font_table(style: Style, embedded: Mapping[str, Xml]) -> bytes:
    """The part: each family with the one that Word is to take where it is not installed (17.8.3.1, altName).

    ``embedded`` is by family what the entry says of fonts inside the file.
    """
    return _font_table(style, tuple(embedded.items()))


@lru_cache(maxsize=32)
def _font_table(style: Style, inside: tuple[tuple[str, Xml], ...]) -> bytes:
    """One and the same for all releases of a house."""
    embedded = dict(inside)
    written: dict[str, Xml] = {}
    lending = ((family, name) for (family, _), name in style.scripts.items())
    for family, name in (*style.families.items(), *lending):
        alternatives = style.fallbacks.get(family, ()) if name == style.families[family] else ()
        serif = is_serif(name)
        written.setdefault(
            name,
            el(
                "w:font",
                {"w:name": name},
                join(val("w:altName", alternative) for alternative in alternatives[:1]),
                val("w:charset", "00"),
                val("w:family", "roman" if serif else "swiss"),
                val("w:pitch", "variable"),
                embedded.get(name, NOTHING),
            ),
        )
    return document("w:fonts", ("w", "r") if embedded else ("w",), *written.values())
