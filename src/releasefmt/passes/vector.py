"""SVG pictures: checked for everything that reaches out or explodes, cut down to what is drawn, also as pixels."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.parsers import expat

import resvg_py

from releasefmt.model.sheet import Draw, DrawingError
from releasefmt.passes.picture_error import PictureError
from releasefmt.passes.raster import read_raster

MAX_BYTES = 2_000_000
MAX_ELEMENTS = 20_000
MAX_DRAWN = 20_000  # elements after every <use> has been followed; 10^6 take a renderer minutes (PDF.md, Limits)
MAX_DEPTH = 40
# Beyond these a drawing is handed over as pixels: WeasyPrint takes a millisecond a shape.
MAX_PLAIN, MAX_PLAIN_SIZE = 2_000, 500_000
# Up to these it is drawn here and not in a child, which takes 60 ms to start.
CHEAP, CHEAP_SIZE = 500, 50_000
# What multiplies the time: layers, patterns, dashes, style sheets that are matched with every element, pictures.
_COSTLY = re.compile(
    r"<(?:filter|mask|pattern|style|image|marker|use)\b|opacity|dasharray|blend|isolation", re.IGNORECASE
)
MAX_CHAIN = 8
FALLBACK_DPI = 300
MM_PER_INCH = 25.4

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

# What WeasyPrint and Word both draw as lines and areas. Anything else is handed over as pixels.
_DRAWN_ALIKE = frozenset(
    [
        "svg",
        "g",
        "defs",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "use",
        "symbol",
        "clipPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "style",
    ]
)
_LEFT_OUT = frozenset(
    [
        "title",
        "desc",
        "metadata",
        "script",
        "a",
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "set",
        "mpath",
        "view",
        "cursor",
    ]
)
_WITH_FONTS = frozenset(["text", "tspan", "textPath", "tref", "foreignObject"])
_MM = {
    "": MM_PER_INCH / 96,
    "px": MM_PER_INCH / 96,
    "mm": 1.0,
    "cm": 10.0,
    "q": 0.25,
    "in": MM_PER_INCH,
    "pt": MM_PER_INCH / 72,
    "pc": MM_PER_INCH / 6,
}
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*([a-z]*)\s*", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s*[\"']?\s*#([^\"')\s]+)", re.IGNORECASE)
_IN_TEXT_PLAIN = "Save it as “plain SVG”, with all pictures inside or left out."


@dataclass(frozen=True, slots=True)
class Drawing:
    """A checked SVG. ``width`` and ``height`` are its natural size in mm; ``plain`` if every renderer draws it alike.

    ``costly`` is what a renderer may need seconds or gigabytes for.
    """

    source: str
    width: float
    height: float
    plain: bool
    costly: bool = False


def looks_like_svg(data: bytes) -> bool:
    """Whether the bytes begin like an XML file with an svg element."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and (b"<svg" in data[:65536] or b":svg" in data[:65536])


def read_drawing(data: bytes, name: str) -> Drawing:
    """Check an SVG; PictureError RF311, RF312 or RF314 says what is wrong with it.

    Scripts, metadata, links, animations and foreign elements are left out, for they are never printed. Refused are
    entities, anything loaded from elsewhere, text (the fonts of the drawing are not at hand), and too many elements.
    """
    if len(data) > MAX_BYTES:
        raise PictureError("RF312", f"The drawing “{name}” is larger than {MAX_BYTES // 1_000_000} MB.")
    root = _Reader(name).read(data)
    _check_references(root, name)
    width, height, box = _extent(root, name)
    root.attrib = {
        "xmlns": _SVG,
        "xmlns:xlink": _XLINK,
        **{key: value for key, value in root.attrib.items() if key not in ("x", "y", "width", "height", "viewBox")},
        "viewBox": " ".join(f"{value:g}" for value in box),
    }
    source = ET.tostring(root, encoding="unicode")
    many = sum(1 for _ in root.iter())
    # References inside a style sheet escape the check above; resvg bears them, other renderers need not.
    plain = (
        many <= MAX_PLAIN
        and len(source) <= MAX_PLAIN_SIZE
        and all(
            element.tag in _DRAWN_ALIKE and not (element.tag == "style" and "url(" in (element.text or "").lower())
            for element in root.iter()
        )
    )
    costly = len(source) > CHEAP_SIZE or many > CHEAP or _COSTLY.search(source) is not None
    return Drawing(source, width, height, plain, costly)


def sized(drawing: Drawing, width: float, height: float) -> bytes:
    """The SVG file with its printed size in mm on the root element."""
    return drawing.source.replace("<svg ", f'<svg width="{width:g}mm" height="{height:g}mm" ', 1).encode()


def draw_here(svg: str, across: int) -> bytes:
    """The SVG as a PNG; DrawingError where it cannot be drawn. For what is known to be cheap."""
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, width=across, dpi=96.0, skip_system_fonts=True)
    except ValueError as error:
        raise DrawingError(costly=False) from error


def pixels(drawing: Drawing, width: float, height: float, name: str, draw: Draw = draw_here) -> bytes:
    """The drawing as a PNG of 300 dpi at its printed size in mm; ``draw`` is for what is costly."""
    across = max(1, round(width / MM_PER_INCH * FALLBACK_DPI))
    try:
        return (draw if drawing.costly else draw_here)(sized(drawing, width, height).decode(), across)
    except DrawingError as error:
        if error.costly:
            message = f"The drawing “{name}” takes too long or too much memory to draw."
            raise PictureError("RF319", message, "Simplify it, or save it as PNG.") from error
        raise PictureError("RF311", f"The drawing “{name}” cannot be drawn.", _IN_TEXT_PLAIN) from error


class _Reader:
    """One run of the XML parser: builds the tree of what is drawn, refuses what is dangerous."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = ET.TreeBuilder()
        self._open: list[str | None] = []  # tags from the root; None for an element that is left out
        self._skipped = 0
        self._count = 0
        self._css: list[str] = []

    def read(self, data: bytes) -> ET.Element:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            line = f" in line {error.lineno}" if isinstance(error, expat.ExpatError) else ""
            raise PictureError("RF311", f"The drawing “{self._name}” is damaged{line}.", _IN_TEXT_PLAIN) from error
        return self._builder.close()

    def _refuse(self, what: str, hint: str = _IN_TEXT_PLAIN, code: str = "RF311") -> PictureError:
        return PictureError(code, f"The drawing “{self._name}” {what}.", hint)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        if internal:
            raise self._refuse("defines abbreviations of its own (entities), which are not read")

    def _entity(self, *_declared: object) -> None:
        raise self._refuse("defines abbreviations of its own (entities), which are not read")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self._refuse(f"has more than {MAX_ELEMENTS} elements", "Simplify it, or save it as PNG.", "RF312")
        if len(self._open) >= MAX_DEPTH:
            raise self._refuse(f"is nested more than {MAX_DEPTH} levels deep", "Simplify it, or save it as PNG.")
        space, _, local = tag.rpartition(" ")
        foreign = space not in ("", _SVG)
        if not self._open and (foreign or local != "svg"):
            raise self._refuse("is no SVG")
        if self._skipped or foreign or (local in _LEFT_OUT and local != "a"):
            self._skipped += 1
            self._open.append(None)
            return
        self._open.append(local)
        # A link is drawn as what it holds.
        self._builder.start("g" if local == "a" else local, dict(self._attributes(local, attributes)))

    def _end(self, _tag: str) -> None:
        local = self._open.pop()
        if local is None:
            self._skipped -= 1
        else:
            if local == "style":
                # The parser hands text over in pieces, and a piece may end inside a word.
                css = "".join(self._css)
                self._css.clear()
                self._check_style(css)
                self._builder.data(css)
            self._builder.end("g" if local == "a" else local)

    def _text(self, text: str) -> None:
        element = self._open[-1]
        if element == "style":
            self._css.append(text)
        elif element in _WITH_FONTS and text.strip():
            raise self._refuse(
                "holds text, whose fonts may be missing elsewhere",
                "Turn the text into paths (in Inkscape: Path, Object to Path), or save it as PNG.",
            )

    def _attributes(self, element: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            space, _, local = name.rpartition(" ")
            if local == "href" and space in ("", _XLINK):
                if element != "a":
                    self._check_href(element, value)
                    yield "xlink:href", value.strip()
            elif space == _XML and local == "space":
                yield "xml:space", value
            elif not space and not local.lower().startswith("on"):
                if local == "style":
                    self._check_style(value)
                self._check_urls(value)
                yield local, value

    def _check_href(self, element: str, value: str) -> None:
        target = value.strip()
        if target.startswith("#"):
            return
        kind, comma, content = target.partition(",")
        if element in ("image", "feImage") and comma and re.fullmatch(r"data:image/(png|jpe?g);base64", kind):
            try:
                inner = base64.b64decode("".join(content.split()), validate=True)
            except (binascii.Error, ValueError) as error:
                raise self._refuse("holds a picture that is damaged") from error
            read_raster(inner, self._name)
            return
        raise self._refuse(f"loads “{target[:60]}” from elsewhere, which is not done", code="RF314")

    def _check_style(self, css: str) -> None:
        if "@import" in css.lower() or "\\" in css:
            raise self._refuse("loads a style sheet from elsewhere, which is not done", code="RF314")
        self._check_urls(css)

    def _check_urls(self, value: str) -> None:
        for match in _URL.finditer(value):
            if not match[1].strip().startswith("#"):
                raise self._refuse(f"loads “{match[1][:60]}” from elsewhere, which is not done", code="RF314")


def _check_references(root: ET.Element, name: str) -> None:
    """Refuse circles and multiplication by references: a few nested <use> draw millions of shapes."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    drawn: dict[ET.Element, int] = {}
    under_way: set[ET.Element] = set()

    def count(element: ET.Element, chain: int) -> int:
        if element in drawn:
            return drawn[element]
        if element in under_way or chain > MAX_CHAIN:
            raise PictureError(
                "RF311", f"The drawing “{name}” refers to itself or too deep into itself.", _IN_TEXT_PLAIN
            )
        under_way.add(element)
        total = 1
        for child in element:
            total += count(child, chain)
        for target in _targets(element):
            if target in named:
                total += count(named[target], chain + 1)
        under_way.discard(element)
        drawn[element] = total
        if total > MAX_DRAWN:
            raise PictureError("RF312", f"The drawing “{name}” has more than {MAX_DRAWN} shapes.", "Save it as PNG.")
        return total

    count(root, 0)


def _targets(element: ET.Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if key == "xlink:href":
            yield value.removeprefix("#")
        else:
            yield from _REFERENCE.findall(value)


def _extent(root: ET.Element, name: str) -> tuple[float, float, tuple[float, float, float, float]]:
    """Natural width and height in mm, and the view box in user units (SVG 2, section 8)."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = _view_box(root.get("viewBox"))
    if box is not None:
        _, _, across, down = box
        if width is None and height is None:
            width = across * _MM["px"]
        if width is None and height is not None:
            width = height * across / down
        if height is None and width is not None:
            height = width * down / across
    if width is None or height is None:
        raise PictureError(
            "RF311", f"The drawing “{name}” does not say how large it is.", "Give its svg element width and height."
        )
    return width, height, box or (0.0, 0.0, width / _MM["px"], height / _MM["px"])


def _length(text: str | None) -> float | None:
    """mm; None for nothing, zero, or a share of something that is not known here (%, em)."""
    match = _LENGTH.fullmatch(text or "")
    if match is None or match[3].lower() not in _MM:
        return None
    length = float(match[1] + (match[2] or "")) * _MM[match[3].lower()]
    return length if 0 < length < 1e6 else None


def _view_box(text: str | None) -> tuple[float, float, float, float] | None:
    parts = re.split(r"[\s,]+", (text or "").strip())
    try:
        left, top, across, down = (float(part) for part in parts)
    except ValueError:
        return None
    inside = all(abs(value) < 1e9 for value in (left, top, across, down))
    return (left, top, across, down) if inside and across > 1e-6 and down > 1e-6 else None
