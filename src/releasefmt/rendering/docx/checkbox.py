"""The box of a task list: Word's own check box, which can be ticked and tells a screen reader its state."""

from __future__ import annotations

from releasefmt.rendering.docx.markup import Xml, el
from releasefmt.rendering.docx.properties import Properties
from releasefmt.rendering.docx.story import letters

_FONT = "Segoe UI Symbol"
_DONE, _OPEN = "2611", "2610"


def checkbox(checked: bool, word: str) -> Xml:
    """A content control ([MS-DOCX] 2.6.1.5) named ``word``."""
    properties: Properties = {"rFonts": el("w:rFonts", {"w:ascii": _FONT, "w:hAnsi": _FONT, "w:eastAsia": _FONT})}
    state = {"w14:font": _FONT}
    return el(
        "w:sdt",
        None,
        el(
            "w:sdtPr",
            None,
            el("w:alias", {"w:val": word}),
            el(
                "w14:checkbox",
                None,
                el("w14:checked", {"w14:val": int(checked)}),
                el("w14:checkedState", {"w14:val": _DONE, **state}),
                el("w14:uncheckedState", {"w14:val": _OPEN, **state}),
            ),
        ),
        el("w:sdtContent", None, letters(chr(int(_DONE if checked else _OPEN, 16)), properties)),
    )
