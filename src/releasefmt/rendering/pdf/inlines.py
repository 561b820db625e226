"""Inlines to HTML, one small function a kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from typing import assert_never

from releasefmt.model.content import (
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from releasefmt.model.glyphs import LOST, LOST_SHOWN
from releasefmt.model.sheet import Sheet, Words
from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.rendering.pdf.fetcher import picture_url

# Few typefaces draw U+FFFD; its stand-in is said as what it stands for, so that both files are copied and read out alike.
_LOST_SIGN = f'<span data-typed="{LOST}">{LOST_SHOWN}</span>'
_SOFT_HYPHEN = "\u00ad"
_NO_LIGATURE = "\u200c"  # zero-width non-joiner; it leaves no glyph and no text in the file
_LONG_RUN = 40
_LONG = re.compile(rf"[^\s\u00ad\u200b-]{{{_LONG_RUN},}}")
# Behind these a long address may be broken; a zero-width space, too, leaves nothing in the file.
_ADDRESS_SIGN = re.compile(r"(?<=[/.?&])(?=\w)")
_MAY_BREAK = "\u200b"
_MUST_NOT = "\u2060"
# A hyphen with fewer than four signs of its word on one side, as in Co-Vorsitz; joiner and soft hyphen are of the word.
_SHORT_PART = re.compile(r"(?<![\w\u00ad\u200c-])\w{1,3}-(?=\w)|(?<=\w)-(?=\w{1,3}(?![\w\u00ad\u200c-]))")


@dataclass(slots=True)
class Setting:
    """What a sheet says to every node, and which footnotes still wait to be set at their first sign.

    ``note`` sets one: notes hold blocks, and blocks hold the signs of notes, so it is handed in rather than imported.
    ``capitals`` and ``hyphenate`` are those of the role around, ``depth`` counts the lists around, ``turned`` says that
    something around reads from right to left.
    """

    sheet: Sheet
    note: Callable[[Footnote, Setting], str]
    waiting: dict[int, Footnote] = field(default_factory=dict)
    capitals: bool = False
    hyphenate: bool = False
    depth: int = 0
    turned: bool = False

    def deeper(self) -> Setting:
        """The same setting inside a list."""
        return replace(self, depth=self.depth + 1)

    def within(self, role: Role) -> Setting:
        """The same setting inside a role."""
        text = self.sheet.style.text(role)
        return replace(self, capitals=text.capitals, hyphenate=text.hyphenate)


def inlines(content: Inlines, setting: Setting) -> str:
    return "".join(inline(item, setting) for item in content)


def inline(item: Inline, setting: Setting) -> str:
    match item:
        case Text(text):
            return _text(text, setting)
        case Strong(children):
            return f"<strong>{inlines(children, setting)}</strong>"
        case Emphasis(children):
            return f"<em>{inlines(children, setting)}</em>"
        case Strikethrough(children):
            return f"<s>{inlines(children, setting)}</s>"
        case Superscript(children):
            return f"<sup>{inlines(children, setting)}</sup>"
        case Subscript(children):
            return f"<sub>{inlines(children, setting)}</sub>"
        case Foreign(children, language, right_to_left):
            spoken = f' lang="{escape(language)}"' if language else ""
            # On a page from left to right only what runs the other way, and what stands in that again, must say so.
            turned = f' dir="{"rtl" if right_to_left else "ltr"}"' if right_to_left or setting.turned else ""
            inner = replace(setting, turned=True) if right_to_left else setting
            return f"<span{spoken}{turned}>{inlines(children, inner)}</span>"
        case Code(text):
            return f"<code>{_LOST_SIGN.join(map(escape, text.split(LOST)))}</code>"
        case Link():
            return _link(item, setting)
        case Image():
            return image(item, setting)
        case SoftBreak():
            return " "
        case LineBreak():
            return "<br>"
        case NoteRef(number):
            return _note_sign(number, setting)
        case _:
            assert_never(item)


def _text(text: str, setting: Setting) -> str:
    """Text, in a role of capitals each word as a capital picture of the word that was typed.

    The capitals are made here and not by CSS because the tagging needs to know what was typed (``data-typed``): it goes
    into the file as ActualText (ISO 32000-1, 14.9.4), so that a copied label reads „Pressemitteilung“. ß becomes ẞ
    (Council for German Orthography, 2017), where CSS would write SS.
    """
    if LOST in text:
        return _LOST_SIGN.join(_text(part, setting) if part else "" for part in text.split(LOST))
    if not setting.hyphenate:
        text = text.replace(_SOFT_HYPHEN, "")  # Pango would break there all the same, and without a hyphen
    # No ligature over a break: HarfBuzz would make one, and WeasyPrint 70 then finds no text for it (empty ToUnicode).
    text = text.replace(_SOFT_HYPHEN, _NO_LIGATURE + _SOFT_HYPHEN)
    if not setting.capitals:
        # Programs take a hyphen at a line's end for one that was put there and drop it when the word is copied; a word of a
        # long part on either side must be broken all the same.
        text = _SHORT_PART.sub(rf"\g<0>{_MUST_NOT}", text)
        return _long_runs(text) if len(text) >= _LONG_RUN else escape(text)
    parts = (
        escape(word)
        if word == _capitals(word)
        else f'<span data-typed="{escape(word)}">{escape(_capitals(word))}</span>'
        for word in _split_at_blanks(text)
    )
    return "".join(parts)


def _long_runs(text: str) -> str:
    parted = _LONG.sub(lambda run: _ADDRESS_SIGN.sub(_MAY_BREAK, run[0]), text)
    return _LONG.sub(_breakable, escape(parted))


def _breakable(match: re.Match[str]) -> str:
    """A run that no line may hold gets leave to break anywhere.

    Only such a run: the leave makes WeasyPrint 70 drop the hyphen where a soft hyphen's just does not fit any more.
    """
    return f'<span class="long">{match[0]}</span>'


def _capitals(word: str) -> str:
    return word.replace("ß", "ẞ").upper()


def _split_at_blanks(text: str) -> list[str]:
    parts: list[str] = []
    for sign in text:
        if parts and parts[-1][-1].isspace() == sign.isspace():
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _link(link: Link, setting: Setting) -> str:
    says = escape(link_description(link, setting.sheet.words))
    match link.children:
        case (Text(text),) if _is_address(text, link.target) and not setting.capitals:
            shown = _address(text)
        case children:
            shown = inlines(children, setting)
    return f'<a href="{escape(link.target)}" data-says="{says}">{shown}</a>'


def _address(text: str) -> str:
    """An address as it can be copied: programs take a hyphen at a line's end for one that was put there, and drop it."""
    kept = _ADDRESS_SIGN.sub(_MAY_BREAK, text).replace("-", f"-{_MUST_NOT}")
    return f'<span class="long">{escape(kept)}</span>' if len(text) >= _LONG_RUN else escape(kept)


def _is_address(shown: str, target: str) -> bool:
    return _bare(shown) == _bare(target)


def _bare(address: str) -> str:
    """The address without what is left out when it is said or printed."""
    for start in ("https://", "http://", "mailto:", "www."):
        address = address.removeprefix(start)
    return address.rstrip("/")


def link_description(link: Link, words: Words) -> str:
    """What a screen reader says of a link (PDF/UA-1, 7.18.5): its title, or its words where they say where it leads."""
    shown = " ".join(plain_text(link.children).split())
    address = link.target.removeprefix("mailto:").removeprefix("tel:")
    if link.title:
        return link.title
    if link.target.startswith("mailto:"):
        return words.email_to.format(address=address.partition("?")[0])
    if link.target.startswith("tel:"):
        return f"{words.phone} {shown or address}"
    shown = shown or " ".join(item.alt for item in link.children if isinstance(item, Image))
    if not shown or _is_address(shown, link.target):
        return words.website.format(address=_bare(link.target))
    return shown


def image(item: Image, setting: Setting) -> str:
    """A picture at its printed size; one that could not be had (compose has said so) leaves its alternative text."""
    picture = setting.sheet.pictures.get(item.source)
    if picture is None:
        return escape(item.alt)
    size = f"width:{picture.width:.4f}mm;height:{picture.height:.4f}mm"
    return f'<img src="{picture_url(picture)}" alt="{escape(picture.alt)}" style="{size}">'


def _note_sign(number: int, setting: Setting) -> str:
    """The sign of a footnote; the first sign carries the note itself, which CSS moves to the foot of the page."""
    waiting = setting.waiting.pop(number, None)
    place = f' id="sign-{number}"' if waiting else ""
    sign = str(number)
    if any(item.number == number for item in setting.sheet.notes):
        says = escape(f"{setting.sheet.words.footnote} {number}")
        sign = f'<a href="#note-{number}" data-says="{says}">{number}</a>'
    html = f'{_MUST_NOT}<sup class="note-sign" data-tag="Reference"{place}>{sign}</sup>'
    return html + (setting.note(waiting, replace(setting, depth=0)) if waiting else "")
