"""WeasyPrint at one exact version: the one place that calls it, watches what it says and lends it what it lacks."""

from __future__ import annotations

import hashlib
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC

import weasyprint
import weasyprint.pdf
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.text.fonts import FontConfiguration

from releasefmt.model.sheet import Properties, Sheet
from releasefmt.rendering.pdf import structure
from releasefmt.rendering.pdf.fetcher import BlockedError, ClosedFetcher
from releasefmt.rendering.pdf.finishing import finish
from releasefmt.rendering.pdf.xmp import packet

WRITTEN_FOR = "70.0"
_VARIANT = "pdf/a-3a"
_PDF_VERSION = "1.7"
_PRODUCER = f"WeasyPrint {weasyprint.VERSION}"
MISSING_GLYPH = ".notdef glyph rendered"  # how WeasyPrint's message begins

# A font configuration that is made anew for each render costs 10 ms and leaks 300 kB, so it is kept: one for all that use
# the bundled fonts only, and a few more for letterheads with fonts of their own, which must not see each other's.
_configurations: dict[tuple[str, ...], FontConfiguration] = {}
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Complaint:
    """A message of WeasyPrint as it logs it, with the values that were put into it."""

    template: str
    values: tuple[object, ...]

    @property
    def text(self) -> str:
        return self.template % self.values if self.values else self.template


def draw(sheet: Sheet, html: str, css: str, files: dict[str, tuple[bytes, str]]) -> tuple[bytes, tuple[Complaint, ...]]:
    """The PDF and everything WeasyPrint complained of. BlockedError when something asks for a file not in ``files``.

    Not for two threads at once, as little as Pango below; a batch uses processes.
    """
    if weasyprint.VERSION != WRITTEN_FOR:
        raise AssertionError(f"the tagging is written for WeasyPrint {WRITTEN_FOR}, not {weasyprint.VERSION}")
    fetcher = ClosedFetcher(files)
    fonts = tuple(sorted(url for url, (_, media) in files.items() if media.startswith("font/")))
    with _listening() as complaints, _own_tags(), warnings.catch_warnings():
        # WeasyPrint 70 never closes the colour profile that it reads for PDF/A; Python does, with a warning.
        warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)
        configuration = _configuration(fonts)
        style = CSS(string=css, font_config=configuration, url_fetcher=fetcher)
        document = HTML(string=html, url_fetcher=fetcher).render(
            font_config=configuration, stylesheets=[style], pdf_variant=_VARIANT, pdf_tags=True
        )
        _leave_single_page_unnumbered(document)
        document.metadata.attachments = _attachments(sheet.properties)
        data: bytes = document.write_pdf(
            pdf_variant=_VARIANT,
            pdf_version=_PDF_VERSION,
            pdf_tags=True,
            pdf_identifier=_identifier(html, css, files, sheet.properties.source),
            # By now all is painted and all complaints are in. Neither standard allows a glyph that is none.
            finisher=lambda _, pdf: finish(pdf, packet(sheet, _PRODUCER, claims=not _lacks_glyphs(complaints))),
        )
    if fetcher.blocked:
        raise BlockedError(fetcher.blocked[0])
    return data, tuple(complaints)


def _lacks_glyphs(complaints: Iterable[Complaint]) -> bool:
    return any(complaint.template.startswith(MISSING_GLYPH) for complaint in complaints)


def _configuration(fonts: tuple[str, ...]) -> FontConfiguration:
    if fonts not in _configurations:
        if len(_configurations) >= _KEPT:
            _configurations.pop(next(iter(_configurations)))
        _configurations[fonts] = FontConfiguration()
    return _configurations[fonts]


def _leave_single_page_unnumbered(document: Document) -> None:
    """Take the number away: CSS cannot ask how many pages there are, and a second layout would cost 25 ms."""
    if len(document.pages) == 1:
        page = document.pages[0]._page_box  # noqa: SLF001
        page.children = [
            box for box in page.children if not (isinstance(box, MarginBox) and box.at_keyword == "@bottom-right")
        ]


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


def _identifier(html: str, css: str, files: dict[str, tuple[bytes, str]], source: bytes) -> bytes:
    """The same release has the same identifier, anywhere and at any time; addresses of files hold their digests."""
    digest = hashlib.sha256()
    for part in (html, css, *sorted(files)):
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
