"""A story is one part with running text of its own: the body, the footnotes, a header; here inlines become runs."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE

from releasefmt.model.content import (
    Code,
    Emphasis,
    Foreign,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import ISOLATE_END, ISOLATE_LTR, ISOLATE_RTL, Picture, Sheet
from releasefmt.model.style import TextStyle
from releasefmt.model.text import plain_text
from releasefmt.rendering.docx import pictures
from releasefmt.rendering.docx.fields import simple
from releasefmt.rendering.docx.language import is_east_asian, word_language
from releasefmt.rendering.docx.markup import NOTHING, Xml, el, join, literal, val
from releasefmt.rendering.docx.numbering import Numbering
from releasefmt.rendering.docx.package import OwnPart, Package
from releasefmt.rendering.docx.properties import Properties, run, switch
from releasefmt.rendering.docx.styles import CODE, EMPHASIS, FOOTNOTE_SIGN, HYPERLINK, STRONG, Styles, is_bold

_TEXT, _TEXT_END = '<w:t xml:space="preserve">', "</w:t>"
_SIGNS = {
    "\u00ad": el("w:softHyphen"),
    "\u2011": el("w:noBreakHyphen"),
    "\t": el("w:tab"),
    "\n": el("w:br"),
    "\u2028": el("w:br"),
}
# What becomes one blank, as on a page of HTML, hence as in the PDF; a blank by itself is one already.
_BLANKS = re.compile(r"[\t\r\n][ \t\r\n]*| [ \t\r\n]+")
_ISOLATED = re.compile(f"({ISOLATE_LTR}[^{ISOLATE_END}]*{ISOLATE_END}|{ISOLATE_RTL}[^{ISOLATE_END}]*{ISOLATE_END})")
_MARK_LTR, _MARK_RTL = "\u200e", "\u200f"
_KEPT_IN_URI = "%/?#[]@!$&'()*+,;=:~-._"


@dataclass(slots=True)
class Book:
    """What all stories of one document share. Numbers come from counters, hence are the same every time.

    ``pages`` may be an estimate; ``noted`` are the footnotes that have been named.
    """

    sheet: Sheet
    package: Package
    styles: Styles
    numbering: Numbering
    pages: int
    findings: list[Finding] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)
    drawings: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    bookmarks: Iterator[int] = field(default_factory=lambda: itertools.count(1))


@dataclass(frozen=True, slots=True)
class Look:
    """How letters differ from their paragraph. ``vertical`` is superscript, subscript or empty, ``language`` BCP 47.

    ``right_to_left`` says how they are read.
    """

    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: bool = False
    vertical: str = ""
    language: str = ""
    right_to_left: bool = False


class Story:
    """Inlines to runs, with the relationships of the part they stand in."""

    def __init__(self, book: Book, part: OwnPart, *, notes: bool = False, plain_links: bool = False) -> None:
        """``notes`` says that the part holds the footnotes; ``plain_links`` that links look like the text around."""
        self.book = book
        self.part = part
        self._notes = notes
        self._plain_links = plain_links

    def inlines(self, content: Inlines, text: TextStyle, look: Look | None = None) -> Xml:
        """The runs of a paragraph whose role has the style ``text``."""
        look = look or Look(right_to_left=self.book.sheet.right_to_left)
        return join(self._inline(inline, text, look) for inline in content)

    def shown(self, image: Image) -> Picture | None:
        """The picture of an image, if there is one that Word can show."""
        picture = self.book.sheet.pictures.get(image.source)
        if picture is not None and picture.media == "image/svg+xml" and not picture.fallback:
            message = f"The drawing “{image.source}” has no pixels for Word; its alternative text is printed."
            self.book.findings.append(finding("RF503", message, image.span))
            return None
        return picture

    def picture(self, picture: Picture) -> Xml:
        """A run with the picture."""
        return pictures.inline(self.book.package, self.part, picture, next(self.book.drawings))

    def _inline(self, inline: Inline, text: TextStyle, look: Look) -> Xml:
        match inline:
            case Text():
                return self._run(_BLANKS.sub(" ", inline.text), text, look)
            case SoftBreak():
                return self._run(" ", text, look)
            case LineBreak():
                return run({}, el("w:br"))
            case Strong():
                return self.inlines(inline.children, text, replace(look, strong=True))
            case Emphasis():
                return self.inlines(inline.children, text, replace(look, emphasis=True))
            case Strikethrough():
                return self.inlines(inline.children, text, replace(look, struck=True))
            case Superscript():
                return self.inlines(inline.children, text, replace(look, vertical="superscript"))
            case Subscript():
                return self.inlines(inline.children, text, replace(look, vertical="subscript"))
            case Foreign(children, language, right_to_left):
                inner = replace(look, language=language or look.language, right_to_left=right_to_left)
                runs = self.inlines(children, text, inner)
                turned = right_to_left != look.right_to_left
                return _edged(runs, plain_text(children), right_to_left) if turned else runs
            case Code():
                return self._run(inline.text, text, replace(look, code=True))
            case Link():
                return self._link(inline, text, look)
            case Image():
                picture = self.shown(inline)
                return self._run(inline.alt, text, look) if picture is None else self.picture(picture)
            case NoteRef():
                return self._note_sign(inline)
            case _:
                assert_never(inline)

    def _run(self, string: str, text: TextStyle, look: Look) -> Xml:
        properties = self._properties(text, look)
        if is_east_asian(look.language or self.book.sheet.language) and not string.isascii():
            # Quotation marks, dots and dashes that these languages share with Europe are theirs, and full width.
            properties["rFonts"] = el("w:rFonts", {"w:hint": "eastAsia"})
        return letters(string, properties)

    def _properties(self, text: TextStyle, look: Look) -> Properties:
        """Run properties: one character style, the strongest reason first, and what it does not say beside it.

        Bold and italic are toggles (ECMA-376 Part 1, 17.7.3): Strong in a paragraph style that is bold already comes
        out regular in Word, though not in every other program. Where the paragraph is bold or italic, what is meant is
        therefore said directly, which counts as it stands: bold stays bold, emphasis in italics is upright.
        """
        properties: Properties = {}
        style = ""
        if look.link and not self._plain_links:
            style = HYPERLINK
        elif look.code:
            style = CODE
        elif look.strong:
            style = STRONG
        elif look.emphasis:
            style = EMPHASIS
        if style:
            properties["rStyle"] = val("w:rStyle", style)
        if look.strong and (style != STRONG or is_bold(text)):
            properties |= {"b": switch("b", True), "bCs": switch("bCs", True)}
        if look.emphasis and (style != EMPHASIS or text.italic):
            properties |= {"i": switch("i", not text.italic), "iCs": switch("iCs", not text.italic)}
        if look.code and style != CODE:
            properties["noProof"] = el("w:noProof")
        if look.struck:
            properties["strike"] = el("w:strike")
        if look.vertical:
            properties["vertAlign"] = val("w:vertAlign", look.vertical)
        if look.right_to_left:
            properties["rtl"] = el("w:rtl")
        if look.language:
            properties["lang"] = _spoken(look.language)
        return properties

    def _link(self, link: Link, text: TextStyle, look: Look) -> Xml:
        target = followable(link.target)
        if target is None:
            self.book.findings.append(
                finding("RF302", f"The link to {link.target} has an address that Word cannot open.", link.span)
            )
            return self.inlines(link.children, text, look)
        identity = self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        attributes: dict[str, str | int] = {"r:id": identity, "w:history": 1}
        if link.title:
            attributes["w:tooltip"] = link.title[:255]
        return el("w:hyperlink", attributes, self.inlines(link.children, text, replace(look, link=True)))

    def _note_sign(self, reference: NoteRef) -> Xml:
        """A footnote's sign. A second sign of the same note is a cross-reference, for a note belongs to one sign."""
        book = self.book
        number = reference.number
        sign: Properties = {"rStyle": val("w:rStyle", FOOTNOTE_SIGN)}
        if not any(note.number == number for note in book.sheet.notes):
            return letters(str(number), sign)
        bookmark = f"_Note{number}"
        if number in book.noted:
            return simple(f"NOTEREF {bookmark} \\f \\h", str(number), sign)
        if self._notes:
            book.findings.append(
                finding(
                    "RF503",
                    f"Footnote {number} is named only within another footnote; Word has no footnotes to footnotes, "
                    "so only its number is printed there.",
                    reference.span,
                )
            )
            return letters(str(number), sign)
        book.noted.add(number)
        identity = next(book.bookmarks)
        return join(
            (
                el("w:bookmarkStart", {"w:id": identity, "w:name": bookmark}),
                run(sign, el("w:footnoteReference", {"w:id": number})),
                el("w:bookmarkEnd", {"w:id": identity}),
            )
        )


def letters(string: str, properties: Properties) -> Xml:
    """A run of literal text. Soft hyphens, no-break hyphens, tabs and line ends are elements of their own in Word."""
    if not string:
        return NOTHING
    written = f"{_TEXT}{literal(string)}{_TEXT_END}"
    for sign, element in _SIGNS.items():
        written = written.replace(sign, f"{_TEXT_END}{element}{_TEXT}")
    return run(properties, Xml(written.replace(_TEXT + _TEXT_END, "")))


def slot(string: str, right_to_left: bool) -> Xml:
    """The runs of a slot of the letterhead, which holds text only; isolates say what runs against the page."""
    return join(
        _edged(letters(piece[1:-1], direction(piece[0] == ISOLATE_RTL)), piece[1:-1], piece[0] == ISOLATE_RTL)
        if piece[:1] in (ISOLATE_LTR, ISOLATE_RTL)
        else letters(piece, direction(right_to_left))
        for piece in _ISOLATED.split(string)
    )


def _edged(runs: Xml, words: str, right_to_left: bool) -> Xml:
    """A passage that runs against what is around, with a mark of its direction beside a digit or sign at its edge.

    Word goes by runs and needs none; programs that go by the characters alone (UAX #9) would give such an edge to the
    paragraph.
    """
    kinds = ("R", "AL") if right_to_left else ("L",)
    mark = letters(_MARK_RTL if right_to_left else _MARK_LTR, direction(right_to_left))
    before, after = (
        NOTHING if not words or unicodedata.bidirectional(edge) in kinds else mark for edge in (words[:1], words[-1:])
    )
    return join((before, runs, after))


def followable(target: str) -> str | None:
    """The address as Word accepts it, or None. A malformed one makes Word refuse the whole document (RFC 3986)."""
    try:
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "mailto", "tel") or len(target) > 2048:
        return None
    if parts.scheme in ("http", "https") and not parts.hostname:
        return None
    if parts.scheme in ("mailto", "tel") and not parts.path:
        return None
    escaped = quote(target.encode("utf-8", "replace"), safe=_KEPT_IN_URI)
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)


def _spoken(tag: str) -> Xml:
    """The language of a run, said for each of the three kinds of script that Word tells apart (ECMA-376, 17.3.2.20)."""
    language = word_language(tag)
    return el("w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": language})


def direction(right_to_left: bool) -> Properties:
    """What a run says of itself that is read in this direction."""
    return {"rtl": el("w:rtl")} if right_to_left else {}
