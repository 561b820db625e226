"""How a release looks: page geometry in millimetres and one text style per role, obeyed by both renderers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

MARK_WEIGHT = 0.25
"""Strength of fold and hole marks, pt."""


_SLOT_GAP = 6.0


class Role(StrEnum):
    """What a block is for. Each role is a CSS class in the PDF and a named style in the Word file."""

    LABEL = "label"
    EMBARGO = "embargo"
    STATUS = "status"
    DATELINE = "dateline"
    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    LEAD = "lead"
    BODY = "body"
    CROSSHEAD = "crosshead"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list-item"
    TERM = "term"
    DESCRIPTION = "description"
    TABLE_HEAD = "table-head"
    TABLE_TEXT = "table-text"
    FIGURE = "figure"
    CAPTION = "caption"
    CODE = "code"
    RULE = "rule"
    SECTION_HEAD = "section-head"
    NOTES = "notes"
    BOILERPLATE = "boilerplate"
    CONTACT = "contact"
    MATERIAL = "material"
    END_MARK = "end-mark"
    FOOTNOTE = "footnote"
    WORDMARK = "wordmark"
    ORGANISATION = "organisation"
    ADDRESSEE = "addressee"
    ADDRESS = "address"
    RUNNING_HEAD = "running-head"
    FOOTER = "footer"


class Family(StrEnum):
    """A typeface by its task; which fonts they are is the style's and the letterhead's choice."""

    BODY = "body"
    HEADS = "heads"
    MONO = "mono"


class Script(StrEnum):
    """Kinds of script beside those of Europe, as Word tells them apart (ECMA-376 Part 1, 17.3.2.26)."""

    COMPLEX = "complex"
    EAST_ASIAN = "east-asian"


class Ink(StrEnum):
    """A colour by its task."""

    TEXT = "text"
    ACCENT = "accent"
    MUTED = "muted"
    LINK = "link"
    LINE = "line"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Colour:
    """sRGB, each channel 0–255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """Read ``#rrggbb``; anything else is a ValueError."""
        digits = text.removeprefix("#")
        if len(digits) != 6 or len(text) != 7:
            raise ValueError(f"not a colour of the form #rrggbb: {text}")
        return cls(int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))

    @property
    def hex(self) -> str:
        """Six hexadecimal digits in capitals, without the sign."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"


MOST_INK = 280.0
"""Percent of the four inks together; more does not dry on coated paper in time, and print shops refuse it."""

LOOKS_BLACK = 85.0
"""Percent of black beyond which type looks black; other inks beneath it would only give it coloured edges."""


@dataclass(frozen=True, slots=True)
class Cmyk:
    """Printing inks in percent, each 0–100."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    @classmethod
    def parse(cls, values: tuple[float, ...]) -> Cmyk:
        """Read four percentages; anything else is a ValueError."""
        if len(values) != 4 or not all(0 <= value <= 100 for value in values):
            raise ValueError(f"not four percentages of ink: {', '.join(f'{value:g}' for value in values)}")
        return cls(*map(float, values))

    @property
    def total(self) -> float:
        return self.cyan + self.magenta + self.yellow + self.black

    @property
    def words(self) -> str:
        """``0, 100, 60, 45``, as a configuration has it."""
        return ", ".join(f"{value:g}" for value in (self.cyan, self.magenta, self.yellow, self.black))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type of one role. ``size``, ``leading``, ``before``, ``after`` in pt; ``tracking`` in em; ``indent`` in mm.

    ``leading`` is the exact distance of baselines. ``weight`` is 400, 600 or 700. ``ground`` is the colour behind the
    block, which then has all the text's width, and ``padding`` what it keeps free inside, in whole pt as Word has them.
    """

    family: Family = Family.BODY
    size: float = 11.0
    leading: float = 15.5
    weight: int = 400
    italic: bool = False
    capitals: bool = False
    tracking: float = 0.0
    ink: Ink = Ink.TEXT
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    centred: bool = False
    hyphenate: bool = False
    keep_next: bool = False
    keep_together: bool = False
    ground: Ink | None = None
    padding: int = 0


@dataclass(frozen=True, slots=True)
class Geometry:
    """Page measures in mm from the page's top edge and from the side where lines begin.

    That side is the left one, and on a sheet that reads from right to left the right one: the whole page is mirrored.
    ``first_top`` is where the text begins on the first page, ``top`` on the following ones; ``bottom`` is the margin
    below the text; ``measure`` is the width of running text, ``width - left - right`` that of tables and pictures.
    ``column_x`` and ``column_width`` are the marginal column of the first page, which holds label, dateline and address
    under a bar, from ``column_y`` on; a width of 0 means that there is none. A rule or bar of 0 pt and a ``hole_mark`` of 0 are not drawn.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    first_top: float
    measure: float
    logo_x: float
    logo_y: float
    logo_height: float
    logo_max_width: float
    wordmark_x: float
    wordmark_y: float
    organisation_x: float
    organisation_y: float
    address_x: float
    address_y: float
    address_width: float
    letterhead_rule_y: float
    letterhead_rule_pt: float
    running_head_y: float
    footer_y: float
    list_indent: float
    column_x: float = 0.0
    column_width: float = 0.0
    column_y: float = 0.0
    column_bar_y: float = 0.0
    column_bar_pt: float = 0.0
    addressee_x: float = 0.0
    addressee_y: float = 0.0
    addressee_width: float = 0.0
    fold_marks: tuple[float, ...] = ()
    fold_mark_x: float = 5.0
    fold_mark_length: float = 4.0
    hole_mark: float = 0.0
    hole_mark_length: float = 5.0

    @property
    def text_width(self) -> float:
        """mm between the margins."""
        return self.width - self.left - self.right

    @property
    def has_column(self) -> bool:
        """Whether there is a marginal column."""
        return self.column_width > 0

    @property
    def outer_left(self) -> float:
        """Where letterhead, running heads and feet begin: at the marginal column, else at the text."""
        return self.column_x if self.has_column else self.left

    @property
    def overhang(self) -> float:
        """mm by which they stand out beyond the text."""
        return self.left - self.outer_left

    @property
    def name_end(self) -> float:
        """Where wordmark and organisation must end: clear of the address where that stands beside them."""
        beside = not self.has_column and not self.address_below_rule
        return self.address_x - _SLOT_GAP if beside else self.width - self.right

    @property
    def address_below_rule(self) -> bool:
        """Whether the address is an info block below the letterhead, as DIN 5008 has it."""
        return not self.has_column and self.address_y >= self.letterhead_rule_y

    @property
    def marks(self) -> tuple[tuple[float, float], ...]:
        """Fold and hole marks: distance from the page's top edge and length."""
        holes = ((self.hole_mark, self.hole_mark_length),) if self.hole_mark else ()
        return tuple(sorted((*((y, self.fold_mark_length) for y in self.fold_marks), *holes)))


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file. ``asset`` is a name that Assets can read; ``sha256`` is checked where it is not empty."""

    family: str
    weight: int
    italic: bool
    asset: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style with the letterhead's own colours and fonts already laid over it.

    Many releases share one; it is equal to itself only, so that what follows from it can be kept by it.
    ``scripts`` are the typefaces for scripts that a family itself may lack; a script that no typeface has is left out.
    ``leads`` is the script whose typeface comes first, for its own blanks and figures; None is that of the families.
    ``cmyk`` holds the inks whose values for the printing press are known; the others are converted.
    """

    name: str
    geometry: Geometry
    families: dict[Family, str]
    fallbacks: dict[Family, tuple[str, ...]]
    inks: dict[Ink, Colour]
    roles: dict[Role, TextStyle]
    faces: tuple[FontFace, ...] = ()
    css: str = ""
    scripts: dict[tuple[Family, Script], str] = field(default_factory=dict)
    leads: Script | None = None
    cmyk: dict[Ink, Cmyk] = field(default_factory=dict)

    def text(self, role: Role) -> TextStyle:
        return self.roles[role]
