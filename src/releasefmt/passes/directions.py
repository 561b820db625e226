"""Which way words run: passages that run against the page keep their signs, digits and order in both files.

The Unicode bidirectional algorithm (UAX #9) gives a sign between two directions to the page: a telephone number comes
out with its groups reversed, a Latin name with its last full stop before it. WeasyPrint orders by boxes and Word by runs
besides. So such passages are found once, here, and marked as ``Foreign`` without a language, or by isolates (UAX #9, 2.4)
where a slot of the letterhead holds text only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
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
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from releasefmt.model.places import cut, joined
from releasefmt.model.sheet import ISOLATE_END, ISOLATE_LTR, ISOLATE_RTL
from releasefmt.model.text import plain_text

# A telephone number: groups of digits behind a plus, or three and more. Ranges of years run with the page. A Latin letter right
# behind runs on with it, one of a script from right to left makes it something else.
_TELEPHONE = re.compile(
    r"(?<!\w)(?:\+\d[\d()]*(?:[ \u00a0\u202f/-]\(?\d+\)?)*|\(?\d+\)?(?:[ \u00a0\u202f/-]\d+){2,})"
    r"(?![\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])"
)
_AGAINST, _ALONG, _DIGIT, _NEUTRAL = "A", "W", "D", "N"
_PASSAGE = re.compile(f"{_AGAINST}(?:[{_AGAINST}{_DIGIT}{_NEUTRAL}]*[{_AGAINST}{_DIGIT}])?")
_INITIAL = re.compile(r"(?:^|[\s.])\w$")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def directed(inlines: Inlines, right_to_left: bool) -> Inlines:
    """The inlines of one paragraph on a page that runs ``right_to_left`` or not, with what runs against it marked."""
    if not right_to_left and not _against(plain_text(inlines), right_to_left):
        return inlines
    out: list[Inline] = []
    line: list[Inline] = []
    for node in inlines:
        if isinstance(node, LineBreak):
            out += (*_line(tuple(line), right_to_left), node)
            line = []
        else:
            line.append(node)
    return (*out, *_line(tuple(line), right_to_left))


def isolated(text: str, right_to_left: bool) -> str:
    """The same for a text that can hold no inlines: its passages stand between isolates."""
    if not _against(text, right_to_left):
        return text
    start = ISOLATE_LTR if right_to_left else ISOLATE_RTL
    if _runs_against(text, right_to_left):
        return f"{start}{text}{ISOLATE_END}"
    return "".join(
        f"{start}{words}{ISOLATE_END}" if against else words
        for against, words in ((against, text[first:last]) for against, first, last in _passages(text, right_to_left))
    )


# --- one line ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece of a line; ``way`` is one of ``_AGAINST``, ``_ALONG`` and ``_NEUTRAL``."""

    way: str
    node: Inline


def _line(inlines: Inlines, right_to_left: bool) -> Inlines:
    words = plain_text(inlines)
    if _runs_against(words, right_to_left) and not any(isinstance(node, Foreign) for node in inlines):
        return (_foreign(inlines, not right_to_left),)
    # How a text is cut is no matter: “+” and “49” in two pieces are a telephone number as well.
    atoms = [atom for node in _whole(inlines) for atom in _atoms(node, right_to_left)]
    out: list[Inline] = []
    group: list[_Atom] = []
    for atom in atoms:
        if atom.way == _AGAINST or (group and atom.way == _NEUTRAL):
            group.append(atom)
            continue
        out += (*_grouped(group, right_to_left), atom.node)
        group = []
    return (*out, *_grouped(group, right_to_left))


def _grouped(group: list[_Atom], right_to_left: bool) -> Inlines:
    """A passage ends with its last word; neutral signs after that belong to the page."""
    end = len(group)
    while end and group[end - 1].way != _AGAINST:
        end -= 1
    nodes = [atom.node for atom in group]
    passage: Inlines = (_foreign(_whole(nodes[:end]), not right_to_left),) if end else ()
    return (*passage, *_whole(nodes[end:]))


def _foreign(inlines: Inlines, right_to_left: bool) -> Foreign:
    return Foreign(directed(inlines, right_to_left), "", right_to_left)


def _whole(inlines: Sequence[Inline]) -> Inlines:
    """The same with the pieces of one text joined."""
    nodes: list[Inline] = []
    for node in inlines:
        if isinstance(node, Text) and nodes and isinstance(nodes[-1], Text):
            nodes[-1] = joined((nodes[-1], node))
        else:
            nodes.append(node)
    return tuple(nodes)


def _atoms(node: Inline, right_to_left: bool) -> Iterator[_Atom]:
    match node:
        case Text(text):
            for against, first, last in _passages(text, right_to_left):
                piece = cut(node, first, last)
                yield _Atom(_AGAINST if against else _way(piece.text, right_to_left), piece)
        case Foreign(children, language, turned):
            yield _Atom(_ALONG, Foreign(directed(children, turned), language, turned, node.span))
        case Link() if right_to_left and node.target.startswith("tel:"):
            yield _Atom(_AGAINST, node)
        case Code(text):
            yield _Atom(_AGAINST if right_to_left and not _has(text, right_to_left=True) else _ALONG, node)
        case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Link():
            way = _way(plain_text(node.children), right_to_left)
            inner = node if way == _AGAINST else replace(node, children=directed(node.children, right_to_left))
            yield _Atom(way, inner)
        case SoftBreak() | NoteRef():
            yield _Atom(_NEUTRAL, node)
        case Image() | LineBreak():
            yield _Atom(_ALONG, node)
        case _:
            assert_never(node)


def _way(text: str, right_to_left: bool) -> str:
    if _has(text, right_to_left=right_to_left):
        return _ALONG
    return _AGAINST if _has(text, right_to_left=not right_to_left) else _NEUTRAL


# --- text ----------------------------------------------------------------------------------------------------------


def _passages(text: str, right_to_left: bool) -> Iterator[tuple[bool, int, int]]:
    """All of the text piece by piece: whether it runs against the page, where it begins and where it ends."""
    ways = _ways(text, right_to_left)
    at = 0
    for match in _PASSAGE.finditer(ways):
        end = _with_its_signs(text, match.start(), match.end())
        if match.start() > at:
            yield False, at, match.start()
        yield True, match.start(), end
        at = end
    if at < len(text):
        yield False, at, len(text)


def _with_its_signs(text: str, start: int, end: int) -> int:
    """A full stop goes with an initial, as in ``e. V.``, a closing bracket with one that the passage has opened.

    Brackets right around a passage are the page's: where a line ends within, each stands at the outer side of its word.
    """
    if text[end : end + 1] == "." and _INITIAL.search(text[start:end]):
        end += 1
    opener = _PAIRS.get(text[end : end + 1])
    return end + 1 if opener and text.count(opener, start, end) > text.count(text[end], start, end) else end


def _ways(text: str, right_to_left: bool) -> str:
    ways: list[str] = []
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == "NSM" and ways:
            ways.append(ways[-1])
        elif kind in ("L", "R", "AL"):
            ways.append(_ALONG if (kind != "L") == right_to_left else _AGAINST)
        else:
            ways.append(_DIGIT if kind in ("EN", "AN") else _NEUTRAL)
    if right_to_left:
        for match in _TELEPHONE.finditer(text):
            ways[match.start() : match.end()] = _AGAINST * len(match[0])
    return "".join(ways)


def _against(text: str, right_to_left: bool) -> bool:
    """Whether anything in a text runs against the page."""
    if right_to_left:
        return _AGAINST in _ways(text, right_to_left)
    return not text.isascii() and any(map(_runs_left, set(text)))


@cache
def _runs_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _runs_against(text: str, right_to_left: bool) -> bool:
    """Whether all of a text does: nothing in it runs along with the page."""
    return _way(text, right_to_left) == _AGAINST


def _has(text: str, *, right_to_left: bool) -> bool:
    kinds = ("R", "AL") if right_to_left else ("L",)
    return any(unicodedata.bidirectional(letter) in kinds for letter in text)
