"""A sound file for print made unsound, one defect each, against PDF/X-4 and the rules of the trade."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.measuring.broken import Change, Item, replace_metadata
from tests.rendering.pdf.press import printed


@dataclass(frozen=True)
class PressDefect:
    """A defect, what makes it, and the rule of the gate for print (tests/gates/pdfx.py) that has to see it.

    ``own`` is the code of our own check where that has to see it, too.
    """

    name: str
    change: Change
    rule: str
    own: str = ""
    saving: dict[str, Any] = field(default_factory=dict)


PRESS_DEFECTS: list[PressDefect] = []


def defect(name: str, rule: str, own: str = "", **saving: Any) -> Callable[[Change], Change]:
    def add(change: Change) -> Change:
        PRESS_DEFECTS.append(PressDefect(name, change, rule, own, saving))
        return change

    return add


def changed(case: PressDefect) -> bytes:
    """The file of press.printed with the defect."""
    with pikepdf.open(io.BytesIO(_sound())) as pdf:
        case.change(pdf)
        target = io.BytesIO()
        pdf.save(target, compress_streams=False, **{"static_id": True, **case.saving})
        return target.getvalue()


_sound = cache(printed)


def add_content(pdf: Pdf, more: bytes) -> None:
    """Drawn on the first page after all else."""
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC q " + more + b" Q EMC\n")


def pictures(pdf: Pdf) -> list[Item]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]


def gradients(pdf: Pdf) -> list[Item]:
    return [item for item in pdf.objects if isinstance(item, Dictionary) and "/ShadingType" in item]


def intent(pdf: Pdf) -> Item:
    [found] = [entry for entry in pdf.Root.OutputIntents if entry.S == "/GTS_PDFX"]
    return found


def resource(pdf: Pdf, kind: str, name: str, value: Item) -> None:
    """A named resource of the first page, written inside the page's own dictionary."""
    resources = pdf.pages[0].obj.Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][name] = value


# --- colours and inks ---


@defect("an area in RGB", "rgb", "RF629")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"1 0 0 rg 0 0 9 9 re f")


@defect("a line in RGB", "rgb", "RF629")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"1 0 0 RG 0 0 m 9 9 l S")


@defect("RGB in a drawing on the page", "rgb", "RF629")
def _(pdf: Pdf) -> None:
    form = pdf.make_stream(b"0 1 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    resource(pdf, "/XObject", "/drawing", form)
    add_content(pdf, b"/drawing Do")


@defect("RGB in a pattern", "rgb")
def _(pdf: Pdf) -> None:
    box = Array([0, 0, 9, 9])
    kind = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9, "Resources": Dictionary()}
    resource(pdf, "/Pattern", "/tiles", pdf.make_stream(b"0 1 0 rg 0 0 4 4 re f", BBox=box, **kind))
    add_content(pdf, b"/Pattern cs /tiles scn 0 0 9 9 re f")


@defect("a picture in RGB", "rgb", "RF629")
def _(pdf: Pdf) -> None:
    for picture in pictures(pdf):
        if picture.ColorSpace == "/DeviceCMYK":
            picture.ColorSpace = Name.DeviceRGB


@defect("a picture in RGB within the content", "rgb", "RF629")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")


@defect("a picture in colours by an RGB profile", "rgb")
def _(pdf: Pdf) -> None:
    profile = pdf.make_stream(b"\0" * 128, N=3)
    next(item for item in pictures(pdf) if item.ColorSpace == "/DeviceCMYK").ColorSpace = Array(
        [Name.ICCBased, profile]
    )


@defect("a gradient in RGB", "rgb")
def _(pdf: Pdf) -> None:
    for gradient in gradients(pdf):
        gradient.ColorSpace = Name.DeviceRGB


@defect("a named RGB space", "rgb")
def _(pdf: Pdf) -> None:
    resource(pdf, "/ColorSpace", "/monitor", Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))


@defect("transparency mixed in RGB", "group")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group.CS = Name.DeviceRGB


@defect("transparency mixed in no known space", "group")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Group


@defect("something in the output's own profile", "colour")
def _(pdf: Pdf) -> None:
    resource(pdf, "/ColorSpace", "/press", Array([Name.ICCBased, intent(pdf).DestOutputProfile]))


@defect("an area of too much ink", "ink", "RF629")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"0.9 0.8 0.7 0.6 k 0 0 9 9 re f")


@defect("an area of too much ink in a space by name", "ink", "RF629")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"/DeviceCMYK cs 0.9 0.8 0.7 0.6 scn 0 0 9 9 re f")


@defect("a picture of too much ink", "ink")
def _(pdf: Pdf) -> None:
    [picture] = [item for item in pictures(pdf) if item.get("/SMask") is not None]
    picture.write(b"\xff" * (int(picture.Width) * int(picture.Height) * 4))


@defect("a gradient of too much ink", "ink")
def _(pdf: Pdf) -> None:
    gradient = next(item for item in gradients(pdf) if item.ColorSpace == "/DeviceCMYK")
    function = gradient.Function
    part = function.Functions[0] if "/Functions" in function else function
    part.C1 = Array([1, 1, 1, 0])


@defect("text in four inks", "black", "RF629")
def _(pdf: Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"\n0 0 0 1 k", b"\n.6 .5 .5 .95 k"))


# --- the printing condition and what the file says of itself ---


@defect("no output intent for the press", "intent", "RF624")
def _(pdf: Pdf) -> None:
    pdf.Root.OutputIntents = Array([entry for entry in pdf.Root.OutputIntents if entry.S != "/GTS_PDFX"])


@defect("two output intents", "intent")
def _(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(intent(pdf))


@defect("a monitor's profile", "intent")
def _(pdf: Pdf) -> None:
    profile = intent(pdf).DestOutputProfile
    data = profile.read_bytes()
    profile.write(data[:12] + b"mntr" + data[16:])


@defect("a profile that is not in the file", "intent")
def _(pdf: Pdf) -> None:
    del intent(pdf).DestOutputProfile


@defect("a printing condition without a name", "intent")
def _(pdf: Pdf) -> None:
    del intent(pdf).OutputConditionIdentifier


@defect("the archive's profile is another one", "intent")
def _(pdf: Pdf) -> None:
    other = pdf.make_stream(intent(pdf).DestOutputProfile.read_bytes() + b"\0", N=4)
    next(entry for entry in pdf.Root.OutputIntents if entry.S != "/GTS_PDFX").DestOutputProfile = other


@defect("no word about trapping", "trapped")
def _(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


@defect("two words about trapping", "trapped")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name("/True")


@defect("no claim to PDF/X-4", "claim")
def _(pdf: Pdf) -> None:
    replace_metadata(pdf, b"PDF/X-4<", b"PDF/X-9<")


@defect("a second claim to another PDF/X", "claim")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-3:2003")


@defect("a document without an identifier", "metadata")
def _(pdf: Pdf) -> None:
    replace_metadata(pdf, b"xmpMM:DocumentID", b"xmpMM:Nothing")


@defect("two dates", "metadata")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/CreationDate"] = String("D:20200101000000Z")


@defect("a version after PDF 1.6", "version")
def _(pdf: Pdf) -> None:
    pdf.Root.Version = Name("/1.7")


@defect("an encrypted file", "encryption", static_id=False, encryption=pikepdf.Encryption(owner="x", user=""))
def _(pdf: Pdf) -> None:
    pass


# --- pages ---


@defect("no trim box", "boxes", "RF618")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].obj["/TrimBox"]


@defect("an art box beside the trim box", "boxes")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.ArtBox = pdf.pages[0].obj.TrimBox


@defect("a trim box beyond the bleed", "boxes", "RF618")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([-20, -20, 620, 870])


@defect("a crop box that cuts into the page", "boxes")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([10, 10, 500, 800])


@defect("no bleed box", "bleed")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].obj["/BleedBox"]


@defect("a bleed of nothing", "bleed", "RF618")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox


# --- what only a screen can do ---


@defect("a link on the page", "annotation", "RF624")
def _(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 200, 120]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


@defect("an action when the file is opened", "action")
def _(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@defect("a bookmark that acts", "action")
def _(pdf: Pdf) -> None:
    first = pdf.Root.Outlines.First
    del first.Dest
    first.A = Dictionary(S=Name.URI, URI=String("https://hafenrat.example/"))


@defect("a program in the file", "action")
def _(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


@defect("an attached file", "attachment", "RF624")
def _(pdf: Pdf) -> None:
    pdf.attachments["hafen.md"] = b"# Hafen"


@defect("layers", "layers")
def _(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@defect("a print area of its own", "views")
def _(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.PrintArea = Name.CropBox


@defect("steps of a presentation", "presentation")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.PresSteps = Dictionary(Type=Name.NavNode)


# --- fonts and objects ---


@defect("a font left out", "font", "RF620")
def _(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


@defect("a transfer curve", "object")
def _(pdf: Pdf) -> None:
    resource(pdf, "/ExtGState", "/curve", Dictionary(TR=Name.Identity))


@defect("a halftone of its own", "object")
def _(pdf: Pdf) -> None:
    halftone = Dictionary(Type=Name.Halftone, HalftoneType=1, HalftoneName=String("Raster"))
    resource(pdf, "/ExtGState", "/raster", Dictionary(Type=Name.ExtGState, HT=halftone))


@defect("a way to mix colours that nobody knows", "blend")
def _(pdf: Pdf) -> None:
    resource(pdf, "/ExtGState", "/mix", Dictionary(Type=Name.ExtGState, BM=Name.Sparkle))


@defect("an alternate picture", "object")
def _(pdf: Pdf) -> None:
    pictures(pdf)[0].Alternates = Array([])


@defect("a drawing that stands for another file", "object")
def _(pdf: Pdf) -> None:
    reference = Dictionary(F=String("logo.pdf"), Page=0)
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Ref=reference)
    resource(pdf, "/XObject", "/elsewhere", form)


@defect("an unknown operator", "operator")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"BX 1 sparkle EX")


@defect("an unknown rendering intent", "object")
def _(pdf: Pdf) -> None:
    add_content(pdf, b"/Brilliant ri")
