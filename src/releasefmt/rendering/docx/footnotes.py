"""footnotes.xml: real footnotes, with the two separators that Word wants first (ECMA-376 Part 1, 17.11)."""

from __future__ import annotations

from dataclasses import replace

from releasefmt.model.content import Footnote
from releasefmt.model.style import Role
from releasefmt.rendering.docx.body import Body, Line, written
from releasefmt.rendering.docx.markup import NOTHING, STORY, Xml, document, el, join, val
from releasefmt.rendering.docx.properties import in_style, run
from releasefmt.rendering.docx.story import Story, letters
from releasefmt.rendering.docx.styles import FOOTNOTE_SIGN, NORMAL, ROLE_STYLES

SEPARATORS = (-1, 0)


def footnotes(story: Story, notes: tuple[Footnote, ...]) -> bytes:
    """The part, with the notes that the body names; a note that nothing names would never be printed."""
    named = (note for note in notes if note.number in story.book.noted)
    separators = (
        el("w:footnote", {"w:type": kind, "w:id": identity}, in_style(NORMAL, run({}, el(f"w:{kind}"))))
        for kind, identity in zip(("separator", "continuationSeparator"), SEPARATORS, strict=True)
    )
    return document("w:footnotes", STORY, *separators, *(_note(story, note) for note in named))


def _note(story: Story, note: Footnote) -> Xml:
    laid = Body(story).blocks(note.blocks, Role.FOOTNOTE)
    sign = join((run({"rStyle": val("w:rStyle", FOOTNOTE_SIGN)}, el("w:footnoteRef")), letters("\t", {})))
    first = laid[0] if laid else None
    if isinstance(first, Line) and first.style == ROLE_STYLES[Role.FOOTNOTE].id:
        laid[0] = replace(first, content=join((sign, first.content)))
        content = written(laid)
    else:
        content = join((in_style(ROLE_STYLES[Role.FOOTNOTE].id, sign), written(laid) if laid else NOTHING))
    return el("w:footnote", {"w:id": note.number}, content)
