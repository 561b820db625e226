"""What the language packs' terms say about a piece of text: label, status, end mark, section head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from releasefmt.model.language import Language
from releasefmt.reading.dates import find_date

SECTIONS = ("notes_to_editors", "boilerplate", "contact", "material")

_SEPARATOR = r"\s*(?:[–—|:：]|-{1,3}(?!\w)|\.(?=\s))\s*"
_DECORATION = " \t\n\u00a0*_"
_OF = frozenset({"", "vom", "von", "of", "from", "dated", "du", "van", "del", "de"})
_LEADS_TO_A_TIME = re.compile(r"(?:bis|ab|vor|until|before|on|au|à|tot|fino|al|hasta|a)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label at the start of a text: its own words, a number, the pack that knows it, and where the rest begins."""

    text: str
    number: str
    language: Language
    end: int


@dataclass(frozen=True, slots=True)
class StatusMatch:
    """Release vocabulary at the start of a text; ``kind`` is ``immediate`` or ``embargo``; the rest begins at ``end``."""

    kind: str
    language: Language
    end: int


@lru_cache(maxsize=512)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms, the longest first, ending where a word ends."""
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


def _match(terms: tuple[str, ...], text: str, start: int = 0) -> re.Match[str] | None:
    return _pattern(terms).match(text, start) if terms else None


def find_label(text: str, packs: Iterable[Language]) -> LabelMatch | None:
    """R2: ``Pressemitteilung``, ``Nr. 12/2025``, ``1. Pressemitteilung`` at the start; what follows is apart from it.

    The label is the whole text, or a separator or a number stands between it and the rest.
    """
    lead = len(text) - len(text.lstrip(_DECORATION))
    for pack in packs:
        vocabulary = pack.vocabulary
        numbered = re.match(r"(\d{1,4}(?:/\d{2,4})?)\.\s+", text[lead:])
        start = lead + (numbered.end() if numbered else 0)
        found = _match(vocabulary.labels, text, start)
        if found is None:
            continue
        number, end = numbered[1] if numbered else "", found.end()
        sign = _match(vocabulary.numbers, text, end + len(text[end:]) - len(text[end:].lstrip(" \u00a0\t(,")))
        digits = re.compile(r"[\s\u00a0]*(\d{1,4}(?:\s?[/-]\s?\d{2,4})?)\)?").match(text, sign.end() if sign else end)
        if digits and not number and (sign or "/" in digits[1] or not text[digits.end() :].strip()):
            number, end = digits[1], digits.end()
        rest = text[end:]
        separator = re.compile(_SEPARATOR).match(rest)
        if not rest.strip(_DECORATION + ".:"):
            return LabelMatch(found[0], number, pack, len(text))
        after = separator.end() if separator else _before_date(rest)
        if after is not None:
            return LabelMatch(found[0], number, pack, end + after)
    return None


def _before_date(rest: str) -> int | None:
    """Where the date begins, or the dateline after a comma, that alone follows a label: ``vom 24. April 2025``."""
    day = find_date(rest)
    if day is None or rest[day.end :].strip(_DECORATION + ".)"):
        return None
    between = rest[: day.start].strip(" \t\n\u00a0,(")
    if between.lower() in _OF:
        return day.start
    if rest.lstrip().startswith(",") and len(between.split()) <= 4:
        return rest.index(between)
    return None


def find_status(text: str, packs: Iterable[Language]) -> StatusMatch | None:
    """R3: release or embargo vocabulary at the start of a text."""
    lead = len(text) - len(text.lstrip(_DECORATION + "+!-–—"))
    for pack in packs:
        for kind in ("immediate", "embargo"):
            found = _match(getattr(pack.vocabulary, kind), text, lead)
            separator = re.compile(_SEPARATOR).match(text, found.end()) if found else None
            if found and (kind == "immediate" or separator or _names_a_time(found[0], text[found.end() :], pack)):
                return StatusMatch(kind, pack, separator.end() if separator else found.end())
    return None


def _names_a_time(term: str, rest: str, pack: Language) -> bool:
    """Whether embargo words without a colon mean this release, not an embargo in the news: a time follows at once."""
    day = find_date(rest)
    if not rest.strip(_DECORATION + ".!()") or is_none(rest, (pack,)) or (day and len(rest[: day.start].split()) <= 4):
        return True
    return bool(_LEADS_TO_A_TIME.search(term)) and len(rest.split()) <= 3


def is_none(text: str, packs: Iterable[Language]) -> bool:
    """R3: "none", "keine", "entfällt" instead of a time."""
    bare = text.strip(_DECORATION + ".!()").lower()
    return any(bare in pack.vocabulary.none for pack in packs)


def is_end_mark(text: str, packs: Iterable[Language]) -> bool:
    """R11: ``###``, ``-30-``, ``– Ende –``, ``- ENDS -`` and the like, whatever marks stand round them."""
    bare = text.strip()
    if re.fullmatch(r"#(?:\s?#){0,4}", bare):
        return True
    word = bare.strip(" \t\u00a0-–—*_.:|/").lower()
    if word == "30":
        return bool(re.match(r"\s*[-–—]", text)) or bare.endswith("-")
    return any(word in pack.vocabulary.end for pack in packs)


def find_section(text: str, packs: Iterable[Language]) -> tuple[str, int] | None:
    """R12: which section a head announces, and where its term ends; anchored at the start of the text."""
    lead = len(text) - len(text.lstrip(_DECORATION))
    for pack in packs:
        vocabulary = pack.vocabulary
        if _match(vocabulary.not_contact, text, lead) and not _match(vocabulary.material, text, lead):
            return None
        for section in SECTIONS:
            found = _match(getattr(vocabulary, section), text, lead)
            if found is None or re.match(r"[*:_]\w", text[found.end() :]):
                continue
            rest = text[found.end() :].strip()
            if section == "boilerplate" and not _names_somebody(rest):
                continue
            if section == "material" and len(rest.split()) > 4:
                continue
            return section, found.end()
    return None


def _names_somebody(rest: str) -> bool:
    """``Über die BKMO`` is boilerplate; ``Über 300 Gäste`` and a bare ``Über`` are not."""
    if re.match(r"\d", rest) or len(rest.split()) > 12 or rest.endswith(("?", "!")):
        return False
    return any(word[:1].isupper() for word in rest.split()) or rest.lower().strip(":") in ("uns", "us")


def names_place(text: str, packs: Iterable[Language]) -> bool:
    """R7: whether words can be a dateline's place."""
    words = re.findall(r"[\w.']+", text.lower())
    return bool(words) and not any(word in pack.vocabulary.not_places for pack in packs for word in words)


def language_of(text: str, packs: Iterable[Language]) -> Language | None:
    """The pack whose function words make up at least an eighth of the text and clearly more than any other's."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < 12:
        return None
    shares = sorted(
        ((sum(word in pack.vocabulary.function_words for word in words) / len(words), pack) for pack in packs),
        key=lambda entry: entry[0],
        reverse=True,
    )
    if not shares or shares[0][0] < 0.125 or (len(shares) > 1 and shares[0][0] < 1.6 * shares[1][0]):
        return None
    return shares[0][1]
