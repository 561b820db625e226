"""How a release looks: page geometry in millimetres and one text style per role, obeyed by both renderers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a block is for. Each role is a CSS class in the PDF and a named style in the Word file."""

    LABEL = "label"
    EMBARGO = "embargo"
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
    ORGANISATION = "organisation"
    ADDRESS = "address"
    RUNNING_HEAD = "running-head"
    FOOTER = "footer"


class Family(StrEnum):
    """A typeface by its task; which fonts they are is the style's and the letterhead's choice."""

    BODY = "body"
    HEADS = "heads"
    MONO = "mono"


class Ink(StrEnum):
    """A colour by its task."""

    TEXT = "text"
    ACCENT = "accent"
    MUTED = "muted"
    LINK = "link"
    LINE = "line"


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


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Type of one role. ``size``, ``leading``, ``before``, ``after`` in pt; ``tracking`` in em; ``indent`` in mm.

    ``leading`` is the exact distance of baselines. ``weight`` is 400, 600 or 700.
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


@dataclass(frozen=True, slots=True)
class Geometry:
    """Page measures in mm from the page's top left edge.

    ``first_top`` is where the text begins on the first page, ``top`` on the following ones; ``bottom`` is the margin
    below the text; ``measure`` is the width of running text, ``width - left - right`` that of tables and pictures.
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
    fold_marks: tuple[float, ...] = ()
    fold_mark_x: float = 5.0
    fold_mark_length: float = 4.0

    @property
    def text_width(self) -> float:
        """mm between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file. ``asset`` is a name that Assets can read; ``sha256`` is checked where it is not empty."""

    family: str
    weight: int
    italic: bool
    asset: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with the letterhead's own colours and fonts already laid over it."""

    name: str
    geometry: Geometry
    families: dict[Family, str]
    fallbacks: dict[Family, tuple[str, ...]]
    inks: dict[Ink, Colour]
    roles: dict[Role, TextStyle]
    faces: tuple[FontFace, ...] = ()
    css: str = ""

    def text(self, role: Role) -> TextStyle:
        return self.roles[role]
