"""What LibreOffice prints from the Word file stands where it stands in our PDF; ``make parity`` shows the numbers."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Mm, Pt

from releasefmt.measuring.pdf import measure
from tests.gates import libreoffice
from tests.matrix.releases import RELEASES, STYLES, Release
from tests.parity.comparison import compare
from tests.parity.files import files
from tests.parity.layout import lines

SEED = "bkmo-integrationsministerkonferenz"
"""The release that the project was created from, where the real drafts are."""
LONG = tuple(release for release in RELEASES if release.name in ("radbilanz", "kitchen-sink"))
"""Of more than two pages: one line that breaks otherwise moves what follows, so places are told of logo and marks alone."""
WHOLE = tuple(
    release
    for release in RELEASES
    if release not in LONG and ("examples" in release.path.parts or release.name in ("starter", SEED))
)

pytestmark = [pytest.mark.needs("libreoffice"), pytest.mark.slow]

each_style = pytest.mark.parametrize("style", STYLES)


def each(releases: tuple[Release, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "release",
        [
            pytest.param(release, id=release.name, marks=[pytest.mark.needs(tool) for tool in release.needs])
            for release in releases
        ],
    )


@each_style
@each(WHOLE)
def test_lines_pictures_and_marks_stand_alike(release: Release, style: str) -> None:
    made = files(release, style)
    assert made is not None
    found = compare(made)
    assert found.pages[0] == found.pages[1] <= 2
    assert found.share >= (100 if release.name == SEED else 95), found.other
    assert found.across <= 0.1
    assert found.down <= 0.5
    assert max(found.sizes or 0, found.logo or 0, found.marks or 0) <= 0.1


@each_style
@each(RELEASES)
def test_both_files_are_the_same_release(release: Release, style: str) -> None:
    made = files(release, style)
    if made is None:
        assert release.real
        pytest.skip("a real draft may be refused, as when its script needs a typeface that it does not bring")
    assert compare(made).differs == ()


@each_style
@each(LONG)
def test_long_releases_stand_alike(release: Release, style: str) -> None:
    made = files(release, style)
    assert made is not None
    found = compare(made)
    assert found.pages[0] == found.pages[1]
    assert found.share >= 90, found.other
    assert (found.logo is None) == (release.name == "radbilanz")
    assert (found.marks is None) == (release.name == "radbilanz")
    assert max(found.logo or 0, found.marks or 0) <= 0.1


def test_an_address_breaks_at_its_hyphen_in_any_word_file() -> None:
    """Whoever made it: so lines with pieces of an address are counted apart."""
    document = docx.Document()
    document.sections[0].right_margin = Mm(150)
    run = document.add_paragraph().add_run("lesen@buecherei-lindhorst.example.org")
    run.font.name, run.font.size = "Source Sans 3", Pt(8)
    written = io.BytesIO()
    document.save(written)
    printed = [line.text for line in lines(measure(libreoffice.to_pdf(written.getvalue())))]
    assert printed == ["lesen@buecherei-", "lindhorst.example.org"]
