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
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.text.fonts import FontConfiguration

from releasefmt.model.sheet import Properties, Sheet
from releasefmt.rendering.pdf import structure
from releasefmt.rendering.pdf.fetcher import BlockedError, ClosedFetcher
from releasefmt.rendering.pdf.finishing import finish, has_unclear_end
from releasefmt.rendering.pdf.line_ends import bad_breaks, mend
from releasefmt.rendering.pdf.press import PROFILE_KEY, Plates, colour_profile, drop_links, press_ready, press_rules
from releasefmt.rendering.pdf.standards import STANDARDS, Standard
from releasefmt.rendering.pdf.xmp import packet
from releasefmt.rendering.separation import press_inks, separation

# WeasyPrint makes Pillow accept half a picture, for the whole process: the next draft's broken one would pass unseen.
ImageFile.LOAD_TRUNCATED_IMAGES = False

WRITTEN_FOR = "70.0"
_ATTEMPTS = 8  # one file in a hundred needs a second, see has_unclear_end
_MENDS = 8  # mending one line may move a hyphen to the end of another
_PRODUCER = f"WeasyPrint {weasyprint.VERSION}"
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
class _Kept:
    """What outlives a render.

    A font configuration made anew for each costs 10 ms and leaks 300 kB; a style sheet takes 10 ms to parse. WeasyPrint
    complains of a style or a font only when it first meets it, so what it said then is kept too and said each time.
    """

    configuration: FontConfiguration
    styles: dict[str, tuple[CSS, tuple[Complaint, ...]]] = field(default_factory=dict)


# By the letterhead's own font files, which must not be seen by another letterhead's; most have none.
_kept: dict[tuple[str, ...], _Kept] = {}
_MOST = 4


def draw(
    sheet: Sheet, html: str, rules: tuple[str, str], files: dict[str, tuple[bytes, str]], profile: bytes
) -> tuple[bytes, tuple[Complaint, ...]]:
    """The PDF and everything WeasyPrint complained of. BlockedError when something asks for a file not in ``files``.

    ``rules`` are those of the page and those of the style. ``profile`` is that of the printing condition, empty where the
    sheet is not for a print shop.

    Not for two threads at once, as little as Pango below; a batch uses processes.
    """
    if weasyprint.VERSION != WRITTEN_FOR:
        raise AssertionError(f"the tagging is written for WeasyPrint {WRITTEN_FOR}, not {weasyprint.VERSION}")
    fetcher = ClosedFetcher(files)
    standard = STANDARDS[sheet.purpose]
    page_rules, style_rules = rules
    if profile:
        page_rules += press_rules(crop_marks=sheet.crop_marks)
    identifier = _identifier((sheet.purpose, html, page_rules, style_rules), files, sheet.properties.source)
    fonts = tuple(sorted(url for url, (_, media) in files.items() if media.startswith("font/")))
    with _listening() as complaints, _own_tags(), warnings.catch_warnings():
        # WeasyPrint 70 never closes the colour profile that it reads for PDF/A; Python does, with a warning.
        warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)
        kept = _keep(fonts)
        style = _style(style_rules, kept, fetcher, complaints)
        page = CSS(string=page_rules, url_fetcher=fetcher)
        document = HTML(string=html, url_fetcher=fetcher)
        if profile:
            drop_links(document.etree_element)
        data = b""
        for attempt in range(_ATTEMPTS):
            laid = _lay_out(document, [page, style], kept.configuration, standard, profile)
            _leave_single_page_unnumbered(laid, "@bottom-left" if sheet.right_to_left else "@bottom-right")
            laid.metadata.attachments = _attachments(sheet.properties) if standard.holds_draft else []

            def finisher(_: Document, pdf: pydyf.PDF, attempt: int = attempt) -> None:
                if profile:
                    press = separation(profile)
                    Plates(press, press_inks(sheet.style, press)).separate(pdf)
                    press_ready(pdf, profile)
                # By now all is painted and all complaints are in. No standard allows a glyph that is none.
                claims = not _lacks_glyphs(complaints)
                finish(pdf, packet(sheet, _PRODUCER, standard, identifier, claims=claims), attempt)

            data = laid.write_pdf(
                output_intent=_intent(profile),
                pdf_variant=standard.variant,
                pdf_version=standard.version,
                pdf_tags=True,
                pdf_identifier=identifier,
                finisher=finisher,
            )
            if not has_unclear_end(data):
                break
    if fetcher.blocked:
        raise BlockedError(fetcher.blocked[0])
    return data, tuple(complaints)


def _intent(profile: bytes) -> str:
    return PROFILE_KEY if profile else "srgb"


def _lay_out(
    document: HTML, stylesheets: list[CSS], configuration: FontConfiguration, standard: Standard, profile: bytes
) -> Document:
    """The pages, laid out again where hyphens end a third line in a row or a page: one release in five needs that."""

    def render() -> Document:
        return document.render(
            font_config=configuration,
            stylesheets=stylesheets,
            color_profiles={PROFILE_KEY: colour_profile(profile)} if profile else None,
            output_intent=_intent(profile),
            pdf_variant=standard.variant,
            pdf_tags=True,
        )

    laid = render()
    for _ in range(_MENDS):
        breaks = bad_breaks(laid)
        if not breaks:
            break
        mend(breaks)
        laid = render()
    return laid


def _lacks_glyphs(complaints: Iterable[Complaint]) -> bool:
    return any(complaint.template.startswith(MISSING_GLYPH) for complaint in complaints)


def _keep(fonts: tuple[str, ...]) -> _Kept:
    if fonts not in _kept:
        if len(_kept) >= _MOST:
            _kept.pop(next(iter(_kept)))
        _kept[fonts] = _Kept(FontConfiguration())
    return _kept[fonts]


def _style(rules: str, kept: _Kept, fetcher: ClosedFetcher, complaints: dict[Complaint, None]) -> CSS:
    if rules not in kept.styles:
        if len(kept.styles) >= _MOST:
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
