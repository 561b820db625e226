"""Values of YAML and TOML, and where each of their characters was written: between quotation marks, escaped, folded."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from releasefmt.model.content import Span, Stretch, Text
from releasefmt.model.places import placed
from releasefmt.reading.source import Source

# What stands for another sign inside double quotation marks (YAML 1.2.2, 5.7; TOML 1.0), and inside YAML's single ones.
_ESCAPES = {'"': re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|\n)"), "'": re.compile("''")}
_BLANKS = re.compile(r"\s*")
# A string over several lines that begins with a sign of its own and ends where its indentation ends.
_BLOCK_HEAD = re.compile(r"[|>][^\n]*\n *")
_QUOTES = re.compile(r"\"{3}\n?|'{3}\n?|[\"']")


@dataclass(frozen=True)
class Passage:
    """Lines of a draft as one text; ``first`` is the number of its first line."""

    source: Source
    text: str
    first: int

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def _at(self, index: int) -> tuple[int, int]:
        line = min(bisect_right(self._starts, index), len(self._starts) - 1)
        return self.first + line - 1, index - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The author's place of the characters from ``start`` to ``end``."""
        return self.source.span(*self._at(start), *self._at(end))

    def value(self, value: str, start: int, end: int) -> Text:
        """A value that is written between ``start`` and ``end``."""
        written = self.text[start:end].rstrip()
        head = _BLOCK_HEAD.match(written) or _QUOTES.match(written)
        at, done = head.end() if head else 0, 0
        escape = _ESCAPES.get(written[0]) if head else None
        known: list[Stretch] = []
        while done < len(value) and at < len(written):
            same = _shared(value, done, written, at, escape)
            if same:
                line, column = self._at(start + at)
                known += self.source.stretches(line, column, same, done)
                at, done = at + same, done + same
                continue
            typed, read = _unit(value, done, written, at, escape)
            if not typed:
                break
            if read:
                known.append(Stretch(done, self.span(start + at, start + at + typed), literal=False))
            at, done = at + typed, done + read
        if value[done:].strip():
            return self._together(value, start, start + len(written))
        if done < len(value):  # the line end that closes a block of lines
            known.append(Stretch(done, self.span(start + at, start + at), literal=False))
        return placed(value, known)

    def _together(self, value: str, start: int, end: int) -> Text:
        """What cannot be told letter for letter stands as a whole."""
        return placed(value, (Stretch(0, self.span(start, end), literal=False),))


def _shared(value: str, done: int, written: str, at: int, escape: re.Pattern[str] | None) -> int:
    """How many characters follow that are written as they read, up to the end of their line."""
    count = 0
    while (
        done + count < len(value)
        and at + count < len(written)
        and value[done + count] == written[at + count]
        and written[at + count] != "\n"
        and not (escape and escape.match(written, at + count))
    ):
        count += 1
    # Blanks before a line end belong to it.
    while count and written[at + count - 1].isspace() and _ends_line(written, at + count):
        count -= 1
    return count


def _ends_line(written: str, at: int) -> bool:
    blanks = _BLANKS.match(written, at)
    return blanks is not None and "\n" in blanks[0]


def _unit(value: str, done: int, written: str, at: int, escape: re.Pattern[str] | None) -> tuple[int, int]:
    """What is written otherwise than it reads: how many characters are typed and how many are read; none if unknown."""
    blanks = _BLANKS.match(written, at)
    read = _BLANKS.match(value, done)
    if blanks and read and "\n" in blanks[0]:
        return len(blanks[0]), len(read[0])
    if found := escape.match(written, at) if escape else None:
        if found[0] == "\\\n":
            skipped = _BLANKS.match(written, found.end())
            return len(found[0]) + (len(skipped[0]) if skipped else 0), 0
        return len(found[0]), 1
    return (1, 1) if written[at] == value[done] else (0, 0)
