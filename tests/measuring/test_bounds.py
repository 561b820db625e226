"""Finished files from a stranger: what claims to be endless, deep or locked is refused in a sentence, and soon."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name

from releasefmt.measuring.pdf import bounds
from releasefmt.measuring.pdf.fonts import read_font
from releasefmt.pipeline import compare_files, verify

_PAGE = "what draws a page has more than 4,000,000 words"
_PART = "a part of it is larger than 50 MB when it is unpacked"
_STEPS = "its pages take more than 5,000,000 steps to draw"
_FONT = "a font in it has more characters than there are"


def _pdf(change: Callable[[pikepdf.Pdf], None], encryption: Encryption | None = None) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, encryption=encryption or False)
    return out.getvalue()


def _content(data: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(data)

    return change


def _packed(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    packed = zlib.compress(zlib.compress(b"q Q\n" * 20_000_000))
    stream.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].Contents = stream


def _repeated(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = Array([pdf.make_stream(b"q Q\n" * 100_000)] * 200)


def _form(pdf: pikepdf.Pdf, data: bytes, inner: pikepdf.Object | None = None) -> pikepdf.Object:
    form = pdf.make_stream(data)
    form.Subtype = Name.Form
    if inner is not None:
        form.Resources = Dictionary(XObject=Dictionary(X=inner))
    return form


def _forms(pdf: pikepdf.Pdf) -> None:
    form = _form(pdf, b"0 0 m")
    for _ in range(9):
        form = _form(pdf, b"/X Do " * 10, form)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")


def _font(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(Type=Name.Font, **({"W": entries["W"]} if "W" in entries else {}))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([inner]))
        if "cmap" in entries:
            font.ToUnicode = pdf.make_stream(entries["cmap"])
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F 9 Tf ET")

    return change


def _pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(2_000):
        pdf.pages.append(pdf.pages[0])


def _tags(pdf: pikepdf.Pdf) -> None:
    top = last = pdf.make_indirect(Dictionary(S=Name.Document))
    for _ in range(3_000):
        kid = pdf.make_indirect(Dictionary(S=Name.Div, P=last))
        last.K = kid
        last = kid
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=top))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(_content(b"q Q\n" * 15_000_000), _PART, id="content-large"),
        pytest.param(_content(b"q Q\n" * 2_500_000), _PAGE, id="content-long"),
        pytest.param(_packed, _PART, id="packed-twice"),
        pytest.param(_repeated, _PAGE, id="stream-repeated"),
        pytest.param(_content(b"/P BMC 0 0 1 1 re f\n" * 4_000), _STEPS, id="marks"),
        pytest.param(_forms, _STEPS, id="forms-in-forms"),
        pytest.param(_font(W=Array([0, 2_000_000_000, 5])), _FONT, id="widths"),
        pytest.param(_font(cmap=b"beginbfrange <0000> <FFFFFFFF> <0000> endbfrange"), _FONT, id="characters"),
        pytest.param(_font(cmap=b"beginbfrange <0000> <FFFF> <0000> endbfrange\n" * 3), _FONT, id="characters-again"),
        pytest.param(_pages, "it has more than 2,000 pages", id="pages"),
        pytest.param(_tags, "something in it is nested too deeply", id="tags"),
    ],
)
def test_a_pdf_that_would_take_too_much_is_refused(change: Callable[[pikepdf.Pdf], None], said: str) -> None:
    (found,) = verify(_pdf(change))
    assert (found.code, found.message) == ("RF600", f"This is no PDF, or a damaged one: {said}.")


def test_a_locked_pdf_is_refused() -> None:
    (found,) = verify(_pdf(_content(b"q Q"), Encryption(owner="a", user="b")))
    assert found.message == "This is no PDF, or a damaged one: a password is needed to open it."


def test_a_damaged_stream_is_read_as_far_as_it_goes() -> None:
    pdf = pikepdf.new()
    packed = zlib.compress(b"q Q\n" * 50_000, 0)
    stream = pdf.make_stream(b"")
    stream.write(packed[:100_000] + b"\xff" * 2_000, filter=Name.FlateDecode)
    assert b"q Q\nq Q\n" in bounds.unpacked(stream)


def test_all_that_a_font_maps_is_read() -> None:
    cmap = (
        b"2 beginbfchar <0001> <0041> <0002><00660066> endbfchar\n"
        b"3 beginbfrange <0003> <0005> <0061> <0006> <0007> [<0078> <0079>] <0008><0008><D83DDE00> endbfrange\n"
        b"1 beginbfchar <0009> <0042>"
    )
    pdf = pikepdf.new()
    inner = Dictionary(W=Array([1, Array([500, 600]), 3, 5, 250]))
    font = Dictionary(Subtype=Name.Type0, DescendantFonts=Array([inner]), ToUnicode=pdf.make_stream(cmap))
    read = read_font(font)
    assert read.characters == {1: "A", 2: "ff", 3: "a", 4: "b", 5: "c", 6: "x", 7: "y", 8: "\U0001f600"}
    assert read.widths == {1: 500, 2: 600, 3: 250, 4: 250, 5: 250}


def _word(body: bytes) -> bytes:
    w = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document " + w + b"><w:body>" + body + b"</w:body></w:document>")
        package.writestr(
            "_rels/.rels",
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="a" Type="' + kind + b'" Target="word/document.xml"/></Relationships>',
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<w:p/>" * 1_600_000, "word/document.xml has more than 1,500,000 tags"),
        (b"<w:p/>" * 110_000, "it has more than 100,000 paragraphs"),
        (b"<w:tbl><w:tr><w:tc>" * 2_000 + b"</w:tc></w:tr></w:tbl>" * 2_000, "something in it is nested too deeply"),
        (b"<w:sdt><w:sdtContent>" * 9_000 + b"</w:sdtContent></w:sdt>" * 9_000, "something in it is nested too deeply"),
    ],
)
def test_a_word_file_that_would_take_too_much_is_refused(body: bytes, said: str) -> None:
    (found,) = compare_files(_word(body + b"<w:sectPr/>"), None)
    assert (found.code, found.message) == ("RF600", f"This is no Word file, or a damaged one: {said}.")
