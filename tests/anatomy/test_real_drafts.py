"""Must show 2 of issue 3 on real drafts, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.anatomy.table import Score, folder_of_drafts, printed, scores, truth


@pytest.fixture(scope="module")
def table() -> dict[str, Score]:
    folder = folder_of_drafts()
    if folder is None:
        pytest.skip("not run: the real drafts are not here; name their folder in RELEASEFMT_DRAFTS")
    return scores(folder)


def test_every_headline_is_found(table: dict[str, Score]) -> None:
    assert table["headline"].right == table["headline"].there == len(truth()), printed(table)


@pytest.mark.parametrize("part", ["place", "date", "label"])
def test_datelines_are_found_and_none_is_false(table: dict[str, Score], part: str) -> None:
    assert table[part].right >= 0.95 * table[part].there, printed(table)
    assert not table[part].false, printed(table)


@pytest.mark.parametrize(
    "part", ["contact", "boilerplate", "notes", "material", "end_mark", "status", "subheadline", "kicker"]
)
def test_other_parts_are_found_and_none_is_false(table: dict[str, Score], part: str) -> None:
    assert table[part].right == table[part].there, printed(table)
    assert not table[part].false, printed(table)


def test_another_draft_than_the_table_s_is_said(tmp_path: Path) -> None:
    (tmp_path / str(truth()[0]["file"])).write_text("Something else", encoding="utf-8")
    with pytest.raises(ValueError, match="not the draft that the table was made from"):
        scores(tmp_path)


def test_what_is_missed_and_what_is_false_is_counted() -> None:
    score = Score()
    score.add("a.md", ["Berlin"], [])
    score.add("b.md", ["Bern"], ["Bern", "Basel"])
    assert (score.there, score.right, score.missed, score.false) == (2, 1, ["a.md: Berlin"], ["b.md: Basel"])
