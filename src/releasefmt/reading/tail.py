"""Body and tail of a release: end mark, notes to editors, boilerplate, contact, material (rules R9–R13)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from releasefmt.model.content import (
    Block,
    BulletList,
    CodeBlock,
    Found,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Section,
    SoftBreak,
    Strong,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.language import Language
from releasefmt.model.places import cut, stripped
from releasefmt.model.rules import finding
from releasefmt.reading.dates import date_at_start, weekday_names
from releasefmt.reading.inlines import drop_prefix, flat, flattened, place_of
from releasefmt.reading.shapes import (
    has_words,
    holds_only_words,
    is_prose,
    is_reachable,
    is_set_off,
    lines_of,
    text_of,
    unwrapped,
    with_hard_breaks,
    word_count,
)
from releasefmt.reading.terms import SECTIONS, find_section, is_bare_about, is_end_mark, leads_to_contact, names_a_topic

_MAX_HEAD = 8  # words of a section head that is no heading
_MAX_BOLD_HEAD = 14  # words of one that is all bold, as "About the Society of Friends of the Harbour Museum (SFHM)"
_MAX_LEAD_IN = 6  # words before "contact:" in front of an address
_MAX_CROSSHEAD = 12  # words of a bold line that is one


@dataclass(slots=True)
class Tail:
    """The blocks after the lead, sorted. ``body`` keeps the author's order."""

    body: list[Block] = field(default_factory=list)
    sections: dict[str, list[Found[Section]]] = field(default_factory=lambda: {name: [] for name in SECTIONS})
    end_mark: Found[str] | None = None
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A head that announces a section: printed heading, what of its own block belongs to the section, how far it goes.

    ``reach`` is ``all`` (to the next head or rule), ``lines`` (as long as lines look like a contact) or ``own``.
    """

    section: str
    heading: Inlines
    own: tuple[Block, ...]
    reach: str


def read_tail(blocks: Sequence[Block], packs: Sequence[Language]) -> Tail:
    """Sort the blocks after the lead into body and tail sections."""
    tail = Tail()
    last_chapter = _last_chapter(blocks, packs)
    index = 0
    while index < len(blocks):
        block = blocks[index]
        mark = _end_mark(block, packs)
        if mark is not None and tail.end_mark is None:
            tail.end_mark = Found(mark, "R11", block.span)
            index += 1
            continue
        anchor = _anchor(block, packs, blocks[index + 1 : index + 2])
        if anchor is not None and index < last_chapter and _is_background(anchor):
            anchor = None
        if anchor is None:
            if tail.end_mark is not None and not isinstance(block, Rule):
                index = _after_the_end(blocks, index, packs, tail)
                continue
            tail.body.append(block)
            index += 1
            continue
        inside = list(anchor.own)
        index += 1
        while index < len(blocks) and (
            _goes_on(blocks[index : index + 2], anchor, packs, level=_level(block))
            or (anchor.reach == "lines" and _leads_to_address(blocks[index : index + 4], packs))
        ):
            inside.append(blocks[index])
            index += 1
        if not inside:  # a head without anything under it is no section
            tail.body.append(block)
            continue
        content = tuple(inside)
        if anchor.section == "contact":
            content = with_hard_breaks(content)
        tail.sections[anchor.section].append(Found(Section(anchor.heading, content), "R12", block.span))
    tail.body = _without_edge_rules(tail.body)
    return tail


def _last_chapter(blocks: Sequence[Block], packs: Sequence[Language]) -> int:
    """The index of the last heading that heads no section; -1 without one."""
    return next(
        (
            index
            for index in range(len(blocks) - 1, -1, -1)
            if isinstance(block := blocks[index], Heading) and block.content and _anchor(block, packs) is None
        ),
        -1,
    )


def _is_background(anchor: _Anchor) -> bool:
    """Whether a head such as ``Hintergrund`` names nobody: where chapters of the text follow it, it is one of them."""
    return anchor.section == "boilerplate" and names_a_topic(flat(anchor.heading))


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 7


def _end_mark(block: Block, packs: Sequence[Language]) -> str | None:
    """R11: the printed form of an end mark, in any disguise Markdown gives it."""
    match block:
        case Heading(level=level, content=()):
            return "#" * level
        case Heading(level=1, content=(Text(text=text),)) if re.fullmatch(r"#(?: #)*", text):
            return f"# {text} #"  # "# # #": to CommonMark the outer signs open and close a heading
        case Heading() | Paragraph() if holds_only_words(block.content):
            text = flat(block.content)
            return text.strip() if not has_words(text, 7) and is_end_mark(text, packs) else None
        case BulletList(items=(ListItem(blocks=(Paragraph() as only,)),)) if holds_only_words(only.content):
            text = f"- {flat(only.content)}"
            marked = word_count(text) <= 6 and (text.rstrip().endswith("-") or text[2:].isupper())
            return text if marked and is_end_mark(text, packs) else None
        case _:
            return None


def _anchor(block: Block, packs: Sequence[Language], following: Sequence[Block] = ()) -> _Anchor | None:
    """R12: a heading, a bold run-in, a short line, or ``Kontakt: …`` in front of its lines or of the next paragraph."""
    if isinstance(block, Heading):
        found = find_section(flat(block.content), packs)
        if found is None and not is_bare_about(flat(block.content), packs):
            return None
        return _Anchor(found[0] if found else "boilerplate", _without_colon(unwrapped(block.content)), (), "all")
    if not isinstance(block, Paragraph):
        return None
    text = flat(block.content)
    top = lines_of(block.content)[0]
    if (headed := _heads_lines(top, block.content, packs)) is not None:
        own = Paragraph(drop_prefix(block.content, len(flat(top))), block.span)
        return _Anchor(headed, _run_in(unwrapped(top)), (own,), "lines" if headed == "contact" else "own")
    found = find_section(text, packs)
    if found is not None and _is_line_alone(block, text) and _stands_alone(block, text):
        reach = "lines" if found[0] == "contact" else "all"
        return _Anchor(found[0], _without_colon(unwrapped(block.content)), (), reach)
    if found is not None and found[0] == "contact" and _names_only(text[found[1] :], following):
        return _Anchor("contact", (), (block,), "lines")
    return _run_in_anchor(block, text, packs) or _contact_anchor(block, text, found, packs)


def _is_line_alone(block: Paragraph, text: str) -> bool:
    """Whether a paragraph is as short as a head, and no address."""
    size = _MAX_BOLD_HEAD if is_set_off(block.content) else _MAX_HEAD
    return word_count(text) <= size and "\n" not in text and not is_reachable(text)


def _names_only(text: str, following: Sequence[Block]) -> bool:
    """Whether a contact's name stands behind its word and a colon, and the address in the next paragraph."""
    name = re.match(r"\s*:", text) is not None and word_count(text) <= _MAX_BOLD_HEAD and not is_reachable(text)
    return name and bool(following) and is_reachable(text_of(following[0]))


def _run_in_anchor(block: Paragraph, text: str, packs: Sequence[Language]) -> _Anchor | None:
    """A head in front of its own text: bold, or up to a colon."""
    first = block.content[0]
    if isinstance(first, Strong) and _is_run_in(first, text):
        found = find_section(flat(first.children), packs)
        if found is not None:
            own = Paragraph(_without_lead_in(drop_prefix(block.content, len(flat(first.children)))), block.span)
            return _Anchor(found[0], _run_in(first.children), (own,), "lines" if found[0] == "contact" else "own")
    head = re.match(r"[^\n:]{2,90}(?=:(?:\s|$))", text)
    found = find_section(head[0], packs) if head and word_count(head[0]) <= _MAX_HEAD else None
    if head is None or found is None or found[0] == "contact":
        return None
    own = Paragraph(_without_lead_in(drop_prefix(block.content, head.end())), block.span)
    if found[0] == "boilerplate" and not is_prose(own):
        return None
    return _Anchor(found[0], _first_words(block, head[0]), (own,), "own")


def _contact_anchor(
    block: Paragraph, text: str, found: tuple[str, int] | None, packs: Sequence[Language]
) -> _Anchor | None:
    """A contact in one paragraph: its word, or a lead-in that ends with it, and an address."""
    if not is_reachable(text):
        return None
    head = re.match(r"[^\n:]{2,60}:(?=\s)", text)
    if found is None or found[0] != "contact":
        led = head is not None and word_count(head[0]) <= _MAX_LEAD_IN and leads_to_contact(head[0], packs)
        return _Anchor("contact", (), (block,), "lines") if led and word_count(text) < 40 else None
    first_line = re.split(r"\n|:(?=\s|$)", text, maxsplit=1)[0]
    colon = re.match(r"[^\n:.]{0,48}:(?=\s|$)", text[found[1] :])
    if colon and word_count(first_line) <= 2 and "\n" not in text and _is_one_line(block.content):
        own = Paragraph(drop_prefix(block.content, found[1] + colon.end()), block.span)
        return _Anchor("contact", _first_words(block, first_line), (own,), "lines")
    return _Anchor("contact", (), (block,), "lines") if colon or word_count(text) < 40 else None


def _first_words(block: Paragraph, words: str) -> Inlines:
    """What a paragraph begins with, as the head of a section."""
    return (stripped(cut(flattened(block.content), 0, len(words)), " *"),)


def _heads_lines(top: Inlines, content: Inlines, packs: Sequence[Language]) -> str | None:
    """The section that a paragraph's first line heads: its term with a colon, or nothing but the term."""
    text = flat(top).rstrip()
    found = find_section(text, packs)
    size = _MAX_BOLD_HEAD if is_set_off(top) else _MAX_HEAD
    if found is None or len(top) == len(content) or word_count(text) > size:
        return None
    return found[0] if text.endswith(":") or found[1] >= len(text) or is_set_off(top) else None


def _is_run_in(first: Strong, text: str) -> bool:
    """Whether a bold beginning is a run-in head: short, and a colon, stop or line end parts it from the rest."""
    head = flat(first.children)
    after = text[len(head) :]
    return word_count(head) <= _MAX_HEAD and (
        head.rstrip().endswith((":", ".")) or bool(re.match(r"\s*[:.\n–-]", after))
    )


def _stands_alone(block: Paragraph, text: str) -> bool:
    if is_set_off(block.content) or text.rstrip().endswith(":"):
        return True
    return word_count(text) <= 3 and not text.rstrip().endswith((".", "!", "?"))


def _is_one_line(content: Inlines) -> bool:
    return not any(isinstance(node, SoftBreak | LineBreak) for node in content)


def _without_colon(content: Inlines) -> Inlines:
    """A head without the colon that led to its lines."""
    if content and isinstance(last := content[-1], Text):
        kept = last.text.rstrip().removesuffix(":").rstrip()
        return (*content[:-1], cut(last, 0, len(kept))) if kept else content[:-1]
    return content


def _run_in(content: Inlines) -> Inlines:
    """A head in front of its text; pictures and footnote signs stay with the text (``drop_prefix`` leaves them there)."""
    return _without_colon(content if holds_only_words(content) else (stripped(flattened(content)),))


def _without_lead_in(content: Inlines) -> Inlines:
    lead_in = re.match(r"\s*[:–-]?\s*", flat(content))
    return drop_prefix(content, lead_in.end()) if lead_in else content


def _goes_on(blocks: Sequence[Block], anchor: _Anchor, packs: Sequence[Language], *, level: int) -> bool:
    """Whether the first of the blocks still belongs to the section that an anchor opened."""
    block = blocks[0]
    if isinstance(block, Rule) or _end_mark(block, packs) is not None or anchor.reach == "own":
        return False
    if isinstance(block, Heading):
        found = find_section(flat(block.content), packs)
        return block.level > level and (found is None or found[0] == anchor.section)
    inner = _anchor(block, packs, blocks[1:])
    if inner is not None and not (inner.section == anchor.section and level < 7):
        return False
    if anchor.reach == "all":
        return True
    if isinstance(block, CodeBlock):
        return True
    if is_prose(block) and not is_reachable(text_of(block)):
        return False
    return is_reachable(text_of(block)) and word_count(text_of(block)) < 60


def _leads_to_address(blocks: Sequence[Block], packs: Sequence[Language]) -> bool:
    """Name or function in a paragraph of its own, with the address in one of the next: still the contact."""
    for block in blocks:
        if not isinstance(block, Paragraph) or _anchor(block, packs) or _end_mark(block, packs) is not None:
            return False
        text = text_of(block)
        if is_reachable(text):
            return True
        if word_count(text) > _MAX_HEAD:
            return False
    return False


def _after_the_end(blocks: Sequence[Block], index: int, packs: Sequence[Language], tail: Tail) -> int:
    """R11: what stands after the end mark is for editors; it is kept as their notes, with a finding."""
    first = blocks[index]
    heading: Inlines = ()
    inside: list[Block] = []
    if isinstance(first, Heading):
        heading = unwrapped(first.content)
        index += 1
    while index < len(blocks):
        block = blocks[index]
        if _anchor(block, packs) is not None or (isinstance(block, Heading) and inside):
            break
        if not isinstance(block, Rule):
            inside.append(block)
        index += 1
    message = "Text after the end mark is printed as a note to editors."
    tail.findings.append(finding("RF111", message, first.span, hint="Delete it if it is not for the press."))
    tail.sections["notes_to_editors"].append(Found(Section(heading, tuple(inside)), "R11", first.span))
    return index


def _without_edge_rules(blocks: list[Block]) -> list[Block]:
    """Rules that parted the body from head or tail say nothing any more; two running say it once."""
    out: list[Block] = []
    for block in blocks:
        if not (isinstance(block, Rule) and (not out or isinstance(out[-1], Rule))):
            out.append(block)
    while out and isinstance(out[-1], Rule):
        out.pop()
    return out


def with_crossheads(blocks: Sequence[Block]) -> list[Block]:
    """R9: a short all-bold line that text follows is a crosshead, below those that the author made headings.

    A line that ends in a stop is a sentence; one that names a speaker leads to the quotation that follows it.
    """
    made = [block.level for block in blocks if isinstance(block, Heading)]
    level = min(min(made) + 1, 6) if made else 2
    out: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and _is_bold_line(block) and _is_text(following):
            out.append(Heading(level, unwrapped(block.content), block.span))
        else:
            out.append(block)
    return out


def _is_bold_line(block: Paragraph) -> bool:
    text = flat(block.content)
    bold = bool(block.content) and all(isinstance(node, Strong) for node in block.content)
    return (
        bold
        and "\n" not in text
        and word_count(text) <= _MAX_CROSSHEAD
        and not text.rstrip().endswith((".", ",", ";"))
        and not re.search(r"\b(sagt|sagte|erklärt|erklärte|betont|so|said|says)\W*$", text)
    )


def _is_text(block: Block | None) -> bool:
    bold = isinstance(block, Paragraph) and _is_bold_line(block)
    quoted = isinstance(block, Paragraph) and text_of(block).startswith(("„", "“", "»", "«", '"'))
    return isinstance(block, Paragraph | BulletList | OrderedList) and not bold and not quoted


# 10:00, 10.15–11.00 Uhr, 9 Uhr, 18h30, 19.05., ab 16 Uhr
_MOMENT = re.compile(
    r"\s*(?:(?:ab|ca\.|from|at|à|dès)\s+)?(?:\d{1,2}[:.]\d{2}(?!\d|[.,]\d)|\d{1,2}\.\s?\d{1,2}\.(?!\d{3}(?!\d))|\d{1,2}\s?(?:uhr|h|am|pm)\b|\d{1,2}h\d{2})",
    re.IGNORECASE,
)


def with_agenda_lines(blocks: Sequence[Block]) -> list[Block]:
    """Lines that each begin with a day or time are an agenda: the author's line ends are printed."""
    return [
        with_hard_breaks((block,))[0] if isinstance(block, Paragraph) and _is_agenda(block) else block
        for block in blocks
    ]


def _is_agenda(block: Paragraph) -> bool:
    """Two such lines at least, and no others but a lead-in with a colon above them."""
    lines = [flat(line) for line in lines_of(block.content)]
    if lines and lines[0].rstrip().endswith(":"):
        lines = lines[1:]
    return len(lines) > 1 and all(map(_begins_with_moment, lines))


def _begins_with_moment(line: str) -> bool:
    word = re.match(r"\s*([^\W\d_]+\.?),?\s+", line)
    named = word is not None and word[1].lower() in weekday_names()
    return _MOMENT.match(line, word.end() if word and named else 0) is not None or date_at_start(line) is not None


_DASHED = re.compile(r"\s*(?:[–—]|-{1,2})\s*(?=[^\W\d_])")


def with_attributions(blocks: Sequence[Block]) -> tuple[list[Block], list[Found[Inlines]]]:
    """R10: a quote's trailing bold or dashed line becomes its attribution; its words are never rewritten."""
    out: list[Block] = []
    found: list[Found[Inlines]] = []
    for block in blocks:
        if not isinstance(block, Quote):
            out.append(block)
            continue
        quote = _attributed(block)
        if quote.attribution:
            found.append(Found(quote.attribution, "R10", place_of(quote.attribution)))
        out.append(quote)
    return out, found


def _attributed(quote: Quote) -> Quote:
    if not quote.blocks or not isinstance(last := quote.blocks[-1], Paragraph):
        return quote
    text = flat(last.content)
    dash = _DASHED.match(text)
    if len(quote.blocks) > 1 and word_count(text) <= 25 and (is_set_off(last.content) or dash):
        name = unwrapped(drop_prefix(last.content, dash.end()) if dash else last.content)
        return Quote(quote.blocks[:-1], name, quote.span)
    head, name = _trailing_name(last.content)
    if name and head:
        return Quote((*quote.blocks[:-1], Paragraph(head, last.span)), name, quote.span)
    return quote


def _trailing_name(content: Inlines) -> tuple[Inlines, Inlines]:
    """``“…” – **Name, function**`` at the end of a paragraph, after a dash or on a line of its own.

    What is not bold is a name only on a line of its own and behind a dash.
    """
    strong = next((index for index in range(len(content) - 1, 0, -1) if isinstance(content[index], Strong)), None)
    if strong is None:
        return _dashed_line(content)
    bold = content[strong]
    after = content[strong + 1 :]
    assert isinstance(bold, Strong)
    if word_count(flat(content[strong:])) > 25 or (after and not isinstance(after[0], Text)):
        return content, ()
    before: list[Inline] = list(content[:strong])
    if isinstance(before[-1], LineBreak | SoftBreak):
        before.pop()
    elif isinstance(last := before[-1], Text) and (match := re.search(r"\s*(?:[–—]|-{1,2})\s*$", last.text)):
        before[-1:] = [cut(last, 0, match.start())] if match.start() else []
    else:
        return content, ()
    return tuple(before), (*bold.children, *after)


def _dashed_line(content: Inlines) -> tuple[Inlines, Inlines]:
    """``– Name, function`` as the last line of a paragraph; where other lines begin with a dash, it is a dialogue."""
    end = next((at for at in range(len(content) - 1, 0, -1) if isinstance(content[at], LineBreak | SoftBreak)), 0)
    line = content[end + 1 :]
    dash = _DASHED.match(flat(line)) if end else None
    if (
        dash is None
        or word_count(flat(line)) > 25
        or any(_DASHED.match(flat(other)) for other in lines_of(content[:end]))
    ):
        return content, ()
    return content[:end], unwrapped(drop_prefix(line, dash.end()))
