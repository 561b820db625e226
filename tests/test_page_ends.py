"""What the ends of pages may part and what not, in finished files in which they fall everywhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from releasefmt.measuring.pdf import measure
from releasefmt.passes.copyfitting import FEWEST
from releasefmt.pipeline import Job, run, set_up
from releasefmt.system.drafts import Draft
from tests.gates import libreoffice
from tests.gates.workspace import folder
from tests.rendering.docx.test_geometry import Line, lines

ROOT = Path(__file__).parents[1]
STYLES = ("kanzlei", "redaktion")
# Lines that push the rest down; a paragraph of the text is at most as high as ten of them.
PUSHES = range(0, 22, 2)
HOUSE = """
[organisation]
name = "Amt für Uferwege"
[contact]
name = "Kontaktperson Grün"
role = "Kontaktstelle"
phone = "030 23125 900"
email = "kontakt@ufer.example.org"
[boilerplate]
heading = "Überschrift Boilerplate"
text = "{boilerplate}"
"""


def words(name: str, number: int) -> str:
    return " ".join([name] * number) + "."


def draft(push: int) -> str:
    """Every line says to what it belongs: a paragraph is its own name over and over."""
    parts = ["# Neue Uferwege", "Ort, 1. Mai 2025 – Anfang.", *["Schub."] * push]
    for number in range(12):
        parts += [f"## Kopf{number}x", words(f"absatz{number}x", 30 + 9 * (number % 5))]
    rows = [f"| zeile{number}x | {number} |" for number in range(30)]
    parts += [
        "\n".join(("| Spaltenkopf | Zahl |", "|---|---|", *rows)),
        '![Ein Kran](kran.png "Bildunterschrift zum Kran")',
    ]
    parts += [words(f"absatz{number}x", 40) for number in range(20, 26)]
    return "\n\n".join(parts)


@cache
def built(style: str, push: int) -> dict[str, bytes]:
    home = folder() / f"page-ends-{style}-{push}"
    home.mkdir(exist_ok=True)
    (home / "kran.png").write_bytes((ROOT / "tests/matrix/kitchen-sink/kran.png").read_bytes())
    settings = f'style = "{style}"\n' + HOUSE.format(boilerplate=words("boilerplate", 60))
    (home / "releasefmt.toml").write_text(settings, "utf-8")
    setup = set_up(home)
    assert setup.value is not None, setup.findings
    done = run(Job(Draft("a.md", draft(push).encode(), home, "a"), setup.value, ("pdf", "docx"), home))
    assert "RF507" not in {entry.code for entry in done.result.findings}
    return {output.format: Path(output.path).read_bytes() for output in done.result.outputs}


def parted(found: list[Line]) -> list[str]:
    """What is parted that must not be."""
    wrong = []
    text = [line for line in found if 25 < line.top < 270]
    for name in sorted({name for line in text for name in re.findall(r"absatz\d+x", line.text)}):
        on_pages = Counter(line.page for line in text if name in line.text)
        if len(on_pages) > 1 and min(on_pages.values()) < 2:
            wrong.append(f"a line of {name} stands alone")
        heads = [line.page for line in text if line.text == name.replace("absatz", "Kopf")]
        if heads and heads != [min(on_pages)]:
            wrong.append(f"the head of {name} stands on another page")
    with_rows = {line.page for line in text if line.text.startswith("zeile")}
    with_head = [line.page for line in text if line.text.startswith("Spaltenkopf")]
    if with_head != sorted(with_rows):
        wrong.append("a part of the table has no head")
    for section in ("boilerplate", "kontakt"):
        if len({line.page for line in text if section in line.text.casefold()}) > 1:
            wrong.append(f"{section} is torn")
    last = max(line.page for line in found)
    if sum(line.page == last for line in text) < FEWEST:
        wrong.append("the last page is all but empty")
    return wrong


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("push", PUSHES)
@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_parted_that_belongs_together(style: str, push: int) -> None:
    pdf = built(style, push)["pdf"]
    found = lines(pdf)
    assert parted(found) == []
    [caption] = [line for line in found if line.text.startswith("Bildunterschrift")]
    [picture] = [picture for page in measure(pdf).pages for picture in page.pictures]
    assert picture.page + 1 == caption.page
    assert 0 < caption.top - picture.rect.bottom < 5


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.parametrize("push", PUSHES[::4])
@pytest.mark.parametrize("style", STYLES)
def test_nor_in_the_word_file(style: str, push: int) -> None:
    assert parted(lines(libreoffice.to_pdf(built(style, push)["docx"]))) == []


def test_the_eye_of_this_test_sees_what_is_parted() -> None:
    """Lines on two pages of which each rule has a fault to find."""

    def on(page: int, text: str) -> Line:
        return Line(page, 25.0, 100.0, 100.0, 104.0, text)

    found = [on(1, "Kopf1x"), on(1, "zeile1x"), on(1, "Überschrift Boilerplate"), on(1, "Kontaktstelle")]
    found += [on(2, "absatz1x"), on(2, "boilerplate"), on(2, "zeile2x"), on(2, "Spaltenkopf"), on(2, "kontakt@ufer")]
    found += [on(2, "absatz2x"), on(3, "absatz2x")]
    assert len(parted(found)) == 6
