"""Finished files to measure: what is wrong with none of them, and the sheets that they were made from.

Organisations, people, addresses and account numbers are invented.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from releasefmt.model.content import Foreign, Inline, Link, Text
from releasefmt.model.letterhead import Form, Letterhead, PageSetup
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Placed, Sheet
from releasefmt.model.style import Role
from releasefmt.passes.page import on_paper
from releasefmt.pipeline import Job, draw_up, set_up, understand
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.drafts import Draft
from tests.rendering.pdf import sheets
from tests.rendering.pdf.sheets import body, p, t
from tests.styles import shipped

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "src" / "releasefmt" / "fonts"
_SIGNS = frozenset(
    sign
    for name in ("SourceSans3-Regular.ttf", "SourceSerif4-Regular.ttf")
    for sign in TTFont(FONTS / name).getBestCmap()
)


def _is_covered(path: Path) -> bool:
    return all(ord(sign) in _SIGNS or sign.isspace() for sign in path.read_text("utf-8-sig"))


DRAFTS = (
    *sorted((ROOT / "examples").glob("*/*.md")),
    ROOT / "src" / "releasefmt" / "starter" / "pressemitteilung.md",
    *(path for path in sorted((ROOT / "tests" / "languages").glob("*.md")) if _is_covered(path)),
)
"""Every example, the draft that ``init`` writes, and those of each language that the bundled fonts have all signs of."""

NAMES = tuple(path.stem for path in DRAFTS)

COPIED = (
    "Co-Vorsitzender",
    "erika.beispiel-muster@verband-fuer-hafenkultur.example",
    "https://www.hafenrat.example/presse/mitteilungen/2025/plan-fuer-saubere-kais.html?seite=2&druck=ja",
    "DE02 1203 0000 0000 2020 51",
)
"""What must come out letter by letter, wherever lines end."""


@cache
def of_draft(path: Path) -> tuple[Sheet, bytes]:
    """The sheet of a draft in its own folder's letterhead, and its PDF."""
    setup = set_up(path.parent).value
    assert setup is not None
    job = Job(Draft(path.name, path.read_bytes(), path.parent, path.stem), setup, ("pdf",))
    release = understand(job).value
    assert release is not None
    sheet = draw_up(job, release).value[0]
    return sheet, drawn(sheet, FolderAssets(draft=path.parent, letterhead=setup.folder))


def drawn(sheet: Sheet, assets: FolderAssets | None = None) -> bytes:
    data = load("pdf")(sheet, assets or FolderAssets()).value
    assert data is not None
    return data


@cache
def everything(style: str = "kanzlei", form: str = "B", purpose: Purpose = Purpose.SCREEN) -> tuple[Sheet, bytes]:
    """The kitchen sink with an address field, fold and hole marks, and words that are hard to copy."""
    addressee = ("Redaktion", "Hafenkurier") if style == "kanzlei" and form != "free" else ()
    page = PageSetup(form=Form(form), fold_marks=True, hole_mark=True, addressee=addressee)
    letterhead = Letterhead(page=page)
    look = on_paper(shipped(style, letterhead), letterhead).value
    assert look is not None
    sheet = sheets.kitchen_sink()
    column = look.geometry.has_column
    head = dataclasses.replace(
        sheet.first_head,
        addressee=addressee,
        address=() if column else sheet.first_head.address,
        logo=dataclasses.replace(sheet.first_head.logo, width=37.0, height=9.25)
        if column and sheet.first_head.logo
        else sheet.first_head.logo,
    )
    beside = {Role.LABEL, Role.DATELINE} if column else set()
    marked = (dataclasses.replace(placed, aside=placed.role in beside) for placed in sheet.flow)
    flow = sorted(marked, key=lambda placed: not placed.aside)  # what stands in the column is read first
    sheet = dataclasses.replace(sheet, style=look, first_head=head, flow=(*flow, *hard_to_copy()), purpose=purpose)
    return sheet, drawn(sheet)


def hard_to_copy() -> list[Placed]:
    """COPIED in running text, and a passage in another language."""
    texts = [p("Zum Nachlesen und Nachfragen: ", *copied(word), ".") for word in COPIED]
    texts.append(p("Im Plan heißt das ", Foreign(t("clean quays for all"), "en"), ", im Amt auch."))
    return body(*texts)


def copied(word: str) -> tuple[Inline, ...]:
    """One of COPIED as reading and polish would have it: addresses are links, an account number holds together."""
    if "@" in word:
        return (Link(t(word), f"mailto:{word}"),)
    if "://" in word:
        return (Link(t(word), word),)
    return (Text(word.replace(" ", "\u00a0")),)
