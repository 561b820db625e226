"""The text of one paragraph, heading or cell as one string, across its inline nodes, and edits of it.

A quotation may open in one node and close in another, and a blank may be a line end that the author typed; rules see
neither. Soft hyphens are left out of the string, so that a word is found whether or not it has some.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import assert_never

from releasefmt.model.content import (
    Code,
    Emphasis,
    Foreign,
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
from releasefmt.model.places import together, where

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
# What is in every address, and in few texts.
_SIGN_OF_ADDRESS = re.compile(r"@|#|://|\.[a-z]{2}|www\.")
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
    shown: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", self.raw.replace(SOFT_HYPHEN, ""))


class Run:
    """Inlines as one string. A run is never changed; ``edited`` and ``softened`` make another."""

    def __init__(self, inlines: Inlines, leaves: tuple[_Leaf, ...] | None = None) -> None:
        self._inlines = inlines
        self._leaves = tuple(_leaves(inlines, fixed=False)) if leaves is None else leaves
        self._places: dict[int, list[int]] = {}

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
        for match in _ADDRESS.finditer(self.text) if _SIGN_OF_ADDRESS.search(self.text) else ():
            end = match.start() + len(match[0].rstrip(_AFTER_ADDRESS))
            mask[match.start() : end] = b"\x01" * (end - match.start())
        return mask

    @cached_property
    def _has_soft_hyphens(self) -> bool:
        return any(SOFT_HYPHEN in leaf.raw for leaf in self._leaves)

    @cached_property
    def is_free(self) -> bool:
        """Whether nothing in it is fixed, and no soft hyphen stands in it."""
        return 1 not in self._fixed and not self._has_soft_hyphens

    def is_fixed(self, start: int, end: int) -> bool:
        """Whether any character from ``start`` to ``end`` is none of a rule's business."""
        return self._fixed.find(1, start, end) >= 0

    def has_soft_hyphen(self, start: int, end: int) -> bool:
        """Whether a soft hyphen stands between ``start`` and ``end``."""
        return self._has_soft_hyphens and any(
            SOFT_HYPHEN in leaf.raw[self._raw(number, max(start - at, 0)) : self._raw(number, end - at)]
            for number, leaf, at in self._between(start, end)
        )

    def span(self, start: int, end: int) -> Span | None:
        """Where the characters stand in the draft; a node that is no text, or has been edited, stands as a whole."""
        places = []
        for number, leaf, at in self._between(start, end):
            there = leaf.node.span
            if isinstance(leaf.node, Text) and leaf.raw == leaf.node.text:
                there = where(leaf.node, self._raw(number, max(start - at, 0)), self._raw(number, end - at - 1) + 1)
            if there is not None:
                places.append(there)
        if not places:
            return None
        first, last = places[0], places[-1]
        return Span(first.line, first.column, last.end_line, last.end_column)

    def edited(self, edits: Iterable[Edit]) -> Run:
        """The run with those edits, in order and apart from one another, that touch nothing fixed."""
        changes: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for edit in edits:
            if self.is_fixed(edit.start, edit.end) or self.text[edit.start : edit.end] == edit.text:
                continue
            text = edit.text
            for number, leaf, at in self._between(edit.start, edit.end):
                begin, end = self._raw(number, max(edit.start - at, 0)), self._raw(number, edit.end - at)
                # Soft hyphens among the replaced characters are the author's and stay.
                changes[number].append((begin, end, text + SOFT_HYPHEN * leaf.raw[begin:end].count(SOFT_HYPHEN)))
                text = ""
        return self._with(changes)

    def softened(self, places: Iterable[int]) -> Run:
        """The run with a soft hyphen before each of the characters ``places``, which come in order."""
        leaves = list(self._leaves)
        for number, inside in groupby(places, self._leaf_before):
            leaf, at = leaves[number], self._starts[number]
            cuts = [place - at for place in inside]
            if SOFT_HYPHEN in leaf.raw:
                cuts = [self._raw(number, place) for place in cuts]
            raw = SOFT_HYPHEN.join([leaf.raw[begin:end] for begin, end in pairwise((0, *cuts, len(leaf.raw)))])
            leaves[number] = _Leaf(leaf.node, raw, leaf.fixed)
        return Run(self._inlines, tuple(leaves))

    def _leaf_before(self, place: int) -> int:
        """The number of the leaf that holds the character before ``place``."""
        return bisect_left(self._starts, place) - 1

    @property
    def inlines(self) -> Inlines:
        return tuple(_rebuilt(self._inlines, iter(self._leaves)))

    def _with(self, changes: Mapping[int, Sequence[tuple[int, int, str]]]) -> Run:
        """The run with changed leaves; of each change the place in the leaf's raw text, and the new text."""
        if not changes:
            return self
        leaves = list(self._leaves)
        for number, parts in changes.items():
            raw, done = leaves[number].raw, 0
            pieces: list[str] = []
            for begin, end, text in parts:
                pieces += (raw[done:begin], text)
                done = end
            leaves[number] = _Leaf(leaves[number].node, "".join((*pieces, raw[done:])), leaves[number].fixed)
        return Run(self._inlines, tuple(leaves))

    def _raw(self, number: int, shown: int) -> int:
        """The index in a leaf's raw text of the character ``shown`` of the text without soft hyphens."""
        leaf = self._leaves[number]
        if SOFT_HYPHEN not in leaf.raw:
            return min(shown, len(leaf.raw))
        places = self._places.get(number)
        if places is None:
            places = [index for index, sign in enumerate(leaf.raw) if sign != SOFT_HYPHEN]
            self._places[number] = places
        return places[shown] if shown < len(places) else len(leaf.raw)

    def _between(self, start: int, end: int) -> Iterator[tuple[int, _Leaf, int]]:
        """The leaves that hold characters from ``start`` to ``end``: number, leaf, and where its text begins."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        for number in range(max(first, 0), last):
            if self._leaves[number].shown:
                yield number, self._leaves[number], self._starts[number]


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
            case Foreign(children):
                yield from _leaves(children, fixed=True)  # a run of its own, by the rules of its own language
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
                    # What reads otherwise than it was typed stands as a whole where it stood.
                    yield together(raw, node.span)
            case SoftBreak():
                raw = next(leaves).raw
                if raw == "\n":
                    yield node
                elif raw:
                    yield Text(raw, node.span)
            case LineBreak() | Code() | Image() | NoteRef():
                next(leaves)
                yield node
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign() | Link():
                yield replace(node, children=tuple(_rebuilt(node.children, leaves)))
            case _:
                assert_never(node)
