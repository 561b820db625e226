"""HTML blocks in a draft: what carries text becomes the same blocks that Markdown would give, the rest is dropped.

Nothing of the HTML is ever passed on. Tags inside a Markdown paragraph go straight to the InlineBuilder.

Python's html.parser finds tags and entities, and says where; what may stand in what is decided here, by the containers
that a sheet knows. A full HTML tree (tinyhtml5) has no places in the draft and could not take up the Markdown that
stands between two HTML blocks; the tests measure the words found here against one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from releasefmt.model.content import (
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Image,
    Inlines,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Span,
    Strong,
    Table,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.limits import RAISE, Limits
from releasefmt.model.places import collapsed, cut, joined, stretches, stripped, together, where
from releasefmt.model.rules import finding
from releasefmt.reading.cells import as_lines, grid
from releasefmt.reading.inlines import Attributes, InlineBuilder
from releasefmt.reading.shapes import is_caption, unwrapped
from releasefmt.reading.source import LINE_SEPARATOR, read_entity

# What ends a line of text and has no container of its own.
_BREAKING = frozenset(
    [
        *("address", "article", "aside", "body", "caption", "center", "details", "div", "fieldset", "footer", "form"),
        *("header", "hgroup", "html", "legend", "main", "p", "search", "section", "tbody", "tfoot", "thead"),
    ]
)
_CONTAINERS = {
    **{name: name for name in ("blockquote", "ul", "ol", "li", "table", "dl", "dt", "dd", "figure", "figcaption")},
    "menu": "ul",
    "dir": "ul",
    "td": "cell",
    "th": "cell",
    "summary": "summary",
}
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_STRUCTURE = _BREAKING | _HEADINGS | _CONTAINERS.keys() | {"hr", "pre", "tr"}
# An item ends the one before it (HTML Living Standard, 13.1.2.4, optional tags).
_ENDS = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "cell": ("cell",)}
# Comments, processing instructions, CDATA sections and declarations (CommonMark 0.31.2, 6.6): how they end.
_ENDINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_NO_TAG = re.compile(r"<!--|<\?|<!\[CDATA\[|<!")
# Stands for the "<" of what never ends: html.parser would look for the end again from each. No draft has this sign, as
# it is for private use.
_ENDLESS = "\ue001"
# Fills the place of what is taken out.
_TAKEN = "\ue002"
# A sign in front of text: before what it would begin ends, another one begins, or a slash is behind it and no name. Only the
# value of an attribute is quoted.
_NO_BEGINNING = re.compile(rf"""<(?=/[^a-zA-Z>]|(?:=\s*+(?:"[^"]*"|'[^']*')|[^<>{_TAKEN}])*+[<{_TAKEN}])""")
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
# html.parser takes whatever stands behind the first letter for the name of what is closed.
_NO_CLOSING = re.compile(r"</(?![a-zA-Z][\w.:-]*[ \t\n\r\f/>])")


def paragraph_block(content: Inlines, span: Span | None) -> Block:
    """A paragraph, or a figure where a picture stands alone; the picture's title is the caption (ANATOMY, images).

    Where it has no title, one line all in italics right below it is the caption.
    """
    match content:
        case (Image(title="") as image, SoftBreak() | LineBreak(), *below) if is_caption(tuple(below)):
            return Figure(image, unwrapped(tuple(below)), span)
        case (Image() as image,):
            caption: Inlines = (together(image.title, image.span),) if image.title else ()
            return Figure(image, caption, span)
        case _:
            return Paragraph(content, span)


@dataclass(slots=True)
class _Container:
    """What is open, with its blocks: ``items`` of a list, ``terms`` of a definition list, ``rows`` of a table.

    Each cell of a row has beside it how many columns and rows it spans; ``heads`` says of each row whether it is a head.
    """

    kind: str
    attributes: Attributes = field(default_factory=dict)
    span: Span | None = None
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    terms: list[Definition] = field(default_factory=list)
    rows: list[list[tuple[Cell, int, int]]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    sides: list[Align] = field(default_factory=list)


class HtmlBlocks:
    """HTML blocks and the Markdown blocks that stand between them, brother beside brother, to one run of blocks."""

    def __init__(
        self,
        passages: Iterable[str],
        findings: list[Finding],
        closed: frozenset[str],
        code: Callable[[str], str],
        limits: Limits,
    ) -> None:
        """``passages`` are all that ``feed`` will be given; ``closed`` are the names of all closing tags in the draft.

        ``code`` gives code the commands back that are masked in it.
        """
        self._code = code
        self._limits = limits
        self.findings = findings
        self._inlines = InlineBuilder(findings, closed)
        self._stack = [_Container("root")]
        self._heading = 0
        self._pre: list[Text] | None = None
        self._begun: Span | None = None
        self._here: Span | None = None
        self._too_deep = False
        self._number = 0
        self._last_end: dict[str, int] = {}
        for number, passage in enumerate(passages, 1):
            for name in re.findall(r"</([a-zA-Z]+)", passage):
                self._last_end[_CONTAINERS.get(name.lower(), "")] = number

    @property
    def depth(self) -> int:
        """How many lists and quotes are open."""
        return sum(container.kind in ("blockquote", "ul", "ol", "dl") for container in self._stack)

    def feed(self, html: Text) -> None:
        """A passage of HTML. What it leaves open is closed unless a later passage does so."""
        self._number += 1
        text = self._without_commands(html)
        tokens = _Tokens(self, Text(text.text.replace(_ENDLESS, "<"), text.span, text.places))
        tokens.feed(text.text)
        tokens.close()
        if tokens.rawdata:  # Python 3.11 keeps to itself what follows a <script> or <style> that nothing closes
            tokens.handle_data(tokens.rawdata)
        self._end_preformatted()
        self._flush()
        self._inlines.finish()
        later = next(
            (
                index
                for index, container in enumerate(self._stack[1:], 1)
                if self._last_end.get(container.kind, 0) <= self._number
            ),
            len(self._stack),
        )
        while len(self._stack) > later:
            self._settle(self._stack.pop())

    def add(self, blocks: Blocks) -> None:
        """Blocks of Markdown that stand here."""
        self._stack[-1].blocks.extend(blocks)

    def finish(self) -> Blocks:
        """All blocks in order."""
        while len(self._stack) > 1:
            self._settle(self._stack.pop())
        return tuple(self._stack[0].blocks)

    def _without_commands(self, html: Text) -> Text:
        """The passage without all that is no tag and no text."""
        words = html.text
        pieces: list[str] = []
        done = 0
        endless: set[str] = set()
        while match := _NO_TAG.search(words, done):
            begins, start = match[0], match.start()
            # "<!-->" and "<!--->" are whole comments.
            end = -1 if begins in endless else words.find(_ENDINGS[begins], start + 2)
            if end < 0:
                if begins == "<!--" and begins not in endless:
                    message = "A comment begins here and never ends; its words are printed."
                    place = where(html, start, start + len(begins))
                    self.findings.append(finding("RF045", message, place, hint="Write --> where it ends."))
                endless.add(begins)
                pieces += [words[done:start], _ENDLESS, begins[1:]]
                done = match.end()
                continue
            end += len(_ENDINGS[begins])
            look_for_commands(words[start:end], where(html, start, end), self.findings)
            pieces += [words[done:start], _TAKEN * (end - start)]
            done = end
        text = _NO_BEGINNING.sub(_ENDLESS, "".join((*pieces, words[done:])))
        last = text.rfind(">") + 1
        marked = Text(text[:last] + text[last:].replace("<", _ENDLESS), html.span, html.places)
        return joined([cut(marked, *kept.span()) for kept in re.finditer(f"[^{_TAKEN}]+", marked.text)])

    # --- tags, as the tokenizer finds them ---

    def start(self, tag: str, attributes: Attributes, here: Span | None, typed: str) -> None:
        """An opening tag, which is ``typed`` in the draft."""
        self._here = here
        if self._inlines.is_dropping or self._pre is not None:
            if self._pre is not None:
                gap = tag not in _STRUCTURE and self._inlines.is_gap(tag, typed)
                read = "\n" if tag == "br" else attributes.get("alt", "")
                self._pre.append(Text(typed, here) if gap else together(read, here))
            else:
                self._inlines.open(tag, attributes, here)
            return
        match tag:
            case _ if tag in _HEADINGS:
                self._flush()
                self._heading = int(tag[1])
            case "tr":
                self._leave("cell")
                if self._stack[-1].kind == "table":
                    self._new_row(self._stack[-1])
            case _ if tag in _CONTAINERS:
                self._enter(_CONTAINERS[tag], tag, attributes)
            case "hr":
                self._flush()
                self._stack[-1].blocks.append(Rule(here))
            case "pre":
                self._flush()
                self._pre = []
            case _ if tag in _BREAKING:
                self._flush()
                self._inlines.close(tag)  # a paragraph that nothing closes ends where the next begins
            case _:
                self._begun = self._begun or here
                self._inlines.open(tag, attributes, here, typed)
        if tag in _STRUCTURE and (language := attributes.get("lang")):
            self._inlines.speak(tag, language, here)

    def end(self, tag: str, here: Span | None) -> None:
        """A closing tag; one that closes nothing still ends a line of text."""
        self._here = here
        if self._inlines.is_dropping:
            self._inlines.close(tag, here)
        elif tag == "pre":
            self._end_preformatted()
        elif self._pre is not None:
            return
        elif tag in _STRUCTURE:
            if tag in _CONTAINERS:
                self._leave(_CONTAINERS[tag])
            self._flush()
            self._inlines.close(tag)
        else:
            self._inlines.close(tag, here)

    def text(self, words: Text) -> None:
        """Text as it is in HTML, whose line ends are blanks unless it is preformatted."""
        if self._pre is not None:
            self._pre.append(words)
            return
        for match in re.finditer(r"[^\n]+|\n", words.text):
            if match[0] == "\n":
                if self._begun is not None:
                    self._inlines.add(SoftBreak(where(words, *match.span())))
                continue
            line = collapsed(cut(words, *match.span()), r"[ \t\f\r]+")
            if match.start():
                line = cut(line, len(line.text) - len(line.text.lstrip(" ")), len(line.text))
            if self._begun is None and not line.text.strip():
                continue
            self._begun = self._begun or line.span
            self._inlines.text(line)

    # --- containers ---

    def _enter(self, kind: str, tag: str, attributes: Attributes) -> None:
        self._flush()
        if self._stack[-1].kind in _ENDS.get(kind, ()):
            self._settle(self._stack.pop())
        if kind == "cell":
            table = self._stack[-1]
            if table.kind != "table":
                return
            if not table.rows:
                self._new_row(table)
            table.heads[-1] &= tag == "th"
        self._check_depth()
        self._stack.append(_Container(kind, attributes, self._here))

    def _new_row(self, table: _Container) -> None:
        table.rows.append([])
        table.heads.append(True)

    def _check_depth(self) -> None:
        """Each list is two containers, a quote or table one; beyond the limit it is an error, as in Markdown."""
        most = 2 * self._limits.nesting
        if len(self._stack) >= most and not self._too_deep:
            self._too_deep = True
            self.findings.append(too_deep(self._here, self._limits))
        while len(self._stack) >= most:
            self._settle(self._stack.pop())

    def _end_preformatted(self) -> None:
        """What stood in ``<pre>``, closed or not."""
        words = stripped(joined(self._pre or ()), "\n")
        if words.text.strip():
            text = self._code(words.text).replace(LINE_SEPARATOR, "\n")
            self._stack[-1].blocks.append(CodeBlock(text, "", words.span, stretches(words)))
        self._pre = None

    def _flush(self) -> None:
        """What was collected becomes a paragraph or heading of the innermost container; bold and links go on after it."""
        content = self._inlines.next_paragraph()
        if content:
            span = self._begun
            block = Heading(self._heading, content, span) if self._heading else paragraph_block(content, span)
            self._stack[-1].blocks.append(block)
        self._heading = 0
        self._begun = None

    def _leave(self, kind: str) -> None:
        """Close the innermost container of a kind and all that stand open inside it, but none around the cell of a table."""
        self._flush()
        for index in range(len(self._stack) - 1, 0, -1):
            if self._stack[index].kind == kind:
                while len(self._stack) > index:
                    self._settle(self._stack.pop())
                return
            if self._stack[index].kind == "table" or (self._stack[index].kind == "cell" and kind != "table"):
                return

    def _settle(self, done: _Container) -> None:
        """What a container that is closed gives to the one around it."""
        parent = self._stack[-1]
        blocks = tuple(done.blocks)
        match done.kind:
            case "li" if parent.kind in ("ul", "ol"):
                parent.items.append(ListItem(blocks, None, done.span))
            case "blockquote" if blocks:
                parent.blocks.append(Quote(blocks, (), done.span))
            case "ul" | "ol":
                parent.blocks.extend(blocks)
                if done.items:
                    parent.blocks.append(_list(done))
            case "cell" if parent.kind == "table":  # not where the table was given up for its depth
                cell = Cell(as_lines(blocks), done.span)
                parent.rows[-1].append((cell, _span(done, "colspan"), _span(done, "rowspan")))
                if len(parent.rows) == 1:
                    parent.sides += [_side(done)] * _span(done, "colspan")
            case "table":
                parent.blocks.extend(blocks)
                parent.blocks.extend(self._table(done))
            case "dt" | "dd" if parent.kind == "dl" and (done.kind == "dt" or parent.terms):
                _define(parent, done)
            case "dl":
                if done.terms:
                    parent.blocks.append(DefinitionList(tuple(done.terms), done.span))
                parent.blocks.extend(blocks)
            case "figcaption" if parent.kind == "figure":
                parent.terms.append(Definition(as_lines(blocks), (), done.span))
            case "figure":
                parent.blocks.extend(_figure(done))
            case "summary":
                parent.blocks.extend(_bold(block) for block in blocks)
            case _:
                parent.blocks.extend(blocks)

    def _table(self, done: _Container) -> Blocks:
        rows = [(row, head) for row, head in zip(done.rows, done.heads, strict=True) if row]
        if not rows:
            return ()
        cells = grid([row for row, _ in rows])
        if problem := too_large(len(cells[0]), len(cells), done.span, self._limits):
            self.findings.append(problem)
            return ()
        width = len(cells[0])
        columns = (*done.sides[:width], *[Align.START] * (width - len(done.sides)))
        if not rows[0][1]:
            cells = [tuple(Cell(()) for _ in columns), *cells]
        return (Table(columns, cells[0], tuple(cells[1:]), done.span),)


class _Tokens(HTMLParser):
    """One passage of HTML as tags and text with their places."""

    def __init__(self, blocks: HtmlBlocks, html: Text) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks = blocks
        self._html = html
        self._starts = [0, *accumulate(len(line) + 1 for line in html.text.split("\n"))]

    def _index(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: (value or "").replace(_ENDLESS, "<") for name, value in attrs}
        typed = (self.get_starttag_text() or "").replace(_ENDLESS, "<")
        at = self._index()
        self._blocks.start(tag, attributes, where(self._html, at, at + len(typed)), typed)

    def handle_endtag(self, tag: str) -> None:
        at = self._index()
        end = (self._html.text.find(">", at) + 1) or len(self._html.text)
        if _NO_CLOSING.match(self._html.text, at):
            self._blocks.text(cut(self._html, at, end))
        else:
            self._blocks.end(tag, where(self._html, at, end))

    def handle_data(self, data: str) -> None:
        self._blocks.text(_unescaped(self._html, self._index(), data, self._blocks.findings))


# What html.unescape takes for an entity.
_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def _unescaped(html: Text, at: int, data: str, findings: list[Finding]) -> Text:
    """The ``data`` that the parser has read at an index of ``html``, entities being resolved, with its places."""
    pieces: list[Text] = []
    done = 0
    while done < len(data):
        ahead = html.text.find("&", at, at + len(data) - done)
        same = ahead - at if ahead >= 0 else len(data) - done
        pieces.append(cut(html, at, at + same))
        at, done = at + same, done + same
        if ahead >= 0:
            entity = _ENTITY.match(html.text, at)
            typed = entity[0] if entity else "&"
            signs = unescape(typed)
            there = where(html, at, at + len(typed))
            read = signs if signs == typed else read_entity(signs, there, findings)
            pieces.append(together(read, there) if read != typed else Text(typed, there))
            at, done = at + len(typed), done + len(signs)
    return joined(pieces)


def too_large(columns: int, rows: int, span: Span | None, limits: Limits) -> Finding | None:
    """What is wrong with a table of so many columns and rows, the head included; None if a release may have it."""
    for count, limit, name in ((columns, limits.columns, "columns"), (rows - 1, limits.rows, "rows")):
        if count > limit:
            message = f"This table has {count} {name}; a release may have {limit}."
            return finding("RF025", message, span, hint=f"Offer the full table as a download. {RAISE}")
    return None


def too_deep(span: Span | None, limits: Limits) -> Finding:
    """What is wrong with a list or quote inside more of them than a release may have."""
    message = f"Lists and quotes are nested more than {limits.nesting} deep here."
    return finding("RF024", message, span, hint=f"Use fewer levels. {RAISE}")


def look_for_commands(passage: str, place: Span | None, findings: list[Finding]) -> None:
    """Whatever begins with ``<!`` or ``<?`` is not printed. A comment is the author's own note, all else is said.

    ``<!--#include …-->`` looks like a comment and is a command.
    """
    quoted = " ".join(passage.split())
    quoted = quoted if len(quoted) <= 80 else f"{quoted[:80]}…"
    if passage.startswith("<!--"):
        if re.match(r"<!--\s*#\s*\w", passage):
            findings.append(finding("RF023", f"“{quoted}” is a command of a website; it was left out.", place))
    else:
        findings.append(finding("RF022", f"“{quoted}” cannot be printed; it was left out.", place))


def _list(done: _Container) -> BulletList | OrderedList:
    items = tuple(done.items)
    if done.kind == "ul":
        return BulletList(items, True, done.span)
    start = done.attributes.get("start", "")
    return OrderedList(items, int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1, True, done.span)


def _define(parent: _Container, done: _Container) -> None:
    if done.kind == "dt":
        parent.terms.append(Definition(as_lines(done.blocks), (), done.span))
    else:
        last = parent.terms.pop()
        parent.terms.append(Definition(last.term, (*last.descriptions, tuple(done.blocks)), last.span))


def _figure(done: _Container) -> Blocks:
    """A picture with its caption; what stands in a figure besides is printed above it."""
    captions = tuple(caption.term for caption in done.terms if caption.term)
    pictures = [block for block in done.blocks if isinstance(block, Figure)]
    if len(captions) != 1 or len(pictures) != 1:
        return (*done.blocks, *(Paragraph(caption, done.span) for caption in captions))
    rest = [block for block in done.blocks if block is not pictures[0]]
    own = pictures[0].caption
    return (*rest, *([Paragraph(own, done.span)] if own else []), Figure(pictures[0].image, captions[0], done.span))


def _bold(block: Block) -> Block:
    """What is to be seen of ``<details>`` while it is closed: its head."""
    return Paragraph((Strong(block.content, block.span),), block.span) if isinstance(block, Paragraph) else block


def _span(done: _Container, name: str) -> int:
    value = done.attributes.get(name, "")
    return max(1, int(value)) if re.fullmatch(r"[0-9]{1,2}", value) else 1


def _side(done: _Container) -> Align:
    style = re.search(r"text-align\s*:\s*(\w+)", done.attributes.get("style", ""))
    side = (style[1] if style else done.attributes.get("align", "")).lower()
    return Align(side) if side in ("left", "center", "right") else Align.START


class _OneTag(HTMLParser):
    def __init__(self, inlines: InlineBuilder, span: Span | None) -> None:
        super().__init__(convert_charrefs=True)
        self._inlines = inlines
        self._span = span

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STRUCTURE:
            self._inlines.new_line(self._span, bullet=tag == "li")
        else:
            attributes = {name: value or "" for name, value in attrs}
            self._inlines.open(tag, attributes, self._span, self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _STRUCTURE:
            self._inlines.new_line(self._span)
        else:
            self._inlines.close(tag, self._span)


def read_html_tag(html: str, inlines: InlineBuilder, span: Span | None, findings: list[Finding]) -> None:
    """One tag inside a paragraph, or a comment, declaration or instruction."""
    if _TAG.match(html):
        parser = _OneTag(inlines, span)
        parser.feed(html)
        parser.close()
    else:
        look_for_commands(html, span, findings)
