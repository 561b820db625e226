"""footnotes.xml: real footnotes, with the two separators that Word wants first (ECMA-376 Part 1, 17.11)."""

from __future__ import annotations

from releasefmt.model.content import Footnote
from releasefmt.rendering.docx.body import Body
from releasefmt.rendering.docx.markup import STORY, Xml, document, el, val
from releasefmt.rendering.docx.properties import in_style, run
from releasefmt.rendering.docx.story import Story
from releasefmt.rendering.docx.styles import FOOTNOTE_SIGN, NORMAL

SEPARATORS = (-1, 0)
_SEPARATING = tuple(
    el("w:footnote", {"w:type": kind, "w:id": identity}, in_style(NORMAL, run({}, el(f"w:{kind}"))))
    for kind, identity in zip(("separator", "continuationSeparator"), SEPARATORS, strict=True)
)


def footnotes(story: Story, notes: tuple[Footnote, ...]) -> bytes:
    """The part, with the notes that the body names; a note that nothing names would never be printed."""
    named = (note for note in notes if note.number in story.book.noted)
    return document("w:footnotes", STORY, *_SEPARATING, *(_note(story, note) for note in named))


def _note(story: Story, note: Footnote) -> Xml:
    sign = run({"rStyle": val("w:rStyle", FOOTNOTE_SIGN)}, el("w:footnoteRef"))
    return el("w:footnote", {"w:id": note.number}, Body(story).note(note.blocks, sign))
