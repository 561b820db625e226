"""`[docx] embed_fonts`: which typefaces a Word file carries, how they are veiled, and what is said of those it does not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from releasefmt.measuring.docx.lint import lint
from releasefmt.pipeline import set_up
from releasefmt.system.assets import BUNDLED
from tests.gates import libreoffice, ooxml_integrity, open_xml_sdk, openxml_audit, poppler
from tests.gates.complaints import listed
from tests.gates.workspace import FONTS, folder, private_fontconfig
from tests.rendering.docx.house_template import house as template
from tests.rendering.docx.house_template import repacked
from tests.rendering.docx.opened import Opened, R, W
from tests.test_house_fonts import built, font, house

EMBED = "[docx]\nembed_fonts = true"
CUTS = {"Regular": "Regular", "Bold": "Bold", "It": "Italic", "BoldIt": "BoldItalic"}
_PLACES = (35, 33, 31, 29, 27, 25, 22, 20, 17, 15, 12, 10, 7, 5, 3, 1)
"""Where in the GUID, with braces and hyphens, the 16 bytes of the veil stand, first one first."""


def word_file(home: Path) -> bytes:
    [output] = built(set_up(home), home, "Ein `Satz`.", "docx").result.outputs
    return Path(output.path).read_bytes()


@cache
def plain() -> bytes:
    return word_file(house(_folder("plain"), "", {}))


@cache
def embedding() -> bytes:
    return word_file(house(_folder("embedding"), EMBED, {}))


@cache
def poured() -> bytes:
    """A template that is set in the house's own typeface and in one of every machine."""
    made = Document(io.BytesIO(template(as_template=False)))
    made.styles["Normal"].font.name = "Hausschrift"
    data = io.BytesIO()
    made.save(data)
    fonts = {f"schriften/{cut}.ttf": font(cut) for cut in CUTS}
    settings = f'{EMBED}\ntemplate = "haus.docx"\n[fonts]\nfolder = "schriften"'
    return word_file(house(_folder("poured"), settings, {**fonts, "haus.docx": data.getvalue()}))


def _folder(name: str) -> Path:
    place = folder() / "word-fonts" / name
    place.mkdir(parents=True)
    return place


def fonts_of(data: bytes) -> dict[tuple[str, str], bytes]:
    """The fonts in a file, unveiled, by family and cut."""
    opened = Opened(data)
    targets = {
        node.get("Id"): f"word/{node.get('Target')}" for node in opened.xml("word/_rels/fontTable.xml.rels").iter()
    }
    found = {}
    for entry in opened.xml("word/fontTable.xml").iter(f"{W}font"):
        for node in entry:
            if node.tag.startswith(f"{W}embed"):
                key, font = node.get(f"{W}fontKey", ""), bytearray(opened.members[targets[node.get(f"{R}id")]])
                for index, place in enumerate(_PLACES):
                    font[index] ^= int(key[place : place + 2], 16)
                    font[index + 16] ^= int(key[place : place + 2], 16)
                found[entry.get(f"{W}name", ""), node.tag.removeprefix(f"{W}embed")] = bytes(font)
    return found


def test_nothing_is_embedded_unasked() -> None:
    members = Opened(plain()).members
    assert not [name for name in members if "fonts/" in name or name.endswith("fontTable.xml.rels")]
    assert b"embed" not in members["word/settings.xml"] + members["word/fontTable.xml"]


def test_every_cut_of_the_style_is_in_the_file_as_it_is() -> None:
    """Semibold is none of them: Word knows a regular and a bold of a family."""
    files = {"Source Serif 4": "SourceSerif4", "Source Sans 3": "SourceSans3"}
    wanted = {
        (family, name): (BUNDLED / f"{file}-{cut}.ttf").read_bytes()
        for family, file in files.items()
        for cut, name in CUTS.items()
    }
    assert fonts_of(embedding()) == wanted


def test_only_the_table_of_fonts_the_settings_and_the_types_tell_of_it() -> None:
    before, after = Opened(plain()).members, Opened(embedding()).members
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "word/fontTable.xml", "word/settings.xml", "docProps/custom.xml"}
    assert {name for name in after if name not in before} == {
        "word/_rels/fontTable.xml.rels",
        *(f"word/fonts/font{number}.odttf" for number in range(1, 9)),
    }
    types = after["[Content_Types].xml"].decode()
    assert (
        '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
        in types
    )
    assert '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop' in after["word/settings.xml"].decode()


def test_a_file_with_fonts_is_the_same_every_time() -> None:
    assert word_file(house(_folder("again"), EMBED, {})) == embedding()
    assert len(embedding()) < 1_200_000


def test_a_template_gets_the_typefaces_that_it_asks_for() -> None:
    found = fonts_of(poured())
    files = folder() / "word-fonts" / "poured" / "schriften"
    for cut, name in CUTS.items():
        assert found["Hausschrift", name] == (files / f"{cut}.ttf").read_bytes()
    # Word has no style for code, so ours was added with its typeface; nothing asks for the style's other one.
    assert {family for family, _ in found} == {"Hausschrift", "Source Sans 3"}
    names = [entry.get(f"{W}name") for entry in Opened(poured()).xml("word/fontTable.xml").iter(f"{W}font")]
    assert len(names) == len(set(names))
    assert "Times New Roman" in names
    assert re.search(
        rb"<w:zoom [^>]*/><w:embedTrueTypeFonts/><w:proofState", Opened(poured()).members["word/settings.xml"]
    )


@pytest.mark.slow
@pytest.mark.needs("open-xml-sdk", "openxml-audit", "ooxml-integrity")
@pytest.mark.parametrize("make", [embedding, poured])
def test_the_validators_find_nothing(make: Callable[[], bytes]) -> None:
    data = make()
    complaints = open_xml_sdk.check(data, "Office2010", "Microsoft365")
    assert listed(complaints + openxml_audit.check(data) + ooxml_integrity.check(data)) == ""
    assert lint(data) == ()


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
def test_a_reader_without_the_typefaces_sees_them() -> None:
    """LibreOffice on a machine that has DejaVu alone."""
    others = Path("/usr/share/fonts/truetype/dejavu")
    seen = [
        {name.partition("+")[2].partition("-")[0] for name in poppler.fonts(printed)}
        for printed in (libreoffice.to_pdf(data, others, bundled=False) for data in (embedding(), poured()))
    ]
    assert seen[0] == {"SourceSerif4", "SourceSans3"}
    assert "SourceSans3" in seen[1]  # what the font of the test is called inside
    assert str(FONTS) not in private_fontconfig(others, bundled=False).read_text("utf-8")


def of_outlines(cut: str, *, postscript: bool = False, variable: bool = False) -> bytes:
    """A font of three glyphs, in outlines that Word does not embed."""
    made = FontBuilder(1000, isTTF=not postscript)
    names = [".notdef", "A", "B"]
    made.setupGlyphOrder(names)
    made.setupCharacterMap({65: "A", 66: "B"})
    if postscript:
        pen = T2CharStringPen(500, None)
        made.setupCFF("Hausschrift", {}, dict.fromkeys(names, pen.getCharString()), {})
    else:
        made.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    made.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Hausschrift", "styleName": cut})
    made.setupOS2(fsType=0)
    made.setupPost()
    if variable:
        made.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


NAMED = '[fonts]\nbody = "Hausschrift"\nfiles = [{{ family = "Hausschrift", file = "a.{0}", weight = {1} }}]\n' + EMBED


@pytest.mark.parametrize(
    ("data", "weight", "message", "hint"),
    [
        (
            font("Regular", usage=0x0004),
            400,
            "“Hausschrift” (a.ttf) is not embedded in Word files: its licence bits allow print and preview only, and a "
            "Word file can be edited.",
            "Ask the foundry for a file with the right “editable”; till then readers without the font see another one.",
        ),
        (
            of_outlines("Regular", postscript=True),
            400,
            "“Hausschrift” (a.otf) is not embedded in Word files: its outlines are PostScript, and Word embeds TrueType "
            "only.",
            "Ask the foundry for the TrueType files (.ttf) of the font.",
        ),
        (
            of_outlines("Regular", variable=True),
            400,
            "“Hausschrift” (a.ttf) is not embedded in Word files: it is a variable font, of which Word shows one cut.",
            "Ask the foundry for a file of each cut (.ttf) and name them under fonts.files in releasefmt.toml.",
        ),
        (
            font("Semibold", family="Hausschrift Semibold"),
            700,
            "“Hausschrift” (a.ttf) is not embedded in Word files: Word knows the file as “Hausschrift Semibold” in "
            "regular and would not find it for “Hausschrift” in bold.",
            "Write the family as the file names it, or name the file of that cut under fonts.files in releasefmt.toml.",
        ),
    ],
)
def test_what_cannot_be_embedded_is_said_and_left_out(
    tmp_path: Path, data: bytes, weight: int, message: str, hint: str
) -> None:
    name = "otf" if data.startswith(b"OTTO") else "ttf"
    home = house(tmp_path, NAMED.format(name, weight), {f"a.{name}": data})
    setup = set_up(home)
    [said] = [entry for entry in setup.findings if entry.code == "RF435"]
    assert (said.message, said.hint, said.file) == (message, hint, str(home / "releasefmt.toml"))
    assert said.span is not None
    assert said.span.line == 5
    assert setup.value is not None
    assert {face.family for face in setup.value.embedded} == {"Source Sans 3"}


@pytest.mark.parametrize("usage", [0x0000, 0x0008, 0x000C])
def test_what_may_be_edited_is_embedded(tmp_path: Path, usage: int) -> None:
    """OpenType 1.9, OS/2.fsType: of several bits, which old fonts have, the least restrictive one counts."""
    home = house(tmp_path, NAMED.format("ttf", 400), {"a.ttf": font("Regular", usage=usage)})
    setup = set_up(home)
    assert setup.value is not None
    assert [entry.code for entry in setup.findings] == ["RF414"]  # there is no italic and no bold
    assert "Hausschrift" in {face.family for face in setup.value.embedded}


@pytest.mark.parametrize("usage", [0x0002, 0x0100, 0x0200])
def test_what_may_be_embedded_nowhere_is_said_once(tmp_path: Path, usage: int) -> None:
    setup = set_up(house(tmp_path, NAMED.format("ttf", 400), {"a.ttf": font("Regular", usage=usage)}))
    assert [entry.code for entry in setup.findings] == ["RF413"]


def test_a_typeface_of_the_template_without_a_file_is_said(tmp_path: Path) -> None:
    made = Document(io.BytesIO(template(as_template=False)))
    made.styles["Normal"].font.name = "Frutiger Amt"
    made.save(str(tmp_path / "haus.docx"))
    home = house(tmp_path, f'{EMBED}\ntemplate = "haus.docx"', {})
    [said] = [
        entry for entry in built(set_up(home), home, "Ein Satz.", "docx").result.findings if entry.code == "RF435"
    ]
    assert (
        said.message
        == "The Word template “haus.docx” asks for “Frutiger Amt”, of which there is no file here to embed."
    )
    assert said.hint == (
        "Name its files under [fonts] in releasefmt.toml, or have Word embed the fonts in the template (Options, Save)."
    )


def test_a_font_that_is_gone_when_the_file_is_made_is_said(tmp_path: Path) -> None:
    home = house(tmp_path, NAMED.format("ttf", 400), {"a.ttf": font("Regular")})
    setup = set_up(home)
    (home / "a.ttf").unlink()
    done = built(setup, home, "Ein Satz.", "docx")
    assert [(entry.code, entry.message) for entry in done.result.findings if entry.code == "RF409"] == [
        ("RF409", "“a.ttf” was not found in the folder of releasefmt.toml.")
    ]
    assert done.result.outputs == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        ("word/fontTable.xml", 'r:id="rId1"', 'r:id="rId91"', "The typeface “Source Serif 4” is said to be in the Word file and is not."),
        (
            "word/fontTable.xml",
            "{E5A4EE6A-3D87-BB90-2479-6BE390C6771E}",
            "E5A4EE6A",
            "The typeface “Source Serif 4” in the Word file has no key to read it by: “E5A4EE6A”.",
        ),
        (
            "word/fontTable.xml",
            "{E5A4EE6A-3D87-BB90-2479-6BE390C6771E}",
            "{E5A4EE6A-3D87-BB90-2479-6BE390C60000}",
            "The typeface “Source Serif 4” in the Word file cannot be read: it is no font.",
        ),
    ],
)  # fmt: skip
def test_verify_sees_a_font_that_cannot_be_read(part: str, old: str, new: str, message: str) -> None:
    assert lint(embedding()) == ()
    assert [(entry.code, entry.message) for entry in lint(repacked(embedding(), part, old, new))] == [
        ("RF659", message)
    ]
