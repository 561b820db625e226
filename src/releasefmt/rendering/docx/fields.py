"""Complex fields: page numbers that Word keeps right by itself (ECMA-376 Part 1, 17.16.2 and 17.16.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from releasefmt.rendering.docx.markup import Xml, el, join, literal
from releasefmt.rendering.docx.properties import run

_SLOT = re.compile(r"(\{pages?\})")


def _sign(kind: str) -> Xml:
    return el("w:fldChar", {"w:fldCharType": kind})


def _instruction(text: str) -> Xml:
    return el("w:instrText", {"xml:space": "preserve"}, literal(text))


def _text(text: str) -> Xml:
    return el("w:t", {"xml:space": "preserve"}, literal(text))


def _simple(instruction: str, cached: str) -> tuple[Xml, ...]:
    return _sign("begin"), _instruction(f" {instruction} "), _sign("separate"), _text(cached), _sign("end")


def simple(instruction: str, cached: str, properties: Mapping[str, Xml] | None = None) -> Xml:
    """A field with the value that is shown until a reader works it out anew."""
    return join(run(properties or {}, part) for part in _simple(instruction, cached))


def page_of(template: str, *, page: int, pages: int, properties: Mapping[str, Xml]) -> Xml:
    """The template with ``{page}`` and ``{pages}`` as fields; the numbers are the cached values."""
    return join(run(properties, part) for part in _page_of(template, page=page, pages=pages))


def _page_of(template: str, *, page: int, pages: int) -> Iterator[Xml]:
    for piece in _SLOT.split(template):
        if piece == "{page}":
            yield from _simple("PAGE", str(page))
        elif piece == "{pages}":
            yield from _simple("NUMPAGES", str(pages))
        elif piece:
            yield _text(piece)


def page_of_if_several(template: str, *, pages: int, properties: Mapping[str, Xml]) -> Xml:
    """The template where the document has more than one page, else nothing; for page 1.

    ``{ IF { NUMPAGES } > 1 "Seite { PAGE } von { NUMPAGES }" "" }``: Word works such a field out whenever it lays out
    a footer, so no w:updateFields is needed, which would ask the reader for leave. LibreOffice takes the inner fields
    out of the IF and prints "111"; it gets the alternative for what does not know Word 2013's namespace (ECMA-376
    Part 3, 10.2.1): the plain fields if ``pages``, an estimate, is more than one, else nothing.
    """
    nested: list[Xml] = [_sign("begin"), _instruction(" IF "), *_simple("NUMPAGES", str(pages)), _instruction(' > 1 "')]
    for piece in _SLOT.split(template):
        if piece == "{page}":
            nested += _simple("PAGE", "1")
        elif piece == "{pages}":
            nested += _simple("NUMPAGES", str(pages))
        elif piece:
            nested.append(_instruction(_quoted(piece)))
    nested += [_instruction('" "" '), _sign("separate")]
    plain: list[Xml] = []
    if pages > 1:
        nested.append(_text(template.replace("{pages}", str(pages)).replace("{page}", "1")))
        plain = list(_page_of(template, page=1, pages=pages))
    nested.append(_sign("end"))
    # LibreOffice reads a field only if each of its signs has a run of its own.
    choice = el("mc:Choice", {"Requires": "w15"})
    runs = [_either(properties, el("mc:Choice", {"Requires": "w15"}, *nested))]
    runs += [_either(properties, choice, el("mc:Fallback", None, sign)) for sign in plain]
    return join(runs)


def _either(properties: Mapping[str, Xml], *branches: Xml) -> Xml:
    return run(properties, el("mc:AlternateContent", None, *branches))


def _quoted(text: str) -> str:
    """Text within the quotation marks of a field argument."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
