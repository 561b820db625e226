"""Which language a draft is in, and which region's: metadata (R1), then vocabulary (R2), then the text itself (R0).

A region is told by vocabulary alone or said by the letterhead; where neither does, the language is taken without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from releasefmt.model.content import Blocks, Found
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.language import Language, Region
from releasefmt.model.rules import finding
from releasefmt.reading.dates import writes_month_first
from releasefmt.reading.head import Head
from releasefmt.reading.inlines import flat
from releasefmt.reading.language_tags import language_tag
from releasefmt.reading.metadata import Metadata
from releasefmt.reading.shapes import text_of
from releasefmt.reading.tail import Tail
from releasefmt.reading.terms import find_section, language_of

# Heads that the office writes for the press; a boilerplate may be the foreign one of a parent or a partner.
_OWN_HEADS = ("contact", "notes_to_editors", "material")


def spoken_in(
    metadata: Metadata, head: Head, tail: Tail, blocks: Blocks, *, packs: Sequence[Language], default: str
) -> Outcome[Found[str]]:
    """The draft's BCP 47 tag; ``default`` is the letterhead's, which counts where the draft is silent."""
    findings: list[Finding] = []
    if entry := metadata.get("language"):
        if tag := language_tag(entry.text):
            return Outcome(Found(tag, "R1", entry.span))
        message = f"The language “{entry.text}” in the metadata is not a language tag."
        findings.append(finding("RF012", message, entry.span, hint="Write it as in: lang: de."))
    text = "\n".join(map(text_of, blocks))
    language = _told_by_label(head) or _told_by_text(head, tail, text)
    if language is None:
        tag = default or head.packs[0].tag
        message = f"The language of the draft could not be told; “{tag}” was taken."
        findings.append(finding("RF109", message, hint="Write lang: de (or another language) at the top of the draft."))
        return Outcome(Found(tag, "R0"), tuple(findings))
    return Outcome(_in_its_region(language, head, text, packs, default), tuple(findings))


def _told_by_label(head: Head) -> Found[str] | None:
    """The language whose own word the label is."""
    if head.label is None or head.label_language is None:
        return None
    return Found(head.label_language.tag, "R2", head.label.span)


def _told_by_text(head: Head, tail: Tail, text: str) -> Found[str] | None:
    """The language of the text proper; of a short one, that of its release line or heads; else of the whole draft."""
    parts = [flat(part.value) for part in (head.kicker, head.headline, head.subheadline) if part is not None]
    parts += map(text_of, (*head.preamble, *(head.lead.value if head.lead else ()), *tail.body))
    proper = language_of("\n".join(parts), head.packs)
    if proper is not None:
        return Found(proper.tag, "R0")
    if head.status is not None and head.status_language is not None:
        return Found(head.status_language.tag, "R2", head.status.span)
    heads = [(flat(entry.value.heading), entry.span) for name in _OWN_HEADS for entry in tail.sections[name]]
    told = [(language, span) for words, span in heads if (language := _head_of(words, head.packs)) is not None]
    if len({language.tag for language, _ in told}) == 1:
        return Found(told[0][0].tag, "R2", told[0][1])
    whole = language_of(text, head.packs)
    return Found(whole.tag, "R0") if whole else None


def _head_of(words: str, packs: Iterable[Language]) -> Language | None:
    """The language that knows most of a section's head, if there is just one: “Pressekontakt” is Danish as well."""
    ends = {pack: found[1] for pack in packs if (found := find_section(words, (pack,))) is not None}
    best = [pack for pack, end in ends.items() if end == max(ends.values())]
    return best[0] if len(best) == 1 else None


def _in_its_region(language: Found[str], head: Head, text: str, packs: Sequence[Language], default: str) -> Found[str]:
    said = " ".join(filter(None, (head.label.value if head.label else "", _status(head)))).lower()
    regions = [pack for pack in packs if pack.base == language.value and pack.region]
    told = [pack for pack in regions if pack.region and _is_told(pack.region, said, text.lower())]
    if len(told) == 1:
        telling = head.label or head.status
        return Found(told[0].tag, "R2", telling.span if telling else None)
    primary = language.value.partition("-")[0]
    return replace(language, value=default) if default.partition("-")[0].lower() == primary else language


def _status(head: Head) -> str:
    return head.status.value.said if head.status else ""


def _is_told(region: Region, said: str, text: str) -> bool:
    """Whether the vocabulary of a draft, all in lower case, is that of the region."""
    everything = f"{said}\n{text}"
    if _any_of(region.against, everything):
        return False
    if _any_of(region.certain, everything) or (region.month_first and writes_month_first(text)):
        return True
    return _any_of(region.labels, said) and _any_of(region.words, text)


def _any_of(terms: tuple[str, ...], text: str) -> bool:
    """Whether a text in lower case holds any of the terms; most hold not even the first word of one."""
    return any(word in text for word in _first_words(terms)) and _pattern(terms).search(text) is not None


@lru_cache(maxsize=64)
def _first_words(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({term.removeprefix("-").split()[0] for term in terms})


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms as a whole word, one that begins with a hyphen as the end of one, a single letter anywhere."""
    written = []
    for term in terms:
        words = r"\s+".join(map(re.escape, term.removeprefix("-").split()))
        if len(term) > 1:
            words = f"{words}(?!\\w)" if term.startswith("-") else f"(?<!\\w){words}(?!\\w)"
        written.append(words)
    return re.compile("|".join(written))
