"""What was understood from a draft and by which rule: rows for programs, a table for people.

The JSON form is a contract of ``releasefmt explain --format json`` (issue 2): keys and part names are never renamed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from releasefmt.model.content import LETTERHEAD, Blocks, Embargo, Found, Immediate, Inlines, Release, Section
from releasefmt.model.language import Printed
from releasefmt.model.text import plain_text

# No-break blanks, wide, narrow and thin.
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))

PARTS = (
    "language",
    "label",
    "number",
    "status",
    "embargo_until",
    "place",
    "issued",
    "kicker",
    "headline",
    "subheadline",
    "lead",
    "crosshead",
    "attribution",
    "notes_to_editors",
    "boilerplate",
    "contact",
    "material",
    "end_mark",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One part that was found; ``text`` is plain text as printed. No line means that the draft does not say it."""

    part: str
    text: str
    rule: str
    line: int | None
    column: int | None

    def as_dict(self) -> dict[str, str | int | None]:
        return {
            "part": self.part,
            "text": self.text,
            "rule": self.rule,
            "line": self.line,
            "column": self.column,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts found in one draft, in the order of ``PARTS``."""

    draft: str
    language: str
    rows: tuple[Row, ...]

    def as_dict(self) -> dict[str, object]:
        """Ready for ``json.dumps``: draft, language, parts."""
        return {"draft": self.draft, "language": self.language, "parts": [row.as_dict() for row in self.rows]}

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parts that were not found."""
        found = {row.part for row in self.rows}
        return tuple(part for part in PARTS if part not in found)


def explain(draft: str, release: Release, printed: Printed, status: str = "") -> Explanation:
    """The rows of a release.

    ``status`` is the printed line of the embargo, where a sheet was composed (``Role.EMBARGO``); without it the
    author's own words stand for it, and where there are none, the word of the language in ``printed``.
    """
    return Explanation(draft, release.language.value, tuple(_rows(release, printed, status)))


def _rows(release: Release, printed: Printed, status: str) -> Iterator[Row]:
    yield _row("language", release.language, release.language.value)
    for part, text in (("label", release.label), ("number", release.number)):
        if text:
            yield _row(part, text, text.value)
    if release.status:
        yield from _status(release.status, printed, status)
    if release.place:
        yield _row("place", release.place, release.place.value)
    if release.issued:
        yield _row("issued", release.issued, release.issued.value.isoformat())
    for part, words in (
        ("kicker", release.kicker),
        ("headline", release.headline),
        ("subheadline", release.subheadline),
        ("lead", release.lead),
        *(("crosshead", found) for found in release.crossheads),
        *(("attribution", found) for found in release.attributions),
    ):
        if words:
            yield _row(part, words, _text(words.value))
    for part, sections in (
        ("notes_to_editors", release.notes_to_editors),
        ("boilerplate", release.boilerplate),
        ("contact", release.contacts),
        ("material", release.material),
    ):
        for section in sections:
            if section.rule != LETTERHEAD:
                yield _row(part, section, _section(section.value))
    if release.end_mark:
        yield _row("end_mark", release.end_mark, release.end_mark.value)


def _status(status: Found[Immediate | Embargo], printed: Printed, line: str) -> Iterator[Row]:
    match status.value:
        case Immediate(said):
            yield _row("status", status, line or said or printed.immediate)
        case Embargo(until, _, said):
            yield _row("status", status, line or said or printed.embargo.partition("{")[0].rstrip(" :"))
            if until is not None:
                yield _row("embargo_until", status, until.isoformat())
        case _:
            assert_never(status.value)


def _row(part: str, found: Found[Any], text: str) -> Row:
    span = found.span
    return Row(part, text, found.rule, span.line if span else None, span.column if span else None)


def _text(words: Inlines | Blocks) -> str:
    """As printed, but with ordinary blanks: programs compare these texts, and a blank is a blank to a reader."""
    return plain_text(words).translate(_BLANKS).strip()


def _section(section: Section) -> str:
    """Heading and blocks, a line each, as they stand under one another in print."""
    return "\n".join(text for text in (_text(section.heading), _text(section.blocks)) if text)


def as_table(explanation: Explanation, width: int = 100) -> str:
    """The rows as an aligned table of ``width`` terminal cells; long texts are cut with an ellipsis."""
    rows = [("part", "text", "rule", "place")] + [
        (
            row.part,
            " / ".join(row.text.split("\n")),
            row.rule,
            f"{row.line}:{row.column}" if row.line is not None else "–",
        )
        for row in explanation.rows
    ]
    part, rule, place = (max(_cells(row[column]) for row in rows) for column in (0, 2, 3))
    text = max(20, width - part - rule - place - 6)
    lines = [
        "  ".join((_pad(row[0], part), _pad(_cut(row[1], text), text), _pad(row[2], rule), row[3])).rstrip()
        for row in rows
    ]
    if explanation.missing:
        lines.append(f"not found: {', '.join(explanation.missing)}")
    return "\n".join((explanation.draft, *lines))


def _cells(text: str) -> int:
    """Columns of a terminal: wide East Asian characters take two, combining marks none (UAX 11)."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _pad(text: str, cells: int) -> str:
    return text + " " * (cells - _cells(text))


def _cut(text: str, cells: int) -> str:
    if _cells(text) <= cells:
        return text
    while _cells(text) > cells - 1:
        text = text[:-1]
    return text.rstrip() + "…"
