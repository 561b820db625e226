"""Cases in prose: every ``*.md`` here holds headed cases of a draft and what is understood from it.

A case is a ``##`` heading, a fence ````` ````draft ````` and a fence ````` ````expect `````. Its lines are rows of ``explain``,
``part: text | rule | line:column`` (place optional; ``/`` parts printed lines; ``…`` at the end stands for any rest),
``no part`` for a part that must not be found, or findings, ``RF104 at 1:1`` (place optional). In a draft ``⏎`` at a line's end
shows two trailing blanks. ``internal: drop`` after ``draft`` is the answer to R4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.reading.workbench import draw

_CASE = re.compile(
    r"^## (?P<name>.+?)\n.*?^````draft(?: internal: (?P<internal>\w+))?\n(?P<draft>.*?)^````\n.*?^````expect\n(?P<expect>.*?)^````$",
    re.MULTILINE | re.DOTALL,
)
_ROW = re.compile(r"(?P<part>[a-z_]+): (?P<text>.+?) \| (?P<rule>R\d+)(?: \| (?P<place>\d+:\d+|–))?$")
_FINDING = re.compile(r"(?P<code>RF\d{3})(?: at (?P<place>\d+:\d+))?$")


@dataclass(frozen=True, slots=True)
class Case:
    """One case of one file."""

    name: str
    draft: str
    internal: str
    expect: tuple[str, ...]


def _cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(Path(__file__).parent.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        cases = list(_CASE.finditer(text))
        assert len(cases) == len(
            re.findall(r"^## ", re.sub(r"^````draft.*?^````$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
        ), path
        for match in cases:
            lines = tuple(line for line in match["expect"].splitlines() if line.strip())
            draft = match["draft"].replace("⏎", "  ")
            found.append(Case(f"{path.stem}: {match['name']}", draft, match["internal"] or "stop", lines))
    return found


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    drawn = draw(case.draft, internal=case.internal)
    rows = [
        (row.part, " / ".join(row.text.split("\n")), row.rule, f"{row.line}:{row.column}" if row.line else "–")
        for row in drawn.rows
    ]
    found = [(entry.code, f"{entry.span.line}:{entry.span.column}" if entry.span else "–") for entry in drawn.findings]
    for line in case.expect:
        if absent := re.fullmatch(r"no ([a-z_]+)", line):
            assert absent[1] not in {row[0] for row in rows}, rows
        elif unfound := re.fullmatch(r"no (RF\d{3})", line):
            assert unfound[1] not in {entry[0] for entry in found}, found
        elif finding := _FINDING.match(line):
            assert any(entry[0] == finding["code"] and finding["place"] in (None, entry[1]) for entry in found), (
                line,
                found,
            )
        else:
            row = _ROW.match(line)
            assert row is not None, f"cannot be read: {line}"
            assert any(_fits(row, actual) for actual in rows), (line, rows)


def _fits(wanted: re.Match[str], row: tuple[str, str, str, str]) -> bool:
    part, text, rule, place = row
    whole = text.startswith(wanted["text"][:-1]) if wanted["text"].endswith("…") else text == wanted["text"]
    return part == wanted["part"] and whole and rule == wanted["rule"] and wanted["place"] in (None, place)
