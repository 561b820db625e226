"""What was read in a Word file. Lengths are mm; nothing here is laid out, for that is done by who opens the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is to who reads by structure."""

    TEXT = "text"
    HEAD = "head"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Letters:
    """Text set alike. ``family`` and ``colour`` (rrggbb) are those that styles, theme and run come to; ``size`` is in pt."""

    text: str
    family: str
    colour: str
    size: float


@dataclass(frozen=True, slots=True)
class Link:
    """``target`` is an address, or ``#`` and the name of a bookmark; empty where it leads nowhere."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at its printed size. ``x`` and ``y`` are from the page's top left edge, None in a line of text."""

    alt: str
    decorative: bool
    width: float
    height: float
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``level`` counts heads and items of lists from 1; ``style`` is the style's name.

    ``text`` is what is read: soft hyphens, boxes to tick and fields that Word works out are left out; ``letters`` are all. ``indent`` is where its
    lines begin, in mm from the margin; ``note`` are the numbers of the footnotes that it names.
    """

    style: str
    kind: Kind
    level: int
    text: str
    letters: tuple[Letters, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]
    indent: float
    aside: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its cells, row by row; ``heads`` says how many rows at its top are repeated on each page."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    heads: int

    @property
    def columns(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Story:
    """Text that runs by itself: the body, a header, a footer, one footnote."""

    blocks: tuple[Paragraph | Table, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph in the order of reading, those of tables included."""
        found: list[Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Table):
                found += [paragraph for row in block.rows for cell in row for paragraph in cell]
            else:
                found.append(block)
        return tuple(found)

    @property
    def text(self) -> str:
        """A line each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Section:
    """Paper and margins, the headers and footers by page (``first``, ``default``)."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    first_differs: bool
    right_to_left: bool
    headers: dict[str, Story]
    footers: dict[str, Story]


@dataclass(frozen=True, slots=True)
class DocxFacts:
    """A whole file. ``pages`` is the number that the file shows before a program has counted, None if it shows none."""

    title: str
    language: str
    body: Story
    notes: tuple[Story, ...]
    sections: tuple[Section, ...]
    pages: int | None

    @property
    def stories(self) -> tuple[Story, ...]:
        """Head of the first page, body, footnotes, foot of the first page."""
        last = self.sections[-1]
        first = "first" if last.first_differs else "default"
        return tuple(
            story
            for story in (last.headers.get(first), self.body, *self.notes, last.footers.get(first))
            if story is not None
        )

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All that stands on the first page or runs on from there, in the order of reading."""
        return tuple(paragraph for story in self.stories for paragraph in story.paragraphs)

    def printed(self, several: bool) -> tuple[Paragraph, ...]:
        """The same, and what following pages have where there are ``several``."""
        last = self.sections[-1]
        following = (last.headers.get("default"), last.footers.get("default")) if several else ()
        repeated = (story for story in following if story is not None)
        return (*self.paragraphs, *(paragraph for story in repeated for paragraph in story.paragraphs))
