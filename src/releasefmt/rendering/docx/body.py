"""Blocks to paragraphs and tables: every kind that a draft can hold, in the style of its role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Image,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.sheet import Placed, Sheet
from releasefmt.model.style import Role
from releasefmt.rendering.docx import tables
from releasefmt.rendering.docx.checkbox import checkbox
from releasefmt.rendering.docx.markup import NOTHING, Xml, el, join, val
from releasefmt.rendering.docx.page import from_left
from releasefmt.rendering.docx.properties import Properties, indent, paragraph, switch
from releasefmt.rendering.docx.story import Story, letters
from releasefmt.rendering.docx.styles import (
    AFTER_TABLE,
    CODE_EDGE,
    FOOTNOTE_CONTINUED,
    NOTE_INDENT,
    OPENING_DISTANCE,
    ROLE_STYLES,
    ItemStyle,
    Marker,
)
from releasefmt.rendering.docx.units import point_twips, twips

_HEADS = frozenset({Role.HEADLINE, Role.CROSSHEAD, Role.SECTION_HEAD})
_RUNNING = frozenset(
    {Role.BODY, Role.LEAD, Role.NOTES, Role.BOILERPLATE, Role.CONTACT, Role.MATERIAL, Role.FOOTNOTE, Role.DESCRIPTION}
)
"""Roles of running text; the others are those of one kind of block."""
_SMALL = frozenset({Role.NOTES, Role.BOILERPLATE, Role.CONTACT, Role.MATERIAL, Role.FOOTNOTE})
"""Small print keeps its own type in the lists, quotes and definitions that stand in it."""


@dataclass(slots=True)
class Line:
    """A paragraph that may still be told apart from its style.

    ``said`` are attributes of w:spacing that it says itself, in twips; ``leading`` is its line height in pt.
    """

    style: str
    content: Xml
    leading: float
    said: dict[str, str | int] = field(default_factory=dict)
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is finished."""

    content: Xml


Laid: TypeAlias = Line | Grid


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    ``role`` is that of running text there and ``x`` its left edge in mm from the margin; ``lists`` and ``quotes``
    count the lists and quotes around it; ``loose`` is whether the innermost list is.
    """

    role: Role
    x: float
    lists: int = 0
    quotes: int = 0
    loose: bool = False


class Body:
    """Blocks of one story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._style = story.book.sheet.style
        self._styles = story.book.styles
        self._numbering = story.book.numbering

    def placed(self, flow: Iterable[Placed]) -> Xml:
        """The whole flow of a sheet."""
        return _written([laid for placed in flow for laid in self._placed(placed)])

    def note(self, blocks: Blocks, sign: Xml) -> Xml:
        """A footnote: its sign before the first paragraph, everything after that where the text of the note begins."""
        content: Inlines = ()
        if blocks and isinstance(blocks[0], Paragraph):
            content, blocks = blocks[0].content, blocks[1:]
        first = self._line(Role.FOOTNOTE, content)
        first.content = join((sign, letters("\t", {}), first.content))
        place = Place(Role.FOOTNOTE, self._style.text(Role.FOOTNOTE).indent + NOTE_INDENT)
        return _written([first, *self._blocks(blocks, place)])

    def _placed(self, placed: Placed) -> list[Laid]:
        block, role = placed.block, placed.role
        if isinstance(block, Heading) and role is Role.SECTION_HEAD and block.level > 2 and not placed.opens:
            return [self._line(role, block.content, self._styles.section_subhead())]
        if isinstance(block, Heading) and role in _HEADS:
            return [self._line(role, block.content)]
        if not isinstance(block, Paragraph) and role not in _RUNNING:
            role = Role.BODY
        if placed.aside:
            return [self._aside(role, block)]
        laid = self._block(block, Place(role, self._style.text(role).indent))
        if placed.joined:
            for line in laid:
                if isinstance(line, Line):
                    line.properties["keepNext"] = el("w:keepNext")
        if placed.opens and laid and isinstance(laid[0], Line):
            laid[0].said["w:before"] = point_twips(OPENING_DISTANCE)
            # Word joins the borders of neighbours whose borders are equal, so this one is not that of a section head.
            laid[0].properties["pBdr"] = self._styles.opening_rule(width=0.5)
        return laid

    def _aside(self, role: Role, block: Block) -> Line:
        """A paragraph of the marginal column, where links look like the text around as they do in a letterhead."""
        assert isinstance(block, Paragraph), "the marginal column holds paragraphs only"
        story = Story(self._story.book, self._story.part, plain_links=True)
        text = self._style.text(role)
        line = Line(ROLE_STYLES[role].id, story.inlines(block.content, text), text.leading)
        line.properties["framePr"] = _column(self._story.book.sheet)
        return line

    def _blocks(self, blocks: Blocks, place: Place) -> list[Laid]:
        return [laid for block in blocks for laid in self._block(block, place)]

    def _block(self, block: Block, place: Place) -> list[Laid]:
        match block:
            case Paragraph():
                return [self._paragraph(block.content, place)]
            case Heading():
                return [self._heading(block, place)]
            case Quote():
                return self._quote(block, place)
            case BulletList():
                return self._list(block.items, place, None, loose=not block.tight)
            case OrderedList():
                return self._list(block.items, place, block.start, loose=not block.tight)
            case Table():
                return self._table(block, place)
            case Figure():
                return self._figure(block, place)
            case CodeBlock():
                line = self._line(Role.CODE, ())
                line.content = letters(block.text.replace("\r\n", "\n"), {})
                return [self._under(line, Role.CODE, place)]
            case Rule():
                return [self._under(self._line(Role.RULE, ()), Role.RULE, place)]
            case DefinitionList():
                return self._definitions(block, place)
            case _:
                assert_never(block)

    def _line(self, role: Role, content: Inlines, style: str = "") -> Line:
        """A paragraph in the style of its role."""
        text = self._style.text(role)
        runs = self._story.inlines(content, text)
        line = Line(style or ROLE_STYLES[role].id, runs, text.leading)
        if _has_picture(content):
            _let_grow(line)
        return line

    def _moved(self, line: Line, x: float, natural: float, *, across: bool = False, edge: float = 0.0) -> Line:
        """The paragraph at x mm: said directly where its surroundings ask for another place than its style.

        ``edge`` is what its ground stands out on both sides, pt.
        """
        if twips(x) != twips(natural):
            geometry = self._style.geometry
            right = 0 if across else twips(geometry.text_width - geometry.measure)
            out = point_twips(edge)
            line.properties["ind"] = indent(left=twips(x) + out, right=right + out)
        return line

    def _under(self, line: Line, role: Role, place: Place) -> Line:
        """A paragraph whose role has an indent of its own, inside a place."""
        own = self._style.text(role).indent
        edge = CODE_EDGE if role is Role.CODE else 0.0
        return self._moved(line, place.x + own, own, across=role is Role.FIGURE, edge=edge)

    def _paragraph(self, content: Inlines, place: Place) -> Line:
        if place.lists:
            return self._continued(content, place)
        if place.role is Role.QUOTE and place.quotes:
            natural = self._style.text(Role.QUOTE).indent * min(place.quotes, 9)
            return self._moved(self._line(Role.QUOTE, content, self._styles.quote(place.quotes)), place.x, natural)
        if place.role is Role.FOOTNOTE:
            natural = self._style.text(Role.FOOTNOTE).indent + NOTE_INDENT
            return self._moved(self._line(Role.FOOTNOTE, content, FOOTNOTE_CONTINUED.id), place.x, natural)
        return self._moved(self._line(place.role, content), place.x, self._style.text(place.role).indent)

    def _heading(self, heading: Heading, place: Place) -> Line:
        role = Role.CROSSHEAD if heading.level <= 2 else Role.SUBHEAD
        return self._under(self._line(role, heading.content, self._styles.heading(heading.level)), role, place)

    def _quote(self, quote: Quote, place: Place) -> list[Laid]:
        step = self._style.text(Role.QUOTE).indent
        if place.role in _SMALL:
            laid = self._blocks(quote.blocks, Place(place.role, place.x + step))
        else:
            laid = self._blocks(quote.blocks, Place(Role.QUOTE, place.x + step, 0, place.quotes + 1))
        if quote.attribution:
            if laid and isinstance(laid[-1], Line):
                laid[-1].properties["keepNext"] = el("w:keepNext")
            laid.append(self._under(self._line(Role.ATTRIBUTION, quote.attribution), Role.ATTRIBUTION, place))
        return laid

    # --- lists -------------------------------------------------------------------------------------------------

    def _list(self, items: tuple[ListItem, ...], place: Place, start: int | None, *, loose: bool) -> list[Laid]:
        """A list; ``start`` is the first number of an ordered one. Word knows nine levels, its styles five.

        The paragraphs of a ``loose`` list are parted like those of running text.
        """
        level = min(place.lists, 8)
        role = place.role if place.role in _SMALL | {Role.QUOTE, Role.DESCRIPTION} else Role.LIST_ITEM
        inner = replace(
            place, role=role, x=place.x + self._style.geometry.list_indent, lists=place.lists + 1, loose=loose
        )
        shift = twips(inner.x) - twips(self._natural(inner))
        restarted = 0 if start is None else self._numbering.restarted(role, level, start, shift)
        laid: list[Laid] = []
        for item in items:
            ticked = item.checked is not None
            marker = Marker.TASK if ticked else Marker.BULLET if start is None else Marker.NUMBER
            standing = self._numbering.standing(role, marker, level, shift)
            number = restarted if marker is Marker.NUMBER else standing
            style = self._styles.item(ItemStyle(role, marker, min(level, 4), loose), 0 if shift else standing)
            direct = number != standing or shift != 0 or level > 4
            laid += self._item(item, inner, style, (level, number) if direct else None)
        if not place.lists and laid and isinstance(laid[-1], Line):
            laid[-1].said["w:after"] = point_twips(self._style.text(place.role).after)
        return laid

    def _natural(self, place: Place) -> float:
        """Where the list style of this role and level puts its text, mm."""
        return self._style.text(place.role).indent + min(place.lists, 9) * self._style.geometry.list_indent

    def _item(self, item: ListItem, place: Place, style: str, number: tuple[int, int] | None) -> list[Laid]:
        blocks = item.blocks
        content: Inlines = ()
        if blocks and isinstance(blocks[0], Paragraph):
            content, blocks = blocks[0].content, blocks[1:]
        line = self._item_line(content, place, style)
        if item.checked is not None:
            words = self._story.book.sheet.words
            box = checkbox(item.checked, words.done if item.checked else words.open)
            line.content = join((box, letters("\t", {}), line.content))
        if number is not None:
            level, identity = number
            line.properties["numPr"] = el("w:numPr", None, val("w:ilvl", level), val("w:numId", identity))
        return [line, *self._blocks(blocks, place)]

    def _item_line(self, content: Inlines, place: Place, style: str) -> Line:
        text = self._style.text(place.role)
        line = Line(style, self._story.inlines(content, text), text.leading)
        if _has_picture(content):
            _let_grow(line)
        return line

    def _continued(self, content: Inlines, place: Place) -> Line:
        """A further paragraph of an item, under its text."""
        level = min(place.lists - 1, 4)
        line = self._item_line(
            content, place, self._styles.item(ItemStyle(place.role, Marker.NONE, level, place.loose))
        )
        natural = self._natural(replace(place, lists=level + 1))
        return self._moved(line, place.x, natural)

    # --- definitions, tables, figures --------------------------------------------------------------------------

    def _definitions(self, block: DefinitionList, place: Place) -> list[Laid]:
        small = place.role in _SMALL
        described = Place(
            place.role if small else Role.DESCRIPTION, place.x + self._style.text(Role.DESCRIPTION).indent
        )
        laid: list[Laid] = []
        for item in block.items:
            if small:
                term = self._moved(self._line(place.role, (Strong(item.term),)), place.x, self._natural(place))
                term.said["w:after"] = 0
                term.properties["keepNext"] = el("w:keepNext")
            else:
                term = self._under(self._line(Role.TERM, item.term), Role.TERM, place)
            laid.append(term)
            for blocks in item.descriptions:
                laid += self._blocks(blocks, described)
        return laid

    def _table(self, table: Table, place: Place) -> list[Laid]:
        left = twips(place.x)
        width = twips(self._style.geometry.text_width) - left
        grid = Grid(tables.table(self._story, table, left=left, width=width))
        # Word parts two tables, and ends a cell or a document, only by a paragraph; this one makes the distance too.
        return [grid, Line(AFTER_TABLE, NOTHING, 1.0)]

    def _figure(self, figure: Figure, place: Place) -> list[Laid]:
        picture = self._story.shown(figure.image)
        laid: list[Laid] = []
        if picture is not None:
            shown = self._under(self._line(Role.FIGURE, ()), Role.FIGURE, place)
            shown.content = self._story.picture(picture)
            if not figure.caption:
                shown.properties["keepNext"] = switch("keepNext", False)
                shown.said["w:after"] = point_twips(self._style.text(Role.CAPTION).after)
            laid.append(shown)
        elif figure.image.alt:
            laid.append(self._under(self._line(Role.CAPTION, (Text(figure.image.alt),)), Role.CAPTION, place))
        if figure.caption:
            laid.append(self._under(self._line(Role.CAPTION, figure.caption), Role.CAPTION, place))
        return laid


def _column(sheet: Sheet) -> Xml:
    """The marginal column, at its own height on the page.

    A frame of old: its paragraphs are paragraphs of the body, read in their place by screen readers and by programs
    that know nothing of frames, and each keeps its style. (A text box is skipped by both, and LibreOffice loses a frame
    that a style asks for.)
    """
    geometry = sheet.style.geometry
    return el(
        "w:framePr",
        {
            "w:w": twips(geometry.column_width),
            "w:hSpace": 0,
            "w:wrap": "around",
            "w:vAnchor": "page",
            "w:hAnchor": "page",
            "w:x": twips(from_left(sheet, geometry.column_x, geometry.column_width)),
            "w:y": twips(geometry.column_y),
        },
    )


def _written(flow: Sequence[Laid]) -> Xml:
    """The blocks as markup."""
    return join(laid.content if isinstance(laid, Grid) else _paragraph(laid) for laid in flow)


def _paragraph(line: Line) -> Xml:
    properties: Properties = {"pStyle": val("w:pStyle", line.style), **line.properties}
    if line.said:
        properties["spacing"] = el("w:spacing", line.said)
    return paragraph(properties, line.content)


def _let_grow(line: Line) -> None:
    """An exact line height would show only the lowest strip of a picture in the line."""
    line.said |= {"w:line": point_twips(line.leading), "w:lineRule": "atLeast"}


def _has_picture(content: Inlines) -> bool:
    """Whether a picture stands among the letters of a line."""
    return any(
        isinstance(inline, Image)
        or (
            isinstance(inline, Strong | Emphasis | Strikethrough | Superscript | Subscript | Foreign | Link)
            and _has_picture(inline.children)
        )
        for inline in content
    )
