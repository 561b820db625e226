"""By how much LibreOffice's pages differ from ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from releasefmt.measuring import parity
from releasefmt.measuring.checks.figures import drawn_of, place_of
from releasefmt.measuring.facts import PdfFacts, Rect, Stroke
from tests.parity.files import Files
from tests.parity.layout import Line, lines, pairs

_LONGEST_MARK = 8.0  # mm


@dataclass(frozen=True, slots=True)
class Comparison:
    """``pages`` are ours and theirs; ``same`` of ``lines`` lines stand on the same page with the same words.

    ``addresses`` are lines that hold a piece of an address which is broken elsewhere. ``across`` and ``down`` are the
    furthest that lines with the same words stand apart, ``sizes`` by what the sizes of pictures differ, ``logo`` and
    ``marks`` by what the places of the logo and of fold marks do; all mm, None where there is nothing to compare.
    """

    pages: tuple[int, int]
    lines: int
    same: int
    addresses: int
    across: float
    down: float
    sizes: float | None
    logo: float | None
    marks: float | None
    differs: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def share(self) -> float:
        """Identical lines in percent, broken addresses apart."""
        return 100 * self.same / (self.lines - self.addresses)


def compare(files: Files) -> Comparison:
    ours, theirs = lines(files.ours), lines(files.printed)
    same = pairs(ours, theirs)
    ours_left = [line for line in ours if all(line is not one for one, _ in same)]
    theirs_left = [line for line in theirs if all(line is not other for _, other in same)]
    boxes, logo = _figures(files.ours), _logo(files)
    return Comparison(
        pages=(len(files.ours.pages), len(files.printed.pages)),
        lines=max(len(ours), len(theirs)),
        same=len(same),
        addresses=_addresses(ours_left, theirs_left),
        across=max((abs(one.left - other.left) for one, other in same), default=0.0),
        down=max((abs(one.baseline - other.baseline) for one, other in same), default=0.0),
        sizes=_sizes(boxes, files.printed),
        logo=logo,
        marks=_marks(files.ours, files.printed),
        differs=tuple(_differs(files)),
        other=tuple(
            f"{who}, page {line.page + 1}: {line.text}"
            for who, left in (("ours", ours_left), ("LibreOffice", theirs_left))
            for line in left
        ),
    )


def _addresses(ours: list[Line], theirs: list[Line]) -> int:
    """How many of the lines that differ are pieces of the same addresses, broken at other signs.

    An address must be copied from the PDF as it was written, so it breaks there behind a dot and never at its own hyphen,
    which readers would take for one that breaks the word. Nothing tells a word processor so but signs put into the address,
    which would be copied along.
    """
    known = dict(_columns(theirs))
    found = 0
    for place, (words, count) in _columns(ours):
        if place in known and known[place][0] == words:
            found += max(count, known[place][1])
    return found


def _columns(left: list[Line]) -> Iterator[tuple[tuple[int, int], tuple[str, int]]]:
    """Page and left edge of lines without a blank, with what they say in one and how many they are."""
    whole = sorted((line for line in left if " " not in line.text), key=lambda line: (line.page, round(line.left)))
    for place, column in groupby(whole, key=lambda line: (line.page, round(line.left))):
        texts = [line.text for line in sorted(column, key=lambda line: line.baseline)]
        yield place, ("".join(texts), len(texts))


def _figures(facts: PdfFacts) -> list[tuple[int, Rect]]:
    """Page and box of each picture that is content."""
    found = []
    for figure in facts.structure.all("Figure") if facts.structure is not None else ():
        place, exact = place_of(drawn_of(facts, figure))
        box = place if exact else figure.bbox
        if box is not None and figure.page is not None:
            found.append((figure.page, box))
    return found


def _nearest(facts: PdfFacts, page: int, box: Rect) -> Rect | None:
    """The picture of the page whose middle is nearest to that of the box."""

    def away(rect: Rect) -> float:
        return abs(rect.left + rect.right - box.left - box.right) + abs(rect.top + rect.bottom - box.top - box.bottom)

    pictures = facts.pages[page].pictures if page < len(facts.pages) else ()
    return min((picture.rect for picture in pictures), key=away, default=None)


def _sizes(boxes: list[tuple[int, Rect]], facts: PdfFacts) -> float | None:
    worst = None
    for page, box in boxes:
        other = _nearest(facts, page, box)
        apart = max(abs(box.width - other.width), abs(box.height - other.height)) if other is not None else box.width
        worst = max(worst or 0.0, apart)
    return worst


def _logo(files: Files) -> float | None:
    """How far the logo's edges are from ours; it is the picture that the Word file puts at a place of the page."""
    placed = [picture for one in files.word.paragraphs for picture in one.pictures if picture.x is not None]
    boxes = _figures(files.ours)
    if not placed or not boxes:
        return None
    page, box = boxes[0]
    other = _nearest(files.printed, page, box)
    return box.furthest(other) if other is not None else box.width


def _marks(ours: PdfFacts, theirs: PdfFacts) -> float | None:
    mine, others = _mark_lines(ours), _mark_lines(theirs)
    if not mine and not others:
        return None
    if len(mine) != len(others):
        return float("inf")
    return max(
        max(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in zip(mine, others, strict=True)
    )


def _mark_lines(facts: PdfFacts) -> list[tuple[float, float, float]]:
    """Left, right and height of short level lines in the outer margins of page 1, from top to bottom."""
    page = facts.pages[0]

    def is_mark(stroke: Stroke) -> bool:
        box = stroke.rect
        outside = box.right < 20 or box.left > page.trim.width - 15
        return outside and 0.5 < box.width < _LONGEST_MARK and box.height < 1

    return sorted(
        (
            (stroke.rect.left, stroke.rect.right, (stroke.rect.top + stroke.rect.bottom) / 2)
            for stroke in page.strokes
            if is_mark(stroke)
        ),
        key=lambda mark: mark[2],
    )


def _differs(files: Files) -> Iterator[str]:
    """What else is not the same: of our two files, then of LibreOffice's pages and ours."""
    for entry in parity.compare(files.word, files.ours):
        if entry.code != "RF644":  # LibreOffice has counted
            yield f"{entry.code} {entry.message}"
    families, others = _families(files.ours), _families(files.printed)
    if families != others:
        yield f"families: {sorted(families)}, LibreOffice {sorted(others)}"
    colours, other_colours = _colours(files.ours), _colours(files.printed)
    if colours != other_colours:
        yield f"colours: {sorted(colours - other_colours)}, LibreOffice {sorted(other_colours - colours)}"
    # LibreOffice 7.4 writes no links for headers, and none for frames beside the text; it ends a host's name with a slash.
    wanted = {
        link.target.removesuffix("/")
        for story in (files.word.body, *files.word.notes)
        for paragraph in story.paragraphs
        if not paragraph.aside
        for link in paragraph.links
    }
    links = {link.target.removesuffix("/") for link in files.printed.links if not link.target.startswith("#")}
    if wanted != links:
        yield f"links: only in the Word file {sorted(wanted - links)}, only in LibreOffice's PDF {sorted(links - wanted)}"


def _families(facts: PdfFacts) -> set[str]:
    return {font.family.replace(" ", "").partition("-")[0] for font in facts.fonts if font.used}


def _colours(facts: PdfFacts) -> set[tuple[int, ...]]:
    return {
        tuple(round(value * 255) for value in piece.colour.srgb)
        for piece in facts.pieces
        if piece.visible and piece.text.strip() and piece.colour.srgb is not None
    }
