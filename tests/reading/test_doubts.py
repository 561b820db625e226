"""Weekdays, days and times that cannot be, each with the message that the author reads."""

from __future__ import annotations

import pytest

from tests.reading.workbench import read

_HEAD = """Musterstadt, 3. Juli 2026 – **Pressemitteilung**

# Die Stadt feiert

Die Stadt Musterstadt feiert in diesem Jahr wieder mit vielen Gästen ihr großes Fest am Fluss.

"""


def _doubts(text: str) -> list[str]:
    return [entry.message for entry in read(_HEAD + text).findings if entry.code == "RF118"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Am Samstag, 5. Juli 2026, geht es los.", "“Samstag, 5. Juli 2026” is a Sunday."),
        ("Am Samstag, den 05.07.2026, geht es los.", "“Samstag, den 05.07.2026” is a Sunday."),
        ("See you on Saturday, July 5, 2026.", "“Saturday, July 5, 2026” is a Sunday."),
        ("Am Samstag, 5. Juli, geht es los.", "“Samstag, 5. Juli” is a Sunday in 2026."),
        ("Ab Samstag, dem 6. Februar ist Ruhe.", None),  # 2027; in 2026 a Friday
        ("Seit Freitag, dem 6. Februar ist Ruhe.", None),  # 2026
        ("Ab Montag, dem 6. Februar ist Ruhe.", "“Montag, dem 6. Februar” is a Friday in 2026."),
        ("Ab Samstag, 10. Oktober.", None),
        ("Ab Sonntag, 10. Oktober.", "“Sonntag, 10. Oktober” is a Saturday in 2026."),  # a Sunday in 2027, too far away
        ("Am 31.06.2026 wird abgebaut.", "“31.06.2026” is no day of the calendar."),
        ("Am 30. Februar 2026 wird abgebaut.", "“30. Februar 2026” is no day of the calendar."),
        ("Um 25:00 Uhr ist Schluss.", "“25:00 Uhr” is no time of the clock."),
        ("Um 18:75 Uhr ist Schluss.", "“18:75 Uhr” is no time of the clock."),
    ],
)
def test_what_cannot_be_is_said(text: str, message: str | None) -> None:
    assert _doubts(text) == ([message] if message else [])


@pytest.mark.parametrize(
    "text",
    [
        "Am Sonntag, 5. Juli 2026, um 10:00 Uhr, und am Sonntag, dem 5. Juli, um 24:00 Uhr.",
        "Der 9. November 1938 war ein Mittwoch.",
        "Montag bis Sonntag, 5. Juli 2026, täglich.",
        "Le dimanche 5 juillet 2026 et dimanche 5 juillet, 10 h.",
        "Version 13.14.15 vom 03/04/2026, Verordnung (EU) 2021/1059, Aktenzeichen 2021-99-99-1.",
        "Mit dem Sieg von 25:20 in 48:30 Minuten.",
        "Schon am Samstag, 5. Juli 2025, war es voll.",
    ],
)
def test_what_can_be_is_not_doubted(text: str) -> None:
    assert _doubts(text) == []


def test_a_doubt_stands_where_the_day_does() -> None:
    (found,) = (entry for entry in read(_HEAD + "Am **Samstag, 5. Juli 2026**.").findings if entry.code == "RF118")
    assert found.span is not None
    assert (found.span.line, found.span.column, found.hint) == (7, 6, "Check weekday and date.")
