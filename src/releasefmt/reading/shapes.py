"""What a block looks like, whatever it means: all bold, short, a list of one, a run of contact lines."""

from __future__ import annotations

import re
from itertools import islice

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Paragraph,
    SoftBreak,
    Strong,
    Text,
)
from releasefmt.model.places import cut, stripped, where, words_of
from releasefmt.model.text import plain_text
from releasefmt.model.walk import leaves
from releasefmt.reading.inlines import autolink, drop_prefix, flat, place_of

_TYPED_BULLET = re.compile(r"\s*[•▪‣●◦]\s+(?=\S)")
_MAILBOX = re.compile(r"[\w.+-]@[\w-]+\.")
_TELEPHONE = re.compile(r"[+0](?<!\w0)\d[\d\s()/.\u00a0-]{5,}\d")
_AMERICAN_TELEPHONE = re.compile(r"\d(?<!\w\d)\d\d-\d{3}-\d{4}\b")
_WEB = re.compile(r"https?://|\bwww\.")
# Kana and Han.
_UNPARTED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_SIGN = re.compile(f"[{_UNPARTED}]")
_WORD = re.compile(r"\w[\w'’*:.-]*")
_WORD_AMONG_SIGNS = re.compile(rf"(?:(?![{_UNPARTED}])\w)(?:(?![{_UNPARTED}])[\w'’*:.-])*")


def text_of(block: Block) -> str:
    """A block's words for patterns; lists and quotes give those of all they hold."""
    return plain_text((block,))


def _is_blank(node: Inline) -> bool:
    return isinstance(node, SoftBreak | LineBreak) or (isinstance(node, Text) and not node.text.strip(" \u00a0"))


def is_set_off(content: Inlines, *kinds: type[Strong] | type[Emphasis]) -> bool:
    """Whether all of a paragraph is bold (or italic, by ``kinds``), blanks and closing colons or stops aside."""
    allowed = kinds or (Strong,)
    rest = [node for node in content if not _is_blank(node)]
    if rest and isinstance(rest[-1], Text) and len(rest) > 1 and rest[-1].text.strip() in (":", "."):
        rest.pop()
    return bool(rest) and all(isinstance(node, allowed) for node in rest)


def holds_only_words(content: Inlines) -> bool:
    """Whether neither a picture nor a footnote sign stands in the content: what ``flat`` leaves out must not be lost."""
    return not any(isinstance(leaf, Image | NoteRef) for leaf in leaves(content))


def unwrapped(content: Inlines) -> Inlines:
    """Content without bold or italics that hold all of it: there they are a style, not emphasis."""
    if not is_set_off(content, Strong, Emphasis):
        return content
    out: list[Inline] = []
    for node in content:
        if isinstance(node, Strong | Emphasis):
            out.extend(node.children)
        else:
            out.append(node)
    return unwrapped(tuple(out))


def is_caption(content: Inlines) -> bool:
    """Whether a picture's caption may be what stands below it: one line of words, all in italics."""
    one_line = not any(isinstance(leaf, LineBreak | SoftBreak) for leaf in leaves(content))
    return one_line and holds_only_words(content) and is_set_off(content, Emphasis)


def word_count(text: str) -> int:
    """Words as people count them; three Japanese or Chinese signs, which no blanks part, are taken for one."""
    if not _SIGN.search(text):
        return len(_WORD.findall(text))
    return len(_WORD_AMONG_SIGNS.findall(text)) + -(-len(_SIGN.findall(text)) // 3)


def has_words(text: str, count: int) -> bool:
    """Whether there are so many at least; a long text is not read to its end for that."""
    if _SIGN.search(text):
        return word_count(text) >= count
    return next(islice(_WORD.finditer(text), count - 1, None), None) is not None


def is_prose(block: Block) -> bool:
    """R8: a paragraph of at least 12 words."""
    return isinstance(block, Paragraph) and has_words(flat(block.content), 12)


def is_reachable(text: str) -> bool:
    """Whether a text holds an e-mail address, a telephone number or a web address."""
    return bool(
        ("@" in text and _MAILBOX.search(text))
        or (("://" in text or "www." in text) and _WEB.search(text))
        or _TELEPHONE.search(text)
        or ("-" in text and _AMERICAN_TELEPHONE.search(text))
    )


def is_navigation(content: Inlines) -> bool:
    """Whether links and the signs between them are all that stands in a paragraph, as in ``[DE](…) | [FR](…)``."""
    rest = [node for node in content if not isinstance(node, Link)]
    between = "".join(node.text for node in rest if isinstance(node, Text))
    return len(rest) < len(content) and not re.search(r"\w", between) and all(isinstance(n, Text) for n in rest)


def lines_of(content: Inlines) -> tuple[Inlines, ...]:
    """A paragraph's lines, parted at soft and hard breaks."""
    lines: list[list[Inline]] = [[]]
    for node in content:
        if isinstance(node, SoftBreak | LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(tuple(line) for line in lines if line)


def typed_bullets(block: Paragraph) -> Blocks:
    """A paragraph whose last lines begin with a typed bullet, as word processors leave them: a list behind its lead-in.

    Nothing where fewer than two lines have one, or another line follows them.
    """
    lines = lines_of(block.content)
    signs = [_TYPED_BULLET.match(flat(line)) for line in lines]
    first = next((index for index, sign in enumerate(signs) if sign), len(lines))
    if len(lines) - first < 2 or not all(signs[first:]):
        return ()
    items = tuple(
        ListItem((Paragraph(drop_prefix(line, sign.end()), place_of(line)),), None, place_of(line))
        for line, sign in zip(lines[first:], signs[first:], strict=True)
        if sign
    )
    bullets = BulletList(items, True, place_of(lines[first]))
    if first == 0:
        return (bullets,)
    lead_in = tuple(node for line in lines[:first] for node in (SoftBreak(), *line))[1:]
    return (Paragraph(lead_in, block.span), bullets)


def with_hard_breaks(blocks: Blocks) -> Blocks:
    """R13: in a contact the author's line ends are printed, a code fence's too."""
    out: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                hard = tuple(LineBreak(node.span) if isinstance(node, SoftBreak) else node for node in block.content)
                out.append(Paragraph(hard, block.span))
            case CodeBlock():
                content: list[Inline] = []
                words = words_of(block)
                for line in re.finditer(r"[^\n]*\S[^\n]*", block.text):
                    start, end = line.span()
                    content += [LineBreak(where(words, start - 1, start)), stripped(cut(words, start, end))]
                out.append(Paragraph(autolink(tuple(content[1:])), block.span))
            case _:
                out.append(block)
    return tuple(out)
