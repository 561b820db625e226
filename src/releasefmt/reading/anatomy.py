"""Metadata and blocks to a release: which part is what, and by which rule (R0–R13 of the anatomy).

Explicit metadata wins. A part that is not found stays empty, with a finding where the press would miss it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from releasefmt.model.content import (
    Block,
    Blocks,
    Document,
    Embargo,
    Found,
    Heading,
    Inlines,
    Paragraph,
    Release,
    Rule,
    Section,
    Span,
)
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.language import Language
from releasefmt.model.places import collapsed, cut, part_of, stripped
from releasefmt.model.rules import finding
from releasefmt.model.text import plain_text
from releasefmt.reading.datelines import find_dateline
from releasefmt.reading.dates import find_date
from releasefmt.reading.doubts import doubtful_days
from releasefmt.reading.head import Head, plain_title
from releasefmt.reading.inlines import autolink, flat
from releasefmt.reading.metadata import Metadata
from releasefmt.reading.shapes import unwrapped, with_hard_breaks, word_count
from releasefmt.reading.spoken import spoken_in
from releasefmt.reading.tail import Tail, read_tail, with_agenda_lines, with_attributions, with_crossheads
from releasefmt.reading.terms import find_label, find_status


def infer_release(
    document: Document,
    metadata: Metadata,
    packs: Sequence[Language],
    *,
    language: str,
    timezone: str,
    internal: str = "stop",
) -> Outcome[Release | None]:
    """The release in a draft. ``language`` and ``timezone`` (IANA) are the letterhead's, for where the draft is silent.

    ``internal`` says what to do with text above a rule that may be internal (R4): ``stop`` (an error), ``drop``,
    ``print``. ``packs`` are tried in order; the value is None only when R4 stops.
    """
    languages = tuple(pack for pack in packs if not pack.base)  # a region has its language's vocabulary
    blocks, findings = _internal(document.blocks, languages, internal)
    if blocks is None:
        return Outcome(None, findings)
    found = list(findings)
    head = Head(languages, timezone)
    titled = _from_metadata(head, metadata)
    head.read(blocks, titled=titled)
    _categories(head, metadata)
    tail = read_tail(head.rest, languages)
    found += head.findings + tail.findings
    spoken = spoken_in(metadata, head, tail, blocks, packs=packs, default=language)
    found += spoken.findings
    body, attributions = with_attributions(with_crossheads(with_agenda_lines(tail.body)))
    crossheads = tuple(
        Found(unwrapped(block.content), "R9", block.span) for block in body if isinstance(block, Heading)
    )
    contacts, boilerplate = _sections(head, tail, metadata)
    found += _unprinted(metadata, contact=contacts, boilerplate=boilerplate)
    release = Release(
        language=spoken.value,
        body=tuple(body),
        preamble=tuple(head.preamble),
        label=head.label,
        number=head.number,
        status=head.status,
        place=head.place,
        issued=head.issued,
        kicker=head.kicker,
        headline=head.headline,
        subheadline=head.subheadline,
        lead=head.lead,
        crossheads=crossheads,
        attributions=tuple(attributions),
        notes_to_editors=tuple(tail.sections["notes_to_editors"]),
        boilerplate=boilerplate,
        contacts=contacts,
        material=tuple(tail.sections["material"]),
        end_mark=tail.end_mark,
        notes=document.notes,
        authors=_values(metadata, "author"),
        keywords=tuple(
            word.strip() for text in _values(metadata, "keywords") for word in text.split(",") if word.strip()
        ),
        description=entry.text if (entry := metadata.get("description")) else "",
    )
    found += _missing(release, packs)
    found += doubtful_days(release)
    return Outcome(release, tuple(found))


# --- R4 --------------------------------------------------------------------------------------------------------


def _internal(blocks: Blocks, packs: Sequence[Language], internal: str) -> tuple[Blocks | None, tuple[Finding, ...]]:
    """R4: text above the first rule, where the release's own beginning comes only after it."""
    rule = next((index for index, block in enumerate(blocks[:12]) if isinstance(block, Rule)), None)
    if rule is None or rule == 0:
        return blocks, ()
    above, below = blocks[:rule], blocks[rule + 1 :]
    if not _begins_release(below, packs) or not any(_may_be_internal(block, packs) for block in above):
        return blocks, ()
    span = _over(above)
    lines = f"lines {span.line}–{span.end_line}" if span else "the first lines"
    if internal == "print":
        return blocks, ()
    if internal == "drop":
        return below, (
            finding("RF113", f"The internal text above the rule ({lines}) was left out, as you asked.", span),
        )
    message = f"The text above the first rule ({lines}) may be internal; nothing was built."
    hint = "Delete it, or say --internal drop to leave it out, --internal print to print it."
    return None, (finding("RF104", message, span, hint=hint),)


def _over(blocks: Blocks) -> Span | None:
    """From the first to the last of the blocks."""
    spans = [block.span for block in blocks if block.span is not None]
    return Span(spans[0].line, spans[0].column, spans[-1].end_line, spans[-1].end_column) if spans else None


def _begins_release(blocks: Blocks, packs: Sequence[Language]) -> bool:
    """Whether a label, a status or a headline with its dateline stands among the first blocks."""
    for index, block in enumerate(blocks[:4]):
        if not isinstance(block, Paragraph | Heading):
            return False
        text = flat(block.content)
        if find_label(text, packs) or find_status(text, packs) or find_dateline(text, packs):
            return True
        if isinstance(block, Paragraph) and index > 1:
            return False
    return False


def _may_be_internal(block: Block, packs: Sequence[Language]) -> bool:
    """Prose or notes, not the label, status, dateline or kicker that a rule may set off as an ornament."""
    if not isinstance(block, Paragraph | Heading):
        return True
    text = flat(block.content)
    if find_status(text, packs) or find_dateline(text, packs):
        return False
    label = find_label(text, packs)
    if label is not None and label.end >= len(text):
        return False
    return isinstance(block, Paragraph) and word_count(text) > 3


# A value of an unknown key that begins with embargo words is one if it says little more than a time.
_STATUS_WORDS = 12


# --- R1 --------------------------------------------------------------------------------------------------------


def _from_metadata(head: Head, metadata: Metadata) -> Inlines | None:
    """R1: what the metadata says outright; returns its title without the label that may stand before it."""
    if entry := metadata.get("label"):
        head.label = Found(entry.text, "R1", entry.span)
        match = find_label(entry.text, head.packs)
        head.label_language = match.language if match else None
    if entry := metadata.get("number"):
        head.number = Found(entry.text, "R1", entry.span)
    if entry := metadata.get("place"):
        head.place = Found(entry.text, "R1", entry.span)
    if entry := metadata.get("date"):
        day = find_date(entry.text)
        if day is None:
            message = f"The date “{entry.text}” in the metadata cannot be read."
            head.findings.append(finding("RF012", message, entry.span, hint="Write it as in: 2025-04-24."))
        else:
            head.issued = Found(day.value, "R1", entry.span)
    if not metadata.get("embargo"):
        # ``status: Sperrfrist …`` under a key that steers a website elsewhere: too grave to be passed over.
        for entry in metadata.others:
            if len(entry.text.split()) <= _STATUS_WORDS:
                head.take_status(entry.words, "R1")
    elif entry := metadata.get("embargo"):
        taken = head.take_status(entry.words, "R1")
        if not taken:
            head.set_embargo(entry.text, entry.words, "R1")
    if entry := metadata.get("kicker"):
        head.kicker = Found(plain_title(entry.words), "R1", entry.span)
    if entry := metadata.get("subtitle"):
        head.subheadline = Found(plain_title(entry.words), "R1", entry.span)
    if entry := metadata.get("title"):
        end = head.take_label(entry.words)
        title = plain_title(cut(entry.words, end, len(entry.text)))
        if flat(title) and head.dateline_line(title) is not None:
            return title
    return None


def _categories(head: Head, metadata: Metadata) -> None:
    """R2: a tag, category or kind that is a label, or a description that says no more, where the text names none."""
    for key in ("category", "keywords", "kind", "description"):
        entry = metadata.get(key)
        for value in entry.texts if entry else ():
            words = re.sub(r"(?<=\w)[-_](?=\w)", " ", value.text) if key == "kind" else value.text
            match = find_label(words, head.packs)
            day = find_date(words[match.end :]) if match else None
            says_no_more = match is not None and (match.end >= len(words) or (day and not day.start))
            if head.label is None and match and says_no_more:
                head.label = Found(match.text[:1].upper() + match.text[1:], "R2", part_of(value, match.text))
                head.label_language = match.language


def _values(metadata: Metadata, key: str) -> tuple[str, ...]:
    entry = metadata.get(key)
    return tuple(value for value in entry.values if value.strip()) if entry else ()


def _sections(
    head: Head, tail: Tail, metadata: Metadata
) -> tuple[tuple[Found[Section], ...], tuple[Found[Section], ...]]:
    """Contacts from the head, the tail and the metadata; boilerplate from the tail, or else the metadata."""
    contacts = head.contacts + tail.sections["contact"]
    if (entry := metadata.get("contact")) and not contacts:
        lines = tuple(Paragraph(autolink((stripped(value),)), value.span) for value in entry.texts)
        contacts.append(Found(Section((), with_hard_breaks(lines)), "R1", entry.span))
    boilerplate = tail.sections["boilerplate"]
    if (entry := metadata.get("boilerplate")) and not boilerplate:
        block = Paragraph(autolink((stripped(collapsed(entry.words)),)), entry.span)
        boilerplate.append(Found(Section((), (block,)), "R1", entry.span))
    return tuple(contacts), tuple(boilerplate)


def _unprinted(metadata: Metadata, **sections: tuple[Found[Section], ...]) -> Iterator[Finding]:
    """What the metadata say of a part of which the text has one of its own, where they say more."""
    for key, found in sections.items():
        entry = metadata.get(key)
        if entry is None or any(section.rule == "R1" for section in found):
            continue
        printed = {word for section in found for word in _words(plain_text(section.value.blocks))}
        if not printed.issuperset(_words(entry.text)):
            message = f"The text has a part of its own for “{key}”; what the metadata say there is not printed."
            yield finding("RF108", message, entry.span, hint="Delete one of them.")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# --- what the press would miss -----------------------------------------------------------------------------------


def _missing(release: Release, packs: Sequence[Language]) -> list[Finding]:
    found: list[Finding] = []
    status = release.status.value if release.status else None
    if isinstance(status, Embargo) and status.until and release.issued and status.until.date() < release.issued.value:
        message = f"The embargo ends before {release.issued.value.isoformat()}, the day of the release."
        span = release.status.span if release.status else None
        found.append(finding("RF108", message, span, hint="Check both dates; an embargo that is over can be deleted."))
    if release.headline is None:
        message = "No headline was found."
        found.append(finding("RF101", message, hint="Put a line “# Headline” above the text."))
    if release.lead is None:
        message = "No lead was found: no paragraph of at least 12 words follows the headline."
        found.append(finding("RF106", message, hint="Begin with a paragraph that says what is new."))
    if release.place is None and release.issued is None:
        message = "Neither place nor date was found."
        found.append(finding("RF102", message, hint="Begin the text with a line like “Berlin, 24. April 2025 –”."))
    if release.label is None:
        language = release.language.value.partition("-")[0]
        word = next(
            (pack.printed.label for pack in packs if pack.tag.partition("-")[0] == language), "Pressemitteilung"
        )
        found.append(finding("RF103", "Nothing says that this is a press release.", hint=f"Add a line “{word}”."))
    return found
