"""PDF/X-4 (ISO 15930-7:2010) requirement by requirement, and what a print shop asks beyond it; no free validator does it.

Written against the standard's requirements and not against what releasefmt happens to make: it knows nothing of the sheet.
The standard itself was not at hand, only what is published about it; where that leaves a doubt, the gate is the stricter
one (no action of any kind, no layers, no LZW, no attached file), so that no shop's own check can find more.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from tests.gates import inks
from tests.gates.complaints import Complaint

GATE = "PDF/X-4"
LEAST_BLEED = 3.0 * 72 / 25.4 - 0.01  # pt

Found = Iterator[tuple[str, str]]


def check(pdf: bytes) -> tuple[Complaint, ...]:
    """What breaks PDF/X-4 or the rules of the trade; a file that cannot be opened is a complaint too."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = [Complaint(GATE, rule, message) for part in _PARTS for rule, message in part(document, pdf)]
    except pikepdf.PdfError as error:
        found = [Complaint(GATE, "parse", str(error))]
    return tuple(dict.fromkeys(found))


def _file(document: pikepdf.Pdf, pdf: bytes) -> Found:
    if pdf[:8] > b"%PDF-1.6" or str(document.Root.get("/Version", "/1.6")) > "/1.6":
        yield "version", f"the file says {pdf[:8].decode()} {document.Root.get('/Version', '')}; PDF/X-4 is PDF 1.6"
    if "/Encrypt" in document.trailer:
        yield "encryption", "the file is encrypted"
    if len(document.trailer.get("/ID", [])) != 2:
        yield "identifier", "the trailer has no /ID"
    if str(document.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        yield "trapped", "the document information does not say whether the file is trapped"


# One fact in the old dictionary and in the packet.
_SAID_TWICE = {"/Title": "dc:title", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
_DATES = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}


def _metadata(document: pikepdf.Pdf, pdf: bytes) -> Found:
    if pdf.count(b"<?xpacket begin") != 1:
        yield "metadata", "there is not exactly one readable XMP packet"
    if "/Metadata" not in document.Root:
        yield "metadata", "the catalog has no metadata"
        return
    info = document.docinfo
    with document.open_metadata() as xmp:
        if xmp.get("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
            yield "claim", "the metadata do not claim PDF/X-4"
        # Before part 7 the claim stood in the document information; one that is there as well must not say another thing.
        if str(info.get("/GTS_PDFXVersion", "PDF/X-4")) != "PDF/X-4" or "/GTS_PDFXConformance" in info:
            yield "claim", "the document information claims another PDF/X than PDF/X-4"
        for name in (
            "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID",
            "xmpMM:RenditionClass",
        ):  # fmt: skip
            if not xmp.get(name):
                yield "metadata", f"{name} is missing"
        if f"/{xmp.get('pdf:Trapped')}" != str(info.get("/Trapped", "")):
            yield "trapped", "pdf:Trapped does not say what the document information says"
        for old, new in _SAID_TWICE.items():
            if old in info and str(info[old]) != xmp.get(new):
                yield "metadata", f"{old} and {new} differ"
        for old, new in _DATES.items():
            if old in info and _digits(info[old]) != _digits(xmp.get(new, "")):
                yield "metadata", f"{old} and {new} differ"


def _digits(moment: object) -> str:
    return "".join(filter(str.isdigit, str(moment)))


def _intent(document: pikepdf.Pdf, _: bytes) -> Found:
    every = list(document.Root.get("/OutputIntents", []))
    intents = [entry for entry in every if entry.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield "intent", f"there are {len(intents)} output intents of PDF/X"
        return
    [intent] = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "intent", "the printing condition has no identifier"
    if "/RegistryName" not in intent and not str(intent.get("/Info", "")):
        yield "intent", "the printing condition is in no registry and not described either"
    if "/DestOutputProfileRef" in intent or "/DestOutputProfile" not in intent:
        yield "intent", "the profile is not embedded"
        return
    header = intent.DestOutputProfile.read_bytes()[:128]
    if header[12:16] != b"prtr" or header[16:20] != b"CMYK" or header[36:40] != b"acsp":
        yield "intent", "the profile is not that of a CMYK printing condition"
    if header[8] > 4:
        yield "intent", "the profile is newer than ICC version 4"
    if int(intent.DestOutputProfile.get("/N", 0)) != 4:
        yield "intent", "the profile's /N is not 4"
    if any(entry.get("/DestOutputProfile", intent.DestOutputProfile) != intent.DestOutputProfile for entry in every):
        yield "intent", "the output intents of two standards have two profiles"


def _pages(document: pikepdf.Pdf, _: bytes) -> Found:
    for number, page in enumerate(document.pages, 1):
        if ("/TrimBox" in page.obj) == ("/ArtBox" in page.obj):
            yield "boxes", f"page {number} has not exactly one of TrimBox and ArtBox"
            continue
        trim, media = _box(page.obj.get("/TrimBox", page.obj.get("/ArtBox"))), _box(page.mediabox)
        if "/BleedBox" not in page.obj:
            yield "bleed", f"page {number} has no BleedBox"
            continue
        bleed = _box(page.obj.BleedBox)
        if not (_within(trim, bleed) and _within(bleed, media)):
            yield "boxes", f"the boxes of page {number} do not lie in one another"
        if "/CropBox" in page.obj and not _within(trim, _box(page.obj.CropBox)):
            yield "boxes", f"the CropBox of page {number} cuts into the page"
        if min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]) < LEAST_BLEED:
            yield "bleed", f"page {number} has less than 3 mm of bleed"
        if page.obj.get("/Rotate", 0) or page.obj.get("/UserUnit", 1) != 1:
            yield "boxes", f"page {number} is turned or has units of its own"
        group = page.obj.get("/Group")
        if group is None or str(group.get("/CS", "")) != "/DeviceCMYK":
            yield "group", f"page {number} does not say that transparency is mixed in CMYK"
        if "/PresSteps" in page.obj:
            yield "presentation", f"page {number} has steps of a presentation"
        for annotation in page.obj.get("/Annots", []):
            forbidden = trim if annotation.get("/Subtype") == "/PrinterMark" else bleed
            if annotation.get("/Subtype") != "/TrapNet" and _meet(_box(annotation.Rect), forbidden):
                yield "annotation", f"page {number} has a {annotation.get('/Subtype')} inside the bleed"


_BOXES_FOR_VIEWS = {"/MediaBox", "/BleedBox"}


def _catalog(document: pikepdf.Pdf, _: bytes) -> Found:
    if {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys()):
        yield "action", "the catalog has actions or a form"
    names = document.Root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names:
        yield "action", "the file holds programs"
    if "/AlternatePresentations" in names:
        yield "presentation", "the file has another presentation of its pages"
    if "/EmbeddedFiles" in names:
        yield "attachment", "the file has an attached file"
    if "/OCProperties" in document.Root:
        yield "layers", "the file has layers, and the shop cannot know which to print"
    if "/Requirements" in document.Root or "/Perms" in document.Root:
        yield "catalog", "the file asks something of the program that opens it"
    views = document.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    for name in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        if str(views.get(name, "/MediaBox")) not in _BOXES_FOR_VIEWS:
            yield "views", f"{name} shows or prints a part of the page"


_ACTIONS = {
    f"/{name}"
    for name in (
        "GoTo", "GoToR", "GoToE", "Launch", "Thread", "URI", "Sound", "Movie", "Hide", "Named", "SubmitForm", "ResetForm",
        "ImportData", "JavaScript", "SetOCGState", "Rendition", "Trans", "GoTo3DView",
    )
}  # fmt: skip


def _interaction(document: pikepdf.Pdf, _: bytes) -> Found:
    for item in inks.dictionaries(document):
        if "/AA" in item:
            yield "action", "something acts by itself"
        if item.get("/S") in _ACTIONS and item.get("/Type") != "/StructElem":
            yield "action", f"there is an action {item.get('/S')}"


def _fonts(document: pikepdf.Pdf, _: bytes) -> Found:
    for item in inks.dictionaries(document):
        if item.get("/Type") != "/Font" or item.get("/Subtype") in {"/Type0", "/Type3"}:
            continue
        descriptor = item.get("/FontDescriptor", pikepdf.Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield "font", f"{item.get('/BaseFont')} is not embedded"


_INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}
_BLENDS = {
    f"/{name}"
    for name in (
        "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight",
        "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
    )
}  # fmt: skip
# Keys of a graphics state (ISO 32000-1, table 58) that no other dictionary has in this meaning.
_STATE = {"/TR", "/TR2", "/HT", "/HTP", "/HTO", "/BM", "/RI", "/SMask", "/ca", "/CA", "/op", "/OP", "/OPM", "/LW"}


def _objects(document: pikepdf.Pdf, _: bytes) -> Found:
    for item in inks.dictionaries(document):
        if item.get("/Subtype") == "/PS" or item.get("/Subtype2") == "/PS" or "/OPI" in item or "/Alternates" in item:
            yield "object", "there is a PostScript, OPI or alternate picture"
        if item.get("/Subtype") == "/Form" and "/Ref" in item:
            yield "object", "a drawing stands for one in another file"
        if item.get("/Type") == "/ExtGState" or (_STATE & set(item.keys()) and item.get("/Type") is None):
            yield from _state(item)
        if isinstance(item, pikepdf.Stream):
            filters = item.get("/Filter", pikepdf.Array())
            named = {
                str(name) for name in (filters if isinstance(filters, pikepdf.Array) else pikepdf.Array([filters]))
            }
            if named & {"/LZWDecode", "/Crypt"}:
                yield "object", f"a stream is packed by {', '.join(sorted(named))}"
            if {"/F", "/FFilter", "/FDecodeParms"} & set(item.keys()):
                yield "object", "the content of a stream lies in another file"


def _state(state: Any) -> Found:
    if "/TR" in state or str(state.get("/TR2", "/Default")) != "/Default":
        yield "object", "there is a transfer curve"
    if "/HTP" in state or "/HTO" in state:
        yield "object", "there is a halftone's phase or origin"
    halftone = state.get("/HT", "/Default")
    if str(halftone) != "/Default" and (
        not isinstance(halftone, pikepdf.Dictionary | pikepdf.Stream)
        or halftone.get("/HalftoneType") not in {1, 5}
        or "/HalftoneName" in halftone
    ):
        yield "object", "there is a halftone with a name or of another type than 1 and 5"
    if str(state.get("/RI", "/Perceptual")) not in _INTENTS:
        yield "object", f"there is an unknown rendering intent {state.RI}"
    blend = state.get("/BM", pikepdf.Name.Normal)
    for mode in blend if isinstance(blend, pikepdf.Array) else [blend]:
        if str(mode) not in _BLENDS:
            yield "blend", f"there is an unknown way to mix colours {mode}"


_PARTS: tuple[Callable[[pikepdf.Pdf, bytes], Found], ...] = (
    _file,
    _metadata,
    _intent,
    _pages,
    _catalog,
    _interaction,
    _fonts,
    _objects,
    inks.check,
)


def _box(box: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(value) for value in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
