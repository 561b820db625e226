"""Copyfitting: a last page that holds next to nothing is avoided by setting the whole release a little tighter.

How full the last page is only somebody who lays out can say; how much tighter the lines may stand is decided here, on the
sheet, so that both renderers obey the same leading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from releasefmt.model.findings import Outcome
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Extent, Sheet
from releasefmt.model.style import Role, Style, TextStyle

FEWEST = 3
"""Lines that a last page must hold to be worth its paper."""
SPARSE = 8
"""Fewer lines, as a press contact has, are drawn onto the page before where that can be done, but need not be said."""
STEPS = (0.984, 0.968, 0.952)
"""Leading against the style's own: 15.5 pt become 14.75 at the least, which no reader sees."""
_WORD = 0.05  # pt; Word knows leading by the twentieth of a point
_SPARED = frozenset(
    {
        Role.WORDMARK,
        Role.ORGANISATION,
        Role.ADDRESSEE,
        Role.ADDRESS,
        Role.RUNNING_HEAD,
        Role.FOOTER,
        Role.LABEL,
        Role.DATELINE,
    }
)


def fitted(sheet: Sheet, measure: Callable[[Sheet], Extent | None]) -> Outcome[Sheet]:
    """The sheet, or one set just tight enough to save its all but empty last page; a finding if that cannot be done.

    Either knows now how many pages it has.

    ``measure`` lays a sheet out; None means that it cannot, and then nothing is changed.
    """
    extent = measure(sheet)
    if extent is None or extent.pages < 2 or extent.last_lines >= SPARSE:
        return Outcome(sheet if extent is None else replace(sheet, pages=extent.pages))
    for tighter in _tighter(sheet):
        now = measure(tighter)
        if now is not None and now.pages < extent.pages:
            return Outcome(replace(tighter, pages=now.pages))
    kept = replace(sheet, pages=extent.pages)
    if extent.last_lines >= FEWEST:
        return Outcome(kept)
    lines = "one line" if extent.last_lines == 1 else f"{extent.last_lines} lines"
    message = f"The last page holds only {lines}, and setting the text tighter does not save it."
    hint = "Shorten the text by a line or two, or let it be longer."
    return Outcome(kept, (finding("RF507", message, hint=hint),))


def _tighter(sheet: Sheet) -> Iterator[Sheet]:
    for factor in STEPS:
        yield replace(sheet, style=_tighter_style(sheet.style, factor))


@lru_cache(maxsize=32)
def _tighter_style(style: Style, factor: float) -> Style:
    """One and the same for all releases, so that what follows from it is worked out once."""
    roles = {role: text if role in _SPARED else _set_by(text, factor) for role, text in style.roles.items()}
    return replace(style, roles=roles)


def _set_by(text: TextStyle, factor: float) -> TextStyle:
    """Leading by the factor, distances by three times as much: they are seen less."""
    distance = 1 - 3 * (1 - factor)
    return replace(
        text,
        leading=_twentieths(text.leading * factor),
        before=_twentieths(text.before * distance),
        after=_twentieths(text.after * distance),
    )


def _twentieths(points: float) -> float:
    return round(round(points / _WORD) * _WORD, 2)
