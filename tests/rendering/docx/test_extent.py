"""How many pages a Word file that is made alone names: an estimate that says so where it may be wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from releasefmt.model.sheet import Placed, Sheet
from releasefmt.model.style import Role
from releasefmt.pipeline import Job, draw_up, set_up, understand
from releasefmt.rendering import load_surveyor
from releasefmt.rendering.docx import render
from releasefmt.rendering.docx.extent import Estimate, estimated_pages
from releasefmt.system.assets import FolderAssets
from releasefmt.system.drafts import Draft
from releasefmt.system.fonts import use_bundled_fonts
from tests.gates.workspace import PROJECT
from tests.matrix.releases import STYLES
from tests.rendering.docx.opened import Opened
from tests.rendering.docx.sheets import NoAssets, one_page, p

DRAFTS = sorted((*(PROJECT / "examples").glob("*/*.md"), *(PROJECT / "tests" / "matrix").glob("*/*.md")))
HINT = "Word counts when it opens the file. For programs that do not, build the PDF with it, which counts them."


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_pages_are_as_estimated_or_the_estimate_has_doubts(path: Path, style: str) -> None:
    setup = set_up(path.parent, style=style).value
    assert setup is not None
    job = Job(Draft(path.name, path.read_bytes(), path.parent, path.stem), setup, ("docx",))
    release = understand(job).value
    assert release is not None
    sheet = draw_up(job, release).value[0]
    use_bundled_fonts()
    surveyor = load_surveyor("pdf")
    assert surveyor is not None
    extent = surveyor(sheet, FolderAssets(draft=path.parent, letterhead=path.parent))
    assert extent is not None
    estimate = estimated_pages(sheet)
    assert extent.pages in (estimate.pages, estimate.instead)


def _with_lines(count: int) -> Sheet:
    return replace(one_page(), flow=tuple(Placed(Role.BODY, p("Ein Satz.")) for _ in range(count)))


def _doubtful() -> Sheet:
    """The shortest release of one page that may have two."""
    return next(sheet for sheet in map(_with_lines, range(1, 60)) if estimated_pages(sheet) == Estimate(1, 2))


def said(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(entry.code, entry.message, entry.hint) for entry in render(sheet, NoAssets()).findings]


def test_a_doubtful_estimate_is_said() -> None:
    message = "Nobody has counted the pages: the Word file is made out for 1 page, and there may be 2."
    assert said(_doubtful()) == [("RF509", message, HINT)]


def test_there_is_nothing_to_say_where_the_pages_are_counted_or_plain_or_not_named() -> None:
    doubtful = _doubtful()
    assert said(replace(doubtful, pages=2)) == []
    assert said(replace(doubtful, footer=replace(doubtful.footer, page_of=""))) == []
    assert said(_with_lines(2)) == []


def test_no_field_asks_the_reader_for_leave() -> None:
    data = render(_doubtful(), NoAssets()).value
    assert data is not None
    for name, content in Opened(data).members.items():
        assert b"w:dirty" not in content, name
        assert b"updateFields" not in content, name
