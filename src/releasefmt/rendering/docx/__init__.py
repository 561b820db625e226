"""A sheet as a Word file: python-docx carries the package, every part is written here."""

from __future__ import annotations

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Sheet
from releasefmt.rendering.docx import letterhead, metadata
from releasefmt.rendering.docx.body import Body
from releasefmt.rendering.docx.embedding import embed
from releasefmt.rendering.docx.extent import Estimate, estimated_pages
from releasefmt.rendering.docx.footnotes import footnotes
from releasefmt.rendering.docx.language import word_language
from releasefmt.rendering.docx.markup import STORY, document, el
from releasefmt.rendering.docx.numbering import Numbering
from releasefmt.rendering.docx.package import CONTENT_TYPE, RELATIONSHIP_TYPE, OwnPart, Package, relate
from releasefmt.rendering.docx.section import section
from releasefmt.rendering.docx.settings import settings
from releasefmt.rendering.docx.story import Book, Story
from releasefmt.rendering.docx.styles import Styles
from releasefmt.rendering.docx.theme import font_table, theme


def render(sheet: Sheet, assets: Assets) -> Outcome[bytes | None]:
    """The bytes of the .docx; ``assets`` are asked for the fonts that are embedded, if any."""
    if sheet.template is not None:
        from releasefmt.rendering.docx.poured import poured

        return poured(sheet, sheet.template, assets)
    language = word_language(sheet.language)
    package = Package()
    styles = Styles(sheet.style, language, sheet.right_to_left)
    estimate = Estimate(sheet.pages, sheet.pages) if sheet.pages else estimated_pages(sheet)
    book = Book(sheet, package, styles, Numbering(sheet.style), estimate.pages)

    main = package.main("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    metadata.describe(package, sheet, language)

    # The parts that text refers to are filled last, since only the text says what they must hold.
    style_part = relate(main, "/word/styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES)
    number_part = relate(main, "/word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING)
    note_part = relate(main, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
    relate(
        main,
        "/word/settings.xml",
        CONTENT_TYPE.WML_SETTINGS,
        RELATIONSHIP_TYPE.SETTINGS,
        settings(language, right_to_left=sheet.right_to_left, embedded=bool(sheet.embedded)),
    )
    relate(main, "/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, theme(sheet.style))
    table = relate(main, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE)
    try:
        table.fill(font_table(sheet.style, embed(package, table, sheet.embedded, assets)))
    except AssetError as error:
        return Outcome(None, (finding("RF409", error.message),))

    references = _letterhead_references(book, main)
    flow = Body(Story(book, main)).placed(sheet.flow)
    main.fill(document("w:document", STORY, el("w:body", None, flow, section(sheet, references))))
    note_part.fill(footnotes(Story(book, note_part, notes=True), sheet.notes))
    number_part.fill(book.numbering.document())
    style_part.fill(styles.document())
    return Outcome(package.write(), (*book.findings, *_uncounted(sheet, estimate)))


def _uncounted(sheet: Sheet, estimate: Estimate) -> tuple[Finding, ...]:
    """A word about a number of pages that may be wrong for those who do not count themselves.

    Not w:dirty on the field: Word counts without it, and with it asks the reader for leave, as for w:updateFields.
    """
    if estimate.instead == estimate.pages or "{pages}" not in sheet.footer.page_of:
        return ()
    one = f"{estimate.pages} page{'' if estimate.pages == 1 else 's'}"
    message = f"Nobody has counted the pages: the Word file is made out for {one}, and there may be {estimate.instead}."
    hint = "Word counts when it opens the file. For programs that do not, build the PDF with it, which counts them."
    return (finding("RF509", message, hint=hint),)


def _letterhead_references(book: Book, main: OwnPart) -> dict[tuple[str, str], str]:
    """Writes headers and footers; their relationship ids by kind (header, footer) and page (first, default)."""
    written = {
        ("header", "first"): letterhead.first_header,
        ("header", "default"): letterhead.following_header,
        ("footer", "first"): letterhead.first_footer,
        ("footer", "default"): letterhead.following_footer,
    }
    references: dict[tuple[str, str], str] = {}
    for number, ((kind, page), write) in enumerate(written.items(), 1):
        header = kind == "header"
        content_type = CONTENT_TYPE.WML_HEADER if header else CONTENT_TYPE.WML_FOOTER
        relationship = RELATIONSHIP_TYPE.HEADER if header else RELATIONSHIP_TYPE.FOOTER
        part = relate(main, f"/word/{kind}{(number + 1) % 2 + 1}.xml", content_type, relationship)
        part.fill(write(Story(book, part, plain_links=True)))
        references[kind, page] = main.relate_to(part, relationship)
    return references
