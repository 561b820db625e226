"""Blocks to HTML, one small function a kind. ``data-`` attributes carry what the tag tree needs (see structure)."""

from __future__ import annotations

from html import escape
from typing import assert_never

from releasefmt.model.content import (
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Inlines,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from releasefmt.model.sheet import Placed
from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.rendering.pdf.inlines import Setting, image, inlines

# Small print keeps its own type in whatever it holds; elsewhere each kind of block has a role of its own.
_SMALL = frozenset({Role.NOTES, Role.BOILERPLATE, Role.CONTACT, Role.MATERIAL, Role.FOOTNOTE})
_HEADS = {Role.HEADLINE: 1, Role.CROSSHEAD: 2, Role.SUBHEAD: 3, Role.SECTION_HEAD: 2}


def placed(item: Placed, setting: Setting) -> str:
    """A block of the flow. The headline is the one h1, other heads keep their level but are never an h1 again."""
    classes = " ".join((str(item.role), *["opens"] * item.opens, *["joined"] * item.joined))
    block_ = item.block
    if item.role in _HEADS and isinstance(block_, Heading | Paragraph):
        level = _HEADS[item.role]
        if level > 1 and isinstance(block_, Heading):
            level = max(2, block_.level)
        return _head(block_.content, level, classes, item.role, setting)
    return block(block_, item.role, setting, classes)


def block(item: Block, role: Role, setting: Setting, classes: str = "") -> str:
    """``role`` is that of the surroundings; ``classes`` those of the block itself where it is not nested."""
    match item:
        case Paragraph(content):
            return _paragraph(content, classes or str(role), role, setting)
        case Heading(level, content):
            own = Role.SECTION_HEAD if role in _SMALL else Role.CROSSHEAD if level <= 2 else Role.SUBHEAD
            return _head(content, max(2, level), str(own), own, setting)
        case Quote(blocks, attribution):
            return _quote(blocks, attribution, role, setting, classes)
        case BulletList() | OrderedList():
            return _list(item, role, setting, classes)
        case Table():
            return _table(item, setting, classes)
        case Figure():
            return _figure(item, setting, classes)
        case CodeBlock(text):
            return f'<pre class="{_joined(Role.CODE, classes)}"><code>{_preformatted(text)}</code></pre>'
        case Rule():
            return f'<hr class="{_joined(Role.RULE, classes)}">'
        case DefinitionList():
            return _definitions(item, role, setting, classes)
        case _:
            assert_never(item)


def _blocks(items: Blocks, role: Role, setting: Setting) -> str:
    return "".join(block(item, role, setting) for item in items)


def _joined(role: Role, classes: str) -> str:
    """The classes of a block with ``role`` among them."""
    return classes if str(role) in classes.split() else f"{role} {classes}".rstrip()


def _paragraph(content: Inlines, classes: str, role: Role, setting: Setting, before: str = "") -> str:
    """A p; where a footnote is set inside it a div tagged P, because HTML ends a p at the first block in it."""
    inner = before + inlines(content, setting.within(role))
    tag, extra = ("div", ' data-tag="P"') if "<div" in inner else ("p", "")
    return f'<{tag} class="{classes}"{extra}>{inner}</{tag}>'


def _head(content: Inlines, level: int, classes: str, role: Role, setting: Setting) -> str:
    outline = " ".join(plain_text(content).split())
    inner = inlines(content, setting.within(role))
    return f'<h{level} class="{classes}" data-outline="{escape(outline)}">{inner}</h{level}>'


def _quote(blocks: Blocks, attribution: Inlines, role: Role, setting: Setting, classes: str) -> str:
    inner = role if role in _SMALL else Role.QUOTE
    html = _blocks(blocks, inner, setting)
    if attribution:
        html += _paragraph(attribution, str(Role.ATTRIBUTION), Role.ATTRIBUTION, setting)
    opens = ' class="opens"' if "opens" in classes.split() else ""
    return f"<blockquote{opens}>{html}</blockquote>"


def _list(item: BulletList | OrderedList, role: Role, setting: Setting, classes: str) -> str:
    own = role if role in _SMALL | {Role.QUOTE, Role.DESCRIPTION} else Role.LIST_ITEM
    inner = setting.deeper()
    entries = (_item(entry, _mark(item, number, setting), own, inner) for number, entry in enumerate(item.items))
    tag = "ol" if isinstance(item, OrderedList) else "ul"
    spaced = "tight" if item.tight else "loose"
    return f'<{tag} class="{_joined(own, classes)} {spaced}">{"".join(entries)}</{tag}>'


def _mark(item: BulletList | OrderedList, number: int, setting: Setting) -> str:
    """The marker of an entry: its number, a box to tick with its meaning, or a bullet, from the second level on a dash."""
    match item.items[number].checked:
        case None:
            sign = f"{item.start + number}." if isinstance(item, OrderedList) else "•" if setting.depth == 0 else "–"
            return f'<span class="marker">{sign}</span>'
        case True:
            return f'<span class="marker" data-alt="{escape(setting.sheet.words.done)}">☑</span>'
        case False:
            return f'<span class="marker" data-alt="{escape(setting.sheet.words.open)}">☐</span>'


def _item(item: ListItem, mark: str, role: Role, setting: Setting) -> str:
    """The marker is text of the first line and no CSS marker: those are positioned, hence painted after all text."""
    blocks = item.blocks
    first: Inlines = ()
    if blocks and isinstance(blocks[0], Paragraph):
        first, blocks = blocks[0].content, blocks[1:]
    return f"<li>{_paragraph(first, str(role), role, setting, before=mark)}{_blocks(blocks, role, setting)}</li>"


def _table(table: Table, setting: Setting, classes: str) -> str:
    head = ""
    if any(cell.content for cell in table.head):
        heads = zip(table.head, table.columns, strict=True)
        head = f"<thead><tr>{''.join(_cell('th', cell, align, setting) for cell, align in heads)}</tr></thead>"
    rows = ""
    for number, row in enumerate(table.rows):
        cells = "".join(_cell("td", cell, align, setting) for cell, align in zip(row, table.columns, strict=True))
        rows += f'<tr class="long">{cells}</tr>' if number in table.long_rows else f"<tr>{cells}</tr>"
    opens = ' class="opens"' if "opens" in classes.split() else ""
    shares = table.shares or (1 / len(table.columns),) * len(table.columns)
    columns = "".join(f'<col style="width:{share:.4%}">' for share in shares)
    return f"<table{opens}><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _cell(tag: str, cell: Cell, align: Align, setting: Setting) -> str:
    role, scope = (Role.TABLE_HEAD, ' scope="col"') if tag == "th" else (Role.TABLE_TEXT, "")
    inner = inlines(cell.content, setting.within(role))
    side = "" if align is Align.START else f" {align}"
    return f'<{tag}{scope} class="{role}{side}">{inner}</{tag}>'


def _figure(figure: Figure, setting: Setting, classes: str) -> str:
    caption = ""
    if figure.caption:
        inner = inlines(figure.caption, setting.within(Role.CAPTION))
        caption = f'<figcaption class="{Role.CAPTION}">{inner}</figcaption>'
    picture = image(figure.image, setting)
    if not picture.startswith("<img"):
        picture = f'<p class="{Role.CAPTION}">{picture}</p>' if picture else ""
    return f'<figure class="{_joined(Role.FIGURE, classes)}">{picture}{caption}</figure>'


def _preformatted(text: str) -> str:
    """HTML drops the line end that follows <pre>; ours is the author's."""
    return "\n" + escape(text) if text.startswith("\n") else escape(text)


def _definitions(item: DefinitionList, role: Role, setting: Setting, classes: str) -> str:
    small = role in _SMALL
    term_role, inner = (role, role) if small else (Role.TERM, Role.DESCRIPTION)
    groups = []
    for definition in item.items:
        term = inlines(definition.term, setting.within(term_role))
        html = f'<dt class="{Role.TERM}{f" {role}" if small else ""}">{term}</dt>'
        html += "".join(f"<dd>{_blocks(blocks, inner, setting)}</dd>" for blocks in definition.descriptions)
        groups.append(f"<div>{html}</div>")
    opens = ' class="opens"' if "opens" in classes.split() else ""
    return f"<dl{opens}>{''.join(groups)}</dl>"


def note(item: Footnote, setting: Setting) -> str:
    """A footnote: its number leads back to its sign and stands in front of its first paragraph."""
    says = escape(f"{item.number}, {setting.sheet.words.back_to_text}")
    return _note(item, f'<a href="#sign-{item.number}" data-says="{says}">{item.number}</a>', setting)


def note_without_sign(item: Footnote, setting: Setting) -> str:
    """A footnote that nothing in the text points to, and that can therefore lead back to nothing."""
    return _note(item, str(item.number), setting)


def _note(item: Footnote, number: str, setting: Setting) -> str:
    blocks = item.blocks
    first: Inlines = ()
    if blocks and isinstance(blocks[0], Paragraph):
        first, blocks = blocks[0].content, blocks[1:]
    mark = f'<span class="marker">{number}</span>'
    html = _paragraph(first, str(Role.FOOTNOTE), Role.FOOTNOTE, setting, before=mark)
    html += _blocks(blocks, Role.FOOTNOTE, setting)
    return f'<div class="note" id="note-{item.number}" data-tag="Note">{html}</div>'
