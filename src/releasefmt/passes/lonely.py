"""No lonely short word on the last line of a headline: the last words are kept together by no-break spaces.

WeasyPrint 70 and Word have nothing to balance lines with, so both get the same no-break spaces instead.
"""

from __future__ import annotations

from dataclasses import replace

from releasefmt.model.content import Emphasis, Inlines, Strong, Text

_ALONE = 9  # letters; a word of more can fill a last line by itself
_TOGETHER = 24  # letters that may be kept together; more would tear a hole in the line before
_LEAST_BEFORE = 2  # words that stay free, so that the text can still be broken


def without_lonely_end(text: str) -> str:
    """The text with its last words joined until they have more than nine letters."""
    words = text.split(" ")
    end = words.pop()
    while len(words) > _LEAST_BEFORE and len(end) <= _ALONE and len(end) + 1 + len(words[-1]) <= _TOGETHER:
        end = f"{words.pop()}\N{NO-BREAK SPACE}{end}"
    return " ".join((*words, end))


def without_lonely_end_in(content: Inlines) -> Inlines:
    """The same for inlines, in the last text of them."""
    match content:
        case (*before, Text() as last):
            return (*before, replace(last, text=without_lonely_end(last.text)))
        case (*before, (Strong() | Emphasis()) as last):
            return (*before, replace(last, children=without_lonely_end_in(last.children)))
    return content
