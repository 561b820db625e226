"""German words of press releases against breaks that were checked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyphen
import pytest

from releasefmt.passes.hyphenation import AFTER, BEFORE, SHORTEST, Hyphenator
from releasefmt.system.hyphenation import load_patterns

LIST = Path(__file__).parent / "hyphenation_de.txt"


def checked_words() -> dict[str, frozenset[int]]:
    """Each word with every place before which it may be broken."""
    words = {}
    for entry in LIST.read_text(encoding="utf-8").split("\n"):
        if entry and not entry.startswith("#"):
            pieces = entry.split("-")
            words["".join(pieces)] = frozenset(sum(map(len, pieces[:count])) for count in range(1, len(pieces)))
    return words


def measured(breaks: Callable[[str], Iterable[int]]) -> tuple[int, list[str]]:
    """How many breaks there are, and the wrong ones."""
    total, wrong = 0, []
    for word, right in checked_words().items():
        for place in breaks(word):
            total += 1
            if place not in right:
                wrong.append(f"{word[:place]}-{word[place:]}")
    return total, wrong


@pytest.fixture(scope="module")
def german() -> Hyphenator:
    return Hyphenator(load_patterns("de-1996"), (), ("Innen", "In"))


def test_at_most_one_break_in_a_hundred_is_wrong(german: Hyphenator) -> None:
    assert len(checked_words()) >= 500
    total, wrong = measured(german.breaks)
    print(f"\nours: {len(wrong)} of {total} breaks wrong ({len(wrong) / total:.2%}) {wrong}")
    assert total > 1500
    assert len(wrong) / total <= 0.01


def test_pyphen_is_no_way_out() -> None:
    """WeasyPrint's own hyphenation in the same limits; the day it is as good, ours may go."""
    dictionary = pyphen.Pyphen(lang="de_DE")

    def breaks(word: str) -> list[int]:
        if len(word) < SHORTEST:
            return []
        return [place for place in dictionary.positions(word) if BEFORE <= place <= len(word) - AFTER]

    total, wrong = measured(breaks)
    print(f"\npyphen: {len(wrong)} of {total} breaks wrong ({len(wrong) / total:.2%}) {wrong}")
    assert len(wrong) / total > 0.01


def test_breaks_are_found_where_there_are_some(german: Hyphenator) -> None:
    """A hyphenator that never breaks would never be wrong."""
    wanted = found = 0
    for word, right in checked_words().items():
        allowed = {place for place in right if BEFORE <= place <= len(word) - AFTER}
        if len(word) >= SHORTEST:
            wanted += len(allowed)
            found += len(allowed & set(german.breaks(word)))
    assert found / wanted > 0.95
