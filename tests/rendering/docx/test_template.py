"""Releases poured into Word templates of a house: the house's look stays, no word is lost, validators have nothing to say."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from docx import Document

from releasefmt.model.findings import Finding
from releasefmt.model.sheet import WordTemplate
from releasefmt.rendering.docx import render
from releasefmt.rendering.docx.poured import inspected
from releasefmt.system.assets import FolderAssets
from tests.gates import ooxml_integrity, open_xml_sdk, openxml_audit, pandoc
from tests.gates.complaints import listed
from tests.gates.libreoffice import to_docx
from tests.rendering.docx.house_template import house, repacked
from tests.rendering.docx.opened import rendered
from tests.rendering.docx.sheets import kitchen_sink, one_page, right_to_left

CHOSEN = (("headline", "Presse Titel"), ("lead", "Presse Vorspann"), ("crosshead", "Überschrift 2"))


@cache
def of_pandoc() -> bytes:
    """The reference document that pandoc has for its users to begin with."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


TEMPLATES: dict[str, Callable[[], WordTemplate]] = {
    "house": lambda: WordTemplate("haus.dotx", house(), CHOSEN),
    "plain": lambda: WordTemplate("haus.docx", house(as_template=False)),
    "pandoc": lambda: WordTemplate("reference.docx", of_pandoc()),
    "libreoffice": lambda: WordTemplate("haus.docx", to_docx(house(as_template=False)), CHOSEN),
}
SHEETS = {"one": one_page, "sink": kitchen_sink, "rtl": right_to_left}

every_template = pytest.mark.parametrize(
    "template",
    [
        "house",
        "plain",
        pytest.param("pandoc", marks=pytest.mark.needs("pandoc")),
        pytest.param("libreoffice", marks=[pytest.mark.needs("libreoffice"), pytest.mark.slow]),
    ],
)


@cache
def poured(template: str, sheet: str) -> tuple[bytes, tuple[Finding, ...]]:
    outcome = render(dataclasses.replace(SHEETS[sheet](), template=TEMPLATES[template]()), FolderAssets())
    assert outcome.value is not None, outcome.findings
    return outcome.value, outcome.findings


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styles_used(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.name or "", p.text) for p in Document(io.BytesIO(data)).paragraphs if p.style is not None]


@every_template
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.slow
@pytest.mark.needs("open-xml-sdk", "openxml-audit", "ooxml-integrity")
def test_the_validators_find_nothing(template: str, sheet: str) -> None:
    data, _ = poured(template, sheet)
    complaints = open_xml_sdk.check(data, "Office2010", "Office2019", "Microsoft365")
    assert listed(complaints + openxml_audit.check(data) + ooxml_integrity.check(data)) == ""


@every_template
def test_heads_feet_theme_and_page_are_the_houses(template: str) -> None:
    before, after = members(TEMPLATES[template]().data), members(poured(template, "sink")[0])
    kept = [name for name in before if re.fullmatch(r"word/(header|footer)\d+\.xml|word/theme/theme1\.xml", name)]
    assert kept
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    page = rb"<w:pgSz [^>]*/>\s*<w:pgMar [^>]*/>"
    [sizes] = re.findall(page, after["word/document.xml"])
    theirs = re.findall(page, before["word/document.xml"])
    assert bool(theirs) == (template != "pandoc")
    if theirs:
        assert re.sub(rb"\s+xmlns:\w+=\"[^\"]*\"", b"", sizes) == theirs[-1]
    else:
        assert b'w:w="11906" w:h="16838"' in sizes


@every_template
def test_no_style_of_the_house_is_changed_but_in_its_language(template: str) -> None:
    def definitions(data: bytes) -> dict[str, str]:
        from lxml import etree

        root = etree.fromstring(members(data)["word/styles.xml"])
        for spoken in list(root.iter("{*}lang")):
            spoken.getparent().remove(spoken)
        known = (style for style in root.iter("{*}style"))
        identity = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId"
        return {style.get(identity, ""): etree.tostring(style, method="c14n").decode().strip() for style in known}

    before, after = definitions(TEMPLATES[template]().data), definitions(poured(template, "sink")[0])
    assert {name: after[name] for name in before} == before


@every_template
def test_no_word_is_lost_nor_added(template: str) -> None:
    def words(data: bytes) -> str:
        parts = members(data)
        text = parts["word/document.xml"] + parts["word/footnotes.xml"]
        return " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", text.decode()))

    assert words(poured(template, "sink")[0]) == words(rendered(kitchen_sink()))


@every_template
@pytest.mark.needs("pandoc")
def test_pandoc_reads_the_same_lists_tables_notes_and_links(template: str) -> None:
    """Not the heads and quotes, which may be styles of the house that pandoc does not know."""

    def shape(node: Any) -> list[Any]:
        if isinstance(node, dict) and "t" in node:
            inner = shape(node.get("c", []))
            match node["t"]:
                case "BulletList" | "Note" | "Table" | "Link" | "Image":
                    return [(node["t"], inner)]
                case "OrderedList":
                    return [(node["t"], node["c"][0][0], inner)]
                case "Str":
                    return list(node["c"])
                case _:
                    return inner
        values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return [found for value in values for found in shape(value)]

    ours = shape(pandoc.read(rendered(kitchen_sink()))["blocks"])
    assert shape(pandoc.read(poured(template, "sink")[0])["blocks"]) == ours


def test_roles_take_the_styles_of_the_house() -> None:
    data, findings = poured("house", "sink")
    used = [style for style, _ in styles_used(data)]
    assert used.count("Presse Titel") == 1
    assert "Presse Vorspann" in used
    assert "Heading 2" in used
    assert "Heading 1" not in used
    assert [entry.code for entry in findings if entry.code.startswith("RF43")] == ["RF432", "RF434"]
    assert "headline" not in next(entry.message for entry in findings if entry.code == "RF432")


def test_lists_take_the_numbering_of_the_house_and_count_anew() -> None:
    document = members(poured("house", "sink")[0])["word/document.xml"].decode()
    numbers = re.findall(r'<w:pStyle w:val="ListNumber"/>(?:(?!</w:pPr>).)*<w:numId w:val="(\d+)"/>', document)
    numbering = members(poured("house", "sink")[0])["word/numbering.xml"].decode()
    theirs = re.search(
        r'<w:abstractNum [^>]*w:abstractNumId="(\d+)"[^>]*>(?:(?!</w:abstractNum>).)*"ListNumber"', numbering, re.DOTALL
    )
    assert len(set(numbers)) >= 2
    assert theirs is not None
    for number in set(numbers):
        [pointed] = re.findall(rf'<w:num [^>]*w:numId="{number}"[^>]*><w:abstractNumId w:val="(\d+)"/>', numbering)
        assert pointed == theirs[1]


def test_an_embargo_that_the_heads_repeat_is_no_finding() -> None:
    given = WordTemplate("haus.dotx", house(embargo_in_head=True), CHOSEN)
    findings = render(dataclasses.replace(kitchen_sink(), template=given), FolderAssets()).findings
    assert "RF434" not in [entry.code for entry in findings]


def test_pictures_are_not_wider_than_the_text() -> None:
    document = members(poured("house", "sink")[0])["word/document.xml"].decode()
    widths = [int(width) for width in re.findall(r'<wp:extent cx="(\d+)"', document)]
    assert widths
    assert max(widths) <= (210 - 30 - 25) * 36000 + 1


@every_template
def test_the_same_bytes_and_nothing_of_the_templates_past(template: str) -> None:
    given = dataclasses.replace(kitchen_sink(), template=TEMPLATES[template]())
    assert render(given, FolderAssets()).value == poured(template, "sink")[0]
    parts = members(poured(template, "sink")[0])
    assert "template.main" not in parts["[Content_Types].xml"].decode()
    assert not [name for name in parts if "thumbnail" in name or "glossary" in name or "stylesWithEffects" in name]
    assert b"python-docx" not in b"".join(parts.values())
    assert b"w:rsid" not in parts["word/settings.xml"]


BROKEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "no zip": (lambda: b"Briefkopf", "RF430", "damaged or no Word file"),
    "cut off": (lambda: house()[:3000], "RF430", "damaged or no Word file"),
    "old format or password": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "RF430", "locked by a password"),
    "macros": (
        lambda: repacked(house(as_template=False), "[Content_Types].xml", "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"),
        "RF430",
        "macros",
    ),
    "strict": (
        lambda: repacked(house(), "word/document.xml", "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "RF430",
        "Strict Open XML",
    ),
    "a part that is no XML": (lambda: repacked(house(), "word/styles.xml", "<w:docDefaults>", "<w:docDefaults"), "RF430", "damaged"),
    "entities": (
        lambda: repacked(house(), "word/styles.xml", "<w:styles", "<!DOCTYPE w:styles [<!ENTITY a 'b'>]><w:styles"),
        "RF430",
        "damaged",
    ),
    "text in its body": (lambda: house(body_text="Hier Text einfügen"), "RF433", "Hier Text einfügen"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_with_a_template_is_said(case: str) -> None:
    make, code, words = BROKEN[case]
    [(key, said)] = inspected(WordTemplate("haus.dotx", make()))
    assert key == ("template",)
    assert said.code == code
    assert words in said.message
    assert said.hint


def test_a_bomb_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60_000_000))
    [(_, said)] = inspected(WordTemplate("haus.dotx", target.getvalue()))
    assert "unpacks to more than 50 MB" in said.message


@pytest.mark.parametrize(
    ("key", "style", "words"),
    [
        ("headlin", "Presse Titel", "“headlin” under docx.styles is no part of a release."),
        ("headline", "Presse Titl", "has no style “Presse Titl”"),
        ("headline", "Table Grid", "“headline” needs a paragraph style"),
        ("link", "Presse Titel", "“link” needs a character style"),
    ],
)
def test_a_wrong_table_of_styles_is_said(key: str, style: str, words: str) -> None:
    [(place, said)] = inspected(WordTemplate("haus.dotx", house(), ((key, style),)))
    assert place == ("styles", key)
    assert words in said.message


@pytest.mark.parametrize("name", ["heading 1", "Überschrift 1", "Titre 1", "Heading1", "  überschrift  1 "])
def test_styles_are_known_by_file_menu_and_id(name: str) -> None:
    assert inspected(WordTemplate("haus.dotx", house(), (("headline", name),))) == ()


def test_python_docx_opens_and_saves_the_file() -> None:
    document = Document(io.BytesIO(poured("house", "sink")[0]))
    assert document.core_properties.author == "Musterstiftung für Lesekultur"
    document.save(io.BytesIO())
