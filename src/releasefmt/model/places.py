"""Where each character of a text stands in the author's draft, through cuts and joins of texts.

What stands in the draft letter for letter, as nearly all text does, carries nothing but its span.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from releasefmt.model.content import Code, CodeBlock, Span, Stretch, Text


def stretches(node: Text | Code | CodeBlock) -> tuple[Stretch, ...]:
    """The places of all characters of a text in order; none where it has no place."""
    if node.places:
        return node.places
    span = node.span
    if span is None:
        return ()
    literal = isinstance(node, Text) and span.line == span.end_line and span.end_column - span.column == len(node.text)
    return (Stretch(0, span, literal),)


def words_of(code: Code | CodeBlock) -> Text:
    """The words of code as a text, without the marks round it."""
    return placed(code.text, stretches(code))


def where(node: Text, start: int, end: int) -> Span | None:
    """The author's place of the characters from ``start`` to ``end``; of none of them, the point before ``start``."""
    known = stretches(node)
    if not known:
        return None
    size = len(node.text)
    first, literal, shift = _holding(known, min(start, size - 1 if size else 0))
    column = first.column + shift if literal else first.column
    if start >= size:
        last, literal, shift = _holding(known, size)
        line, column = last.end_line, last.end_column
        return Span(line, column, line, column)
    if end <= start:
        return Span(first.line, column, first.line, column)
    last, literal, shift = _holding(known, min(end, size) - 1)
    end_column = last.column + shift + 1 if literal else last.end_column
    return Span(first.line, column, last.end_line, end_column)


def _holding(known: Sequence[Stretch], index: int) -> tuple[Span, bool, int]:
    """The stretch that holds a character: its span, whether it is literal, how far into it the character stands."""
    number = bisect_right(known, index, key=lambda stretch: stretch.start) - 1
    stretch = known[max(number, 0)]
    return stretch.span, stretch.literal, index - stretch.start


def cut(node: Text, start: int, end: int) -> Text:
    """The characters of a text from ``start`` to ``end`` with their places."""
    words = node.text[start:end]
    if start == 0 and end >= len(node.text):
        return node
    known = stretches(node)
    if not known or not words:
        return Text(words, where(node, start, start + len(words)))
    end = start + len(words)
    if len(known) == 1 and known[0].literal:
        span = known[0].span
        return Text(words, Span(span.line, span.column + start, span.line, span.column + end))
    number = max(bisect_right(known, start, key=lambda stretch: stretch.start) - 1, 0)
    kept: list[Stretch] = []
    while number < len(known) and known[number].start < end:
        stretch = known[number]
        number += 1
        following = known[number].start if number < len(known) else len(node.text)
        first, last = max(stretch.start, start), min(following, end)
        span = stretch.span
        if stretch.literal:
            column = span.column + first - stretch.start
            span = Span(span.line, column, span.line, column + last - first)
        kept.append(Stretch(first - start, span, stretch.literal))
    return placed(words, kept)


def joined(nodes: Sequence[Text]) -> Text:
    """Texts one behind the other as one. A text without a place stands between its neighbours."""
    if len(nodes) == 1:
        return nodes[0]
    out: list[Stretch] = []
    at = 0
    for node in nodes:
        known = stretches(node)
        if known and at and not out:
            out.append(Stretch(0, _before(known[0].span), literal=False))
        if not known and out and node.text:
            out.append(Stretch(at, _after(out[-1].span), literal=False))
        out += (Stretch(at + stretch.start, stretch.span, stretch.literal) for stretch in known if node.text)
        at += len(node.text)
    return placed("".join(node.text for node in nodes), out)


def _before(span: Span) -> Span:
    return Span(span.line, span.column, span.line, span.column)


def _after(span: Span) -> Span:
    return Span(span.end_line, span.end_column, span.end_line, span.end_column)


def placed(words: str, known: Iterable[Stretch]) -> Text:
    """A text whose characters stand at those places; literal stretches that follow one another become one."""
    merged: list[Stretch] = []
    for stretch in known:
        last = merged[-1] if merged else None
        span = stretch.span
        if (
            last is not None
            and last.literal
            and stretch.literal
            and (last.span.end_line, last.span.end_column) == (span.line, span.column)
        ):
            merged[-1] = Stretch(last.start, Span(span.line, last.span.column, span.line, span.end_column))
        else:
            merged.append(stretch)
    if not merged:
        return Text(words)
    begin = min((stretch.span.line, stretch.span.column) for stretch in merged)
    end = max((stretch.span.end_line, stretch.span.end_column) for stretch in merged)
    whole = Span(*begin, *end)
    if len(merged) == 1 and merged[0].literal:
        return Text(words, whole)
    return Text(words, whole, tuple(merged))


def together(words: str, span: Span | None) -> Text:
    """A text whose characters cannot be told apart in the draft: all of them stand in the whole of ``span``."""
    return Text(words, span, (Stretch(0, span, literal=False),) if span else ())


def part_of(node: Text, words: str, start: int = 0) -> Span | None:
    """Where ``words`` first stand in a text from ``start`` on; the whole text's place where they do not."""
    at = node.text.find(words, start)
    return where(node, at, at + len(words)) if at >= 0 else node.span


def stripped(node: Text, signs: str | None = None) -> Text:
    """A text without blanks, or the ``signs``, at either end."""
    end = len(node.text.rstrip(signs))
    start = len(node.text) - len(node.text.lstrip(signs))
    return cut(node, min(start, end), end)


def collapsed(node: Text, blanks: str = r"\s+") -> Text:
    """A text with one blank for each run of what the pattern ``blanks`` matches."""
    pieces: list[Text] = []
    done = 0
    for run in re.finditer(blanks, node.text):
        if run[0] != " ":
            there = where(node, *run.span())
            pieces += [cut(node, done, run.start()), together(" ", there)]
            done = run.end()
    return joined((*pieces, cut(node, done, len(node.text)))) if pieces else node
