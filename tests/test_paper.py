"""Designer's paper behind the text: in the size of the page, on its pages only, decoration in both files."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from releasefmt.model.purpose import Purpose
from releasefmt.model.style import MOST_INK
from releasefmt.pipeline import Job, run, set_up, verify
from releasefmt.system.drafts import Draft
from tests.gates import libreoffice, open_xml_sdk, openxml_audit, outloud, page_validation, verapdf
from tests.gates.complaints import listed
from tests.gates.workspace import folder
from tests.rendering.pdf.flavours import GATES, check, judges

SENTENCE = (
    "Die Bänke sind aus Holz der Gegend und haben Lehnen, damit auch ältere Menschen gut wieder aufstehen können. "
)
DRAFT = "# Neue Bänke\n\nOrt, 1. Mai 2025 – " + "\n\n".join(
    f"{number}. Abschnitt: {SENTENCE * 3}" for number in range(20)
)


def paper(shade: int, width: float = 210.0, height: float = 297.0, room: float = 0.0) -> bytes:
    """A PDF page with a coloured strip 10 mm high at its top edge, made without any of the libraries under test.

    With ``room`` mm around the cut, which the strip fills; crosses of a designer's program stand 6 mm outside.
    """
    mm = 72 / 25.4
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=((width + 2 * room) * mm, (height + 2 * room) * mm))
    strip = f"{shade / 255:.4f} g 0 {(room + height - 10) * mm:.3f} 1000 {(room + 10) * mm:.3f} re f "
    if room > 6:
        strip += f"0 1 0 rg 0 0 {(room - 6) * mm:.3f} 2000 re f"
    page.Contents = pdf.make_stream(strip.encode())
    if room:
        page.TrimBox = [room * mm, room * mm, (room + width) * mm, (room + height) * mm]
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def png(width: int = 1240, height: int = 1754) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (200, 230, 200)).save(data, "PNG", dpi=(300, 300))
    return data.getvalue()


def house(home: Path, settings: str, files: dict[str, bytes]) -> Path:
    home.mkdir(exist_ok=True)
    for name, data in files.items():
        (home / name).write_bytes(data)
    (home / "releasefmt.toml").write_text(f'[organisation]\nname = "Amt für Uferwege"\n[paper]\n{settings}\n', "utf-8")
    return home


def files_of(home: Path, purpose: Purpose = Purpose.SCREEN) -> dict[str, bytes]:
    setup = set_up(home, purpose=purpose)
    assert setup.value is not None, setup.findings
    done = run(Job(Draft("a.md", DRAFT.encode(), home, "a"), setup.value, ("pdf", "docx"), home))
    return {output.format: Path(output.path).read_bytes() for output in done.result.outputs}


@cache
def two_papers() -> dict[str, bytes]:
    settings = 'first = "eins.pdf"\nfollowing = "zwei.pdf"'
    return files_of(house(folder() / "two-papers", settings, {"eins.pdf": paper(100), "zwei.pdf": paper(180)}))


@cache
def for_purpose(purpose: Purpose) -> bytes:
    """On paper with a bleed and crop marks of its own."""
    home = house(folder() / f"bleeding-{purpose}", 'first = "eins.pdf"\nfollowing = "zwei.png"', {})
    (home / "eins.pdf").write_bytes(paper(100, room=12))
    (home / "zwei.png").write_bytes(png(2551, 3579))
    return files_of(home, purpose)["pdf"]


def shade(pdf: bytes, page: int, y: float) -> int:
    """How light the page is in its middle, ``y`` mm from the top of all that it has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[page].render(scale=2, grayscale=True).to_pil()
    finally:
        document.close()
    return int(image.getpixel((image.width // 2, round(y / 25.4 * 144))))


def test_each_page_lies_on_its_own_paper_in_the_pdf() -> None:
    pdf = two_papers()["pdf"]
    for page, wanted in ((0, 100), (1, 180), (2, 180)):
        assert shade(pdf, page, 5) == pytest.approx(wanted, abs=2)
        assert shade(pdf, page, 9.7) == pytest.approx(wanted, abs=2)
        assert shade(pdf, page, 10.3) == 255


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
def test_each_page_lies_on_its_own_paper_in_the_word_file() -> None:
    printed = libreoffice.to_pdf(two_papers()["docx"])
    for page, wanted in ((0, 100), (1, 180)):
        assert shade(printed, page, 5) == pytest.approx(wanted, abs=3)
        assert shade(printed, page, 10.5) == 255


def test_the_name_is_not_printed_on_paper_that_bears_it() -> None:
    from tests.rendering.pdf.reading import signs

    assert "Uferwege" not in "".join(sign.text for sign in signs(two_papers()["pdf"], 0))
    with pikepdf.open(io.BytesIO(two_papers()["pdf"])) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Amt für Uferwege"


def test_paper_for_the_first_page_alone_leaves_the_others_white(tmp_path: Path) -> None:
    files = files_of(house(tmp_path, 'first = "eins.png"', {"eins.png": png()}))
    assert shade(files["pdf"], 0, 5) < 240
    assert shade(files["pdf"], 1, 5) == 255


def test_paper_is_decoration_in_word() -> None:
    with zipfile.ZipFile(io.BytesIO(two_papers()["docx"])) as package:
        headers = [package.read(name).decode() for name in package.namelist() if name.startswith("word/header")]
    assert [header.count('behindDoc="1"') for header in headers] == [1, 1]
    assert all("adec:decorative" in header for header in headers)


def test_paper_with_a_bleed_fills_it_in_print_and_stands_on_the_page_elsewhere() -> None:
    """The strip is 10 mm of the page; above it in print stand 3 mm more, and no crop marks of the designer's."""
    printed, shown = for_purpose(Purpose.PRINT), for_purpose(Purpose.SCREEN)
    for data, above in ((printed, 3.0), (shown, 0.0)):
        assert shade(data, 0, 0.3) == pytest.approx(100, abs=6)
        assert shade(data, 0, above + 9.5) == pytest.approx(100, abs=6)
        assert shade(data, 0, above + 10.5) == 255
        assert shade(data, 1, 0.3) < 240
    document = pypdfium2.PdfDocument(printed)
    try:
        image = document[0].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()
    assert {image.getpixel((x, image.height // 2)) for x in range(40)} == {(255, 255, 255)}


@pytest.mark.parametrize("purpose", Purpose)
def test_own_measures_find_nothing_amiss_on_paper(purpose: Purpose) -> None:
    home = folder() / f"bleeding-{purpose}"
    data = for_purpose(purpose)
    setup = set_up(home, purpose=purpose).value
    assert setup is not None
    found = verify(data, Job(Draft("a.md", DRAFT.encode(), home, "a"), setup, ("pdf", "docx"), home))
    assert [entry.message for entry in found] == []


@pytest.mark.slow
@pytest.mark.needs("verapdf", "page-validation", "outloud", "qpdf", "ghostscript")
@pytest.mark.parametrize(
    ("gate", "purpose"), [(gate, purpose) for gate in GATES for purpose in Purpose if judges(gate, purpose)]
)
def test_no_gate_says_a_word_for_any_purpose(gate: str, purpose: Purpose) -> None:
    assert listed(check(gate, for_purpose(purpose), purpose)) == ""


def test_paper_in_print_is_ink_and_not_too_much_of_it() -> None:
    """Full black in the picture's colours would be four full inks."""
    home = house(folder() / "black-paper", 'first = "eins.pdf"', {"eins.pdf": paper(0, room=3)})
    with pikepdf.open(io.BytesIO(files_of(home, Purpose.PRINT)["pdf"])) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert [image.ColorSpace for image in images] == ["/DeviceCMYK"]
        inks = images[0].read_bytes()
    assert 200 < max(map(sum, zip(*[iter(inks[:40_000])] * 4, strict=True))) / 2.55 <= MOST_INK


@pytest.mark.parametrize(
    ("name", "data", "codes"),
    [
        ("eins.pdf", paper(100), ["RF420", "RF419"]),
        ("eins.pdf", paper(100, room=3), ["RF420"]),
        ("eins.pdf", paper(255), ["RF420"]),
        ("eins.png", png(2480, 3508), ["RF419"]),
        ("eins.png", png(), ["RF315", "RF419"]),
    ],
)
def test_what_a_print_shop_minds_is_said(tmp_path: Path, name: str, data: bytes, codes: list[str]) -> None:
    home = house(tmp_path, f'first = "{name}"', {name: data})
    said = [entry for entry in set_up(home, purpose=Purpose.PRINT).findings if entry.message.startswith("The paper")]
    assert [entry.code for entry in said] == codes
    assert [entry.span.line for entry in said if entry.span] == [4] * len(codes)
    assert not [entry for entry in set_up(home).findings if entry.message.startswith("The paper")]


@pytest.mark.slow
@pytest.mark.needs("verapdf", "outloud", "page-validation", "open-xml-sdk", "openxml-audit")
def test_every_gate_is_clean() -> None:
    files = two_papers()
    complaints = verapdf.check(files["pdf"], "ua1", "3a") + page_validation.check(files["pdf"], "ua1")
    complaints += outloud.check(files["pdf"])
    complaints += open_xml_sdk.check(files["docx"], "Office2019", "Microsoft365") + openxml_audit.check(files["docx"])
    assert not complaints, listed(complaints)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "was not found"),
        (b"%PDF-1.7 broken", "damaged or locked"),
        (b"no picture", "cannot be used"),
        (paper(100, 148.0, 297.0), "it would be distorted"),
    ],
)
def test_paper_that_cannot_be_used_is_said_at_its_line(tmp_path: Path, data: bytes | None, words: str) -> None:
    home = house(tmp_path, 'first = "eins.pdf"', {} if data is None else {"eins.pdf": data})
    setup = set_up(home)
    assert setup.value is None
    [entry] = setup.findings
    assert entry.code == "RF418"
    assert words in entry.message
    assert entry.span is not None
    assert entry.span.line == 4


def test_paper_from_elsewhere_is_not_read(tmp_path: Path) -> None:
    setup = set_up(house(tmp_path, 'first = "../eins.pdf"', {}))
    assert setup.value is None
    assert "lies outside" in setup.findings[0].message


def test_the_same_paper_gives_the_same_bytes() -> None:
    before = two_papers()
    assert files_of(folder() / "two-papers") == before
