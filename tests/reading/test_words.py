"""No word of a draft is lost on its way to the sheet, and none is invented: defects that were found, one by one."""

from __future__ import annotations

import pytest

from tests.reading.workbench import draw, printed

LOST_ONCE = {
    "a preformatted passage that is never closed": ("# Kopf\n\n<pre>Zahlen", "Zahlen"),
    "a picture's words glued to an end mark": ("# Kopf\n\n- ENDS -\n![Schaubild](x.png)", "Schaubild"),
    "a picture beside the label": ("![Wappen](x.png) Pressemitteilung\n\n# Kopf", "Wappen"),
    "a picture beside the dateline": ("# Kopf\n\n![Wappen](x.png) Berlin, 24. April 2025", "Wappen"),
    "a picture alone in a heading": ("# ![Wappen](x.png)\n\n# Kopf", "Wappen"),
    "a picture in the kicker": ("Ratssitzung ![Wappen](x.png)\n\n# Kopf", "Wappen"),
    "a picture in the headline": ("# Kopf ![Wappen](x.png)", "Wappen"),
    "a picture in a section's head": ("# Kopf\n\n## Kontakt ![Wappen](x.png)\n\nTel. 030 1234567", "Wappen"),
    "a picture in an attribution": ("# Kopf\n\n> Satz.\n>\n> **Eva Muster ![Bild](x.png)**", "Bild"),
}


@pytest.mark.parametrize("case", LOST_ONCE)
def test_nothing_is_lost(case: str) -> None:
    draft, word = LOST_ONCE[case]
    sheet = draw(draft).sheet
    assert sheet is not None
    assert word in printed(sheet)
