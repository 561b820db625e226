"""Days that the calendar does not have: a weekday that is another day's, a 31 June. The text keeps them; the author is asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from releasefmt.model.content import Release, Text
from releasefmt.model.findings import Finding
from releasefmt.model.places import where
from releasefmt.model.rules import finding
from releasefmt.model.walk import leaves_of_release
from releasefmt.reading.dates import days_in, weekdays_and_days_in

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = dt.timedelta(days=240)
# What every date to be looked at has; a text without it need not be looked through.
_YEAR = re.compile(r"(?:19|20)\d\d")
# Times on a clock of 24 hours in the languages that write them with a colon and a word.
_TIME = re.compile(r"(?<![\d:.,/-])(\d{1,2}):(\d{2})[ \u00a0]?(?:Uhr|Hrs|hrs|uur|h)(?!\w)")


def doubtful_days(release: Release) -> Iterator[Finding]:
    """A finding (RF118) for each weekday, day or time of the text that cannot be; what was read as a part is not asked again."""
    issued = release.issued.value if release.issued else None
    for leaf in leaves_of_release(release):
        if isinstance(leaf, Text):
            yield from _with_year(leaf)
            yield from _without_year(leaf, issued)
            yield from _times(leaf)


def _with_year(leaf: Text) -> Iterator[Finding]:
    if not _YEAR.search(leaf.text):
        return
    for start, end, day, named in days_in(leaf.text):
        words = leaf.text[start:end]
        if day is None:
            message = f"“{words}” is no day of the calendar."
            yield finding("RF118", message, where(leaf, start, end), hint="Check day and month.")
        elif named is not None and named != day.weekday():
            message = f"“{words}” is a {_WEEKDAYS[day.weekday()]}."
            yield finding("RF118", message, where(leaf, start, end), hint="Check weekday and date.")


def _without_year(leaf: Text, issued: dt.date | None) -> Iterator[Finding]:
    """A weekday with day and month belongs to a year in which it is near to the day of issue."""
    if issued is None:
        return
    for start, end, day, month, named in weekdays_and_days_in(leaf.text):
        days = _days_near(issued, day, month)
        if days and all(other.weekday() != named for other in days):
            message = f"“{leaf.text[start:end]}” is a {_WEEKDAYS[days[0].weekday()]} in {days[0].year}."
            yield finding("RF118", message, where(leaf, start, end), hint="Check weekday and date, or name the year.")


def _days_near(issued: dt.date, day: int, month: int) -> list[dt.date]:
    """The days that a text of that date may mean, the nearest first; half a year away there are two."""
    days: list[dt.date] = []
    for year in range(max(issued.year - 1, dt.MINYEAR), min(issued.year + 1, dt.MAXYEAR) + 1):
        try:
            days.append(dt.date(year, month, day))
        except ValueError:  # 29 February of another year, or no day at all
            continue
    return sorted((other for other in days if abs(other - issued) <= _NEAR), key=lambda other: abs(other - issued))


def _times(leaf: Text) -> Iterator[Finding]:
    for match in _TIME.finditer(leaf.text):
        if (int(match[1]), int(match[2])) > (24, 0) or int(match[2]) > 59:
            message = f"“{match[0]}” is no time of the clock."
            yield finding("RF118", message, where(leaf, *match.span()), hint="Check hours and minutes.")
