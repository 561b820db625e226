"""The fonts of each PDF as poppler sees them: the bundled families or the house's, embedded as far as used, with their characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from releasefmt.measuring.pdf import measure
from releasefmt.model.purpose import Purpose
from tests.gates import poppler
from tests.matrix.releases import RELEASES, STYLES, Release
from tests.matrix.test_matrix import made

_BUNDLED = ("Source-Serif-4", "Source-Sans-3")
_HOUSE = {"ar": ("Noto-Sans-Arabic",), "ja": ("BIZ-UDPGothic",)}


@pytest.mark.slow
@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "release",
    [
        pytest.param(
            release,
            id=release.name,
            marks=[pytest.mark.xdist_group(release.name), *(pytest.mark.needs(tool) for tool in release.needs)],
        )
        for release in RELEASES
        if not release.real
    ],
)
def test_no_font_but_those_that_are_named(
    release: Release, style: str, table: Callable[[str, str, dict[str, int]], None]
) -> None:
    known = (*_BUNDLED, *_HOUSE.get(release.language, ()))
    counts = {"PDF": 0, "fonts": 0, "good": 0, ".notdef": 0}
    for purpose in Purpose:
        file = made(release, style, purpose)
        assert file is not None
        fonts = poppler.fonts(file.pdf)
        good = {name: all(facts) and name[6] == "+" and name[7:].startswith(known) for name, facts in fonts.items()}
        counts["PDF"] += 1
        counts["fonts"] += len(fonts)
        counts["good"] += sum(good.values())
        counts[".notdef"] += sum(len(font.undefined) for font in measure(file.pdf).fonts)
        assert all(good.values()), fonts
    table("fonts", f"{release.name} {style}", counts)
    assert counts["fonts"] > counts["PDF"]
    assert counts[".notdef"] == 0
