"""What a file for a print shop must be beyond all others, which no free validator looks at: inks, bleed, nothing to click."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.measuring.checks.document import claims
from releasefmt.measuring.facts import Colour, Page, PdfFacts
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.style import LOOKS_BLACK, MOST_INK

LEAST_BLEED = 3.0
"""mm beyond the cut."""

_RGB = {"DeviceRGB", "CalRGB"}


def examine(facts: PdfFacts) -> Iterator[Finding]:
    """For a file that claims PDF/X-4 (ISO 15930-7)."""
    if "x4" not in claims(facts):
        return
    for number, page in enumerate(facts.pages, start=1):
        yield from (finding(code, f"Page {number}: {message}") for code, message in _faults(page))


def _faults(page: Page) -> Iterator[tuple[str, str]]:
    if _RGB & {*page.colours, *(picture.space for picture in page.pictures)}:
        yield "RF629", "something is drawn in the colours of a screen, not in inks."
    colours = {piece.colour for piece in page.pieces} | {stroke.colour for stroke in page.strokes}
    most = max(map(_ink, colours), default=0.0)
    if most > MOST_INK + 0.01:
        yield "RF629", f"{most:.0f} % of ink stand on one spot; more than {MOST_INK:.0f} % do not dry."
    if any(_is_mixed_black(piece.colour) for piece in page.pieces if piece.visible):
        yield "RF629", "dark text is printed in several inks; it gets coloured edges where they do not meet."
    trim, bleed = page.trim, page.bleed
    least = min(trim.left - bleed.left, trim.top - bleed.top, bleed.right - trim.right, bleed.bottom - trim.bottom)
    if least < LEAST_BLEED - 0.01:
        yield "RF618", f"there are {least:.1f} mm of bleed; a print shop needs {LEAST_BLEED:.0f}."
    if page.links or page.annotations:
        yield "RF624", "the file claims to be fit for the press, but has links or notes on the page."


def _ink(colour: Colour) -> float:
    """Percent."""
    return sum(colour.values) * 100 if len(colour.values) == 4 else 0.0


def _is_mixed_black(colour: Colour) -> bool:
    return len(colour.values) == 4 and colour.values[3] * 100 > LOOKS_BLACK and any(colour.values[:3])
