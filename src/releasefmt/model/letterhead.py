"""Who sends the release: organisation, logo, address, press contact, boilerplate, footer, as releasefmt.toml says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from releasefmt.model.limits import Limits
from releasefmt.model.purpose import Purpose


@dataclass(frozen=True, slots=True)
class Organisation:
    """``logo`` is a file name beside the configuration; ``address`` the printed lines under it."""

    name: str = ""
    short: str = ""
    logo: str = ""
    logo_alt: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class PressContact:
    """Printed where the draft itself names no contact. ``lines`` are printed as they stand, after the rest."""

    heading: str = ""
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseBoilerplate:
    """Printed where the draft itself has no boilerplate. ``text`` holds paragraphs parted by empty lines."""

    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """``lines`` at the foot of every page; ``responsible`` is who answers for the text under press law."""

    lines: tuple[str, ...] = ()
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Colours:
    """Each ``#rrggbb`` or empty for the style's own; with ``_cmyk`` what a print shop prints for it, in percent."""

    text: str = ""
    accent: str = ""
    muted: str = ""
    link: str = ""
    text_cmyk: tuple[float, ...] = ()
    accent_cmyk: tuple[float, ...] = ()
    muted_cmyk: tuple[float, ...] = ()
    link_cmyk: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file of the house beside the configuration."""

    family: str
    file: str
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Fonts:
    """Family names for running text and for heads, and the files that hold them where they are not the bundled ones.

    The files in ``folder`` say themselves which family, weight and slant they are.
    """

    body: str = ""
    heads: str = ""
    folder: str = ""
    files: tuple[FontFile, ...] = ()


class Form(StrEnum):
    """What decides the height of the letterhead and the place of the info block: DIN 5008 or the style itself."""

    FREE = "free"
    A = "A"
    B = "B"


class PageSize(StrEnum):
    """The paper."""

    A4 = "A4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The sheet of paper. Margins in mm; one that is not set is the style's.

    ``addressee`` are lines for the address field, which only the DIN forms have.
    """

    form: Form = Form.FREE
    size: PageSize = PageSize.A4
    left: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None
    fold_marks: bool = False
    hole_mark: bool = False
    addressee: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """Designer's paper behind the text: files beside the configuration (PDF, PNG, JPEG, SVG), each for its pages."""

    first: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class HouseWords:
    """``hyphenation``: the organisation's own words with a hyphen at each break, ``Migra-tions-ge-sell-schaft``.

    They are broken there and nowhere else; a word without a hyphen is never broken.
    """

    hyphenation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintShop:
    """What a print shop may ask for besides a clean file: marks outside the page that show where to cut."""

    crop_marks: bool = False


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word ``template`` of the house (.dotx or .docx) beside releasefmt.toml, and which of its ``styles`` a role takes.

    The keys of ``styles`` are roles (model.style.Role) and those of ``WORD_KINDS``. ``embed_fonts`` puts the typefaces into
    the file, for readers who have not installed them.
    """

    template: str = ""
    embed_fonts: bool = False
    styles: dict[str, str] = field(default_factory=dict)


WORD_KINDS = ("bullets", "numbers", "table", "link", "strong", "emphasis", "code-inline")
"""What a Word template may have a style for besides roles: the two kinds of lists, tables, and parts of a line."""


@dataclass(frozen=True, slots=True)
class Output:
    """``name`` is the file name without ending, with {stem}, {issued}, {slug} and others filled in (``passes.naming``)."""

    name: str = "{stem}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """All of releasefmt.toml. ``css`` is a style sheet of the house's own over that of the style. ``language`` is used where the draft names none and none can be told."""

    style: str = "kanzlei"
    css: str = ""
    purpose: Purpose = Purpose.SCREEN
    language: str = ""
    timezone: str = "Europe/Berlin"
    organisation: Organisation = field(default_factory=Organisation)
    contact: PressContact = field(default_factory=PressContact)
    boilerplate: HouseBoilerplate = field(default_factory=HouseBoilerplate)
    footer: Footer = field(default_factory=Footer)
    colours: Colours = field(default_factory=Colours)
    fonts: Fonts = field(default_factory=Fonts)
    page: PageSetup = field(default_factory=PageSetup)
    paper: Paper = field(default_factory=Paper)
    words: HouseWords = field(default_factory=HouseWords)
    print: PrintShop = field(default_factory=PrintShop)
    docx: WordFile = field(default_factory=WordFile)
    output: Output = field(default_factory=Output)
    limits: Limits = field(default_factory=Limits)
