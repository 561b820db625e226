"""R7: ``Berlin, 24. April 2025 –`` on its own line or before the text, a date alone, or ``SANTA CLARA, CA --``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from releasefmt.model.language import Language
from releasefmt.reading import cldr
from releasefmt.reading.dates import date_pattern, has_digit, read_date, weekday_names
from releasefmt.reading.terms import names_place

_SEPARATOR = r"(?:\s*\.\s*(?:[–—]|-{1,3})(?=\s|$)\s*|\s*(?:[–—:|]|-{1,3})(?=\s|$)\s*|\s*[.](?=\s|$)\s*)"
# Arabic vowel signs belong to their word, although they are no letters.
_WORD = r"['’]?[^\W\d_][\w.'’*:\u064b-\u0652-]*"
_TOWN = rf"{_WORD}(?:[ \u00a0/](?:{_WORD}|\([\w .]+\))){{0,5}}"

_MIN_NEWS = 8  # words that follow a date without a place, if the date is a dateline

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


# A wire's name between the place or date and the dash: "/PRNewswire/", "(OTS)".
_WIRE = r"(?:\s*(?:/[A-Z][\w .-]{1,24}/|\([A-Z][\w ./-]{1,24}\)))?"
_DASH = r"\s*(?:[–—]|-{1,3})(?=\s)\s*"

_STATES = frozenset(
    """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois
    |Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana
    |Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon
    |Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia
    |Wisconsin|Wyoming|Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|Ontario|Quebec|Saskatchewan|England
    |Scotland|Wales|Northern Ireland|New South Wales|Queensland|Victoria|UK|USA|UAE""".replace("\n    ", "").split("|")
)
# Cities that American news writing lets stand without their state (AP stylebook); CLDR adds those of its time zones.
_ALONE = frozenset(
    """Atlanta|Baltimore|Boston|Cincinnati|Cleveland|Dallas|Houston|Las Vegas|Miami|Milwaukee|Minneapolis|New Orleans
    |Oklahoma City|Philadelphia|Pittsburgh|St. Louis|Salt Lake City|San Antonio|San Diego|San Francisco|Seattle|Washington
    |Beijing|Geneva|Kuwait City|Milan|Munich|New Delhi|Quebec City|Rio de Janeiro|Bern|Genf|Genève|Milano|München|Köln
    |Hamburg|Frankfurt|Stuttgart|Leipzig|Dresden|Den Haag|The Hague|Barcelona|Basel|Bonn|Graz""".replace(
        "\n    ", ""
    ).split("|")
)


@cache
def _countries() -> frozenset[str]:
    """States and countries as they follow the comma of a place, in every language that dates are read in."""
    return _STATES.union(cldr.COUNTRIES.split("|"))


@cache
def _cities() -> frozenset[str]:
    """Cities that need neither state nor country in front of the dash, in lower case."""
    return frozenset(name.casefold() for name in _ALONE.union(cldr.CITIES.split("|")))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Each is compiled when a text is met that may hold what it looks for."""
    date = f"(?P<date>(?i:{date_pattern()}))" if name != "placed" else ""
    weekday = "|".join(map(re.escape, weekday_names()))
    # What follows the comma of a place is a state or country, not the day of the week.
    state = rf"(?:,\s(?!(?i:{weekday})\b)(?:[A-Z]{{2}}(?!\w)|(?:[A-Z]\.){{2}}|[A-Z][a-z]+\.?(?: [A-Z][a-z]+)?))"
    between = r"(?:\s*[,،、・]\s*|\s+[–—-]\s+|\s+(?=\d|den\s|the\s|d\.|dnia\s|dne\s))"
    gap = r"\[[^\]\[\n]{2,40}\]"  # "[CITY, STATE]", still to be filled in
    town = rf"{_TOWN}{state}?"
    patterns = {
        "dated": rf"\s*[(（【]?\s*(?P<place>{gap}|{town}(?:\s&\s{town})?){_NO_ARTICLE}{between}{date}\s*[)）】]?{_WIRE}",
        "alone": rf"\s*[(（【]?\s*{date}\s*[)）】]?",
        "opening": rf"\s*{date}{_WIRE}{_DASH}(?=\S)",
        "turned": rf"\s*{date}\s*(?:[,|·]|[–—-](?=\s))\s*(?P<place>{town})\s*",
        "placed": rf"\s*(?P<place>{_WORD}(?:[ \u00a0/]{_WORD}){{0,5}}{state}?){_WIRE}",
    }
    return re.compile(patterns[name])


def find_dateline(text: str, packs: Sequence[Language]) -> Dateline | None:
    """The dateline that begins a block's text, or None."""
    return (_with_date(text, packs) if has_digit(text) else None) or _place_alone(text, packs)


def _with_date(text: str, packs: Sequence[Language]) -> Dateline | None:
    match = _pattern("dated").match(text)
    if match:
        issued = read_date(match)
        place = match["place"].strip()
        if issued is not None and _can_be_place(place, packs):
            end = _after(text, match.end())
            if end is not None:
                return Dateline(place, match.start("place"), issued, *match.span("date"), end, end >= len(text))
    match = _pattern("turned").fullmatch(text.rstrip(" .:–—-"))
    if match and _is_known(match["place"]) and (issued := read_date(match)) is not None:
        return Dateline(match["place"], match.start("place"), issued, *match.span("date"), len(text), whole=True)
    match = _pattern("alone").fullmatch(text.rstrip(" .:–—-"))
    if match and (issued := read_date(match)) is not None:
        return Dateline("", 0, issued, *match.span("date"), len(text), whole=True)
    match = _pattern("opening").match(text)
    if match and (issued := read_date(match)) is not None and len(text[match.end() :].split()) >= _MIN_NEWS:
        return Dateline("", 0, issued, *match.span("date"), match.end(), whole=False)
    return None


def _place_alone(text: str, packs: Sequence[Language]) -> Dateline | None:
    match = _pattern("placed").match(text)
    if match and _is_known(match["place"]) and names_place(match["place"].partition(",")[0], packs):
        end = _after(text, match.end())
        dash = re.match(_DASH, text[match.end() :])
        if end is not None and end < len(text) and (dash or "," in match["place"]):
            return Dateline(match["place"], match.start("place"), None, 0, 0, end, whole=False)
    return None


def _can_be_place(place: str, packs: Sequence[Language]) -> bool:
    if place.startswith("["):
        return True
    return not place[:1].islower() and len(place) <= 60 and names_place(place, packs)


def _is_known(place: str) -> bool:
    """A city with its state or country, or one that everybody knows: without a date nothing else tells a place."""
    city, comma, state = (part.strip() for part in place.rpartition(","))
    if not comma:
        return place.strip().casefold() in _cities()
    if re.fullmatch(r"[A-Z]{2}|(?:[A-Z]\.){2}|[A-Z][a-z]{1,4}\.", state):
        return True
    return bool(city) and state in _countries()


def _after(text: str, end: int) -> int | None:
    """Where the text goes on after the dateline's separator; None where a sentence simply goes on."""
    if not text[end:].strip():
        return len(text)
    separator = re.compile(_SEPARATOR).match(text, end)
    if separator is None and text[end - 1] in ")）】":
        return end + len(text[end:]) - len(text[end:].lstrip())
    return separator.end() if separator else None
