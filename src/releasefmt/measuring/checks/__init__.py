"""Measured facts against what they ought to be: ``examine`` asks what holds for any release, ``compare`` what its sheet says.

These are the checks that no validator makes, and some that one makes too, said in words that a press officer understands.
"""

from __future__ import annotations

from releasefmt.measuring.checks import copying, document, figures, lettering, links, places, reading, tags
from releasefmt.measuring.facts import PdfFacts
from releasefmt.model.findings import Finding
from releasefmt.model.sheet import Sheet


def examine(facts: PdfFacts) -> tuple[Finding, ...]:
    """What is wrong with a file whatever it should hold."""
    return (
        *document.examine(facts),
        *tags.examine(facts),
        *figures.examine(facts),
        *links.examine(facts),
        *lettering.examine(facts),
    )


def compare(facts: PdfFacts, sheet: Sheet, copied: str) -> tuple[Finding, ...]:
    """What in a file is not as its sheet says. ``copied`` is the text as a reader's clipboard has it."""
    return (
        *document.compare(facts, sheet),
        *reading.compare(facts, sheet),
        *copying.compare(copied, sheet),
        *places.compare(facts, sheet),
        *lettering.compare(facts, sheet),
    )
