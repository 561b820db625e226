"""Content streams: every piece of text, path and picture of a page with its place, its colour and the marks around it.

A small interpreter of the graphics model (ISO 32000-1, 8 and 9): transformation, colour, clip, text state, marked content,
form XObjects. It draws nothing; a curve counts as some points on it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import pikepdf

from releasefmt.measuring.facts import MM, Colour, Marked, Picture, Piece, Rect, Sign, Stroke
from releasefmt.measuring.pdf.boxes import Matrix
from releasefmt.measuring.pdf.fonts import FontInUse, Item, read_font

_Point: TypeAlias = tuple[float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BLACK = Colour("DeviceGray", (0.0,))
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_PAINTS = _FILLS | _STROKES | {"n"}
_STEPS = 16  # of a curve; a quarter of a circle of 10 mm is then true to 0.02 mm
_DEEPEST = 20  # forms in forms; a form that draws itself must end somewhere


def times(first: Matrix, then: Matrix) -> Matrix:
    """The transformation that does ``first`` and after it ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _at(matrix: Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _scale(matrix: Matrix) -> float:
    """How much longer lengths become, in the mean of both directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as it matters here, the text state in it."""

    matrix: Matrix
    fill: Colour = _BLACK
    stroke: Colour = _BLACK
    weight: float = 1.0
    clip: Rect | None = None
    font: FontInUse | None = None
    size: float = 0.0
    letters: float = 0.0
    words: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class PageContent:
    """What a page's content streams drew."""

    pieces: list[Piece] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    colours: Counter[str] = field(default_factory=Counter)
    replaced: dict[int, str] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)


class FontShelf:
    """Each font of a file is read once, however many pages use it."""

    def __init__(self) -> None:
        self._by_number: dict[tuple[int, int], FontInUse] = {}
        self.all: list[FontInUse] = []

    def read(self, font: Item) -> FontInUse:
        key = font.objgen
        if key == (0, 0) or key not in self._by_number:
            known = read_font(font)
            self.all.append(known)
            self._by_number[key] = known
        return self._by_number[key]


def read_content(page: pikepdf.Page, number: int, to_mm: Matrix, shelf: FontShelf) -> PageContent:
    """All that the page draws, annotations apart. ``to_mm`` leads from the page's own units to mm from its top left."""
    reader = _Reader(number, shelf)
    reader.run(page, page.obj.get("/Resources", pikepdf.Dictionary()), _State(to_mm), 0)
    return reader.content


class _Reader:
    def __init__(self, page: int, shelf: FontShelf) -> None:
        self.content = PageContent()
        self._page = page
        self._shelf = shelf
        self._order = 0
        self._marks: list[Marked] = []

    def run(self, stream: Item, resources: Item, state: _State, depth: int) -> None:
        """One content stream, its own resources at hand."""
        _Stream(self, resources, state, depth).run(stream)

    def next_order(self) -> int:
        self._order += 1
        return self._order

    @property
    def page(self) -> int:
        return self._page

    @property
    def shelf(self) -> FontShelf:
        return self._shelf

    @property
    def marks(self) -> list[Marked]:
        return self._marks


class _Stream:
    """The operators of one stream. ``_state`` is the current state, ``_saved`` those that q put away."""

    def __init__(self, reader: _Reader, resources: Item, state: _State, depth: int) -> None:
        self._reader = reader
        self._resources = resources
        self._state = state
        self._depth = depth
        self._saved: list[_State] = []
        self._subpaths: list[list[_Point]] = []
        self._clips = False
        self._text: Matrix = _IDENTITY
        self._line: Matrix = _IDENTITY

    def run(self, stream: Item) -> None:
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline_image(instruction)
            else:
                self._obey(str(instruction.operator), list(instruction.operands))

    def _obey(self, operator: str, operands: list[Item]) -> None:
        if operator in _PAINTS:
            self._paint(operator)
        elif operator in _COLOURS:
            self._colour(operator, operands)
        elif operator in _TEXT_STATE:
            self._text_state(operator, operands)
        elif operator in _TEXT:
            self._text_operator(operator, operands)
        elif operator in _PATH:
            self._path(operator, [float(value) for value in operands])
        elif operator in _MARKS:
            self._mark(operator, operands)
        else:
            self._general(operator, operands)

    # --- state and objects ---

    def _general(self, operator: str, operands: list[Item]) -> None:
        match operator:
            case "q":
                self._saved.append(self._state)
            case "Q":
                if self._saved:
                    self._state = self._saved.pop()
            case "cm":
                self._state = replace(self._state, matrix=times(_matrix(operands), self._state.matrix))
            case "w":
                self._state = replace(self._state, weight=float(operands[0]))
            case "gs":
                self._parameters(self._resource("/ExtGState", operands[0]))
            case "Do":
                self._object(self._needed("/XObject", operands[0]))
            case "sh":
                if self._state.clip is not None:
                    self._stroke(self._state.clip, Colour("Shading", ()), 0.0)
            case _:
                pass  # what changes neither place nor colour: dash, caps, flatness, rendering intent, compatibility

    def _resource(self, kind: str, name: Item) -> Item:
        return self._resources.get(kind, pikepdf.Dictionary()).get(str(name))

    def _needed(self, kind: str, name: Item) -> Item:
        found = self._resource(kind, name)
        if found is None:
            self._reader.content.lacking.append(str(name)[1:])
        return found

    def _parameters(self, parameters: Item) -> None:
        if parameters is None:
            return
        if "/LW" in parameters:
            self._state = replace(self._state, weight=float(parameters.LW))
        if "/Font" in parameters:
            font, size = parameters.Font
            self._state = replace(self._state, font=self._reader.shelf.read(font), size=float(size))

    def _object(self, item: Item) -> None:
        if item is None:
            return
        if item.get("/Subtype") == "/Image":
            pixels = (int(item.get("/Width", 0)), int(item.get("/Height", 0)))
            self._picture(pixels, _space_of(item.get("/ColorSpace"), mask=bool(item.get("/ImageMask", False))))
        elif item.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            matrix = _matrix(item.Matrix) if "/Matrix" in item else _IDENTITY
            inner = replace(self._state, matrix=times(matrix, self._state.matrix))
            if "/BBox" in item:
                left, bottom, right, top = (float(value) for value in item.BBox)
                corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
                box = _hull([_at(inner.matrix, *corner) for corner in corners])
                inner = replace(inner, clip=_within(inner.clip, box))
            self._reader.run(item, item.get("/Resources", self._resources), inner, self._depth + 1)

    def _inline_image(self, instruction: pikepdf.ContentStreamInlineImage) -> None:
        image = instruction.iimage
        self._picture((image.width, image.height), str(image.colorspace or "").removeprefix("/") or "mask")

    def _picture(self, pixels: tuple[int, int], space: str) -> None:
        corners = [_at(self._state.matrix, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        self._reader.content.pictures.append(
            Picture(
                page=self._reader.page,
                order=self._reader.next_order(),
                rect=_hull(corners),
                marks=tuple(self._reader.marks),
                pixels=pixels,
                space=space,
            )
        )

    # --- colour ---

    def _colour(self, operator: str, operands: list[Item]) -> None:
        stroking = operator.isupper()
        lower = operator.lower()
        if lower in _DEVICE:
            colour = Colour(_DEVICE[lower], _numbers(operands))
        elif lower == "cs":
            name = str(operands[0])
            space = self._resource("/ColorSpace", operands[0])
            colour = _initial(_space_of(space if space is not None else operands[0]), name, space)
        else:  # sc, scn
            current = self._state.stroke if stroking else self._state.fill
            colour = Colour(current.space, _numbers(operands) if current.space in _PLAIN else ())
        self._reader.content.colours[colour.space] += 1
        self._state = replace(self._state, stroke=colour) if stroking else replace(self._state, fill=colour)

    # --- paths ---

    def _path(self, operator: str, numbers: list[float]) -> None:
        matrix = self._state.matrix
        points = [_at(matrix, *pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)]
        match operator:
            case "m":
                self._subpaths.append(points)
            case "l":
                self._current_path().extend(points)
            case "c" | "v" | "y":
                path = self._current_path()
                start = path[-1] if path else points[0]
                if operator == "v":
                    points = [start, *points]
                elif operator == "y":
                    points = [*points, points[-1]]
                path.extend(_along(start, *points))
            case "re":
                x, y, width, height = numbers
                corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
                self._subpaths.append([_at(matrix, *corner) for corner in corners])
            case "W" | "W*":
                self._clips = True
            case _:
                pass  # h closes a subpath; its box stays the same

    def _current_path(self) -> list[_Point]:
        if not self._subpaths:
            self._subpaths.append([])
        return self._subpaths[-1]

    def _paint(self, operator: str) -> None:
        state = self._state
        for points in (points for points in self._subpaths if len(points) > 1):
            box = _hull(points)
            if operator in _FILLS and box.width > 0 and box.height > 0:
                self._stroke(box, state.fill, 0.0)
            if operator in _STROKES:
                weight = state.weight * _scale(state.matrix) / MM
                half = weight * MM / 2
                thick = Rect(box.left - half, box.top - half, box.right + half, box.bottom + half)
                # Butt caps end where a straight line ends.
                if len(points) == 2 and box.height == 0:
                    thick = Rect(box.left, thick.top, box.right, thick.bottom)
                elif len(points) == 2 and box.width == 0:
                    thick = Rect(thick.left, box.top, thick.right, box.bottom)
                self._stroke(thick, state.stroke, weight)
        if self._clips and self._subpaths:
            box = _hull([point for points in self._subpaths for point in points])
            self._state = replace(state, clip=_within(state.clip, box))
        self._clips = False
        self._subpaths = []

    def _stroke(self, box: Rect, colour: Colour, weight: float) -> None:
        seen = _within(self._state.clip, box)
        if seen.width < 0 or seen.height < 0:
            return
        self._reader.content.strokes.append(
            Stroke(
                page=self._reader.page,
                order=self._reader.next_order(),
                rect=seen,
                marks=tuple(self._reader.marks),
                colour=colour,
                weight=weight,
            )
        )

    # --- text ---

    def _text_state(self, operator: str, operands: list[Item]) -> None:
        state = self._state
        match operator:
            case "Tf":
                font = self._needed("/Font", operands[0])
                known = self._reader.shelf.read(font) if font is not None else None
                self._state = replace(state, font=known, size=float(operands[1]))
            case "Tc":
                self._state = replace(state, letters=float(operands[0]))
            case "Tw":
                self._state = replace(state, words=float(operands[0]))
            case "Tz":
                self._state = replace(state, stretch=float(operands[0]) / 100)
            case "TL":
                self._state = replace(state, leading=float(operands[0]))
            case "Ts":
                self._state = replace(state, rise=float(operands[0]))
            case _:
                self._state = replace(state, mode=int(operands[0]))

    def _text_operator(self, operator: str, operands: list[Item]) -> None:
        match operator:
            case "BT":
                self._text = self._line = _IDENTITY
            case "Tm":
                self._text = self._line = _matrix(operands)
            case "Td":
                self._move(float(operands[0]), float(operands[1]))
            case "TD":
                self._state = replace(self._state, leading=-float(operands[1]))
                self._move(float(operands[0]), float(operands[1]))
            case "T*":
                self._move(0.0, -self._state.leading)
            case "Tj":
                self._show([operands[0]])
            case "TJ":
                self._show(list(operands[0]))
            case "'":
                self._move(0.0, -self._state.leading)
                self._show([operands[0]])
            case '"':
                self._state = replace(self._state, words=float(operands[0]), letters=float(operands[1]))
                self._move(0.0, -self._state.leading)
                self._show([operands[2]])
            case _:
                pass  # ET

    def _move(self, x: float, y: float) -> None:
        self._line = self._text = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _show(self, parts: list[Item]) -> None:
        """ISO 32000-1, 9.4.4: each glyph moves the place of the next by its width and what lies between."""
        state = self._state
        font = state.font
        if font is None:
            return
        signs: list[Sign] = []
        places: list[_Point] = []
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self._advance(-float(part) / 1000 * state.size * state.stretch)
                continue
            data = bytes(part)
            for code, text, width in font.decode(data):
                start = self._origin()
                drawn = width * state.size * state.stretch
                end = self._origin(drawn)
                signs.append(Sign(text, start[0], end[0], code))
                places += [start, end]
                blank = state.words if not font.composite and code == 32 else 0.0
                self._advance(drawn + (state.letters + blank) * state.stretch)
        if not signs:
            return
        matrix = times(self._text, state.matrix)
        # In mm, y downwards: text that stands upright has its ascent above, at a smaller y.
        size = _scale(matrix) * state.size
        baseline = places[0][1]
        left, right = min(x for x, _ in places), max(x for x, _ in places)
        self._reader.content.pieces.append(
            Piece(
                page=self._reader.page,
                order=self._reader.next_order(),
                rect=Rect(left, baseline - font.ascent / 1000 * size, right, baseline - font.descent / 1000 * size),
                marks=tuple(self._reader.marks),
                text="".join(sign.text for sign in signs),
                baseline=baseline,
                size=size / MM,
                font=font.name,
                colour=state.stroke if state.mode in (1, 5) else state.fill,
                visible=state.mode not in (3, 7),
                signs=tuple(signs),
            )
        )

    def _origin(self, ahead: float = 0.0) -> _Point:
        return _at(times(self._text, self._state.matrix), ahead, self._state.rise)

    def _advance(self, distance: float) -> None:
        self._text = times((1.0, 0.0, 0.0, 1.0, distance, 0.0), self._text)

    # --- marked content ---

    def _mark(self, operator: str, operands: list[Item]) -> None:
        marks = self._reader.marks
        match operator:
            case "BMC":
                marks.append(Marked(str(operands[0])[1:]))
            case "BDC":
                given = operands[1]
                properties = given if isinstance(given, pikepdf.Dictionary) else self._resource("/Properties", given)
                marked = _marked(str(operands[0])[1:], properties)
                marks.append(marked)
                if marked.mcid is not None and marked.actual_text is not None:
                    self._reader.content.replaced[marked.mcid] = marked.actual_text
            case "EMC":
                if marks:
                    marks.pop()
            case _:
                pass  # MP and DP mark a point


_COLOURS = frozenset({"g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN"})
_TEXT_STATE = frozenset({"Tf", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"})
_TEXT = frozenset({"BT", "ET", "Tm", "Td", "TD", "T*", "Tj", "TJ", "'", '"'})
_PATH = frozenset({"m", "l", "c", "v", "y", "h", "re", "W", "W*"})
_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PLAIN = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"})


def _marked(tag: str, properties: Item) -> Marked:
    if properties is None:
        return Marked(tag)
    return Marked(
        tag,
        int(properties.MCID) if "/MCID" in properties else None,
        str(properties.get("/Type", "/"))[1:],
        str(properties.get("/Subtype", "/"))[1:],
        str(properties.ActualText) if "/ActualText" in properties else None,
    )


def _matrix(values: Item) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return (a, b, c, d, e, f)


def _numbers(operands: list[Item]) -> tuple[float, ...]:
    return tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))


def _space_of(space: Item, *, mask: bool = False) -> str:
    """The family of a colour space (ISO 32000-1, 8.6.3)."""
    if mask or space is None:
        return "mask"
    return str(space[0] if isinstance(space, pikepdf.Array) else space)[1:]


def _initial(family: str, name: str, space: Item) -> Colour:
    """The colour that a space begins with: black in each that has one of its own (ISO 32000-1, 8.6.5.1 and 8.6.8)."""
    components: Mapping[str, int] = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4}
    count = components.get(family, 0)
    if family == "ICCBased":
        count = int(space[1].N)
    if not count:
        return Colour(family or name.removeprefix("/"), ())
    return Colour(family, (0.0, 0.0, 0.0, 1.0) if count == 4 else (0.0,) * count)


def _along(start: _Point, first: _Point, second: _Point, end: _Point) -> Iterator[_Point]:
    """Points on a cubic Bézier curve (ISO 32000-1, 8.5.2.2), its end the last."""
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(weight * point[0] for weight, point in zip(weights, (start, first, second, end), strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, (start, first, second, end), strict=True)),
        )


def _hull(points: list[_Point]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _within(clip: Rect | None, box: Rect) -> Rect:
    if clip is None:
        return box
    return Rect(
        max(clip.left, box.left), max(clip.top, box.top), min(clip.right, box.right), min(clip.bottom, box.bottom)
    )
