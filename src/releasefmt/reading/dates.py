"""Dates and times as drafts write them, in the languages of the month names that Babel (CLDR) knows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

# Languages whose month and weekday names are understood in a draft of any language.
LOCALES = ("de", "de_AT", "en", "fr", "it", "es", "nl")

_ZONES = {
    "mez": dt.timedelta(hours=1),
    "cet": dt.timedelta(hours=1),
    "mesz": dt.timedelta(hours=2),
    "cest": dt.timedelta(hours=2),
    "utc": dt.timedelta(0),
    "gmt": dt.timedelta(0),
    "bst": dt.timedelta(hours=1),
    "est": dt.timedelta(hours=-5),
    "edt": dt.timedelta(hours=-4),
    "cst": dt.timedelta(hours=-6),
    "cdt": dt.timedelta(hours=-5),
    "mst": dt.timedelta(hours=-7),
    "mdt": dt.timedelta(hours=-6),
    "pst": dt.timedelta(hours=-8),
    "pdt": dt.timedelta(hours=-7),
}

_SEASONAL = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text with the offsets where it begins, weekday included, and ends."""

    value: dt.date
    start: int
    end: int


@cache
def month_names() -> dict[str, int]:
    """Every spelling of a month in lower case, without a full stop, with its number."""
    names: dict[str, int] = {"sept": 9, "jänner": 1, "feber": 2, "maerz": 3}
    for locale in map(Locale.parse, LOCALES):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    names.setdefault(name.lower().rstrip("."), int(number))
    return names


@cache
def weekday_names() -> dict[str, int]:
    """Every spelling of a weekday in lower case with its number, Monday being 0."""
    names: dict[str, int] = {"sonnabend": 5}
    for locale in map(Locale.parse, LOCALES):
        for number, name in locale.days["format"]["wide"].items():
            names.setdefault(name.lower(), int(number))
    return names


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def date_pattern() -> str:
    """A regular expression for one date; its groups are read by ``read_date``."""
    month = rf"(?:{_any(month_names())})\b\.?"
    weekday = rf"(?:(?:{_any(weekday_names())}),?\s+)?(?:(?:den|dem|the|le)\s+)?"
    return (
        rf"{weekday}(?:"
        rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)"
        rf"|(?P<d1>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s*(?:de\s+|of\s+)?(?P<m1>{month})\s*(?:de\s+|del\s+|,\s*)?(?P<y1>\d{{4}})(?!\d)"
        rf"|(?P<m2>{month})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)"
        rf"|(?P<d3>\d{{1,2}})\.\s?(?P<m3>\d{{1,2}})\.\s?(?P<y3>\d{{4}}|\d{{2}})(?!\d)"
        rf")"
    )


def read_date(match: re.Match[str]) -> dt.date | None:
    """The date of a match of ``date_pattern``, or None where the calendar has no such day."""
    groups = match.groupdict()
    try:
        if groups["iso"]:
            return dt.date.fromisoformat(groups["iso"])
        if groups["d3"]:
            year = int(groups["y3"])
            return dt.date(year + 2000 if year < 100 else year, int(groups["m3"]), int(groups["d3"]))
        form = "1" if groups["d1"] else "2"
        month = month_names()[groups[f"m{form}"].lower().rstrip(".")]
        return dt.date(int(groups[f"y{form}"]), month, int(groups[f"d{form}"]))
    except ValueError:
        return None


def find_date(text: str) -> DateMatch | None:
    """The first date in a text."""
    for match in re.finditer(rf"(?<![\w.]){date_pattern()}", text, re.IGNORECASE):
        value = read_date(match)
        if value is not None:
            return DateMatch(value, match.start(), match.end())
    return None


_TIME = re.compile(
    r"(?<![\d.,:])(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s*(?P<mark>uhr|h\b|a\.?m\.?(?!\w)|p\.?m\.?(?!\w))?(?![\d.:]*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time of day in a text with the offsets where it begins and ends; ``24 Uhr`` is midnight ``days`` later."""

    value: dt.time
    start: int
    end: int
    days: int = 0


def find_time(text: str) -> TimeMatch | None:
    """The first time of day: ``10 Uhr``, ``10:00``, ``10.30 Uhr``, ``9 a.m.``; a bare number is none."""
    for match in _TIME.finditer(text):
        mark = (match["mark"] or "").lower().replace(".", "")
        if not match["m"] and not mark:
            continue
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if mark in ("am", "pm"):
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if mark == "pm" else 0)
        if hour == 24 and minute == 0:
            return TimeMatch(dt.time(0), match.start(), match.end(), days=1)
        if hour < 24 and minute < 60:
            return TimeMatch(dt.time(hour, minute), match.start(), match.end())
    return None


@dataclass(frozen=True, slots=True)
class ZoneMatch:
    """A zone that a text names by its letters, with the offsets where they begin and end."""

    value: dt.tzinfo
    start: int
    end: int


def find_zone(text: str) -> ZoneMatch | None:
    """The first zone named by its letters: ``MESZ``, ``GMT``, ``ET``; ``ET`` and its like change with the season."""
    for match in re.finditer(r"(?<!\w)[A-Z]{2,4}(?!\w)", text):
        word = match[0].lower()
        if word in _ZONES:
            return ZoneMatch(dt.timezone(_ZONES[word], match[0]), match.start(), match.end())
        if word in _SEASONAL:
            return ZoneMatch(ZoneInfo(_SEASONAL[word]), match.start(), match.end())
    return None
