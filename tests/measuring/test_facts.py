"""The reading of a PDF itself: against PDFium's reading of our own files, and on small pages written by hand."""

from __future__ import annotations

import ctypes
import io
import random
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from releasefmt.measuring.checks import examine
from releasefmt.measuring.facts import MM, Colour, NotReadableError, PdfFacts, Rect
from releasefmt.measuring.pdf import measure
from releasefmt.measuring.text import as_drawn, glued, read_aloud
from tests.measuring.files import everything


def test_every_sign_stands_where_pdfium_sees_it_in_the_same_colour() -> None:
    """Two readers that share no code agree on more than two thousand signs."""
    data = everything()[1]
    facts = measure(data)
    document = pypdfium2.PdfDocument(data)
    raw = pypdfium2.raw
    seen = 0
    for number, page in enumerate(facts.pages):
        sheet = document[number]
        words = sheet.get_textpage()
        theirs = []
        for index in range(words.count_chars()):
            if raw.FPDFText_IsGenerated(words.raw, index):
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(words.raw, index, x, y)
            inks = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFText_GetFillColor(words.raw, index, *inks)
            place = (round(x.value * MM, 1), round((sheet.get_height() - y.value) * MM, 1))
            theirs.append((place, tuple(ink.value for ink in inks[:3])))
        colours = dict(theirs)
        for piece in page.pieces:
            if any(mark.actual_text is not None for mark in piece.marks):
                continue  # PDFium gives the replacement a place of its own making
            for sign in piece.signs:
                if not sign.text.strip() or sign.text in "-\u00ad":
                    continue
                places = [
                    (round(sign.left + dx, 1), round(piece.baseline + dy, 1))
                    for dx in (-0.05, 0, 0.05)
                    for dy in (-0.05, 0, 0.05)
                ]
                inks_there = [colours[place] for place in places if place in colours]
                assert inks_there, (number, sign, piece.baseline)
                assert [round(channel * 255) for channel in piece.colour.srgb or ()] == list(inks_there[0])
                seen += 1
    document.close()
    assert seen > 2500


def page(content: str, **changes: Any) -> PdfFacts:
    """A page of 200 × 100 pt with a font of 500/1000 em for every sign; ``changes`` are entries of the page."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Plain"), FirstChar=32, LastChar=126,
        Widths=Array([500] * 95), Encoding=Name.WinAnsiEncoding,
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, Ascent=800, Descent=-200),
    )  # fmt: skip
    form = pdf.make_stream(b"0 0 1 rg 0 0 10 10 re f BT /F 10 Tf (in) Tj ET")
    form.Type, form.Subtype, form.BBox, form.Matrix = (
        Name.XObject,
        Name.Form,
        Array([0, 0, 5, 5]),
        Array([2, 0, 0, 2, 0, 0]),
    )
    form.Resources = Dictionary(Font=Dictionary(F=font))
    image = pdf.make_stream(b"\0" * 12)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 2, 2
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    sheet = pdf.add_blank_page(page_size=(200, 100))
    sheet.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)), XObject=Dictionary(Form=form, Image=image))
    sheet.Contents = pdf.make_stream(content.encode("latin-1"))
    for name, value in changes.items():
        sheet[f"/{name}"] = value
    target = io.BytesIO()
    pdf.save(target)
    return measure(target.getvalue())


def points(box: Rect) -> tuple[float, ...]:
    """The box in points, as the small pages are written."""
    return tuple(round(side / MM, 3) for side in (box.left, box.top, box.right, box.bottom))


@pytest.mark.parametrize(
    ("shown", "left", "baseline", "right"),
    [
        ("10 20 Td (ab) Tj", 10, 80, 20),
        ("10 20 Td 5 -3 Td (ab) Tj", 15, 83, 25),
        ("12 TL 10 20 Td T* (ab) Tj", 10, 92, 20),
        ("10 20 TD 0 -12 TD (x) Tj T* (ab) Tj", 10, 104, 20),
        ("12 TL 10 20 Td (ab) '", 10, 92, 20),
        ('12 TL 10 20 Td 0 2 (ab) "', 10, 92, 22),
        ("1 0 0 1 10 20 Tm [(a) -500 (b)] TJ", 10, 80, 25),
        ("200 Tz 10 20 Td (ab) Tj", 10, 80, 30),
        ("3 Tc 4 Tw 10 20 Td (a b) Tj", 10, 80, 35),
        ("2 Ts 10 20 Td (ab) Tj", 10, 78, 20),
        ("2 0 0 2 10 20 Tm (ab) Tj", 10, 80, 30),
    ],
)
def test_the_text_operators(shown: str, left: float, baseline: float, right: float) -> None:
    facts = page(f"BT /F 10 Tf {shown} ET")
    piece = facts.pieces[-1]
    assert piece.text in {"ab", "a b"}
    assert (piece.rect.left / MM, piece.baseline / MM, piece.rect.right / MM) == pytest.approx((left, baseline, right))
    assert facts.fonts[0].name == "Plain"
    assert facts.fonts[0].subset


def test_sizes_follow_the_page_and_its_unit() -> None:
    [piece] = page("2 0 0 2 0 0 cm BT /F 10 Tf 10 20 Td (a) Tj ET", UserUnit=3).pieces
    assert piece.size == pytest.approx(60)
    assert points(piece.rect) == (60, 132, 90, 192)


def test_places_are_those_of_the_trimmed_page() -> None:
    facts = page("BT /F 10 Tf 10 20 Td (a) Tj ET 10 20 30 40 re f", TrimBox=Array([10, 10, 190, 90]))
    assert points(facts.pages[0].media) == (-10, -10, 190, 90)
    assert facts.pieces[0].baseline == pytest.approx(70 * MM)
    assert points(facts.pages[0].strokes[0].rect) == (0, 30, 30, 70)


def test_paths_lines_and_clips() -> None:
    facts = page(
        "0 1 0 RG 4 w 10 50 m 60 50 l 10 70 m 10 90 l S "
        "q 0 0 20 20 re W n 1 0 0 0 k 10 10 30 30 re f Q "
        "0.5 g 100 50 m 100 90 140 90 140 50 c h f 50 50 0 0 re n"
    )
    across, down, clipped, curve = facts.pages[0].strokes
    assert points(across.rect) == (10, 48, 60, 52)
    assert across.weight == pytest.approx(4)
    assert points(down.rect) == (8, 10, 12, 30)
    assert across.colour == Colour("DeviceRGB", (0, 1, 0))
    assert points(clipped.rect) == (10, 80, 20, 90)
    assert clipped.colour.srgb == (0.0, 1.0, 1.0)
    assert points(curve.rect) == (100, 20, 140, 50)  # the curve's top, not that of its control points
    assert facts.pages[0].colours == {"DeviceRGB": 1, "DeviceCMYK": 1, "DeviceGray": 1}


def test_pictures_and_forms() -> None:
    facts = page("q 20 0 0 10 5 5 cm /Image Do Q q 1 0 0 1 100 50 cm /Form Do Q")
    [picture] = facts.pages[0].pictures
    assert (points(picture.rect), picture.pixels, picture.space) == ((5, 85, 25, 95), (2, 2), "DeviceRGB")
    assert picture.resolution == pytest.approx(2 / (20 / 72))
    [area] = facts.pages[0].strokes
    assert points(area.rect) == (100, 40, 110, 50)  # twice as large by its matrix, and cut off at its box
    assert facts.pieces[0].size == pytest.approx(20)


def test_an_inline_picture_is_one() -> None:
    [picture] = page("q 20 0 0 10 5 5 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q").pages[0].pictures
    assert points(picture.rect) == (5, 85, 25, 95)


def test_what_is_named_but_not_there() -> None:
    assert page("/Nothing Do BT /G 10 Tf (a) Tj ET").pages[0].lacking == ("Nothing", "G")


def test_marks_and_replacements() -> None:
    facts = page(
        "/Artifact <</Type /Pagination /Subtype /Header>> BDC BT /F 10 Tf 10 90 Td (head) Tj ET EMC "
        "/Span <</MCID 0 /ActualText (said)>> BDC BT /F 10 Tf 10 20 Td (SHOWN) Tj ET EMC "
        "BT /F 10 Tf 10 50 Td (alone) Tj ET"
    )
    head, shown, alone = facts.pieces
    assert head.artifact is not None
    assert (head.artifact.kind, head.artifact.subtype, head.mcid) == ("Pagination", "Header", None)
    assert (shown.mcid, shown.artifact) == (0, None)
    assert (alone.mcid, alone.artifact) == (None, None)
    assert as_drawn(facts) == "head\nsaid\nalone"
    assert facts.artifacts == (head,)
    assert facts.structure is None
    assert read_aloud(facts) == ""
    assert glued(facts) == ()


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    with pytest.raises(NotReadableError):
        measure(data)


def test_what_is_damaged_is_measured_or_said() -> None:
    """Bytes of a sound file overwritten: whatever comes of it, nothing else than facts or a sentence."""
    with pikepdf.open(io.BytesIO(everything()[1])) as pdf:
        target = io.BytesIO()
        plain = pikepdf.StreamDecodeLevel.generalized
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=plain,
            compress_streams=False,
        )
    sound, chance, said = target.getvalue(), random.Random(20250424), 0
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 10, 100))):
            data[chance.randrange(len(data))] = chance.choice(b"/<>[]()0 19Rx\n")
        try:
            examine(measure(bytes(data)))
        except NotReadableError:
            said += 1
    assert 0 < said < 60
