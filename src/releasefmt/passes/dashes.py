"""Dashes: a hyphen between blanks, and two or three hyphens in a row, into the dash of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from releasefmt.model.language import Typography
from releasefmt.passes.run import Edit, Run

_SPACED = re.compile(r"(?<=\S)([ \t\n\u00a0])(-{1,3})(?=[ \t\n\u00a0]+\S)")
_GLUED = re.compile(r"(?<=[^\W\d_])(-{2,3})(?=[^\W\d_])")


def set_dashes(run: Run, typography: Typography) -> Run:
    """The run with its dashes; between numbers a hyphen may be a minus, so nothing is changed there."""
    if "-" not in run.text:
        return run
    dashes = ("", typography.dash, typography.double_hyphen, typography.triple_hyphen)
    return run.edited(_edits(run.text, dashes))


def _edits(text: str, dashes: tuple[str, ...]) -> Iterator[Edit]:
    found = [(match.start(2), match[2]) for match in _SPACED.finditer(text)]
    found += [(match.start(1), match[1]) for match in _GLUED.finditer(text)]
    for start, hyphens in sorted(found):
        dash = dashes[len(hyphens)]
        if dash and not _between_numbers(text, start, start + len(hyphens)):
            yield Edit(start, start + len(hyphens), dash)


def _between_numbers(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 8, 0) : start].rstrip()[-1:], text[end : end + 8].lstrip()[:1]
    return before.isdigit() and after.isdigit()
