"""A file for each purpose: the standards that it claims, what it holds, the same bytes everywhere."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from releasefmt.model.content import Figure, Image
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Sheet
from releasefmt.rendering.pdf import render
from releasefmt.system.assets import FolderAssets
from tests.gates.complaints import listed
from tests.gates.toolbox import PDF_GATES
from tests.rendering.pdf import sheets
from tests.rendering.pdf.flavours import GATES, check, judges
from tests.rendering.pdf.reading import opened, tag_tree
from tests.rendering.pdf.sheets import ROOT

SHEETS: dict[str, Callable[[], Sheet]] = {
    "one": sheets.one_page,
    "three": lambda: sheets.pages(3),
    "sink": sheets.kitchen_sink,
    "redaktion": lambda: dataclasses.replace(sheets.kitchen_sink(), style=sheets.kanzlei(name="redaktion")),
}

every_purpose = pytest.mark.parametrize("purpose", Purpose)


@cache
def made(name: str, purpose: Purpose) -> bytes:
    """One of the sheets for a purpose."""
    outcome = render(dataclasses.replace(SHEETS[name](), purpose=purpose), FolderAssets())
    assert outcome.findings == (), "WeasyPrint complained"
    assert outcome.value is not None
    return outcome.value


@pytest.mark.slow
@pytest.mark.needs(*PDF_GATES)
@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize(
    ("gate", "purpose"), [(gate, purpose) for gate in GATES for purpose in Purpose if judges(gate, purpose)]
)
def test_no_gate_says_a_word(gate: str, name: str, purpose: Purpose) -> None:
    assert listed(check(gate, made(name, purpose), purpose)) == ""


@every_purpose
def test_the_draft_travels_only_where_the_standard_lets_it_in(purpose: Purpose) -> None:
    pdf = opened(made("one", purpose))  # its attachments die with it
    assert list(pdf.attachments) == (["hafen.md"] if purpose in {Purpose.SCREEN, Purpose.ARCHIVE_4} else [])


@every_purpose
def test_the_packet_claims_the_standards_of_the_purpose(purpose: Purpose) -> None:
    pdf = opened(made("one", purpose))
    with pdf.open_metadata() as xmp:
        claims = [xmp.get(name, "") for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        claims += [xmp.get("pdfxid:GTS_PDFXVersion", "")]
        assert xmp["dc:title"] == "Hafenrat legt Plan für saubere Kais vor"
        assert xmp["dc:language"] == {"de"}
    assert (
        claims
        == {
            Purpose.SCREEN: ["3", "A", "1", ""],
            Purpose.ARCHIVE: ["2", "A", "1", ""],
            Purpose.ARCHIVE_4: ["4", "F", "2", ""],
            Purpose.PRINT: ["2", "A", "1", "PDF/X-4"],
        }[purpose]
    )


@pytest.mark.needs("verapdf")
@pytest.mark.slow
def test_archive_4_without_a_draft_claims_no_attachment() -> None:
    from tests.gates import verapdf

    given = sheets.one_page()
    bare = dataclasses.replace(given, properties=dataclasses.replace(given.properties, source_name="", source=b""))
    data = render(dataclasses.replace(bare, purpose=Purpose.ARCHIVE_4), FolderAssets()).value
    assert data is not None
    assert listed(verapdf.check(data, "ua2", "4")) == ""


def test_archive_4_speaks_pdf_2() -> None:
    data = made("sink", Purpose.ARCHIVE_4)
    pdf = opened(data)
    tree = tag_tree(pdf)
    assert data.startswith(b"%PDF-2.0")
    assert "/Info" not in pdf.trailer
    assert len(tree.all("FENote")) == 2
    assert not tree.all("Note")
    assert [tag.outline() for tag in tree.all("Aside")] == ["Aside(Figure Caption(Em))"]
    assert {str(tag.element.NS.NS) for tag in tree.walk() if "/NS" in tag.element} == {"http://iso.org/pdf2/ssn"}
    assert all("/NS" in tag.element for name in ("Document", "Strong", "Em", "H1", "FENote") for tag in tree.all(name))
    assert not [tag for name in ("BlockQuote", "Code", "Reference") for tag in tree.all(name) if "/NS" in tag.element]


def test_archive_4_leads_to_elements() -> None:
    """PDF/UA-2, 8.8: a place in the file is named by its element, and by its page for older readers."""
    pdf = opened(made("sink", Purpose.ARCHIVE_4))
    with pdf.open_outline() as outline:
        [top] = outline.root
        assert top.action is not None
        assert top.action.SD[0].S == "/H1"
        assert [str(child.action.SD[0].S) for child in top.children if child.action] == ["/H2"] * 4
    inner = [link.A for page in pdf.pages for link in page.get("/Annots", []) if link.A.S == "/GoTo"]
    assert sorted(str(action.SD[0].S) for action in inner) == ["/FENote"] * 3 + ["/Reference"] * 2
    assert all(action.D[0].Type == "/Page" for action in inner)


def test_links_are_words_in_print_and_links_elsewhere() -> None:
    for purpose in Purpose:
        pdf = opened(made("sink", purpose))
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert bool(links) == bool(tag_tree(pdf).all("Link")) == (purpose is not Purpose.PRINT)


@every_purpose
def test_every_purpose_has_the_same_words(purpose: Purpose) -> None:
    import pypdfium2

    def words(data: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(data)
        try:
            return [document[index].get_textpage().get_text_range() for index in range(len(document))]
        finally:
            document.close()

    assert words(made("sink", purpose)) == words(made("sink", Purpose.SCREEN))


@every_purpose
def test_purposes_have_identifiers_of_their_own(purpose: Purpose) -> None:
    others = {bytes(opened(made("one", other)).trailer.ID[0]) for other in Purpose if other is not purpose}
    assert bytes(opened(made("one", purpose)).trailer.ID[0]) not in others


ELSEWHERE = """
import dataclasses, hashlib, sys
sys.path.insert(0, sys.argv[1])
from releasefmt.system.fonts import use_bundled_fonts
use_bundled_fonts()
from tests.rendering.pdf.test_purposes import pictured
from releasefmt.model.purpose import Purpose
for purpose in Purpose:
    print(hashlib.sha256(pictured(purpose)).hexdigest())
"""


def pictured(purpose: Purpose) -> bytes:
    """The kitchen sink with pictures of every kind that a press cares about."""
    from tests.rendering.pdf.press import PICTURES

    flow = [*sheets.head(), *sheets.body(*(Figure(Image(name, name)) for name in PICTURES)), *sheets.tail()]
    given: Sheet = sheets.sheet(flow, pictures=PICTURES, purpose=purpose, crop_marks=True)
    outcome = render(given, FolderAssets())
    assert outcome.value is not None
    return outcome.value


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "zone", "locale"),
    [("1", "Pacific/Auckland", "C"), ("2", "America/Lima", "C.UTF-8"), ("3", "UTC", "POSIX")],
)
def test_the_same_bytes_in_another_place_zone_locale_and_process(
    tmp_path: Path, seed: str, zone: str, locale: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}
    environment |= {"PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(tmp_path), "LC_ALL": locale}
    code = [sys.executable, "-c", ELSEWHERE, str(ROOT)]
    done = subprocess.run(code, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [hashlib.sha256(pictured(purpose)).hexdigest() for purpose in Purpose]
