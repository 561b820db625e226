"""Files for the archive that are broken, one defect each, and the gate that must see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf
import pytest

from releasefmt.model.purpose import Purpose
from tests.gates.tiny import opened as changed
from tests.rendering.pdf.flavours import check
from tests.rendering.pdf.test_purposes import made

Change = Callable[[pikepdf.Pdf], None]


def broken(purpose: Purpose, change: Change) -> bytes:
    """The kitchen sink for a purpose with one change."""
    with changed(made("sink", purpose)) as (document, saved):
        change(document)
        return saved()


def elements(document: pikepdf.Pdf, name: str) -> Iterator[pikepdf.Dictionary]:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and str(item.S) == f"/{name}":
            yield item


def metadata(document: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    before = document.Root.Metadata.read_bytes()
    assert old in before
    document.Root.Metadata.write(before.replace(old, new))


def _claims_another_part(document: pikepdf.Pdf) -> None:
    metadata(document, b"pdfaid:part>", b"pdfaid:piece>")


def _no_edition(document: pikepdf.Pdf) -> None:
    metadata(document, b"<pdfuaid:rev>2024</pdfuaid:rev>", b"")


def _no_schema(document: pikepdf.Pdf) -> None:
    metadata(document, b"namespaceURI>http://www.aiim.org/pdfua/ns/id/<", b"namespaceURI>http://hafenrat.example/<")


def _no_output_intent(document: pikepdf.Pdf) -> None:
    del document.Root["/OutputIntents"]


def _no_alternative_text(document: pikepdf.Pdf) -> None:
    for figure in elements(document, "Figure"):
        del figure["/Alt"]


def _no_language(document: pikepdf.Pdf) -> None:
    del document.Root["/Lang"]


def _no_link_description(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for link in page.get("/Annots", []):
            del link["/Contents"]


def _file_name_as_title(document: pikepdf.Pdf) -> None:
    del document.Root["/ViewerPreferences"]


def _font_left_out(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def _no_unicode(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _untagged_content(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n0 0 9 9 re f\n")


def _list_without_entries(document: pikepdf.Pdf) -> None:
    for entry in elements(document, "LI"):
        entry.S = pikepdf.Name.P


def _root_of_no_namespace(document: pikepdf.Pdf) -> None:
    for element in elements(document, "Document"):
        del element["/NS"]


def _page_for_a_destination(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/Title" in item and "/A" in item:
            item.Dest = item.A.D
            del item["/A"]


def _terms_without_numbering(document: pikepdf.Pdf) -> None:
    for element in elements(document, "L"):
        del element["/A"]


def _nothing_attached(document: pikepdf.Pdf) -> None:
    del document.Root.Names["/EmbeddedFiles"]


def _attachment_without_relationship(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/AFRelationship" in item:
            del item["/AFRelationship"]


BOTH = (
    _claims_another_part, _no_output_intent, _no_alternative_text, _no_language,
    _file_name_as_title, _font_left_out, _no_unicode, _untagged_content, _list_without_entries,
)  # fmt: skip
CASES = [(purpose, change) for purpose in (Purpose.ARCHIVE, Purpose.ARCHIVE_4) for change in BOTH]
CASES += [(Purpose.ARCHIVE, change) for change in (_no_schema, _no_link_description, _script)]
CASES += [
    (Purpose.ARCHIVE_4, change)
    for change in (
        _no_edition, _root_of_no_namespace, _page_for_a_destination, _terms_without_numbering, _nothing_attached,
        _attachment_without_relationship,
    )
]  # fmt: skip


@pytest.mark.needs("verapdf")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("purpose", "change"), CASES, ids=[f"{purpose}-{change.__name__.strip('_')}" for purpose, change in CASES]
)
def test_a_broken_archive_file_is_caught(purpose: Purpose, change: Change) -> None:
    assert check("verapdf", broken(purpose, change), purpose)


@pytest.mark.needs("verapdf")
@pytest.mark.slow
@pytest.mark.parametrize("purpose", [Purpose.ARCHIVE, Purpose.ARCHIVE_4])
def test_only_the_change_is_caught(purpose: Purpose) -> None:
    """Opening and saving alone breaks nothing."""
    assert not check("verapdf", broken(purpose, lambda _: None), purpose)
