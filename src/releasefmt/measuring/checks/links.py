"""Links: on the page, over their own words, with a description, and known to the tags."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.measuring.checks.figures import CLOSE
from releasefmt.measuring.facts import Annotated, Content, Element, Link, PdfFacts, Rect
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding


def examine(facts: PdfFacts) -> Iterator[Finding]:
    """Everything about links that a file tells by itself. Links of a repeated table head stand over decoration."""
    owners = dict(_owners(facts.structure)) if facts.structure is not None else None
    for link in facts.links:
        name = f"Page {link.page + 1}: the link to {link.target or 'nowhere'}"
        if not link.target:
            yield finding("RF615", f"{name} leads to no address.")
        if not link.contents.strip():
            yield finding("RF616", f"{name} does not say where it leads.")
        if not facts.pages[link.page].trim.holds(link.rect, CLOSE):
            yield finding("RF615", f"{name} lies outside the page.")
            continue
        if owners is None:
            continue  # checks.tags says so, once
        owner = owners.get(link.number)
        if owner is None or owner.role not in {"Link", "Reference"}:
            yield finding("RF603", f"{name} is not among the tags.")
        elif link.struct_parent is None or facts.annotation_parents.get(link.struct_parent) != owner.number:
            yield finding("RF603", f"{name} and its tag do not lead to one another.")
        elif not _lies_over_words(facts, link, owner):
            yield finding("RF615", f"{name} does not lie over its words.")


def _owners(top: Element) -> Iterator[tuple[int, Element]]:
    for element in top.walk():
        for kid in element.kids:
            if isinstance(kid, Annotated):
                yield kid.number, element


def _lies_over_words(facts: PdfFacts, link: Link, owner: Element) -> bool:
    """Whether the middle of something that belongs to its tag lies in the rectangle.

    The head of a table is repeated on each page as decoration, with its links; those have nothing tagged under them.
    """
    contents = set(owner.contents())
    page = facts.pages[link.page]
    own = [item for item in page.drawn if item.mcid is not None and Content(item.page, item.mcid) in contents]
    under = own or [piece for piece in page.pieces if piece.artifact is not None]
    return any(link.rect.holds(_middle(item.rect)) for item in under)


def _middle(box: Rect) -> Rect:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return Rect(x, y, x, y)
