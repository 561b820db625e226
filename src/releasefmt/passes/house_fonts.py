"""The house's own fonts: what their files say of themselves, and what is wrong with using them."""

from __future__ import annotations

import io
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from releasefmt.model.content import Block, Code, Span, Table, Text
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.letterhead import FontFile, Fonts
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Sheet
from releasefmt.model.style import Family, Role, Script, Style
from releasefmt.model.text import plain_text
from releasefmt.model.walk import leaves_of

ENDINGS = (".ttf", ".otf")

# OS/2.fsType (OpenType 1.9): the four lowest bits say what may be done, of which only "restricted" forbids a PDF.
_USAGE, _RESTRICTED, _NO_SUBSETTING, _BITMAP_ONLY = 0x000F, 0x0002, 0x0100, 0x0200
_BOLD = 600
_NAMED = 6  # that many missing characters are named one by one
_LATIN = frozenset(map(ord, string.ascii_letters))
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")


class FontError(Exception):
    """The bytes are no font that can be used; the message is the end of a sentence."""


@dataclass(frozen=True, slots=True)
class FontFacts:
    """``weight`` is 400, 600 or 700, the nearest that a style knows; ``usage`` is OS/2.fsType.

    ``word_name`` is the family under which Word knows the file (name 1, not 16) and whether it is its bold and italic;
    ``truetype`` says that the outlines are, ``variable`` that one file is many cuts.
    """

    family: str
    weight: int
    italic: bool
    usage: int
    characters: frozenset[int]
    word_name: tuple[str, bool, bool] = ("", False, False)
    truetype: bool = True
    variable: bool = False


def font_facts(data: bytes) -> FontFacts:
    """What a TrueType or OpenType file says of itself; FontError if it says nothing."""
    from fontTools.ttLib import TTFont, TTLibError  # only loaded where a house has fonts of its own

    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        names, table = font["name"], font["OS/2"]
        family = names.getDebugName(16) or names.getDebugName(1) or ""
        characters = frozenset(font.getBestCmap() or ())
        italic = bool(table.fsSelection & 0x01) or bool(font["head"].macStyle & 0x02)
        weight, usage = int(table.usWeightClass), int(table.fsType)
        word_name = (names.getDebugName(1) or "", bool(table.fsSelection & 0x20), bool(table.fsSelection & 0x01))
        truetype, variable = "glyf" in font, "fvar" in font
    except (TTLibError, KeyError, AssertionError, OSError, ValueError, IndexError) as error:
        raise FontError("it is no TrueType or OpenType font (.ttf, .otf)") from error
    except Exception as error:  # fontTools lets struct.error and others through where a table is cut off
        raise FontError("the file is damaged") from error
    nearest = 400 if weight < 550 else 600 if weight < 650 else 700
    return FontFacts(family, nearest, italic, usage, characters, word_name, truetype, variable)


@dataclass(frozen=True, slots=True)
class HouseFonts:
    """The letterhead's fonts with every file by family and cut.

    ``coverage`` is what characters all cuts of each family have, ``characters`` what any file has, ``facts`` what each
    asset says of itself.
    """

    fonts: Fonts
    coverage: Mapping[str, frozenset[int]]
    characters: frozenset[int] = frozenset()
    facts: Mapping[str, FontFacts] = field(default_factory=dict)


def resolve_fonts(fonts: Fonts, in_folder: Sequence[str], assets: Assets) -> Outcome[HouseFonts]:
    """The named files and those ``in_folder``, read and examined.

    Where one family only has Latin letters, all is set in it; one that has none is there for another script.
    """
    files: list[FontFile] = []
    coverage: dict[str, frozenset[int]] = {}
    characters: frozenset[int] = frozenset()
    known: dict[str, FontFacts] = {}
    findings: list[Finding] = []
    named = {font.file: font for font in fonts.files}
    for name in dict.fromkeys((*named, *in_folder)):
        try:
            facts = font_facts(assets.read(f"letterhead:{name}"))
        except (AssetError, FontError) as error:
            reason = error.message if isinstance(error, AssetError) else f"“{name}”: {error}."
            findings.append(finding("RF409", f"A font of the letterhead cannot be used: {reason}"))
            continue
        file = named.get(name) or FontFile(facts.family, name, facts.weight, facts.italic)
        findings += _licence(name, file.family, facts)
        files.append(file)
        coverage[file.family] = coverage.get(file.family, facts.characters) & facts.characters
        characters |= facts.characters
        known[f"letterhead:{name}"] = facts
    body, heads = fonts.body, fonts.heads
    if fonts.folder and not body and not heads:
        latin = sorted(name for name, characters in coverage.items() if characters >= _LATIN)
        if len(latin) > 1:
            message = f"The folder “{fonts.folder}” holds {len(latin)} families, and none is chosen."
            hint = f"Write under [fonts] which is body and which heads: {', '.join(latin)}."
            findings.append(finding("RF409", message, hint=hint))
        elif coverage:
            body = heads = "".join(latin)
        elif not findings:
            message = f"The folder “{fonts.folder}” holds no font file ({' or '.join(ENDINGS)})."
            findings.append(finding("RF409", message))
    resolved = replace(fonts, body=body, heads=heads, files=tuple(files))
    return Outcome(HouseFonts(resolved, coverage, characters, known), tuple(findings))


def _licence(name: str, family: str, facts: FontFacts) -> Iterator[Finding]:
    """What the font's licence bits do not allow. Files are embedded in part, as PDF/A demands and mail boxes like."""
    if facts.usage & _USAGE == _RESTRICTED:
        message = f"The font “{family}” ({name}) says that it must not be embedded in documents."
        hint = "Ask the foundry for a file that allows embedding, or use another font."
        yield finding("RF413", message, hint=hint)
    elif facts.usage & _NO_SUBSETTING:
        message = f"The font “{family}” ({name}) says that it must not be embedded in part, which is how it is done."
        hint = "Ask the foundry for a file that allows subsetting, or use another font."
        yield finding("RF413", message, hint=hint)
    elif facts.usage & _BITMAP_ONLY:
        message = f"The font “{family}” ({name}) says that only its bitmaps may be embedded; a PDF needs its outlines."
        yield finding("RF413", message, hint="Use another font.")


# Letters that tell a typeface for a script: Arabic, Hebrew, Devanagari, Thai; kana, the commonest ideograph, Hangul.
_LETTERS = {Script.COMPLEX: "بאकก", Script.EAST_ASIAN: "あ一가"}


def with_scripts(style: Style, coverage: Mapping[str, frozenset[int]]) -> Style:
    """The style with the house's typefaces for other scripts: each family's own, else the first that has the script."""
    scripts = {
        (family, script): name
        for family, own in style.families.items()
        for script in Script
        for name in [next((name for name in (own, *coverage) if _has(name, script, coverage)), "")]
        if name
    }
    return replace(style, scripts=scripts)


def _has(name: str, script: Script, coverage: Mapping[str, frozenset[int]]) -> bool:
    return any(ord(letter) in coverage.get(name, ()) for letter in _LETTERS[script])


def missing_cuts(style: Style) -> Iterator[Finding]:
    """Cuts that running text needs and a family of the house has not: they would be slanted or thickened by machine.

    A typeface of a script without italics needs none.
    """
    house = {face.family for face in style.faces if not face.asset.startswith("bundled:")}
    for name in dict.fromkeys(style.families[family] for family in (Family.BODY, Family.HEADS)):
        if name not in house:
            continue
        cuts = {(face.weight >= _BOLD, face.italic) for face in style.faces if face.family == name}
        wanted = {(False, False): "regular", (False, True): "italic", (True, False): "bold"}
        if name in style.scripts.values():
            del wanted[False, True]
        if lacking := [word for cut, word in wanted.items() if cut not in cuts]:
            message = f"The font “{name}” has no {' and no '.join(lacking)}; a makeshift is printed in its stead."
            hint = "Name the files of these cuts under fonts.files in releasefmt.toml, or put them into fonts.folder."
            yield finding("RF414", message, hint=hint)


def missing_characters(sheet: Sheet, coverage: Mapping[str, frozenset[int]]) -> tuple[Finding, ...]:
    """Characters of the sheet that a family of the house lacks and another family must lend.

    ``coverage`` is what each family of the house has.
    """
    lacking: dict[str, dict[str, Span | None]] = {}
    for family, text, span in _printed(sheet):
        name = sheet.style.families[family]
        if name in coverage:
            for sign in text:
                if ord(sign) not in coverage[name] and unicodedata.category(sign) not in _INVISIBLE:
                    lacking.setdefault(name, {}).setdefault(sign, span)
    return tuple(_lent(name, signs) for name, signs in lacking.items())


def _lent(name: str, signs: Mapping[str, Span | None]) -> Finding:
    shown = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in list(signs)[:_NAMED])
    more = f" and {len(signs) - _NAMED} more" if len(signs) > _NAMED else ""
    message = f"The font “{name}” has no {shown}{more}; another typeface is used there."
    hint = "Write it another way, or name a font file that has it under fonts.files in releasefmt.toml."
    return finding("RF415", message, next(iter(signs.values())), hint=hint)


def _printed(sheet: Sheet) -> Iterator[tuple[Family, str, Span | None]]:
    """Every text of the sheet with the family it is set in."""
    style, head = sheet.style, sheet.first_head
    for placed in sheet.flow:
        yield from _block(placed.role, placed.block, style)
    for note in sheet.notes:
        for block in note.blocks:
            yield from _block(Role.FOOTNOTE, block, style)
    slots = {
        Role.WORDMARK: (head.wordmark,),
        Role.ORGANISATION: (head.organisation,),
        Role.ADDRESS: tuple(plain_text(line) for line in head.address),
        Role.ADDRESSEE: head.addressee,
        Role.RUNNING_HEAD: (sheet.running_head.left, sheet.running_head.right),
        Role.FOOTER: (*sheet.footer.lines, sheet.footer.page_of),
    }
    for role, texts in slots.items():
        for text in texts:
            yield style.text(role).family, text, None


def _block(role: Role, block: Block, style: Style) -> Iterable[tuple[Family, str, Span | None]]:
    text = style.text(Role.TABLE_TEXT if isinstance(block, Table) else role)
    for leaf in leaves_of((block,)):
        match leaf:
            case Text(said):
                yield text.family, said.upper() if text.capitals else said, leaf.span
            case Code(said):
                yield Family.MONO, said, leaf.span
            case _:
                pass
