"""The text of one paragraph, heading or cell as one string, across its inline nodes, and edits of it.

A quotation may open in one node and close in another, and a blank may be a line end that the author typed; rules see
neither. Soft hyphens are left out of the string, so that a word is found whether or not it has some.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import assert_never

from releasefmt.model.content import (
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)

SOFT_HYPHEN = "\u00ad"
# Stands for what holds no words of the paragraph: neither letter nor blank.
OPAQUE = "\ufffc"
LINE_BREAK = "\u2028"

# An address as a reader sees it: with a scheme or www., an e-mail address, a name with a dot and a path, a handle, a
# file name. A look-behind keeps every search from starting inside a word that has been looked at.
_ADDRESS = re.compile(
    r"""
      (?<![\w.+%-]) (?: [a-zA-Z][a-zA-Z0-9+.-]{1,20}:// | www\. ) [^\s<>"„“”«»\ufffc]+
    | (?<![\w.+%-]) (?:mailto:|tel:)? [\w.+%-]+ @ [\w-]+ (?:\.[\w-]+)+
    | (?<![\w.+%-]) (?:[a-z0-9-]+\.)+ [a-z]{2,24} (?: / [^\s<>"„“”«»\ufffc]* )? (?!\w)
    | (?<![\w@#.+%-]) [@#] \w+
    """,
    re.VERBOSE,
)
_AFTER_ADDRESS = ".,;:!?)]}'’…"


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` instead of the characters from ``start`` to ``end`` of a run, of which there is at least one.

    What is only to be inserted replaces its neighbour together with it: so that neighbour is asked whether it may.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A node without children: ``shown`` is its part of the run's string, ``fixed`` says that no edit may touch it."""

    node: Text | SoftBreak | LineBreak | Code | Image | NoteRef
    raw: str
    fixed: bool

    @property
    def shown(self) -> str:
        return self.raw.replace(SOFT_HYPHEN, "") if isinstance(self.node, Text) else self.raw


class Run:
    """Inlines as one string. A run is never changed; ``edited`` and ``softened`` make another."""

    def __init__(self, inlines: Inlines, leaves: tuple[_Leaf, ...] | None = None) -> None:
        self._inlines = inlines
        self._leaves = tuple(_leaves(inlines, fixed=False)) if leaves is None else leaves

    @cached_property
    def text(self) -> str:
        return "".join(leaf.shown for leaf in self._leaves)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for leaf in self._leaves:
            starts.append(at)
            at += len(leaf.shown)
        return starts

    @cached_property
    def _fixed(self) -> bytearray:
        """1 for every character that no edit may touch: code, pictures, line breaks, addresses."""
        mask = bytearray(len(self.text))
        for leaf, start in zip(self._leaves, self._starts, strict=True):
            if leaf.fixed:
                mask[start : start + len(leaf.shown)] = b"\x01" * len(leaf.shown)
        for match in _ADDRESS.finditer(self.text):
            end = match.start() + len(match[0].rstrip(_AFTER_ADDRESS))
            mask[match.start() : end] = b"\x01" * (end - match.start())
        return mask

    def is_fixed(self, start: int, end: int) -> bool:
        """Whether any character from ``start`` to ``end`` is none of a rule's business."""
        return 1 in self._fixed[start:end]

    def has_soft_hyphen(self, start: int, end: int) -> bool:
        """Whether a soft hyphen stands between ``start`` and ``end``."""
        return any(
            SOFT_HYPHEN in leaf.raw[_raw_index(leaf.raw, max(start - at, 0)) : _raw_index(leaf.raw, end - at)]
            for leaf, at in self._between(start, end)
            if SOFT_HYPHEN in leaf.raw
        )

    def span(self, start: int, end: int) -> Span | None:
        """Where the characters stand in the draft: exactly if their node reads as it was typed, else the whole node."""
        places = []
        for leaf, at in self._between(start, end):
            place = leaf.node.span
            if place is None:
                continue
            typed = place.line == place.end_line and place.end_column - place.column == len(leaf.raw)
            if typed and isinstance(leaf.node, Text):
                first = place.column + _raw_index(leaf.raw, max(start - at, 0))
                last = place.column + _raw_index(leaf.raw, min(end - at, len(leaf.shown)))
                place = Span(place.line, first, place.line, last)
            places.append(place)
        if not places:
            return None
        first_place, last_place = places[0], places[-1]
        return Span(first_place.line, first_place.column, last_place.end_line, last_place.end_column)

    def edited(self, edits: Iterable[Edit]) -> Run:
        """The run with those edits, in order and apart from one another, that touch nothing fixed."""
        wanted = [edit for edit in edits if not self.is_fixed(edit.start, edit.end) and self._changes(edit)]
        if not wanted:
            return self
        raws = [leaf.raw for leaf in self._leaves]
        for edit in reversed(wanted):
            text = edit.text
            for number in self._numbers(edit.start, edit.end):
                leaf, at = self._leaves[number], self._starts[number]
                first, last = max(edit.start - at, 0), min(edit.end - at, len(leaf.shown))
                raw = raws[number]
                begin = _raw_index(leaf.raw, first)
                kept = SOFT_HYPHEN * raw[begin : _raw_index(leaf.raw, last)].count(SOFT_HYPHEN)
                raws[number] = raw[:begin] + text + kept + raw[_raw_index(leaf.raw, last) :]
                text = ""
        return self._with(raws)

    def softened(self, places: Iterable[int]) -> Run:
        """The run with a soft hyphen before each of the characters ``places``."""
        raws = [leaf.raw for leaf in self._leaves]
        changed = False
        for place in sorted(places, reverse=True):
            (number,) = self._numbers(place - 1, place)
            index = _raw_index(self._leaves[number].raw, place - self._starts[number])
            raws[number] = raws[number][:index] + SOFT_HYPHEN + raws[number][index:]
            changed = True
        return self._with(raws) if changed else self

    @property
    def inlines(self) -> Inlines:
        return tuple(_rebuilt(self._inlines, iter(self._leaves)))

    def _changes(self, edit: Edit) -> bool:
        return self.text[edit.start : edit.end] != edit.text

    def _with(self, raws: list[str]) -> Run:
        leaves = zip(self._leaves, raws, strict=True)
        return Run(self._inlines, tuple(leaf if leaf.raw == raw else replace(leaf, raw=raw) for leaf, raw in leaves))

    def _numbers(self, start: int, end: int) -> list[int]:
        """The leaves that hold characters from ``start`` to ``end``."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        return [number for number in range(max(first, 0), last) if self._leaves[number].shown]

    def _between(self, start: int, end: int) -> Iterator[tuple[_Leaf, int]]:
        for number in self._numbers(start, end):
            yield self._leaves[number], self._starts[number]


def _leaves(inlines: Inlines, *, fixed: bool) -> Iterator[_Leaf]:
    for node in inlines:
        match node:
            case Text(text):
                yield _Leaf(node, text, fixed)
            case SoftBreak():
                yield _Leaf(node, "\n", fixed)
            case LineBreak():
                yield _Leaf(node, LINE_BREAK, fixed=True)
            case Code() | Image():
                yield _Leaf(node, OPAQUE, fixed=True)
            case NoteRef():
                yield _Leaf(node, "", fixed=True)
            case Link(children, target):
                yield from _leaves(children, fixed=fixed or target.startswith(("mailto:", "tel:")))
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript():
                yield from _leaves(node.children, fixed=fixed)
            case _:
                assert_never(node)


def _rebuilt(inlines: Inlines, leaves: Iterator[_Leaf]) -> Iterator[Inline]:
    """The nodes with the texts of their leaves, which come in the same order."""
    for node in inlines:
        match node:
            case Text(text):
                raw = next(leaves).raw
                if raw == text:
                    yield node
                elif raw:
                    yield Text(raw, node.span)
            case SoftBreak():
                raw = next(leaves).raw
                if raw == "\n":
                    yield node
                elif raw:
                    yield Text(raw, node.span)
            case LineBreak() | Code() | Image() | NoteRef():
                next(leaves)
                yield node
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Link():
                yield replace(node, children=tuple(_rebuilt(node.children, leaves)))
            case _:
                assert_never(node)


def _raw_index(raw: str, shown: int) -> int:
    """The index in a text with soft hyphens of the character ``shown`` in the text without them."""
    if SOFT_HYPHEN not in raw:
        return shown
    index = 0
    while index < len(raw) and (shown > 0 or raw[index] == SOFT_HYPHEN):
        shown -= raw[index] != SOFT_HYPHEN
        index += 1
    return index
