"""Pictures: whether the place that a tag gives for a picture is the place where it is."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.measuring.facts import Content, Drawn, Element, PdfFacts, Picture, Rect, around
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding

CLOSE = 0.1
"""mm by which measured places may differ from those that were meant."""


def examine(facts: PdfFacts) -> Iterator[Finding]:
    """BBox of each figure (ISO 32000-1, table 344): the picture's own box, or one that holds all that is drawn of it."""
    if facts.structure is None:
        return
    for figure in facts.structure.all("Figure"):
        yield from _figure(facts, figure)


def drawn_of(facts: PdfFacts, element: Element) -> tuple[Drawn, ...]:
    """Pictures and paths that are drawn for an element."""
    contents = set(element.contents())
    return tuple(
        item
        for page in facts.pages
        for item in (*page.pictures, *page.strokes)
        if item.mcid is not None and Content(item.page, item.mcid) in contents
    )


def place_of(items: tuple[Drawn, ...]) -> tuple[Rect | None, bool]:
    """The box of what is drawn, and whether it is the box of a raster image, which is known exactly."""
    images = [item for item in items if isinstance(item, Picture)]
    if images:
        return around(item.rect for item in images), True
    return around(item.rect for item in items), False


def _figure(facts: PdfFacts, figure: Element) -> Iterator[Finding]:
    name = f"The picture “{(figure.alt or '')[:40]}”"
    if figure.bbox is None or figure.page is None:
        yield finding("RF609", f"{name} has no place given in its tag.")
        return
    place, exact = place_of(drawn_of(facts, figure))
    if place is None:
        yield finding("RF609", f"{name} is tagged, but nothing is drawn for it.")
        return
    if not facts.pages[figure.page].trim.holds(figure.bbox, CLOSE):
        yield finding("RF609", f"{name} is said to stand outside the page.")
    elif exact and place.furthest(figure.bbox) > CLOSE:
        yield finding("RF609", f"{name} is said to stand {place.furthest(figure.bbox):.1f} mm from where it is.")
    elif not exact and not figure.bbox.holds(place, CLOSE):
        yield finding("RF609", f"{name} is said to stand where it is not: part of it lies outside that place.")
