"""Dates and times as drafts write them, in the languages of the month names that CLDR has (``cldr``)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from releasefmt.reading import cldr

_ZONES = {
    "mez": dt.timedelta(hours=1),
    "cet": dt.timedelta(hours=1),
    "mesz": dt.timedelta(hours=2),
    "cest": dt.timedelta(hours=2),
    "wez": dt.timedelta(0),
    "wet": dt.timedelta(0),
    "west": dt.timedelta(hours=1),
    "oez": dt.timedelta(hours=2),
    "eet": dt.timedelta(hours=2),
    "eest": dt.timedelta(hours=3),
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
    "brt": dt.timedelta(hours=-3),
    "jst": dt.timedelta(hours=9),
    "aest": dt.timedelta(hours=10),
    "aedt": dt.timedelta(hours=11),
}

_SEASONAL = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}


# What stands between a weekday or a comma and the day.
_ARTICLES = r"den|dem|the|le|du|dnia|dne|em|z\s+dnia|ze\s+dne|l[iì]'?|il|el|a(?=\s\d{1,2}\sde\s)"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in a text with the offsets where it begins, weekday included, and ends."""

    value: dt.date
    start: int
    end: int


@cache
def month_names() -> dict[str, int]:
    """Every spelling of a month, in lower case and without a full stop, that may follow "24. "; with its number."""
    names = {"sept": 9, "jänner": 1, "feber": 2, "maerz": 3} | _numbered(cldr.LEADING_MONTHS, 1)
    del names["set"]  # Italian for September, but "1. Set up a station" begins an English list
    return names


@cache
def _all_months() -> dict[str, int]:
    """Every spelling of a month that may stand between a day and a year."""
    return _numbered(cldr.MONTHS, 1) | month_names()


@cache
def weekday_names() -> dict[str, int]:
    """Every spelling of a weekday in lower case with its number, Monday being 0."""
    # Polish and Czech say "on Wednesday" in a form that CLDR does not name; Arabic is often written without its hamza.
    names: dict[str, int] = {
        "sonnabend": 5,
        "środę": 2,
        "sobotę": 5,
        "niedzielę": 6,
        "středu": 2,
        "sobotu": 5,
        "neděli": 6,
    }
    names |= {"الإثنين": 0, "الاربعاء": 2, "الاحد": 6}
    return _numbered(cldr.WEEKDAYS, 0) | names


def _numbered(names: str, first: int) -> dict[str, int]:
    """Names as ``cldr`` has them, with their numbers."""
    return {name: number for number, group in enumerate(names.split(";"), first) for name in group.split("|")}


def weekday_in(text: str) -> int | None:
    """The number of the first weekday that a text names, Monday being 0."""
    names = weekday_names()
    return next((names[word] for word in re.findall(r"[^\W\d_]+\.?", text.lower()) if word in names), None)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def date_pattern() -> str:
    """A regular expression for one date; its groups are read by ``read_date``."""
    month = rf"(?:{_any(_all_months())})\b\.?"
    leading = rf"(?:{_any(month_names())})\b\.?"
    short = _any(name.rstrip(".") for name in weekday_names() if name.endswith("."))
    weekday = (
        rf"(?:(?:(?:ve?|we?|på)\s+)?(?:(?:{_any(weekday_names())})[,،]?\s+|(?:{short}),\s*))?"
        rf"(?:(?P<article>{_ARTICLES})\s+|d\.\s*)?"
    )
    return (
        rf"{weekday}(?:"
        rf"(?P<y5>\d{{4}})(?P<s5>[-./])(?P<m5>\d{{1,2}})(?P=s5)(?P<d5>\d{{1,2}})(?!\d)"
        rf"|(?P<y4>\d{{4}}|令和\s?(?:\d{{1,2}}|元))年\s?(?P<m4>\d{{1,2}})月\s?(?P<d4>\d{{1,2}})日(?:\s?[（(][月火水木金土日](?:曜日?)?[・祝]*[）)])?"
        rf"|(?P<d1>\d{{1,2}})(?:\.º|\.|st|nd|rd|th|er|º)?(?:\s*|-)(?:de\s+|of\s+)?(?P<m1>{month})(?:\s*|-)(?:de\s+|del\s+|,\s*)?(?P<y1>\d{{4}})(?!\d)"
        rf"|(?P<m2>{leading})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)"
        rf"|(?P<d3>\d{{1,2}})\.\s?(?P<m3>\d{{1,2}})\.\s?(?P<y3>\d{{4}}|\d{{2}})(?!\d)"
        rf"|(?P<d6>\d{{1,2}})(?P<s6>[/-])(?P<m6>\d{{1,2}})(?P=s6)(?P<y6>\d{{4}})(?!\d)"
        rf")(?:\s?r\.(?!\w)|\s+roku(?!\w)|\s?م(?!\w))?"
    )


def read_date(match: re.Match[str]) -> dt.date | None:
    """The date of a match of ``date_pattern``; None where the calendar has no such day, or where it may be two days."""
    groups = match.groupdict()
    try:
        if groups["d5"]:
            return dt.date(int(groups["y5"]), int(groups["m5"]), int(groups["d5"]))
        if groups["d6"]:
            return _between_slashes(int(groups["d6"]), int(groups["m6"]), int(groups["y6"]), groups["article"] or "")
        if groups["d3"]:
            year = int(groups["y3"])
            return dt.date(year + 2000 if year < 100 else year, int(groups["m3"]), int(groups["d3"]))
        if groups["d4"]:
            era = re.sub(r"令和\s?", "", groups["y4"])
            year = int(era) if era == groups["y4"] else 2018 + (1 if era == "元" else int(era))
            return dt.date(year, int(groups["m4"]), int(groups["d4"]))
        form = "1" if groups["d1"] else "2"
        month = _all_months()[groups[f"m{form}"].lower().rstrip(".")]
        return dt.date(int(groups[f"y{form}"]), month, int(groups[f"d{form}"]))
    except ValueError:
        return None


def _between_slashes(first: int, second: int, year: int, article: str) -> dt.date | None:
    """``24/04/2025`` and ``04/24/2025`` say which is the day; ``03/04/2025`` says it only behind an article."""
    if first == second or first > 12 or (article and article.lower() != "the"):
        return dt.date(year, second, first)
    return dt.date(year, first, second) if second > 12 else None


_DIGIT = re.compile(r"\d")


def has_digit(text: str) -> bool:
    """Whether there is any: without one no text holds a date, and the pattern of dates is slow to compile."""
    return _DIGIT.search(text) is not None


@cache
def _in_text() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){date_pattern()}", re.IGNORECASE)


def _dates(text: str) -> Iterator[re.Match[str]]:
    return _in_text().finditer(text) if has_digit(text) else iter(())


def find_date(text: str) -> DateMatch | None:
    """The first date in a text."""
    for match in _dates(text):
        value = read_date(match)
        if value is not None:
            return DateMatch(value, match.start(), match.end())
    return None


def date_at_start(text: str) -> DateMatch | None:
    """The date that a text begins with, blanks aside; the rest is not looked through for one."""
    match = _in_text().match(text, len(text) - len(text.lstrip())) if has_digit(text) else None
    value = read_date(match) if match else None
    return DateMatch(value, match.start(), match.end()) if match and value else None


def days_in(text: str) -> Iterator[tuple[int, int, dt.date | None, int | None]]:
    """Each date of a text with year: where it begins and ends, its day, and the weekday that it names, Monday being 0.

    The day is None where the calendar has no such day; dates that may be two days are passed over.
    """
    for match in _dates(text):
        value = read_date(match)
        if value is None and (match["d6"] or not _whole_year(text, match)):
            continue
        yield match.start(), match.end(), value, weekday_in(match[0])


def _whole_year(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a date has a year of our time and is no part of a longer number."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", match[0])
    return year is not None and re.match(r"[-/.]?\d|-\w", text[match.end() :]) is None


_SHORTEST_WEEKDAY = 5  # letters; shorter ones are words of other languages


@cache
def _weekdays_with_days() -> re.Pattern[str]:
    weekdays = _any(name for name in weekday_names() if len(name) >= _SHORTEST_WEEKDAY and not name.endswith("."))
    return re.compile(
        rf"(?<![\w-])(?P<weekday>{weekdays}),?\s+(?:(?:{_ARTICLES})\s+)?(?P<day>\d{{1,2}})\.?\s+(?:de\s+)?"
        rf"(?P<month>{_any(name for name in _all_months() if not name.endswith('.'))})(?!\w|\.?,?\s*(?:del?\s+)?\d{{4}})",
        re.IGNORECASE,
    )


def weekdays_and_days_in(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Each weekday with day and month but no year: begin and end, day, month, weekday (Monday being 0)."""
    if weekday_in(text) is None or not has_digit(text):
        return
    for match in _weekdays_with_days().finditer(text):
        weekday, month = weekday_names()[match["weekday"].lower()], _all_months()[match["month"].lower()]
        yield match.start(), match.end(), int(match["day"]), month, weekday


def writes_month_first(text: str) -> bool:
    """Whether the dates in a text have their month before their day, as in “April 24, 2025”, and none has it behind."""
    found = list(_dates(text))
    return any(match["m2"] for match in found) and not any(match["m1"] for match in found)


# Words before a time that leave a bare number no other meaning, and words that only join it to a date.
_CLOCK = r"kl\.?|klokken|klockan|(?:alle\s+)?ore|a\s+las|(?:(?:do|od|o)\s+)?godz(?:\.|inie|iny|ina)|às|الساعة"
_AT = r"ve?|o"
_TIME = re.compile(
    rf"(?:(?<!\w)(?:(?P<clock>{_CLOCK})\s*|(?:{_AT})\s+)|(?<![\d.,:+−-]))"
    r"(?P<noon>午前|午後)?(?P<h>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<m>\d{2})(?::\d{2})?|時(?P<minute>\d{1,2})分)?"
    r"\s*(?P<mark>uhr|uur|hodin|hod\.?|horas|heures|hrs?\b|hours|noon|h\b|時|a\.?m\.?(?!\w)|p\.?m\.?(?!\w)|صباح[اً]{1,2}|مساءً?)?(?![\d.:]*\d)",
    re.IGNORECASE,
)
_MORNING, _AFTERNOON = ("am", "午前", "صباحا"), ("pm", "午後", "مساء")


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time of day in a text with the offsets where it begins and ends; ``24 Uhr`` is midnight ``days`` later."""

    value: dt.time
    start: int
    end: int
    days: int = 0


def find_time(text: str) -> TimeMatch | None:
    """The first time of day: ``10 Uhr``, ``10:00``, ``10h30``, ``kl. 10``, ``9 a.m.``, ``午後3時``; a bare number is none."""
    for match in _TIME.finditer(text):
        mark = (match["noon"] or match["mark"] or "").lower().replace(".", "").replace("\u064b", "")
        digits = match["m"] or match["minute"]
        if not digits and not mark and not match["clock"]:
            continue
        hour, minute = int(match["h"]), int(digits or 0)
        if mark in _MORNING + _AFTERNOON:
            if not (0 if match["noon"] else 1) <= hour <= 12:
                continue
            hour = hour % 12 + (12 if mark in _AFTERNOON else 0)
        if mark == "noon" and (hour, minute) != (12, 0):
            continue
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


_OFFSET = re.compile(
    r"(?<!\w)(?:UTC|GMT)\s?(?P<sign>[+\-−–])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"
    r"|(?<=\d)\s?(?P<sign2>[+\-−])(?P<hours2>\d{2}):?(?P<minutes2>\d{2})(?!\d)"
    r"|(?<=\d)(?P<zulu>Z)(?!\w)"
)


def find_zone(text: str) -> ZoneMatch | None:
    """The first zone: ``MESZ``, ``GMT``, ``ET``, which changes with the season, ``UTC+2``, or ``+02:00`` behind a time."""
    offset = _OFFSET.search(text)
    if offset is not None:
        sign = -1 if (offset["sign"] or offset["sign2"] or "+") in "-−–" else 1
        hours, minutes = (offset[name] or offset[f"{name}2"] or 0 for name in ("hours", "minutes"))
        value = sign * dt.timedelta(hours=int(hours), minutes=int(minutes))
        if abs(value) <= dt.timedelta(hours=14):
            return ZoneMatch(dt.timezone(value), offset.start(), offset.end())
    for match in re.finditer(r"(?<!\w)[A-Z]{2,4}(?!\w)", text):
        word = match[0].lower()
        if word in _ZONES:
            return ZoneMatch(dt.timezone(_ZONES[word], match[0]), match.start(), match.end())
        if word in _SEASONAL:
            return ZoneMatch(ZoneInfo(_SEASONAL[word]), match.start(), match.end())
    return None
