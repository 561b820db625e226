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


KEPT_ONCE = {
    "a gap in angle brackets": ("# Kopf\n\nEs spricht <Vorname Nachname> zuerst.", "<Vorname Nachname> zuerst"),
    "a block of a gap in angle brackets": ("# Kopf\n\n<Vorname Nachname> spricht.", "<Vorname Nachname> spricht"),
    "a block element inside a line": ("# Kopf\n\nvor <h2>mitten</h2> nach", "vor\nmitten\nnach"),
    "a table's caption": ("# Kopf\n\n<table><caption>Zahlen</caption><tr><td>1</td></tr></table>", "Zahlen"),
    "one preformatted passage in another": ("# Kopf\n\n<pre>außen\n<pre>innen", "außen"),
    "a footnote that no sign leads to": ("# Kopf\n\n[^1]: Quelle: eigene Zählung", "Quelle: eigene Zählung"),
    "a line below a picture beside a contact": ("Kontakt ![Bild](x.png)\nTel. 030 1234567", "Bild\nTel."),
    "a line below a picture before a dateline": (
        "# K\n\n![Bild](x.png)\nBerlin, 24. April 2025 – Text " + "wort " * 13,
        "Bild Text wort",
    ),
    "a list of key points": ("# Kopf\n\n- Punkt\n\n" + "wort " * 14, "Punkt"),
}


@pytest.mark.parametrize("case", KEPT_ONCE)
def test_words_stay(case: str) -> None:
    draft, words = KEPT_ONCE[case]
    sheet = draw(draft).sheet
    assert sheet is not None
    assert words in printed(sheet)


def test_a_footnote_without_a_sign_is_said() -> None:
    assert "RF028" in [finding.code for finding in draw("# Kopf\n\nText.\n\n[^a]: Quelle").findings]


@pytest.mark.parametrize("element", ["nav", "button", "script", "iframe", "style", "video"])
def test_what_cannot_be_printed_is_left_out_with_a_finding(element: str) -> None:
    drawn = draw(f"# Kopf\n\nvor <{element}>weg</{element}> nach")
    assert drawn.sheet is not None
    assert "weg" not in printed(drawn.sheet)
    assert "nach" in printed(drawn.sheet)
    assert next((f.code, f.span and (f.span.line, f.span.column)) for f in drawn.findings) == ("RF022", (3, 5))
