"""What is said of characters that no typeface at hand has: each by itself, or a whole script at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding

_WHOLE_SCRIPT = 4  # this many different characters of one script are no slip of the pen
LOST = "\ufffd"
"""What stands in the text for a character that is lost or cannot be printed."""
LOST_SHOWN = "\u25c6"
"""What the PDF draws for it: the black diamond of U+FFFD without its question mark, which the bundled typefaces have."""
IN_PDF, IN_WORD = "RF502", "RF508"
_CONSEQUENCE = {
    IN_PDF: "the PDF would show empty boxes",
    IN_WORD: "Word takes another typeface, if the reader's machine has one",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a character first stands: in the draft, or in another ``file`` if that is named."""

    span: Span | None = None
    file: str = ""


def missing_glyphs(signs: Mapping[str, Place], code: str = IN_PDF) -> Iterator[Finding]:
    """One finding a character, or one a script where a whole script is missing, in the order of ``signs``."""
    scripts: dict[str, list[str]] = {}
    for sign in signs:
        scripts.setdefault(_script(sign), []).append(sign)
    for script, found in scripts.items():
        if len(found) >= _WHOLE_SCRIPT:
            yield _missing_script(script, found, signs[found[0]], code)
        else:
            yield from (_missing_glyph(sign, signs[sign], code) for sign in found)


def _shown(sign: str) -> str:
    """A character with its number and name, for people and for search."""
    name = unicodedata.name(sign, "").lower()
    number = f"U+{ord(sign):04X}" + (f", {name}" if name else "")
    return f"“{sign}” ({number})" if sign.isprintable() else number


def _script(sign: str) -> str:
    """The script by the first word of the character's Unicode name, which is close enough to name it to people.

    Wide characters are of one kind, with their punctuation; emoji, wide too, are of no script.
    """
    if unicodedata.east_asian_width(sign) in {"W", "F"} and unicodedata.category(sign) != "So":
        return "Chinese, Japanese or Korean"
    return unicodedata.name(sign, "").partition(" ")[0].capitalize()


def _missing_script(script: str, signs: list[str], place: Place, code: str) -> Finding:
    some = "".join(signs[:6])
    message = f"The fonts have no {script} characters (“{some}” and more, {len(signs)} in all); {_CONSEQUENCE[code]}."
    hint = f"Name a font file that has {script} characters under fonts.files in releasefmt.toml."
    return finding(code, message, place.span, hint=hint, file=place.file)


def _missing_glyph(sign: str, place: Place, code: str) -> Finding:
    message = f"The fonts have no glyph for {_shown(sign)}; {_CONSEQUENCE[code]}."
    hint = "Write it another way, or name a font file that has it under fonts.files in releasefmt.toml."
    return finding(code, message, place.span, hint=hint, file=place.file)
