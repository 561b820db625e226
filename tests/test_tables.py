"""Tables as both files print them: the same columns, and nothing lost of what a page cannot hold."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest

from releasefmt.rendering import load
from releasefmt.system.assets import FolderAssets
from releasefmt.system.fonts import use_bundled_fonts
from tests.gates import libreoffice, poppler
from tests.reading.workbench import draw

TOP = """# Tabellen

Lindenau, 14. Oktober 2025 – Ein Absatz mit genug Wörtern, damit er als Vorspann gelesen wird, danach die Tabelle.

"""
COLUMNS = """| Vorhaben | Zuständig | Mittel in Euro | Bis |
|---|---|---:|---|
| Grundstücksverkehrsgenehmigungszuständigkeit | Amt | 1.200.000 | 2026 |
| Deich | Das Amt für Wasserbau und Gewässerunterhaltung gemeinsam mit den Gemeinden am Oberlauf | 45.000 | 2027 |
"""
COUNT = 2400
LONG = f"| Alles |\n|---|\n| {' '.join(f'Wort{number:04}' for number in range(COUNT))} |\n"
ADDRESS = (
    "https://www.flussstaedte.example/presse/2025/sechs-staedte-warnen-gemeinsam-vor-hochwasser-an-der-lauter"
    "/dokument-mit-strichen?mit=parametern&und=mehr&noch=einem-mehr#stelle-im-text"
)


@cache
def rendered(form: str, text: str) -> bytes:
    use_bundled_fonts()
    sheet = draw(TOP + text).sheet
    assert sheet is not None
    outcome = load(form)(sheet, FolderAssets())
    assert outcome.value is not None
    return outcome.value


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
def test_columns_stand_at_the_same_places() -> None:
    word = {text: (left, right) for text, left, right in poppler.boxes(libreoffice.to_pdf(rendered("docx", COLUMNS)))}
    pdf = {text: (left, right) for text, left, right in poppler.boxes(rendered("pdf", COLUMNS))}
    for text in ("Vorhaben", "Zuständig", "Bis", "Amt"):
        assert pdf[text][0] == pytest.approx(word[text][0], abs=0.3)
    for text in ("Euro", "1.200.000", "45.000"):
        assert pdf[text][1] == pytest.approx(word[text][1], abs=0.3)


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
def test_a_cell_longer_than_a_page_loses_no_word() -> None:
    for data in (rendered("pdf", LONG), libreoffice.to_pdf(rendered("docx", LONG))):
        assert len(set(re.findall(r"Wort\d{4}", poppler.text(data)))) == COUNT


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("before", [*range(0, 60, 7), 64])
def test_an_address_is_copied_as_it_was_written(before: int) -> None:
    pdf = rendered("pdf", f"{'n' * before} {ADDRESS} folgt.\n")
    assert f"{ADDRESS}folgt." in "".join(poppler.text(pdf).split())


def test_the_word_file_has_the_address_as_it_was_written() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(rendered("docx", f"{ADDRESS} folgt.\n"))) as package:
        assert ADDRESS.replace("&", "&amp;") in package.read("word/document.xml").decode()


@pytest.mark.slow
@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(("rows", "parts"), [(5, {(5,)}), (9, {(9,), (2, 7), (7, 2), (3, 6), (6, 3), (4, 5), (5, 4)})])
def test_no_page_begins_or_ends_with_a_single_row_and_a_short_table_stays_whole(
    rows: int, parts: set[tuple[int, ...]]
) -> None:
    table = "| Ort | Wert |\n|---|---|\n" + "".join(f"| Reihe{number} | {number} |\n" for number in range(rows))
    seen = set()
    for lines in range(24, 36):
        above = "\n\n".join(f"Absatz Nummer {number}." for number in range(lines // 2))
        text = f"{above}\n\n{'Wort ' * (lines % 2 * 14)}\n\n{table}"
        pages = poppler.text(rendered("pdf", text)).split("\f")
        seen.add(tuple(count for page in pages if (count := page.count("Reihe"))))
    assert seen <= parts
    assert len(seen) > 1 or rows == 5


@pytest.mark.parametrize("rows", [5, 9])
def test_word_is_told_which_rows_share_a_page(rows: int) -> None:
    table = "| Ort | Wert |\n|---|---|\n" + "".join(f"| Reihe{number} | {number} |\n" for number in range(rows))
    with zipfile.ZipFile(io.BytesIO(rendered("docx", table))) as package:
        document = package.read("word/document.xml").decode()
    kept = ["w:keepNext" in row for row in re.findall(r"<w:tr>.*?</w:tr>", document)]
    assert kept == ([True] * 5 + [False] if rows == 5 else [True, True, *[False] * 6, True, False])
