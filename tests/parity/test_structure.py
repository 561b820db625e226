"""What programs that know nothing of us make of the Word file: pandoc reads the model, python-docx and LibreOffice save it again."""

from __future__ import annotations

from collections import Counter
from functools import cache
from io import BytesIO

import docx
import pytest

from releasefmt.measuring.docx import measure
from releasefmt.measuring.docx.facts import DocxFacts
from releasefmt.measuring.words import letters
from releasefmt.model.sheet import Sheet
from releasefmt.pipeline import Job, draw_up, set_up, understand
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.drafts import Draft
from tests.gates import libreoffice, pandoc
from tests.matrix.releases import RELEASES, STYLES, Release
from tests.parity.outline import of_pandoc, of_sheet

each = pytest.mark.parametrize(
    "release",
    [
        pytest.param(release, id=release.name, marks=[pytest.mark.needs(tool) for tool in release.needs])
        for release in RELEASES
    ],
)


@cache
def made(release: Release, style: str) -> tuple[Sheet, bytes]:
    """The sheet of a release and its Word file; a real draft that is refused is skipped."""
    draft = release.draft
    setup = set_up(draft.parent, style=style).value
    assert setup is not None
    job = Job(Draft(draft.name, draft.read_bytes(), draft.parent, draft.stem), setup, (), None, "print")
    understood = understand(job).value
    if understood is None and release.real:
        pytest.skip("a real draft may be refused, as when it has no text that can be read")
    assert understood is not None
    sheet = draw_up(job, understood).value[0]
    word = load("docx")(sheet, FolderAssets(draft=draft.parent, letterhead=setup.folder)).value
    assert word is not None
    return sheet, word


@each
@pytest.mark.needs("pandoc")
def test_pandoc_reads_what_the_model_says(release: Release) -> None:
    """Heads with their levels, every paragraph, lists with kind, depth and start, tables with alignment, notes, links, pictures."""
    sheet, word = made(release, STYLES[0])
    assert of_pandoc(pandoc.read(word)) == of_sheet(sheet)


def what_counts(facts: DocxFacts) -> list[tuple[str, str, int, str]]:
    """Style, kind, level and text of each paragraph of body and footnotes that has any."""
    paragraphs = (one for story in (facts.body, *facts.notes) for one in story.paragraphs)
    return [(one.style.lower(), one.kind, one.level, letters(one.text)) for one in paragraphs if letters(one.text)]


def addresses(facts: DocxFacts) -> Counter[str]:
    """Where links lead; LibreOffice ends a host's name with a slash."""
    return Counter(link.target.removesuffix("/") for one in facts.paragraphs for link in one.links)


@each
@pytest.mark.parametrize("style", STYLES)
def test_python_docx_opens_and_saves_it_as_it_was(release: Release, style: str) -> None:
    _, word = made(release, style)
    document = docx.Document(BytesIO(word))
    assert document.core_properties.title
    saved = BytesIO()
    document.save(saved)
    assert measure(saved.getvalue()) == measure(word)


@each
@pytest.mark.slow
@pytest.mark.needs("libreoffice")
def test_saved_by_libreoffice_it_keeps_styles_and_text(release: Release) -> None:
    word = made(release, STYLES[0])[1]
    before, after = measure(word), measure(libreoffice.to_docx(word))
    assert what_counts(after) == what_counts(before)
    assert addresses(after) == addresses(before)
