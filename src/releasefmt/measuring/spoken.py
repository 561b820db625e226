"""What a screen reader says of a PDF: running text and footnotes apart, without bullets, numbers and signs of notes."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.measuring.facts import Element, PdfFacts
from releasefmt.measuring.text import read_aloud

NOTES = ("Note", "FENote")


def running_text(facts: PdfFacts) -> str:
    """Everything that is read but the footnotes; empty for a file without tags."""
    if facts.structure is None:
        return ""
    markers = frozenset(_markers(facts.structure))
    return read_aloud(
        facts, leave_out=lambda element: element.role in (*NOTES, "Reference") or element.number in markers
    )


def footnotes(facts: PdfFacts) -> str:
    """The footnotes, each from its first word on."""
    if facts.structure is None:
        return ""
    markers = frozenset(_markers(facts.structure))
    return "\n".join(
        read_aloud(facts, note, lambda element: element.role == "Reference" or element.number in markers)
        for note in facts.structure.all(*NOTES)
    )


def _markers(element: Element, numbered: bool = False) -> Iterator[int]:
    """The labels that are bullets, numbers and signs of notes rather than words of the draft."""
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.role == "Lbl" and numbered:
                yield kid.number
            numbering = kid.attributes.get("List.ListNumbering", "Description")
            ours = kid.role in NOTES or (kid.role == "L" and numbering != "Description")
            yield from _markers(kid, ours or (numbered and kid.role == "LI"))
