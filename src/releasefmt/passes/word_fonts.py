"""Which font files go into the Word file, and why one does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.style import FontFace, Style
from releasefmt.passes.house_fonts import FontFacts

_BOLD = 600

# OS/2.fsType (OpenType 1.9). Of several usage bits, which old fonts have, the least restrictive one counts.
_USAGE, _EDITABLE, _BITMAP_ONLY = 0x000F, 0x0008, 0x0200


def word_faces(style: Style, *, every: bool = False) -> tuple[FontFace, ...]:
    """The cuts that Word knows of each typeface, regular, bold, italic and bold italic, as far as there are files.

    ``every`` takes typefaces along that the style does not use, for a Word template that may. Of two files for one cut the nearer: Word's bold is 700, and a semibold is none where there is a bold.
    """
    chosen: dict[tuple[str, bool, bool], FontFace] = {}
    families = dict.fromkeys((*style.families.values(), *style.scripts.values()))
    families |= {face.family: None for face in style.faces if every}
    for face in sorted(style.faces, key=lambda face: abs(face.weight - (700 if face.weight >= _BOLD else 400))):
        chosen.setdefault((face.family, face.weight >= _BOLD, face.italic), face)
    cuts = ((family, bold, italic) for family in families for italic in (False, True) for bold in (False, True))
    return tuple(replace(chosen[cut], weight=700 if cut[1] else 400) for cut in cuts if cut in chosen)


def unsuited(faces: tuple[FontFace, ...], facts: Mapping[str, FontFacts]) -> Iterator[tuple[FontFace, Finding]]:
    """Those of the house's faces that must not or cannot stand in a Word file. ``facts`` are by the asset's name.

    What must not be embedded anywhere (RF413) is not said again; no file is made then.
    """
    for face in faces:
        said = facts.get(face.asset)
        if said is None:  # bundled, see fonts/fonts.toml: open licence, TrueType
            continue
        reason = _reason(face, said)
        if reason is not None:
            why, hint = reason
            name = face.asset.partition(":")[2]
            yield face, finding("RF435", f"“{face.family}” ({name}) is not embedded in Word files: {why}.", hint=hint)


def _reason(face: FontFace, facts: FontFacts) -> tuple[str, str] | None:
    """Why a face cannot be embedded, as the end of a sentence, and the way out."""
    usage = facts.usage & _USAGE
    if facts.usage & _BITMAP_ONLY:
        return "its licence bits allow its bitmaps only", "Ask the foundry for a file that allows embedding."
    if usage and not usage & _EDITABLE:
        return (
            "its licence bits allow print and preview only, and a Word file can be edited",
            "Ask the foundry for a file with the right “editable”; till then readers without the font see another one.",
        )
    if facts.variable:
        return (
            "it is a variable font, of which Word shows one cut",
            "Ask the foundry for a file of each cut (.ttf) and name them under fonts.files in releasefmt.toml.",
        )
    if not facts.truetype:
        return (
            "its outlines are PostScript, and Word embeds TrueType only",
            "Ask the foundry for the TrueType files (.ttf) of the font.",
        )
    bold = face.weight >= _BOLD
    if facts.word_name != (face.family, bold, face.italic):
        family, is_bold, is_italic = facts.word_name
        cut = " ".join(word for word, on in (("bold", is_bold), ("italic", is_italic)) if on) or "regular"
        wanted = " ".join(word for word, on in (("bold", bold), ("italic", face.italic)) if on) or "regular"
        return (
            f"Word knows the file as “{family}” in {cut} and would not find it for “{face.family}” in {wanted}",
            "Write the family as the file names it, or name the file of that cut under fonts.files in releasefmt.toml.",
        )
    return None
