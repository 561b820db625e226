"""What a script asks of a style that was drawn for Latin letters: room between lines, no slant, no tracking."""

from __future__ import annotations

import operator
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from babel.core import get_global

from releasefmt.model.content import (
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
)
from releasefmt.model.sheet import FooterSlot, RunningHead, Sheet
from releasefmt.model.style import Role, Script, Style, TextStyle
from releasefmt.model.text import plain_text
from releasefmt.passes.directions import directed, isolated
from releasefmt.passes.wording import with_words


@dataclass(frozen=True, slots=True)
class _Needs:
    """``leading`` multiplies the distance of lines."""

    leading: float
    joined: bool = False


# Arabic has strokes above and below that Latin has not and joins its letters; the squares of Chinese, Japanese and Korean
# want half to all of their height between lines (W3C, Requirements for Japanese Text Layout, 2.4.2).
_SQUARE = _Needs(1.15)
_NEEDS = {
    "Arab": _Needs(1.15, joined=True),
    "Hans": _SQUARE,
    "Hant": _SQUARE,
    "Jpan": _SQUARE,
    "Kore": _SQUARE,
}
_UPRIGHT = ("ARABIC", "CJK", "HANGUL", "HEBREW", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")
"""How the names of characters begin whose scripts know no italics; a machine would slant them."""
_LETTERHEAD = frozenset(
    {Role.WORDMARK, Role.ORGANISATION, Role.ADDRESSEE, Role.ADDRESS, Role.RUNNING_HEAD, Role.FOOTER}
)
"""Roles whose places are measured; their lines keep their distance."""


def fitted(sheet: Sheet) -> Sheet:
    """The sheet in the ways of its script, with everything marked that runs against the page."""
    turned = sheet.right_to_left

    def change(inlines: Inlines) -> Inlines:
        return directed(_upright(inlines), turned)

    say = partial(isolated, right_to_left=turned)
    head, running, footer = sheet.first_head, sheet.running_head, sheet.footer
    return replace(
        sheet,
        style=_style(sheet.style, _script(sheet.language), turned),
        flow=tuple(placed.holding(with_words((placed.block,), change)[0]) for placed in sheet.flow),
        notes=tuple(replace(note, blocks=with_words(note.blocks, change)) for note in sheet.notes),
        first_head=replace(
            head,
            organisation=say(head.organisation),
            wordmark=say(head.wordmark),
            address=tuple(map(change, head.address)),
            addressee=tuple(map(say, head.addressee)),
        ),
        running_head=RunningHead(say(running.left), say(running.right)),
        footer=FooterSlot(tuple(map(say, footer.lines)), footer.page_of),
    )


def _script(tag: str) -> str:
    """The script that a language is mostly written in (CLDR, likely subtags)."""
    likely = get_global("likely_subtags").get(tag.partition("-")[0].lower(), "")
    return next((part for part in likely.split("_") if len(part) == 4), "")


@lru_cache(maxsize=32)
def _style(style: Style, script: str, turned: bool) -> Style:
    """One and the same for all releases in a script, so that what follows from it is worked out once."""
    needs, leads = _NEEDS.get(script), Script.COMPLEX if turned else None
    if needs is None and style.leads is leads:
        return style
    roles = style.roles if needs is None else {role: _text(role, text, needs) for role, text in style.roles.items()}
    return replace(style, roles=roles, leads=leads)


def _text(role: Role, text: TextStyle, needs: _Needs) -> TextStyle:
    leading = text.leading if role in _LETTERHEAD else round(text.leading * needs.leading * 2) / 2
    return replace(text, leading=leading, italic=False, tracking=0.0 if needs.joined else text.tracking)


def _upright(inlines: Inlines) -> Inlines:
    """Emphasis in a script without italics is bold; without any the inlines are the same."""
    changed = tuple(map(_inline, inlines))
    return inlines if all(map(operator.is_, changed, inlines)) else changed


def _inline(node: Inline) -> Inline:
    match node:
        case Emphasis(children) if any(map(_is_upright, plain_text(children))):
            return Strong(_upright(children), node.span)
        case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign() | Link():
            children = _upright(node.children)
            return node if children is node.children else replace(node, children=children)
        case _:
            return node


@cache
def _is_upright(letter: str) -> bool:
    return letter.isalpha() and unicodedata.name(letter, "").startswith(_UPRIGHT)
