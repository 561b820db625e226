"""The tag tree and what is drawn: all of it tagged or decoration, heads in order, table heads and pictures that speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from releasefmt.measuring.facts import Content, Drawn, Element, PdfFacts, Piece
from releasefmt.measuring.text import glued, read_aloud
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding

_HEAD = re.compile(r"H([1-6])$")
_NEAR = 0.5  # mm; what stands at one height of several pages is a running head or foot


def examine(facts: PdfFacts) -> Iterator[Finding]:
    """Everything about tags that a file tells by itself."""
    if facts.structure is None or not facts.metadata.marked:
        yield finding("RF601", "The file has no tags: a screen reader cannot tell its headline from its text.")
        return
    yield from _untagged(facts)
    yield from _contradictions(facts, facts.structure)
    yield from _running_heads(facts)
    yield from _heads(facts, facts.structure)
    yield from _elements(facts.structure)
    if found := glued(facts):
        shown = ", ".join(f"“{before}” and “{after.strip()[:20]}”" for before, after in found[:3])
        yield finding("RF627", f"No blank parts words in the file, only a gap on paper: {shown}.")


def _place(item: Drawn) -> str:
    shown = (
        f"“{item.text.strip()[:40]}”" if isinstance(item, Piece) else f"A drawing or picture at {item.rect.top:.0f} mm"
    )
    return f"Page {item.page + 1}: {shown}"


def _untagged(facts: PdfFacts) -> Iterator[Finding]:
    for page in facts.pages:
        for item in page.drawn:
            if item.mcid is None and item.artifact is None and not (isinstance(item, Piece) and not item.text.strip()):
                yield finding("RF602", f"{_place(item)} is neither tagged nor marked as decoration.")
                break
        for item in page.drawn:
            if item.artifact is not None and item.mcid is not None:
                yield finding("RF603", f"{_place(item)} is marked as text and as decoration at once.")
                break


def _contradictions(facts: PdfFacts, top: Element) -> Iterator[Finding]:
    """Marked content that is in the tree twice or not at all, and parents that are not the ones which name it."""
    owners: dict[Content, int] = {}
    for element in top.walk():
        for kid in element.kids:
            if isinstance(kid, Content):
                if kid in owners:
                    yield finding("RF603", f"Page {kid.page + 1}: a piece of text belongs to two tags.")
                owners[kid] = element.number
            elif isinstance(kid, Element) and kid.parent != element.number:
                yield finding("RF603", f"A tag “{kid.tag}” names another tag as its parent than the one it stands in.")
    drawn = {Content(item.page, item.mcid) for page in facts.pages for item in page.drawn if item.mcid is not None}
    for number in sorted({content.page for content in drawn - owners.keys()}):
        yield finding("RF602", f"Page {number + 1}: something is tagged, but stands nowhere in the order of reading.")
    wrong = {content for content, owner in owners.items() if content in drawn and facts.parents.get(content) != owner}
    for number in sorted({content.page for content in wrong}):
        yield finding("RF603", f"Page {number + 1}: text and tags do not lead to one another.")


def _running_heads(facts: PdfFacts) -> Iterator[Finding]:
    """Text that stands at the same place of several pages, figures apart, is a running head or foot: read at most once.

    It may be read where it first stands, for it may say what stands nowhere else.
    """
    first: dict[tuple[str, int], int] = {}
    said = set()
    # Figures apart, the numbers of two pages' footnotes are alike and may stand alike; so do rows of a table.
    notes = facts.structure.all("Note", "FENote", "Table") if facts.structure else ()
    in_notes = {kid for note in notes for element in note.walk() for kid in element.kids if isinstance(kid, Content)}
    for piece in facts.pieces:
        if piece.mcid is not None and Content(piece.page, piece.mcid) in in_notes:
            continue
        key = (_shape(piece), round(piece.baseline / _NEAR))
        if not key[0] or 0.1 < piece.baseline / facts.pages[piece.page].trim.height < 0.9:
            continue
        if first.setdefault(key, piece.page) != piece.page and piece.artifact is None and key[0] not in said:
            said.add(key[0])
            yield finding("RF604", f"“{piece.text.strip()[:40]}” is repeated on each page and read out again.")


def _shape(piece: Piece) -> str:
    return re.sub(r"\d+", "0", piece.text.strip())


def _heads(facts: PdfFacts, top: Element) -> Iterator[Finding]:
    heads = [(int(match[1]), element) for element in top.walk() if (match := _HEAD.match(element.role))]
    for level, head in heads:
        if not read_aloud(facts, head).strip():
            yield finding("RF612", f"A head of level {level} holds no words.")
    if not heads:
        yield finding("RF613", "The file has no headline.")
        return
    if heads[0][0] != 1:
        yield finding("RF613", f"The first head is of level {heads[0][0]}; the headline is of level 1.")
    for (level, _), (next_level, head) in pairwise(heads):
        if next_level > level + 1:
            words = read_aloud(facts, head).strip()[:40]
            yield finding("RF613", f"The head “{words}” of level {next_level} follows one of level {level}.")
    if sum(level == 1 for level, _ in heads) > 1:
        yield finding("RF613", "There is more than one headline of level 1.")
    titles = [" ".join(entry.title.split()) for entry in facts.outline]
    said = [" ".join(read_aloud(facts, head).split()) for _, head in heads]
    if len(titles) != len(said):
        yield finding("RF626", f"The bookmarks are {len(titles)}, the heads {len(said)}.")
    elif any(entry.page is None for entry in facts.outline):
        yield finding("RF626", "A bookmark leads nowhere.")


def _elements(top: Element) -> Iterator[Finding]:
    for element in top.walk():
        match element.role:
            case "Figure" | "Formula" if not (element.alt or element.actual_text):
                page = f"Page {element.page + 1}: a" if element.page is not None else "A"
                yield finding("RF611", f"{page} picture has no alternative text.")
            case "TH" if element.attributes.get("Table.Scope") not in {"Row", "Column", "Both"}:
                yield finding(
                    "RF614", "A head of a table does not say whether it stands over a column or before a row."
                )
            case _:
                pass
