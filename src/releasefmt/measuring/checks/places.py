"""Places against the style's geometry, to a tenth of a millimetre: page, letterhead, marks, margins, heads and feet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from releasefmt.measuring.checks.figures import CLOSE, drawn_of, place_of
from releasefmt.measuring.facts import MM, Page, PdfFacts, Piece, Rect, Stroke
from releasefmt.measuring.text import same_line
from releasefmt.measuring.words import letters
from releasefmt.model.content import Heading, Paragraph
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Picture as SheetPicture
from releasefmt.model.sheet import Placed, Sheet
from releasefmt.model.style import Geometry, Role, TextStyle
from releasefmt.model.text import plain_text

_THIN = 0.5  # mm; nothing thicker is a fold mark
_FIRST = 24  # letters by which a line is known again


def compare(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """Every place that the style names, for whatever the sheet puts there."""
    yield from _pages(facts, sheet.style.geometry)
    yield from _logo(facts, sheet)
    for place in _lines(sheet):
        yield from _line(facts, sheet, place)
    yield from _rules(facts, sheet)
    yield from _marks(facts, sheet)
    yield from _margins(facts, sheet)
    yield from _tops(facts, sheet)


# --- pages -------------------------------------------------------------------------------------------------------


def _pages(facts: PdfFacts, geometry: Geometry) -> Iterator[Finding]:
    for number, page in enumerate(facts.pages, start=1):
        size = page.trim
        if abs(size.width - geometry.width) > CLOSE or abs(size.height - geometry.height) > CLOSE:
            yield finding(
                "RF618",
                f"Page {number} is {size.width:.1f} × {size.height:.1f} mm, meant are {geometry.width:g} × {geometry.height:g}.",
            )


def _off(name: str, page: int, wanted: tuple[float, float], found: tuple[float, float]) -> Iterator[Finding]:
    """``wanted`` and ``found`` are mm from the left and from the top."""
    parts = [
        f"{abs(is_ - meant):.1f} mm too far {much if is_ > meant else little}"
        for is_, meant, much, little in zip(found, wanted, ("right", "down"), ("left", "up"), strict=True)
        if abs(is_ - meant) > CLOSE
    ]
    if parts:
        yield finding("RF617", f"Page {page + 1}: {name} stands {' and '.join(parts)}.")


# --- the letterhead's lines --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that the style puts somewhere: its words, its type, mm from the page's edges to its box.

    ``x`` is the side where it begins, or, with ``ends``, where it ends. ``pages`` tells which pages have it.
    """

    name: str
    words: str
    text: TextStyle
    family: str
    x: float
    y: float
    pages: str = "first"
    ends: bool = False


def _lines(sheet: Sheet) -> Iterator[_Line]:
    geometry, style, head = sheet.style.geometry, sheet.style, sheet.first_head
    address = plain_text(head.address[0]) if head.address else ""
    addressee = head.addressee[0] if head.addressee else ""
    right = geometry.width - geometry.right
    running = (geometry.running_head_y, "following")
    rows = (
        ("the wordmark", head.wordmark, Role.WORDMARK, geometry.wordmark_x, geometry.wordmark_y, "first", False),
        (
            "the organisation",
            head.organisation,
            Role.ORGANISATION,
            geometry.organisation_x,
            geometry.organisation_y,
            "first",
            False,
        ),
        ("the address", address, Role.ADDRESS, geometry.address_x, geometry.address_y, "first", False),
        ("the address field", addressee, Role.ADDRESSEE, geometry.addressee_x, geometry.addressee_y, "first", False),
        ("the running head", sheet.running_head.left, Role.RUNNING_HEAD, geometry.outer_left, *running, False),
        ("the running head", sheet.running_head.right, Role.RUNNING_HEAD, right, *running, True),
        (
            "the foot",
            next(iter(sheet.footer.lines), ""),
            Role.FOOTER,
            geometry.outer_left,
            geometry.footer_y,
            "all",
            False,
        ),
    )
    for name, words, role, x, y, pages, ends in rows:
        if letters(words):
            text = style.text(role)
            yield _Line(name, words, text, style.families[text.family], x, y, pages, ends)
    beside = next((placed for placed in sheet.flow if placed.aside), None)
    if beside is not None and isinstance(beside.block, Paragraph):
        text = style.text(beside.role)
        y = geometry.column_y + text.before * MM
        words = plain_text(beside.block.content)
        yield _Line("the marginal column", words, text, style.families[text.family], geometry.column_x, y)
    first = next((placed for placed in sheet.flow if not placed.aside), None)
    if first is not None and not first.opens and isinstance(first.block, Paragraph | Heading):
        yield _first_line(first, sheet)


def _first_line(placed: Placed, sheet: Sheet) -> _Line:
    """Of the text on the first page: at ``first_top``, after a marginal column with the space that its role has above it."""
    assert isinstance(placed.block, Paragraph | Heading)
    geometry, style = sheet.style.geometry, sheet.style
    text = style.text(placed.role)
    above = text.before if geometry.has_column else 0.0
    inside = text.padding if text.ground is not None else 0
    words = plain_text(placed.block.content)
    x = geometry.left + text.indent + inside * MM
    y = geometry.first_top + (above + inside) * MM
    return _Line("the first line of the text", words, text, style.families[text.family], x, y)


def _line(facts: PdfFacts, sheet: Sheet, line: _Line) -> Iterator[Finding]:
    for number, page in enumerate(facts.pages):
        if (line.pages == "first" and number) or (line.pages == "following" and not number):
            continue
        mirrored = sheet.right_to_left
        x = sheet.style.geometry.width - line.x if mirrored else line.x
        begins_left = line.ends == mirrored
        found = [
            ((_ink(words).left if begins_left else _ink(words).right, piece.baseline), (x, line.y + height))
            for piece, words in (_sharing(page, line.words) if mirrored else _starts(page, line.words))
            for height in [_baseline(line.text, piece, facts)]
        ]
        name = f"{line.name} (“{line.words[:40]}”)"
        if not found:
            yield finding("RF617", f"Page {number + 1}: {name} is not there.")
            continue
        place, meant = min(found, key=lambda pair: abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1]))
        yield from _off(name, number, meant, place)


def _sharing(page: Page, words: str) -> Iterator[tuple[Piece, tuple[Piece, ...]]]:
    """Pieces with letters of these words: how lines from right to left are cut into pieces no one can tell beforehand."""
    wanted = set(letters(words).casefold())
    yield from ((piece, (piece,)) for piece in page.pieces if wanted & set(letters(piece.text).casefold()))


def _starts(page: Page, words: str) -> Iterator[tuple[Piece, tuple[Piece, ...]]]:
    """Where these words begin on the page: the piece, and all of its line that belongs to them."""
    wanted = letters(words).casefold()
    for place, piece in enumerate(page.pieces):
        text = letters(piece.text).casefold()
        if not text or not (wanted.startswith(text[:_FIRST]) or text.startswith(wanted)):
            continue
        line = [piece]
        for following in page.pieces[place + 1 :]:
            text += letters(following.text).casefold()
            if not same_line(piece, following) or not wanted.startswith(text):
                break
            line.append(following)
        if "".join(letters(part.text).casefold() for part in line).startswith(wanted[:_FIRST]) or wanted.startswith(
            text
        ):
            yield piece, tuple(line)


def _ink(pieces: tuple[Piece, ...]) -> Rect:
    """From the first to the last sign that is no blank."""
    signs = [sign for piece in pieces for sign in piece.signs if sign.text.strip()]
    rect = pieces[0].rect
    return Rect(min(sign.left for sign in signs), rect.top, max(sign.right for sign in signs), rect.bottom)


def _baseline(text: TextStyle, piece: Piece, facts: PdfFacts) -> float:
    """mm from a line's top to its baseline: half the leading that the font's own height leaves (CSS 2.2, 10.8)."""
    font = next(font for font in facts.fonts if font.name == piece.font)
    ascent, descent = font.ascent / 1000 * text.size, font.descent / 1000 * text.size
    return ((text.leading - (ascent - descent)) / 2 + ascent) * MM


# --- logo, rules, marks ------------------------------------------------------------------------------------------


def _logo(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """By the box of a raster image; of a drawing by its ink, and by what its tag says."""
    logo, geometry = sheet.first_head.logo, sheet.style.geometry
    if logo is None:
        return
    left = geometry.width - geometry.logo_x - logo.width if sheet.right_to_left else geometry.logo_x
    box = Rect(left, geometry.logo_y, left + logo.width, geometry.logo_y + logo.height)
    figures = facts.structure.all("Figure") if facts.structure is not None else ()
    if not figures or figures[0].page != 0:
        yield finding("RF617", "Page 1: the logo is not there.")
        return
    place, exact = place_of(drawn_of(facts, figures[0]))
    if place is None:
        return  # checks.figures says so
    if exact:
        yield from _off("the logo", 0, (box.left, box.top), (place.left, place.top))
        yield from _size("the logo", (box.width, box.height), (place.width, place.height))
        return
    if figures[0].bbox is not None:
        yield from _off("the logo's tag", 0, (box.left, box.top), (figures[0].bbox.left, figures[0].bbox.top))
    ink = _ink_of(logo)
    if ink is not None:
        wanted = Rect(box.left + ink.left, box.top + ink.top, box.left + ink.right, box.top + ink.bottom)
        slack = _pixel(logo)
        if place.furthest(wanted) > CLOSE + slack:
            yield finding("RF617", f"Page 1: the logo stands {place.furthest(wanted):.1f} mm from where it should.")


def _size(name: str, wanted: tuple[float, float], found: tuple[float, float]) -> Iterator[Finding]:
    if any(abs(is_ - meant) > CLOSE for is_, meant in zip(found, wanted, strict=True)):
        yield finding(
            "RF617",
            f"{name} is {found[0]:.1f} × {found[1]:.1f} mm, meant are {wanted[0]:.1f} × {wanted[1]:.1f}.".capitalize(),
        )


def _ink_of(picture: SheetPicture) -> Rect | None:
    """Where an SVG has ink, in mm from its own corner, told from its pixels; None where there are none."""
    if not picture.fallback:
        return None
    with Image.open(io.BytesIO(picture.fallback)) as pixels:
        inked = pixels.convert("RGBA").getchannel("A").getbbox()
        size = pixels.size
    if inked is None:
        return None
    across, down = picture.width / size[0], picture.height / size[1]
    return Rect(inked[0] * across, inked[1] * down, inked[2] * across, inked[3] * down)


def _pixel(picture: SheetPicture) -> float:
    """mm of one pixel of the picture in its stead."""
    with Image.open(io.BytesIO(picture.fallback)) as pixels:
        return max(picture.width / pixels.width, picture.height / pixels.height)


def _rules(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """The letterhead's rule and the marginal column's bar: areas of the strength that the style gives them."""
    geometry = sheet.style.geometry
    right = geometry.width - geometry.right
    rows = [
        ("the letterhead's rule", geometry.outer_left, right, geometry.letterhead_rule_y, geometry.letterhead_rule_pt)
    ]
    if geometry.has_column:
        end = geometry.column_x + geometry.column_width
        rows.append(
            ("the bar of the marginal column", geometry.column_x, end, geometry.column_bar_y, geometry.column_bar_pt)
        )
    for name, start, end, y, points in rows:
        if points <= 0:
            continue
        left, right = (geometry.width - end, geometry.width - start) if sheet.right_to_left else (start, end)
        wanted = Rect(left, y, right, y + points * MM)
        found = [
            stroke.rect for stroke in facts.pages[0].strokes if abs(stroke.rect.width - (right - left)) <= 2 * CLOSE
        ]
        thin = [rect for rect in found if abs(rect.height - points * MM) <= 0.05]
        if not thin:
            yield finding("RF617", f"Page 1: {name} is not there, or not {points:g} pt strong.")
            continue
        nearest = min(thin, key=wanted.furthest)
        yield from _off(name, 0, (wanted.left, wanted.top), (nearest.left, nearest.top))


def _marks(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """Fold and hole marks: each at its height, none that is not meant, none on following pages."""
    geometry = sheet.style.geometry
    for number, page in enumerate(facts.pages):
        left = list(_in_margin(page, geometry, sheet.right_to_left))
        for y, length in geometry.marks if number == 0 else ():
            start = geometry.fold_mark_x
            if sheet.right_to_left:
                start = geometry.width - start - length
            wanted = Rect(start, y, start + length, y)
            hit = next((mark for mark in left if _line_of(mark).furthest(wanted) <= CLOSE), None)
            if hit is None:
                yield finding("RF617", f"Page 1: there is no fold or hole mark at {y:g} mm from the top.")
            else:
                left.remove(hit)
        for mark in left:
            y = (mark.rect.top + mark.rect.bottom) / 2
            yield finding(
                "RF617", f"Page {number + 1}: a mark stands in the margin at {y:.1f} mm, where none is meant."
            )


def _in_margin(page: Page, geometry: Geometry, right_to_left: bool) -> Iterator[Stroke]:
    """Thin lines in the margin where marks stand. What the text or the letterhead has stands further in."""
    reach = min(geometry.outer_left, geometry.fold_mark_x + 10) - CLOSE
    zone = Rect(0, 0, reach, geometry.height)
    if right_to_left:
        zone = Rect(geometry.width - reach, 0, geometry.width, geometry.height)
    yield from (stroke for stroke in page.strokes if stroke.rect.height < _THIN and zone.holds(stroke.rect))


def _line_of(stroke: Stroke) -> Rect:
    middle = (stroke.rect.top + stroke.rect.bottom) / 2
    return Rect(stroke.rect.left, middle, stroke.rect.right, middle)


# --- margins -----------------------------------------------------------------------------------------------------


def _margins(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """No text of the flow leaves the room between the margins. What stands below ``footer_y`` is the foot."""
    geometry = sheet.style.geometry
    for number, page in enumerate(facts.pages):
        top = 0.0 if number == 0 else geometry.top
        start, end = geometry.outer_left if number == 0 else geometry.left, geometry.width - geometry.right
        if sheet.right_to_left:
            start, end = geometry.width - end, geometry.width - start
        room = Rect(start, top, end, geometry.height - geometry.bottom)
        for piece in page.pieces:
            if piece.artifact is not None or not piece.text.strip() or piece.baseline > geometry.footer_y:
                continue
            ink = _ink((piece,))
            if not room.holds(Rect(ink.left, piece.baseline, ink.right, piece.baseline), CLOSE):
                yield finding("RF617", f"Page {number + 1}: “{piece.text.strip()[:40]}” stands in the margin.")
                break


_IN_CELLS = (Role.TABLE_HEAD, Role.TABLE_TEXT)
_CELL_PADDING = 2.5  # pt over the text of a table's cell


def _tops(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """What begins a following page begins at the top margin: a rule, a ground, a picture, or the first line of some role."""
    geometry, style = sheet.style.geometry, sheet.style
    for number, page in enumerate(facts.pages[1:], start=1):
        if any(abs(item.rect.top - geometry.top) <= CLOSE for item in (*page.strokes, *page.pictures)):
            continue
        lines = [piece for piece in page.pieces if piece.baseline > geometry.top and piece.text.strip()]
        if not lines:
            continue
        first = min(lines, key=lambda piece: piece.baseline)
        family = next(font.family for font in facts.fonts if font.name == first.font)
        meant = [
            geometry.top + _baseline(text, first, facts) + (_CELL_PADDING * MM if role in _IN_CELLS else 0.0)
            for role, text in style.roles.items()
            if abs(text.size - first.size) < 0.1 and style.families[text.family] == family
        ]
        if not meant or min(abs(first.baseline - baseline) for baseline in meant) > CLOSE:
            nearest = min(meant, key=lambda baseline: abs(first.baseline - baseline), default=geometry.top)
            yield from _off(f"the first line (“{first.text.strip()[:40]}”)", number, (0, nearest), (0, first.baseline))
