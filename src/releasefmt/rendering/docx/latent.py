"""The latent styles: which of Word's built-in styles a user meets in the gallery before they are used."""

from __future__ import annotations

from releasefmt.rendering.docx.markup import Xml, el

_WORD_2019_COUNT = 376
_SHOWN: tuple[tuple[str, int], ...] = (
    ("Normal", 0),
    ("Body Text", 1),
    ("heading 1", 9),
    ("heading 2", 9),
    ("heading 3", 9),
    ("Subtitle", 11),
    ("Emphasis", 20),
    ("List Bullet", 20),
    ("List Number", 20),
    ("Strong", 22),
    ("Quote", 29),
    ("caption", 35),
)


def latent_styles() -> Xml:
    """``w:latentStyles`` (ECMA-376 Part 1, 17.7.4.5): all others stay hidden until they are used."""
    shown = (
        el(
            "w:lsdException",
            {"w:name": name, "w:semiHidden": 0, "w:uiPriority": priority, "w:unhideWhenUsed": 0, "w:qFormat": 1},
        )
        for name, priority in _SHOWN
    )
    return el(
        "w:latentStyles",
        {
            "w:defLockedState": 0,
            "w:defUIPriority": 99,
            "w:defSemiHidden": 1,
            "w:defUnhideWhenUsed": 1,
            "w:defQFormat": 0,
            "w:count": _WORD_2019_COUNT,
        },
        *shown,
    )
