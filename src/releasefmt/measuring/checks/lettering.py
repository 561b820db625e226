"""Type: fonts that travel with the file and say what their signs mean, and colours that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from releasefmt.measuring.facts import Colour, Drawn, Page, PdfFacts, Picture, Piece, Rect, Stroke
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet

LEAST_CONTRAST = 4.5
"""Of text on its ground (WCAG 2.2, 1.4.3)."""

_WHITE = (1.0, 1.0, 1.0)
# Signs that a copied text must not have: they look like a hyphen, a blank or nothing, or mean that no one knows.
_ODD = frozenset("\u00ad\u2010\u2011\ufffd\ufffe\u0000")


def examine(facts: PdfFacts) -> Iterator[Finding]:
    """Fonts and contrast, which need no sheet."""
    for font in facts.fonts:
        yield from (
            finding("RF620", f"The font {font.name} {fault}.")
            for fault, holds in (
                ("is not embedded; another one will be shown in its stead", not font.embedded),
                ("is embedded as a whole and not as far as it is used", font.embedded and not font.subset),
                (
                    "does not say which characters its signs are; text cannot be copied or read out",
                    font.composite and not font.to_unicode,
                ),
                (
                    "has signs without a character; they cannot be copied or read out",
                    bool(font.to_unicode and font.unmapped),
                ),
            )
            if holds
        )
        if font.undefined:
            yield finding("RF621", f"The font {font.name} shows boxes for characters that it lacks.")
    odd = {sign for piece in facts.pieces for sign in piece.text if sign in _ODD or 0xE000 <= ord(sign) <= 0xF8FF}
    if odd:
        shown = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(odd))
        yield finding("RF620", f"Hyphens or other signs are copied as something else: {shown}.")
    for page in facts.pages:
        yield from _contrast(page)


def compare(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """No family but those of the style, of its fallbacks and of the font files that the letterhead brings."""
    families = {*sheet.style.families.values(), *(face.family for face in sheet.style.faces)}
    for font in facts.fonts:
        if font.family not in families:
            yield finding("RF619", f"Text is set in {font.family}, which the style does not name.")


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ground_of(piece: Piece, page: Page) -> Colour | None:
    """What lies under the middle of a text: the last area filled there before it, white paper if none, None for a picture."""
    middle = Rect(piece.rect.left, piece.baseline - 0.01, piece.rect.right, piece.baseline)
    under: Iterable[Drawn] = (
        item
        for item in (*page.strokes, *page.pictures)
        if item.order < piece.order and item.rect.holds(middle, 0.2) and not (isinstance(item, Stroke) and item.weight)
    )
    last = max(under, key=lambda item: item.order, default=None)
    match last:
        case None:
            return Colour("DeviceRGB", _WHITE)
        case Stroke(colour=colour):
            return colour
        case Picture() | _:
            return None


def _contrast(page: Page) -> Iterator[Finding]:
    said = set()
    for piece in page.pieces:
        ground = ground_of(piece, page)
        ink, paper = piece.colour.srgb, ground.srgb if ground is not None else None
        if ink is None or paper is None or not piece.text.strip() or (ink, paper) in said:
            continue
        ratio = contrast(ink, paper)
        if ratio < LEAST_CONTRAST:
            said.add((ink, paper))
            yield finding(
                "RF622",
                f"Page {piece.page + 1}: “{piece.text.strip()[:40]}” stands out {ratio:.1f} to 1 from its ground; "
                f"{LEAST_CONTRAST:g} to 1 is the least.",
            )


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
