"""Passages in another language: marked in the draft, set by their own rules, named as what they are in both files."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from releasefmt.model.content import Foreign
from releasefmt.model.text import plain_text
from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.reading.workbench import codes, draw, printed, read
from tests.rendering.docx.opened import Opened, W
from tests.rendering.pdf.reading import opened

HEAD = "---\nlang: de\n---\n# Kurz\n\n"
QUOTED = 'Der Verein sagte "ja" und die Partnerin [elle dit "oui" !]{lang=fr} dazu; dann folgte <i lang="en-GB">that\'s "it"</i>.'


def foreign(draft: str) -> list[tuple[str, str]]:
    """Language and words of each passage."""
    release = read(HEAD + draft).value
    assert release is not None
    blocks = (*(release.lead.value if release.lead else ()), *release.body)
    return [
        (node.language, plain_text((node,)).strip())
        for block in blocks
        for node in _foreign(getattr(block, "content", ()))
    ]


def _foreign(nodes: object) -> Iterator[Foreign]:
    assert isinstance(nodes, tuple)
    for node in nodes:
        if isinstance(node, Foreign):
            yield node
        yield from _foreign(getattr(node, "children", ()))


@pytest.mark.parametrize(
    ("draft", "passages"),
    [
        ("Sie rief [au revoir]{lang=fr} hinüber.", [("fr", "au revoir")]),
        ('Sie rief <span lang="fr">au revoir</span> hinüber.', [("fr", "au revoir")]),
        ('Sie rief <i lang="fr_ch">au revoir</i> hinüber.', [("fr-CH", "au revoir")]),
        ('Sie rief <q lang="fr">au <b>revoir</b></q> hinüber.', [("fr", '"au revoir"')]),
        ('<span lang="fr">Le <span>grand</span> soir</span> war da.', [("fr", "Le grand soir")]),
        ("[Sie sagte [yes]{lang=en} dazu]{lang=de-AT}.", [("de-AT", "Sie sagte yes dazu"), ("en", "yes")]),
        ('<p lang="fr">Un paragraphe.\n<p>Ein Absatz.</p>', [("fr", "Un paragraphe.")]),
        ('<div lang="fr"><p>Un.</p><p>Deux.</p></div>\n\n<p>Drei.</p>', [("fr", "Un."), ("fr", "Deux.")]),
        ('<b>Das <span lang="fr">mot</span></b> steht.', [("fr", "mot")]),
        ("[nur ein Wort]{.klasse} steht.", []),
        ("[kein Merkmal] {lang=fr}", []),
    ],
)
def test_marks(draft: str, passages: list[tuple[str, str]]) -> None:
    assert foreign(draft) == passages


def test_a_tag_that_is_none_is_said_and_the_words_stay() -> None:
    drawn = draw(HEAD + "Sie rief [au revoir]{lang=französisch!} hinüber.")
    assert drawn.sheet is not None
    assert "au revoir" in printed(drawn.sheet)
    drawn = draw(HEAD + 'Sie rief <span lang="so, na ja">au revoir</span> hinüber.')
    assert "RF012" in codes(drawn.findings)
    assert drawn.sheet is not None
    assert "au revoir" in printed(drawn.sheet)


def test_each_passage_is_set_by_its_own_rules() -> None:
    drawn = draw(HEAD + QUOTED)
    assert drawn.sheet is not None
    assert "sagte „ja“ und die Partnerin elle dit «\u202foui\u202f»\u202f! dazu; dann folgte that’s “it”." in printed(
        drawn.sheet
    ) or "that’s ‘it’" in printed(drawn.sheet)


def test_a_passage_in_a_language_without_a_pack_stays_as_typed() -> None:
    drawn = draw(HEAD + 'Er sagte [ea dixit "ita" - certe]{lang=la} dazu.')
    assert drawn.sheet is not None
    assert 'ea dixit "ita" - certe' in printed(drawn.sheet)


def test_both_files_name_the_language() -> None:
    drawn = draw(HEAD + QUOTED)
    assert drawn.sheet is not None
    use_bundled_fonts()
    pdf, docx = load("pdf")(drawn.sheet, FolderAssets()), load("docx")(drawn.sheet, FolderAssets())
    assert pdf.value is not None
    assert docx.value is not None
    file = opened(pdf.value)
    elements = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Span"]
    assert [str(element.Lang) for element in elements if "/Lang" in element] == ["fr", "en-GB"]
    runs = [
        (language.get(f"{W}val"), "".join(run.itertext()))
        for run in Opened(docx.value).body.iter(f"{W}r")
        for language in run.iter(f"{W}lang")
    ]
    assert [tag for tag, _ in runs] == ["fr-FR", "en-GB"]
    assert runs[0][1].startswith("elle dit")
