"""A sheet poured into a Word template of the house."""

from __future__ import annotations

import itertools
from dataclasses import replace

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Picture, Sheet, WordTemplate
from releasefmt.rendering.docx import metadata
from releasefmt.rendering.docx.body import Body
from releasefmt.rendering.docx.extent import estimated_pages
from releasefmt.rendering.docx.footnotes import footnotes
from releasefmt.rendering.docx.graft import Graft, house_roles
from releasefmt.rendering.docx.language import word_language
from releasefmt.rendering.docx.markup import STORY, document, el
from releasefmt.rendering.docx.numbering import Numbering
from releasefmt.rendering.docx.package import CONTENT_TYPE, RELATIONSHIP_TYPE, OwnPart, Package, relate
from releasefmt.rendering.docx.settings import settings
from releasefmt.rendering.docx.story import Book, Story
from releasefmt.rendering.docx.styles import Styles
from releasefmt.rendering.docx.template import Template, TemplateError
from releasefmt.rendering.docx.template_fonts import embed_beside


def inspected(template: WordTemplate) -> tuple[tuple[tuple[str, ...], Finding], ...]:
    """What is wrong with a template and the table of its styles, with the keys under ``docx`` that it concerns."""
    try:
        return tuple(Template(template).complaints())
    except TemplateError as error:
        return ((("template",), finding("RF430", error.message, hint=error.hint)),)


def poured(sheet: Sheet, template: WordTemplate, assets: Assets) -> Outcome[bytes | None]:
    """The bytes of the .docx: the template's page, styles, theme, heads and feet, and the text of the sheet."""
    try:
        house = Template(template)
        roles = house_roles(house)
        style = house.adapted(sheet.style, roles)
    except TemplateError as error:
        return Outcome(None, (finding("RF430", error.message, hint=error.hint),))
    sheet = replace(
        sheet,
        style=style,
        flow=tuple(replace(placed, aside=False) for placed in sheet.flow),
        pictures={name: _fitted(picture, style.geometry.text_width) for name, picture in sheet.pictures.items()},
    )
    language = word_language(sheet.language)
    package, main = Package(house.package), house.main
    package.only(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    main.become(CONTENT_TYPE.WML_DOCUMENT_MAIN)
    metadata.describe(package, sheet, language)
    styles, numbers = Styles(style, language, sheet.right_to_left), Numbering(style)
    book = Book(sheet, package, styles, numbers, estimated_pages(sheet).pages)
    book.drawings = itertools.count(house.first_free_id)
    book.bookmarks = itertools.count(house.first_free_id)

    notes = _part(house, "footnotes", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
    for identity in list(notes.rels):
        del notes.rels[identity]
    flow = Body(Story(book, main)).placed(sheet.flow)
    body = document("w:document", STORY, el("w:body", None, flow, el("w:sectPr")))
    below = footnotes(Story(book, notes, notes=True), sheet.notes)

    graft = Graft(house, styles, numbers)
    main.fill(graft.document(body))
    notes.fill(graft.story(below))
    _part(house, "numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING).fill(graft.numbering())
    _part(house, "styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES).fill(graft.styles(language))
    said = settings(language, right_to_left=sheet.right_to_left)
    options = _part(house, "settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS)
    for identity in list(options.rels):
        del options.rels[identity]
    options.fill(graft.settings(language, said))
    findings = [*book.findings, *graft.findings(sheet, roles)]
    if sheet.embedded:
        table = _part(house, "fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE)
        try:
            findings += embed_beside(house, package, table, options, sheet=sheet, assets=assets)
        except AssetError as error:
            return Outcome(None, (finding("RF409", error.message),))
    return Outcome(package.write(), tuple(findings))


def _part(house: Template, name: str, content_type: str, relationship: str) -> OwnPart:
    """The template's own part, or a new one."""
    return house.part(relationship) or relate(house.main, f"/word/{name}.xml", content_type, relationship)


def _fitted(picture: Picture, width: float) -> Picture:
    """Not wider than the template's text."""
    if picture.width <= width:
        return picture
    return replace(picture, width=width, height=picture.height * width / picture.width)
