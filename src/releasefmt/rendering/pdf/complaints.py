"""WeasyPrint's complaints as findings: a missing glyph with its place in the draft, all else in its own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import assert_never

from releasefmt.model.content import Code, Image, LineBreak, NoteRef, SoftBreak, Span, Text
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet
from releasefmt.model.walk import Leaf, leaves_of
from releasefmt.rendering.pdf.engine import MISSING_GLYPH, Complaint

BROKEN_FONT = "Font-face %r cannot be loaded"

_WHOLE_SCRIPT = 4  # this many different characters of one script are no slip of the pen
_CONSEQUENCE = "the PDF would show empty boxes"


def findings(complaints: Iterable[Complaint], sheet: Sheet) -> tuple[Finding, ...]:
    """One finding a missing character, or one a script where a whole script is missing, and one for any other message."""
    missing: dict[str, list[str]] = {}
    others: list[Finding] = []
    for complaint in complaints:
        if complaint.template.startswith(MISSING_GLYPH):
            sign = str(complaint.values[0])
            missing.setdefault(_script(sign), []).append(sign)
        else:
            others.append(_other(complaint))
    for script, signs in missing.items():
        if len(signs) >= _WHOLE_SCRIPT:
            others.append(_missing_script(script, signs, sheet))
        else:
            others += [_missing_glyph(sign, sheet) for sign in signs]
    return tuple(dict.fromkeys(others))


def _other(complaint: Complaint) -> Finding:
    if complaint.template.startswith(BROKEN_FONT):
        hint = "Name a TrueType or OpenType file (.ttf, .otf) under fonts.files in releasefmt.toml."
        return finding("RF409", f"The font file of “{complaint.values[0]}” cannot be used.", hint=hint)
    return finding("RF503", f"The PDF engine reports: {complaint.text}")


def _script(sign: str) -> str:
    """The script by the first word of the character's Unicode name, which is close enough to name it to people.

    Wide characters are of one kind, with their punctuation; emoji, wide too, are of no script.
    """
    if unicodedata.east_asian_width(sign) in {"W", "F"} and unicodedata.category(sign) != "So":
        return "Chinese, Japanese or Korean"
    return unicodedata.name(sign, "").partition(" ")[0].capitalize()


def _missing_script(script: str, signs: list[str], sheet: Sheet) -> Finding:
    some = "".join(signs[:6])
    message = f"The fonts have no {script} characters (“{some}” and more, {len(signs)} in all); {_CONSEQUENCE}."
    hint = f"Name a font file that has {script} characters under fonts.files in releasefmt.toml."
    return finding("RF502", message, _place(signs[0], sheet), hint=hint)


def _missing_glyph(sign: str, sheet: Sheet) -> Finding:
    name = unicodedata.name(sign, "").lower()
    code = f"U+{ord(sign):04X}" + (f", {name}" if name else "")
    shown = f"“{sign}” ({code})" if sign.isprintable() else code
    hint = "Write it another way, or name a font file that has it under fonts.files in releasefmt.toml."
    return finding("RF502", f"The fonts have no glyph for {shown}; {_CONSEQUENCE}.", _place(sign, sheet), hint=hint)


def _place(sign: str, sheet: Sheet) -> Span | None:
    """Where the sign first stands in the draft; in capitals or in the letterhead it has no place."""
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    return next((leaf.span for leaf in leaves_of(blocks) if sign in _text(leaf) and leaf.span is not None), None)


def _text(leaf: Leaf) -> str:
    match leaf:
        case Text(text) | Code(text):
            return text
        case Image():
            return leaf.alt
        case SoftBreak() | LineBreak() | NoteRef():
            return ""
        case _:
            assert_never(leaf)
