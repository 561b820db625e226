"""Two PDFs of one release, ours and the one that a word processor prints from the Word file, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from releasefmt.measuring.facts import MM, PdfFacts, Piece
from releasefmt.measuring.text import same_line
from releasefmt.measuring.words import plain

_GAP = 0.7  # em between what are two lines beside one another: columns, cells, a number and its text
_BLANK = 0.12  # em between what are two words


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline without a gap. ``left`` and ``baseline`` in mm, ``size`` of its largest letters in pt."""

    page: int
    left: float
    baseline: float
    text: str
    size: float
    families: frozenset[str]
    colours: frozenset[tuple[int, ...]]


def lines(facts: PdfFacts) -> list[Line]:
    """Every line of the file. What stands beside one another with a gap between is two lines."""
    found = []
    for page in facts.pages:
        rows: list[list[Piece]] = []
        for piece in sorted(page.pieces, key=lambda piece: piece.rect.left):
            if not piece.text.strip() or not piece.visible:
                continue
            near = [row for row in rows if same_line(row[-1], piece) and -_GAP < _gap(row[-1], piece) < _GAP]
            if near:
                min(near, key=lambda row: abs(row[-1].baseline - piece.baseline)).append(piece)
            else:
                rows.append([piece])
        found += [_line(row) for row in rows]
    return sorted(found, key=lambda line: (line.page, line.baseline, line.left))


def pairs(ours: list[Line], theirs: list[Line]) -> list[tuple[Line, Line]]:
    """The lines that both have on the same page with the same words, each with the nearest of the other's."""
    left = list(theirs)
    matched = []
    for line in ours:
        same = [other for other in left if (other.page, other.text) == (line.page, line.text)]
        if same:
            nearest = min(same, key=lambda other: abs(other.baseline - line.baseline) + abs(other.left - line.left))
            left.remove(nearest)
            matched.append((line, nearest))
    return matched


def _gap(one: Piece, other: Piece) -> float:
    return (other.rect.left - one.rect.right) / (min(one.size, other.size) * MM)


def _line(group: list[Piece]) -> Line:
    text = ""
    for index, piece in enumerate(group):
        if index and _gap(group[index - 1], piece) > _BLANK:
            text += " "
        text += piece.text
    largest = max(group, key=lambda piece: (piece.size, len(piece.text)))
    first = min((sign.left for piece in group for sign in piece.signs if sign.text.strip()), default=group[0].rect.left)
    return Line(
        largest.page,
        first,
        largest.baseline,
        re.sub(r"\s+", " ", plain(text)).strip(),
        round(largest.size, 1),
        frozenset(piece.font.rpartition("+")[2] for piece in group),
        frozenset(tuple(round(v * 255) for v in piece.colour.srgb or ()) for piece in group),
    )
