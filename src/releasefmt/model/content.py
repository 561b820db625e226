"""What a draft holds: blocks and inlines as CommonMark and GFM know them, and the release inferred from them.

Every value is frozen and picklable. Sequences are tuples. A ``span`` says where in the author's own draft a value
stands and never takes part in equality.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the author's draft. Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where characters of a text stand: those from ``start`` to the start of the next stretch.

    They stand one after the other in ``span`` if it is ``literal``; else, as for an entity, all of them together there.
    """

    start: int
    span: Span
    literal: bool = True


# --- inlines ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text, ready to print: entities and escapes are resolved.

    ``places`` is empty where the text stands in ``span`` letter for letter; ``model.places`` cuts and joins with them.
    """

    text: str
    span: Span | None = field(default=None, compare=False)
    places: tuple[Stretch, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Strong:
    children: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Strikethrough:
    children: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Superscript:
    children: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Subscript:
    children: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Words of a program; ``places`` as those of ``Text``, while ``span`` holds the marks round it, too."""

    text: str
    span: Span | None = field(default=None, compare=False)
    places: tuple[Stretch, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be followed: ``target`` is an absolute http, https, mailto or tel address, checked by reading."""

    children: Inlines
    target: str
    title: str = ""
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its name as the draft gives it. ``width`` and ``height`` are what the author asked for, in mm.

    ``share`` is a width asked for as a share of the text's own, 1 being all of it.
    """

    source: str
    alt: str
    title: str = ""
    width: float | None = None
    height: float | None = None
    span: Span | None = field(default=None, compare=False)
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language or direction than those around.

    ``language`` is BCP 47, or empty where it is not known; its script reads as ``right_to_left`` says.
    """

    children: Inlines
    language: str
    right_to_left: bool = False
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line end that the author typed but did not ask for: prints as a blank."""

    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that is printed."""

    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The sign of a footnote; ``number`` counts from 1 in the order of first use and is the index into the notes."""

    number: int
    span: Span | None = field(default=None, compare=False)


Inline: TypeAlias = (
    Text
    | Strong
    | Emphasis
    | Strikethrough
    | Superscript
    | Subscript
    | Foreign
    | Code
    | Link
    | Image
    | SoftBreak
    | LineBreak
    | NoteRef
)
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` is 1–6: the author's own in a Release, without gaps and under the one headline in a Sheet."""

    level: int
    content: Inlines
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: Blocks
    attribution: Inlines = ()
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ListItem:
    """``checked`` is None for an ordinary item, True or False for one of a task list."""

    blocks: Blocks
    checked: bool | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[ListItem, ...]
    tight: bool = True
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True
    span: Span | None = field(default=None, compare=False)


class Align(StrEnum):
    """Horizontal alignment of a table column; START is the author's silence."""

    START = "start"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    content: Inlines
    span: Span | None = field(default=None, compare=False)


SHORT_TABLE = 6
"""Rows up to which a table stays whole."""


@dataclass(frozen=True, slots=True)
class Table:
    """GFM table: ``head`` is one row, every row has ``len(columns)`` cells.

    Only a Sheet knows the rest. ``shares`` are the columns' parts of its width, whose sum is 1; without them all are
    equal. The lines of ``long_rows`` need not stay on one page.
    """

    columns: tuple[Align, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span | None = field(default=None, compare=False)
    shares: tuple[float, ...] = ()
    long_rows: frozenset[int] = frozenset()

    @property
    def joined_rows(self) -> frozenset[int]:
        """Rows that share the page of the next one: all of a short table; no page begins or ends with a single row."""
        last = len(self.rows) - 1
        if last < SHORT_TABLE and not self.long_rows:
            return frozenset(range(last))
        return frozenset({0, last - 1}) - self.long_rows - {last, -1}


@dataclass(frozen=True, slots=True)
class Figure:
    """An image that stands alone in its paragraph, with its title as caption."""

    image: Image
    caption: Inlines = ()
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Preformatted lines without the last line end; ``info`` is the word after the fence; ``places`` as those of ``Code``."""

    text: str
    info: str = ""
    span: Span | None = field(default=None, compare=False)
    places: tuple[Stretch, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    term: Inlines
    descriptions: tuple[Blocks, ...]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DefinitionList:
    items: tuple[Definition, ...]
    span: Span | None = field(default=None, compare=False)


Block: TypeAlias = (
    Paragraph | Heading | Quote | BulletList | OrderedList | Table | Figure | CodeBlock | Rule | DefinitionList
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """``number`` is that of its NoteRefs."""

    number: int
    blocks: Blocks
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A draft's Markdown as blocks, before anybody has said what is headline and what is contact."""

    blocks: Blocks
    notes: tuple[Footnote, ...] = ()


# --- the release -----------------------------------------------------------------------------------------------


# The "rule" of a part that no rule found in the draft: the letterhead gave it.
LETTERHEAD = "letterhead"


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A part of the release: its value, the anatomy rule that found it (``R1`` … ``R14``), and where it stands."""

    value: T
    rule: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Immediate:
    """For immediate release, in the author's own words."""

    said: str


@dataclass(frozen=True, slots=True)
class Embargo:
    """Not before ``until``. With ``has_time`` False only the day was given (then until is 00:00 of that day).

    ``until`` is None where the draft names an embargo whose time could not be read: ``said`` is then printed.
    ``note`` is what the author wrote beside the time, such as ``(Beginn der Rede)``.
    """

    until: dt.datetime | None
    has_time: bool = True
    said: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the tail: notes to editors, boilerplate, contact, material. The heading is the author's own or empty."""

    heading: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Release:
    """What was understood from a draft. A part that was not found is None or empty, never guessed.

    ``preamble`` are blocks between headline and lead that are no part of their own: a picture, a salutation.
    """

    language: Found[str]
    body: Blocks
    preamble: Blocks = ()
    label: Found[str] | None = None
    number: Found[str] | None = None
    status: Found[Immediate | Embargo] | None = None
    place: Found[str] | None = None
    issued: Found[dt.date] | None = None
    kicker: Found[Inlines] | None = None
    headline: Found[Inlines] | None = None
    subheadline: Found[Inlines] | None = None
    lead: Found[Blocks] | None = None
    crossheads: tuple[Found[Inlines], ...] = ()
    attributions: tuple[Found[Inlines], ...] = ()
    notes_to_editors: tuple[Found[Section], ...] = ()
    boilerplate: tuple[Found[Section], ...] = ()
    contacts: tuple[Found[Section], ...] = ()
    material: tuple[Found[Section], ...] = ()
    end_mark: Found[str] | None = None
    notes: tuple[Footnote, ...] = ()
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
