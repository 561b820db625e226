"""The gates: PDF/UA-1 and PDF/A-3a by two validators, reading order, syntax. None of them may say a word."""

from __future__ import annotations

import pytest

from releasefmt.model.sheet import Sheet
from tests.gates import outloud, page_validation, qpdf, verapdf
from tests.rendering.pdf.reading import opened

Rendered = tuple[Sheet, bytes]


@pytest.mark.needs("page-validation")
def test_page_validation(rendered: Rendered) -> None:
    assert page_validation.check(rendered[1], "ua1", "3a") == ()


@pytest.mark.needs("page-validation")
def test_page_validation_sees_a_broken_file(one: Rendered) -> None:
    """The gate itself: without its claim and its language the same file must fail."""
    data = one[1].replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<")
    assert data != one[1]
    assert page_validation.check(data, "ua1")


@pytest.mark.needs("qpdf")
def test_qpdf(rendered: Rendered) -> None:
    assert qpdf.check(rendered[1]) == ()


@pytest.mark.needs("outloud")
def test_outloud(rendered: Rendered) -> None:
    assert outloud.check(rendered[1]) == ()


@pytest.mark.slow
@pytest.mark.needs("verapdf")
def test_verapdf(rendered: Rendered) -> None:
    assert verapdf.check(rendered[1], "ua1", "3a") == ()


def test_fonts_are_the_bundled_ones_embedded_as_subsets_with_unicode(rendered: Rendered) -> None:
    pdf = opened(rendered[1])
    fonts = [item for item in pdf.objects if isinstance(item, type(pdf.Root)) and item.get("/Type") == "/Font"]
    names = {str(font.BaseFont)[1:] for font in fonts}
    assert names
    for name in names:
        tag, _, plain = name.partition("+")
        assert len(tag) == 6
        assert plain.startswith(("Source-Serif-4", "Source-Sans-3"))
        assert "," not in name
    assert all("/ToUnicode" in font for font in fonts if font.Subtype == "/Type0")
    descriptors = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
    assert descriptors
    assert all("/FontFile2" in descriptor for descriptor in descriptors)


def test_no_active_content(rendered: Rendered) -> None:
    pdf = opened(rendered[1])
    actions = {str(item.get("/S")) for item in pdf.objects if isinstance(item, type(pdf.Root)) and "/S" in item}
    assert not actions & {"/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData"}
    assert "/OpenAction" not in pdf.Root
