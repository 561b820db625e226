"""HTML blocks in a draft: what carries text becomes the same blocks that Markdown would give, the rest is dropped.

Nothing of the HTML is ever passed on. Tags inside a Markdown paragraph go straight to the InlineBuilder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from releasefmt.model.content import (
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.reading.inlines import Attributes, InlineBuilder

PlaceOf = Callable[[int, int], Span]

_BREAKING = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "center",
        "figure",
        "figcaption",
        "address",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "hgroup",
        "aside",
        "details",
        "summary",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "html",
        "body",
    ]
)
_STRUCTURE = _BREAKING | {
    *("blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "pre", "table", "td", "th", "tr", "ul"),
}
MAX_DEPTH = 20
_TAG = re.compile(r"</?\s*([a-zA-Z][\w-]*)")


def paragraph_block(content: Inlines, span: Span | None) -> Block:
    """A paragraph, or a figure where a picture stands alone; the picture's title is the caption (ANATOMY, images)."""
    if len(content) == 1 and isinstance(content[0], Image):
        image = content[0]
        caption: Inlines = (Text(image.title, image.span),) if image.title else ()
        return Figure(image, caption, span)
    return Paragraph(content, span)


@dataclass(slots=True)
class _Container:
    """An open quote, list or item with its blocks; ``items`` of a list, ``rows`` and open ``cell`` of a table."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    cell: list[Inline] | None = None
    start: int = 1


class _HtmlBlocks(HTMLParser):
    def __init__(self, place: PlaceOf, findings: list[Finding]) -> None:
        super().__init__(convert_charrefs=True)
        self._place = place
        self._findings = findings
        self._too_deep = False
        self._inlines = InlineBuilder(findings)
        self._stack = [_Container("root")]
        self._heading = 0
        self._pre: list[str] | None = None
        self._begun: Span | None = None

    def read(self, html: str) -> Blocks:
        self.feed(html)
        self.close()
        self._end_preformatted()
        while len(self._stack) > 1:
            self._leave(self._stack[-1].kind)
        self._flush()
        return tuple(self._stack[0].blocks)

    def _here(self) -> Span:
        line, column = self.getpos()
        return self._place(line, column + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes: Attributes = {name: value or "" for name, value in attrs}
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._flush()
                self._heading = int(tag[1])
            case "blockquote" | "ul" | "ol" | "table":
                self._flush()
                start = attributes.get("start", "1")
                self._check_depth()
                self._stack.append(_Container(tag, start=int(start) if start.isdecimal() else 1))
            case "li":
                if self._stack[-1].kind == "li":
                    self._leave("li")
                self._flush()
                self._stack.append(_Container("li"))
            case "tr":
                self._end_cell()
                if self._stack[-1].kind == "table":
                    self._stack[-1].rows.append([])
            case "td" | "th":
                self._end_cell()
                if self._stack[-1].kind == "table" and self._stack[-1].rows:
                    self._stack[-1].cell = []
            case "hr":
                self._flush()
                self._stack[-1].blocks.append(Rule(self._here()))
            case "pre":
                self._end_preformatted()
                self._flush()
                self._pre = []
            case _ if tag in _BREAKING:
                self._flush()
            case _ if not self._inlines.knows(tag):
                self.handle_data(self.get_starttag_text() or "")
            case _:
                self._begun = self._begun or self._here()
                self._inlines.open(tag, attributes, self._here())

    def _check_depth(self) -> None:
        """Each list is two containers, a quote or table one; beyond the limit it is an error, as in Markdown."""
        if len(self._stack) >= 2 * MAX_DEPTH and not self._too_deep:
            self._too_deep = True
            message = f"Lists and quotes are nested more than {MAX_DEPTH} deep here."
            self._findings.append(finding("RF024", message, self._here(), hint="Use fewer levels."))
        while len(self._stack) >= 2 * MAX_DEPTH:
            self._leave(self._stack[-1].kind)

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._flush()
            case "blockquote" | "ul" | "ol" | "table" | "li":
                self._leave(tag)
            case "td" | "th":
                self._end_cell()
            case "pre":
                self._end_preformatted()
            case _ if tag in _BREAKING:
                self._flush()
            case _:
                self._inlines.close(tag)

    def handle_data(self, data: str) -> None:
        if self._pre is not None:
            self._pre.append(data)
            return
        text = re.sub(r"[ \t\n]+", " ", data)
        if text == " " and self._begun is None:
            return
        here = self._here()
        self._begun = self._begun or here
        exact = text == data
        end = here.column + len(data) if exact else here.column
        self._inlines.text(text, Span(here.line, here.column, here.line, end))

    def _end_preformatted(self) -> None:
        """What stood in ``<pre>``, closed or not."""
        text = "".join(self._pre or ()).strip("\n")
        if text.strip():
            self._stack[-1].blocks.append(CodeBlock(text, "", self._here()))
        self._pre = None

    def _flush(self) -> None:
        """What was collected becomes a paragraph or heading of the innermost container."""
        content = self._inlines.finish()
        cell = self._stack[-1].cell
        if content and cell is not None:
            cell += [*([LineBreak(self._begun)] if cell else ()), *content]
        elif content:
            span = self._begun
            block = Heading(self._heading, content, span) if self._heading else paragraph_block(content, span)
            self._stack[-1].blocks.append(block)
        self._heading = 0
        self._begun = None

    def _end_cell(self) -> None:
        """The open cell of the innermost table, if there is one, is done; its paragraphs are lines of it."""
        self._flush()
        table = self._stack[-1]
        if table.cell is not None:
            table.rows[-1].append(Cell(tuple(table.cell)))
            table.cell = None

    def _leave(self, kind: str) -> None:
        """Close the innermost container of a kind and all that stand open inside it."""
        if not any(container.kind == kind for container in self._stack[1:]):
            self._flush()
            return
        while True:
            self._end_cell()
            done = self._stack.pop()
            self._settle(done)
            if done.kind == kind:
                return

    def _settle(self, done: _Container) -> None:
        parent = self._stack[-1]
        blocks = tuple(done.blocks)
        match done.kind:
            case "li":
                if parent.kind in ("ul", "ol"):
                    parent.items.append(ListItem(blocks))
                else:
                    parent.blocks.extend(blocks)
            case "blockquote" if blocks:
                parent.blocks.append(Quote(blocks))
            case "ul" | "ol":
                parent.blocks.extend(blocks)
                if done.items:
                    items = tuple(done.items)
                    parent.blocks.append(BulletList(items) if done.kind == "ul" else OrderedList(items, done.start))
            case "table":
                parent.blocks.extend(blocks)
                rows = [row for row in done.rows if row]
                if rows:
                    width = max(map(len, rows))
                    even = [tuple(row) + (Cell(()),) * (width - len(row)) for row in rows]
                    parent.blocks.append(Table((Align.START,) * width, even[0], tuple(even[1:])))
            case _:
                parent.blocks.extend(blocks)


def read_html_block(html: str, place: PlaceOf, findings: list[Finding]) -> Blocks:
    """Blocks of an HTML passage. ``place`` maps a line and column of ``html`` (both from 1) to the author's place."""
    return _HtmlBlocks(place, findings).read(html)


class _OneTag(HTMLParser):
    def __init__(self, inlines: InlineBuilder, span: Span | None) -> None:
        super().__init__(convert_charrefs=True)
        self._inlines = inlines
        self._span = span

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inlines.knows(tag) or tag in _STRUCTURE:
            self._inlines.open(tag, {name: value or "" for name, value in attrs}, self._span)
        else:
            self._inlines.text(self.get_starttag_text() or "", self._span)

    def handle_endtag(self, tag: str) -> None:
        self._inlines.close(tag)


def read_html_tag(html: str, inlines: InlineBuilder, span: Span | None) -> None:
    """One tag inside a paragraph; comments and declarations are the author's notes and say nothing in print."""
    if _TAG.match(html):
        parser = _OneTag(inlines, span)
        parser.feed(html)
        parser.close()
