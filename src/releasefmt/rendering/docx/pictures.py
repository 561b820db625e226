"""Pictures in DrawingML: in the line of text, or anchored on the page of the letterhead; and lines drawn on the page."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from releasefmt.model.sheet import Picture
from releasefmt.rendering.docx.markup import NAMESPACES, NOTHING, Xml, el
from releasefmt.rendering.docx.package import Package
from releasefmt.rendering.docx.properties import run
from releasefmt.rendering.docx.units import emu

# The extension elements' own identifiers ([MS-ODRAWXML] 2.2.12 and 2.3.1.6).
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def inline(package: Package, part: Part, picture: Picture, number: int) -> Xml:
    """A run with the picture as one large letter of the line; ``number`` is unique in the whole document."""
    size = {"cx": emu(picture.width), "cy": emu(picture.height)}
    return run(
        {},
        el(
            "w:drawing",
            None,
            el(
                "wp:inline",
                {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
                el("wp:extent", size),
                el("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
                _description(number, picture.alt),
                el("wp:cNvGraphicFramePr", None, el("a:graphicFrameLocks", {"noChangeAspect": 1})),
                _graphic(package, part, picture, number),
            ),
        ),
    )


def anchored(
    package: Package, part: Part, picture: Picture, number: int, *, x: float, y: float, behind: bool = False
) -> Xml:
    """A run with the picture at x, y mm from the page's top left edge, ``behind`` the text or on it."""
    graphic = _graphic(package, part, picture, number)
    return run(
        {},
        el(
            "w:drawing",
            None,
            _anchor(
                _description(number, picture.alt),
                graphic,
                number,
                x=x,
                y=y,
                width=picture.width,
                height=picture.height,
                behind=behind,
            ),
        ),
    )


def line(number: int, *, x: float, y: float, length: float, weight: float, colour: str) -> Xml:
    """A run with a level line behind the text whose middle is at ``y`` mm from the page's top edge.

    ``weight`` is in pt, ``colour`` rrggbb. A shape for Word, a VML line for what cannot read it.
    """
    shape = el(
        "a:graphic",
        None,
        el(
            "a:graphicData",
            {"uri": NAMESPACES["wps"]},
            el(
                "wps:wsp",
                None,
                el("wps:cNvCnPr"),
                el(
                    "wps:spPr",
                    None,
                    el(
                        "a:xfrm",
                        None,
                        el("a:off", {"x": 0, "y": 0}),
                        el("a:ext", {"cx": emu(length), "cy": 0}),
                    ),
                    el("a:prstGeom", {"prst": "line"}, el("a:avLst")),
                    el("a:ln", {"w": round(weight * 12700)}, el("a:solidFill", None, el("a:srgbClr", {"val": colour}))),
                ),
                el("wps:bodyPr"),
            ),
        ),
    )
    anchor = _anchor(_description(number, ""), shape, number, x=x, y=y, width=length, height=0, behind=True)
    drawing = el("w:drawing", None, anchor)
    fallback = el(
        "v:line",
        {
            "id": f"line{number}",
            "alt": "",
            "style": f"position:absolute;z-index:-{number};mso-position-horizontal-relative:page;"
            "mso-position-vertical-relative:page",
            "from": f"{x}mm,{y}mm",
            "to": f"{x + length}mm,{y}mm",
            "strokecolor": f"#{colour}",
            "strokeweight": f"{weight:g}pt",
        },
    )
    return run(
        {},
        el(
            "mc:AlternateContent",
            None,
            el("mc:Choice", {"Requires": "wps"}, drawing),
            el("mc:Fallback", None, el("w:pict", None, fallback)),
        ),
    )


def _description(number: int, alt: str) -> Xml:
    """Name and alternative text; a picture without one is marked as decorative, so that screen readers pass it over."""
    if alt:
        return el("wp:docPr", {"id": number, "name": f"Picture {number}", "descr": alt})
    decorative = el("a:ext", {"uri": _DECORATIVE}, el("adec:decorative", {"val": 1}))
    return el("wp:docPr", {"id": number, "name": f"Picture {number}", "descr": ""}, el("a:extLst", None, decorative))


def _graphic(package: Package, part: Part, picture: Picture, number: int) -> Xml:
    extension = NOTHING
    shown, media = picture.data, picture.media
    if picture.media == "image/svg+xml":
        vector = part.relate_to(package.media(picture.data, picture.media), RELATIONSHIP_TYPE.IMAGE)
        extension = el("a:extLst", None, el("a:ext", {"uri": _SVG}, el("asvg:svgBlip", {"r:embed": vector})))
        shown, media = picture.fallback, "image/png"
    embedded = part.relate_to(package.media(shown, media), RELATIONSHIP_TYPE.IMAGE)
    return el(
        "a:graphic",
        None,
        el(
            "a:graphicData",
            {"uri": NAMESPACES["pic"]},
            el(
                "pic:pic",
                None,
                el(
                    "pic:nvPicPr",
                    None,
                    el("pic:cNvPr", {"id": number, "name": f"Picture {number}", "descr": picture.alt}),
                    el("pic:cNvPicPr", None, el("a:picLocks", {"noChangeAspect": 1})),
                ),
                el(
                    "pic:blipFill",
                    None,
                    el("a:blip", {"r:embed": embedded}, extension),
                    el("a:stretch", None, el("a:fillRect")),
                ),
                el(
                    "pic:spPr",
                    None,
                    el(
                        "a:xfrm",
                        None,
                        el("a:off", {"x": 0, "y": 0}),
                        el("a:ext", {"cx": emu(picture.width), "cy": emu(picture.height)}),
                    ),
                    el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
                ),
            ),
        ),
    )


def _anchor(
    description: Xml, graphic: Xml, number: int, *, x: float, y: float, width: float, height: float, behind: bool
) -> Xml:
    return el(
        "wp:anchor",
        {
            "distT": 0,
            "distB": 0,
            "distL": 0,
            "distR": 0,
            "simplePos": 0,
            "relativeHeight": number,
            "behindDoc": int(behind),
            "locked": 1,
            "layoutInCell": 0,
            "allowOverlap": 1,
        },
        el("wp:simplePos", {"x": 0, "y": 0}),
        el("wp:positionH", {"relativeFrom": "page"}, el("wp:posOffset", None, Xml(str(emu(x))))),
        el("wp:positionV", {"relativeFrom": "page"}, el("wp:posOffset", None, Xml(str(emu(y))))),
        el("wp:extent", {"cx": emu(width), "cy": emu(height)}),
        el("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
        el("wp:wrapNone"),
        description,
        el("wp:cNvGraphicFramePr"),
        graphic,
    )
