"""What was measured in a PDF. Lengths are mm from the top left corner of the trimmed page unless a name says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

MM = 25.4 / 72
"""Millimetres in a point."""


class NotReadableError(Exception):
    """The bytes are no file of their kind, or one that is broken or locked; the message is the reader's own."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box with its sides parallel to the page's; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether the other box lies inside this one, or sticks out by ``slack`` mm at most."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def furthest(self, other: Rect) -> float:
        """The largest distance in mm between a side of this box and the same side of the other."""
        return max(
            abs(self.left - other.left),
            abs(self.top - other.top),
            abs(self.right - other.right),
            abs(self.bottom - other.bottom),
        )


def around(boxes: Iterable[Rect]) -> Rect | None:
    """The smallest box that holds them all; None for none."""
    found = tuple(boxes)
    if not found:
        return None
    return Rect(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as the file sets it: ``space`` is the family of ISO 32000-1, 8.6, ``values`` its components from 0 to 1.

    A colour that has no simple sRGB value (a pattern, a spot colour) has no ``values``.
    """

    space: str
    values: tuple[float, ...]

    @property
    def srgb(self) -> tuple[float, float, float] | None:
        """Red, green and blue from 0 to 1; CMYK by the simple formula (ISO 32000-1, 10.3.5), good enough for contrast."""
        match self.values:
            case (grey,):
                return (grey, grey, grey)
            case (red, green, blue):
                return (red, green, blue)
            case (cyan, magenta, yellow, black):
                return (
                    1 - min(1, cyan + black),
                    1 - min(1, magenta + black),
                    1 - min(1, yellow + black),
                )
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked-content sequence around something drawn (ISO 32000-1, 14.6): its tag and what its properties say."""

    tag: str
    mcid: int | None = None
    kind: str = ""
    subtype: str = ""
    actual_text: str | None = None

    @property
    def is_artifact(self) -> bool:
        return self.tag == "Artifact"


@dataclass(frozen=True, slots=True)
class Sign:
    """One glyph of a text: what it reads as, from where to where it reaches in mm, and its code in the font."""

    text: str
    left: float
    right: float
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What all drawn things share: page from 0, the number in the order of drawing, and the marks around, outermost first."""

    page: int
    order: int
    rect: Rect
    marks: tuple[Marked, ...]

    @property
    def mcid(self) -> int | None:
        """Of the innermost mark that has one."""
        return next((mark.mcid for mark in reversed(self.marks) if mark.mcid is not None), None)

    @property
    def artifact(self) -> Marked | None:
        return next((mark for mark in self.marks if mark.is_artifact), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Drawn):
    """Text shown by one operator. ``rect`` reaches from the font's ascent to its descent; ``size`` is in pt on paper.

    ``font`` is the BaseFont's name. ``visible`` is False for text that is neither filled nor stroked.
    """

    text: str
    baseline: float
    size: float
    font: str
    colour: Colour
    visible: bool
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke(Drawn):
    """A painted path, one subpath of it. ``weight`` is the line's strength in pt, 0 for a filled area."""

    colour: Colour
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Drawn):
    """A raster image. ``pixels`` are its width and height; ``space`` is the family of its colours."""

    pixels: tuple[int, int]
    space: str

    @property
    def resolution(self) -> float:
        """Pixels an inch at the printed size, in the worse direction."""
        across = self.pixels[0] / (self.rect.width / 25.4) if self.rect.width else 0.0
        down = self.pixels[1] / (self.rect.height / 25.4) if self.rect.height else 0.0
        return min(across, down)


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation. ``target`` is an address, or ``#`` and the name of a place in the file; ``number`` its object's.

    ``struct_parent`` is its key in the parent tree. ``prints`` is the Print flag.
    """

    page: int
    rect: Rect
    target: str
    contents: str
    struct_parent: int | None
    prints: bool
    number: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``media``, ``crop``, ``bleed`` and ``trim`` are its boxes, the trim box beginning at 0, 0.

    ``colours`` counts the settings of colours by family; ``annotations`` are the kinds of those that are no links.
    ``replaced`` is what is to be read instead of a piece of marked content (ActualText), by its number; ``lacking`` are the
    fonts and pictures that the page names but does not have.
    """

    media: Rect
    crop: Rect
    bleed: Rect
    trim: Rect
    rotated: int
    tabs: str
    pieces: tuple[Piece, ...]
    strokes: tuple[Stroke, ...]
    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    annotations: tuple[str, ...]
    colours: Mapping[str, int]
    replaced: Mapping[int, str]
    lacking: tuple[str, ...]

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """Everything on the page in the order of drawing."""
        everything: tuple[Drawn, ...] = (*self.pieces, *self.strokes, *self.pictures)
        return tuple(sorted(everything, key=lambda item: item.order))


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content in the tag tree: its page from 0 and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation in the tag tree, by the number of its object."""

    number: int


Value: TypeAlias = str | float | tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element. ``tag`` is what the file says, ``role`` the standard type that it stands for (RoleMap).

    ``attributes`` are named ``Layout.Placement``, ``Table.Scope``, ``List.ListNumbering``; ``number`` is that of its object and
    ``parent`` that of the element which it says it belongs to; ``bbox`` is Layout.BBox on its page. ``None`` stands for what
    is not there at all.
    """

    tag: str
    role: str
    number: int
    parent: int
    kids: tuple[Element | Content | Annotated, ...] = ()
    page: int | None = None
    language: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    title: str | None = None
    identifier: str | None = None
    headers: tuple[str, ...] = ()
    attributes: Mapping[str, Value] = field(default_factory=dict)
    bbox: Rect | None = None

    def walk(self) -> Iterator[Element]:
        """This element and all below, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, *roles: str) -> tuple[Element, ...]:
        """The elements of these standard types, this one included."""
        return tuple(element for element in self.walk() if element.role in roles)

    def contents(self) -> Iterator[Content]:
        """The marked content of this element and all below, in the order of reading."""
        for kid in self.kids:
            match kid:
                case Element():
                    yield from kid.contents()
                case Content():
                    yield kid
                case Annotated():
                    pass

    def outline(self) -> str:
        """The tags as ``L(LI(Lbl LBody(P)))``."""
        inner = " ".join(kid.outline() for kid in self.kids if isinstance(kid, Element))
        return f"{self.tag}({inner})" if inner else self.tag


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark. ``level`` counts from 1; ``page`` is None where it leads nowhere."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Font:
    """A font that text is set in. ``name`` is without the six letters of a subset; lengths are thousandths of the size.

    ``composite`` fonts (Type0) have no other way than ``to_unicode`` to say what their codes read as.

    ``used`` are the codes that are shown, ``unmapped`` those of them that have no character, ``undefined`` those that show
    the glyph for "no glyph".
    """

    name: str
    family: str
    embedded: bool
    subset: bool
    to_unicode: bool
    composite: bool
    ascent: float
    descent: float
    used: frozenset[int] = frozenset()
    unmapped: frozenset[int] = frozenset()
    undefined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file. ``relationship`` is its AFRelationship; ``associated`` says that the document names it in AF."""

    name: str
    data: bytes
    media: str
    relationship: str
    associated: bool


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: ``kind`` is GTS_PDFA1 or GTS_PDFX, ``components`` the number of its profile's inks, 0 without one."""

    kind: str
    condition: str
    components: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself: ``info`` the old dictionary, ``xmp`` the packet, its names prefixed (``dc:title``).

    ``language`` is the document's; ``shows_title`` says that readers put the title above the window.
    """

    version: str
    language: str
    marked: bool
    shows_title: bool
    info: Mapping[str, str]
    xmp: Mapping[str, tuple[str, ...]]
    identifiers: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """A whole file.

    ``parents`` say which element a piece of marked content belongs to, ``annotation_parents`` the same for annotations by
    their key (the parent tree, ISO 32000-1, 14.7.4.4).
    """

    metadata: Metadata
    pages: tuple[Page, ...]
    structure: Element | None
    parents: Mapping[Content, int]
    annotation_parents: Mapping[int, int]
    outline: tuple[OutlineEntry, ...]
    fonts: tuple[Font, ...]
    attachments: tuple[Attachment, ...]
    intents: tuple[Intent, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All text in the order of drawing."""
        return tuple(piece for page in self.pages for piece in page.pieces)

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for page in self.pages for link in page.links)

    @property
    def artifacts(self) -> tuple[Drawn, ...]:
        """Everything drawn that is no content."""
        return tuple(item for page in self.pages for item in page.drawn if item.artifact is not None)
