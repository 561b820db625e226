"""U+FFFD, which few typefaces have, in a PDF."""

from __future__ import annotations

import pytest

from releasefmt.model.content import Code, Text
from releasefmt.model.glyphs import LOST, LOST_SHOWN
from releasefmt.passes.glyphs import _is_missing
from releasefmt.rendering.pdf.inlines import Setting, inlines
from tests.reading.workbench import draw


@pytest.mark.parametrize("node", [Text, Code])
def test_its_stand_in_is_said_as_itself(node: type[Text] | type[Code]) -> None:
    sheet = draw("# Kopf\n\nText.").sheet
    assert sheet is not None
    html = inlines((node(f"M{LOST}n"),), Setting(sheet, lambda _note, _setting: ""))
    assert f'M<span data-typed="{LOST}">{LOST_SHOWN}</span>n' in html


def test_it_is_missing_only_where_its_stand_in_is() -> None:
    assert not _is_missing(LOST, frozenset({ord(LOST_SHOWN)}))
    assert _is_missing(LOST, frozenset({ord(LOST)}))
