"""Characters of a sheet that no typeface at hand has, wherever they stand, before anything is drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from releasefmt.model.content import Code, Image, Release, Span, Text
from releasefmt.model.glyphs import LOST, LOST_SHOWN, Place
from releasefmt.model.places import where, words_of
from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text
from releasefmt.model.walk import leaves_of, leaves_of_release

_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_VARIANTS = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)  # say how the sign before them looks


def lacking(sheet: Sheet, release: Release, characters: frozenset[int], settings: str, file: str) -> dict[str, Place]:
    """Each character that is printed and not among ``characters`` (code points), with its first place.

    ``release`` is the sheet's as it was read: once soft hyphens are set, a text no longer knows the place of each character.
    What the draft does not hold comes from the letterhead: from ``settings``, the text of ``file``.
    """
    signs: dict[str, Span | None] = {}
    present: set[str] = set()
    for text, span in _printed(sheet):
        for sign in dict.fromkeys(text):
            if sign in present:
                continue
            if _is_missing(sign, characters):
                signs[sign] = signs.get(sign) or span
            else:
                present.add(sign)
    exact: dict[str, Span | None] = {}
    for leaf in leaves_of_release(release) if signs else ():
        node = words_of(leaf) if isinstance(leaf, Code) else leaf
        if isinstance(node, Text):
            for sign in signs.keys() & set(node.text) - exact.keys():
                index = node.text.index(sign)
                exact[sign] = where(node, index, index + 1)
    found = {}
    for sign, span in signs.items():
        span = exact.get(sign) or span  # noqa: PLW2901
        found[sign] = Place(span) if span is not None else _in_settings(sign, settings, file)
    return found


def _is_missing(sign: str, characters: frozenset[int]) -> bool:
    """A composed letter is drawn from its parts where the typeface has those, and U+FFFD by its stand-in."""
    sign = LOST_SHOWN if sign == LOST else sign
    if ord(sign) in characters or unicodedata.category(sign) in _INVISIBLE or sign in _VARIANTS:
        return False
    parts = unicodedata.normalize("NFD", sign)
    return parts == sign or not all(ord(part) in characters for part in parts)


def _in_settings(sign: str, settings: str, file: str) -> Place:
    for number, line in enumerate(settings.splitlines(), 1):
        if (column := line.find(sign) + 1) and not line.lstrip().startswith("#"):
            return Place(Span(number, column, number, column + 1), file)
    return Place()


def _printed(sheet: Sheet) -> Iterator[tuple[str, Span | None]]:
    """Every text with its place, the draft's before the letterhead's, which has none."""
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    for leaf in leaves_of(blocks):
        match leaf:
            case Text(text) | Code(text):
                yield text, leaf.span
            case Image(source, alt) if source not in sheet.pictures:
                yield alt, leaf.span
            case _:
                pass
    head = sheet.first_head
    slots = (
        head.wordmark,
        head.organisation,
        *map(plain_text, head.address),
        *head.addressee,
        sheet.running_head.left,
        sheet.running_head.right,
        *sheet.footer.lines,
        sheet.footer.page_of,
    )
    yield from ((slot, None) for slot in slots)
