"""Dashes: a hyphen between blanks, and two or three hyphens in a row, into the dash of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from releasefmt.model.language import Typography
from releasefmt.passes.run import Edit, Run

_SPACED = re.compile(r"(?<=\S)(?P<before>[ \t\n\u00a0])(?P<hyphens>-{1,3})(?=(?P<after>[ \t\n\u00a0]+)\S)")
_GLUED = re.compile(r"(?<=[^\W\d_])(?P<hyphens>-{2,3})(?=[^\W\d_])")


def set_dashes(run: Run, typography: Typography) -> Run:
    """The run with its dashes; between numbers a hyphen may be a minus, so nothing is changed there."""
    if "-" not in run.text:
        return run
    return run.edited(_edits(run.text, typography))


def _edits(text: str, typography: Typography) -> Iterator[Edit]:
    dashes = ("", typography.dash, typography.double_hyphen, typography.triple_hyphen)
    done = 0
    found = [*_SPACED.finditer(text), *_GLUED.finditer(text)]
    for match in sorted(found, key=lambda match: match.start("hyphens")):
        start, end = match.span("hyphens")
        dash = dashes[end - start]
        if not dash or _between_numbers(text, start, end):
            continue
        if typography.tight_dash and end - start == len("---") and match.re is _SPACED:
            start, end = match.start("before"), match.end("after")
        if start >= done:  # one blank may stand behind one dash and before another, which the next round sets
            yield Edit(start, end, dash)
            done = end


def _between_numbers(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 8, 0) : start].rstrip()[-1:], text[end : end + 8].lstrip()[:1]
    return before.isdigit() and after.isdigit()
