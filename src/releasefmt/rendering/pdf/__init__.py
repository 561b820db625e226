"""Sheet to PDF by WeasyPrint, by the standards of its purpose (see standards).

The caller sets the fonts (system.fonts) before it imports this package: fontconfig reads its configuration but once.
"""

from __future__ import annotations

import hashlib

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.purpose import Purpose
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Extent, Picture, Sheet
from releasefmt.model.style import FontFace, Ink
from releasefmt.rendering.pdf.complaints import findings
from releasefmt.rendering.pdf.css import MARKS, marks_drawing, page_rules, style_rules
from releasefmt.rendering.pdf.engine import Page, draw, extent
from releasefmt.rendering.pdf.fetcher import BlockedError, font_url, picture_url
from releasefmt.rendering.pdf.html import page as html_of
from releasefmt.rendering.pdf.press import press_rules
from releasefmt.rendering.separation import PROFILE

_BUNDLED = "bundled:"


def render(sheet: Sheet, assets: Assets) -> Outcome[bytes | None]:
    """The finished file. The same sheet gives the same bytes, on any machine and at any time."""
    page = _page(sheet, assets)
    if page.value is None:
        return Outcome(None, page.findings)
    try:
        data, complaints = draw(page.value)
    except BlockedError as error:
        message = f"A picture or the style wants to load “{_short(error.url)}”, but nothing is loaded from outside."
        hint = "Put everything that a picture shows into its own file."
        return Outcome(None, (finding("RF505", message, hint=hint),))
    return Outcome(data, findings(complaints, sheet))


def survey(sheet: Sheet, assets: Assets) -> Extent | None:
    """Pages and lines; a ``render`` of the same sheet right after it need not lay it out again."""
    page = _page(sheet, assets)
    try:
        return extent(page.value) if page.value is not None else None
    except BlockedError:
        return None


def _page(sheet: Sheet, assets: Assets) -> Outcome[Page | None]:
    """All that WeasyPrint is given."""
    files = {picture_url(picture): (picture.data, picture.media) for picture in _pictures(sheet)}
    if sheet.style.geometry.marks:
        drawing = marks_drawing(sheet.style.geometry, sheet.style.inks[Ink.LINE], right_to_left=sheet.right_to_left)
        files[MARKS] = (drawing, "image/svg+xml")
    fonts: dict[FontFace, str] = {}
    lacking: list[Finding] = []
    for face in sheet.style.faces:
        if face.asset.startswith(_BUNDLED):
            continue  # fontconfig has them already; @font-face would read and register each of them again
        try:
            data = _font(face, assets)
        except AssetError as error:
            lacking.append(finding("RF409", error.message))
        else:
            fonts[face] = font_url(data)
            files[fonts[face]] = (data, "font/ttf")
    if lacking:
        return Outcome(None, tuple(lacking))
    profile = assets.read(PROFILE) if sheet.purpose is Purpose.PRINT else b""
    of_page = page_rules(sheet) + (press_rules(crop_marks=sheet.crop_marks) if profile else "")
    of_style = style_rules(sheet.style, fonts)
    return Outcome(Page(sheet, sheet.purpose, html_of(sheet), of_page, of_style, files, profile))


def _pictures(sheet: Sheet) -> list[Picture]:
    logo = sheet.first_head.logo
    slots = (logo, sheet.backgrounds.first, sheet.backgrounds.following)
    return [*sheet.pictures.values(), *(picture for picture in slots if picture is not None)]


def _font(face: FontFace, assets: Assets) -> bytes:
    data = assets.read(face.asset)
    if face.sha256 and hashlib.sha256(data).hexdigest() != face.sha256:
        raise AssetError("RF409", f"The font file of “{face.family}” is not the one that was meant.")
    return data


def _short(url: str) -> str:
    return url if len(url) <= 80 else url[:79] + "…"
