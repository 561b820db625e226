"""A Word file against the PDF of the same release: they must say the same and look the same.

The PDF is laid out and the Word file is not, so lines are not compared here: text, structure, links, pictures, paper,
typefaces and colours are. What a word processor makes of the file, line by line, is shown by tests/parity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import unquote

from releasefmt.measuring.checks.document import claims
from releasefmt.measuring.checks.figures import CLOSE, drawn_of, place_of
from releasefmt.measuring.docx.facts import DocxFacts, Kind, Paragraph, Table
from releasefmt.measuring.docx.facts import Picture as WordPicture
from releasefmt.measuring.facts import Annotated, Element, PdfFacts, Rect
from releasefmt.measuring.spoken import NOTES, footnotes, running_text
from releasefmt.measuring.text import read_aloud
from releasefmt.measuring.words import counted, differences, letters, listed, some
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding

_AGAIN = "Build both files again from the draft, and change the draft rather than one of the files."
_REMEDIES = {
    "RF644": "Nothing is to be done: Word counts as soon as the file is opened.",
    "RF646": "Name the typefaces under [fonts] in releasefmt.toml, and build both files again.",
    "RF647": "Name the colours under [colours] in releasefmt.toml, and build both files again.",
}
_NUMBERED = ("Decimal", "Ordered", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha")
_TITLE = 255
"""Characters that Word takes for a title."""


def compare(word: DocxFacts, pdf: PdfFacts) -> tuple[Finding, ...]:
    """In what the two files are not the same release."""
    found = (
        *_title(word, pdf),
        *_text(word, pdf),
        *_structure(word, pdf),
        *_links(word, pdf),
        *_pictures(word, pdf),
        *_paper(word, pdf),
        *_lettering(word, pdf),
    )
    return tuple(replace(entry, hint=_REMEDIES.get(entry.code, _AGAIN)) for entry in found)


def _title(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    title = pdf.metadata.info.get("Title") or next(iter(pdf.metadata.xmp.get("dc:title", ())), "")
    if word.title != title[:_TITLE]:
        yield finding("RF648", f"The title of the Word file is “{word.title}”, that of the PDF “{title}”.")
    if not _same_language(word.language, pdf.metadata.language):
        yield finding(
            "RF648", f"The Word file says that it is in “{word.language}”, the PDF in “{pdf.metadata.language}”."
        )


def _same_language(one: str, other: str) -> bool:
    """Word names a language with its country, which a PDF need not do."""
    first, second = one.casefold(), other.casefold()
    return first == second or first.startswith(f"{second}-") or second.startswith(f"{first}-")


# --- words --------------------------------------------------------------------------------------------------------


def _text(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    if pdf.structure is None:
        return  # checks.tags says so
    running, notes = _word_texts(word)
    yield from _words(running, running_text(pdf), word.body.text, word.sections[-1].right_to_left)
    yield from _words(notes, footnotes(pdf), notes, word.sections[-1].right_to_left)


def _word_texts(word: DocxFacts) -> tuple[str, str]:
    """What stands on page 1 and in the body, and the footnotes."""
    notes = "\n".join(note.text for note in word.notes)
    return "\n".join(story.text for story in word.stories if story not in word.notes), notes


def _words(in_word: str, in_pdf: str, ordered: str, loosely: bool) -> Iterator[Finding]:
    """``ordered`` is what must stand in the PDF in the same order; a letterhead is no sequence.

    ``loosely``: on a page from right to left the order of signs inside a line cannot be told from their places alone.
    """
    if sorted(letters(in_word)) == sorted(letters(in_pdf)):
        if loosely or letters(ordered) in letters(in_pdf):
            return
        first = next(differences(in_pdf, in_word), None)
        where = f" {first.place}“{some(first.instead)}” stands in the PDF." if first is not None else ""
        yield finding("RF640", f"The two files have the same words in another order.{where}")
        return
    word, pdf = counted(in_word, in_word), counted(in_pdf, in_word)
    if missing := pdf - word:
        yield finding("RF640", f"Words of the PDF are not in the Word file: {listed(missing)}.")
    if missing := word - pdf:
        yield finding("RF640", f"Words of the Word file are not in the PDF: {listed(missing)}.")
    if word == pdf:
        yield finding("RF640", "The two files have the same words, but not the same signs between them.")


# --- structure ----------------------------------------------------------------------------------------------------


def _structure(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    if pdf.structure is None:
        return
    yield from _first_difference("head", _heads(word), _pdf_heads(pdf, pdf.structure))
    yield from _first_difference("item of a list", _items(word), tuple(_pdf_items(pdf.structure, 0)))
    yield from _first_difference("table", _tables(word), tuple(_pdf_tables(pdf.structure)))
    notes = len(pdf.structure.all(*NOTES))
    if len(word.notes) != notes:
        yield finding("RF641", f"The Word file has {len(word.notes)} footnotes, the PDF {notes}.")


def _first_difference(what: str, word: tuple[str, ...], pdf: tuple[str, ...]) -> Iterator[Finding]:
    for number, (one, other) in enumerate(zip_longest(word, pdf, fillvalue="not there"), 1):
        if letters(one).casefold() != letters(other).casefold():
            yield finding("RF641", f"{_nth(number)} {what} is {one} in the Word file, {other} in the PDF.")
            return


def _nth(number: int) -> str:
    return f"Number {number}, counted from the top: the"


def _heads(word: DocxFacts) -> tuple[str, ...]:
    heads = (paragraph for paragraph in word.body.paragraphs if paragraph.kind is Kind.HEAD)
    return tuple(f"“{' '.join(head.text.split())}” of level {head.level}" for head in heads)


def _pdf_heads(pdf: PdfFacts, top: Element) -> tuple[str, ...]:
    heads = top.all("H1", "H2", "H3", "H4", "H5", "H6")
    return tuple(f"“{' '.join(read_aloud(pdf, head).split())}” of level {head.role[1]}" for head in heads)


def _items(word: DocxFacts) -> tuple[str, ...]:
    items = (paragraph for paragraph in word.body.paragraphs if paragraph.kind in (Kind.BULLET, Kind.NUMBER))
    return tuple(_item(item.kind is Kind.NUMBER, item.level) for item in items)


def _pdf_items(element: Element, depth: int, numbered: bool = False) -> Iterator[str]:
    """Items of lists outside of footnotes; a list of definitions has terms and no items."""
    for kid in element.kids:
        if not isinstance(kid, Element) or kid.role in NOTES:
            continue
        numbering = kid.attributes.get("List.ListNumbering", "Description")
        if kid.role == "L" and numbering != "Description":
            yield from _pdf_items(kid, depth + 1, numbering in _NUMBERED)
        else:
            if kid.role == "LI" and element.role == "L" and _is_list(element):
                yield _item(numbered, depth)
            yield from _pdf_items(kid, depth, numbered)


def _is_list(element: Element) -> bool:
    return element.attributes.get("List.ListNumbering", "Description") != "Description"


def _item(numbered: bool, level: int) -> str:
    return f"{'numbered' if numbered else 'not numbered'} and on level {level}"


def _tables(word: DocxFacts) -> tuple[str, ...]:
    tables = (block for block in word.body.blocks if isinstance(block, Table))
    return tuple(f"{len(table.rows)} rows and {table.columns} columns" for table in tables)


def _pdf_tables(top: Element) -> Iterator[str]:
    for table in top.all("Table"):
        rows = table.all("TR")
        columns = max((len(row.all("TH", "TD")) for row in rows), default=0)
        yield f"{len(rows)} rows and {columns} columns"


# --- links and pictures -------------------------------------------------------------------------------------------


def _links(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    for link in (link for paragraph in word.paragraphs for link in paragraph.links if not link.target):
        yield finding("RF642", f"The link “{link.text[:40]}” of the Word file leads nowhere.")
    if "x4" in claims(pdf):
        return  # PDF/X-4 lets no link stand on the page
    ours = Counter(
        _address(link.target)
        for paragraph in word.paragraphs
        for link in paragraph.links
        if link.target and not link.target.startswith("#")
    )
    theirs = Counter(map(_address, _pdf_targets(pdf)))
    if missing := theirs - ours:
        yield finding("RF642", f"Links of the PDF are not in the Word file: {listed(missing)}.")
    if missing := ours - theirs:
        yield finding("RF642", f"Links of the Word file are not in the PDF: {listed(missing)}.")


def _address(target: str) -> str:
    """The address, however its signs are written; a host's own slash may be left out."""
    return unquote(target).removesuffix("/")


def _pdf_targets(pdf: PdfFacts) -> Iterator[str]:
    """The address of each link once, however many lines its words take."""
    targets = {link.number: link.target for link in pdf.links if link.target and not link.target.startswith("#")}
    if pdf.structure is None:
        yield from targets.values()
        return
    for element in pdf.structure.walk():
        found = {targets[kid.number] for kid in element.kids if isinstance(kid, Annotated) and kid.number in targets}
        yield from sorted(found)


def _pictures(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    if pdf.structure is None:
        return
    ours = [
        picture
        for paragraph in word.paragraphs
        for picture in paragraph.pictures
        if picture.alt or not picture.decorative
    ]
    theirs = [(figure.alt or "", _box(pdf, figure)) for figure in pdf.structure.all("Figure")]
    if Counter(picture.alt for picture in ours) != Counter(alt for alt, _ in theirs):
        words = _quoted(picture.alt for picture in ours)
        yield finding(
            "RF643", f"The pictures of the Word file are {words}, those of the PDF {_quoted(alt for alt, _ in theirs)}."
        )
        return
    for picture in ours:
        index = next(number for number, (alt, _) in enumerate(theirs) if alt == picture.alt)
        _, box = theirs.pop(index)
        if box is not None:
            yield from _picture(picture, box)


def _picture(picture: WordPicture, box: Rect) -> Iterator[Finding]:
    name = f"The picture “{picture.alt[:40]}”"
    if max(abs(picture.width - box.width), abs(picture.height - box.height)) > CLOSE:
        yield finding(
            "RF643",
            f"{name} is {picture.width:.1f} × {picture.height:.1f} mm in the Word file, "
            f"{box.width:.1f} × {box.height:.1f} mm in the PDF.",
        )
    if picture.x is not None and picture.y is not None:
        apart = max(abs(picture.x - box.left), abs(picture.y - box.top))
        if apart > CLOSE:
            yield finding("RF643", f"{name} stands {apart:.1f} mm from its place in the PDF.")


def _box(pdf: PdfFacts, figure: Element) -> Rect | None:
    place, exact = place_of(drawn_of(pdf, figure))
    return place if exact else figure.bbox


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word[:40]}”" for word in words) or "none"


# --- paper and type -----------------------------------------------------------------------------------------------


def _paper(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    section, page = word.sections[-1], pdf.pages[0].trim
    if max(abs(section.width - page.width), abs(section.height - page.height)) > CLOSE:
        yield finding(
            "RF645",
            f"The paper of the Word file is {section.width:.1f} × {section.height:.1f} mm, "
            f"that of the PDF {page.width:.1f} × {page.height:.1f} mm.",
        )
        return
    meant = (section.right if section.right_to_left else section.left) + _indent(word)
    measured = _edge(pdf, section.right_to_left)
    if measured is not None and abs(measured - meant) > 2 * CLOSE:
        yield finding(
            "RF645",
            f"The text begins {meant:.1f} mm from the edge of the paper in the Word file, {measured:.1f} mm in the PDF.",
        )
    if word.pages is not None and word.pages != len(pdf.pages):
        yield finding(
            "RF644",
            f"The Word file gives its pages as {word.pages} until Word has counted; the PDF has {len(pdf.pages)}.",
        )


def _indent(word: DocxFacts) -> float:
    """mm from the margin to where most of the running text begins."""
    begins: Counter[float] = Counter()
    for block in word.body.blocks:
        if isinstance(block, Paragraph) and block.kind is Kind.TEXT and not block.aside:
            begins[round(block.indent, 1)] += len(block.text)
    return max(begins, key=begins.__getitem__, default=0.0)


def _edge(pdf: PdfFacts, right_to_left: bool) -> float | None:
    """mm from the side of the paper where lines begin to where most of the running text begins; None without text."""
    begins: Counter[float] = Counter()
    for page in pdf.pages:
        for piece in page.pieces:
            if piece.artifact is None and piece.text.strip():
                signs = [sign for sign in piece.signs if sign.text.strip()] or piece.signs
                side = page.trim.width - signs[-1].right if right_to_left else signs[0].left
                begins[round(side, 1)] += len(piece.text)
    return max(begins, key=begins.__getitem__, default=None)


def _lettering(word: DocxFacts, pdf: PdfFacts) -> Iterator[Finding]:
    several = len(pdf.pages) > 1
    said = [piece for paragraph in word.printed(several) for piece in paragraph.letters]
    ours, theirs = {piece.family for piece in said}, {font.family for font in pdf.fonts if font.used}
    if ours != theirs:
        yield finding("RF646", f"The Word file is set in {_names(ours)}, the PDF in {_names(theirs)}.")
    if "x4" in claims(pdf):
        return  # inks, not the colours of a screen
    inks = {piece.colour for piece in said}
    shown = {
        "".join(f"{round(value * 255):02x}" for value in piece.colour.srgb)
        for piece in pdf.pieces
        if piece.visible and piece.text.strip() and piece.colour.srgb is not None
    }
    if inks != shown:
        yield finding(
            "RF647",
            f"Colours of letters only in the Word file: {_names(inks - shown)}; only in the PDF: {_names(shown - inks)}.",
        )


def _names(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "none"
