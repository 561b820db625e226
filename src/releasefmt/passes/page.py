"""The letterhead's page over a style's geometry: paper, margins, DIN 5008 form, fold and hole marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.letterhead import Form, Letterhead, Organisation, PageSetup, PageSize
from releasefmt.model.rules import finding
from releasefmt.model.style import Geometry, Role, Style

_MM_PER_PT = 25.4 / 72
_SIZES = {PageSize.A4: (210.0, 297.0), PageSize.LETTER: (215.9, 279.4)}
_LEAST_TEXT = 80.0  # mm; a narrower column has more hyphens than words
_LEAST_ADDRESS = 35.0  # mm
_PRINTABLE = 5.0  # mm from the paper's edge that an office printer cannot reach
_HEAD_CLEARANCE = 4.0  # mm between a running head and the text


@dataclass(frozen=True, slots=True)
class _Din:
    """Measures of a form of DIN 5008, mm from the page's top edge; the field is that of the addressee."""

    letterhead: float
    info: float
    field: float
    fold_marks: tuple[float, float]


_FORMS = {Form.A: _Din(27.0, 32.0, 27.0, (87.0, 192.0)), Form.B: _Din(45.0, 50.0, 45.0, (105.0, 210.0))}
_INFO_X, _INFO_WIDTH = 125.0, 75.0
_FIELD_X, _FIELD_WIDTH, _FIELD_HEIGHT = 20.0, 85.0, 45.0
_FIELD_EDGE = 5.0  # mm that letters keep from the field's left edge, hence from the edge of an envelope's window
_NOTES_ZONE = 17.7  # mm of the field above the address itself
_SUBJECT_GAP = 8.46  # mm from the field to the subject: two blank lines


def on_paper(style: Style, letterhead: Letterhead) -> Outcome[Style | None]:
    """The style with its geometry for this letterhead, or None with what cannot be."""
    page = letterhead.page
    geometry = _margins(_sized(style.geometry, page.size), page)
    problems = tuple(_problems(geometry, style, page))
    if problems:
        return Outcome(None, problems)
    if page.form is not Form.FREE:
        geometry = _din(geometry, _FORMS[page.form], style, letterhead)
    if page.fold_marks:
        marks = _FORMS[page.form].fold_marks if page.form is not Form.FREE else _thirds(geometry.height)
        geometry = replace(geometry, fold_marks=marks)
    if page.hole_mark:
        geometry = replace(geometry, hole_mark=geometry.height / 2)
    return Outcome(replace(style, geometry=geometry))


def _sized(geometry: Geometry, size: PageSize) -> Geometry:
    """On other paper the margins stay what they are; the footer keeps its distance from the bottom edge."""
    width, height = _SIZES[size]
    return replace(geometry, width=width, height=height, footer_y=geometry.footer_y + height - geometry.height)


def _margins(geometry: Geometry, page: PageSetup) -> Geometry:
    """The left margin is that of the marginal column where there is one; letterhead and text move with it."""
    move = 0.0 if page.left is None else page.left - geometry.outer_left
    drop = 0.0 if page.bottom is None else geometry.bottom - page.bottom
    geometry = replace(
        geometry,
        left=geometry.left + move,
        column_x=geometry.column_x + move,
        logo_x=geometry.logo_x + move,
        wordmark_x=geometry.wordmark_x + move,
        organisation_x=geometry.organisation_x + move,
        right=geometry.right if page.right is None else page.right,
        top=geometry.top if page.top is None else page.top,
        bottom=geometry.bottom - drop,
        footer_y=geometry.footer_y + drop,
    )
    edge = geometry.width - geometry.right
    return replace(
        geometry,
        measure=min(geometry.measure, geometry.text_width),
        address_width=min(geometry.address_width, edge - geometry.address_x),
    )


def _problems(geometry: Geometry, style: Style, page: PageSetup) -> Iterator[Finding]:
    for name, value in (("left", page.left), ("right", page.right), ("bottom", page.bottom)):
        if value is not None and value < _PRINTABLE:
            message = f"A {name} margin of {value:g} mm cannot be printed on; it must be {_PRINTABLE:g} mm at least."
            yield finding("RF412", message)
    head = geometry.running_head_y + style.text(Role.RUNNING_HEAD).leading * _MM_PER_PT + _HEAD_CLEARANCE
    if geometry.top < head:
        message = f"A top margin of {geometry.top:g} mm leaves no room for the head of the following pages."
        yield finding("RF412", message, hint=f"Write {head:.0f} or more.")
    foot = geometry.footer_y + style.text(Role.FOOTER).leading * _MM_PER_PT + _PRINTABLE
    if foot > geometry.height:
        message = f"A bottom margin of {geometry.bottom:g} mm leaves no room for the footer."
        yield finding("RF412", message, hint=f"Write {geometry.bottom + foot - geometry.height:.0f} or more.")
    if geometry.measure < _LEAST_TEXT or geometry.height - geometry.first_top - geometry.bottom < _LEAST_TEXT:
        message = f"The margins leave less than {_LEAST_TEXT:g} mm for the text."
        yield finding("RF412", message, hint="Make the margins under [page] in releasefmt.toml smaller.")
    if not geometry.has_column and page.form is Form.FREE and geometry.address_width < _LEAST_ADDRESS:
        yield finding("RF412", f"A right margin of {geometry.right:g} mm leaves no room for the address.")
    if page.form is not Form.FREE and page.size is not PageSize.A4:
        hint = 'Write form = "free", or size = "A4".'
        yield finding("RF412", f"Form {page.form} of DIN 5008 is made for A4 paper.", hint=hint)
    if page.addressee and (page.form is Form.FREE or geometry.has_column):
        message = (
            "Only the forms A and B of DIN 5008 have an address field, and only in a style without marginal column."
        )
        hint = 'Write form = "B", or leave addressee out.'
        yield finding("RF412", message, hint=hint)
    room = int((_FIELD_HEIGHT - _NOTES_ZONE) / (style.text(Role.ADDRESSEE).leading * _MM_PER_PT))
    if len(page.addressee) > room:
        yield finding("RF412", f"The address field has room for {room} lines, and addressee has {len(page.addressee)}.")


def _din(geometry: Geometry, form: _Din, style: Style, letterhead: Letterhead) -> Geometry:
    """The letterhead as high as the form has it, the info block and the address field at their places.

    What stands in the letterhead keeps its distances from its foot, and is drawn together where they are too large. The
    text begins two blank lines below the address field, or below the info block where there is nobody to address. In a
    style with a marginal column that column is the info block.
    """
    old = geometry.letterhead_rule_y
    highest = min(geometry.logo_y, geometry.wordmark_y, geometry.organisation_y)
    scale = min(1.0, (form.letterhead - _PRINTABLE) / (old - highest))

    def placed(y: float) -> float:
        return round(form.letterhead - (old - y) * scale, 3)

    move = form.letterhead - old
    geometry = replace(
        geometry,
        letterhead_rule_y=form.letterhead,
        logo_y=placed(geometry.logo_y),
        logo_height=geometry.logo_height * scale,
        wordmark_y=placed(geometry.wordmark_y),
        organisation_y=placed(geometry.organisation_y),
        first_top=geometry.first_top + move,
        column_y=geometry.column_y + move,
        column_bar_y=geometry.column_bar_y + move,
    )
    if geometry.has_column:
        return geometry
    lines = _address_lines(letterhead.organisation)
    end = form.info + lines * style.text(Role.ADDRESS).leading * _MM_PER_PT if lines else 0.0
    if letterhead.page.addressee:
        end = max(end, form.field + _FIELD_HEIGHT)
    return replace(
        geometry,
        address_x=_INFO_X,
        address_y=form.info,
        address_width=_INFO_WIDTH,
        addressee_x=_FIELD_X + _FIELD_EDGE,
        addressee_y=form.field + _NOTES_ZONE,
        addressee_width=_FIELD_WIDTH - _FIELD_EDGE,
        first_top=max(geometry.first_top, end + _SUBJECT_GAP),
    )


def _address_lines(organisation: Organisation) -> int:
    reach = (organisation.phone, organisation.email, organisation.web)
    return len(organisation.address) + sum(1 for entry in reach if entry)


def _thirds(height: float) -> tuple[float, float]:
    """Where a letter without a window is folded."""
    return (height / 3, height * 2 / 3)
