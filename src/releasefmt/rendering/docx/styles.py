"""styles.xml: one named Word style for each role, made from the style's tokens, and list styles as they are needed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from releasefmt.model.style import Family, Ink, Role, Script, Style, TextStyle
from releasefmt.rendering.docx.latent import latent_styles
from releasefmt.rendering.docx.markup import NOTHING, Xml, document, el, join, val
from releasefmt.rendering.docx.page import MM_PER_PT, header_distance, letterhead_gap
from releasefmt.rendering.docx.properties import (
    Properties,
    indent,
    paragraph_properties,
    run_properties,
    spacing,
    switch,
)
from releasefmt.rendering.docx.units import eighths, half_points, point_twips, twips

NORMAL = "Normal"
HYPERLINK = "Hyperlink"
STRONG = "Strong"
EMPHASIS = "Emphasis"
CODE = "VerbatimChar"
FOOTNOTE_SIGN = "FootnoteReference"
TABLE = "ReleaseTable"
AFTER_TABLE = "AfterTable"
LETTERHEAD_GAP = "LetterheadGap"
CELL_PADDING = (0, 160)
"""Twips that a cell keeps free on the left and on the right: text on the left edge stands on the margin."""
CELL_INDENT = indent(left=CELL_PADDING[0], right=CELL_PADDING[1])
"""The same as indents of a cell's text: Word turns those with a page from right to left, but not the margins of cells."""
LETTERHEAD_TABLE = "LetterheadTable"


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A Word style's identity. ``outline`` is the outline level from 0, ``own`` a name that Word does not know."""

    id: str
    name: str
    based_on: str
    next: str = ""
    priority: int = 99
    quick: bool = False
    own: bool = True
    outline: int | None = None


_BODY = "BodyText"

ROLE_STYLES: dict[Role, NamedStyle] = {
    Role.BODY: NamedStyle(_BODY, "Body Text", NORMAL, priority=1, quick=True, own=False),
    Role.LABEL: NamedStyle("ReleaseLabel", "Release Label", NORMAL, "Dateline", 2, True),
    Role.EMBARGO: NamedStyle("Embargo", "Embargo", NORMAL, "Heading1", 3, True),
    Role.STATUS: NamedStyle("ReleaseStatus", "Release Status", NORMAL, "Heading1", 3, True),
    Role.DATELINE: NamedStyle("Dateline", "Dateline", NORMAL, "Heading1", 4, True),
    Role.KICKER: NamedStyle("Kicker", "Kicker", NORMAL, "Heading1", 5, True),
    # Not Title: only a heading has an outline level, hence a place in Word's navigation and a tag H1 in its PDF.
    Role.HEADLINE: NamedStyle("Heading1", "heading 1", NORMAL, "Subtitle", 9, True, False, 0),
    Role.SUBHEADLINE: NamedStyle("Subtitle", "Subtitle", NORMAL, "Lead", 11, True, False),
    Role.LEAD: NamedStyle("Lead", "Lead", _BODY, _BODY, 12, True),
    Role.CROSSHEAD: NamedStyle("Heading2", "heading 2", NORMAL, _BODY, 9, True, False, 1),
    Role.SUBHEAD: NamedStyle("Heading3", "heading 3", NORMAL, _BODY, 9, True, False, 2),
    Role.QUOTE: NamedStyle("Quote", "Quote", _BODY, "Attribution", 29, True, False),
    Role.ATTRIBUTION: NamedStyle("Attribution", "Attribution", _BODY, _BODY, 30, True),
    Role.LIST_ITEM: NamedStyle("ListParagraph", "List Paragraph", _BODY, priority=34, own=False),
    # The names by which pandoc knows definition lists and code.
    Role.TERM: NamedStyle("DefinitionTerm", "Definition Term", _BODY, "Definition", 36, True),
    Role.DESCRIPTION: NamedStyle("Definition", "Definition", _BODY, "DefinitionTerm", 36, True),
    Role.CODE: NamedStyle("SourceCode", "Source Code", NORMAL, _BODY, 38, True),
    Role.TABLE_TEXT: NamedStyle("TableText", "Table Text", NORMAL, priority=37, quick=True),
    Role.TABLE_HEAD: NamedStyle("TableHead", "Table Head", "TableText", "TableText", 37, True),
    Role.FIGURE: NamedStyle("Figure", "Figure", NORMAL, "Caption", 34, True),
    Role.CAPTION: NamedStyle("Caption", "caption", NORMAL, _BODY, 35, True, False),
    Role.RULE: NamedStyle("HorizontalRule", "Horizontal Rule", NORMAL, _BODY, 39, True),
    # Based on Heading 2, so that it stands in the navigation and is a heading to a screen reader.
    Role.SECTION_HEAD: NamedStyle("SectionHead", "Section Head", "Heading2", "Boilerplate", 13, True, True, 1),
    Role.NOTES: NamedStyle("NotesToEditors", "Notes to Editors", _BODY, priority=14, quick=True),
    Role.BOILERPLATE: NamedStyle("Boilerplate", "Boilerplate", _BODY, priority=14, quick=True),
    Role.CONTACT: NamedStyle("Contact", "Contact", _BODY, priority=14, quick=True),
    Role.MATERIAL: NamedStyle("Material", "Material", _BODY, priority=14, quick=True),
    Role.END_MARK: NamedStyle("EndMark", "End Mark", NORMAL, "SectionHead", 13, True),
    Role.FOOTNOTE: NamedStyle("FootnoteText", "footnote text", NORMAL, own=False),
    Role.RUNNING_HEAD: NamedStyle("Header", "header", NORMAL, own=False),
    Role.WORDMARK: NamedStyle("LetterheadWordmark", "Letterhead Wordmark", "Header", priority=98),
    Role.ADDRESSEE: NamedStyle("LetterheadAddressee", "Letterhead Addressee", "Header", priority=98),
    Role.ORGANISATION: NamedStyle("LetterheadOrganisation", "Letterhead Organisation", "Header", priority=98),
    Role.ADDRESS: NamedStyle("LetterheadAddress", "Letterhead Address", "Header", priority=98),
    Role.FOOTER: NamedStyle("Footer", "footer", NORMAL, own=False),
}

_BY_ID = {named.id: role for role, named in ROLE_STYLES.items()}
FOOTNOTE_CONTINUED = NamedStyle("FootnoteContinued", "Footnote Continued", "FootnoteText", priority=99)
_SECTION_SUBHEAD = NamedStyle("SectionSubhead", "Section Subhead", "Heading3", "Boilerplate", 13, True)
NOTE_INDENT = 4.0
"""mm that a footnote keeps for its number; two figures have room."""
CODE_EDGE = 8.5
"""What the ground of code stands out beside its text, pt."""
_CODE_GROUND = "F4F4F4"
_TABLE_DISTANCE = 10.0
"""Space under a table, pt."""
OPENING_DISTANCE = 14.0
"""Space over the hairline of a section that is kept apart, pt."""
_ACROSS = frozenset(
    {
        Role.TABLE_HEAD,
        Role.TABLE_TEXT,
        Role.FIGURE,
        Role.RUNNING_HEAD,
        Role.WORDMARK,
        Role.ORGANISATION,
        Role.ADDRESS,
        Role.ADDRESSEE,
        Role.FOOTER,
        Role.EMBARGO,
    }
)
"""Roles that use the whole width between the margins, or that of their cell, and not the measure of running text."""
_OUT = frozenset({Role.RUNNING_HEAD, Role.FOOTER})
"""Roles that begin at the marginal column where there is one."""
_IN_COLUMN = frozenset({Role.LABEL, Role.DATELINE})
"""Roles that stand in it."""

_INKS = {
    Ink.TEXT: "text1",
    Ink.ACCENT: "accent1",
    Ink.MUTED: "accent2",
    Ink.LINE: "accent3",
    Ink.LINK: "hyperlink",
    Ink.PAPER: "background1",
}
_THEME_FONTS = {Family.HEADS: "major", Family.BODY: "minor"}


class Marker(StrEnum):
    """What stands before an item of a list."""

    BULLET = "Bullet"
    NUMBER = "Number"
    TASK = "Task"
    NONE = "Continue"


@dataclass(frozen=True, slots=True, order=True)
class ItemStyle:
    """A list style: the role of its paragraphs, its marker, its level from 0, and whether its items stand apart."""

    role: Role
    marker: Marker
    level: int
    loose: bool = False

    @property
    def name(self) -> str:
        """Word's own "List Bullet 2" for running text; "Boilerplate List Bullet 2" for the lists of another role."""
        owner = "" if self.role is Role.LIST_ITEM else f"{ROLE_STYLES[self.role].name.capitalize()} "
        level = f" {self.level + 1}" if self.level else ""
        return f"{owner}List {self.marker.value}{level}{' Loose' if self.loose else ''}"

    @property
    def id(self) -> str:
        return self.name.replace(" ", "")

    @property
    def own(self) -> bool:
        """Whether Word does not know it."""
        return self.role is not Role.LIST_ITEM or self.marker is Marker.TASK or self.loose


def is_bold(text: TextStyle) -> bool:
    """Weight 600 is bold in Word.

    Word knows a regular and a bold of a family and nothing between. "Source Serif 4 Semibold" would be a family of its
    own: on a computer without it the replacement comes in regular weight and the emphasis is lost, and with it a bold
    word inside would be smeared, for the family has no bold.
    """
    return text.weight >= 600


def colour(style: Style, ink: Ink) -> Xml:
    return el("w:color", {"w:val": style.inks[ink].hex, "w:themeColor": _INKS[ink]})


def border(side: str, style: Style, ink: Ink, width: float, space: int = 0) -> Xml:
    """A border of ``width`` pt; ``space`` in pt to what it borders."""
    return el(
        f"w:{side}",
        {
            "w:val": "single",
            "w:sz": eighths(width),
            "w:space": space,
            "w:color": style.inks[ink].hex,
            "w:themeColor": _INKS[ink],
        },
    )


def fonts(style: Style, family: Family) -> Xml:
    """The family by name and, where it is one of the two that a theme has, by the theme, which Word prefers."""
    name = style.families[family]
    complex_, east_asian = (style.scripts.get((family, script), "") for script in (Script.COMPLEX, Script.EAST_ASIAN))
    attributes: dict[str, str | int] = {"w:ascii": name, "w:hAnsi": name, "w:cs": complex_ or name}
    if east_asian:
        attributes["w:eastAsia"] = east_asian
    if family in _THEME_FONTS:
        theme = _THEME_FONTS[family]
        attributes |= {"w:asciiTheme": f"{theme}HAnsi", "w:hAnsiTheme": f"{theme}HAnsi"}
        if complex_:
            attributes["w:cstheme"] = f"{theme}Bidi"
        if east_asian:
            attributes["w:eastAsiaTheme"] = f"{theme}EastAsia"
    return el("w:rFonts", attributes)


class Styles:
    """The styles of one document."""

    def __init__(self, style: Style, language: str, right_to_left: bool) -> None:
        self._style = style
        self._language = language
        self._right_to_left = right_to_left
        self._items: dict[ItemStyle, int] = {}
        self._quotes = 1
        self._subheads = False

    def id(self, role: Role) -> str:
        return ROLE_STYLES[role].id

    @property
    def items(self) -> dict[ItemStyle, int]:
        """The list styles that were asked for, each with the w:num that it points to, 0 without."""
        return dict(self._items)

    def before(self, role: Role) -> float:
        """Space before a paragraph, pt; in a header the distance from the header's top.

        Of two distances that meet, CSS takes the larger, and so does Word since 2013 ("HTML paragraph auto spacing",
        which w:doNotUseHTMLParagraphAutoSpacing would end): the tokens hold for both as they are.
        """
        geometry = self._style.geometry
        top = header_distance(geometry)
        tops = {
            Role.RUNNING_HEAD: geometry.running_head_y,
            Role.WORDMARK: geometry.wordmark_y,
            Role.ORGANISATION: geometry.organisation_y,
        }
        if geometry.address_below_rule and role in (Role.ADDRESS, Role.ADDRESSEE):
            y = geometry.address_y if role is Role.ADDRESS else geometry.addressee_y
            return (y - geometry.letterhead_rule_y) / MM_PER_PT - geometry.letterhead_rule_pt
        if not geometry.has_column:
            tops[Role.ADDRESS] = geometry.address_y
        if role in tops:
            return (tops[role] - top) / MM_PER_PT
        return OPENING_DISTANCE if role is Role.SECTION_HEAD else self._style.text(role).before

    def opening_rule(self, width: float = 0.4) -> Xml:
        """The hairline of ``width`` pt over a section that is kept apart from what stands above."""
        return el("w:pBdr", None, border("top", self._style, Ink.LINE, width, 6))

    def section_subhead(self) -> str:
        """The style of a head inside a section of the tail."""
        self._subheads = True
        return _SECTION_SUBHEAD.id

    def heading(self, level: int) -> str:
        """The style of a heading under the headline, ``level`` 2–6."""
        return f"Heading{min(6, max(2, level))}"

    def quote(self, level: int) -> str:
        """The style of a quote within quotes; ``level`` counts from 1, and nine are enough for Word's ruler."""
        level = min(9, level)
        self._quotes = max(self._quotes, level)
        return "Quote" if level == 1 else f"Quote{level}"

    def item(self, item: ItemStyle, number: int = 0) -> str:
        """The id of a list style; ``number`` is the w:num that it points to, 0 without."""
        self._items.setdefault(item, number)
        return item.id

    def document(self) -> bytes:
        """The part."""
        begin, end = _always(self._style, self._language, self._right_to_left)
        written = [begin]
        if self._subheads:
            letters = _different(self._letters(Role.SECTION_HEAD), self._letters(Role.SUBHEAD))
            text = self._style.text(Role.SECTION_HEAD)
            space = spacing(
                before=point_twips(text.before), after=point_twips(text.after), line=point_twips(text.leading)
            )
            written.append(_paragraph_style(_SECTION_SUBHEAD, {"spacing": space}, letters))
        for level in range(2, self._quotes + 1):
            written.append(self._deeper_quote(level))
        for item in sorted(self._items, key=lambda item: (item.own, item)):
            written.append(self._item_style(item, self._items[item]))
        return document("w:styles", ("w", "mc", "w14"), *written, end)

    def always(self) -> tuple[Xml, Xml]:
        """What every document has, before and after the styles that are written as they are needed."""
        geometry = self._style.geometry
        note = indent(
            left=twips(self._style.text(Role.FOOTNOTE).indent + NOTE_INDENT),
            right=twips(geometry.text_width - geometry.measure),
        )
        begin = [
            self._defaults(),
            latent_styles(),
            _fixed_style(NORMAL, "Normal", "paragraph", default=True, priority=0, quick=True),
            _fixed_style(
                "DefaultParagraphFont", "Default Paragraph Font", "character", default=True, priority=1, hidden=True
            ),
            _fixed_style(
                "TableNormal", "Normal Table", "table", default=True, priority=99, hidden=True, content=_PLAIN_CELLS
            ),
            _fixed_style("NoList", "No List", "numbering", default=True, priority=99, hidden=True),
            *(self._role_style(role, named) for role, named in ROLE_STYLES.items()),
            _paragraph_style(FOOTNOTE_CONTINUED, {"ind": note}, {}),
            *map(self._deeper_heading, range(4, 7)),
        ]
        end = [*self._character_styles(), *self._gaps(), self._table_style(), _LETTERHEAD_TABLE]
        return join(begin), join(end)

    def _defaults(self) -> Xml:
        body = self._style.text(Role.BODY)
        size = half_points(body.size)
        run: Properties = {
            "rFonts": fonts(self._style, body.family),
            "color": colour(self._style, Ink.TEXT),
            "sz": val("w:sz", size),
            "szCs": val("w:szCs", size),
            "lang": el("w:lang", {"w:val": self._language, "w:eastAsia": self._language, "w:bidi": self._language}),
            # Off unless asked for, and without them lines are up to a hundredth longer than in the PDF.
            "kern": val("w:kern", 2),
            "ligatures": el("w14:ligatures", {"w14:val": "standard"}),
        }
        # Word would hang Japanese signs beyond the line and put blanks beside Latin letters; the PDF does neither.
        # (LibreOffice 7.4 does both, whatever is said here.)
        block: Properties = {
            "widowControl": el("w:widowControl"),
            **{name: switch(name, False) for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN")},
            "spacing": spacing(before=0, after=0),
        }
        if self._right_to_left:
            block["bidi"] = el("w:bidi")
        return el(
            "w:docDefaults",
            None,
            el("w:rPrDefault", None, run_properties(run)),
            el("w:pPrDefault", None, paragraph_properties(block)),
        )

    def _block(self, role: Role, outline: int | None) -> Properties:
        """All that a role says of its paragraph."""
        text = self._style.text(role)
        geometry = self._style.geometry
        across = role in _ACROSS or (geometry.has_column and role in _IN_COLUMN)
        left = twips(text.indent)
        right = 0 if across else twips(geometry.text_width - geometry.measure)
        if role in _OUT:
            left -= twips(geometry.overhang)
        places = {
            Role.WORDMARK: geometry.wordmark_x,
            Role.ORGANISATION: geometry.organisation_x,
            Role.ADDRESSEE: geometry.addressee_x,
        }
        if role in places:
            left = twips(places[role]) - twips(geometry.outer_left)
        if role in (Role.WORDMARK, Role.ORGANISATION) and not geometry.has_column and not geometry.address_below_rule:
            right = twips(geometry.address_x) - twips(geometry.name_end)
        before, after, line, rule = self.before(role), text.after, point_twips(text.leading), "exact"
        if role is Role.FIGURE:
            # An exact line height would show only the lowest strip of a picture.
            line, rule = 240, "auto"
        properties: Properties = {
            "keepNext": switch("keepNext", text.keep_next),
            "keepLines": switch("keepLines", text.keep_together),
            "suppressAutoHyphens": switch("suppressAutoHyphens", not text.hyphenate),
            "spacing": spacing(before=point_twips(before), after=point_twips(after), line=line, rule=rule),
            "ind": indent(left=left, right=right),
            "jc": val("w:jc", "center" if text.centred else "left"),
        }
        if text.ground is not None:
            ground = text.ground
            # Word's shading ends at the borders, so they make the padding: a line of 1 pt and the rest as its distance.
            sides = ("top", "left", "bottom", "right")
            properties["pBdr"] = el(
                "w:pBdr", None, *(border(side, self._style, ground, 1.0, text.padding - 1) for side in sides)
            )
            properties["shd"] = el(
                "w:shd",
                {
                    "w:val": "clear",
                    "w:color": "auto",
                    "w:fill": self._style.inks[ground].hex,
                    "w:themeFill": _INKS[ground],
                },
            )
            edge = point_twips(text.padding)
            properties["ind"] = indent(left=left + edge, right=right + edge)
        if outline is not None:
            properties["outlineLvl"] = val("w:outlineLvl", outline)
        if role in (Role.ADDRESS, Role.ADDRESSEE):
            # Only the first line keeps the distance from the top of the header.
            properties["contextualSpacing"] = el("w:contextualSpacing")
        if role is Role.RULE:
            properties["pBdr"] = el("w:pBdr", None, border("bottom", self._style, Ink.LINE, 0.5, 1))
        if role is Role.FOOTNOTE:
            note = twips(NOTE_INDENT)
            properties["ind"] = indent(left=twips(text.indent) + note, right=right, hanging=note)
        if self._right_to_left and role in (Role.TABLE_TEXT, Role.TABLE_HEAD):
            properties["ind"] = CELL_INDENT
        if role is Role.SECTION_HEAD:
            properties["pBdr"] = self.opening_rule()
        if role is Role.CODE:
            box: dict[str, str | int] = {"w:val": "single", "w:sz": 4, "w:color": _CODE_GROUND}
            properties["pBdr"] = el(
                "w:pBdr",
                None,
                *(
                    el(f"w:{side}", {**box, "w:space": space})
                    for side, space in (("top", 5), ("left", 8), ("bottom", 5), ("right", 8))
                ),
            )
            properties["shd"] = el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": _CODE_GROUND})
            edge = point_twips(CODE_EDGE)
            properties["ind"] = indent(left=twips(text.indent) + edge, right=right + edge)
        return properties

    def _letters(self, role: Role) -> Properties:
        """All that a role says of its letters."""
        text = self._style.text(role)
        # A picture stands on the baseline: letters of one point keep nothing free under it.
        size = half_points(1.0 if role is Role.FIGURE else text.size)
        bold = is_bold(text)
        properties: Properties = {
            "rFonts": fonts(self._style, text.family),
            "b": switch("b", bold),
            "bCs": switch("bCs", bold),
            "i": switch("i", text.italic),
            "iCs": switch("iCs", text.italic),
            "caps": switch("caps", text.capitals),
            "color": colour(self._style, text.ink),
            "spacing": val("w:spacing", point_twips(text.tracking * text.size)),
            "sz": val("w:sz", size),
            "szCs": val("w:szCs", size),
        }
        if role is Role.CODE:
            properties["noProof"] = el("w:noProof")
        return properties

    def _inherited(self, named: NamedStyle) -> tuple[Properties, Properties]:
        """What the style takes over from the one it is based on: a child writes only what is different."""
        if named.based_on in _BY_ID:
            base = _BY_ID[named.based_on]
            return self._block(base, ROLE_STYLES[base].outline), self._letters(base)
        body = self._style.text(Role.BODY)
        block: Properties = {
            "keepNext": switch("keepNext", False),
            "keepLines": switch("keepLines", False),
            "suppressAutoHyphens": switch("suppressAutoHyphens", False),
            "ind": indent(),
            "jc": val("w:jc", "left"),
        }
        letters: Properties = {
            "rFonts": fonts(self._style, body.family),
            "b": switch("b", False),
            "bCs": switch("bCs", False),
            "i": switch("i", False),
            "iCs": switch("iCs", False),
            "caps": switch("caps", False),
            "color": colour(self._style, Ink.TEXT),
            "spacing": val("w:spacing", 0),
            "sz": val("w:sz", half_points(body.size)),
            "szCs": val("w:szCs", half_points(body.size)),
        }
        return block, letters

    def _role_style(self, role: Role, named: NamedStyle) -> Xml:
        block_base, letters_base = self._inherited(named)
        block = _different(self._block(role, named.outline), block_base)
        if role in (Role.RUNNING_HEAD, Role.FOOTER):
            right = twips(self._style.geometry.text_width)
            block["tabs"] = el("w:tabs", None, el("w:tab", {"w:val": "right", "w:pos": right}))
        return _paragraph_style(named, block, _different(self._letters(role), letters_base))

    def _deeper_heading(self, level: int) -> Xml:
        named = NamedStyle(f"Heading{level}", f"heading {level}", "Heading3", _BODY, 9, False, False)
        return _paragraph_style(named, {"outlineLvl": val("w:outlineLvl", level - 1)}, {})

    def _deeper_quote(self, level: int) -> Xml:
        geometry = self._style.geometry
        step = self._style.text(Role.QUOTE).indent
        ind = indent(left=twips(step * level), right=twips(geometry.text_width - geometry.measure))
        return _paragraph_style(NamedStyle(f"Quote{level}", f"Quote {level}", "Quote", priority=29), {"ind": ind}, {})

    def _item_style(self, item: ItemStyle, number: int) -> Xml:
        geometry = self._style.geometry
        text = self._style.text(item.role)
        after = self._style.text(Role.BODY if item.loose else Role.LIST_ITEM).after
        right = 0 if item.role in _ACROSS else twips(geometry.text_width - geometry.measure)
        left = twips(text.indent + geometry.list_indent * (item.level + 1))
        hanging = 0 if item.marker is Marker.NONE else twips(geometry.list_indent)
        block: Properties = {
            "spacing": spacing(before=0, after=point_twips(after), line=point_twips(text.leading)),
            "ind": indent(left=left, right=right, hanging=hanging),
        }
        if number:
            level = val("w:ilvl", item.level) if item.level else NOTHING
            block["numPr"] = el("w:numPr", None, level, val("w:numId", number))
        named = NamedStyle(item.id, item.name, ROLE_STYLES[item.role].id, "", 20, not item.own, item.own)
        return _paragraph_style(named, block, {})

    def _gaps(self) -> list[Xml]:
        """Paragraphs that are nothing but a distance, because Word wants a paragraph after a table."""
        # 0.7 pt is the least exact line height that Word takes.
        after = spacing(before=0, after=point_twips(_TABLE_DISTANCE - 0.7), line=point_twips(0.7))
        gap = spacing(before=0, after=0, line=max(20, twips(letterhead_gap(self._style.geometry))))
        letterhead: Properties = {"spacing": gap}
        if self._right_to_left:
            # It holds no text but the marks and the logo, whose places LibreOffice would turn once more.
            letterhead["bidi"] = switch("bidi", False)
        return [
            _paragraph_style(NamedStyle(AFTER_TABLE, "After Table", NORMAL, _BODY, 40), {"spacing": after}, {}),
            _paragraph_style(NamedStyle(LETTERHEAD_GAP, "Letterhead Gap", NORMAL, priority=98), letterhead, {}),
        ]

    def _character_styles(self) -> list[Xml]:
        bold: Properties = {"b": el("w:b"), "bCs": el("w:bCs")}
        italic: Properties = {"i": el("w:i"), "iCs": el("w:iCs")}
        link: Properties = {"color": colour(self._style, Ink.LINK), "u": val("w:u", "single")}
        # No size: code in a headline is as large as the headline.
        code: Properties = {"rFonts": fonts(self._style, Family.MONO), "noProof": el("w:noProof")}
        sign: Properties = {"vertAlign": val("w:vertAlign", "superscript")}
        return [
            _character_style(STRONG, "Strong", bold, 22, quick=True),
            _character_style(EMPHASIS, "Emphasis", italic, 20, quick=True),
            _character_style(HYPERLINK, "Hyperlink", link, 99),
            _character_style(
                "FollowedHyperlink",
                "FollowedHyperlink",
                {
                    **link,
                    "color": el(
                        "w:color", {"w:val": self._style.inks[Ink.LINK].hex, "w:themeColor": "followedHyperlink"}
                    ),
                },
                99,
            ),
            _character_style(CODE, "Verbatim Char", code, 38, own=True),
            _character_style(FOOTNOTE_SIGN, "footnote reference", sign, 99),
        ]

    def _table_style(self) -> Xml:
        style = self._style
        borders = el(
            "w:tblBorders", None, border("bottom", style, Ink.LINE, 0.4), border("insideH", style, Ink.LINE, 0.4)
        )
        first = el(
            "w:tblStylePr",
            {"w:type": "firstRow"},
            el("w:tcPr", None, el("w:tcBorders", None, border("bottom", style, Ink.TEXT, 0.8))),
        )
        left, right = (0, 0) if self._right_to_left else CELL_PADDING
        content = join((el("w:tblPr", None, borders, _cell_margins(50, left, 50, right)), first))
        return _fixed_style(
            TABLE, "Release Table", "table", based_on="TableNormal", priority=40, quick=True, own=True, content=content
        )


@lru_cache(maxsize=32)
def _always(style: Style, language: str, right_to_left: bool) -> tuple[Xml, Xml]:
    """Forty styles follow from these three alone; a batch writes them once and not with each release."""
    return Styles(style, language, right_to_left).always()


def _different(own: Properties, inherited: Properties) -> Properties:
    return {key: xml for key, xml in own.items() if inherited.get(key) != xml}


def _paragraph_style(named: NamedStyle, block: Properties, letters: Properties) -> Xml:
    return _fixed_style(
        named.id,
        named.name,
        "paragraph",
        based_on=named.based_on,
        following=named.next,
        priority=named.priority,
        quick=named.quick,
        own=named.own,
        content=join((paragraph_properties(block), run_properties(letters))),
    )


def _character_style(
    identity: str, name: str, letters: Properties, priority: int, *, quick: bool = False, own: bool = False
) -> Xml:
    return _fixed_style(
        identity,
        name,
        "character",
        based_on="DefaultParagraphFont",
        priority=priority,
        quick=quick,
        own=own,
        content=run_properties(letters),
    )


def _fixed_style(
    identity: str,
    name: str,
    kind: str,
    *,
    default: bool = False,
    based_on: str = "",
    following: str = "",
    priority: int = 99,
    hidden: bool = False,
    quick: bool = False,
    own: bool = False,
    content: Xml = NOTHING,
) -> Xml:
    attributes: dict[str, str | int] = {"w:type": kind}
    if default:
        attributes["w:default"] = 1
    if own:
        attributes["w:customStyle"] = 1
    attributes["w:styleId"] = identity
    return el(
        "w:style",
        attributes,
        val("w:name", name),
        val("w:basedOn", based_on) if based_on else NOTHING,
        val("w:next", following) if following else NOTHING,
        val("w:uiPriority", priority),
        join((el("w:semiHidden"), el("w:unhideWhenUsed"))) if hidden else NOTHING,
        el("w:qFormat") if quick else NOTHING,
        content,
    )


def _cell_margins(top: int, left: int, bottom: int, right: int) -> Xml:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return el("w:tblCellMar", None, *(el(f"w:{side}", {"w:w": w, "w:type": "dxa"}) for side, w in sides.items()))


_PLAIN_CELLS = el("w:tblPr", None, el("w:tblInd", {"w:w": 0, "w:type": "dxa"}), _cell_margins(0, 108, 0, 108))
_LETTERHEAD_TABLE = _fixed_style(
    LETTERHEAD_TABLE,
    "Letterhead Table",
    "table",
    based_on="TableNormal",
    priority=98,
    own=True,
    content=el("w:tblPr", None, _cell_margins(0, 0, 0, 0)),
)
