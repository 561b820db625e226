"""Before a pattern of terms is compiled a text is looked at; that look never misses what the pattern would find."""

from __future__ import annotations

import dataclasses
import re

import pytest

from releasefmt.model.language import Language
from releasefmt.pipeline import language_packs
from releasefmt.reading.terms import SECTIONS, _candidates, _may_begin, _may_end, _pattern

PACKS = language_packs()


def terms_of(pack: Language) -> list[tuple[str, ...]]:
    values = (getattr(pack.vocabulary, field.name) for field in dataclasses.fields(pack.vocabulary))
    return [value for value in values if isinstance(value, tuple) and value and all(map(str.strip, value))]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.tag)
def test_no_term_is_passed_over_however_it_is_written(pack: Language) -> None:
    asked = 0
    for terms in terms_of(pack):
        for term in terms:
            for written in {
                term,
                term.upper(),
                term.lower(),
                term.title(),
                term.replace(" ", "\u00a0\n"),
                re.sub("s", "ſ", term, flags=re.IGNORECASE),
                term.replace("i", "ı").replace("I", "İ"),
            }:
                if _pattern(terms).match(f"{written} 12"):
                    asked += 1
                    assert _may_begin(f"■ {written} 12", 2, terms), written
                if re.search(rf"(?:{_pattern(terms).pattern})$", f"Museum {written}", re.IGNORECASE):
                    assert _may_end(f"Museum {written}", terms), written
    assert asked > 100


@pytest.mark.parametrize("parts", [("labels",), ("immediate", "embargo"), SECTIONS, ("numbers",)])
def test_a_pack_is_a_candidate_wherever_one_of_its_terms_begins(parts: tuple[str, ...]) -> None:
    for pack in PACKS:
        for term in (term for part in parts for term in getattr(pack.vocabulary, part)):
            for written in (term, term.upper(), term.title(), re.sub("s", "ſ", term), term.replace("i", "ı")):
                if any(_pattern(getattr(pack.vocabulary, part)).match(written) for part in parts):
                    candidates = _candidates(f"■ {written} 12", 2, PACKS, *parts)
                    assert pack in candidates
                    assert list(candidates) == [each for each in PACKS if each in candidates]
    assert _candidates("Xx", 0, PACKS, *parts) == ()


def test_most_lines_begin_with_no_term() -> None:
    text = "Das Museum am Hafen zeigt ab Sonntag drei Schiffe, die niemand mehr kannte."
    assert not any(_may_begin(text, 0, pack.vocabulary.labels) for pack in PACKS)
    assert not any(_may_end(text, pack.vocabulary.contact) for pack in PACKS)
