"""PDF/X-4 (ISO 15930-7:2010) requirement by requirement, and what a print shop asks beyond it; no free validator does it.

Written against the standard's requirements and not against what releasefmt happens to make: it knows nothing of the sheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image

from tests.gates.complaints import Complaint

GATE = "PDF/X-4"
MOST_INK = 280.0  # percent
LEAST_BLEED = 3.0 * 72 / 25.4 - 0.01  # pt
_BLACK_TEXT = (0.0, 0.0, 0.0, 1.0)
_RGB_SPACES = {"/DeviceRGB", "/CalRGB"}
_SETS_COLOUR = {"g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4}


def check(pdf: bytes) -> tuple[Complaint, ...]:
    """What breaks PDF/X-4 or the rules of the trade; a file that cannot be opened is a complaint too."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = [
                Complaint(GATE, rule, message)
                for part in (_file, _metadata, _intent, _pages, _interaction, _fonts, _objects, _content)
                for rule, message in part(document, pdf)
            ]
    except pikepdf.PdfError as error:
        found = [Complaint(GATE, "parse", str(error))]
    return tuple(dict.fromkeys(found))


Found = Iterator[tuple[str, str]]


def _file(document: pikepdf.Pdf, pdf: bytes) -> Found:
    if pdf[:8] > b"%PDF-1.6":
        yield "version", f"the header says {pdf[:8].decode()}; PDF/X-4 is PDF 1.6"
    if "/Encrypt" in document.trailer:
        yield "encryption", "the file is encrypted"
    if len(document.trailer.get("/ID", [])) != 2:
        yield "identifier", "the trailer has no /ID"
    if str(document.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        yield "trapped", "the document information does not say whether the file is trapped"


def _metadata(document: pikepdf.Pdf, pdf: bytes) -> Found:
    if pdf.count(b"<?xpacket begin") != 1:
        yield "metadata", "there is not exactly one readable XMP packet"
    if "/Metadata" not in document.Root:
        yield "metadata", "the catalog has no metadata"
        return
    with document.open_metadata() as xmp:
        if xmp.get("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
            yield "claim", "the metadata do not claim PDF/X-4"
        for name in (
            "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID",
            "xmpMM:RenditionClass",
        ):  # fmt: skip
            if not xmp.get(name):
                yield "metadata", f"{name} is missing"
        if f"/{xmp.get('pdf:Trapped')}" != str(document.docinfo.get("/Trapped", "")):
            yield "trapped", "pdf:Trapped does not say what the document information says"


def _intent(document: pikepdf.Pdf, _: bytes) -> Found:
    intents = [entry for entry in document.Root.get("/OutputIntents", []) if entry.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield "intent", f"there are {len(intents)} output intents of PDF/X"
        return
    [intent] = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "intent", "the printing condition has no identifier"
    if "/DestOutputProfile" not in intent:
        yield "intent", "the profile is not embedded"
        return
    header = intent.DestOutputProfile.read_bytes()[:128]
    if header[12:16] != b"prtr" or header[16:20] != b"CMYK" or header[36:40] != b"acsp":
        yield "intent", "the profile is not that of a CMYK printing condition"
    if int(intent.DestOutputProfile.get("/N", 0)) != 4:
        yield "intent", "the profile's /N is not 4"


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
        group = page.obj.get("/Group")
        if group is None or str(group.get("/CS", "")) != "/DeviceCMYK":
            yield "group", f"page {number} does not say that transparency is mixed in CMYK"
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") not in {"/PrinterMark", "/TrapNet"} and _meet(_box(annotation.Rect), bleed):
                yield "annotation", f"page {number} has a {annotation.get('/Subtype')} inside the bleed"


def _interaction(document: pikepdf.Pdf, _: bytes) -> Found:
    if {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys()):
        yield "action", "the catalog has actions or a form"
    for item in _dictionaries(document):
        if "/AA" in item or (item.get("/S") in _ACTIONS and "/K" not in item and "/P" not in item):
            yield "action", f"there is an action {item.get('/S')}"
        if isinstance(item.get("/A"), pikepdf.Dictionary) and item.A.get("/S") in _ACTIONS:
            yield "action", f"there is an action {item.A.S}"


_ACTIONS = {"/GoTo", "/GoToR", "/URI", "/JavaScript", "/Launch", "/Named", "/SubmitForm"}


def _fonts(document: pikepdf.Pdf, _: bytes) -> Found:
    for item in _dictionaries(document):
        if item.get("/Type") != "/Font" or item.get("/Subtype") in {"/Type0", "/Type3"}:
            continue
        descriptor = item.get("/FontDescriptor", pikepdf.Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield "font", f"{item.get('/BaseFont')} is not embedded"


def _objects(document: pikepdf.Pdf, _: bytes) -> Found:
    profiles = {
        entry.DestOutputProfile.read_bytes()
        for entry in document.Root.get("/OutputIntents", [])
        if "/DestOutputProfile" in entry
    }
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if item.get("/Subtype") == "/PS" or "/OPI" in item or "/Alternates" in item:
            yield "object", "there is a PostScript, OPI or alternate picture"
        if item.get("/Type") == "/ExtGState" and ("/TR" in item or "/HTP" in item):
            yield "object", "there is a transfer curve"
        if isinstance(item, pikepdf.Stream):
            filters = item.get("/Filter", pikepdf.Array())
            if pikepdf.Name.LZWDecode in (filters if isinstance(filters, pikepdf.Array) else pikepdf.Array([filters])):
                yield "object", "a stream is compressed by LZW"
            if item.get("/Subtype") == "/Image":
                yield from _image(item)
        for space in (item.get("/ColorSpace"), item.get("/CS")):
            yield from _space(space, profiles)


def _space(space: Any, profiles: set[bytes]) -> Found:
    if isinstance(space, pikepdf.Dictionary):  # the named spaces of a page
        for named in space.values():
            yield from _space(named, profiles)
    elif isinstance(space, pikepdf.Array):
        if space[0] == "/ICCBased":
            if space[1].read_bytes() in profiles:
                yield "colour", "something is drawn in the output's own profile instead of DeviceCMYK"
            elif int(space[1].N) == 3:
                yield "rgb", "there is an RGB colour space by profile"
        elif str(space[0]) in _RGB_SPACES or (len(space) > 1 and str(space[1]) in _RGB_SPACES):
            yield "rgb", f"there is a colour space {space[0]}"
    elif space is not None and str(space) in _RGB_SPACES:
        yield "rgb", f"there is a colour space {space}"


def _image(image: pikepdf.Stream) -> Found:
    if image.get("/ImageMask") or image.get("/ColorSpace") != "/DeviceCMYK":
        return
    if image.get("/Filter") == "/DCTDecode":
        # Pillow turns Adobe's CMYK the right way round.
        pixels = Image.open(io.BytesIO(image.read_raw_bytes())).tobytes()
    else:
        pixels = image.read_bytes()
    most = max(map(sum, zip(pixels[::4], pixels[1::4], pixels[2::4], pixels[3::4], strict=True))) / 2.55
    if most > MOST_INK:
        yield "ink", f"a picture puts {most:.0f} % of ink on one spot"


def _content(document: pikepdf.Pdf, _: bytes) -> Found:
    sources: list[Any] = list(document.pages)
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and (
            item.get("/Subtype") == "/Form" or (item.get("/Type") == "/Pattern" and item.get("/PatternType") == 1)
        ):
            sources.append(item)
    shown = set()
    for source in sources:
        fill: tuple[float, ...] = (0.0,)
        stack: list[tuple[float, ...]] = []
        for instruction in pikepdf.parse_content_stream(source):
            operands, name = instruction.operands, str(instruction.operator)
            if name in {"rg", "RG"} or (name in {"cs", "CS"} and str(operands[0]) in _RGB_SPACES):
                yield "rgb", f"content is drawn in RGB ({name})"
            elif name in _SETS_COLOUR:
                colour = tuple(float(value) for value in operands)
                if len(colour) == 4 and sum(colour) * 100 > MOST_INK:
                    yield "ink", f"{sum(colour) * 100:.0f} % of ink on one spot ({' '.join(f'{c:g}' for c in colour)})"
                fill = colour if name.islower() else fill
            elif name == "q":
                stack.append(fill)
            elif name == "Q":
                fill = stack.pop() if stack else fill
            elif name in {"Tj", "TJ", "'", '"'}:
                shown.add(fill)
            elif name == "ri" and str(operands[0]) not in _INTENTS:
                yield "object", f"there is an unknown rendering intent {operands[0]}"
    dark = [fill for fill in shown if len(fill) == 4 and fill[3] > 0.85 and any(fill[:3])]
    if dark:
        yield "black", f"dark text is printed in several inks: {dark}"
    if shown and _BLACK_TEXT not in shown:
        yield "black", "no text is printed in black alone"


_INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary):
            yield item


def _box(box: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(value) for value in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
