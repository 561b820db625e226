"""The words of a measured file: as its tags have them read, and as they were drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from releasefmt.measuring.facts import MM, Annotated, Content, Element, PdfFacts, Piece, around

# Elements inside a line; every other one begins and ends a line of its own.
_INLINE = frozenset(
    {
        "Span",
        "NonStruct",
        "Link",
        "Reference",
        "Quote",
        "Code",
        "Strong",
        "Em",
        "Sub",
        "BibEntry",
        "Annot",
        "Figure",
        "Formula",
    }
)
_BLANK = 0.15  # em; the blank of a text face has 0.2 and more, the widest tracking of a style 0.1
_PASSAGE = re.compile("L(?:[LN]*L)?")
_SAME_LINE = 0.6  # of the larger size; a superscript stands higher by 0.35 of it, the next line lower by 1.2


def by_content(facts: PdfFacts) -> Mapping[Content, tuple[Piece, ...]]:
    """The text of each piece of marked content that the tag tree could name."""
    found: dict[Content, list[Piece]] = {}
    for piece in facts.pieces:
        if piece.mcid is not None:
            found.setdefault(Content(piece.page, piece.mcid), []).append(piece)
    return {content: tuple(pieces) for content, pieces in found.items()}


def read_aloud(
    facts: PdfFacts, element: Element | None = None, leave_out: Callable[[Element], bool] = lambda _: False
) -> str:
    """The text in the order of the tags, of one element or of the whole tree, a line feed wherever a printed line ends.

    ``leave_out`` may refuse elements with all that they hold. Text that the tags replace (ActualText) is the replacement.
    """
    top = element if element is not None else facts.structure
    if top is None:
        return ""
    reader = _Reader(facts, leave_out)
    reader.read(top)
    return reader.lines.text


def glued(facts: PdfFacts) -> tuple[tuple[str, str], ...]:
    """Words that the file does not part though the paper does: no blank stands between them, only a gap.

    Readers of tags must not have to guess from gaps where words end (ISO 32000-1, 14.8.2.5).
    """
    reader = _Reader(facts, lambda _: False)
    if facts.structure is not None:
        reader.read(facts.structure)
    return tuple(reader.lines.glued)


def as_drawn(facts: PdfFacts, page: int | None = None) -> str:
    """The text in the order of drawing, artifacts included, a line feed wherever a printed line ends."""
    return joined(piece for piece in facts.pieces if page is None or piece.page == page)


def joined(pieces: Iterable[Piece]) -> str:
    """Pieces one after the other, a line feed between two that stand on different lines."""
    lines = _Lines()
    for piece in pieces:
        lines.add(piece, _said(piece))
    return lines.text


class _Lines:
    """Text as it grows piece by piece. ``glued`` are words parted on paper by a gap only, with what stands before it."""

    def __init__(self) -> None:
        self.text = ""
        self.glued: list[tuple[str, str]] = []
        self._last: Piece | None = None

    def add(self, piece: Piece, said: str) -> None:
        if self._last is not None and not same_line(self._last, piece):
            self.text = self._ended()
        elif self._last is not None and _parted(self._last, piece) and not _blank_between(self.text, said):
            self._glue(said)
        self.text += said
        self._last = piece

    def _glue(self, said: str) -> None:
        """Where a line turns round, gaps on paper are not those between neighbours in reading, and tell nothing."""
        line = self.text.rpartition("\n")[2]
        if _direction(line + said) != "R":
            self.glued.append((line.split()[-1], said))

    def end(self) -> None:
        """The end of a paragraph, or of whatever else begins a line of its own."""
        self.text = self._ended()
        self._last = None

    def _ended(self) -> str:
        return self.text + "\n" if self.text and not self.text.endswith("\n") else self.text


def _parted(one: Piece, other: Piece) -> bool:
    gap = max(other.rect.left - one.rect.right, one.rect.left - other.rect.right)
    return gap > _BLANK * min(one.size, other.size) * MM


def _blank_between(before: str, after: str) -> bool:
    return not before or not after or before[-1].isspace() or after[0].isspace()


def same_line(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand on one line, raised and lowered signs included."""
    near = _SAME_LINE * max(one.size, other.size) * MM
    return one.page == other.page and abs(one.baseline - other.baseline) < near


class _Reader:
    def __init__(self, facts: PdfFacts, leave_out: Callable[[Element], bool]) -> None:
        self.lines = _Lines()
        self._pieces = by_content(facts)
        self._pages = facts.pages
        self._leave_out = leave_out

    def read(self, element: Element) -> None:
        if self._leave_out(element):
            return
        block = element.role not in _INLINE
        if block:
            self.lines.end()
        if element.actual_text is not None:
            self.lines.text += element.actual_text
        else:
            for kid in element.kids:
                match kid:
                    case Element():
                        self.read(kid)
                    case Content():
                        self._content(kid)
                    case Annotated():
                        pass
        if block:
            self.lines.end()

    def _content(self, content: Content) -> None:
        pieces = in_one(self._pieces.get(content, ()))
        replacement = self._pages[content.page].replaced.get(content.mcid)
        if replacement is None:
            for piece in pieces:
                self.lines.add(piece, logical(piece))
        elif pieces:
            self.lines.add(pieces[0], replacement)
        else:
            self.lines.text += replacement


def in_one(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of one marked content, as one where they run from right to left.

    What stands on one line in several fonts is drawn from left to right whichever way it is read.
    """
    if len(pieces) < 2 or not any(_direction(piece.text) == "R" for piece in pieces):
        return pieces
    lines: list[list[Piece]] = []
    for piece in pieces:
        if lines and same_line(lines[-1][-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return tuple(_merged(sorted(line, key=lambda piece: piece.rect.left)) for line in lines)


def _merged(line: list[Piece]) -> Piece:
    rect = around(piece.rect for piece in line)
    assert rect is not None
    signs = tuple(sign for piece in line for sign in piece.signs)
    return replace(line[0], rect=rect, signs=signs, text="".join(sign.text for sign in signs))


def _said(piece: Piece) -> str:
    replacement = next((mark.actual_text for mark in piece.marks if mark.actual_text is not None), None)
    return logical(piece) if replacement is None else replacement


def logical(piece: Piece) -> str:
    """The text of a piece as it is read; its glyphs follow one another from left to right on paper.

    Passages of letters that run from right to left are turned round, what runs from left to right among them is not: the
    simple inverse of the Unicode bidirectional algorithm (UAX #9), enough for the words of one line.
    """
    if not any(_direction(sign.text) == "R" for sign in piece.signs):
        return piece.text
    backwards = [sign.text for sign in reversed(piece.signs)]
    kinds = "".join(map(_direction, backwards))
    turned: list[str] = []
    end = 0
    for passage in _PASSAGE.finditer(kinds):
        turned += [*backwards[end : passage.start()], *reversed(backwards[passage.start() : passage.end()])]
        end = passage.end()
    return "".join((*turned, *backwards[end:]))


def _direction(text: str) -> str:
    """``R`` and ``L`` for what has letters or figures that run from the right or the left, else ``N``."""
    kinds = {unicodedata.bidirectional(sign) for sign in text}
    return "R" if kinds & {"R", "AL"} else "L" if kinds & {"L", "EN", "AN"} else "N"
