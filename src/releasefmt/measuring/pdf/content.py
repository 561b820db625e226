"""Content streams: every piece of text, path and picture of a page with its place, its colour and the marks around it.

A small interpreter of the graphics model (ISO 32000-1, 8 and 9): transformation, colour, clip, text state, marked content,
form XObjects. It draws nothing; a curve counts as some points on it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import pikepdf

from releasefmt.measuring.facts import MM, Colour, Marked, Picture, Piece, Rect, Sign, Stroke
from releasefmt.measuring.pdf.bounds import OF_A_FORM, OF_AN_OPERATOR, OF_WHAT_IS_DRAWN, Item, Steps, check_content
from releasefmt.measuring.pdf.boxes import IDENTITY, Matrix, Point, along, at, hull, scale, times, within
from releasefmt.measuring.pdf.colours import BLACK, DEVICE, PLAIN, initial, space_of
from releasefmt.measuring.pdf.fonts import FontInUse, read_font

_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_PAINTS = _FILLS | _STROKES | {"n"}
_DEEPEST = 20  # forms in forms; a form that draws itself must end somewhere


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as it matters here, the text state in it."""

    matrix: Matrix
    fill: Colour = BLACK
    stroke: Colour = BLACK
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


def read_content(page: pikepdf.Page, number: int, to_mm: Matrix, shelf: FontShelf, steps: Steps) -> PageContent:
    """All that the page draws, annotations apart. ``to_mm`` leads from the page's own units to mm from its top left."""
    reader = _Reader(number, shelf, steps)
    content = page.obj.get("/Contents", pikepdf.Array())
    check_content(content if isinstance(content, pikepdf.Array) else [content])
    reader.run(page, page.obj.get("/Resources", pikepdf.Dictionary()), _State(to_mm), 0)
    return reader.content


class _Reader:
    def __init__(self, page: int, shelf: FontShelf, steps: Steps) -> None:
        self.content = PageContent()
        self.steps = steps
        self._page = page
        self._shelf = shelf
        self._order = 0
        self._marks: list[Marked] = []

    def run(self, stream: Item, resources: Item, state: _State, depth: int) -> None:
        """One content stream, its own resources at hand."""
        _Stream(self, resources, state, depth).run(stream)

    def next_order(self) -> int:
        self.steps.count(OF_WHAT_IS_DRAWN + len(self._marks))
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
        self._subpaths: list[list[Point]] = []
        self._clips = False
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY

    def run(self, stream: Item) -> None:
        for instruction in pikepdf.parse_content_stream(stream):
            self._reader.steps.count(OF_AN_OPERATOR)
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
            self._picture(pixels, space_of(item.get("/ColorSpace"), mask=bool(item.get("/ImageMask", False))))
        elif item.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            matrix = _matrix(item.Matrix) if "/Matrix" in item else IDENTITY
            inner = replace(self._state, matrix=times(matrix, self._state.matrix))
            if "/BBox" in item:
                left, bottom, right, top = (float(value) for value in item.BBox)
                corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
                box = hull([at(inner.matrix, *corner) for corner in corners])
                inner = replace(inner, clip=within(inner.clip, box))
            self._reader.steps.count(OF_A_FORM)
            check_content([item])
            self._reader.run(item, item.get("/Resources", self._resources), inner, self._depth + 1)

    def _inline_image(self, instruction: pikepdf.ContentStreamInlineImage) -> None:
        image = instruction.iimage
        self._picture((image.width, image.height), str(image.colorspace or "").removeprefix("/") or "mask")

    def _picture(self, pixels: tuple[int, int], space: str) -> None:
        corners = [at(self._state.matrix, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        self._reader.content.pictures.append(
            Picture(
                page=self._reader.page,
                order=self._reader.next_order(),
                rect=hull(corners),
                marks=tuple(self._reader.marks),
                pixels=pixels,
                space=space,
            )
        )

    # --- colour ---

    def _colour(self, operator: str, operands: list[Item]) -> None:
        stroking = operator.isupper()
        lower = operator.lower()
        if lower in DEVICE:
            colour = Colour(DEVICE[lower], _numbers(operands))
        elif lower == "cs":
            space = self._resource("/ColorSpace", operands[0])
            colour = initial(space_of(operands[0] if space is None else space), space)
        else:  # sc, scn
            current = self._state.stroke if stroking else self._state.fill
            colour = Colour(current.space, _numbers(operands) if current.space in PLAIN else ())
        self._reader.content.colours[colour.space] += 1
        self._state = replace(self._state, stroke=colour) if stroking else replace(self._state, fill=colour)

    # --- paths ---

    def _path(self, operator: str, numbers: list[float]) -> None:
        matrix = self._state.matrix
        points = [at(matrix, *pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)]
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
                path.extend(along(start, *points))
            case "re":
                x, y, width, height = numbers
                corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
                self._subpaths.append([at(matrix, *corner) for corner in corners])
            case "W" | "W*":
                self._clips = True
            case _:
                pass  # h closes a subpath; its box stays the same

    def _current_path(self) -> list[Point]:
        if not self._subpaths:
            self._subpaths.append([])
        return self._subpaths[-1]

    def _paint(self, operator: str) -> None:
        state = self._state
        for points in (points for points in self._subpaths if len(points) > 1):
            box = hull(points)
            if operator in _FILLS and box.width > 0 and box.height > 0:
                self._stroke(box, state.fill, 0.0)
            if operator in _STROKES:
                weight = state.weight * scale(state.matrix) / MM
                half = weight * MM / 2
                thick = Rect(box.left - half, box.top - half, box.right + half, box.bottom + half)
                # Butt caps end where a straight line ends.
                if len(points) == 2 and box.height == 0:
                    thick = Rect(box.left, thick.top, box.right, thick.bottom)
                elif len(points) == 2 and box.width == 0:
                    thick = Rect(thick.left, box.top, thick.right, box.bottom)
                self._stroke(thick, state.stroke, weight)
        if self._clips and self._subpaths:
            box = hull([point for points in self._subpaths for point in points])
            self._state = replace(state, clip=within(state.clip, box))
        self._clips = False
        self._subpaths = []

    def _stroke(self, box: Rect, colour: Colour, weight: float) -> None:
        seen = within(self._state.clip, box)
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
                self._text = self._line = IDENTITY
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
        places: list[Point] = []
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self._advance(-float(part) / 1000 * state.size * state.stretch)
                continue
            data = bytes(part)
            self._reader.steps.count(len(data))
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
        size = scale(matrix) * state.size
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

    def _origin(self, ahead: float = 0.0) -> Point:
        return at(times(self._text, self._state.matrix), ahead, self._state.rise)

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
