"""The bundled fonts are set before anything here imports WeasyPrint; sheets are rendered once for all tests."""

from __future__ import annotations

from functools import cache

import pytest

from releasefmt.model.sheet import Sheet
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.rendering.pdf import sheets

use_bundled_fonts()


@cache
def _rendered(name: str) -> tuple[Sheet, bytes]:
    from releasefmt.rendering.pdf import render

    sheet = {"one": sheets.one_page, "three": lambda: sheets.pages(3), "sink": sheets.kitchen_sink}[name]()
    outcome = render(sheet, FolderAssets())
    assert outcome.findings == (), "WeasyPrint complained"
    assert outcome.value is not None
    return sheet, outcome.value


@pytest.fixture(params=["one", "three", "sink"])
def rendered(request: pytest.FixtureRequest) -> tuple[Sheet, bytes]:
    """Each of the sheets with its PDF."""
    return _rendered(request.param)


@pytest.fixture
def one() -> tuple[Sheet, bytes]:
    return _rendered("one")


@pytest.fixture
def three() -> tuple[Sheet, bytes]:
    return _rendered("three")


@pytest.fixture
def sink() -> tuple[Sheet, bytes]:
    return _rendered("sink")
