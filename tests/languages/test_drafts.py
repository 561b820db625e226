"""Drafts of many languages and regions: every ``TAG.md`` here holds headed cases of a draft and everything that is understood from it.

A case is a ``##`` heading, a fence ````` ````draft ````` and a fence ````` ````facts `````: the rows of ``explain`` as
``part | text | rule``, all of them in their order (``/`` parts printed lines; ``…`` at the end stands for any rest), then
the codes of the findings, if there are any, as ``RF103``. All organisations, people and places are invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from releasefmt.pipeline import language_packs
from tests.reading.workbench import draw

_FENCES = r"\n+````draft\n(?P<draft>.*?)^````\n+````facts\n(?P<facts>.*?)^````$"
_CASE = re.compile(rf"^## (?P<name>[^\n]+)\n{_FENCES}", re.MULTILINE | re.DOTALL)
# A draft of its own for every language that the tool knows.
_FEWEST = dict.fromkeys(("ar", "cs", "da", "ja", "pl", "pt", "sv"), 4) | dict.fromkeys(
    ("de", "en", "es", "fr", "it", "nl"), 2
)


@dataclass(frozen=True, slots=True)
class Case:
    """One draft; ``rows`` are part, text and rule."""

    language: str
    name: str
    draft: str
    rows: tuple[tuple[str, str, str], ...]
    codes: tuple[str, ...]


def _cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(Path(__file__).parent.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found = list(_CASE.finditer(text))
        assert len(found) == text.count("\n````draft\n"), path
        for match in found:
            lines = [line for line in match["facts"].splitlines() if line.strip()]
            rows = tuple(_row(line) for line in lines if " | " in line)
            codes = tuple(line for line in lines if " | " not in line)
            cases.append(Case(path.stem, match["name"], match["draft"], rows, codes))
    return cases


def _row(line: str) -> tuple[str, str, str]:
    part, _, rest = line.partition(" | ")
    text, _, rule = rest.rpartition(" | ")
    return part, text, rule


CASES = _cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")
def test_everything_is_understood(case: Case) -> None:
    drawn = draw(case.draft)
    rows = [(row.part, " / ".join(row.text.split("\n")), row.rule) for row in drawn.rows]
    assert [row[0] for row in rows] == [row[0] for row in case.rows], rows
    for actual, (part, text, rule) in zip(rows, case.rows, strict=True):
        whole = actual[1].startswith(text[:-1]) if text.endswith("…") else actual[1] == text
        assert whole, (part, actual[1])
        assert actual[2] == rule, part
    assert tuple(sorted(finding.code for finding in drawn.findings)) == case.codes


def test_every_language_has_its_drafts() -> None:
    packs = {pack.tag.partition("-")[0] for pack in language_packs()}
    assert packs == set(_FEWEST)
    for language, fewest in _FEWEST.items():
        assert sum(case.language == language for case in CASES) >= fewest, language
