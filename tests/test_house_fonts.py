"""Fonts of the house: a folder or named files, examined before anything is drawn; and a style sheet of the house's own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from releasefmt.model.findings import Outcome, Severity
from releasefmt.pipeline import Done, Job, Setup, run, set_up
from releasefmt.system.assets import BUNDLED
from releasefmt.system.drafts import Draft
from tests.rendering.pdf.reading import opened

CUTS = {"Regular": (400, False), "It": (400, True), "Bold": (700, False)}


def font(cut: str, family: str = "Hausschrift", usage: int = 0, without: str = "") -> bytes:
    """A font of our own making for one test: a bundled one under another name, with other licence bits, with gaps."""
    made = TTFont(BUNDLED / f"SourceSans3-{cut}.ttf")
    for record in made["name"].names:
        if record.nameID in (1, 16):
            record.string = family
    made["OS/2"].fsType = usage
    for table in made["cmap"].tables:
        for sign in without:
            table.cmap.pop(ord(sign), None)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def house(tmp_path: Path, settings: str, fonts: dict[str, bytes]) -> Path:
    for name, data in fonts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "releasefmt.toml").write_text(f'{settings}\n[organisation]\nname = "Amt für Größe"\n', "utf-8")
    return tmp_path


def built(setup: Outcome[Setup | None], home: Path, text: str = "Ein Satz.", *formats: str) -> Done:
    assert setup.value is not None, setup.findings
    draft = Draft("a.md", f"# Große Straße\n\nMusterstadt, 1. Mai 2025 – {text}\n".encode(), home, "a")
    return run(Job(draft, setup.value, formats or ("pdf", "docx"), home / "out"))


def test_a_folder_of_fonts_sets_everything(tmp_path: Path) -> None:
    home = house(tmp_path, '[fonts]\nfolder = "schriften"', {f"schriften/{cut}.ttf": font(cut) for cut in CUTS})
    setup = set_up(home)
    assert setup.value is not None
    assert not setup.findings
    assert set(setup.value.style.families.values()) == {"Hausschrift", "Source Sans 3"}
    done = built(setup, home)
    files = {output.format: Path(output.path).read_bytes() for output in done.result.outputs}
    assert "RF415" not in {entry.code for entry in done.result.findings}
    pdf = opened(files["pdf"])
    embedded = [item for item in pdf.objects if isinstance(item, type(pdf.Root)) and "/FontFile2" in item]
    names = {str(item.FontName).partition("+")[2] for item in embedded}
    assert names
    assert all(name.startswith("Hausschrift") for name in names)
    assert b"Hausschrift" in opened_docx(files["docx"])


def opened_docx(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/styles.xml")


@pytest.mark.parametrize(
    ("usage", "refused"),
    [
        (0x0000, ""),
        (0x0004, ""),
        (0x0008, ""),
        (0x0002, "must not be embedded"),
        (0x0100, "in part"),
        (0x0200, "bitmaps"),
    ],
)
def test_licence_bits_are_obeyed(tmp_path: Path, usage: int, refused: str) -> None:
    """OpenType 1.9, OS/2.fsType: restricted, no subsetting and bitmap embedding only rule a PDF/A out."""
    fonts = {f"schriften/{cut}.ttf": font(cut, usage=usage) for cut in CUTS}
    setup = set_up(house(tmp_path, '[fonts]\nfolder = "schriften"', fonts))
    assert (setup.value is None) == bool(refused)
    assert {entry.code for entry in setup.findings} == ({"RF413"} if refused else set())
    for entry in setup.findings:
        assert refused in entry.message
        assert entry.hint
        assert entry.span is not None
        assert entry.span.line == 1


def test_a_missing_cut_is_said(tmp_path: Path) -> None:
    setup = set_up(house(tmp_path, '[fonts]\nfolder = "schriften"', {"schriften/a.ttf": font("Regular")}))
    assert setup.value is not None
    [entry] = setup.findings
    assert entry.code == "RF414"
    assert "no italic and no bold" in entry.message


def test_a_missing_character_is_said_with_its_place(tmp_path: Path) -> None:
    fonts = {f"schriften/{cut}.ttf": font(cut, without="ßẞ") for cut in CUTS}
    home = house(tmp_path, '[fonts]\nfolder = "schriften"', fonts)
    found = [entry for entry in built(set_up(home), home).result.findings if entry.code == "RF415"]
    assert len(found) == 1
    assert "“ß” (U+00DF)" in found[0].message
    assert found[0].severity is Severity.WARNING
    assert found[0].span is not None
    assert found[0].span.line == 1


@pytest.mark.parametrize(
    ("settings", "fonts", "words"),
    [
        ('[fonts]\nfolder = "keine"', {}, "“keine” was not found"),
        ('[fonts]\nfolder = "leer"', {"leer/readme.txt": b""}, "holds no font file"),
        ('[fonts]\nfolder = "s"', {"s/a.ttf": b"no font"}, "no TrueType or OpenType font"),
        ('[fonts]\nfolder = "../s"', {}, "lies outside"),
        (
            '[fonts]\nfolder = "s"',
            {"s/a.ttf": font("Regular", "Eine"), "s/b.ttf": font("Regular", "Andere")},
            "2 families",
        ),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(
    tmp_path: Path, settings: str, fonts: dict[str, bytes], words: str
) -> None:
    setup = set_up(house(tmp_path, settings, fonts))
    assert setup.value is None
    assert {entry.code for entry in setup.findings} == {"RF409"}
    assert words in setup.findings[0].message


def test_a_font_cut_off_in_the_middle_is_damaged(tmp_path: Path) -> None:
    setup = set_up(house(tmp_path, '[fonts]\nfolder = "s"', {"s/a.ttf": font("Regular")[:3000]}))
    assert setup.value is None
    assert {entry.code for entry in setup.findings} == {"RF409"}


def test_a_style_sheet_of_the_house_changes_the_pdf_and_says_so(tmp_path: Path) -> None:
    home = house(tmp_path, 'css = "haus.css"', {"haus.css": b"h1 { text-decoration: underline }"})
    setup = set_up(home)
    assert [entry.code for entry in setup.findings] == ["RF416"]
    with_css = {output.format: Path(output.path).read_bytes() for output in built(setup, home).result.outputs}
    (home / "haus.css").write_bytes(b"")
    without = {output.format: Path(output.path).read_bytes() for output in built(set_up(home), home).result.outputs}
    assert with_css["pdf"] != without["pdf"]
    assert with_css["docx"] == without["docx"]


@pytest.mark.parametrize(
    ("css", "code"), [("h1 { colour: red }", "RF503"), ("body { background: url(https://example.org/a.png) }", "RF505")]
)
def test_what_is_wrong_in_it_is_said(tmp_path: Path, css: str, code: str) -> None:
    home = house(tmp_path, 'css = "haus.css"', {"haus.css": css.encode()})
    assert code in {entry.code for entry in built(set_up(home), home).result.findings}


@pytest.mark.parametrize("name", ["keine.css", "../haus.css"])
def test_a_style_sheet_that_is_not_there(tmp_path: Path, name: str) -> None:
    setup = set_up(house(tmp_path, f'css = "{name}"', {}))
    assert setup.value is None
    assert [entry.code for entry in setup.findings] == ["RF406"]
