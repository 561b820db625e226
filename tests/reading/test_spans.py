"""Where a text says it stands, the author's own characters stand."""

from __future__ import annotations

import pytest

from releasefmt.model.content import Text
from releasefmt.model.walk import leaves_of_release
from tests.reading.workbench import read

DRAFTS = [
    "Pressemitteilung\n\n# Ein **Kopf** mit `Code`\n\nBerlin, 24. April 2025 – Die *Stadt* baut ein Haus, und alle freuen sich sehr über das neue Haus.\n",
    "# Kopf\n\n> Ein „Zitat“ mit\n> **Fett** darin\n>\n> – Eva Muster\n\n- Punkt *eins*\n  geht weiter\n- Punkt zwei\n  1. tief\n",
    "---\nort: Berlin\n---\n\n# Kopf\n\nText mit [Verweis](https://example.org/a) und www.example.org/b und post@example.org hier.\n\n| a | **b** |\n|---|---|\n| c d | e |\n",
    "# Kopf\n\nwort wort wort\n   eingerückt wort  \nnoch *wort*\n\nBegriff\n: Erklärung mit *Stern*\n\nText[^1] weiter\n\n[^1]: Note *schräg*\n",
    "# Kopf\n\n<div>\n<p>Absatz <b>fett</b> normal</p>\n</div>\n\nvor <b>fett</b> nach\n",
    "# Kopf\n\ngleich gleich\n\n- gleich\n- gleich **gleich** gleich\n",
]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_text_stands_where_its_span_says(draft: str) -> None:
    release = read(draft).value
    assert release is not None
    lines = draft.split("\n")
    seen = 0
    for leaf in leaves_of_release(release):
        span = leaf.span
        if isinstance(leaf, Text) and span and span.line == span.end_line and span.column < span.end_column:
            assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == leaf.text
            seen += 1
    assert seen > 3
