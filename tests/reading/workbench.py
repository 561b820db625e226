"""A draft's way to its sheet on a plain letterhead, for the tests of reading, anatomy and composition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from releasefmt.model.content import Block, Document, Inlines, Release
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.limits import DEFAULT, Limits
from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text
from releasefmt.pipeline import Job, Setup, draw_up, language_packs, understand
from releasefmt.reading.markdown import read_markdown
from releasefmt.reading.settings import read_style
from releasefmt.reading.source import read_source
from releasefmt.reporting.explain import Row
from releasefmt.system.config import load_style
from releasefmt.system.drafts import Draft

NOWHERE = Path("/nonexistent/drafts")


@cache
def plain_setup(limits: Limits = DEFAULT) -> Setup:
    """The style kanzlei without any letterhead: whatever is printed comes from the draft or from a fixed word."""
    files = load_style("kanzlei", NOWHERE).value
    assert files is not None
    style = read_style(files.style, files.fonts, files.css, Letterhead(), files.file).value
    assert style is not None
    return Setup(Letterhead(limits=limits), style, language_packs(), None, None)


def job(draft: str | bytes, *, internal: str = "stop", limits: Limits = DEFAULT) -> Job:
    """A job that writes nothing."""
    data = draft.encode() if isinstance(draft, str) else draft
    return Job(Draft("draft.md", data, NOWHERE, "draft"), plain_setup(limits), (), None, internal)


def parsed(draft: str) -> tuple[Document, tuple[Finding, ...]]:
    """The blocks and notes of a draft's Markdown, before anybody has said which part is what."""
    source = read_source(draft.encode()).value
    outcome = read_markdown(source, source.text, ())
    assert outcome.value is not None, outcome.findings
    return outcome.value, outcome.findings


def read(draft: str | bytes, *, internal: str = "stop") -> Outcome[Release | None]:
    """Bytes to release."""
    return understand(job(draft, internal=internal))


def release_of(draft: str | bytes, *, internal: str = "stop") -> Release:
    """The release of a draft that has one."""
    release = read(draft, internal=internal).value
    assert release is not None
    return release


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft's sheet (None where reading stopped), the rows of ``explain``, and all findings."""

    sheet: Sheet | None
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def draw(draft: str | bytes, *, internal: str = "stop", limits: Limits = DEFAULT) -> Drawn:
    """Bytes to sheet."""
    work = job(draft, internal=internal, limits=limits)
    release = understand(work)
    if release.value is None:
        return Drawn(None, (), release.findings)
    drawn = draw_up(work, release.value)
    sheet, explanation = drawn.value
    return Drawn(sheet, explanation.rows, release.findings + drawn.findings)


def printed(sheet: Sheet) -> str:
    """Every word in the flow and the footnotes of a sheet."""
    return "\n".join(_texts(sheet))


def _texts(sheet: Sheet) -> Iterator[str]:
    for placed in sheet.flow:
        yield plain_text((placed.block,))
    for note in sheet.notes:
        yield plain_text(note.blocks)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Their codes in order."""
    return [finding.code for finding in findings]


def inlines_of(block: Block) -> Inlines:
    """The inlines of a paragraph or heading."""
    content = getattr(block, "content", ())
    assert isinstance(content, tuple)
    return content
