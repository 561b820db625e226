"""Nothing that WeasyPrint complains of is lost, and nothing is loaded from outside."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest

from releasefmt.model.content import (
    Align,
    Block,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Image,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    SoftBreak,
    Strong,
    Table,
    Text,
)
from releasefmt.model.findings import Severity
from releasefmt.model.letterhead import FontFile, Fonts, Letterhead
from releasefmt.model.sheet import AssetError, FirstPageHead, Picture, Sheet
from releasefmt.rendering.pdf import render
from releasefmt.rendering.pdf.fetcher import BlockedError, ClosedFetcher
from releasefmt.system.assets import FolderAssets
from tests.rendering.pdf.reading import opened
from tests.rendering.pdf.sheets import ROOT, body, head, kanzlei, p, sheet, span


class HouseAssets:
    """A letterhead's folder with one font file."""

    def __init__(self, data: bytes | None) -> None:
        self._data = data

    def read(self, name: str) -> bytes:
        assert name == "letterhead:haus.ttf"
        if self._data is None:
            raise AssetError("RF310", "“haus.ttf” was not found.")
        return self._data


def house_sheet() -> Sheet:
    letterhead = Letterhead(fonts=Fonts(heads="Hausschrift", files=(FontFile("Hausschrift", "haus.ttf", 700),)))
    return sheet(head(), style=kanzlei(letterhead))


def test_a_missing_glyph_is_found_with_its_place() -> None:
    outcome = render(sheet([*head(), *body(Paragraph((Text("Hafen "), Text("中国 中", span(12)))))]), FolderAssets())
    assert outcome.value is not None
    assert [(entry.code, entry.span) for entry in outcome.findings] == [("RF502", span(12)), ("RF502", span(12))]
    assert "中" in outcome.findings[0].message
    assert "U+4E2D" in outcome.findings[0].message


ODD = Text("中", span(5))
IN_A_PARAGRAPH = Paragraph((Strong((Link((ODD,), "https://hafenrat.example/"),)),))


@pytest.mark.parametrize(
    "block",
    [
        IN_A_PARAGRAPH,
        Quote((p("x"),), (ODD,)),
        BulletList((ListItem((p("x"), OrderedList((ListItem((IN_A_PARAGRAPH,)),)))),)),
        Table((Align.START,), (Cell(()),), ((Cell((ODD,)),),)),
        DefinitionList((Definition((), ((p("x"), IN_A_PARAGRAPH),)),)),
        DefinitionList((Definition((ODD,), ()),)),
        CodeBlock("中", span=span(5)),
        Figure(Image("fort.png", "x"), (LineBreak(), SoftBreak(), Code("中", span(5)))),
        Paragraph((Image("fort.png", "中", span=span(5)),)),
    ],
)
def test_a_missing_glyph_has_its_place_wherever_it_stands(block: Block) -> None:
    outcome = render(sheet([*head(), *body(Rule(), block)]), FolderAssets())
    assert [(entry.code, entry.span) for entry in outcome.findings] == [("RF502", span(5))]


@pytest.mark.parametrize(
    ("words", "script"), [("שלום עולם וברכה", "Hebrew"), ("「プレスの知らせ」、（審査）", "Japanese")]
)
def test_a_missing_script_is_one_finding(words: str, script: str) -> None:
    outcome = render(sheet([*head(), *body(Paragraph((Text(words, span(7)),)))]), FolderAssets())
    [entry] = outcome.findings
    assert (entry.code, entry.span) == ("RF502", span(7))
    assert script in entry.message


def test_a_file_with_missing_glyphs_claims_nothing(one: tuple[Sheet, bytes]) -> None:
    outcome = render(sheet([*head(), *body(p("中"))]), FolderAssets())
    assert outcome.value is not None
    assert b"pdfuaid:part" in one[1]
    assert b"pdfaid:part" in one[1]
    assert b"pdfuaid:part" not in outcome.value
    assert b"pdfaid:part" not in outcome.value


def test_other_complaints_are_passed_on_in_words() -> None:
    for _ in range(2):  # said for each draft of a batch
        outcome = render(sheet(head(), style=kanzlei(css="p { nonsense: 1 }")), FolderAssets())
        assert outcome.value is not None
        [entry] = outcome.findings
        assert entry.code == "RF503"
        assert "nonsense" in entry.message


def test_the_log_is_left_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    import logging

    logger = logging.getLogger("weasyprint")
    before = (logger.level, logger.propagate, list(logger.handlers))
    render(sheet(head(), style=kanzlei(css="p { nonsense: 1 }")), FolderAssets())
    assert (logger.level, logger.propagate, list(logger.handlers)) == before
    assert not caplog.records


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://hafenrat.example/x.png", "data:image/png;base64,AAAA", "releasefmt:picture/0"],
)
def test_the_fetcher_knows_only_what_it_was_given(address: str) -> None:
    fetcher = ClosedFetcher({"releasefmt:picture/1": (b"x", "image/png")})
    with pytest.raises(BlockedError):
        fetcher(address)
    assert fetcher("releasefmt:picture/1").read() == b"x"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://hafenrat.example/x.png"])
def test_a_picture_that_loads_another_stops_the_render_with_a_sentence(address: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="{address}" width="9" height="9"/></svg>'
    logo = Picture(drawing.encode(), "image/svg+xml", 10, 10, "Zeichen")
    outcome = render(sheet(head(), first_head=FirstPageHead("Hafenrat", (), logo)), FolderAssets())
    assert outcome.value is None
    [entry] = outcome.findings
    assert (entry.code, entry.severity) == ("RF505", Severity.ERROR)
    assert address in entry.message


def test_a_style_that_loads_a_file_stops_the_render() -> None:
    style = kanzlei(css="body { background: url(file:///etc/hostname) }")
    outcome = render(sheet(head(), style=style), FolderAssets())
    assert outcome.value is None
    assert outcome.findings[0].code == "RF505"


def test_a_picture_that_is_not_there_leaves_its_words() -> None:
    outcome = render(
        sheet([*head(), *body(p(Image("fort.png", "Bild vom Kai")), Figure(Image("fort.png", "")))]), FolderAssets()
    )
    assert outcome.value is not None
    assert outcome.findings == ()


def test_the_house_font_reaches_the_page() -> None:
    data = (ROOT / "src/releasefmt/fonts/SourceSerif4-BoldIt.ttf").read_bytes()
    outcome = render(house_sheet(), HouseAssets(data))
    assert outcome.findings == ()
    assert outcome.value is not None
    pdf = opened(outcome.value)
    names = {
        str(item.get("/FontFamily"))
        for item in pdf.objects
        if isinstance(item, type(pdf.Root)) and "/FontFamily" in item
    }
    assert "Hausschrift" in names


def test_two_letterheads_with_a_file_of_one_name_do_not_share_it() -> None:
    fonts = ROOT / "src/releasefmt/fonts"
    first = render(house_sheet(), HouseAssets((fonts / "SourceSerif4-BoldIt.ttf").read_bytes()))
    second = render(house_sheet(), HouseAssets((fonts / "SourceSans3-Bold.ttf").read_bytes()))
    again = render(house_sheet(), HouseAssets((fonts / "SourceSerif4-BoldIt.ttf").read_bytes()))
    assert first.value != second.value
    assert first.value == again.value


def test_a_house_font_that_is_not_there_is_a_finding() -> None:
    outcome = render(house_sheet(), HouseAssets(None))
    assert outcome.value is None
    assert [(entry.code, entry.message) for entry in outcome.findings] == [("RF409", "“haus.ttf” was not found.")]


def test_a_house_font_that_is_no_font_is_a_finding() -> None:
    for _ in range(2):  # said for each draft of a batch
        outcome = render(house_sheet(), HouseAssets(b"This is no font."))
        assert [entry.code for entry in outcome.findings] == ["RF409"]


def test_a_font_of_another_digest_is_a_finding() -> None:
    import dataclasses

    given = house_sheet()
    faces = tuple(
        dataclasses.replace(face, sha256=hashlib.sha256(b"another").hexdigest())
        if face.family == "Hausschrift"
        else face
        for face in given.style.faces
    )
    given = dataclasses.replace(given, style=dataclasses.replace(given.style, faces=faces))
    outcome = render(given, HouseAssets(b"x"))
    assert outcome.value is None
    assert outcome.findings[0].code == "RF409"


def test_a_broken_picture_is_refused_also_after_weasyprint_was_imported() -> None:
    from PIL import Image as Pixels
    from PIL import ImageFile

    data = BytesIO()
    Pixels.new("RGB", (400, 400), "teal").save(data, "JPEG")
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
    with pytest.raises(OSError, match="truncated"):
        Pixels.open(BytesIO(data.getvalue()[:-600])).load()
