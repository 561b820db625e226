"""Complex fields: page numbers that Word keeps right by itself (ECMA-376 Part 1, 17.16.2 and 17.16.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from releasefmt.rendering.docx.markup import Xml, el, join, literal
from releasefmt.rendering.docx.properties import run

_SLOT = re.compile(r"(\{pages?\})")


def _sign(kind: str) -> Xml:
    return run({}, el("w:fldChar", {"w:fldCharType": kind}))


def _instruction(text: str) -> Xml:
    return run({}, el("w:instrText", {"xml:space": "preserve"}, literal(text)))


def text_run(text: str, properties: Mapping[str, Xml] | None = None) -> Xml:
    return run(properties or {}, el("w:t", {"xml:space": "preserve"}, literal(text)))


def simple(instruction: str, cached: str, properties: Mapping[str, Xml] | None = None) -> Xml:
    """A field with the value that is shown until a reader works it out anew."""
    return join(
        (
            _sign("begin"),
            _instruction(f" {instruction} "),
            _sign("separate"),
            text_run(cached, properties),
            _sign("end"),
        )
    )


def page_of(template: str, *, page: int, pages: int) -> Xml:
    """The template with ``{page}`` and ``{pages}`` as fields; the numbers are the cached values."""
    written: list[Xml] = []
    for piece in _SLOT.split(template):
        if piece == "{page}":
            written.append(simple("PAGE", str(page)))
        elif piece == "{pages}":
            written.append(simple("NUMPAGES", str(pages)))
        elif piece:
            written.append(text_run(piece))
    return join(written)


def page_of_if_several(template: str) -> Xml:
    """The template where the document has more than one page, else nothing.

    ``{ IF { NUMPAGES } > 1 "Seite { PAGE } von { NUMPAGES }" "" }``: Word works such a field out whenever it lays out
    a footer, so no w:updateFields is needed, which would ask the reader for leave. The text argument may hold runs
    and fields of its own.
    """
    written: list[Xml] = [_sign("begin"), _instruction(" IF "), simple("NUMPAGES", "1"), _instruction(' > 1 "')]
    for piece in _SLOT.split(template):
        if piece == "{page}":
            written.append(simple("PAGE", "1"))
        elif piece == "{pages}":
            written.append(simple("NUMPAGES", "1"))
        elif piece:
            written.append(_instruction(piece.replace("\\", "\\\\").replace('"', '\\"')))
    written += [_instruction('" "" '), _sign("separate"), _sign("end")]
    return join(written)
