"""WeasyPrint at one exact version: the one place that calls it, watches what it says and lends it what it lacks."""

from __future__ import annotations

import hashlib
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC

import pydyf
import weasyprint
import weasyprint.pdf
from PIL import ImageFile
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, ReplacedBox
from weasyprint.text.fonts import FontConfiguration

from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Extent, Properties, Sheet
from releasefmt.rendering.pdf import structure
from releasefmt.rendering.pdf.fetcher import BlockedError, ClosedFetcher
from releasefmt.rendering.pdf.finishing import finish, has_unclear_end
from releasefmt.rendering.pdf.line_ends import bad_breaks, mend
from releasefmt.rendering.pdf.note_places import begin_page_with, crowding
from releasefmt.rendering.pdf.press import PROFILE_KEY, Plates, colour_profile, drop_links, press_ready
from releasefmt.rendering.pdf.standards import STANDARDS
from releasefmt.rendering.pdf.xmp import packet
from releasefmt.rendering.seal import sealed
from releasefmt.rendering.separation import press_inks, separation

# WeasyPrint makes Pillow accept half a picture, for the whole process: the next draft's broken one would pass unseen.
ImageFile.LOAD_TRUNCATED_IMAGES = False

WRITTEN_FOR = "70.0"
_ATTEMPTS = 8  # one file in a hundred needs a second, see has_unclear_end
_MENDS = 8  # mending one line may move a hyphen to the end of another
_PRODUCER = f"WeasyPrint {weasyprint.VERSION}"
_PICTURE_LINES = 10  # a page with a picture on it is not empty
MISSING_GLYPH = ".notdef glyph rendered"  # how WeasyPrint's message begins


@dataclass(frozen=True, slots=True)
class Complaint:
    """A message of WeasyPrint as it logs it, with the values that were put into it."""

    template: str
    values: tuple[object, ...]

    @property
    def text(self) -> str:
        return self.template % self.values if self.values else self.template


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as WeasyPrint is given it. ``files`` are bytes and media type by address.

    ``profile`` is that of the printing condition, empty where the sheet is not for a print shop.
    """

    sheet: Sheet = field(compare=False)
    purpose: Purpose
    html: str
    page_rules: str
    style_rules: str
    files: dict[str, tuple[bytes, str]]
    profile: bytes


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page laid out, what WeasyPrint complained of meanwhile, and the fetcher that drawing asks for pictures."""

    page: Page
    document: Document
    fetcher: ClosedFetcher
    complaints: tuple[Complaint, ...]


@dataclass(slots=True)
class _Kept:
    """What outlives a render.

    A font configuration made anew for each costs 10 ms and leaks 300 kB; a style sheet takes 10 ms to parse. WeasyPrint
    complains of a style or a font only when it first meets it, so what it said then is kept too and said each time.
    ``laid`` is the page that was laid out last and has not been drawn: laying out is half of the work.
    """

    configuration: FontConfiguration
    styles: dict[str, tuple[CSS, tuple[Complaint, ...]]] = field(default_factory=dict)
    laid: _Laid | None = None


# By the letterhead's own font files, which must not be seen by another letterhead's; most have none.
_kept: dict[tuple[str, ...], _Kept] = {}
_MOST = 4
_MOST_STYLES = 8  # a letterhead's style and its tighter settings (passes.copyfitting)


def extent(page: Page) -> Extent:
    """How many pages there are and how much stands on the last. BlockedError as ``draw``."""
    with _at_work() as complaints:
        kept = _keep(page)
        kept.laid = None
        kept.laid = _lay_out(page, kept, complaints)
    pages = kept.laid.document.pages
    return Extent(len(pages), _lines(pages[-1]._page_box))  # noqa: SLF001


def draw(page: Page) -> tuple[bytes, tuple[Complaint, ...]]:
    """The PDF and everything WeasyPrint complained of. BlockedError when something asks for a file not in ``files``.

    Not for two threads at once, as little as Pango below; a batch uses processes.
    """
    sheet = page.sheet
    standard = STANDARDS[page.purpose]
    texts = (page.purpose, page.html, page.page_rules, page.style_rules)
    identifier = _identifier(texts, page.files, sheet.properties.source)
    with _at_work() as complaints:
        kept = _keep(page)
        surveyed, kept.laid = kept.laid, None
        data = b""
        for attempt in range(_ATTEMPTS):
            if attempt == 0 and surveyed is not None and surveyed.page == page:
                laid = surveyed
                complaints.update(dict.fromkeys(surveyed.complaints))
            else:
                laid = _lay_out(page, kept, complaints)
            document = laid.document
            _leave_single_page_unnumbered(document, "@bottom-left" if sheet.right_to_left else "@bottom-right")
            document.metadata.attachments = _attachments(sheet.properties) if standard.holds_draft else []

            def finisher(_: Document, pdf: pydyf.PDF, attempt: int = attempt) -> None:
                if page.profile:
                    press = separation(page.profile)
                    Plates(press, press_inks(sheet.style, press)).separate(pdf)
                    press_ready(pdf, page.profile)
                # By now all is painted and all complaints are in. No standard allows a glyph that is none.
                claims = not _lacks_glyphs(complaints)
                finish(pdf, packet(sheet, _PRODUCER, standard, identifier, claims=claims), attempt)

            data = document.write_pdf(
                output_intent=_intent(page),
                pdf_variant=standard.variant,
                pdf_version=standard.version,
                pdf_tags=True,
                pdf_identifier=identifier,
                finisher=finisher,
            )
            if laid.fetcher.blocked:
                raise BlockedError(laid.fetcher.blocked[0])
            if not has_unclear_end(data):
                break
    return sealed(data), tuple(complaints)


def _intent(page: Page) -> str:
    return PROFILE_KEY if page.profile else "srgb"


def _lay_out(page: Page, kept: _Kept, complaints: dict[Complaint, None]) -> _Laid:
    """The pages, laid out again where hyphens or footnotes stand wrong: one release in five needs that."""
    fetcher = ClosedFetcher(page.files)
    style = _style(page.style_rules, kept, fetcher, complaints)
    rules = CSS(string=page.page_rules, url_fetcher=fetcher)
    html = HTML(string=page.html, url_fetcher=fetcher)
    if page.profile:
        drop_links(html.etree_element)

    def render() -> Document:
        return html.render(
            font_config=kept.configuration,
            stylesheets=[rules, style],
            color_profiles={PROFILE_KEY: colour_profile(page.profile)} if page.profile else None,
            output_intent=_intent(page),
            pdf_variant=STANDARDS[page.purpose].variant,
            pdf_tags=True,
        )

    document = render()
    for _ in range(_MENDS):
        breaks, crowd = bad_breaks(document), crowding(document)
        if not breaks and crowd is None:
            break
        mend(breaks)
        if crowd is not None:
            begin_page_with(crowd)
        document = render()
    return _Laid(page, document, fetcher, tuple(complaints))


def _lines(box: structure.Box) -> int:
    """Lines of text in a page's box, footnotes included, heads and feet of the page apart."""
    if isinstance(box, MarginBox):
        return 0
    if isinstance(box, LineBox):
        return 1
    if isinstance(box, ReplacedBox):
        return _PICTURE_LINES
    return sum(_lines(child) for child in getattr(box, "children", ()))


@contextmanager
def _at_work() -> Iterator[dict[Complaint, None]]:
    """WeasyPrint with our tags; what it complains of."""
    if weasyprint.VERSION != WRITTEN_FOR:
        raise AssertionError(f"the tagging is written for WeasyPrint {WRITTEN_FOR}, not {weasyprint.VERSION}")
    with _listening() as complaints, _own_tags(), warnings.catch_warnings():
        # WeasyPrint 70 never closes the colour profile that it reads for PDF/A; Python does, with a warning.
        warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)
        yield complaints


def _lacks_glyphs(complaints: Iterable[Complaint]) -> bool:
    return any(complaint.template.startswith(MISSING_GLYPH) for complaint in complaints)


def _keep(page: Page) -> _Kept:
    fonts = tuple(sorted(url for url, (_, media) in page.files.items() if media.startswith("font/")))
    if fonts not in _kept:
        if len(_kept) >= _MOST:
            _kept.pop(next(iter(_kept)))
        _kept[fonts] = _Kept(FontConfiguration())
    return _kept[fonts]


def _style(rules: str, kept: _Kept, fetcher: ClosedFetcher, complaints: dict[Complaint, None]) -> CSS:
    if rules not in kept.styles:
        if len(kept.styles) >= _MOST_STYLES:
            kept.styles.pop(next(iter(kept.styles)))
        parsed = CSS(string=rules, font_config=kept.configuration, url_fetcher=fetcher)
        kept.styles[rules] = (parsed, tuple(complaints))
    style, said = kept.styles[rules]
    complaints.update(dict.fromkeys(said))
    return style


def _leave_single_page_unnumbered(document: Document, corner: str) -> None:
    """Take the number away that stands in ``corner``: CSS cannot ask how many pages there are, and a second layout would cost 25 ms."""
    if len(document.pages) == 1:
        page = document.pages[0]._page_box  # noqa: SLF001
        page.children = [box for box in page.children if not (isinstance(box, MarginBox) and box.at_keyword == corner)]


def _attachments(properties: Properties) -> list[Attachment]:
    """The draft itself travels in the file (ISO 19005-3, annex E: AFRelationship Source)."""
    if not properties.source_name:
        return []
    moment = properties.modified.astimezone(UTC)  # WeasyPrint writes a Z behind whatever it is given
    return [
        Attachment(
            string=properties.source,
            name=properties.source_name,
            description=properties.source_name,
            relationship="Source",
            created=moment,
            modified=moment,
        )
    ]


def _identifier(texts: tuple[str, ...], files: dict[str, tuple[bytes, str]], source: bytes) -> bytes:
    """The same release has the same identifier, anywhere and at any time; addresses of files hold their digests."""
    digest = hashlib.sha256()
    for part in (*texts, *sorted(files)):
        digest.update(part.encode() + b"\0")
    digest.update(source)
    return digest.hexdigest()[:32].encode()


@contextmanager
def _own_tags() -> Iterator[None]:
    """Have WeasyPrint call our tag tree for its own; only while we draw, so that others in this process keep theirs."""
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = structure.add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: dict[Complaint, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        values = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
        self.complaints.setdefault(Complaint(str(record.msg), values))


@contextmanager
def _listening() -> Iterator[dict[Complaint, None]]:
    """Collect what WeasyPrint logs; it goes to the author as findings and nowhere else."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(listener)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield listener.complaints
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)
        logger.propagate = propagate
