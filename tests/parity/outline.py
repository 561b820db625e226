"""A sheet, and what pandoc reads out of its Word file, as one sequence each: heads, paragraphs, lists, tables, notes, links, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, assert_never
from urllib.parse import unquote

from releasefmt.measuring.words import letters
from releasefmt.model.content import (
    Align,
    Block,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.sheet import Sheet

Event: TypeAlias = tuple[str | int, ...]
_ALIGNMENT = {Align.LEFT: "AlignLeft", Align.CENTER: "AlignCenter", Align.RIGHT: "AlignRight"}


def of_sheet(sheet: Sheet) -> list[Event]:
    """What the model says."""
    return _joined(_Model(sheet).blocks([placed.block for placed in sheet.flow], 0))


def of_pandoc(tree: dict[str, Any]) -> list[Event]:
    """What pandoc says (pandoc-types 1.23)."""
    return _joined(_blocks(tree["blocks"], 0))


def _joined(events: Iterable[Event]) -> list[Event]:
    """Links to one address that follow one another are one: pandoc joins them, as readers of the page do."""
    joined: list[Event] = []
    for event in events:
        last = joined[-1] if joined else ("",)
        if event[0] == last[0] == "link" and event[2] == last[2]:
            joined[-1] = ("link", f"{last[1]}{event[1]}", event[2])
        else:
            joined.append(event)
    return joined


class _Model:
    def __init__(self, sheet: Sheet) -> None:
        self._pictures = sheet.pictures
        self._notes = {note.number: note for note in sheet.notes}
        self._named: set[int] = set()

    def blocks(self, blocks: Iterable[Block], depth: int) -> Iterator[Event]:
        for block in blocks:
            yield from self._block(block, depth)

    def _block(self, block: Block, depth: int) -> Iterator[Event]:
        match block:
            case Heading():
                yield from self._paragraph(block.content, "head", min(block.level, 6))
            case Paragraph():
                yield from self._paragraph(block.content, "text")
            case Quote():
                yield from self.blocks(block.blocks, depth)
                if block.attribution:
                    yield from self._paragraph(block.attribution, "text")
            case BulletList() | OrderedList():
                yield from self._list(block, depth)
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case CodeBlock():
                yield ("text", letters(block.text))
            case Rule():
                pass
            case DefinitionList():
                for item in block.items:
                    yield from self._paragraph(item.term, "text")
                    for description in item.descriptions:
                        yield from self.blocks(description, depth)
            case _:
                assert_never(block)

    def _figure(self, figure: Figure) -> Iterator[Event]:
        yield from self._paragraph((figure.image,), "text")
        if figure.caption:
            yield from self._paragraph(figure.caption, "text")

    def _paragraph(self, content: Inlines, *kind: str | int, before: str = "") -> Iterator[Event]:
        said, events = self._inlines(content)
        if text := letters(before + said):
            yield (*kind, text)
        yield from events

    def _list(self, block: BulletList | OrderedList, depth: int) -> Iterator[Event]:
        start = block.start if isinstance(block, OrderedList) else 0
        for items in _unbroken(block.items):
            yield ("numbers" if isinstance(block, OrderedList) else "bullets", depth, start, len(items))
            yield from self._items(items, depth)
            start += len(items) if isinstance(block, OrderedList) else 0

    def _items(self, items: Iterable[ListItem], depth: int) -> Iterator[Event]:
        for item in items:
            box = {None: "", True: "☑", False: "☐"}[item.checked]
            blocks = item.blocks
            if box and blocks and isinstance(blocks[0], Paragraph):
                yield from self._paragraph(blocks[0].content, "text", before=box)
                blocks = blocks[1:]
            yield from self.blocks(blocks, depth + 1)

    def _table(self, table: Table) -> Iterator[Event]:
        yield ("table", len(table.rows), *(_ALIGNMENT.get(column, "AlignDefault") for column in table.columns))
        for row in (table.head, *table.rows):
            for cell in row:
                said, events = self._inlines(cell.content)
                yield ("cell", letters(said))
                yield from events

    def _inlines(self, content: Inlines) -> tuple[str, list[Event]]:
        """The words, and what stands among them."""
        said = ""
        events: list[Event] = []
        for node in content:
            match node:
                case Text() | Code():
                    said += node.text
                case SoftBreak() | LineBreak():
                    said += " "
                case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign() | Link():
                    inner, among = self._inlines(node.children)
                    if isinstance(node, Link):
                        events.append(("link", letters(inner), _address(node.target)))
                    said += inner
                    events += among
                case Image():
                    if node.source in self._pictures:
                        events.append(("picture", node.alt))
                    else:
                        said += node.alt
                case NoteRef():
                    if node.number in self._named or node.number not in self._notes:
                        said += str(node.number)
                    else:
                        self._named.add(node.number)
                        events.append(("note",))
                        events += self.blocks(self._notes[node.number].blocks, 0)
                        events.append(("end of note",))
                case _:
                    assert_never(node)
        return said, events


def _unbroken(items: Iterable[ListItem]) -> Iterator[list[ListItem]]:
    """The items as pandoc finds them together.

    A second paragraph of an item ends the list for it, in files of its own writing, too: Word has no sign for such a
    paragraph but its indent. So do boxes to tick beside plain items, which have a marker, hence a list, of their own.
    """
    run: list[ListItem] = []
    for item in items:
        if run and (run[-1].checked is None) != (item.checked is None):
            yield run
            run = []
        run.append(item)
        if any(not isinstance(block, BulletList | OrderedList) for block in item.blocks[1:]):
            yield run
            run = []
    if run:
        yield run


def _address(target: str) -> str:
    return unquote(target)


def _blocks(blocks: Iterable[dict[str, Any]], depth: int) -> Iterator[Event]:
    for block in blocks:
        content: Any = block.get("c")
        match block["t"]:
            case "Header":
                yield from _text(content[2], "head", content[0])
            case "Para" | "Plain":
                yield from _text(content, "text")
            case "CodeBlock":
                yield ("text", letters(content[1]))
            case "BlockQuote":
                yield from _blocks(content, depth)
            case "Div":
                yield from _blocks(content[1], depth)
            case "BulletList":
                yield from _list("bullets", 0, content, depth)
            case "OrderedList":
                yield from _list("numbers", content[0][0], content[1], depth)
            case "DefinitionList":
                yield from _definitions(content, depth)
            case "Figure":
                yield from _blocks(content[2], depth)
                yield from _blocks(content[1][1], depth)
            case "Table":
                yield from _table(content)
            case "HorizontalRule":
                pass
            case other:
                raise ValueError(f"pandoc has {other} here")


def _list(kind: str, start: int, items: list[list[dict[str, Any]]], depth: int) -> Iterator[Event]:
    yield (kind, depth, start, len(items))
    for item in items:
        yield from _blocks(item, depth + 1)


def _definitions(content: list[Any], depth: int) -> Iterator[Event]:
    for term, descriptions in content:
        yield from _text(term, "text")
        for description in descriptions:
            yield from _blocks(description, depth)


def _table(content: list[Any]) -> Iterator[Event]:
    _, _, columns, head, bodies, _ = content
    rows = [row for body in bodies for row in body[3]]
    yield ("table", len(rows), *(column[0]["t"] for column in columns))
    for row in (*head[1], *rows):
        for cell in row[1]:
            said, events = _said([inline for block in cell[4] for inline in block["c"]])
            yield ("cell", letters(said))
            yield from events


def _text(content: list[Any], *kind: str | int) -> Iterator[Event]:
    said, events = _said(content)
    if text := letters(said):
        yield (*kind, text)
    yield from events


def _said(content: list[Any]) -> tuple[str, list[Event]]:
    said = ""
    events: list[Event] = []
    for node in content:
        inner: Any = node.get("c")
        match node["t"]:
            case "Str":
                said += inner
            case "Space" | "SoftBreak" | "LineBreak":
                said += " "
            case "Code":
                said += inner[1]
            case "Strong" | "Emph" | "Strikeout" | "Superscript" | "Subscript" | "Underline" | "SmallCaps":
                words, among = _said(inner)
                said += words
                events += among
            case "Span" | "Link" | "Quoted":
                words, among = _said(inner[1])
                if node["t"] == "Link":
                    events.append(("link", letters(words), _address(inner[2][0])))
                said += words
                events += among
            case "Image":
                words, _ = _said(inner[1])
                events.append(("picture", dict(inner[0][2]).get("alt") or words))
            case "Note":
                events += [("note",), *_blocks(inner, 0), ("end of note",)]
            case other:
                raise ValueError(f"pandoc has {other} here")
    return said, events
