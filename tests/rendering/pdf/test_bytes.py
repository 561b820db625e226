"""The file itself: the same bytes again (tests/test_same_bytes.py: anywhere), the draft inside, the metadata in one packet."""

from __future__ import annotations

import dataclasses
import io
import random
import re
import zlib

import pikepdf
import pytest
from PIL import Image as Raster

from releasefmt.model.content import Figure, Image
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Picture, Sheet
from releasefmt.rendering.pdf import engine, render
from releasefmt.rendering.seal import sealed
from releasefmt.system.assets import FolderAssets
from tests.gates import page_validation
from tests.rendering.pdf.reading import opened
from tests.rendering.pdf.sheets import body, head, kitchen_sink, one_page, sheet

Rendered = tuple[Sheet, bytes]


def test_the_same_sheet_gives_the_same_bytes(sink: Rendered) -> None:
    assert render(kitchen_sink(), FolderAssets()).value == sink[1]
    render(one_page(), FolderAssets())
    assert render(kitchen_sink(), FolderAssets()).value == sink[1]


def test_another_source_is_another_identifier(one: Rendered) -> None:
    other = dataclasses.replace(one[0], properties=dataclasses.replace(one[0].properties, source=b"anders"))
    outcome = render(other, FolderAssets())
    assert outcome.value is not None
    assert bytes(opened(outcome.value).trailer.ID[0]) != bytes(opened(one[1]).trailer.ID[0])


def test_dates_are_those_of_the_release(one: Rendered) -> None:
    pdf = opened(one[1])
    assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20250424000000+02'00"
    [name] = pdf.attachments
    parameters = pdf.attachments[name].get_file().obj.Params
    assert str(parameters.ModDate) == "D:20250423220000Z"


def test_the_draft_is_attached_as_the_source(one: Rendered) -> None:
    pdf = opened(one[1])
    assert list(pdf.attachments) == ["hafen.md"]
    attached = pdf.attachments["hafen.md"]
    assert attached.get_file().read_bytes() == one[0].properties.source
    assert len(pdf.Root.AF) == 1
    assert pdf.Root.AF[0].AFRelationship == "/Source"


def test_without_a_source_nothing_is_attached(one: Rendered) -> None:
    bare = dataclasses.replace(one[0], properties=dataclasses.replace(one[0].properties, source_name="", source=b""))
    outcome = render(bare, FolderAssets())
    assert outcome.value is not None
    assert not opened(outcome.value).attachments


def test_one_packet_of_metadata_claims_both_standards(one: Rendered) -> None:
    sheet, data = one
    assert data.count(b"<?xpacket begin") == 1  # uncompressed, so that any tool can find it
    with opened(data).open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == sheet.title
        assert metadata["dc:creator"] == [sheet.properties.author]
        assert metadata["dc:language"] == {"de"}
        assert metadata["pdf:Keywords"] == "Hafen, Umwelt"
        assert metadata["xmp:ModifyDate"] == "2025-04-24T00:00:00+02:00"


def test_no_path_of_this_machine_is_in_the_file(sink: Rendered) -> None:
    pdf = opened(sink[1])
    streams = [item for item in pdf.objects if hasattr(item, "read_bytes") and item.get("/Type") != "/Metadata"]
    strings = sink[1] + b"".join(str(item).encode() for item in pdf.objects if item not in streams)
    assert not re.search(rb"/(home|root|tmp|work|usr)/", strings)


def test_the_file_is_small(one: Rendered) -> None:
    assert len(one[1]) < 60_000


def test_special_signs_in_metadata_do_no_harm(one: Rendered) -> None:
    title = 'Hafen & „Kai“ <b> "2" \\ (x)'
    changed = dataclasses.replace(
        one[0], title=title, properties=dataclasses.replace(one[0].properties, title=title, author="A & B <c>")
    )
    outcome = render(changed, FolderAssets())
    assert outcome.value is not None
    assert outcome.findings == ()
    pdf = opened(outcome.value)
    assert str(pdf.docinfo["/Title"]) == title
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title
        assert metadata["dc:creator"] == ["A & B <c>"]


@pytest.mark.needs("page-validation")
def test_no_stream_ends_unclearly_whatever_is_in_it(one: Rendered) -> None:
    """By chance one file in ten had a stream whose last byte and line end read as one line end."""
    drafts = [f"Entwurf {number}".encode() for number in range(30)]
    candidates = (b"Entwurf " + b"z" * count + bytes([sign]) for count in range(8) for sign in range(32, 127))
    drafts.append(next(draft for draft in candidates if zlib.adler32(draft) & 0xFF == 0x0D))
    for draft in drafts:
        changed = dataclasses.replace(one[0], properties=dataclasses.replace(one[0].properties, source=draft))
        data = render(changed, FolderAssets()).value
        assert data is not None
        assert b"\r\nendstream" not in data
        pdf = opened(data)  # its attachments die with it
        assert pdf.attachments["hafen.md"].get_file().read_bytes() == draft
        assert page_validation.check(data, "ua1", "3a") == ()


def test_each_writing_has_another_cross_reference_stream(one: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    """That stream, too, may end unclearly; were it the same in each writing, the eighth would be no better than the first."""
    written: list[bytes] = []

    def note(data: bytes) -> bool:
        written.append(data)
        return True

    monkeypatch.setattr(engine, "has_unclear_end", note)
    assert render(one[0], FolderAssets()).value == sealed(written[-1])
    ends = {data[data.rindex(b"\nstream\n") : data.rindex(b"endstream")] for data in written}
    assert len(written) == len(ends) == 8


def _unclear_png(mode: str, first_filter: int) -> bytes:
    """A small PNG whose compressed rows end with a carriage return."""
    numbers = random.Random(7)
    while True:
        data = io.BytesIO()
        Raster.frombytes(mode, (6, 5), numbers.randbytes(6 * 5 * len(mode))).save(data, "PNG")
        png = data.getvalue()
        start = png.index(b"IDAT") + 4
        rows = png[start : start + int.from_bytes(png[start - 8 : start - 4], "big")]
        if rows[-1] == 0x0D and zlib.decompress(rows)[0] == first_filter:
            return png


@pytest.mark.parametrize("purpose", [Purpose.SCREEN, Purpose.PRINT])
@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("first_filter", [0, 1])
def test_no_picture_ends_unclearly_either(mode: str, first_filter: int, purpose: Purpose) -> None:
    """One PNG in 256 did, and no second writing could help."""
    png = _unclear_png(mode, first_filter)
    flow = [*head(), *body(Figure(Image("a.png", "Bild")))]
    picture = Picture(png, "image/png", 20.0, 20.0, "Bild")
    data = render(sheet(flow, pictures={"a.png": picture}, purpose=purpose), FolderAssets()).value
    assert data is not None
    assert b"\r\nendstream" not in data
    pdf = opened(data)
    [found] = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
    if found.ColorSpace != "/DeviceCMYK":
        assert pikepdf.PdfImage(found).as_pil_image().tobytes() == Raster.open(io.BytesIO(png)).tobytes()
