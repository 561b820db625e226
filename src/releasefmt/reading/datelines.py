"""R7: ``Berlin, 24. April 2025 –`` on its own line or before the text, a date alone, or ``SANTA CLARA, CA --``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from releasefmt.model.language import Language
from releasefmt.reading.dates import date_pattern, read_date, weekday_names
from releasefmt.reading.terms import names_place

_SEPARATOR = r"(?:\s*\.\s*(?:[–—]|-{1,3})(?=\s|$)\s*|\s*(?:[–—:|]|-{1,3})(?=\s|$)\s*|\s*[.](?=\s|$)\s*)"
# Arabic vowel signs belong to their word, although they are no letters.
_WORD = r"[^\W\d_][\w.'’*:\u064b-\u0652-]*"
_TOWN = rf"{_WORD}(?:[ \u00a0/](?:{_WORD}|\([\w .]+\))){{0,5}}"

# A place does not end with the word that leads to its date, as in "Göteborg den 3 mars".
_NO_ARTICLE = "".join(rf"(?<!\s{word})" for word in ("den", "the", "dne", "dnia", r"d\."))


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date with the offsets of both; ``end`` is where the text after the separator begins."""

    place: str
    place_at: int
    issued: dt.date | None
    issued_at: int
    issued_end: int
    end: int
    whole: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    date = f"(?P<date>(?i:{date_pattern()}))"
    weekday = "|".join(map(re.escape, weekday_names()))
    # What follows the comma of a place is a state or country, not the day of the week.
    state = rf"(?:,\s(?!(?i:{weekday})\b)(?:[A-Z]{{2}}(?!\w)|[A-Z][a-z]+\.?))?"
    dated = rf"\s*[(（【]?\s*(?P<place>{_TOWN}{state}){_NO_ARTICLE}(?:\s*[,،、・]\s*|\s+[–—-]\s+|\s+(?=\d|den\s|the\s|d\.|dnia\s|dne\s)){date}\s*[)）】]?"
    alone = rf"\s*[(（【]?\s*{date}\s*[)）】]?"
    placed = r"\s*(?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}, (?:[A-Z]{2}|[A-Z][a-z]{1,4}\.))"
    return re.compile(dated), re.compile(alone), re.compile(placed)


def find_dateline(text: str, packs: Sequence[Language]) -> Dateline | None:
    """The dateline that begins a block's text, or None."""
    dated, alone, placed = _patterns()
    match = dated.match(text)
    if match:
        issued = read_date(match)
        place = match["place"].strip()
        if issued is not None and not place[:1].islower() and len(place) <= 60 and names_place(place, packs):
            end = _after(text, match.end())
            if end is not None:
                return Dateline(place, match.start("place"), issued, *match.span("date"), end, end >= len(text))
    match = alone.fullmatch(text.rstrip(" .:–—-"))
    if match:
        issued = read_date(match)
        if issued is not None:
            return Dateline("", 0, issued, *match.span("date"), len(text), whole=True)
    match = placed.match(text)
    if match and names_place(match["place"].partition(",")[0], packs):
        end = _after(text, match.end())
        if end is not None and end < len(text):
            return Dateline(match["place"], match.start("place"), None, 0, 0, end, whole=False)
    return None


def _after(text: str, end: int) -> int | None:
    """Where the text goes on after the dateline's separator; None where a sentence simply goes on."""
    if not text[end:].strip():
        return len(text)
    if text[end - 1] in ")）】":
        return end + len(text[end:]) - len(text[end:].lstrip())
    separator = re.compile(_SEPARATOR).match(text, end)
    return separator.end() if separator else None
