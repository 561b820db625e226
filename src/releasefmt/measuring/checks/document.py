"""What a file says of itself: title, language, claims to standards, attached draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from releasefmt.measuring.facts import PdfFacts
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
# One fact, said in the old dictionary and in the packet (ISO 19005-3, 6.6.2.3).
_SAID_TWICE = {"Title": "dc:title", "Author": "dc:creator", "Subject": "dc:description", "Creator": "xmp:CreatorTool"}

# What a file for each purpose keeps; level 4f without an attachment is plain PDF/A-4.
_TOGETHER = {
    frozenset({"ua1", "3a"}),
    frozenset({"ua1", "2a"}),
    frozenset({"ua2", "4f"}),
    frozenset({"ua2", "4"}),
    frozenset({"ua1", "2a", "x4"}),
}
_HOLD_THE_DRAFT = {"3a", "4f"}


def claims(facts: PdfFacts) -> frozenset[str]:
    """The standards that the file says it keeps, as validators name them: ``ua1``, ``3a``, ``4f``, ``x4``."""
    xmp = facts.metadata.xmp
    found = set()
    if part := _first(facts, "pdfuaid:part"):
        found.add(f"ua{part}")
    if part := _first(facts, "pdfaid:part"):
        found.add(f"{part}{_first(facts, 'pdfaid:conformance')}".lower())
    if any(value.startswith("PDF/X-4") for value in xmp.get("pdfxid:GTS_PDFXVersion", ())):
        found.add("x4")
    return frozenset(found)


def examine(facts: PdfFacts) -> Iterator[Finding]:
    """What must agree in any file."""
    data = facts.metadata
    if not data.info.get("Title") and not data.xmp.get("dc:title"):
        yield finding("RF623", "The file has no title.")
    elif not data.shows_title:
        yield finding("RF623", "Readers put the file's name above the window, not its title.")
    if not _LANGUAGE.match(data.language):
        yield finding("RF610", f"The file's language is not one: “{data.language}”.")
    elif data.xmp.get("dc:language") and data.language not in data.xmp["dc:language"]:
        yield finding(
            "RF610",
            f"The file says that it is in “{data.language}”, and elsewhere in “{_first(facts, 'dc:language')}”.",
        )
    for old, new in _SAID_TWICE.items():
        if old in data.info and new in data.xmp and data.info[old] != ", ".join(data.xmp[new]):
            yield finding(
                "RF624",
                f"The file says two things of its {old.lower()}: “{data.info[old]}” and “{_first(facts, new)}”.",
            )
    yield from _claims(facts)
    for number, page in enumerate(facts.pages, start=1):
        if page.lacking:
            yield finding("RF628", f"Page {number}: a font or picture is named that the file does not hold.")
        if page.rotated or not (page.media.holds(page.bleed, 0.01) and page.bleed.holds(page.trim, 0.01)):
            yield finding("RF618", f"Page {number}: its boxes do not lie in one another, or it is turned.")
        if facts.structure is not None and page.tabs != "S":
            yield finding("RF603", f"Page {number}: the tab key does not follow the order of reading.")


def compare(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """Title, language and draft of the sheet."""
    data = facts.metadata
    if data.info.get("Title", sheet.title) != sheet.title:
        yield finding("RF623", f"The title is “{data.info['Title']}” and not “{sheet.title}”.")
    if data.language.casefold() != sheet.language.casefold():
        yield finding("RF610", f"The file says that it is in “{data.language}”; the draft is in “{sheet.language}”.")
    source = sheet.properties.source_name
    attached = [item for item in facts.attachments if item.name == source]
    if claims(facts) & _HOLD_THE_DRAFT and source:
        if not attached:
            yield finding("RF625", f"The draft “{source}” is not in the file.")
        elif attached[0].data != sheet.properties.source:
            yield finding("RF625", f"The draft “{source}” in the file is not the one that it was made from.")


def _claims(facts: PdfFacts) -> Iterator[Finding]:
    claimed = claims(facts)
    if not claimed:
        yield finding("RF624", "The file claims no standard, neither for access nor for the archive.")
    archive = any(claim[0].isdigit() for claim in claimed)
    if archive and not any(intent.kind == "GTS_PDFA1" for intent in facts.intents):
        yield finding("RF624", "The file claims to be fit for the archive, but does not say what its colours mean.")
    if "x4" in claimed and not any(intent.kind == "GTS_PDFX" for intent in facts.intents):
        yield finding("RF624", "The file claims to be fit for the press, but does not say for which.")
    if claimed and claimed not in _TOGETHER:
        yield finding(
            "RF624", f"No purpose has a file that claims these standards together: {', '.join(sorted(claimed))}."
        )
    if archive and not claimed & _HOLD_THE_DRAFT and facts.attachments:
        yield finding("RF624", "The file claims a standard that allows no attached files, but has one.")
    for item in facts.attachments:
        if not item.relationship or not item.associated:
            yield finding("RF625", f"The attached file “{item.name}” does not say what it is to the document.")


def _first(facts: PdfFacts, name: str) -> str:
    return next(iter(facts.metadata.xmp.get(name, ())), "")
