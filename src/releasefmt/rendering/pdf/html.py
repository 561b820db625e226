"""A sheet as one HTML page: the letterhead of the first page, then the flow."""

from __future__ import annotations

import itertools
from html import escape

from releasefmt.model.sheet import FirstPageHead, Properties, Sheet
from releasefmt.model.style import Role
from releasefmt.rendering.pdf.blocks import note, note_without_sign, placed
from releasefmt.rendering.pdf.fetcher import picture_url
from releasefmt.rendering.pdf.inlines import Setting, inlines


def page(sheet: Sheet) -> str:
    """The whole page. Nothing in it refers to a file but pictures by ``releasefmt:`` addresses."""
    setting = Setting(sheet, note, {item.number: item for item in sheet.notes}, turned=sheet.right_to_left)
    direction = ' dir="rtl"' if sheet.right_to_left else ""
    head = _letterhead(sheet.first_head, setting)
    flow = "".join(
        f'<div class="column">{html}</div>' if aside else html
        for aside, items in itertools.groupby(sheet.flow, lambda item: item.aside)
        for html in ["".join(placed(item, setting) for item in items)]
    )
    # Notes whose sign is nowhere in the flow would be lost; they are printed after it.
    left_over = "".join(note_without_sign(item, setting) for item in tuple(setting.waiting.values()))
    return (
        f'<!DOCTYPE html><html lang="{escape(sheet.language)}"{direction}>'
        f"<head><title>{escape(sheet.title)}</title>{_metadata(sheet.properties)}</head>"
        f"<body>{head}<main>{flow}{left_over}</main></body></html>"
    )


def _metadata(properties: Properties) -> str:
    moment = properties.modified.isoformat(timespec="seconds")
    pairs = (
        ("author", properties.author),
        ("description", properties.subject),
        ("keywords", ", ".join(properties.keywords)),
        ("generator", "releasefmt"),
        ("dcterms.created", moment),
        ("dcterms.modified", moment),
    )
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in pairs if value)


def _letterhead(head: FirstPageHead, setting: Setting) -> str:
    """Each slot is a block of no height at its own place; the sheet's style says where (see css)."""
    slots = ""
    if head.logo is not None:
        size = f"width:{head.logo.width:.4f}mm;height:{head.logo.height:.4f}mm"
        source = picture_url(head.logo)
        slots += f'<div class="slot-logo"><img src="{source}" alt="{escape(head.logo.alt)}" style="{size}"></div>'
    if head.wordmark:
        slots += f'<div class="slot-wordmark"><p class="{Role.WORDMARK}">{escape(head.wordmark)}</p></div>'
    if head.organisation:
        slots += f'<div class="slot-organisation"><p class="{Role.ORGANISATION}">{escape(head.organisation)}</p></div>'
    if head.address:
        lines = "<br>".join(inlines(line, setting) for line in head.address)
        slots += f'<div class="slot-address"><p class="{Role.ADDRESS}">{lines}</p></div>'
    slots += '<div class="slot-rule"></div><div class="slot-bar"></div>'
    if head.addressee:
        lines = "<br>".join(map(escape, head.addressee))
        slots += f'<div class="slot-addressee"><p class="{Role.ADDRESSEE}">{lines}</p></div>'
    return f'<header class="letterhead">{slots}</header>'
