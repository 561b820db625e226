"""Markdown to blocks, by markdown-it: CommonMark, GFM tables, strikethrough and task lists, footnotes, definition lists.

Every block and inline knows its place in the author's draft. markdown-it gives lines for blocks only; the rules of its
inline parser are therefore wrapped to note where each of them began, and plain text is found between those places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from releasefmt.model.content import (
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Footnote,
    Heading,
    Inlines,
    LineBreak,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Span,
    Stretch,
    Table,
    Text,
)
from releasefmt.model.findings import Finding, Outcome, Severity
from releasefmt.model.limits import DEFAULT, RAISE, Limits
from releasefmt.model.places import cut, placed, stretches, together, where
from releasefmt.model.rules import finding
from releasefmt.reading.html import (
    HtmlBlocks,
    paragraph_block,
    read_html_tag,
    too_deep,
    too_large,
)
from releasefmt.reading.inlines import InlineBuilder, drop_prefix, flat
from releasefmt.reading.masks import MASKED, mask_templates, masks_in, restore_masks
from releasefmt.reading.shapes import typed_bullets
from releasefmt.reading.source import LINE_SEPARATOR, Source, read_entity

MAX_BRACKETS = 2_000  # in one paragraph; from there on only those that close are looked at


def read_markdown(
    source: Source, body: str, months: Iterable[str], limits: Limits = DEFAULT
) -> Outcome[Document | None]:
    """The blocks of ``body``, which has the line numbers of ``source``.

    ``months`` are month names in lower case: a line that begins ``24. April`` is text, not a list (rule R0). The value
    is None where one of the ``limits`` is passed; a finding says which.
    """
    text, commands, findings = mask_templates(source, body)
    noted = _Noted(frozenset(months), commands)
    env: dict[str, Any] = {"noted": noted, "references": _References(), "limits": limits}
    tokens = _parser(3 * limits.nesting).parse(text, env)
    lines = text.split("\n")
    reader = _Reader(source, text, noted, limits)
    for code, message, line, hint in noted.said:
        reader.findings.append(finding(code, message, reader.line(line), hint=hint))
    for first, last in _unused_references(env):
        written = restore_masks(" ".join(line.lstrip(" \t>").rstrip() for line in lines[first:last]), commands)
        message = f"“{written}” is the address of a link that is nowhere in the text; it is not printed."
        hint = "Put another sign before the bracket if it is meant to be read."
        reader.findings.append(finding("RF304", message, reader.span_of_lines(first, last), hint=hint))
    blocks = reader.blocks(_nest(tokens))
    dropped = (entry for number, entry in enumerate(findings) if entry and number not in noted.kept)
    found = (*dropped, *reader.findings)
    if any(entry.severity is Severity.ERROR for entry in found):
        return Outcome(None, found)
    return Outcome(Document(blocks, tuple(reader.notes)), found)


@dataclass(slots=True)
class _Noted:
    """What the parser's rules are told, and what they note. Lines count from 0.

    ``said`` are findings by code, message, line and remedy; ``kept`` the numbers of commands that are not left out.
    """

    months: frozenset[str]
    commands: tuple[str, ...]
    said: dict[tuple[str, str, int, str], None] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)

    def say(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Once, however often the parser tries its rule."""
        self.said[code, message, line, hint] = None


# --- the parser ------------------------------------------------------------------------------------------------


@cache
def _parser(nesting: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": nesting})
    parser.enable(["table", "strikethrough"])
    # Joining text would lose the places; InlineBuilder joins it again.
    parser.disable(["text_join", "fragments_join"])
    footnote_plugin(parser, inline=True, move_to_end=True)
    deflist_plugin(parser)
    attrs_plugin(parser, after=("image",), spans=True)
    # Which addresses are followed is decided by check_target, with a finding; markdown-it would leave the marks as text.
    parser.validateLink = _any_address  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.core.ruler.before("footnote_tail", "unused_footnotes", _unused_footnotes)
    parser.core.ruler.before("inline", "wide_rows", _wide_rows)
    parser.block.ruler.before(
        "paragraph", "fence_line", _fence_line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.before("text", "attributes", _attributes)
    parser.inline.ruler.before("escape", "twice_escaped_star", _twice_escaped_star)
    parser.inline.ruler.before("emphasis", "gender_star", _gender_star)
    for rule in parser.inline.ruler.__rules__:
        if rule.name in ("link", "image", "footnote_inline", "footnote_ref"):
            rule.fn = _sparing(rule.fn)
        rule.fn = _placing(rule.fn, eats=rule.name in ("attr", "attributes"))
    for block_rule in parser.block.ruler.__rules__:
        if block_rule.name == "list":
            block_rule.fn = _no_list_of_a_date(block_rule.fn)
    return parser


def _any_address(url: str) -> bool:
    return isinstance(url, str)


def _as_written(url: str) -> str:
    return url


def _placing(rule: Callable[[StateInline, bool], bool], *, eats: bool = False) -> Callable[[StateInline, bool], bool]:
    """A rule that notes where its tokens began and where the whole ended; one that ``eats`` belongs to the token before.

    ``start`` is where a token's rule began, ``end`` where the text after it goes on, ``until`` the end of all that the
    rule has read, as of a whole link in its first token.
    """

    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            made = [token for token in state.tokens[before:] if token.type != "text"]
            for token in made:
                token.meta.setdefault("start", start)
            if made:
                made[0].meta.setdefault("until", state.pos)
            if len(state.tokens) > before:
                state.tokens[-1].meta.setdefault("end", state.pos)
            elif eats:
                state.tokens[-1].meta["end"] = state.pos
        return done

    return placed


def _sparing(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule that looks for a closing bracket: in a paragraph of very many it only looks where there is one.

    markdown-it searches the rest of the paragraph from every bracket that is never closed.
    """

    def spared(state: StateInline, silent: bool) -> bool:
        known = state.env.get("brackets")
        if known is None or known[0] is not state.src:
            known = state.env["brackets"] = (state.src, _closed(state.src))
        closed = known[1]
        if closed is not None and state.src.find("[", state.pos, state.pos + 2) not in closed:
            return False
        return rule(state, silent)

    return spared


def _closed(src: str) -> frozenset[int] | None:
    """Where a bracket opens that closes within the length of a label (CommonMark 0.31.2, 4.7: 999); None where few open."""
    if src.count("[") <= MAX_BRACKETS:
        return None
    open_at: list[int] = []
    closed: set[int] = set()
    for match in re.finditer(r"[\[\]]", src):
        if match[0] == "[":
            open_at.append(match.start())
        elif open_at and match.start() - (start := open_at.pop()) <= 999:
            closed.add(start)
    return frozenset(closed)


_ATTRIBUTE = r"(?:[#.][\w-]+|([\w-]+)[ ]*=[ ]*(\"[^\"\n]*\"|'[^'\n]*'|[\w.%:/-]+(?:[ ]+(?:mm|cm|in|pt|px|%))?))"
_ATTRIBUTES = re.compile(rf"\{{:?[ ]*{_ATTRIBUTE}(?:[ ;,]+{_ATTRIBUTE})*[ ]*\}}")


def _attributes(state: StateInline, silent: bool) -> bool:
    """``{width=60.5mm}`` or ``{: width="50%"}`` right behind a picture, ``{target=_blank}`` behind a link.

    As Pandoc and kramdown write them; the plugin knows no per cent, no fractions and no links.
    """
    token = state.tokens[-1] if state.tokens and not state.pending else None
    if silent or token is None or token.type not in ("image", "link_close"):
        return False
    masked = MASKED.match(state.src, state.pos)
    number = next(iter(masks_in(masked[0]))) if masked else -1
    written = state.env["noted"].commands[number] if masked else state.src[state.pos :]
    match = _ATTRIBUTES.match(written)
    if match is None:
        return False
    if token.type == "image":
        for key, value in re.findall(_ATTRIBUTE, match[0]):
            if key:
                token.attrSet(key.lower(), value.strip("\"'"))
    if masked:
        state.env["noted"].kept.add(number)
    state.pos += len(match[0])
    return True


def _gender_star(state: StateInline, silent: bool) -> bool:
    """R0: one star between two letters is a letter of the word, as in ``Bürger*innen``, and never emphasis."""
    pos, src = state.pos, state.src
    if src[pos] != "*" or not 0 < pos < state.posMax - 1 or not (src[pos - 1].isalpha() and src[pos + 1].isalpha()):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _twice_escaped_star(state: StateInline, silent: bool) -> bool:
    r"""R0: ``Migrant\\*innen`` means ``Migrant*innen``; the blackslash comes from a program that escaped it twice."""
    pos, src = state.pos, state.src
    if not src.startswith("\\\\*", pos) or not 0 < pos < state.posMax - 3:
        return False
    if not (src[pos - 1].isalpha() and src[pos + 3].isalpha()):
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = "*", "\\\\*", "twice"
    state.pos += 3
    return True


def _no_list_of_a_date(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        match = re.match(r"\d{1,2}\.[ \t]+([^\W\d_]+)", line)
        if match and match[1].lower() in state.env["noted"].months:
            if not silent:
                message = "This line begins with a date; it is text, not the item of a list."
                hint = "If a list is meant, write a hyphen before the date."
                state.env["noted"].say("RF021", message, start, hint)
            return False
        if re.match(r"\d{5,}[.)]", line):  # a file's number, say; Word counts to 32,767 and no further
            return False
        return rule(state, start, end, silent)

    return guarded


def _fence_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001
    """``:::note Title`` and the ``:::`` that ends it (Docusaurus, Pandoc, VuePress): of both only the title is printed."""
    begin = state.bMarks[start] + state.tShift[start]
    line = state.src[begin : state.eMarks[start]]
    fence = re.match(r":{3,}[ \t]*(?:\{[^{}]*\}|[\w-]+)?", line)
    if fence is None or state.is_code_block(start):
        return False
    if silent:
        return True
    title = line[fence.end() :].strip().removeprefix("[").removesuffix("]").strip('" ')
    if fence[0].strip(": \t"):
        message = f"“{fence[0]}” is a command of a website; it was left out, and what it encloses is printed."
        state.env["noted"].say("RF023", message, start)
    state.line = start + 1
    if title:
        state.push("paragraph_open", "p", 1).map = [start, state.line]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = title, [start, state.line], []
        state.push("paragraph_close", "p", -1)
    return True


class _References(dict[str, dict[str, Any]]):
    """Addresses of links by their labels; ``used`` are the labels that a link in the text has asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: object = None) -> Any:
        self.used.add(label)
        return super().get(label, default)


def _unused_references(env: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Addresses that no link leads to, as the line of each and the one behind it. ``[//]: # (…)`` is a comment of the author's.

    Label, address and title may each have lines of their own.
    """
    references: _References = env["references"]
    unused = [entry for label, entry in references.items() if label not in references.used]
    return [
        tuple(entry["map"]) for entry in (*unused, *env.get("duplicate_refs", ())) if entry["href"] not in ("", "#")
    ]


def _unused_footnotes(state: StateCore) -> None:
    """A footnote without a sign in the text stays where it stands, as text; the plugin would leave it out.

    So does the second one with the same sign, with which the plugin would replace the first. One that is written inside another
    is put behind it: the plugin knows of no notes in notes.
    """
    used = {entry.get("label") for entry in state.env.get("footnotes", {}).get("list", {}).values()}
    seen: set[str] = set()
    kept: list[Token] = []
    behind: list[Token] = []
    around: list[tuple[bool, list[Token]]] = []  # whether it stays a note, and what is in it
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            stays = label in used and label not in seen
            around.append((stays, [token] if stays else []))
            if stays:
                seen.add(label)
            else:
                _say_unused(state, token, again=label in seen)
            continue
        inside = around[-1][1] if around else kept
        if token.type != "footnote_reference_close":
            inside.append(token)
            continue
        stays, _ = around.pop()
        if stays:
            inside.append(token)
        outside = around[-1][1] if around else kept
        (behind if stays and any(note for note, _ in around) else outside).extend(inside)
        if not around:
            kept += behind
            behind = []
    state.tokens = kept


def _say_unused(state: StateCore, token: Token, *, again: bool) -> None:
    label = token.meta["label"]
    message, code = f"No sign in the text leads to the footnote “{label}”; it is printed as a paragraph.", "RF028"
    if again:
        message, code = f"There are two footnotes “{label}”; the second is printed as a paragraph.", "RF031"
    state.env["noted"].say(code, message, token.map[0] if token.map else 0)


def _wide_rows(state: StateCore) -> None:
    """Cells beyond a table's head get columns of their own; GFM leaves them out, and their words with them."""
    lines = state.src.split("\n")
    out: list[Token] = []
    missing = width = 0
    for index, token in enumerate(state.tokens):
        if token.type == "table_open":
            width, widest = _table_width(
                (state.tokens[at] for at in range(index, len(state.tokens))), lines, state.env["limits"].columns
            )
            missing = widest - width
        elif token.type == "tr_close" and missing:
            row = next(before for before in reversed(out) if before.type == "tr_open")
            kind = "th" if out[-1].type == "th_close" else "td"
            beyond = _cells(row, lines)[width:] if kind == "td" else []
            if beyond:
                cell = beyond[0].strip()
                message = (
                    f"This row has more cells than the table's head; “{cell}” is printed in a column without a head."
                )
                hint = "Add a column to the head of the table, or write \\| for a bar that parts no cells."
                state.env["noted"].say("RF029", message, row.map[0] if row.map else 0, hint)
            for text in (*beyond, *[""] * missing)[:missing]:
                inline = Token("inline", "", 0, content=text.strip(), map=row.map, children=[])
                out += [Token(f"{kind}_open", kind, 1), inline, Token(f"{kind}_close", kind, -1)]
        out.append(token)
    state.tokens = out


def _table_width(tokens: Iterable[Token], lines: Sequence[str], most: int) -> tuple[int, int]:
    """Columns of the head of a table that begins here, and of its widest row, of which one more than ``most`` are enough."""
    head = widest = 0
    for token in tokens:
        if token.type == "th_open":
            head += 1
        elif token.type == "tr_open" and head:
            widest = max(widest, len(_cells(token, lines)))
        elif token.type == "table_close":
            break
    return head, max(head, min(widest, most + 1))


def _cells(row: Token, lines: Sequence[str]) -> list[str]:
    """The cells that the author wrote into a row, as markdown-it parts them (rules_block/table.py); empty ones end none."""
    cells = escapedSplit(lines[row.map[0] if row.map else 0].strip(" \t>"))
    if cells and not cells[0]:
        cells.pop(0)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


# --- tokens to a tree ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    token: Token
    children: list[_Node] = field(default_factory=list)


def _nest(tokens: Sequence[Token]) -> list[_Node]:
    root: list[_Node] = []
    stack = [root]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        node = _Node(token)
        stack[-1].append(node)
        if token.nesting > 0:
            stack.append(node.children)
    return root


class _Reader:
    """Turns nested tokens into blocks and keeps the findings and footnotes that come up."""

    def __init__(self, source: Source, text: str, noted: _Noted, limits: Limits) -> None:
        self._source = source
        self._lines = text.split("\n")
        self._noted = noted
        self._limits = limits
        self._closed = frozenset(name.lower() for name in re.findall(r"</([a-zA-Z][\w-]*)", text))
        self.findings: list[Finding] = []
        self.notes: list[Footnote] = []
        self._inline_notes: dict[int, Text] = {}

    def blocks(self, nodes: Sequence[_Node], depth: int = 0) -> Blocks:
        """Blocks in order; a container nested deeper than the limit is an error, not a silent loss."""
        if passages := [node.token.content for node in nodes if node.token.type == "html_block"]:
            return self._among_html(nodes, passages, depth)
        out: list[Block] = []
        for node in nodes:
            if depth > self._limits.nesting:
                self.findings.append(too_deep(self._span(node.token), self._limits))
                return ()
            out.extend(self._block(node, depth))
        return tuple(out)

    def _among_html(self, nodes: Sequence[_Node], passages: Sequence[str], depth: int) -> Blocks:
        """Blocks of which some are HTML, which may hold the others: a quote, a list, a cell that is closed further down."""
        html = HtmlBlocks(passages, self.findings, self._closed, self._code, self._limits)
        for node in nodes:
            if node.token.type == "html_block":
                html.feed(self._lines_placed(node.token.content.removesuffix("\n"), self._first(node.token)))
            else:
                html.add(self.blocks([node], depth + html.depth))
        return html.finish()

    def _block(self, node: _Node, depth: int) -> Iterator[Block]:
        token, span = node.token, self._span(node.token)
        match token.type:
            case "paragraph_open":
                content = self._content(node)
                if content:
                    yield from typed_bullets(Paragraph(content, span)) or (paragraph_block(content, span),)
            case "heading_open":
                yield Heading(int(token.tag[1]), self._content(node), span)
            case "blockquote_open":
                yield Quote(self.blocks(node.children, depth + 1), (), span)
            case "bullet_list_open":
                yield BulletList(self._items(node, depth), _is_tight(node), span)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield OrderedList(self._items(node, depth), start, _is_tight(node), span)
            case "table_open":
                yield self._table(node, span)
            case "fence" | "code_block":
                words = self._lines_placed(token.content.removesuffix("\n"), self._first(token))
                text = self._code(words.text).replace(LINE_SEPARATOR, "\n")
                yield CodeBlock(text, token.info.strip().partition(" ")[0], span, stretches(words))
            case "hr":
                yield Rule(span)
            case "dl_open":
                yield self._definitions(node, depth, span)
            case "footnote_block_open":
                self._footnotes(node, depth)
            case "inline":
                content = self._inlines(token)
                if content:
                    yield paragraph_block(content, span)
            case _:
                raise NotImplementedError(token.type)

    def _code(self, text: str) -> str:
        """Code, in which a website's commands are examples and stay."""
        self._noted.kept |= masks_in(text)
        return restore_masks(text, self._noted.commands)

    def _items(self, node: _Node, depth: int) -> tuple[ListItem, ...]:
        if len(node.children) > self._limits.items:
            message = f"This list has {len(node.children)} entries; a release may have {self._limits.items}."
            hint = f"Offer the full list as a download. {RAISE}"
            self.findings.append(finding("RF025", message, self._span(node.token), hint=hint))
            return ()
        return tuple(self._item(child, depth) for child in node.children)

    def _item(self, node: _Node, depth: int) -> ListItem:
        blocks = self.blocks(node.children, depth + 1)
        checked: bool | None = None
        if blocks and isinstance(first := blocks[0], Paragraph):
            box = re.match(r"\[([ xX])\] ", flat(first.content))
            if box and (rest := drop_prefix(first.content, 4)):
                checked = box[1] != " "
                blocks = (paragraph_block(rest, first.span), *blocks[1:])
        return ListItem(blocks, checked, self._span(node.token))

    def _table(self, node: _Node, span: Span | None) -> Table:
        rows = [row for part in node.children for row in part.children]
        head = rows[0].children
        if problem := too_large(len(head), len(rows), span, self._limits):
            self.findings.append(problem)
            rows = rows[:1]
        for row in rows:
            self._place_cells(row)
        columns = tuple(_alignment(cell.token) for cell in head)
        cells = [tuple(Cell(self._content(cell), self._span(cell.token)) for cell in row.children) for row in rows]
        return Table(columns, cells[0], tuple(cells[1:]), span)

    def _place_cells(self, row: _Node) -> None:
        """Where each cell's words stand, from the last to the first: what is in front of a row may look like a cell."""
        number = row.token.map[0] if row.token.map else 0
        raw = self._lines[number] if number < len(self._lines) else ""
        # A stroke in a cell is escaped, and markdown-it takes the sign of the escape away.
        bare = raw.replace("\\|", "|")
        strokes = [match.start() - count for count, match in enumerate(re.finditer(r"\\\|", raw))]
        end = len(bare)
        for cell in reversed(row.children):
            for part in cell.children:
                words = part.token.content
                end = max(bare.rfind(words, 0, end), 0)
                part.token.meta["placed"] = self._cell(number, raw, end + bisect_left(strokes, end), words)

    def _cell(self, number: int, raw: str, begin: int, words: str) -> Text:
        known: list[Stretch] = []
        at = begin
        done = 0
        for piece in re.findall(r"[^|]+|\|", words):
            at += piece == "|" and raw.startswith("\\|", at)
            known += self._source.stretches(number + 1, at + 1, len(piece), done)
            at, done = at + len(piece), done + len(piece)
        return placed(words, known)

    def _definitions(self, node: _Node, depth: int, span: Span | None) -> DefinitionList:
        items: list[Definition] = []
        for child in node.children:
            if child.token.type == "dt_open":
                items.append(Definition(self._content(child), (), self._span(child.token)))
            else:
                last = items.pop()
                description = self.blocks(child.children, depth + 1)
                items.append(Definition(last.term, (*last.descriptions, description), last.span))
        return DefinitionList(tuple(items), span)

    def _footnotes(self, node: _Node, depth: int) -> None:
        for number, child in enumerate(node.children, 1):
            inside = [part for part in child.children if part.token.type != "footnote_anchor"]
            for part in inside:
                if (content := self._inline_notes.get(child.token.meta["id"])) is not None:
                    for deep in part.children:
                        deep.token.meta["placed"] = content
                part.children = [deep for deep in part.children if deep.token.type != "footnote_anchor"]
            blocks = self.blocks(inside, depth + 1)
            span = next((block.span for block in blocks if block.span), None)
            self.notes.append(Footnote(number, blocks, span))

    # --- inlines ---

    def _content(self, node: _Node) -> Inlines:
        return tuple(
            inline for child in node.children if child.token.type == "inline" for inline in self._inlines(child.token)
        )

    def _inlines(self, token: Token) -> Inlines:
        content = self._placed(token)
        builder = InlineBuilder(self.findings, self._closed)
        cursor = 0
        for child in token.children or ():
            start = child.meta.get("start") if child.meta else None
            if start is None:
                needle = child.content or child.markup
                found = content.text.find(needle, cursor) if needle else cursor
                start = found if found >= 0 else cursor
                end = start + len(needle)
            else:
                end = child.meta.get("end", start)
            until = child.meta.get("until", end) if child.meta else end
            self._inline(child, builder, content, start, max(start, end, until))
            cursor = max(cursor, end)
        return builder.finish()

    def _inline(self, token: Token, builder: InlineBuilder, content: Text, start: int, end: int) -> None:
        if token.type == "text":
            builder.text(self._resolved(token.content, content, start, end))
            return
        span = where(content, start, end)
        match token.type:
            case "text_special":
                if token.info == "twice":
                    message = "The star is escaped twice (\\\\*); it is printed as one star."
                    self.findings.append(finding("RF020", message, span, hint="Write \\* instead."))
                builder.text(self._resolved(token.content, content, start, end))
            case "softbreak":
                builder.add(SoftBreak(span))
            case "hardbreak":
                builder.add(LineBreak(span))
            case "code_inline":
                words = _inside(content, start, end, len(token.markup), token.content)
                text = self._code(token.content).replace(LINE_SEPARATOR, " ")
                builder.add(Code(text, span, stretches(words)))
            case "strong_open" | "em_open" | "s_open" | "span_open":
                attributes = {name: str(value) for name, value in token.attrs.items()}
                builder.open(token.type.removesuffix("_open"), attributes, span)
            case "strong_close" | "em_close" | "s_close" | "span_close" | "link_close":
                builder.close("a" if token.type == "link_close" else token.type.removesuffix("_close"), span)
            case "link_open":
                attributes = {name: str(value) for name, value in token.attrs.items()}
                builder.open("a", {"href": ""} | attributes, span)
            case "image":
                attributes = {name: str(value) for name, value in token.attrs.items()}
                builder.image(attributes | {"alt": token.content and _alt(token)}, span)
            case "html_inline":
                read_html_tag(token.content, builder, span, self.findings)
            case "footnote_ref":
                number = int(token.meta["id"])
                if content.text.startswith("^[", start):
                    self._inline_notes[number] = cut(content, start + 2, end - 1)
                builder.add(NoteRef(number + 1, span))
            case _:
                raise NotImplementedError(token.type)

    def _resolved(self, words: str, content: Text, start: int, end: int) -> Text:
        """The words of a token; where they are not what was typed, as for an entity, all of them stand together."""
        if content.text[start:end] == words:
            return cut(content, start, end)
        span = where(content, start, end)
        return together(read_entity(words, span, self.findings), span)

    # --- places ---

    def line(self, number: int) -> Span:
        """What is written in the line of that index."""
        raw = self._lines[number] if number < len(self._lines) else ""
        begin = len(raw) - len(raw.lstrip())
        return self._source.span(number + 1, begin + 1, number + 1, max(len(raw.rstrip()), begin) + 1)

    def _span(self, token: Token) -> Span | None:
        """Lines of a block token; the column is that of its first sign."""
        return self.span_of_lines(*token.map) if token.map else None

    def span_of_lines(self, first: int, last: int) -> Span:
        """What is written in the lines from an index up to another, without the empty ones at the end."""
        while last > first + 1 and not self._lines[last - 1].strip():
            last -= 1
        line = self._lines[first] if first < len(self._lines) else ""
        column = len(line) - len(line.lstrip()) + 1
        end = len(self._lines[last - 1]) + 1 if last - 1 < len(self._lines) else 1
        return self._source.span(first + 1, column, max(last, first + 1), end)

    def _placed(self, token: Token) -> Text:
        """The content of an inline token, which is the draft's lines without indentation and marks of blocks."""
        known = token.meta.get("placed")
        if isinstance(known, Text):
            return known
        first, last = token.map or (0, 0)
        head = token.content.partition("\n")[0].strip()
        # markdown-it strips a paragraph of lines that hold nothing but a no-break blank.
        while first < last and head not in self._lines[first]:
            first += 1
        return self._lines_placed(token.content, first)

    def _first(self, token: Token) -> int:
        """The index of the first line of a token's content."""
        return (token.map[0] if token.map else 0) + (token.type == "fence")

    def _lines_placed(self, content: str, first: int) -> Text:
        """What is left of the draft's lines from the index ``first`` on without indentation and marks of blocks."""
        if not content:
            return Text("")
        known: list[Stretch] = []
        offset = 0
        for number, line in enumerate(content.split("\n"), first):
            raw = self._lines[number] if number < len(self._lines) else ""
            words = line.lstrip()
            lead = len(line) - len(words)
            begin = _begin(raw, words.rstrip())
            # Of a tab in front, a part may belong to a list or quote: then the blanks are not those of the draft.
            typed = raw[max(begin - lead, 0) : begin] == line[:lead]
            start = begin - lead if typed else begin
            if offset:
                end = len(self._lines[number - 1]) if number <= len(self._lines) else 0
                between = self._source.span(number, end + 1, number + 1, start + 1)
                known.append(Stretch(offset - 1, between, literal=False))
            if not typed:
                here = self._source.span(number + 1, begin + 1, number + 1, begin + 1)
                known.append(Stretch(offset, here, literal=False))
            skipped = 0 if typed else lead
            known += self._source.stretches(number + 1, start + 1, len(line) - skipped, offset + skipped)
            offset += len(line) + 1
        return placed(content, known)


_CLOSING_MARKS = re.compile(r"(?<![ \t])[ \t]+#+$")
"""The marks that may close a heading."""


def _begin(raw: str, words: str) -> int:
    """Where the words of a line begin that are all that a block's marks and indentation leave of it."""
    bare = raw.rstrip()
    shorn = _CLOSING_MARKS.sub("", bare) if bare.endswith("#") else bare
    if shorn.endswith(words):
        return len(shorn) - len(words)
    return len(bare) - len(words) if bare.endswith(words) else max(raw.find(words), 0)


def _inside(content: Text, start: int, end: int, marks: int, words: str) -> Text:
    """The words of code between its marks, less one blank on either side where it has two, as they were typed."""
    inside = cut(content, start + marks, end - marks)
    return inside if len(inside.text) == len(words) else cut(inside, 1, len(inside.text) - 1)


def _is_tight(node: _Node) -> bool:
    """markdown-it hides the paragraphs of tight lists."""
    return all(
        part.token.hidden for item in node.children for part in item.children if part.token.type == "paragraph_open"
    )


def _alignment(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    return Align(style.removeprefix("text-align:")) if style.startswith("text-align:") else Align.START


def _alt(token: Token) -> str:
    """Alternative text as it reads, without the marks inside it."""
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())
