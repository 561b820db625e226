"""The tokens of a style as CSS: the page and its margins, the letterhead's places, one class a role."""

from __future__ import annotations

from releasefmt.model.sheet import Picture, Sheet
from releasefmt.model.style import MARK_WEIGHT, Colour, Family, FontFace, Geometry, Ink, Role, Script, Style, TextStyle
from releasefmt.model.widths import line_length
from releasefmt.rendering.pdf.fetcher import picture_url

MARKS = "releasefmt:marks"
"""The address under which the page finds ``marks_drawing``."""

_GENERIC = {Family.BODY: "serif", Family.HEADS: "sans-serif", Family.MONO: "monospace"}


_BETWEEN_HEADS = 6.0  # mm


def page_rules(sheet: Sheet) -> str:
    """What differs from release to release: the running heads and feet, and the places of the letterhead's slots."""
    return "\n".join((_page(sheet), _letterhead(sheet)))


def style_rules(style: Style, fonts: dict[FontFace, str]) -> str:
    """What is the same for all releases of a style, its own print.css last. ``fonts``: face -> address."""
    parts = (
        _font_faces(fonts),
        _variables(style),
        _STRUCTURE,
        _geometry(style.geometry),
        *(_role(role, style) for role in Role),
        _markers(style),
        _LINING if fonts else "",
        style.css,
    )
    return "\n".join(parts)


def quoted(text: str) -> str:
    """A CSS string (CSS Syntax 3, 4.3.5): quotes, backslashes and line ends are escaped."""
    escaped = "".join(f"\\{ord(sign):x} " if sign in '"\\\n\r\f<>' else sign for sign in text)
    return f'"{escaped}"'


def _mm(value: float) -> str:
    return f"{value:.4f}mm"


def _pt(value: float) -> str:
    return f"{value:g}pt"


def _font_faces(fonts: dict[FontFace, str]) -> str:
    return "\n".join(
        f"@font-face {{ font-family: {quoted(face.family)}; font-weight: {face.weight}; "
        f'font-style: {"italic" if face.italic else "normal"}; src: url("{url}") }}'
        for face, url in fonts.items()
    )


def _variables(style: Style) -> str:
    """Colours and families for the style's own print.css."""
    inks = " ".join(f"--{ink}: #{style.inks[ink].hex};" for ink in Ink)
    families = " ".join(f"--{family}: {_families(family, style)};" for family in Family)
    return f":root {{ {inks} {families} }}"


def _families(family: Family, style: Style) -> str:
    """The family, then those for other scripts and the style's others: a sign that one lacks is looked for in the next."""
    lending = {script: style.scripts[family, script] for script in Script if (family, script) in style.scripts}
    first = [lending[style.leads]] if style.leads in lending else []
    names = dict.fromkeys((*first, style.families[family], *lending.values(), *style.families.values()))
    return ", ".join((*map(quoted, names), _GENERIC[family]))


def _type(role: Role, style: Style) -> str:
    text = style.text(role)
    return (
        f"font-family: {_families(text.family, style)}; font-size: {_pt(text.size)}; line-height: {_pt(text.leading)}; "
        f"font-weight: {text.weight}; font-style: {'italic' if text.italic else 'normal'}; "
        f"color: #{style.inks[text.ink].hex}; letter-spacing: {f'{text.tracking:g}em' if text.tracking else 'normal'}"
    )


def _page(sheet: Sheet) -> str:
    """CSS Paged Media 3. Heads and feet are margin boxes; page 1 has the letterhead in their stead.

    The number on page 1 is taken away again where there is no page 2 (see engine). The half point below the footnotes gives
    slack: WeasyPrint 70 compares sums of heights, and where rounding makes the notes a hair too tall it moves them on to
    a page of their own.
    """
    geometry, footer = sheet.style.geometry, sheet.footer
    head_type, foot_type = _type(Role.RUNNING_HEAD, sheet.style), _type(Role.FOOTER, sheet.style)
    head_top = _mm(geometry.running_head_y)
    foot_top = _mm(geometry.footer_y - (geometry.height - geometry.bottom))
    out = _mm(-geometry.overhang)
    lines = ' "\\a " '.join(quoted(line) for line in footer.lines) or "none"
    # Margin boxes do not take the direction of the page's text, and have no logical names.
    start, end, turned = ("right", "left", "rtl") if sheet.right_to_left else ("left", "right", "ltr")
    # WeasyPrint shares the width between the two by how long they are, but takes the overhang for less of a text.
    whole = "white-space: pre; " if _side_by_side(sheet) else ""
    head = f"{whole}direction: {turned}; vertical-align: top; padding-top: {head_top}; {head_type}"
    foot = f"direction: {turned}; vertical-align: top; padding-top: {foot_top}; {foot_type}; white-space: pre-wrap"
    return f"""
@page {{
  size: {_mm(geometry.width)} {_mm(geometry.height)};
  {_background(sheet.backgrounds.following, geometry)}
  margin-top: {_mm(geometry.top)}; margin-bottom: {_mm(geometry.bottom)};
  margin-{start}: {_mm(geometry.left)}; margin-{end}: {_mm(geometry.right)};
  @top-{start} {{ content: {_content(sheet.running_head.left)}; {head}; text-align: {start}; margin-{start}: {out} }}
  @top-{end} {{ content: {_content(sheet.running_head.right)}; {head}; text-align: {end}; padding-{start}: {_mm(_BETWEEN_HEADS)} }}
  @bottom-{start} {{ content: {lines}; {foot}; text-align: {start}; margin-{start}: {out} }}
  @bottom-{end} {{ content: {_page_of(footer.page_of)}; {foot}; text-align: {end}; padding-{start}: 6mm; white-space: pre }}
  @footnote {{ margin-top: 8pt; border-top: .4pt solid #{sheet.style.inks[Ink.LINE].hex}; padding: 2pt 0 .5pt;
    margin-{end}: {_mm(geometry.text_width - geometry.measure)} }}
}}
@page :first {{ margin-top: 0; {_background(sheet.backgrounds.first, geometry, marks=True)}@top-left {{ content: none }} @top-right {{ content: none }} }}
"""


def _side_by_side(sheet: Sheet) -> bool:
    """Whether both halves of the running head fit into one line."""
    geometry, text = sheet.style.geometry, sheet.style.text(Role.RUNNING_HEAD)
    room = (geometry.text_width + geometry.overhang - _BETWEEN_HEADS) * 72 / 25.4
    return line_length(sheet.running_head.left, text) + line_length(sheet.running_head.right, text) < 0.9 * room


def _background(paper: Picture | None, geometry: Geometry, *, marks: bool = False) -> str:
    """Fold and hole marks and the paper behind the page, measured from its corner and not from its margins.

    Said even where there are none: the first page must not inherit the paper of the following ones.
    """
    layers = []
    if marks and geometry.marks:
        layers.append(f'url("{MARKS}") no-repeat fixed 0 0 / {_mm(geometry.width)} {_mm(geometry.height)}')
    if paper is not None:
        x, y = (geometry.width - paper.width) / 2, (geometry.height - paper.height) / 2
        size = f"{_mm(paper.width)} {_mm(paper.height)}"
        layers.append(f'url("{picture_url(paper)}") no-repeat fixed {_mm(x)} {_mm(y)} / {size}')
    return f"background: {', '.join(layers) or 'none'}; image-rendering: crisp-edges; "


def marks_drawing(geometry: Geometry, ink: Colour, *, right_to_left: bool = False) -> bytes:
    """That drawing (SVG 1.1), its units mm."""
    weight = MARK_WEIGHT * 25.4 / 72
    start, way = (geometry.width - geometry.fold_mark_x, -1) if right_to_left else (geometry.fold_mark_x, 1)
    lines = " ".join(f"M{start:g} {y:.4f}h{way * length:g}" for y, length in geometry.marks)
    width, height = geometry.width, geometry.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}mm" '
        f'height="{height:g}mm"><path d="{lines}" fill="none" stroke="#{ink.hex}" stroke-width="{weight:.4f}"/></svg>'
    ).encode()


def _content(text: str) -> str:
    return quoted(text) if text else "none"


def _page_of(template: str) -> str:
    """``Seite {page} von {pages}`` as a content list."""
    parts: list[str] = []
    for number, piece in enumerate(template.split("{page}")):
        if number:
            parts.append("counter(page)")
        for inner, text in enumerate(piece.split("{pages}")):
            if inner:
                parts.append("counter(pages)")
            if text:
                parts.append(quoted(text))
    return " ".join(parts) or "none"


def _letterhead(sheet: Sheet) -> str:
    """The slots as blocks of no height, each moved from the one before.

    They are neither positioned nor floated: such boxes are painted after the text, and readers that follow the painting
    would hear the letterhead last.
    """
    geometry, head = sheet.style.geometry, sheet.first_head
    present = {
        "logo": head.logo is not None,
        "wordmark": bool(head.wordmark),
        "organisation": bool(head.organisation),
        "address": bool(head.address),
        "rule": geometry.letterhead_rule_pt > 0,
        "bar": geometry.has_column and geometry.column_bar_pt > 0,
        "addressee": bool(head.addressee),
    }
    right_edge = geometry.width - geometry.right
    places = {
        "logo": (geometry.logo_x, geometry.logo_y, geometry.logo_max_width),
        "wordmark": (geometry.wordmark_x, geometry.wordmark_y, geometry.name_end - geometry.wordmark_x),
        "organisation": (geometry.organisation_x, geometry.organisation_y, geometry.name_end - geometry.organisation_x),
        "address": (geometry.address_x, geometry.address_y, geometry.address_width),
        "rule": (geometry.outer_left, geometry.letterhead_rule_y, right_edge - geometry.outer_left),
        "bar": (geometry.column_x, geometry.column_bar_y, geometry.column_width),
        "addressee": (geometry.addressee_x, geometry.addressee_y, geometry.addressee_width),
    }
    # All slots are of no height but these two, which have that of their line.
    strengths = {"rule": geometry.letterhead_rule_pt, "bar": geometry.column_bar_pt}
    rules, above = [], 0.0
    for slot, (x, y, width) in places.items():
        if not present[slot]:
            continue
        rules.append(
            f".slot-{slot} {{ margin-top: {_mm(y - above)}; margin-inline-start: {_mm(x - geometry.left)}; "
            f"width: {_mm(width)}; height: 0 }}"
        )
        above = y + strengths.get(slot, 0.0) * 25.4 / 72
    accent = sheet.style.inks[Ink.ACCENT].hex
    return "\n".join(
        (
            f".letterhead {{ display: flow-root; height: {_mm(geometry.first_top)} }}",
            ".letterhead > div { display: flow-root }",
            *rules,
            f".slot-rule {{ border-top: {_pt(geometry.letterhead_rule_pt)} solid #{accent} }}",
            f".slot-bar {{ border-top: {_pt(geometry.column_bar_pt)} solid #{accent} }}",
        )
    )


def _geometry(geometry: Geometry) -> str:
    """Running text keeps the measure, tables and pictures have all the width."""
    measure, indent = _mm(geometry.measure), _mm(geometry.list_indent)
    return f"""
main > *, .note {{ box-sizing: border-box; max-width: {measure} }}
main > table, main > figure {{ max-width: none }}
main > figure > figcaption, main > figure > p {{ max-width: {measure} }}
ul, ol {{ padding-inline-start: {indent} }}
{_column(geometry) if geometry.has_column else ""}
"""


def _column(geometry: Geometry) -> str:
    """The marginal column takes no height, so that the text begins beside it."""
    down = geometry.column_y - geometry.first_top
    return (
        f"main > .column {{ display: flow-root; height: 0; width: {_mm(geometry.column_width)}; break-after: avoid; "
        f"margin: {_mm(down)} 0 {_mm(-down)}; margin-inline-start: {_mm(-geometry.overhang)} }}"
    )


def _role(role: Role, style: Style) -> str:
    text = style.text(role)
    rules = [
        _type(role, style),
        f"margin: {_pt(text.before)} 0 {_pt(text.after)}; margin-inline-start: {_mm(text.indent)}",
        "hyphens: manual" if text.hyphenate else "hyphens: none; overflow-wrap: break-word",
    ]
    if text.centred:
        rules.append("text-align: center")
    if text.ground is not None:
        rules.append(f"background: #{style.inks[text.ground].hex}; padding: {_pt(text.padding)}")
    rules += _keeps(text)
    rule = f".{role} {{ {'; '.join(rules)} }}"
    if text.ground is not None:
        rule += f"\nmain > .{role} {{ max-width: none }}"
    elif text.indent:
        rule += f"\nmain > .{role} {{ max-width: {_mm(style.geometry.measure - text.indent)} }}"
    return rule


def _keeps(text: TextStyle) -> list[str]:
    keeps = []
    if text.keep_next:
        keeps.append("break-after: avoid")
    if text.keep_together:
        keeps.append("break-inside: avoid")
    return keeps


def _markers(style: Style) -> str:
    """Cells and lists take their type from a role but have a place of their own."""
    body = style.text(Role.BODY)
    return f"""
th, td {{ margin: 0 }}
figure.figure {{ margin-inline-start: 0; break-after: auto }}
figure > img:last-child {{ margin-bottom: {_pt(style.text(Role.CAPTION).after)} }}
.tight > li > *, .loose > li > * {{ margin-inline-start: 0 }}
main > .list-item {{ margin-bottom: {_pt(body.after)} }}
li > :last-child {{ margin-bottom: 0 }}
li {{ margin-bottom: {_pt(style.text(Role.LIST_ITEM).after)} }}
.loose > li {{ margin-bottom: {_pt(body.after)} }}
.loose > li > p:not(:last-child) {{ margin-bottom: {_pt(body.after)} }}
li:last-child {{ margin-bottom: 0 }}
hr.rule {{ height: {_pt(style.text(Role.RULE).leading / 2)}; border: 0; border-bottom: .5pt solid #{style.inks[Ink.LINE].hex} }}
.marker {{ display: inline-block; box-sizing: border-box; padding-inline-end: .25em; text-indent: 0; font-style: normal; font-weight: inherit }}
li > p > .marker, li > div > .marker {{ min-width: calc({_mm(style.geometry.list_indent)} - .25em); margin-inline-start: -{_mm(style.geometry.list_indent)} }}
.note {{ padding-inline-start: {_mm(_NOTE_INDENT)} }}
.note > p > .marker, .note > div > .marker {{ min-width: calc({_mm(_NOTE_INDENT)} - .25em); margin-inline-start: -{_mm(_NOTE_INDENT)};
  font-size: 65%; line-height: 0; vertical-align: super }}
"""


_NOTE_INDENT = 4.0  # mm; room for two figures at footnote size

# Figures of one height, which the bundled typefaces have anyway; a house's may have others first. WeasyPrint 70 never gives the
# memory back in which it asks Pango for a feature: 30 kB a release.
_LINING = "html { font-variant-numeric: lining-nums }"

# What no style changes. Pictures are not clipped, or they would be painted after the text. Inline code, signs and small figures have no line height of their own, so that a line with one
# of them stands as far from the next as any other.
_STRUCTURE = """
html { hyphenate-character: "-" }
body { margin: 0 }
p, li, dd, dt, figcaption, blockquote, pre, div { orphans: 2; widows: 2 }
h1, h2, h3, h4, h5, h6 { bookmark-label: attr(data-outline); break-after: avoid; break-inside: avoid }
main > :first-child { margin-top: 0 }
strong { font-weight: 700 }
em { font-style: italic }
em em, .quote em { font-style: normal }
s { text-decoration: line-through }
sup, sub { font-size: 65%; line-height: 0 }
sup { vertical-align: super }
sub { vertical-align: sub }
code { font-family: var(--mono); line-height: 0 }
pre code { line-height: inherit }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
a { color: var(--link) }
.long { overflow-wrap: anywhere }
img { image-rendering: crisp-edges; overflow: visible }
figure > img { display: block }
figure { break-inside: avoid }
figcaption { break-before: avoid }
.joined { break-after: avoid }
blockquote { margin: 0 }
blockquote blockquote { margin-inline-start: 6mm }
ul, ol { margin: 0 }
li { display: block }
dl, dd { margin: 0 }
dl > div { break-inside: avoid }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
thead { display: table-header-group }
tr { break-inside: avoid }
tr.long { break-inside: auto }
th, td { vertical-align: top; text-align: start; overflow-wrap: break-word }
th { vertical-align: bottom }
.left { text-align: start }
.center { text-align: center }
.right { text-align: end; font-variant-numeric: lining-nums tabular-nums }
.note { float: footnote; footnote-policy: line }
.note::footnote-call, .note::footnote-marker { content: none; line-height: 0; vertical-align: baseline }
.note-sign a, .note .marker a { color: inherit; text-decoration: none }
"""
