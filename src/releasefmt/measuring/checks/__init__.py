"""Measured facts against what they ought to be: ``examine`` asks what holds for any release, ``compare`` what its sheet says.

These are the checks that no validator makes, and some that one makes too, said in words that a press officer understands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from releasefmt.measuring.checks import copying, document, figures, lettering, links, places, press, reading, tags
from releasefmt.measuring.facts import PdfFacts
from releasefmt.model.findings import Finding
from releasefmt.model.sheet import Sheet

_AGAIN = "Build the file again from its draft; if it stays so, tell the makers of releasefmt."
_ELSEWHERE = (
    "If another program made or changed the file, have it write a tagged PDF, or build it again from its draft."
)
# What to do, by the code of a finding; for all others the file itself is at fault.
_REMEDIES = {
    "RF601": _ELSEWHERE,
    "RF602": _ELSEWHERE,
    "RF606": "Compare the file with the newest draft, then build it again.",
    "RF607": "Compare the file with the newest draft, then build it again.",
    "RF611": "Say in the draft, between the brackets of the picture, what it shows.",
    "RF613": "In the draft, let each head be one level below the one that it belongs to, at most.",
    "RF616": _ELSEWHERE,
    "RF617": "Build the file again if releasefmt.toml or the style was changed since.",
    "RF619": "Name the typeface under [fonts] in releasefmt.toml.",
    "RF620": "Have the program that made the file embed its fonts, or build it again from its draft.",
    "RF621": "Name a typeface that has the character under [fonts] in releasefmt.toml.",
    "RF622": "Choose darker colours under [colours] in releasefmt.toml.",
    "RF629": "Give the colours in inks, too (accent_cmyk under [colours] in releasefmt.toml), and build the file again for print.",
    "RF625": "Build the file again from the draft that it is to carry.",
}


def examine(facts: PdfFacts) -> tuple[Finding, ...]:
    """What is wrong with a file whatever it should hold."""
    return _with_remedies(
        (
            *document.examine(facts),
            *tags.examine(facts),
            *figures.examine(facts),
            *links.examine(facts),
            *lettering.examine(facts),
            *press.examine(facts),
        )
    )


def compare(facts: PdfFacts, sheet: Sheet, copied: str) -> tuple[Finding, ...]:
    """What in a file is not as its sheet says. ``copied`` is the text as a reader's clipboard has it."""
    return _with_remedies(
        (
            *document.compare(facts, sheet),
            *reading.compare(facts, sheet),
            *copying.compare(copied, sheet),
            *places.compare(facts, sheet),
            *lettering.compare(facts, sheet),
        )
    )


def _with_remedies(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(entry, hint=_REMEDIES.get(entry.code, _AGAIN)) for entry in findings)
