"""How much is to be laid out: the parts of a sheet, counted before any renderer is given it."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.model.content import Block, Code, LineBreak, NoteRef, Span
from releasefmt.model.findings import Finding
from releasefmt.model.limits import RAISE, Limits
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet
from releasefmt.model.walk import leaves, links, runs_of

_NOTES = "Say it in the text, or offer the full text as a download."
_PARTS = "Offer the full text as a download."


def too_much(sheet: Sheet, limits: Limits) -> tuple[Finding, ...]:
    """An error where laying the sheet out would take a machine too long: its time grows with parts, not with letters."""
    if len(sheet.notes) > limits.notes:
        message = f"The release has {len(sheet.notes)} footnotes; a release may have {limits.notes}."
        return (finding("RF043", message, sheet.notes[limits.notes].span, hint=f"{_NOTES} {RAISE}"),)
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    for number, span in enumerate(_parts(blocks), 1):
        if number > limits.parts:
            message = (
                f"From here on the release has more than {limits.parts} paragraphs, entries, cells, lines and links."
            )
            return (finding("RF043", message, span, hint=f"{_PARTS} {RAISE}"),)
    return ()


def _parts(blocks: list[Block]) -> Iterator[Span | None]:
    """The place of each part, where it has one."""
    for run in runs_of(blocks):
        for number, leaf in enumerate(leaves(run)):
            if not number or isinstance(leaf, LineBreak | NoteRef):
                yield leaf.span
            if isinstance(leaf, Code):
                yield from (leaf.span for _ in range(leaf.text.count("\n")))
        yield from (link.span for link in links(run))
