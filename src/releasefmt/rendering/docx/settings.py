"""settings.xml: Word 2013 and later, no protection, nothing that asks the reader anything when the file is opened."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from releasefmt.rendering.docx.footnotes import SEPARATORS
from releasefmt.rendering.docx.language import is_east_asian
from releasefmt.rendering.docx.markup import NOTHING, document, el, val

_WORD = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
_COLOURS = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}


@lru_cache(maxsize=32)
def settings(language: str, *, right_to_left: bool, embedded: bool = False) -> bytes:
    """The part, its elements in the order of CT_Settings (ECMA-376 Part 1, 17.15.1.78).

    No automatic hyphenation: soft hyphens are in the text already, so that the PDF and this file break alike. At most two
    lines in a row shall end with a hyphen (17.15.1.22); LibreOffice 7.4 heeds that in its own hyphenation only.
    ``embedded`` says that there are fonts in the file, which Word is to keep when it saves it.
    """
    decimal = _decimal_sign(language)
    compatibility = (
        el("w:compatSetting", {"w:name": name, "w:uri": _WORD, "w:val": value})
        for name, value in _COMPATIBILITY.items()
    )
    return document(
        "w:settings",
        ("w",),
        el("w:zoom", {"w:percent": 100}),
        el("w:embedTrueTypeFonts") if embedded else NOTHING,
        val("w:defaultTabStop", 709),
        val("w:consecutiveHyphenLimit", 2),
        val("w:characterSpacingControl", "doNotCompress"),
        el("w:footnotePr", None, *(el("w:footnote", {"w:id": identity}) for identity in SEPARATORS)),
        el("w:compat", None, *compatibility),
        el("w:themeFontLang", _theme_languages(language, right_to_left)),
        el("w:clrSchemeMapping", {f"w:{slot}": colour for slot, colour in _COLOURS.items()}),
        val("w:decimalSymbol", decimal),
        val("w:listSeparator", ";" if decimal == "," else ","),
    )


def _theme_languages(language: str, right_to_left: bool) -> dict[str, str | int]:
    """By these Word chooses among a theme's typefaces (17.15.1.88), for each of the three kinds of script it knows."""
    said: dict[str, str | int] = {"w:val": language}
    if is_east_asian(language):
        said["w:eastAsia"] = language
    if right_to_left:
        said["w:bidi"] = language
    return said


def _decimal_sign(language: str) -> str:
    try:
        symbols = Locale.parse(language, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return "."
    return str(symbols.get("latn", {}).get("decimal", "."))
