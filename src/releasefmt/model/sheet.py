"""A release composed on a letterhead in a style, ready to be drawn, and the protocols of those who draw it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from releasefmt.model.content import Block, Footnote, Inlines
from releasefmt.model.findings import Outcome
from releasefmt.model.purpose import Purpose
from releasefmt.model.style import FontFace, Role, Style

ISOLATE_LTR, ISOLATE_RTL, ISOLATE_END = "\u2066", "\u2067", "\u2069"
"""Around words in a slot of the letterhead that run from left to right on a page that does not, or the other way round."""


class Assets(Protocol):
    """The one door to files; nothing outside four folders can be read.

    A name says whose file it is and which: ``draft:bild.png`` (beside the draft), ``letterhead:logo.svg`` (beside
    releasefmt.toml), ``bundled:SourceSerif4-Regular.ttf`` (fonts of the package), ``profile:FOGRA39L_coated.icc`` (colour
    profiles of the package).
    """

    def read(self, name: str) -> bytes:
        """The bytes of an asset; AssetError says in a sentence why there are none."""
        ...


class DrawingError(Exception):
    """A drawing cannot be drawn; ``costly`` where that would take too long or too much memory."""

    def __init__(self, *, costly: bool) -> None:
        super().__init__(costly)
        self.costly = costly


Draw: TypeAlias = Callable[[str, int], bytes]
"""An SVG and the pixels from left to right to a PNG; DrawingError where there is none."""


class AssetError(Exception):
    """An asset cannot be had; the message is a sentence for the author, ``code`` the rule that it breaks."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[AssetError], tuple[str, str]]:
        return (AssetError, (self.code, self.message))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is printed. ``data`` are bytes of ``media`` (image/png, image/jpeg or image/svg+xml).

    ``width`` and ``height`` are the printed size in mm, agreed for both renderers. An SVG carries its PNG ``fallback``
    for Word. ``alt`` empty means decorative.
    """

    data: bytes
    media: str
    width: float
    height: float
    alt: str
    fallback: bytes = b""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its role. ``opens`` marks the first block of a section that is kept apart from what stands above.

    ``joined`` says that it stands on one page with what follows, as the paragraphs of a contact do. ``aside`` says that it stands in the marginal column of the first page; it is read where it stands in the flow.
    """

    role: Role
    block: Block
    opens: bool = False
    joined: bool = False
    aside: bool = False

    def holding(self, block: Block) -> Placed:
        """The same place with another block; with its own it is the same one."""
        return self if block is self.block else replace(self, block=block)


@dataclass(frozen=True, slots=True)
class Backgrounds:
    """Pictures that lie behind the text, centred on the page and of its size, or larger by the bleed on all sides.

    Decoration, which nobody reads out.
    """

    first: Picture | None = None
    following: Picture | None = None


@dataclass(frozen=True, slots=True)
class FirstPageHead:
    """Letterhead of the first page. Each line of ``address`` is inlines, so that e-mail and web are links.

    ``wordmark`` is the organisation's name in the stead of a logo, and ``organisation`` is then empty. ``addressee`` are
    the lines of the address field.
    """

    organisation: str
    address: tuple[Inlines, ...]
    logo: Picture | None = None
    wordmark: str = ""
    addressee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunningHead:
    """Head of the following pages: who on the left, what on the right."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class FooterSlot:
    """``page_of`` holds ``{page}`` and ``{pages}``; it is printed on page 1 only if there is a page 2."""

    lines: tuple[str, ...]
    page_of: str


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself. ``modified`` has a zone and comes from the release, never from the clock."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    modified: dt.datetime
    source_name: str
    source: bytes


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words of the release's language that a renderer needs for links and structure, not for its own ideas."""

    footnote: str
    back_to_text: str
    email_to: str
    phone: str
    website: str
    done: str
    open: str


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A Word template of the house: its file's name and bytes, and the style that each role or kind is to take, by name."""

    name: str
    data: bytes
    styles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """``language`` is a BCP 47 tag; ``pictures`` maps an Image's or Figure's source to the picture to print.

    ``purpose`` and ``crop_marks`` concern the PDF alone, ``template`` and ``embedded`` the Word file, into which these faces go. ``pages`` is how many there are, where
    somebody has laid the sheet out; else 0.
    """

    title: str
    language: str
    right_to_left: bool
    style: Style
    first_head: FirstPageHead
    running_head: RunningHead
    footer: FooterSlot
    flow: tuple[Placed, ...]
    notes: tuple[Footnote, ...]
    properties: Properties
    words: Words
    pictures: dict[str, Picture] = field(default_factory=dict)
    purpose: Purpose = Purpose.SCREEN
    crop_marks: bool = False
    template: WordTemplate | None = None
    pages: int = 0
    backgrounds: Backgrounds = field(default_factory=Backgrounds)
    embedded: tuple[FontFace, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """What room a sheet takes: ``last_lines`` are the lines of text on its last page, a picture counting as many."""

    pages: int
    last_lines: int


class Surveyor(Protocol):
    """Lays a sheet out without writing it; None where it cannot be laid out, of which the renderer tells the reason."""

    def __call__(self, sheet: Sheet, assets: Assets) -> Extent | None: ...


class Renderer(Protocol):
    """A pure function from a sheet to the bytes of a file; ``fonts`` are read through ``assets``."""

    def __call__(self, sheet: Sheet, assets: Assets) -> Outcome[bytes | None]: ...
